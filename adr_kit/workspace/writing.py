"""Write a plan: all of its files or none, each of them whole at any instant."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.files import on_disk
from adr_kit.workspace.journal import (
    Journal,
    Step,
    content,
    finish,
    flush_folder,
    forget,
    keep,
    repair,
)
from adr_kit.workspace.lock import TIMEOUT, lock
from adr_kit.workspace.places import Piece, pieces_of, same_file
from adr_kit.workspace.state import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.change.model import Plan

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


@contextmanager
def transaction(
    root: Path, *folders: PurePosixPath, who: str = "adr", timeout: float = TIMEOUT
) -> Iterator[tuple[str, ...]]:
    """What every writing command does first: take the lock, and finish what a killed command had begun.

    Args:
        root: the workspace's root.
        folders: the logs' folders, in which stray temporaries are removed.
        who: the command, for those who wait for it.
        timeout: how many seconds to wait for the lock.

    Yields:
        What was repaired, a sentence each.

    Raises:
        AdrError: the lock is held by another process, or a repair is not possible.
    """
    with lock(root, who=who, timeout=timeout):
        yield repair(root, *folders)


def write(root: Path, plan: Plan) -> tuple[PurePosixPath, ...]:
    """Carry out a plan; to be called with the lock held (see ``transaction``), from reading on.

    Each file must still be what the plan was made from. New contents wait in temporaries beside their files, flushed,
    and are then renamed; modes and symlinks stay, new files are never written over others. A journal names every step
    until the last is done: killed at any instant, each file is whole, and ``repair`` does the rest.

    Args:
        root: the workspace's root, from which the plan's paths count.
        plan: what to do; changes that change nothing are left out.

    Returns:
        Every path that is now different (a renamed file's old path too): what to commit.

    Raises:
        AdrError: a file was changed meanwhile, exists already, cannot be written, or lies outside of the root; then
            nothing is changed.
    """
    try:
        pieces = pieces_of(root, plan)
        if pieces:
            _carry_out(root, pieces)
            _settle_case(root, plan)
    except OSError as error:
        raise _cannot(root, error) from None
    changed = [change for change in plan.changes if change.before != change.after or change.moved_from is not None]
    paths = [path for change in changed for path in (change.moved_from, change.path) if path is not None]
    return tuple(dict.fromkeys(paths))


def _carry_out(root: Path, pieces: tuple[Piece, ...]) -> None:
    base = base_of(root)
    steps = tuple(piece.step(base) for piece in pieces)
    places = dict.fromkeys(piece.place.parent for piece in pieces)
    folders = _missing(base, places)
    several = len(steps) > 1
    with ExitStack() as undo:
        undo.callback(forget, root)
        keep(root, Journal(steps, tuple(folder.relative_to(base).as_posix() for folder in folders)), flush=several)
        for folder in folders:
            folder.mkdir(exist_ok=True)
            undo.callback(_remove_folder, folder)
        for piece, step in zip(pieces, steps, strict=True):
            if step.temporary:
                undo.callback((base / step.temporary).unlink, missing_ok=True)
                _prepare(base / step.temporary, piece)
        for place in places if several else ():
            flush_folder(place)  # when some files are renamed and the power fails, the other temporaries must be there
        _look_again(root, pieces)
        begun = undo.pop_all()  # from here on a kill, or Ctrl-C, leaves the journal for the next command to finish
    _finish_all(base, pieces, steps, begun)
    with suppress(OSError):  # all is done: a journal that stays is found to be done by the next command
        for place in places:
            flush_folder(place)
        forget(root)


def _finish_all(base: Path, pieces: tuple[Piece, ...], steps: tuple[Step, ...], begun: ExitStack) -> None:
    done: list[Piece] = []
    try:
        for piece, step in zip(pieces, steps, strict=True):
            finish(base, step)
            done.append(piece)
    except OSError:
        for piece in reversed(done):
            _restore(piece)
        begun.close()
        raise


def _missing(base: Path, places: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that have to be made, outermost first."""
    missing: dict[Path, None] = {}
    for place in places:
        above = [folder for folder in (place, *place.parents) if folder.is_relative_to(base) and not folder.exists()]
        missing |= dict.fromkeys(reversed(above))
    return tuple(missing)


def _remove_folder(folder: Path) -> None:
    with suppress(OSError):  # somebody put something there meanwhile
        folder.rmdir()


def _prepare(temporary: Path, piece: Piece) -> None:
    """Write what will be at a place under another name beside it, and flush it."""
    try:
        if isinstance(piece.after, Path):
            temporary.symlink_to(piece.after)
            return
        descriptor = os.open(temporary, _NEW, 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(piece.after or b"")
            file.flush()
            os.fsync(descriptor)
        if piece.like is not None:
            _imitate(temporary, piece.like.stat())
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(piece.place)) from error


def _imitate(temporary: Path, like: os.stat_result) -> None:
    """Give a file the owner and the mode of the one that it replaces, as far as we may."""
    now = temporary.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):
            os.chown(temporary, like.st_uid, like.st_gid)
    temporary.chmod(stat.S_IMODE(like.st_mode))


def _look_again(root: Path, pieces: tuple[Piece, ...]) -> None:
    """An editor does not know our lock: compare once more, as late as possible."""
    for piece in pieces:
        if content(piece.place) != piece.before:
            raise AdrError(f"{_name(root, piece.place)} changed while this command ran", "run the command again")


def _restore(piece: Piece) -> None:
    """Undo a step that was done before another one failed."""
    if piece.before is None:
        piece.place.unlink()
        return
    spare = piece.place.with_name(f".adr-kit-{secrets.token_hex(8)}.tmp")
    like = piece.like if piece.like is not None and piece.like.exists() else None
    _prepare(spare, Piece(piece.place, None, piece.before, like))
    spare.replace(piece.place)


def _settle_case(root: Path, plan: Plan) -> None:
    """Where names that differ in case only are one file, the new content came under the old name: change that too."""
    for change in plan.changes:
        if change.moved_from is not None:
            place, old = on_disk(root, change.path), on_disk(root, change.moved_from)
            if same_file(place, old):
                old.rename(place)


def _name(root: Path, place: Path) -> str:
    """A file as people find it: its path from the root; a renumbering may touch many of one name."""
    top = next((top for top in (root, root.resolve()) if place.is_relative_to(top)), place.parent)
    return place.relative_to(top).as_posix()


def _cannot(root: Path, error: OSError) -> AdrError:
    name = _name(root, Path(str(error.filename))) if error.filename else "the files"
    if isinstance(error, FileExistsError):
        return AdrError(f"{name} exists already: somebody made it meanwhile", "nothing was changed; run it again")
    hint = "free some space" if error.errno in _FULL else "make it writable"
    return AdrError(f"cannot write {name}: {error.strerror}; nothing was changed", hint)
