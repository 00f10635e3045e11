"""A repair finishes or takes back what a command began, and touches nothing that somebody else changed since."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.workspace.journal import Journal, Step, digest, keep, repair
from adr_kit.workspace.state import journal_file

if TYPE_CHECKING:
    from command_line import Repo

TEMPORARIES = {name: f".adr-kit-{number:016x}.tmp" for number, name in enumerate(("a.md", "b.md", "n.md"))}


def begun(root: Path, **contents: tuple[bytes | None, bytes | None]) -> None:
    """A command was killed when all temporaries were written: each file's content before and after."""
    steps = []
    for stem, (before, after) in contents.items():
        name = f"{stem}.md"
        waiting = TEMPORARIES[name] if after is not None else ""
        steps.append(Step(name, digest(before), digest(after), waiting))
        if before is not None:
            (root / name).write_bytes(before)
        if after is not None:
            (root / waiting).write_bytes(after)
    keep(root, Journal(tuple(steps)), flush=False)


def files(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(root.iterdir()) if file.is_file()}


def test_a_complete_plan_is_carried_out(tmp_path: Path) -> None:
    begun(tmp_path, a=(b"a", b"A"), n=(None, b"N"), b=(b"b", None))
    assert repair(tmp_path) == ("finished a.md", "finished n.md", "finished b.md")
    assert files(tmp_path) == {"a.md": b"A", "n.md": b"N"}
    assert repair(tmp_path) == ()


@pytest.mark.parametrize("whole", [True, False])
def test_a_dry_run_says_the_same_and_touches_nothing(tmp_path: Path, *, whole: bool) -> None:
    begun(tmp_path, a=(b"a", b"A"), n=(None, b"N"), b=(b"b", None))
    if not whole:
        (tmp_path / TEMPORARIES["n.md"]).write_bytes(b"half")
    (tmp_path / f".adr-kit-{99:016x}.tmp").write_bytes(b"")
    before = files(tmp_path)
    said = repair(tmp_path, PurePosixPath(), dry_run=True)
    assert files(tmp_path) == before
    assert repair(tmp_path, PurePosixPath()) == said
    assert said[-1] == "removed 1 temporary file of a command that was ended"
    assert files(tmp_path) != before


def test_an_incomplete_plan_is_taken_back(tmp_path: Path) -> None:
    begun(tmp_path, a=(b"a", b"A"), n=(None, b"N"))
    (tmp_path / TEMPORARIES["n.md"]).write_bytes(b"half")
    assert repair(tmp_path) == ("took back what a command had begun: no file was changed",)
    assert files(tmp_path) == {"a.md": b"a"}


def test_a_file_that_was_edited_since_stays_and_so_do_the_others_while_nothing_was_replaced(tmp_path: Path) -> None:
    begun(tmp_path, a=(b"a", b"A"), b=(b"b", b"B"))
    (tmp_path / "b.md").write_bytes(b"edited")
    assert repair(tmp_path) == ("took back what a command had begun: no file was changed",)
    assert files(tmp_path) == {"a.md": b"a", "b.md": b"edited"}


def test_a_file_that_was_edited_after_others_were_replaced_stays_and_is_named(tmp_path: Path) -> None:
    begun(tmp_path, a=(b"a", b"A"), b=(b"b", b"B"), n=(None, b"N"))
    (tmp_path / TEMPORARIES["a.md"]).rename(tmp_path / "a.md")
    (tmp_path / "b.md").write_bytes(b"edited")
    notes = repair(tmp_path)
    assert notes[0].startswith("b.md was changed by somebody else")
    assert notes[1:] == ("finished n.md",)
    assert files(tmp_path) == {"a.md": b"A", "b.md": b"edited", "n.md": b"N"}


def test_a_new_file_is_not_written_over_one_that_came_since(tmp_path: Path) -> None:
    begun(tmp_path, a=(b"a", b"A"), n=(None, b"N"))
    (tmp_path / TEMPORARIES["a.md"]).rename(tmp_path / "a.md")
    (tmp_path / "n.md").write_bytes(b"somebody's")
    repair(tmp_path)
    assert files(tmp_path) == {"a.md": b"A", "n.md": b"somebody's"}


def test_stray_temporaries_are_removed_and_only_ours(tmp_path: Path) -> None:
    for name in ("adr/x/.adr-kit-0123456789abcdef.tmp", "adr/.adr-kit-x.tmp", "adr/a.tmp"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert repair(tmp_path, PurePosixPath("adr")) == ("removed 1 temporary file of a command that was ended",)
    assert sorted(file.name for file in (tmp_path / "adr").iterdir() if file.is_file()) == [".adr-kit-x.tmp", "a.tmp"]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"steps": 1}', b'{"version": 1, "steps": [{}], "folders": []}', b"[" * 99999]
)
def test_a_journal_that_cannot_be_read_is_removed_and_said(tmp_path: Path, data: bytes) -> None:
    journal_file(tmp_path).write_bytes(data)
    assert repair(tmp_path) == ("a journal that cannot be read was removed",)
    assert files(tmp_path) == {}


def test_a_journal_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    journal_file(tmp_path).write_text(json.dumps({"version": 2}), encoding="utf-8")
    with pytest.raises(AdrError, match="newer"):
        repair(tmp_path)
    assert journal_file(tmp_path).exists()


@pytest.mark.parametrize(
    ("path", "temporary"),
    [
        ("../victim", TEMPORARIES["a.md"]),
        (".git/hooks/pre-commit", TEMPORARIES["a.md"]),
        ("a.md", "../victim"),
        ("a.md", "victim"),
    ],
)
def test_a_planted_journal_reaches_nothing(tmp_path: Path, path: str, temporary: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for place in (tmp_path / "victim", root / "victim", root / TEMPORARIES["a.md"]):
        place.write_bytes(b"kept")
    keep(root, Journal((Step(path, None, digest(b"kept"), temporary),)), flush=False)
    with pytest.raises(AdrError):
        repair(root)
    assert (tmp_path / "victim").read_bytes() == (root / "victim").read_bytes() == b"kept"


def test_each_work_tree_has_its_own_journal_inside_git(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    other = tmp_path / "other"
    repo.git("worktree", "add", "--quiet", other)
    git_dir = repo.path.resolve() / ".git"
    assert journal_file(repo.path) == git_dir / "adr-kit.journal"
    assert journal_file(other) == git_dir / "worktrees" / "other" / "adr-kit.journal"
