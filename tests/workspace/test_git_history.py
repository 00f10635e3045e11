"""When files came and changed, and what could not be seen."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.git.history import file_dates, newest_commit
from adr_kit.workspace.git.repository import Repository, find_repository

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo

LOG = PurePosixPath("adr")


def found(path: Path) -> Repository:
    repository = find_repository(path)
    assert repository is not None
    return repository


def day(number: int) -> str:
    return f"2026-03-{number:02d}T12:00:00+02:00"


def dates(path: Path) -> dict[str, tuple[int, int]]:
    """The days of March on which each file came and last changed."""
    seen = file_dates(found(path), LOG)
    return {file.name: (both.created.day, both.changed.day) for file, both in seen.files.items()}


def test_each_file_has_the_dates_of_its_first_and_last_commit_under_any_name(repo: Repo) -> None:
    repo.write("adr/0001-a.md", "one\n" * 20)
    repo.write("adr/0002-gone.md", "gone\n")
    repo.commit(date=day(1))
    repo.write("adr/0003-c.md", "three\n")
    repo.commit(date=day(2))
    repo.git("mv", "adr/0001-a.md", "adr/0001-b.md")
    repo.git("rm", "--quiet", "adr/0002-gone.md")
    repo.commit(date=day(3))
    repo.write("adr/0001-b.md", "one\n" * 20 + "more\n")
    repo.commit(date=day(4))
    repo.write("elsewhere.md", "x")
    repo.commit(date=day(5))
    assert dates(repo.path) == {"0001-b.md": (1, 4), "0003-c.md": (2, 2)}
    assert newest_commit(found(repo.path), LOG) == datetime.fromisoformat(day(4))
    assert file_dates(found(repo.path), LOG).note == ""


def test_before_the_first_commit_there_is_nothing_and_it_is_said(repo: Repo) -> None:
    assert newest_commit(found(repo.path), LOG) is None
    seen = file_dates(found(repo.path), LOG)
    assert not seen.files
    assert "does not have any commits yet" in seen.note


def test_a_shallow_clone_says_so(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/0001-a.md", "x")
    repo.commit(date=day(1))
    repo.commit(date=day(2))
    repo.git("clone", "--quiet", "--depth=1", repo.path.as_uri(), tmp_path / "clone")
    assert "shallow" in file_dates(found(tmp_path / "clone"), LOG).note


def test_a_bare_repository_has_a_history(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr/日本.md", "x")
    repo.commit(date=day(7))
    repo.git("clone", "--quiet", "--bare", repo.path, tmp_path / "bare")
    assert dates(tmp_path / "bare") == {"日本.md": (7, 7)}
