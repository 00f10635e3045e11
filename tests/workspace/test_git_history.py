"""The pass over git's log: renames, merges, names and dates, what is remembered, and what could not be seen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.insight.timeline.telling import who
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.workspace import cache
from adr_kit.workspace.chronicle import PARTIAL, SHALLOW, Chronicle, chronicle_of
from adr_kit.workspace.git.history import stated, when
from adr_kit.workspace.git.repository import Repository, find_repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.insight.timeline.lives import Life
    from adr_kit.insight.timeline.model import Commit
    from command_line import Repo

LOG = PurePosixPath("adr")
FILLER = "We looked at this for a long time, and at the others too.\n" * 12


def record(number: int, title: str, status: str, more: str = "") -> str:
    return f"# {number}. {title}\n\n## Status\n\n{status}\n\n## Context\n\n{FILLER}\n{more}"


def found(path: Path) -> Repository:
    repository = find_repository(path)
    assert repository is not None
    return repository


def remembered(path: Path, revision: str = "HEAD", log: PurePosixPath = LOG) -> Chronicle:
    return chronicle_of(found(path), [log], DEFAULT, revision)


def lives(path: Path, revision: str = "HEAD", log: PurePosixPath = LOG) -> dict[str, Life]:
    """The lives by the file's last name."""
    chronicle = remembered(path, revision, log)
    return {life.path.name: life for life in chronicle.lives(chronicle.lineages)[0]}


def created(life: Life) -> Commit:
    """The commit with which a record came, which must be known."""
    assert life.created is not None
    return life.created


def story(life: Life) -> list[str]:
    """The statuses one after the other, each with the subject of its commit and of its merge."""
    return [
        f"{one.after.standing if one.after else 'removed'}: {one.commit.subject}"
        + (f" / {one.merged.subject}" if one.merged else "")
        for one in life.transitions
    ]


def day(number: int) -> str:
    return f"2026-03-{number:02d}T12:00:00+02:00"


@pytest.fixture
def spawned(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, before_git: Callable[[str], str]) -> Path:
    """A file that gets a line for each git process that is started."""
    lines = tmp_path / "spawned"
    lines.touch()
    monkeypatch.setenv("PATH", before_git(f'echo x >> "{lines}"'))
    return lines


