"""One file that somebody asked for by name (``--out``), written whole or not at all, wherever it lies."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from adr_kit.errors import AdrError


def put(place: Path, data: bytes) -> bool:
    """Write a file; one that is there is replaced at once.

    Args:
        place: where.
        data: its bytes.

    Returns:
        Whether it is different now.

    Raises:
        AdrError: it cannot be written; what was there is as it was.
    """
    try:
        if place.is_file() and place.read_bytes() == data:
            return False
        if place.exists() and not place.is_file():
            raise AdrError(f"{place} is no file", "name a file with --out")
        descriptor, name = tempfile.mkstemp(prefix=".adr-", dir=place.resolve().parent)
    except OSError as error:
        raise AdrError(
            f"{place} cannot be written: {error.strerror}", "name a file in a folder that is there"
        ) from error
    _filled(descriptor, Path(name), place, data)
    return True


def _filled(descriptor: int, temporary: Path, place: Path, data: bytes) -> None:
    target = place.resolve()
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise AdrError(f"{place} cannot be written: {error.strerror}", "nothing was changed") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
