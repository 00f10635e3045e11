"""History is true: what ``adr history`` and ``adr list --history`` say of repositories whose every event is known."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from command_line import Adr, Repo, scrubbed_environment
from teamwork import FOLDERS, STATUSES, WORDS, Record, Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from teamwork import Commit, Deed

Drawn = tuple[str, int, int]
Step = tuple[str, list[list[Drawn]], list[list[Drawn]], int]
KINDS = ("new", "copy", "status", "edit", "renumber", "retitle", "move", "remove", "restore", "renumber and accept")
DRAWN = st.tuples(st.sampled_from(KINDS), st.integers(0, 7), st.integers(0, 3))
COMMIT = st.lists(DRAWN, min_size=1, max_size=3)
STEP: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("main"), st.lists(COMMIT, min_size=1, max_size=2), st.just([]), st.integers(0, 3)),
    st.tuples(
        st.sampled_from(("branch", "evil")),
        st.lists(COMMIT, min_size=1, max_size=3),
        st.lists(COMMIT, max_size=2),
        st.integers(0, 3),
    ),
)


def deed(team: Team, kind: str, how: int) -> Callable[[Record], None]:
    """What happens to a record: which of its facts get which values."""

    def do(record: Record) -> None:
        facts: dict[str, Callable[[], dict[str, object]]] = {
            "status": lambda: {"status": STATUSES[how]},
            "edit": lambda: {"notes": (*record.notes, f"Note {team.fresh()}.")},
            "renumber": lambda: {"number": team.fresh()},
            "retitle": lambda: {"slug": f"{WORDS[how]}-again-{team.fresh()}"},
            "move": lambda: {"folder": FOLDERS[how % len(FOLDERS)]},
            "remove": lambda: {"alive": False},
            "renumber and accept": lambda: {"number": team.fresh(), "status": "Accepted"},
        }
        for fact, value in facts.get(kind, lambda: {"alive": True})().items():
            setattr(record, fact, value)

    return do


def deeds(team: Team, drawn: Iterable[Drawn], mine: Callable[[Record], bool]) -> list[Deed]:
    """What is drawn, each to another record of those that may be touched.

    A copy is made alone, and a record restored alone: where a copy goes in the same commit, nobody could tell that
    it is not the same record. The first record stays, so that there is a log.
    """
    drawn = list(drawn)
    drawn = [one for one in drawn if one[0] in ("copy", "restore")][:1] or drawn
    found: list[Deed] = []
    free = [one for one in team.records if mine(one)]
    for kind, which, how in drawn:
        there = [one for one in free if one.alive == (kind != "restore")]
        record = there[which % len(there)] if there else None
        if record is not None:
            free.remove(record)
        if kind == "new" or (kind == "copy" and record is not None):
            found.append((team.new(record if kind == "copy" else None), deed(team, "new", how)))
        elif record is not None and (kind, record) != ("remove", team.records[0]):
            found.append((record, deed(team, kind, how)))
    return found


def at_work(steps: Iterable[Step]) -> Team:
    """A team that did all that was drawn; a branch and main never touch the same record."""
    team = Team()
    team.on_main([(team.new(), deed(team, "new", 0)) for _ in range(4)])
    team.began = {record: record.facts for record in team.records}
    for kind, first, second, who in steps:
        if kind == "main":
            for drawn in first:
                team.on_main(deeds(team, drawn, lambda _: True), who)
            continue
        beside(team, kind, first, second, who)
    return team


def beside(team: Team, kind: str, first: list[list[Drawn]], second: list[list[Drawn]], who: int) -> None:
    """A branch, and its merge, which in an evil one changes a status as well."""
    owned = {id(one) for one in team.records[::2]}
    side = (deeds(team, drawn, lambda one: id(one) not in owned) for drawn in first)
    main = (deeds(team, drawn, lambda one: id(one) in owned) for drawn in second)
    evil: list[Drawn] = [("status", who, who)] if kind == "evil" else []
    team.beside(side, main, who, _later(team, evil, lambda one: id(one) in owned))


def _later(team: Team, drawn: Iterable[Drawn], mine: Callable[[Record], bool]) -> Iterator[Deed]:
    yield from deeds(team, drawn, mine)


def expected(record: Record) -> list[tuple[str | None, str | None, str, str, str, str | None]]:
    return [(was, now, path, *_signed(commit)) for was, now, path, commit in record.told]


def _signed(commit: Commit) -> tuple[str, str, str | None]:
    return commit.subject, commit.who, commit.merged.subject if commit.merged else None


def told(transition: dict[str, object]) -> tuple[object, ...]:
    commit, merge = transition["commit"], transition["merge"]
    assert isinstance(commit, dict)
    merged = merge["subject"] if isinstance(merge, dict) else None
    return (
        *(transition[key] for key in ("from", "to", "path")),
        commit["subject"],
        commit["author"]["name"],
        merged,
    )


def assert_differs(team: Team, found: object) -> None:
    """What ``adr diff`` says of the time since the first commit is what has become of each record."""
    assert isinstance(found, dict)
    said = {(one["after"] or one["before"])["number"]: set(one["changes"]) for one in found["changes"]}
    truth: dict[int, set[str]] = {}
    for record in team.records:
        then = team.began.get(record)
        if then is None or not record.alive:
            if record.alive != (then is not None):
                truth[record.number if then is None else then[0]] = {"new" if then is None else "removed"}
            continue
        words = ("renumbered", "retitled", "moved", "status", "edited")
        changed = {word for word, was, now in zip(words, then, record.facts, strict=True) if was != now}
        if "edited" in changed and then[3] == "Accepted":
            changed = changed - {"edited"} | {"edited after acceptance"}
        if changed:
            truth[record.number] = changed
    assert said == truth


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink])
@given(st.lists(STEP, max_size=7))
def test_every_change_of_status_is_told_as_it_happened(
    steps: list[Step],
) -> None:
    team = at_work(steps)
    with tempfile.TemporaryDirectory() as top:
        repo = Repo(Path(top) / "repo", scrubbed_environment(Path(top) / "home"))
        repo.path.mkdir()
        repo.git("init", "--quiet")
        team.build(repo)
        adr = Adr(repo.path, repo.environment)
        found = adr("history", "--json").json()
        listed = adr("list", "--json", "--history").json()
        differs = adr("diff", repo.git("rev-list", "--max-parents=0", "main"), "main", "--json").json()
    if not team.copied:
        assert_differs(team, differs)
    assert isinstance(found, dict)
    assert isinstance(listed, dict)
    truth = [one for record in team.records for one in expected(record)]
    assert sorted(map(told, found["transitions"]), key=str) == sorted(truth, key=str)
    lives = {f"docs/adr/{one['path']}": one["history"] for one in listed["records"]}
    alive = {record.path: record for record in team.records if record.alive}
    assert lives.keys() == alive.keys()
    for path, record in alive.items():
        life = lives[path]
        assert life["created"]["subject"] == record.commits[0].subject
        assert life["changed"]["subject"] == record.commits[-1].subject
        assert life["paths"][-1] == path
        assert sorted(life["paths"]) == sorted(record.names)
        assert {one["name"] for one in life["contributors"]} == {one.who for one in record.commits}
        assert [one["commit"]["subject"] for one in life["edited_after_acceptance"]] == [
            one.subject for one in record.edited
        ]


def one_of(status: str) -> Callable[[Record], None]:
    return lambda record: setattr(record, "status", status)


def queue(team: Team) -> Record:
    """The first record of a team."""
    record = team.new()
    team.on_main([(record, deed(team, "new", 0))])
    return record


def facts(adr: Adr) -> tuple[object, object, list[object]]:
    """The commit that accepted the first record, its day of decision, and who contributed."""
    found = adr("list", "--json", "--history").json()
    assert isinstance(found, dict)
    history = found["records"][0]["history"]
    accepted = history["accepted"]["commit"]["subject"] if history["accepted"] else None
    return accepted, history["decided"], [one["name"] for one in history["contributors"]]


def statuses(adr: Adr) -> list[tuple[object, ...]]:
    """What ``adr history`` tells, the oldest first: from, to, subject."""
    found = adr("history", "--json").json()
    assert isinstance(found, dict)
    return [(one["from"], one["to"], one["commit"]["subject"]) for one in reversed(found["transitions"])]


def test_a_merge_that_sets_aside_what_its_branch_decided_is_told_last(repo: Repo, adr: Adr) -> None:
    team = Team()
    record = queue(team)
    team.on_main([(record, one_of("Accepted"))])

    def aside(record: Record) -> None:
        record.status, record.notes = "Accepted", ("As before.",)

    team.beside([[(record, one_of("Deprecated"))]], [], evil=[(record, aside)])
    team.build(repo)
    assert statuses(adr) == [
        (None, "proposed", "Commit 1"),
        ("proposed", "accepted", "Commit 2"),
        ("accepted", "deprecated", "Commit 3"),
        ("deprecated", "accepted", "Commit 4"),
    ]


def test_a_decision_that_was_taken_back_is_none(repo: Repo, adr: Adr) -> None:
    team = Team()
    record = queue(team)
    team.on_main([(record, one_of("Accepted"))])
    team.on_main([(record, one_of("Proposed"))])
    team.build(repo)
    assert facts(adr)[:2] == (None, None)
    assert "decided" not in adr("history", "1").ok().stdout
    repo.write("docs/adr/0002-x.md", "# 2. X\n\nDate: 2026-03-01\n\n## Status\n\nProposed\n")
    repo.commit("Propose")
    assert "decided" not in adr("history", "2").ok().stdout  # although it has a date


def test_a_record_that_comes_back_was_not_decided_again(repo: Repo, adr: Adr) -> None:
    team = Team()
    record = queue(team)
    other = team.new()
    team.on_main([(record, one_of("Accepted")), (other, deed(team, "new", 0))])
    team.on_main([(record, deed(team, "remove", 0))])
    team.on_main([(record, deed(team, "restore", 0))])
    team.build(repo)
    assert facts(adr)[0] == "Commit 2"
    assert "Decided" not in adr("digest", "HEAD~1..HEAD").ok().stdout
    assert "Decided" in adr("digest", "HEAD~3..HEAD").ok().stdout


def test_what_a_merge_settled_on_both_sides_is_told_once(repo: Repo, adr: Adr) -> None:
    """The branch accepts what main explains meanwhile, and the version of the merge has both."""
    team = Team()
    record = queue(team)
    repo.git("config", "user.name", "Eve")
    team.build(repo)
    repo.git("checkout", "--quiet", "-b", "side-of-eve")
    record.status = "Accepted"
    repo.write(record.path, record.text)
    repo.commit("Accept")
    repo.git("checkout", "--quiet", "main")
    record.status, record.notes = "Proposed", ("More.",)
    repo.write(record.path, record.text)
    repo.commit("Explain")
    record.status = "Accepted"
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "side-of-eve")
    repo.write(record.path, record.text)
    repo.git("commit", "--quiet", "--all", "--message", "Merge")
    assert statuses(adr)[1:] == [("proposed", "accepted", "Accept")]
    assert facts(adr)[2] == ["Ada Byron", "Eve"]
