"""Which decisions govern a path: the one place that says pathspec."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.model import Record


def governing(records: Iterable[Record], path: str) -> tuple[Record, ...]:
    """The records whose ``affects`` globs match a path, in their order.

    Globs read like lines of a .gitignore at the repository's root: ``src/`` is all below it, ``*.sql`` matches at any
    depth, ``/docs/*.md`` only there, and a later ``!src/generated/`` takes away again.

    Args:
        records: of whatever status; the caller says which count.
        path: from the repository's root, with ``/``; of a file or a directory.
    """
    return tuple(record for record in records if governs(record, path) is not None)


def governs(record: Record, path: str) -> str | None:
    """The glob by which a record governs a path (the last that matches, as written), or None.

    Args:
        record: the record.
        path: from the repository's root, with ``/``; a directory may end with one.
    """
    inside = _inside(path)
    return _match(record.affects, inside) if inside and record.affects else None


def invalid_globs(record: Record) -> tuple[str, ...]:
    """The globs of a record that can match nothing, as written."""
    return tuple(glob for glob in record.affects if not _means_something(glob))


def _inside(path: str) -> str | None:
    """The path without ``./``; None for one that leaves the repository."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts:
        return None
    return "/".join(parts)


def _match(globs: tuple[str, ...], path: str) -> str | None:
    valid = tuple(glob for glob in globs if _means_something(glob))
    spec = _spec(valid)
    for candidate in (path, path + "/"):  # the same name may be a directory, which "src/" means
        result = spec.check_file(candidate)
        if result.include and result.index is not None:
            return valid[result.index]
    return None


@lru_cache(maxsize=4096)
def _spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(glob.strip().removeprefix("./") for glob in globs)


def _means_something(glob: str) -> bool:
    try:
        return any(pattern.include is not None for pattern in _spec((glob,)).patterns)
    except ValueError:  # "!" and "\\" alone; the class's own name differs between versions of pathspec
        return False
