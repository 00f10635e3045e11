"""What the current branch adds, compared with the branch that it will be merged into."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from adr_kit.workspace.git.process import Answer
    from adr_kit.workspace.git.repository import Repository

_DEFAULTS = (
    *("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"),
    *("refs/heads/main", "refs/heads/master", "refs/heads/trunk"),
)


def default_branch(repository: Repository) -> str | None:
    """The branch that others are merged into: the remote's HEAD, else ``main`` or ``master``, the remote's first.

    Returns:
        Its full name; None where there is none of these.
    """
    answer = ask(repository, "for-each-ref", "--format=%(refname)", *_DEFAULTS)
    there = answer.out.decode("utf-8", "surrogateescape").split("\n")
    return next((name for name in _DEFAULTS if name in there), None)


def branch_adds(repository: Repository, *folders: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """The files under folders that this branch adds: committed since it left the default branch, staged, untracked.

    Nothing of the work tree is compared, only names: for contents, git would run clean filters. Ignored files do not
    count.

    Args:
        repository: where.
        folders: from the work tree's top.

    Returns:
        Those that exist in the work tree, sorted; on the default branch itself what is not pushed yet (where there is
        no remote: not committed yet). Empty where git cannot tell.
    """
    if repository.worktree is None:
        return ()
    place = repository.worktree
    names = tuple(map(str, folders))
    found = [*_since_base(repository, names).fields]
    found += ask(repository, "ls-files", "-z", "--others", "--exclude-standard", "--", *names).fields
    paths = {PurePosixPath(os.fsdecode(path)) for path in found}
    return tuple(sorted(path for path in paths if os.path.lexists(place / path)))


def _since_base(repository: Repository, folders: tuple[str, ...]) -> Answer:
    """What the index has and the place where the branch began has not."""
    shown = ("--name-only", "--diff-filter=A", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative", "-z")
    base = default_branch(repository)
    for against in (("--merge-base", base), (base,)) if base else (("HEAD",),):
        answer = ask(repository, "diff", "--cached", *shown, *(part for part in against if part), "--", *folders)
        if answer.ok:  # there is no common commit in a shallow clone, or between unrelated histories
            return answer
    return ask(repository, "ls-files", "-z", "--cached", "--", *folders)
