"""Which files a workspace holds, for what links to them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from adr_kit.workspace.git import published

if TYPE_CHECKING:
    from adr_kit.workspace.git.repository import Repository

_MOST = 200_000  # files: somebody keeps a log in the root of a whole disk


def tree_of(root: Path, repository: Repository | None) -> frozenset[str] | None:
    """The files' paths from the root, with ``/``; None where they cannot be told.

    Args:
        root: the workspace's root.
        repository: its repository: what it ignores is left out.
    """
    if repository is not None and repository.worktree is not None and repository.worktree.resolve() == root.resolve():
        found = published.tree(repository)
        if found is not None:
            return found
    return _walked(root)


def _walked(root: Path) -> frozenset[str] | None:
    found: set[str] = set()
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "node_modules"]
        base = Path(folder).relative_to(root)
        found.update((base / name).as_posix() for name in files)
        if len(found) > _MOST:
            return None
    return frozenset(found)
