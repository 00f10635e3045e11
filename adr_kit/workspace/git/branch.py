"""What the current branch adds, compared with the branch that it will be merged into."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
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
        Those that exist in the work tree, sorted, without those that were only moved from another folder; on the
        default branch itself what is not pushed yet (where there is no remote: not committed yet). Empty where git
        cannot tell.
    """
    if repository.worktree is None:
        return ()
    place = repository.worktree
    new, gone = _since_base(repository)
    others = ask(repository, "ls-files", "-z", "--others", "--exclude-standard", "--", *map(str, folders))
    new |= {PurePosixPath(os.fsdecode(path)) for path in others.fields}
    moved = {path.name for path in gone}
    inside = (path for path in new if any(path.is_relative_to(folder) for folder in folders))
    return tuple(sorted(path for path in inside if path.name not in moved and os.path.lexists(place / path)))


def _since_base(repository: Repository) -> tuple[set[PurePosixPath], set[PurePosixPath]]:
    """What the index has and the place where the branch began has not; and what is gone since then."""
    shown = ("--name-status", "--diff-filter=AD", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative")
    base = default_branch(repository)
    for against in (("--merge-base", base), (base,)) if base else (("HEAD",),):
        answer = ask(repository, "diff", "--cached", *shown, "-z", *(part for part in against if part), "--")
        if answer.ok:  # there is no common commit in a shallow clone, or between unrelated histories
            break
    else:
        return set(map(PurePosixPath, map(os.fsdecode, ask(repository, "ls-files", "-z", "--cached").fields))), set()
    new, gone = set[PurePosixPath](), set[PurePosixPath]()
    fields = iter(answer.fields)
    for status, name in zip(fields, fields, strict=False):
        (gone if status == b"D" else new).add(PurePosixPath(os.fsdecode(name)))
    return new, gone
