"""What a command is about to do to files, kept until it is done, so that the next command can finish it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.text.amount import count
from adr_kit.workspace.files import is_foreign, on_disk
from adr_kit.workspace.state import base_of, journal_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSION = 1
# Neither Markdown nor visible: no reader takes one for a record, and only our own are ever removed.
TEMPORARY = re.compile(r"\.adr-kit-[0-9a-f]{16}\.tmp")
_LINK = "link:"

Content = bytes | Path | None  # a file's bytes, a symlink's target, nothing


@dataclass(frozen=True, slots=True)
class Step:
    """One file to put in place or to remove; paths from the base, contents by their digest.

    Attributes:
        path: the file.
        before: the digest of what is there now; None where nothing is.
        after: the digest of what will be there; None removes the file.
        temporary: where the new content waits; "" for a removal.
    """

    path: str
    before: str | None
    after: str | None
    temporary: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """The steps in their order, and the folders that had to be made for them."""

    steps: tuple[Step, ...]
    folders: tuple[str, ...] = ()


def content(place: Path) -> Content:
    """What stands somewhere: a file's bytes, where a symlink leads, None where nothing is."""
    try:
        return place.readlink() if place.is_symlink() else place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def digest(what: Content) -> str | None:
    """The hash of a content; None for nothing."""
    if what is None:
        return None
    if isinstance(what, bytes):
        return hashlib.sha256(what).hexdigest()
    return _LINK + hashlib.sha256(os.fsencode(what)).hexdigest()


def keep(root: Path, journal: Journal, *, flush: bool) -> None:
    """Write the journal down before its first step; it is whole or not there at all.

    Raises:
        OSError: it cannot be written.
    """
    file = journal_file(root)
    draft = _draft(file)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(json.dumps({"version": VERSION, **asdict(journal)}).encode())
        stream.flush()
        if flush:
            os.fsync(descriptor)
    draft.replace(file)
    if flush:
        flush_folder(file.parent)


def forget(root: Path) -> None:
    """The plan is done, or undone: no journal any more."""
    file = journal_file(root)
    _draft(file).unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def _draft(file: Path) -> Path:
    return file.with_name(file.name + ".new")


