"""Write a plan: all of its files or none, each of them whole at any instant."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.files import on_disk
from adr_kit.workspace.journal import (
    Journal,
    Step,
    content,
    digest,
    finish,
    flush_folder,
    forget,
    keep,
    repair,
)
from adr_kit.workspace.lock import TIMEOUT, lock
from adr_kit.workspace.state import base_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.change.model import Change, Plan
    from adr_kit.workspace.journal import Content

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
        freed = {on_disk(root, old) for change in plan.changes if (old := _old(change)) is not None}
        pieces = _ordered([piece for change in plan.changes for piece in _pieces(root, change, freed)])
        if pieces:
            _carry_out(root, pieces)
            _settle_case(root, plan)
    except OSError as error:
        raise _cannot(error) from None
    changed = [change for change in plan.changes if change.before != change.after or change.moved_from is not None]
    paths = [path for change in changed for path in (change.moved_from, change.path) if path is not None]
    return tuple(dict.fromkeys(paths))


@dataclass(frozen=True, slots=True)
class _Piece:
    """One place on disk: what is there, what will be, and the file whose mode and owner it gets."""

    place: Path
    before: Content
    after: Content
    like: Path | None = None

    def step(self, base: Path) -> Step:
        """The same as the journal keeps it."""
        name = f".adr-kit-{secrets.token_hex(8)}.tmp"
        waiting = "" if self.after is None else self.place.with_name(name).relative_to(base).as_posix()
        return Step(self.place.relative_to(base).as_posix(), digest(self.before), digest(self.after), waiting)


def _ordered(pieces: list[_Piece]) -> tuple[_Piece, ...]:
    """Removals last, and not at all where another file takes the place: numbers may be swapped."""
    made = [piece.place for piece in pieces if piece.after is not None]
    kept = set(made)
    if len(kept) < len(made):
        raise AdrError("two changes of the plan are for one file", "are two of the records one file, by a symlink?")
    removals = [piece for piece in pieces if piece.after is None and piece.place not in kept]
    return (*(piece for piece in pieces if piece.after is not None), *removals)


def _old(change: Change) -> PurePosixPath | None:
    """The path that a change gives up."""
    return change.path if change.after is None else change.moved_from


def _pieces(root: Path, change: Change, freed: set[Path]) -> Iterator[_Piece]:
    """What a change does to places on disk; a symlink stays one, and what it leads to is written."""
    place = on_disk(root, change.path)
    old = on_disk(root, change.moved_from) if change.moved_from is not None else place
    if change.before is None or place != old:
        _must_be_free(change, place, old, freed)
    if change.before is None:
        yield _Piece(place, content(place), change.after)
        return
    link = content(old)
    target = _target(root, change, old) if isinstance(link, Path) else old
    if content(target) != change.before:
        raise AdrError(f"{change.moved_from or change.path} changed while this command ran", "run the command again")
    _must_be_writable(target)
    if change.after is None:
        yield _Piece(place, link, None)
    elif place != old and not isinstance(link, Path):
        yield from _renamed(change, place, old)
    else:
        if change.after != change.before:
            yield _Piece(target, change.before, change.after, target)
        if place != old:
            yield from _moved(change, place, old, link)


def _renamed(change: Change, place: Path, old: Path) -> Iterator[_Piece]:
    yield _Piece(place, content(place), change.after, old)
    if not _same(place, old):
        yield _Piece(old, change.before, None)


def _moved(change: Change, place: Path, old: Path, link: Content) -> Iterator[_Piece]:
    if isinstance(link, Path) and place.parent != old.parent and not link.is_absolute():
        raise AdrError(
            f"{change.moved_from} is a symlink, which would lead elsewhere from {change.path}", "move it first"
        )
    yield _Piece(place, content(place), link)
    yield _Piece(old, link, None)


def _must_be_free(change: Change, place: Path, old: Path, freed: set[Path]) -> None:
    if os.path.lexists(place) and place not in freed and not _same(place, old):
        raise AdrError(f"{change.path} exists already", "nothing was written; choose another number or title")


def _same(place: Path, old: Path) -> bool:
    """Whether two names of one file differ in case only, on a file system that does not tell them apart."""
    alike = place != old and place.parent == old.parent and place.name.casefold() == old.name.casefold()
    return alike and place.exists() and place.samefile(old)


def _must_be_writable(place: Path) -> None:
    """A rename would replace a read-only file without asking; its owner meant what the mode says."""
    if not place.stat().st_mode & 0o222 or not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, "the file is read-only", str(place))


def _target(root: Path, change: Change, link: Path) -> Path:
    """Where a symlink leads: inside the root, or nothing is written."""
    name = change.moved_from or change.path
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        raise AdrError(f"{name} is a symlink that leads nowhere") from None
    top = root.resolve()
    if not target.is_relative_to(top):
        raise AdrError(f"{name} is a symlink out of the repository", "change the file that it leads to by hand")
    return on_disk(root, PurePosixPath(target.relative_to(top).as_posix()))


def _carry_out(root: Path, pieces: tuple[_Piece, ...]) -> None:
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
        _look_again(pieces)
        begun = undo.pop_all()  # from here on a kill, or Ctrl-C, leaves the journal for the next command to finish
    _finish_all(base, pieces, steps, begun)
    for place in places:
        flush_folder(place)
    forget(root)


def _finish_all(base: Path, pieces: tuple[_Piece, ...], steps: tuple[Step, ...], begun: ExitStack) -> None:
    done: list[_Piece] = []
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


def _prepare(temporary: Path, piece: _Piece) -> None:
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


def _look_again(pieces: tuple[_Piece, ...]) -> None:
    """An editor does not know our lock: compare once more, as late as possible."""
    for piece in pieces:
        if content(piece.place) != piece.before:
            raise AdrError(f"{piece.place.name} changed while this command ran", "run the command again")


def _restore(piece: _Piece) -> None:
    """Undo a step that was done before another one failed."""
    if piece.before is None:
        piece.place.unlink()
        return
    spare = piece.place.with_name(f".adr-kit-{secrets.token_hex(8)}.tmp")
    like = piece.like if piece.like is not None and piece.like.exists() else None
    _prepare(spare, _Piece(piece.place, None, piece.before, like))
    spare.replace(piece.place)


def _settle_case(root: Path, plan: Plan) -> None:
    """Where names that differ in case only are one file, the new content came under the old name: change that too."""
    for change in plan.changes:
        if change.moved_from is not None:
            place, old = on_disk(root, change.path), on_disk(root, change.moved_from)
            if _same(place, old):
                old.rename(place)


def _cannot(error: OSError) -> AdrError:
    name = Path(str(error.filename)).name if error.filename else "the files"
    if isinstance(error, FileExistsError):
        return AdrError(f"{name} exists already: somebody made it meanwhile", "nothing was changed; run it again")
    hint = "free some space" if error.errno in _FULL else "make it writable"
    return AdrError(f"cannot write {name}: {error.strerror}; nothing was changed", hint)
