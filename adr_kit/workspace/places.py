"""What a plan means for places on disk: which are made, replaced or removed, and whether that may be."""

from __future__ import annotations

import errno
import os
import secrets
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.files import on_disk
from adr_kit.workspace.journal import Content, Step, content, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.change.model import Change, Plan


@dataclass(frozen=True, slots=True)
class Piece:
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


def pieces_of(root: Path, plan: Plan) -> tuple[Piece, ...]:
    """What a plan does to places, in the order in which it must be done.

    Args:
        root: the workspace's root.
        plan: the plan; each of its files must still be what it was made from.

    Raises:
        AdrError: a file was changed meanwhile, exists already, or lies outside of the root.
        OSError: a file is read-only, or cannot be read.
    """
    freed = {on_disk(root, old) for change in plan.changes if (old := _old(change)) is not None}
    return _ordered([piece for change in plan.changes for piece in _pieces(root, change, freed)])


def _ordered(pieces: list[Piece]) -> tuple[Piece, ...]:
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


def _pieces(root: Path, change: Change, freed: set[Path]) -> Iterator[Piece]:
    """What a change does to places on disk; a symlink stays one, and what it leads to is written."""
    place = on_disk(root, change.path)
    old = on_disk(root, change.moved_from) if change.moved_from is not None else place
    if change.before is None or place != old:
        _must_be_free(change, place, old, freed)
    if change.before is None:
        yield Piece(place, content(place), change.after)
        return
    link = content(old)
    target = _target(root, change, old) if isinstance(link, Path) else old
    if content(target) != change.before:
        raise AdrError(f"{change.moved_from or change.path} changed while this command ran", "run the command again")
    _must_be_writable(target)
    if change.after is None:
        yield Piece(place, link, None)
    elif place != old and not isinstance(link, Path):
        yield from _renamed(change, place, old)
    else:
        if change.after != change.before:
            yield Piece(target, change.before, change.after, target)
        if place != old:
            yield from _moved(change, place, old, link)


def _renamed(change: Change, place: Path, old: Path) -> Iterator[Piece]:
    yield Piece(place, content(place), change.after, old)
    if not same_file(place, old):
        yield Piece(old, change.before, None)


def _moved(change: Change, place: Path, old: Path, link: Content) -> Iterator[Piece]:
    if isinstance(link, Path) and place.parent != old.parent and not link.is_absolute():
        raise AdrError(
            f"{change.moved_from} is a symlink, which would lead elsewhere from {change.path}", "move it first"
        )
    yield Piece(place, content(place), link)
    yield Piece(old, link, None)


def _must_be_free(change: Change, place: Path, old: Path, freed: set[Path]) -> None:
    if os.path.lexists(place) and place not in freed and not same_file(place, old):
        raise AdrError(f"{change.path} exists already", "nothing was written; choose another number or title")


def same_file(place: Path, old: Path) -> bool:
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
