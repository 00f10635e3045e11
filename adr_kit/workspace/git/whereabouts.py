"""Where a log was ever kept: its folder under all its names, and each path that a commit added there, or deleted."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace import cache
from adr_kit.workspace.git.objects import tree_files
from adr_kit.workspace.git.process import ask_lines
from adr_kit.workspace.git.staged import staged_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from adr_kit.workspace.git.repository import Repository

_KIND = "numbers"


@dataclass(frozen=True, slots=True)
class Event:
    """The newest thing that happened to a path: added or deleted, in which commit, reached from which reference."""

    deleted: bool
    commit: str
    ref: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What git has of some folders.

    Attributes:
        tips: the commits up to which it was looked at.
        folders: the folders that were looked at, from the repository's top.
        events: for each path ever under them the newest thing that happened to it.
        moves: the pairs of folders between which a commit moved records, each under the name that it had.
    """

    tips: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    events: Mapping[str, Event] = field(default_factory=dict)
    moves: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Sought:
    """The log that is looked for: what is known of it before git is asked.

    Attributes:
        folders: its folder now, from the repository's top; several where a symlink leads to it.
        beside: where a log is usually kept: looking there at once saves a process where this one was.
        files: its files in the work tree.
        is_record: whether a path, by its name, may be a record's.
        is_another: whether a folder holds a log of its own in the work tree.
    """

    folders: frozenset[str]
    beside: frozenset[str]
    files: tuple[str, ...]
    is_record: Callable[[str], bool]
    is_another: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Group:
    """The paths that a commit added and deleted, compared with one of its parents."""

    commit: str = ""
    ref: str = ""
    added: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


def whereabouts(
    repository: Repository, refs: Mapping[str, str], log: Sought
) -> tuple[frozenset[str], Whereabouts, str]:
    """The folders that a log ever had, and what git has of them.

    No process where no commit is new; one for new commits; one more, once, for a former folder in a place that nobody
    expects. A log whose folder is in no commit yet may just have been moved there: then HEAD is asked, too.

    Args:
        repository: where.
        refs: each reference and the commit that it names.
        log: what is known already.

    Returns:
        The folders; what git has of them, and of others; why that is not all ("" where it is).
    """
    key = "\0".join([*repository.mark, *sorted(log.folders)])
    known = _remembered(cache.load(_KIND, key))
    now, why = known, ""
    tips = frozenset(refs.values())
    if not tips <= known.tips:
        now, why = _walked(repository, refs, log, known, known.folders or log.folders | log.beside)
    uncommitted = _uncommitted(repository, log, now)
    names = log.folders
    while refs and not why:
        names = _names(log, now.moves | uncommitted)
        missing = names - now.folders
        if not missing:
            break
        now, why = _walked(repository, refs, log, replace(now, tips=frozenset()), missing)
    if not why and now is not known:
        _remember(key, replace(now, tips=tips))
    return names, now, why


def holds(path: PurePosixPath, folder: PurePosixPath, now: PurePosixPath) -> bool:
    """Whether a path is a log's where the log has, or had, some folder.

    A folder that the log was moved down from (``docs``) holds much else: there only its own files count.

    Args:
        path: the path.
        folder: one of the log's folders.
        now: the folder that it has now.
    """
    if folder != now and now.is_relative_to(folder):
        return path.parent == folder
    return path.is_relative_to(folder)


