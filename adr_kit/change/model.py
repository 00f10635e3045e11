"""What a command wants to happen: changes to files, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Change:
    """One file before and after.

    Attributes:
        path: where the file is afterwards, relative to the repository's root (the log's directory where there is none).
        before: the bytes that were read; None makes a new file.
        after: the bytes to write; None removes the file.
        moved_from: the file's path before, where it is renamed.
    """

    path: PurePosixPath
    before: bytes | None
    after: bytes | None
    moved_from: PurePosixPath | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one command changes, proven, and what it has to say about it (one sentence a note)."""

    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
