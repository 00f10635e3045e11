"""Which decision logs a repository has, and to which of them a file belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class LogFolder:
    """One log of a repository.

    Attributes:
        folder: its directory from the workspace's root.
        name: what people call it in front of a number (``payments/12``); "" where it needs no name.
    """

    folder: PurePosixPath
    name: str = ""

    def named(self, identity: str) -> str:
        """An identity of this log among those of others: ``payments/0012-queue``."""
        return f"{self.name}/{identity}" if self.name else identity


def inside(file: PurePosixPath, folder: PurePosixPath) -> PurePosixPath:
    """A file's path from a folder; as it is where it lies elsewhere."""
    return file.relative_to(folder) if file.is_relative_to(folder) else file


def home_of(file: PurePosixPath, folders: Iterable[LogFolder]) -> LogFolder | None:
    """The log in whose folder a file lies; the innermost where logs lie in one another."""
    around = [one for one in folders if file.is_relative_to(one.folder)]
    return max(around, key=lambda one: len(one.folder.parts), default=None)
