"""What a branch adds, and which branch it will be merged into."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace.git.branch import branch_adds, default_branch
from adr_kit.workspace.git.refs import current_branch
from adr_kit.workspace.git.repository import Repository, find_repository

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo

LOG = PurePosixPath("adr")


def found(path: Path) -> Repository:
    repository = find_repository(path)
    assert repository is not None
    return repository


def adds(repo: Repo | Path) -> list[str]:
    return [path.name for path in branch_adds(found(repo if not hasattr(repo, "path") else repo.path), LOG)]


@pytest.fixture
def branch(repo: Repo) -> Repo:
    """On ``topic``, which left ``main`` when it had one record; main went on."""
    repo.write("adr/0001.md", "x")
    repo.commit()
    repo.git("switch", "--quiet", "--create", "topic")
    repo.write("adr/0002.md", "x")
    repo.write("elsewhere/0009.md", "x")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.write("adr/0003.md", "x")
    repo.commit()
    repo.git("switch", "--quiet", "topic")
    return repo


def test_records_that_were_only_moved_are_not_added(branch: Repo) -> None:
    branch.git("switch", "--quiet", "main")
    branch.write("notes/0008-kept.md", "kept\n")
    branch.commit()
    branch.git("switch", "--quiet", "--create", "rename")
    branch.git("mv", "notes/0008-kept.md", LOG.as_posix())
    branch.write(f"{LOG}/0009-new.md", "new\n")
    assert adds(branch) == ["0009-new.md"]
    branch.commit()
    assert adds(branch) == ["0009-new.md"]


def test_committed_staged_and_untracked_records_are_what_a_branch_adds(branch: Repo) -> None:
    branch.write(".gitignore", "*.tmp.md\n")
    for name in ("staged", "untracked", "gone", "ignored.tmp"):
        branch.write(f"adr/{name}.md", "x")
    branch.git("add", "adr/staged.md", "adr/gone.md")
    (branch.path / "adr/gone.md").unlink()
    branch.write("adr/0001.md", "changed")
    assert adds(branch) == ["0002.md", "staged.md", "untracked.md"]


def test_on_the_default_branch_it_is_what_is_not_committed_or_not_pushed(branch: Repo) -> None:
    branch.git("switch", "--quiet", "main")
    branch.write("adr/0004.md", "x")
    assert adds(branch) == ["0004.md"]
    branch.commit()
    assert adds(branch) == []
    branch.git("update-ref", "refs/remotes/origin/main", "main~1")
    assert adds(branch) == ["0004.md"]


def test_before_the_first_commit_everything_is_added(repo: Repo) -> None:
    assert adds(repo) == []
    repo.write("adr/a.md", "x")
    repo.git("add", ".")
    repo.write("adr/b.md", "x")
    assert adds(repo) == ["a.md", "b.md"]


def test_without_a_default_branch_it_is_what_is_not_committed(branch: Repo) -> None:
    branch.git("branch", "-D", "main")
    assert default_branch(found(branch.path)) is None
    branch.write("adr/0004.md", "x")
    assert adds(branch) == ["0004.md"]


def test_histories_without_a_common_commit_are_compared_as_they_are(branch: Repo) -> None:
    branch.git("switch", "--quiet", "--orphan", "fresh")
    branch.write("adr/0007.md", "x")
    branch.commit()
    assert adds(branch) == ["0007.md"]


def test_what_the_remote_calls_its_head_is_the_default(branch: Repo, tmp_path: Path) -> None:
    branch.git("branch", "develop", "main~1")
    branch.git("symbolic-ref", "HEAD", "refs/heads/develop")
    clone = tmp_path / "clone"
    branch.git("clone", "--quiet", branch.path, clone)
    assert default_branch(found(clone)) == "refs/remotes/origin/HEAD"


def test_a_bare_repository_adds_nothing(branch: Repo, tmp_path: Path) -> None:
    branch.git("clone", "--quiet", "--bare", branch.path, tmp_path / "bare")
    assert adds(tmp_path / "bare") == []


def test_the_current_branch_has_a_name_before_its_first_commit_and_none_when_detached(repo: Repo) -> None:
    assert current_branch(found(repo.path)) == "main"
    repo.commit()
    repo.git("switch", "--quiet", "--create", "topic/日本")
    assert current_branch(found(repo.path)) == "topic/日本"
    repo.git("switch", "--quiet", "--detach")
    assert current_branch(found(repo.path)) is None
