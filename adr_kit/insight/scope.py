"""Which decisions govern a path: the one place that says pathspec."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

if TYPE_CHECKING:
    from adr_kit.record.model import Record


def governs(record: Record, path: str) -> str | None:
    """The glob by which a record governs a path (the last that matches, as written), or None.

    Globs read like lines of a .gitignore at the repository's root: ``src/`` is all below it, ``*.sql`` matches at any
    depth, ``/docs/*.md`` only there, and a later ``!src/generated/`` takes away again.

    Args:
        record: the record.
        path: from the repository's root, with ``/``; a directory may end with one.
    """
    inside = _inside(path)
    # The same name may be a directory, which "src/" means.
    return _match(record.affects, inside, "", "/") if inside and record.affects else None


def among(globs: tuple[str, ...], path: str) -> bool:
    """Whether globs that read like lines of a .gitignore take a file in.

    Args:
        globs: in their order.
        path: of a file, from the repository's root, with ``/``.
    """
    return _match(globs, path, "") is not None


def invalid_globs(globs: tuple[str, ...]) -> tuple[str, ...]:
    """Those that can match nothing, as written."""
    return tuple(glob for glob in globs if not _means_something(glob))


def _inside(path: str) -> str | None:
    """The path without ``./``; None for one that leaves the repository."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if path.startswith("/") or ".." in parts:
        return None
    return "/".join(parts)


def _match(globs: tuple[str, ...], path: str, *endings: str) -> str | None:
    """The glob that takes a path in, with one of the endings that it may have."""
    valid = tuple(glob for glob in globs if _means_something(glob))
    spec = _spec(valid)
    for ending in endings:
        result = spec.check_file(path + ending)
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
