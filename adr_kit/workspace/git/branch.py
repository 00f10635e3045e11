"""What the current branch adds, compared with the branch that it will be merged into."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from adr_kit.workspace.git.process import Answer
    from adr_kit.workspace.git.repository import Repository

_DEFAULTS = (
    *("refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master"),
    *("refs/heads/main", "refs/heads/master", "refs/heads/trunk"),
    *("refs/remotes/upstream/HEAD", "refs/remotes/upstream/main", "refs/remotes/upstream/master"),
)
_LOCAL = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Trunk:
    """A branch that others are merged into.

    Attributes:
        ref: its full name.
        name: the full name of the branch that it stands for, where it is a remote's HEAD.
    """

    ref: str
    name: str

    @property
    def short(self) -> str:
        """What it is called in every clone: ``main``."""
        if self.name.startswith(_LOCAL):
            return self.name.removeprefix(_LOCAL)
        return "/".join(self.name.split("/")[3:])


def default_branch(repository: Repository) -> str | None:
    """The branch that others are merged into: the remote's HEAD, else ``main`` or ``master``, the remote's first.

    Returns:
        Its full name; None where there is none of these.
    """
    return next((trunk.ref for trunk in default_branches(repository)), None)


def default_branches(repository: Repository) -> tuple[Trunk, ...]:
    """The default branch as it is known here, the most telling first: the remote's, ours, and that which was forked."""
    answer = ask(repository, "for-each-ref", "--format=%(refname) %(symref)", *_DEFAULTS, _LOCAL)
    lines = answer.out.decode("utf-8", "surrogateescape").split("\n")
    there = {ref: Trunk(ref, name or ref) for ref, _, name in (line.partition(" ") for line in lines) if ref}
    found = [there[ref] for ref in _DEFAULTS if ref in there]
    local = there.get(_LOCAL + found[0].short) if found else None
    ordered = [*found[:1], *([local] if local else []), *found[1:]]
    distinct: dict[str, Trunk] = {}
    for trunk in ordered:
        distinct.setdefault(trunk.name, trunk)
    return tuple(distinct.values())


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
