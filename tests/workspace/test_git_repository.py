"""Which repository a directory belongs to, and what a planted one can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace.git.repository import Repository, find_repository

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo


def found(start: Path) -> Repository:
    repository = find_repository(start)
    assert repository is not None
    return repository


def test_the_repository_is_found_from_any_depth_and_before_a_folder_is_made(repo: Repo) -> None:
    top = repo.path.resolve()
    for start in (repo.path, repo.path / "docs" / "adr", repo.path / ".git"):
        assert found(start) == Repository(top, top / ".git", top / ".git")


def test_outside_there_is_none(tmp_path: Path) -> None:
    assert find_repository(tmp_path) is None


def test_a_linked_work_tree_has_its_own_directory_and_shares_the_rest(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    other = tmp_path / "other"
    repo.git("worktree", "add", "--quiet", "-b", "side", other)
    git_dir = repo.path.resolve() / ".git"
    assert found(other) == Repository(other.resolve(), git_dir / "worktrees" / "other", git_dir)
    assert found(other).head == "refs/heads/side"


def test_a_submodule_is_a_repository_of_its_own(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    outer = tmp_path / "outer"
    repo.git("init", "--quiet", outer)
    allow = ("-c", "protocol.file.allow=always")
    repo.git("-C", outer, *allow, "submodule", "--quiet", "add", repo.path, "libs/inner")
    inner = found(outer / "libs" / "inner")
    assert inner.worktree == (outer / "libs" / "inner").resolve()
    assert inner.git_dir == inner.common_dir == (outer / ".git" / "modules" / "libs" / "inner").resolve()


def test_a_bare_repository_that_a_pull_request_planted_is_not_the_repository(repo: Repo) -> None:
    planted = repo.path / "docs" / "adr"
    repo.git("init", "--quiet", "--bare", planted)
    assert found(planted).worktree == repo.path.resolve()
    assert found(planted / "refs").worktree == repo.path.resolve()


def test_a_bare_repository_is_found_where_nothing_is_above_it(repo: Repo, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    repo.git("init", "--quiet", "--bare", bare)
    assert found(bare) == Repository(None, bare.resolve(), bare.resolve())
    assert found(bare / "refs").top == bare.resolve()


@pytest.mark.parametrize("text", ["gitdir: ../nowhere", "nonsense", "", "gitdir: \0", "gitdir: ."])
def test_a_pointer_that_leads_nowhere_is_no_repository(repo: Repo, text: str) -> None:
    inner = repo.write("inner/.git", text).parent
    assert find_repository(inner) is None


def test_an_empty_git_folder_is_passed_by_as_git_does(repo: Repo) -> None:
    (repo.path / "inner" / ".git").mkdir(parents=True)
    assert found(repo.path / "inner").worktree == repo.path.resolve()


def test_a_shallow_clone_is_known(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    repo.commit()
    assert not found(repo.path).shallow
    repo.git("clone", "--quiet", "--depth=1", repo.path.as_uri(), tmp_path / "shallow")
    assert found(tmp_path / "shallow").shallow