def test_a_life_is_told_through_renames_with_who_did_what(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.git("add", "--all")
    env = {"GIT_AUTHOR_NAME": "Grace", "GIT_AUTHOR_EMAIL": "g@example.org", "GIT_AUTHOR_DATE": day(2)}
    repo.git("commit", "--quiet", "--message", "Accept", env={**env, "GIT_COMMITTER_DATE": day(3)})
    repo.git("mv", "adr/0001-queue.md", "adr/0002-job-queue.md")
    repo.commit("Renumber", date=day(4))
    repo.write("adr/0002-job-queue.md", record(2, "Queue", "Accepted", "And more.\n"))
    repo.commit("Explain", date=day(5))
    life = lives(repo.path)["0002-job-queue.md"]
    assert story(life) == ["proposed: Propose", "accepted: Accept"]
    accepted = life.accepted
    assert accepted is not None
    assert (accepted.commit.author.name, accepted.commit.author.when.isoformat()) == ("Grace", day(2))
    assert (accepted.commit.committer.name, accepted.commit.committer.when.isoformat()) == ("Ada Lovelace", day(3))
    assert [path.name for path in life.names] == ["0001-queue.md", "0002-job-queue.md"]
    assert created(life).subject == "Propose"
    assert life.changed.subject == "Explain"
    assert [edit.commit.subject for edit in life.edits] == ["Explain"]
    assert [name for name, _ in life.contributors] == ["Ada Lovelace", "Grace"]


def test_a_file_that_is_rewritten_while_it_is_renamed_is_the_same_record(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.git("rm", "--quiet", "adr/0001-queue.md")
    repo.write("adr/0002-queue.md", "---\nstatus: accepted\n---\n# Nothing is left\n\nOf what it was.\n")
    repo.commit("Rewrite and renumber", date=day(2))
    assert story(lives(repo.path)["0002-queue.md"]) == ["proposed: Propose", "accepted: Rewrite and renumber"]


def test_a_log_that_moved_is_followed_into_its_old_folders(repo: Repo) -> None:
    for number in range(1, 20):
        repo.write(f"doc/{number:04d}-x{number}.md", record(number, f"X {number}", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.write("doc/0003-x3.md", record(3, "X 3", "Accepted"))
    repo.commit("Accept", date=day(2))
    repo.git("mv", "doc", "design")
    repo.commit("Move", date=day(3))
    repo.git("mv", "design", "adr")
    repo.commit("Move again", date=day(4))
    known = lives(repo.path)
    assert len(known) == 19
    assert story(known["0003-x3.md"]) == ["proposed: Propose", "accepted: Accept"]
    assert [str(path.parent) for path in known["0003-x3.md"].names] == ["doc", "design", "adr"]


def test_a_rename_of_nothing_but_the_case_is_a_rename(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    blob = repo.git("rev-parse", "HEAD:adr/0001-queue.md")
    repo.git("update-index", "--force-remove", "adr/0001-queue.md")
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{blob},adr/0001-Queue.md")
    repo.git("commit", "--quiet", "--message", "Shout")
    assert [path.name for path in lives(repo.path)["0001-Queue.md"].names] == ["0001-queue.md", "0001-Queue.md"]


def on_a_branch(repo: Repo, name: str, *versions: tuple[str, str], date: int) -> None:
    """Commit versions of record 1 on a new branch, and go back to main."""
    repo.git("checkout", "--quiet", "-b", name)
    for text, subject in versions:
        repo.write("adr/0001-queue.md", text)
        repo.commit(subject, date=day(date))
    repo.git("checkout", "--quiet", "main")


def merge(repo: Repo, name: str, *options: str, date: int) -> None:
    env = {"GIT_COMMITTER_DATE": day(date), "GIT_AUTHOR_DATE": day(date), "GIT_AUTHOR_NAME": "Grace"}
    repo.git("merge", "--quiet", "--no-ff", *options, "--message", f"Merge {name}", name, env=env)


def test_what_a_branch_brought_is_told_with_its_merge(repo: Repo) -> None:
    repo.commit("Begin", date=day(1))
    versions = (record(1, "Queue", "Proposed"), "Propose"), (record(1, "Queue", "Accepted"), "Accept")
    on_a_branch(repo, "side", *versions, date=2)
    repo.write("x", "x")
    repo.commit("Beside", date=day(3))
    merge(repo, "side", date=4)
    life = lives(repo.path)["0001-queue.md"]
    assert story(life) == ["proposed: Propose / Merge side", "accepted: Accept / Merge side"]
    assert life.transitions[1].landed.author.name == "Grace"
    assert [name for name, _ in life.contributors] == ["Ada Lovelace"]  # a merge that adds nothing wrote nothing


def test_what_a_merge_threw_away_did_not_happen(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    on_a_branch(repo, "side", (record(1, "Queue", "Rejected"), "Reject"), date=2)
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(3))
    merge(repo, "side", "--strategy", "ours", date=4)
    assert story(lives(repo.path)["0001-queue.md"]) == ["proposed: Propose", "accepted: Accept"]


def test_what_a_merge_itself_decided_is_the_merges(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    on_a_branch(repo, "side", (record(1, "Queue", "Proposed", "Side.\n"), "Explain"), date=2)
    repo.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted", "Side.\n"))
    repo.commit("Merge and accept", date=day(4))
    assert story(lives(repo.path)["0001-queue.md"]) == ["proposed: Propose", "accepted: Merge and accept"]


def test_the_same_decision_on_two_branches_is_one(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    versions = (record(1, "Queue", "Accepted"), "Accept there"), (record(1, "Queue", "Accepted", "More.\n"), "Explain")
    on_a_branch(repo, "side", *versions, date=2)
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept here", date=day(3))
    merge(repo, "side", date=4)
    assert [line.partition(":")[0] for line in story(lives(repo.path)["0001-queue.md"])] == ["proposed", "accepted"]


def test_records_that_are_gone_are_remembered_and_files_that_are_none_are_not(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.write("adr/README.md", "# Decisions\n\n- [1](0001-queue.md)\n")
    repo.write("adr/.hidden/0002-x.md", record(2, "X", "Accepted"))
    repo.write("adr/notes.txt", "x")
    repo.commit("Accept", date=day(1))
    repo.git("rm", "--quiet", "adr/0001-queue.md")
    repo.commit("Remove", date=day(2))
    known = lives(repo.path)
    assert list(known) == ["0001-queue.md"]
    assert known["0001-queue.md"].gone
    assert story(known["0001-queue.md"]) == ["accepted: Accept", "removed: Remove"]


def test_people_are_called_as_the_mailmap_says(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(1))
    assert created(lives(repo.path)["0001-queue.md"]).author.name == "Ada Lovelace"
    repo.write(".mailmap", "Countess Lovelace <countess@example.org> <ada@example.org>\n")
    author = created(lives(repo.path)["0001-queue.md"]).author  # although the history itself was remembered
    assert (author.name, author.email) == ("Countess Lovelace", "countess@example.org")


def test_a_mailmap_that_leads_out_of_the_repository_is_none(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    (repo.path / ".mailmap").symlink_to("/dev/zero")
    repo.commit("Accept", date=day(1))
    assert created(lives(repo.path)["0001-queue.md"]).author.name == "Ada Lovelace"


def test_names_that_are_not_ascii_and_not_even_text_are_followed(repo: Repo) -> None:
    repo.git("config", "core.quotepath", "true")
    raw = "adr/0002-caf\udce9.md"
    for name in ("adr/0001-決定.md", raw):
        repo.write(name, record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.write(raw, record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(2))
    for _ in range(2):  # once from git, once from what was remembered
        known = lives(repo.path)
        assert set(known) == {"0001-決定.md", "0002-caf\udce9.md"}
        assert story(known["0002-caf\udce9.md"]) == ["proposed: Propose", "accepted: Accept"]


def test_nothing_new_costs_one_process_and_something_new_is_added(repo: Repo, spawned: Path) -> None:
    def processes() -> int:
        count = len(spawned.read_text(encoding="utf-8").split())
        spawned.write_text("", encoding="utf-8")
        return count

    for number in range(30):
        repo.write(f"adr/{number:04d}-x{number}.md", record(number, f"X {number}", "Proposed"))
        repo.commit(f"Propose {number}")
    processes()
    assert len(lives(repo.path)) == 30
    assert processes() == 5  # which commit, the graph, the log, moves, contents
    assert len(lives(repo.path)) == 30
    assert processes() == 1
    repo.write("adr/0003-x3.md", record(3, "X 3", "Accepted"))
    repo.commit("Accept 3")
    processes()
    assert story(lives(repo.path)["0003-x3.md"]) == ["proposed: Propose 3", "accepted: Accept 3"]
    assert processes() == 4  # the same, but nothing was added that could have been moved


def test_what_is_remembered_is_what_is_there(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """After every kind of change of HEAD, what was extended equals what is found anew."""

    def both() -> None:
        monkeypatch.setenv("ADR_CACHE_DIR", str(tmp_path / "kept"))
        kept = remembered(repo.path)
        monkeypatch.setenv("ADR_CACHE_DIR", str(tmp_path / f"new-{len(list(tmp_path.iterdir()))}"))
        assert remembered(repo.path).history == kept.history

    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    both()
    on_a_branch(repo, "side", (record(1, "Queue", "Accepted"), "Accept"), date=2)
    repo.write("adr/0002-x.md", record(2, "X", "Proposed"))
    repo.commit("Propose X", date=day(3))
    both()
    merge(repo, "side", date=4)
    both()
    repo.git("checkout", "--quiet", "side")
    merge(repo, "main", date=5)  # fast forward is off: main is now beside the first-parent line
    repo.git("checkout", "--quiet", "-B", "main")
    both()
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    both()
    repo.git("mv", "adr/0001-queue.md", "adr/0003-queue.md")
    repo.commit("Renumber", date=day(6))
    both()
    repo.git("commit", "--quiet", "--amend", "--message", "Renumber, all of it")
    both()
    repo.git("checkout", "--quiet", "--detach", "HEAD~1")
    both()


def test_a_broken_memory_is_no_memory(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(1))
    first = lives(repo.path)
    top = cache.directory()
    assert top is not None
    for kind in ("history", "versions"):
        for file in (top / kind).glob("*.json"):
            whole = json.loads(file.read_bytes())
            for broken in (
                b"",
                b"[]",
                b'{"tip": 1}',
                json.dumps([[1]]).encode(),
                json.dumps({**whole, "moments": [[]]} if isinstance(whole, dict) else [["a"]]).encode(),
            ):
                file.write_bytes(broken)
                assert lives(repo.path) == first


def test_a_shallow_clone_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(2))
    repo.git("clone", "--quiet", "--depth=1", repo.path.as_uri(), tmp_path / "clone")
    assert remembered(tmp_path / "clone").history.notes == (SHALLOW,)
    assert not lives(tmp_path / "clone")  # nobody can tell what its first commit changed
    replace(repo, path=tmp_path / "clone").git("fetch", "--quiet", "--unshallow")
    assert remembered(tmp_path / "clone").history.notes == ()
    assert len(lives(tmp_path / "clone")["0001-queue.md"].transitions) == 2


def test_a_partial_clone_fetches_nothing_and_says_what_it_lacks(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.git("mv", "adr/0001-queue.md", "adr/0002-queue.md")
    repo.write("adr/0002-queue.md", record(2, "Queue", "Proposed", "More.\n"))
    repo.commit("Renumber", date=day(2))
    repo.write("adr/0002-queue.md", record(2, "Queue", "Accepted", "More.\n"))
    repo.commit("Accept", date=day(3))
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "--quiet", "--filter=blob:none", repo.path.as_uri(), tmp_path / "clone")
    chronicle = remembered(tmp_path / "clone")
    known, notes = chronicle.lives(chronicle.lineages)
    assert notes == (PARTIAL,)
    assert [life.path.name for life in known] == ["0002-queue.md"]
    assert created(known[0]).subject == "Propose"
    missing = replace(repo, path=tmp_path / "clone").git("rev-list", "--objects", "--missing=print", "HEAD")
    assert "?" in missing  # nothing was fetched


def test_work_trees_submodules_and_bare_repositories_have_the_same_history(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(1))
    repo.git("worktree", "add", "--quiet", tmp_path / "other", "-b", "other")
    repo.git("clone", "--quiet", "--bare", repo.path, tmp_path / "bare")
    outer = replace(repo, path=tmp_path / "outer")
    outer.path.mkdir()
    outer.git("init", "--quiet")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repo.path.as_uri(), "inner")
    outer.commit("Take in")
    for place in (repo.path, tmp_path / "other", tmp_path / "bare", outer.path / "inner"):
        assert story(lives(place)["0001-queue.md"]) == ["accepted: Accept"]


def test_a_merge_in_progress_and_a_sparse_checkout_change_nothing(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.write("src/x", "x")
    repo.commit("Propose", date=day(1))
    on_a_branch(repo, "side", (record(1, "Queue", "Rejected"), "Reject"), date=2)
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(3))
    with pytest.raises(AssertionError):
        repo.git("merge", "--quiet", "side")
    assert "<<<<" in repo.read("adr/0001-queue.md")
    assert story(lives(repo.path)["0001-queue.md"]) == ["proposed: Propose", "accepted: Accept"]
    repo.git("merge", "--abort")
    repo.git("sparse-checkout", "set", "--cone", "src")
    assert not (repo.path / "adr").exists()
    assert story(lives(repo.path)["0001-queue.md"]) == ["proposed: Propose", "accepted: Accept"]


def test_objects_with_longer_names_a_log_in_the_root_and_a_merge_of_three(repo: Repo, tmp_path: Path) -> None:
    long = replace(repo, path=tmp_path / "long")
    long.path.mkdir()
    long.git("init", "--quiet", "--object-format=sha256")
    long.write("0001-queue.md", record(1, "Queue", "Proposed"))
    long.write("node_modules/x.md", record(9, "X", "Accepted"))
    long.commit("Propose", date=day(1))
    for number, name in ((2, "left"), (3, "right")):
        long.git("checkout", "--quiet", "-b", name, "main")
        long.write(f"000{number}-{name}.md", record(number, name, "Accepted"))
        long.commit(f"Accept {name}", date=day(number))
    long.git("checkout", "--quiet", "main")
    long.git("merge", "--quiet", "--no-ff", "--message", "Merge both", "left", "right")
    known = lives(long.path, log=PurePosixPath())
    assert story(known["0001-queue.md"]) == ["proposed: Propose"]
    assert story(known["0002-left.md"]) == ["accepted: Accept left / Merge both"]
    assert story(known["0003-right.md"]) == ["accepted: Accept right / Merge both"]
    assert len(known) == 3


def test_dates_that_make_no_sense_are_the_epoch() -> None:
    assert when("1700000000 +0100").isoformat() == "2023-11-14T23:13:20+01:00"
    assert when("no date").year == when("99999999999999999 +0000").year == 1970


def test_a_revision_that_is_not_there_is_an_error(repo: Repo) -> None:
    with pytest.raises(AdrError, match="no commits yet"):
        remembered(repo.path)
    repo.commit("Begin")
    for revision in ("nowhere", "-x", "--all", "HEAD:adr", "HEAD^{tree}"):
        with pytest.raises(AdrError, match=r"revision|commit"):
            remembered(repo.path, revision)


def test_people_are_called_as_that_commit_says_in_a_bare_repository(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.write(".mailmap", "Ada King <ada@example.org>\n")
    repo.commit("Accept", date=day(1))
    repo.git("tag", "v1")
    bare = tmp_path / "bare"
    repo.git("clone", "--quiet", "--bare", repo.path, bare)
    assert created(lives(bare)["0001-queue.md"]).author.name == "Ada King"
    repo.write(".mailmap", "Countess <ada@example.org>\n")
    repo.commit("Call her otherwise", date=day(2))
    repo.git("push", "--quiet", bare, "main")
    assert created(lives(bare)["0001-queue.md"]).author.name == "Countess"
    assert created(lives(bare, "v1")["0001-queue.md"]).author.name == "Ada King"
    repo.git("config", "uploadpack.allowFilter", "true")
    repo.git("clone", "--quiet", "--bare", "--filter=blob:none", repo.path.as_uri(), tmp_path / "partial")
    assert remembered(tmp_path / "partial").lineages  # git would die at the names that it lacks


def test_a_configuration_that_names_people_and_trailers_otherwise_changes_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept\n\nADR: none, it is only a name", date=day(1))
    (tmp_path / "names").write_text("Nobody <ada@example.org>\n", encoding="utf-8")
    hostile = {
        "mailmap.file": str(tmp_path / "names"),
        "trailer.separators": "#",
        "trailer.ADR.key": "Other: ",
        "core.commentChar": "A",
    }
    for name, value in hostile.items():
        repo.git("config", name, value)
    assert created(lives(repo.path)["0001-queue.md"]).author.name == "Ada Lovelace"
    repository = find_repository(repo.path)
    assert repository is not None
    assert [said for _, said in stated(repository, "ADR", repo.git("rev-parse", "HEAD"))] == [
        ("none, it is only a name",)
    ]


def test_those_who_wrote_a_commit_together_are_all_named(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    together = "Co-authored-by: Grace Hopper <grace@example.org>\nCo-Authored-By: Ada Lovelace <ada@example.org>"
    repo.commit(f"Accept\n\nA squashed branch.\n\n{together}", date=day(1))
    for _ in range(2):  # read, and remembered
        life = lives(repo.path)["0001-queue.md"]
        assert life.contributors == (("Ada Lovelace", "ada@example.org"), ("Grace Hopper", None))
        assert who(life.transitions[0]).endswith("by Ada Lovelace and Grace Hopper.")


def test_a_damaged_index_is_not_needed(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    repo.commit("Accept", date=day(1))
    (repo.path / ".git" / "index").write_bytes(b"no index at all")
    assert story(lives(repo.path)["0001-queue.md"]) == ["accepted: Accept"]


def test_commits_that_are_replaced_are_remembered_as_they_are_now(repo: Repo) -> None:
    repo.write("adr/0001-queue.md", record(1, "Queue", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.write("adr/0001-queue.md", record(1, "Queue", "Accepted"))
    tip = repo.commit("Accept", date=day(2))
    assert len(lives(repo.path)["0001-queue.md"].transitions) == 2
    repo.git("replace", "--graft", tip)
    assert story(lives(repo.path)["0001-queue.md"]) == ["accepted: Accept"]
    repo.git("pack-refs", "--all")
    assert story(lives(repo.path)["0001-queue.md"]) == ["accepted: Accept"]
    repo.git("replace", "--delete", tip)
    assert len(lives(repo.path)["0001-queue.md"].transitions) == 2
