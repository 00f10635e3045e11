"""What a repository tells those who look at it from outside."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from adr_kit.workspace.git import published
from adr_kit.workspace.git.repository import Repository, find_repository
from adr_kit.workspace.tree import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo


def found(repo: Repo) -> Repository:
    repository = find_repository(repo.path)
    assert repository is not None
    return repository


def test_files_that_are_ignored_are_not_told(repo: Repo) -> None:
    repo.write(".gitignore", "*.log\n")
    repo.write("src/é b.py", "")
    repo.write("x.log", "")
    assert published.tree(found(repo)) == frozenset({".gitignore", "src/é b.py"})
    assert tree_of(repo.path, found(repo)) == frozenset({".gitignore", "src/é b.py"})


def test_without_a_repository_the_files_are_looked_up(tmp_path: Path) -> None:
    (tmp_path / "a" / ".hidden").mkdir(parents=True)
    (tmp_path / "a" / "b.md").touch()
    (tmp_path / "a" / ".hidden" / "c").touch()
    assert tree_of(tmp_path, None) == frozenset({"a/b.md"})


def test_the_newest_commit_tells_the_day(repo: Repo) -> None:
    assert published.newest_commit(found(repo)) is None
    repo.commit(date="2021-03-04T23:30:00-0500")
    assert published.newest_commit(found(repo)) == dt.date(2021, 3, 5)
