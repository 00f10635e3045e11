"""Where this tool keeps its lock and its journal: in git's directory, else hidden beside the log."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from adr_kit.workspace.git.repository import find_repository

if TYPE_CHECKING:
    from pathlib import Path


def base_of(root: Path) -> Path:
    """The directory that paths in a journal count from: the work tree's top, else the root."""
    repository = find_repository(root)
    return (repository.worktree if repository and repository.worktree else root).resolve()


def lock_file(root: Path) -> Path:
    """The file to lock; shared by all work trees of a repository, whose records share their numbers."""
    repository = find_repository(root)
    if repository and os.access(repository.common_dir, os.W_OK):
        return repository.common_dir / "adr-kit.lock"
    return root.resolve() / ".adr-kit.lock"


def journal_file(root: Path) -> Path:
    """The journal of a plan that is being written; each work tree has its own."""
    repository = find_repository(root)
    if repository and os.access(repository.git_dir, os.W_OK):
        return repository.git_dir / "adr-kit.journal"
    return root.resolve() / ".adr-kit.journal"
