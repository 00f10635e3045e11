"""What git remembers of files: when they came and when they last changed, from one pass over the log.

The one place that says GitPython, which reads git's own notations here (its processes inherit GIT_* variables, so the
processes are ours). What is to come, each still one streamed process: ``file_dates`` becomes a history of every change
of a record (the same pass with ``--raw``, the contents from one ``cat-file --batch``), a log is read at any revision
through GitPython's trees, and what was learned is cached by commit, as ``numbers`` does it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.process import ask, ask_lines

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # without a git binary the import would raise

from git.objects.util import from_timestamp, parse_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from adr_kit.workspace.git.repository import Repository

_FORMAT = ("--date=raw", "-z", "--format=%x01%cd")
_NO_PROGRAMS = ("--no-ext-diff", "--no-textconv", "--no-relative")


@dataclass(frozen=True, slots=True)
class FileDates:
    """When a file came, under whatever name, and when it was last changed (committed, each)."""

    created: dt.datetime
    changed: dt.datetime


@dataclass(frozen=True, slots=True)
class FolderDates:
    """The dates of a folder's files, and why some are missing ("" where all could be seen)."""

    files: Mapping[PurePosixPath, FileDates] = field(default_factory=dict)
    note: str = ""


def newest_commit(repository: Repository, folder: PurePosixPath) -> dt.datetime | None:
    """When a folder was last changed by a commit on HEAD: the clock of everything that must come out the same twice.

    Args:
        repository: where.
        folder: from the work tree's top.

    Returns:
        The committer's date with its zone; None where there is no such commit, or git cannot tell.
    """
    answer = ask(repository, "log", "-1", *_FORMAT, "--", str(folder))
    said = answer.out.decode("ascii", "replace").strip("\0\1\n")
    return _date(said) if answer.ok and said else None


def file_dates(repository: Repository, folder: PurePosixPath) -> FolderDates:
    """When each file of a folder came and last changed, from one ``git log``; renames inside the folder are followed.

    Args:
        repository: where.
        folder: from the work tree's top.

    Returns:
        The dates by path, for the files that HEAD has.
    """
    arguments = (*_FORMAT, *_NO_PROGRAMS, "--name-status", "--find-renames")
    parts = ask_lines(repository, "log", *arguments, "--", str(folder))
    found: dict[str, list[str]] = {}
    note = "shallow clone: what is older cannot be seen" if repository.shallow else ""
    try:
        for name, date in _lives(_changes(parts)):
            found.setdefault(name, []).append(date)
    except AdrError as error:
        note = error.message
    dates = {PurePosixPath(name): FileDates(_date(seen[-1]), _date(seen[0])) for name, seen in found.items() if seen}
    return FolderDates(dates, note)


def _changes(parts: Iterable[bytes]) -> Iterator[tuple[str, str, str, str]]:
    """Each change, the newest first: its date, its letter, the path, and the old path of a renamed file."""
    date = ""
    words = iter(part.decode("utf-8", "surrogateescape") for part in parts)
    for word in words:
        status = word.strip("\n")
        if status.startswith("\1"):
            date = status[1:]
        elif status.startswith(("R", "C")):
            old = next(words, "")
            yield date, status[0], next(words, ""), old
        elif status:
            yield date, status[0], next(words, ""), ""


def _lives(changes: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, str]]:
    """Each change of a file that is there now: its name of today and the date."""
    today: dict[str, str | None] = {}  # the name then, and the name now; None for a file that was removed later
    for date, letter, path, old in changes:
        name = today.setdefault(path, None if letter == "D" else path)
        if name is not None:
            yield name, date
        if old:
            today[old] = name


def _date(raw: str) -> dt.datetime:
    """A date as git keeps it (``1700000000 +0100``)."""
    seconds, offset = parse_date(raw)
    return from_timestamp(seconds, offset)
