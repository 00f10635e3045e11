"""The paths in git's index, read from the file itself: a question that must not cost a process."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from adr_kit.workspace.git.repository import Repository

# gitformat-index(5): a header of 12 bytes, and entries of 10 numbers, an object's name, flags, and the path.
_HEADER = 12
_NUMBERS = 40
_EXTENDED = 0x40
_SKIP_WORKTREE = 0x40  # of the flags that follow
_PREFIX_COMPRESSED = 4


def staged_paths(repository: Repository, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """The paths under a folder that the index holds; empty where there is no index, or none that can be read.

    An index that is split in two files is read as both. A sparse one has folders in place of what is not checked out:
    those are as in HEAD, and left out here.

    Args:
        repository: where.
        folder: from the work tree's top; ``PurePosixPath(".")`` for all.
    """
    found = _read(repository, folder)
    return tuple(sorted(PurePosixPath(os.fsdecode(path)) for path in found if path and not path.endswith(b"/")))


def left_out(repository: Repository, folder: PurePosixPath) -> tuple[str, ...]:
    """The files, and whole folders (with a slash at the end), that a sparse checkout leaves out, as the index says.

    Args:
        repository: where.
        folder: from the work tree's top; ``PurePosixPath(".")`` for all.
    """
    if not repository.sparse:
        return ()
    found = _read(repository, folder)
    return tuple(sorted(os.fsdecode(path) for path, skipped in found.items() if path and skipped))


def _read(repository: Repository, folder: PurePosixPath) -> dict[bytes, bool]:
    """The paths under a folder, and whether git leaves each out of the work tree."""
    wanted = os.fsencode(f"{folder}/") if folder.parts else b""
    paths: dict[bytes, bool] = {}
    index = _bytes(repository.git_dir / "index")
    for data in (index, *_shared(repository.git_dir, index)):
        entries = _entries(data, _hash_size(repository), wanted)
        paths |= {path: skipped for path, skipped in entries if path.startswith(wanted)}
    return paths


def _shared(git_dir: Path, index: bytes) -> Iterator[bytes]:
    """The file that a split index names; those that it named before lie beside it for weeks."""
    for file in git_dir.glob("sharedindex.*"):
        with suppress(ValueError):
            if bytes.fromhex(file.suffix[1:]) in index:
                yield _bytes(file)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _hash_size(repository: Repository) -> int:
    try:
        text = (repository.common_dir / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 20
    return 32 if re.search(r"(?im)^\s*objectformat\s*=\s*sha256\b", text) else 20


def _entries(data: bytes, hash_size: int, wanted: bytes) -> Iterator[tuple[bytes, bool]]:
    """Each entry's path, and whether it is left out; stops quietly where the file is not what it says."""
    version, count = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    compressed = version == _PREFIX_COMPRESSED
    if data[:4] != b"DIRC" or (not compressed and wanted not in data):
        return
    at, path = _HEADER, b""
    for _ in range(count):
        flags = at + _NUMBERS + hash_size
        extended = bool(data[flags : flags + 1] and data[flags] & _EXTENDED)
        name = flags + (4 if extended else 2)
        keep = 0
        if compressed:
            strip, name = _varint(data, name)
            keep = len(path) - strip
        end = data.find(b"\0", name)
        if end < 0 or keep < 0:
            return
        path = path[:keep] + data[name:end]
        at = end + 1 if compressed else at + (end - at + 8) // 8 * 8
        yield path, extended and bool(data[flags + 2] & _SKIP_WORKTREE)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number as in pack files' offsets, and where the next byte is."""
    value = -1
    while at < len(data):
        byte = data[at]
        at += 1
        value = (value + 1) << 7 | byte & 0x7F
        if not byte & 0x80:
            break
    return value, at
