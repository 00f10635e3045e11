"""One writer at a time: a lock that ends with the process that holds it."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.state import lock_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TIMEOUT = 60.0
_PAUSE = 0.01
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the byte that is locked: far behind the text, which others must be able to read

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

    _BUSY: tuple[type[OSError], ...] = (PermissionError, BlockingIOError, FileExistsError)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _BUSY = (BlockingIOError,)


@contextmanager
def lock(root: Path, *, who: str = "adr", timeout: float = TIMEOUT) -> Iterator[None]:
    """Hold the lock of the workspace around ``root``; not to be taken twice, and never while an editor is open.

    Args:
        root: the workspace's root.
        who: the command, for the message that others see.
        timeout: how many seconds to wait for another process.

    Raises:
        AdrError: another process kept it for that long (says which), or it cannot be locked here.
    """
    file = lock_file(root)
    descriptor = _acquire(file, time.monotonic() + timeout)
    try:
        with suppress(OSError):  # the name is a courtesy: a full disk must not stop a command that frees some
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"process {os.getpid()} ({who})\n".encode())
        yield
    finally:
        # In git's directory the file stays, empty; beside a log it goes, while it is still ours.
        with suppress(OSError):
            os.ftruncate(descriptor, 0)
            if file.name.startswith("."):
                file.unlink()
        os.close(descriptor)


def _acquire(file: Path, deadline: float) -> int:
    while True:
        try:
            descriptor = os.open(file, _FLAGS, 0o666)
        except OSError as error:
            raise AdrError(f"cannot lock {file}: {error.strerror}", "is the directory writable?") from None
        if _try(file, descriptor):
            return descriptor
        os.close(descriptor)
        if time.monotonic() >= deadline:
            holder = _holder(file)
            raise AdrError(f"{holder} holds the lock {file}", "run this again when it has ended")
        time.sleep(_PAUSE)


def _try(file: Path, descriptor: int) -> bool:
    """Whether the lock is ours now: taken, and on the file that still has the name (its holder may have removed it)."""
    try:
        _take(descriptor)
    except _BUSY:
        return False
    except OSError as error:
        os.close(descriptor)
        raise AdrError(f"cannot lock {file}: {error.strerror}", "this file system may not support locks") from None
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(file))
    except FileNotFoundError:
        return False


def _holder(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        text = ""
    return text if text.isprintable() and text else "another process"