def flush_folder(folder: Path) -> None:
    """Make names in a folder survive a power failure, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems cannot; nothing is lost but the time of the flush
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put(place: Path, temporary: Path, *, new: bool) -> None:
    """Give a finished temporary its name, at once; a new file never replaces one that came in between.

    Raises:
        OSError: it cannot be done; FileExistsError where ``new`` and something is there.
    """
    if not new:
        temporary.replace(place)
        return
    try:
        os.link(temporary, place, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # no hard links here (FAT, some shares): look first, then rename
        if os.path.lexists(place):
            raise FileExistsError(17, "File exists", str(place)) from None
        temporary.rename(place)
    else:
        with suppress(OSError):  # the file is in place; repair removes what is left
            temporary.unlink()


def repair(root: Path, *folders: PurePosixPath, dry_run: bool = False) -> tuple[str, ...]:
    """Finish what a command that was killed had begun; to be called with the lock held.

    All new contents are there: the plan is carried out. Not all, and nothing was replaced yet: it is taken back. A file
    that somebody changed since then stays as it is, and is named. Stray temporaries are removed.

    Args:
        root: the workspace's root.
        folders: where to look for stray temporaries, from the root, recursively.
        dry_run: whether to look only, and leave everything as it is; then no lock is needed.

    Returns:
        What was done (or, in a dry run, would be), a sentence each; empty where nothing was to do.

    Raises:
        AdrError: a file cannot be written, or the journal is from a newer version of this tool.
    """
    try:
        strays = {stray for folder in folders for stray in _strays(root, folder)}
        notes, own = _settle(root, dry_run=dry_run)
        strays = {stray for stray in strays if stray.name not in own}
        for stray in () if dry_run else (*strays, _draft(journal_file(root))):
            stray.unlink(missing_ok=True)
    except OSError as error:
        raise AdrError(
            f"cannot repair {error.filename}: {error.strerror}", "make it writable, then adr repair"
        ) from None
    files = count(len(strays), "temporary file")
    return (*notes, f"removed {files} of a command that was ended") if strays else notes


def _settle(root: Path, *, dry_run: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    """What the journal asks for, and the names of its temporaries: they are no strays."""
    file = journal_file(root)
    if not os.path.lexists(file):
        return (), frozenset()
    journal = _parse(file)
    base = base_of(root)
    notes: tuple[str, ...] = ("a journal that cannot be read was removed",)
    own: frozenset[str] = frozenset()
    if journal:
        own = frozenset(_waiting(base, step).name for step in journal.steps if step.temporary)
        notes = _forward(base, journal.steps, dry_run=dry_run) or _backward(base, journal, dry_run=dry_run)
    if not dry_run:
        forget(root)
    return notes, own


def _parse(file: Path) -> Journal | None:
    try:
        data: object = json.loads(file.read_bytes())
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    if isinstance(version := data.get("version"), int) and version > VERSION:
        raise AdrError(f"{file} is from a newer adr", "run adr repair with that version")
    try:
        steps = tuple(_step(step) for step in data["steps"])
        return Journal(steps, tuple(str(folder) for folder in data["folders"]))
    except (KeyError, TypeError, ValueError):
        return None


def _step(data: dict[str, str | None]) -> Step:
    step = Step(str(data["path"]), data["before"], data["after"], str(data["temporary"]))
    if (step.after is None) != (step.temporary == ""):
        raise ValueError(step)
    return step


def _forward(base: Path, steps: Iterable[Step], *, dry_run: bool) -> tuple[str, ...]:
    """Carry out what remains; nothing (and nothing said) where no step was done and one cannot be."""
    states = [(step, _state(base, step)) for step in steps]
    if not any(state == "done" for _, state in states) and any(state == "lost" for _, state in states):
        return ()
    notes: list[str] = []
    for step, state in states:
        if state == "lost":
            notes.append(f"{step.path} was changed by somebody else, or its new text is gone: left as it is")
        elif state == "ready":
            if not dry_run:
                finish(base, step)
            notes.append(f"finished {step.path}")
        if not dry_run:
            _drop(base, step)
    return tuple(notes) or ("the last command had done all its work",)


def _state(base: Path, step: Step) -> str:
    now = digest(content(on_disk(base, PurePosixPath(step.path))))
    if now == step.after:
        return "done"
    waiting = not step.temporary or digest(content(_waiting(base, step))) == step.after
    return "ready" if waiting and now == step.before else "lost"


def _waiting(base: Path, step: Step) -> Path:
    place = on_disk(base, PurePosixPath(step.temporary))
    if not TEMPORARY.fullmatch(place.name):
        raise AdrError(f"the journal names {step.temporary}, which is no temporary file of ours", "remove the journal")
    return place


def finish(base: Path, step: Step) -> None:
    """Carry out one step.

    Raises:
        OSError: the file cannot be replaced or removed.
    """
    place = on_disk(base, PurePosixPath(step.path))
    if step.after is None:
        place.unlink()
    else:
        put(place, _waiting(base, step), new=step.before is None)


def _backward(base: Path, journal: Journal, *, dry_run: bool) -> tuple[str, ...]:
    for step in () if dry_run else journal.steps:
        _drop(base, step)
    for folder in () if dry_run else reversed(journal.folders):
        with suppress(OSError):  # somebody put something there
            on_disk(base, PurePosixPath(folder)).rmdir()
    return ("took back what a command had begun: no file was changed",)


def _drop(base: Path, step: Step) -> None:
    if step.temporary:
        _waiting(base, step).unlink(missing_ok=True)


def _strays(root: Path, folder: PurePosixPath) -> Iterator[Path]:
    """Temporaries, also those that no journal names: the power failed before the journal reached the disk."""
    for place, folders, names in os.walk(on_disk(root, folder)):
        folders[:] = [name for name in folders if not is_foreign(name)]
        yield from (Path(place, name) for name in names if TEMPORARY.fullmatch(name))
