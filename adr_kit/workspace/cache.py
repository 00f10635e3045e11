"""Derived data in the user's cache directory: it may be deleted, or missing, or broken, at any time."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR

from adr_kit.errors import AdrError

_LIMIT = 256  # files of a kind; the oldest go first


def directory() -> Path | None:
    """Where derived data is kept; None where the user has no such place."""
    named = os.environ.get("ADR_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME", "")
    try:
        if Path(named).is_absolute():  # the XDG specification: a relative one is to be ignored
            return Path(named) / "adr-kit"
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA", "")
            return Path(local) / "adr-kit" / "cache" if local else None
        home = Path.home()
    except (RuntimeError, ValueError):
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "adr-kit"


def private_directory(kind: str) -> Path | None:
    """A folder of derived data that nobody but the user can read or write; None where there can be no such folder.

    Args:
        kind: what sort of data, a word.
    """
    top = directory()
    if top is None:
        return None
    folder = top / kind
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stat = folder.lstat()
    except OSError:
        return None
    if sys.platform == "win32":  # what lies in the user's own AppData is the user's
        return folder
    return folder if S_ISDIR(stat.st_mode) and stat.st_uid == os.geteuid() and not stat.st_mode & 0o077 else None


def load(kind: str, key: str) -> object:
    """What was kept under a key.

    Args:
        kind: what sort of data, a word.
        key: what it was derived from; everything that the data depends on.

    Returns:
        The JSON value; None where there is none. Its shape is the caller's to check: anybody may have written the file.
    """
    file = _file(kind, key)
    if file is None:
        return None
    try:
        value: object = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return value


def store(kind: str, key: str, value: object) -> None:
    """Keep a JSON value under a key, at once and whole; that it cannot be kept is no error.

    Args:
        kind: what sort of data, a word.
        key: what it was derived from.
        value: what ``json`` can write.
    """
    file = _file(kind, key)
    if file is None:
        return
    with suppress(OSError):
        _write(file, json.dumps(value).encode())


def keep(kind: str, key: str, suffix: str, data: bytes) -> Path:
    """Put a file where another program can find it, in place of what was kept under that key before.

    Args:
        kind: what sort of data, a word.
        key: what it is of.
        suffix: how its name ends.
        data: what is in it.

    Raises:
        AdrError: the user has no cache directory, or it cannot be written.
    """
    file = _file(kind, key, suffix)
    if file is None:
        raise AdrError("there is no place for a file: no home directory", "set ADR_CACHE_DIR to a directory")
    try:
        _write(file, data)
    except OSError as error:
        raise AdrError(f"{file} cannot be written: {error.strerror}", "set ADR_CACHE_DIR to a directory") from error
    return file


def _write(file: Path, data: bytes) -> None:
    draft = file.with_suffix(f".{secrets.token_hex(4)}.tmp")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        draft.write_bytes(data)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    _prune(file.parent)


def _file(kind: str, key: str, suffix: str = ".json") -> Path | None:
    top = directory()
    name = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return top / kind / f"{name}{suffix}" if top else None


def _prune(folder: Path) -> None:
    files = list(folder.iterdir())
    if len(files) > _LIMIT:
        for file in sorted(files, key=lambda file: file.stat().st_mtime)[: len(files) - _LIMIT]:
            file.unlink(missing_ok=True)
