"""Stage and commit exactly the files that a command wrote."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.process import act, ask
from adr_kit.workspace.git.staged import staged_paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adr_kit.workspace.git.process import Answer
    from adr_kit.workspace.git.repository import Repository

_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")


_HALFWAY = {"MERGE_HEAD": "merge", "CHERRY_PICK_HEAD": "cherry-pick"}  # git commits these whole or not at all


def may_commit(repository: Repository | None) -> Repository:
    """Make sure that a commit of some files is possible, before anything is written.

    Raises:
        AdrError: there is no work tree, or a merge is in progress.
    """
    if repository is None or repository.worktree is None:
        raise AdrError("there is no git work tree to commit in", "leave --commit out, or run git init first")
    for name, what in _HALFWAY.items():
        if (repository.git_dir / name).is_file():
            raise AdrError(f"a {what} is in progress, which git commits as a whole", "leave --commit out")
    return repository


def commit(repository: Repository | None, paths: Sequence[PurePosixPath], message: str) -> None:
    """Commit these paths as they are in the work tree; whatever else is staged stays so, and is not committed.

    The user's settings and hooks count, for this is what the user asked for. Where git or a hook refuses, the index is
    as it was and the files stay as they are.

    Args:
        repository: where; None says that there is none.
        paths: from the work tree's top: new, changed, and removed ones (both names of a renamed file).
        message: the commit's message.

    Raises:
        AdrError: there is no work tree, nothing to commit, or git or a hook refused; with what it said.
    """
    repository = may_commit(repository)
    place = repository.top
    known = {path for path in paths if path in _staged(repository, paths)}
    new = [path for path in paths if path not in known and os.path.lexists(place / path)]
    if not new and not known:
        raise AdrError("there is nothing to commit")
    if new:
        _must(act(repository, "add", "--intent-to-add", *_FROM_STDIN, stdin=_lines(new)), "git add")
    done = act(
        repository, "commit", "--quiet", "--only", f"--message={message}", *_FROM_STDIN, stdin=_lines([*known, *new])
    )
    if not done.ok and new:
        act(repository, "rm", "--cached", "--force", "--quiet", *_FROM_STDIN, stdin=_lines(new))
    _must(done, "git commit")


def follow(repository: Repository | None, moves: Mapping[PurePosixPath, PurePosixPath]) -> str:
    """Rename files in the index as ``git mv`` does: what was staged of them stays staged, under the new name.

    Nobody asked for a commit here, so nothing runs that the repository names: no hook, no monitor.

    Args:
        repository: where; None does nothing.
        moves: the new path of each file, by its old one, from the work tree's top.

    Returns:
        Why the index is as it was; "" where it is not. That is no error: git sees the files when they are added.
    """
    if repository is None or repository.worktree is None:
        return ""
    old = sorted(path for path in _staged(repository, tuple(moves)) if path in moves)
    if not old:
        return ""
    staged = ask(repository, "ls-files", "--stage", "-z", "--", *map(str, old))
    lines = []
    for entry in staged.fields:
        known, _, name = entry.partition(b"\t")
        new = os.fsencode(str(moves[PurePosixPath(os.fsdecode(name))]))
        gone = b"0 " + b"0" * len(known.split()[1]) + b"\t" + name
        lines += [gone, known + b"\t" + new]
    return ask(repository, "update-index", "-z", "--index-info", stdin=b"".join(line + b"\0" for line in lines)).why


def _staged(repository: Repository, paths: Sequence[PurePosixPath]) -> frozenset[PurePosixPath]:
    folders = dict.fromkeys(path.parent for path in paths)
    return frozenset(path for folder in folders for path in staged_paths(repository, folder))


def _lines(paths: Sequence[PurePosixPath]) -> bytes:
    return b"".join(os.fsencode(str(path)) + b"\0" for path in sorted(paths))


def _must(answer: Answer, what: str) -> None:
    if not answer.ok:
        # With --quiet, git says nothing when there is nothing to commit.
        said = answer.said or ("there is nothing to commit" if what == "git commit" else answer.why)
        raise AdrError(f"{what} refused: {said}", "the files are written; put right what it says and commit them")