def _names(log: Sought, moves: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Each folder that the log is or was kept in, here or on another branch: what moves lead to, one after another."""
    found, todo = set(log.folders), list(log.folders)
    while todo:
        folder = todo.pop()
        beside = {other for pair in moves if folder in pair for other in pair} - found
        new = [other for other in beside if not log.is_another(other)]
        found.update(new)
        todo += new
    return frozenset(found)


def _uncommitted(repository: Repository, log: Sought, known: Whereabouts) -> frozenset[tuple[str, str]]:
    """The move that brought the log to its folder, where no commit knows it yet: what the index and HEAD had."""
    if not log.files or any(_under(path, log.folders) for path in known.events):
        return frozenset()
    staged = [str(path) for path in staged_paths(repository, PurePosixPath())]
    if any(_under(path, log.folders) for path in staged):  # `git mv` took the former paths out of the index
        with suppress(AdrError):
            staged += [str(file.path) for file in tree_files(repository, "HEAD")]
    return frozenset(_moves(_Group(added=[*log.files], deleted=staged), log.folders, log.is_record))


def _walked(
    repository: Repository, refs: Mapping[str, str], log: Sought, known: Whereabouts, folders: frozenset[str]
) -> tuple[Whereabouts, str]:
    """What is known and what the commits say that are not behind its tips, from one process; and why not all.

    ``--full-history`` because a record that a side branch added and deleted again leaves no trace in the merge, ``-m``
    because a merge can itself add one (it is where collisions are repaired), ``--full-diff`` because the other end of a
    move lies elsewhere.
    """
    wanted = [ref if ref.startswith("refs/") else tip for ref, tip in refs.items() if tip not in known.tips]
    wanted += [f"^{tip}" for tip in sorted(known.tips)]
    parts = ask_lines(
        repository,
        *("log", "--ignore-missing", "--full-history", "-m", "--full-diff", "--no-renames", "--name-status"),
        *("--diff-filter=AD", "--no-ext-diff", "--no-relative", "-z", "--source", "--format=%x01%H %S", "--stdin"),
        *("--", *sorted(folders)),
        stdin="\n".join([*wanted, ""]).encode("utf-8", "surrogateescape"),
    )
    events: dict[str, Event] = {}
    moves, why = set(known.moves), ""
    try:
        for group in _groups(parts):
            for paths, deleted in ((group.added, False), (group.deleted, True)):
                for path in paths:
                    if _under(path, folders):
                        events.setdefault(path, Event(deleted, group.commit, group.ref))
            moves.update(_moves(group, folders, log.is_record))
    except AdrError as error:
        why = error.message
    return Whereabouts(known.tips, known.folders | folders, {**known.events, **events}, frozenset(moves)), why


def _groups(parts: Iterator[bytes]) -> Iterator[_Group]:
    """Read (header with commit and reference, then status and path by turns), the newest commit first."""
    group = _Group()
    for part in parts:
        status = part.strip(b"\n").decode("utf-8", "surrogateescape")
        if status.startswith("\1"):
            yield group
            commit, _, ref = status[1:].partition(" ")
            group = _Group(commit, ref)
        elif status:
            path = next(parts, b"").decode("utf-8", "surrogateescape")
            (group.deleted if status == "D" else group.added).append(path)
    yield group


def _moves(group: _Group, folders: Iterable[str], is_record: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """For each folder the one with which it shares most names of records: one has them before, the other after."""
    for some, others in ((group.added, group.deleted), (group.deleted, group.added)):
        if not some or not others:
            continue
        named = defaultdict(list)
        for path in filter(is_record, others):
            named[path.rpartition("/")[2]].append(path)
        for folder in folders:
            votes: Counter[str] = Counter()
            for path in some:
                if _under(path, (folder,)):
                    elsewhere = (other for other in named[path.rpartition("/")[2]] if not _under(other, (folder,)))
                    votes.update(_counterpart(other, path, folder) for other in elsewhere)
            if votes:
                yield folder, max(votes, key=lambda other: (votes[other], _common_end(other, folder), other))


def _counterpart(other: str, path: str, folder: str) -> str:
    """The folder in which a namesake lies as the path lies in its own: below the same categories, if it can be."""
    inside = path if folder == "." else path[len(folder) + 1 :]
    above = other.removesuffix(inside) if f"/{other}".endswith(f"/{inside}") else other.rpartition("/")[0]
    return above.rstrip("/") or "."


def _common_end(one: str, other: str) -> int:
    """How many folders two paths share at their ends."""
    pairs = zip(reversed(one.split("/")), reversed(other.split("/")), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _under(path: str, folders: Iterable[str]) -> bool:
    return any(folder == "." or path.startswith(f"{folder}/") for folder in folders)


def _remembered(value: object) -> Whereabouts:
    """What the cache holds, where it has the shape that it should have."""
    match value:
        case {"tips": list(tips), "folders": list(folders), "paths": dict(paths), "moves": list(moves)}:
            with suppress(TypeError, ValueError):
                names = frozenset(tip for tip in tips if isinstance(tip, str) and tip.isalnum())
                events = {
                    str(path): Event(bool(gone), str(commit), str(ref)) for path, (gone, commit, ref) in paths.items()
                }
                pairs = frozenset((str(one), str(other)) for one, other in moves)
                if len(names) == len(tips):
                    return Whereabouts(names, frozenset(map(str, folders)), events, pairs)
        case _:
            pass
    return Whereabouts()


def _remember(key: str, known: Whereabouts) -> None:
    value = {
        "tips": sorted(known.tips),
        "folders": sorted(known.folders),
        "paths": {path: [event.deleted, event.commit, event.ref] for path, event in sorted(known.events.items())},
        "moves": sorted(known.moves),
    }
    cache.store(_KIND, key, value)
