"""Files followed through whatever happens to them, against a model that simply remembers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.insight.timeline.lineage import lineages
from adr_kit.insight.timeline.model import Commit, FileChange, History, Moment, Signature

DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
ADA = Signature("Ada", "ada@example.org", DAY)


def moment(name: str, *files: FileChange, merge: bool = False, landed: str = "") -> Moment:
    return Moment(Commit(name, ADA, ADA, name), files, merge, landed or name)


def change(path: str, before: str, after: str, source: str = "") -> FileChange:
    return FileChange(PurePosixPath(path), before, after, PurePosixPath(source) if source else None)


def told(*moments: Moment) -> dict[str, tuple[list[str], bool]]:
    found = lineages(History("tip", moments))
    return {str(one.path): ([step.moment.commit.id for step in one.steps], one.gone) for one in found}


@dataclass
class Files:
    """What a repository holds, and which commits made each file what it is."""

    alive: dict[str, list[str]] = field(default_factory=dict)
    objects: dict[str, str] = field(default_factory=dict)
    gone: list[tuple[str, list[str]]] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)

    def do(self, what: str, pick: int) -> None:
        name = f"c{len(self.moments)}"
        path = sorted(self.alive)[pick % len(self.alive)] if self.alive else ""
        if what == "add" or not path:
            new = f"adr/{name}-x{name}.md"
            self.moments.append(moment(name, change(new, "", name)))
            self.alive[new], self.objects[new] = [name], name
            return
        old = self.objects[path]
        if what == "edit":
            self.moments.append(moment(name, change(path, old, name)))
            self.alive[path].append(name)
            self.objects[path] = name
        elif what == "rename":
            new = f"adr/{name}-y{name}.md"
            self.moments.append(moment(name, change(new, old, name, path)))
            self.alive[new] = [*self.alive.pop(path), name]
            self.objects[new] = name
        else:
            self.moments.append(moment(name, change(path, old, "")))
            self.gone.append((path, [*self.alive.pop(path), name]))


@given(st.lists(st.tuples(st.sampled_from(["add", "edit", "rename", "remove"]), st.integers(0, 9)), max_size=40))
def test_every_change_belongs_to_the_file_that_it_changed(steps: list[tuple[str, int]]) -> None:
    files = Files()
    for what, pick in steps:
        files.do(what, pick)
    expected = {path: (commits, False) for path, commits in files.alive.items()}
    expected |= {path: (commits, True) for path, commits in files.gone}
    assert told(*files.moments) == expected


def test_a_name_that_was_left_belongs_to_whoever_takes_it_next() -> None:
    assert told(
        moment("1", change("a.md", "", "x")),
        moment("2", change("b.md", "x", "x", "a.md")),
        moment("3", change("a.md", "", "y")),
        moment("4", change("a.md", "y", "z")),
    ) == {"b.md": (["1", "2"], False), "a.md": (["3", "4"], False)}


def test_a_record_that_comes_back_is_the_same() -> None:
    assert told(
        moment("1", change("a.md", "", "x")), moment("2", change("a.md", "x", "")), moment("3", change("a.md", "", "x"))
    ) == {"a.md": (["1", "2", "3"], False)}


def test_a_branch_that_still_uses_the_old_name_means_the_same_file() -> None:
    assert told(
        moment("1", change("a.md", "", "x")),
        moment("2", change("b.md", "x", "x", "a.md")),
        moment("side", change("a.md", "x", "y"), landed="merge"),
        moment("merge", change("b.md", "x", "y"), merge=True),
    ) == {"b.md": (["1", "2", "side"], False)}


def test_two_records_that_swap_their_numbers_stay_themselves() -> None:
    assert told(
        moment("1", change("0001-a.md", "", "x"), change("0002-b.md", "", "y")),
        moment("2", change("0002-a.md", "x", "x", "0001-a.md"), change("0001-b.md", "y", "y", "0002-b.md")),
    ) == {"0002-a.md": (["1", "2"], False), "0001-b.md": (["1", "2"], False)}


def test_two_files_that_swap_their_whole_names_stay_themselves() -> None:
    found = lineages(
        History(
            "tip",
            (
                moment("1", change("a.md", "", "x"), change("b.md", "", "y")),
                moment("2", change("b.md", "x", "x", "a.md"), change("a.md", "y", "y", "b.md")),
                moment("3", change("b.md", "x", "z")),
            ),
        )
    )
    assert [(str(one.path), [step.change.after for step in one.steps]) for one in found] == [
        ("b.md", ["x", "x", "z"]),
        ("a.md", ["y", "y"]),
    ]


def test_what_only_looks_alike_is_not_paired() -> None:
    """Two files of the same number went, and one came: which of them it was cannot be told."""
    assert told(
        moment("1", change("0001-a.md", "", "x"), change("0001-b.md", "", "y")),
        moment("2", change("0001-a.md", "x", ""), change("0001-b.md", "y", ""), change("0001-c.md", "", "z")),
    ) == {"0001-a.md": (["1", "2"], True), "0001-b.md": (["1", "2"], True), "0001-c.md": (["2"], False)}
