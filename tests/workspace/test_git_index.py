"""A commit holds exactly the files that were asked for, and the index is otherwise as it was."""

from __future__ import annotations

import os
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.workspace.git.index import commit
from adr_kit.workspace.git.repository import find_repository

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo


def do(repo: Repo | Path, *names: str, message: str = "Record it") -> None:
    path = repo if not hasattr(repo, "path") else repo.path
    commit(find_repository(path), [PurePosixPath(name) for name in names], message)


def shown(repo: Repo) -> list[str]:
    """What the newest commit did."""
    return repo.git("show", "--format=", "--name-status", "--no-renames", "-z").replace("\0", " ").split()


def staged(repo: Repo) -> str:
    return repo.git("status", "--short")


@pytest.fixture
def busy(repo: Repo) -> Repo:
    """Somebody is in the middle of something: staged, partly staged, unstaged, and untracked files."""
    for name in ("staged", "partly", "unstaged", "removed", "mine", "old"):
        repo.write(f"{name}.md", f"{name}\n")
    repo.commit("Before")
    repo.write("staged.md", "staged 2\n")
    repo.write("partly.md", "partly 2\n")
    repo.git("add", "staged.md", "partly.md")
    repo.write("partly.md", "partly 3\n")
    repo.write("unstaged.md", "unstaged 2\n")
    repo.git("rm", "--quiet", "removed.md")
    repo.write("untracked.md", "untracked\n")
    return repo


THEIRS = "MM partly.md\nD  removed.md\nM  staged.md\n M unstaged.md\n?? untracked.md"


def test_new_changed_renamed_and_removed_files_are_committed_and_nothing_else(busy: Repo) -> None:
    assert staged(busy) == THEIRS
    busy.write("new.md", "new\n")
    busy.write("mine.md", "mine 2\n")
    (busy.path / "old.md").rename(busy.path / "renamed.md")
    do(busy, "new.md", "mine.md", "old.md", "renamed.md")
    assert shown(busy) == ["M", "mine.md", "A", "new.md", "D", "old.md", "A", "renamed.md"]
    assert staged(busy) == THEIRS
    assert busy.git("show", ":partly.md") == "partly 2"


def test_the_first_commit_and_a_detached_head(repo: Repo) -> None:
    repo.write("other.md", "x")
    repo.git("add", "other.md")
    repo.write("a.md", "x")
    do(repo, "a.md")
    assert shown(repo) == ["A", "a.md"]
    assert staged(repo) == "A  other.md"
    repo.git("switch", "--quiet", "--detach")
    repo.write("b.md", "x")
    do(repo, "b.md")
    assert shown(repo) == ["A", "b.md"]


def test_names_are_neither_options_nor_patterns(repo: Repo) -> None:
    odd = ["--all.md", "日本語.md", "a b.md", "[ab].md"]
    if sys.platform == "linux":  # elsewhere such names are not to be had
        odd += ["*.md", ":(top)x.md", os.fsdecode(b"caf\xe9\n.md")]
    for name in [*odd, "other.md"]:
        repo.write(name, "x")
    do(repo, *odd, message="--amend")
    assert staged(repo) == "?? other.md"
    assert repo.git("log", "--format=%s") == "--amend"


def test_a_linked_work_tree_commits_on_its_own_branch(repo: Repo, tmp_path: Path) -> None:
    repo.commit()
    other = tmp_path / "other"
    repo.git("worktree", "add", "--quiet", "-b", "side", other)
    (other / "a.md").write_text("x", encoding="utf-8")
    do(other, "a.md")
    assert repo.git("log", "-1", "--format=%s", "side") == "Record it"
    assert repo.git("log", "--format=%s", "main") == "A change"


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as the hook")
def test_the_users_hooks_run_and_may_refuse_and_then_the_index_is_as_it_was(busy: Repo) -> None:
    hook = busy.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'no records on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    head = busy.git("rev-parse", "HEAD")
    busy.write("new.md", "new\n")
    with pytest.raises(AdrError, match="no records on a Friday"):
        do(busy, "new.md")
    assert busy.git("rev-parse", "HEAD") == head
    assert staged(busy) == THEIRS.replace("?? unt", "?? new.md\n?? unt")


def test_what_is_ignored_is_refused_in_gits_words(repo: Repo) -> None:
    repo.write(".gitignore", "adr/\n")
    repo.write("adr/a.md", "x")
    with pytest.raises(AdrError, match="ignored"):
        do(repo, "adr/a.md")


def test_nothing_to_commit_and_nowhere_to_commit_are_errors(repo: Repo, tmp_path: Path) -> None:
    repo.write("a.md", "x")
    repo.commit()
    with pytest.raises(AdrError, match="nothing"):
        do(repo, "a.md")
    with pytest.raises(AdrError, match="nothing"):
        do(repo, "nowhere.md")
    with pytest.raises(AdrError, match="no git work tree"):
        do(tmp_path, "a.md")


def test_a_merge_in_progress_is_refused_and_left_alone(repo: Repo) -> None:
    repo.write("a.md", "1")
    repo.commit()
    for branch, text in (("side", "2"), ("main", "3")):
        repo.git("switch", "--quiet", *(("--create",) if branch == "side" else ()), branch)
        repo.write("a.md", text)
        repo.commit()
    with pytest.raises(AssertionError):
        repo.git("merge", "side")
    before = staged(repo)
    repo.write("new.md", "x")
    with pytest.raises(AdrError, match="merge"):
        do(repo, "new.md")
    assert staged(repo) == f"{before}\n?? new.md"
