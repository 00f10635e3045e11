"""Read the Markdown files of a directory, and say where a path of ours stands on disk."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.model import UNREADABLE, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKDOWN = (".md", ".markdown", ".mdx")
SIZE_LIMIT = 16 * 1024 * 1024

# Folders that hold what other people or programs wrote; besides these, every folder that begins with a dot.
_FOREIGN = frozenset({"node_modules", "bower_components", "vendor", "third_party", "third-party"}) | frozenset(
    {"_site", "dist", "build", "venv", "env", "__pycache__"}
)
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a folder holds: each Markdown file with its bytes, sorted by path, and what could not be read."""

    files: tuple[tuple[PurePosixPath, bytes], ...]
    problems: tuple[Problem, ...]


def on_disk(root: Path, path: PurePosixPath) -> Path:
    """Where a path from the root stands on disk: folders resolved, the last name as it is (it may be a symlink).

    Raises:
        AdrError: the path leads out of the root (``..``, absolute, through a symlink) or into git's own directory.
    """
    base = _resolved(root, path)
    if path.is_absolute() or ".." in path.parts or any("\\" in part or ":" in part for part in _windows_parts(path)):
        raise AdrError(f"{path} leads out of {root.name or root}", "give a path inside the repository")
    if not path.parts:
        return base
    full = base.joinpath(*path.parts)
    place = _resolved(full.parent, path) / full.name
    if not place.is_relative_to(base):
        raise AdrError(f"{path} leads out of {root.name or root}", "a folder on the way is a symlink to somewhere else")
    if any(part.casefold() == ".git" for part in place.relative_to(base).parts):
        raise AdrError(f"{path} is inside git's own directory")
    return place


def read_folder(root: Path, folder: PurePosixPath) -> Contents:
    """Every Markdown file under a folder, recursively, sorted by path.

    Hidden and vendor folders, hidden files and symlinked folders are left out; a symlinked file is read where it leads
    to a file inside the root. The folder itself may be a symlink that stays inside the root.

    Args:
        root: the workspace's root (the repository's work tree).
        folder: the log's folder from the root; ``PurePosixPath(".")`` for the root itself.

    Returns:
        The files by their path from the root, and a problem for each that could not be read; a file never ends this.

    Raises:
        AdrError: the folder does not exist, or leads out of the root.
    """
    problems: list[Problem] = []
    base = _resolved(root, folder)
    files: list[tuple[PurePosixPath, bytes]] = []
    for path in _walk(root, folder, problems):
        try:
            files.append((path, _read(base, base / path)))
        except _UnreadableError as error:
            problems.append(Problem(path, str(error), code=UNREADABLE))
    return Contents(tuple(files), tuple(sorted(problems, key=lambda problem: problem.file)))


def file_names(root: Path, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
    """The paths that ``read_folder`` would read, without reading them; empty where there is no such folder."""
    try:
        return tuple(_walk(root, folder, []))
    except AdrError:
        return ()


def with_real_names(root: Path, folders: Iterable[PurePosixPath]) -> tuple[PurePosixPath, ...]:
    """The folders, and for each that is a symlink also where it leads: that is where git has its files."""
    base = root.resolve()
    named = tuple(folders)
    real = [(root / folder).resolve() for folder in named]
    inside = [PurePosixPath(place.relative_to(base).as_posix()) for place in real if place.is_relative_to(base)]
    return tuple(dict.fromkeys([*named, *inside]))


def is_read(path: PurePosixPath, folders: Iterable[PurePosixPath]) -> bool:
    """Whether ``read_folder`` would read a file, by its name, in one of some folders."""
    if path.name.startswith(".") or not path.name.lower().endswith(MARKDOWN):
        return False
    inside = (path.relative_to(folder).parts[:-1] for folder in folders if path.is_relative_to(folder))
    return any(not any(map(is_foreign, parts)) for parts in inside)


def is_foreign(folder: str) -> bool:
    """Whether a folder of this name is hidden, or holds what other people or programs wrote."""
    return folder.startswith(".") or folder.casefold() in _FOREIGN


def read_file(root: Path, path: PurePosixPath) -> bytes:
    """One file's bytes.

    Raises:
        AdrError: it does not exist, cannot be read, is too big, is no regular file, or lies outside of the root.
    """
    try:
        return _read(_resolved(root, path), on_disk(root, path))
    except _UnreadableError as error:
        raise AdrError(f"{path} {error}") from None


def read_any(root: Path, path: PurePosixPath) -> bytes:
    """One file's bytes, whatever it is and however big.

    Raises:
        AdrError: it cannot be read, or lies outside of the root.
    """
    try:
        return on_disk(root, path).read_bytes()
    except OSError as error:
        raise AdrError(f"{path} cannot be read: {error.strerror}") from None


class _UnreadableError(Exception):
    """Why one file cannot be read, as the end of a sentence that begins with its name."""


def _windows_parts(path: PurePosixPath) -> tuple[str, ...]:
    return path.parts if os.name == "nt" else ()


def _resolved(place: Path, path: PurePosixPath) -> Path:
    try:
        return place.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of symlinks is a RuntimeError before Python 3.13
        raise AdrError(f"{path} cannot be followed", "look for a symlink that leads to itself") from None


def _walk(root: Path, folder: PurePosixPath, problems: list[Problem]) -> Iterator[PurePosixPath]:
    """The Markdown files' paths, sorted; a folder that cannot be listed is a problem."""
    base = _resolved(root, folder)
    top = _resolved(on_disk(root, folder), folder)
    if not top.is_relative_to(base):
        raise AdrError(f"{folder} is a symlink out of {root.name or root}", "name the folder it leads to with --dir")
    if not top.is_dir():
        raise AdrError(f"{folder} is not a folder", "adr init makes one")
    found: list[PurePosixPath] = []
    waiting = [(folder, top)]
    while waiting:
        name, place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    _sort_in(name, entry, found, waiting)
        except OSError as error:
            problems.append(Problem(name, f"cannot be listed: {error.strerror}", code=UNREADABLE))
    yield from sorted(found)


def _sort_in(
    parent: PurePosixPath,
    entry: os.DirEntry[str],
    found: list[PurePosixPath],
    waiting: list[tuple[PurePosixPath, Path]],
) -> None:
    name = entry.name
    if name.startswith("."):
        return
    if entry.is_dir(follow_symlinks=False):
        if not is_foreign(name):
            waiting.append((parent / name, Path(entry.path)))
    elif name.lower().endswith(MARKDOWN) and not Path(entry.path).is_dir():  # entry.is_dir() raises at a loop
        found.append(parent / name)


def _read(base: Path, place: Path) -> bytes:
    """The bytes of a file; opened without waiting, for a pipe that is called ``0001-x.md`` has no end."""
    try:
        if place.is_symlink() and not place.resolve(strict=True).is_relative_to(base):
            raise _UnreadableError("is a symlink out of the repository")
        descriptor = os.open(place, _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _UnreadableError("is not a regular file")
            data = file.read(SIZE_LIMIT + 1)
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "a symlink leads to itself"
        raise _UnreadableError(f"cannot be read: {reason}") from None
    if len(data) > SIZE_LIMIT:
        raise _UnreadableError(f"is bigger than {SIZE_LIMIT // 1024 // 1024} MiB: no decision record")
    return data
