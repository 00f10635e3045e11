"""Which numbers were ever used: in the work trees, the index, on any branch or tag, and in what was deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace import cache
from adr_kit.workspace.files import file_names, with_real_names
from adr_kit.workspace.git.process import ask
from adr_kit.workspace.git.refs import all_refs, short_name
from adr_kit.workspace.git.staged import staged_paths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from adr_kit.workspace.git.repository import Repository

_KIND = "numbers"
_Found = tuple[PurePosixPath, "Seen", str, str, bool]


class Seen(IntEnum):
    """Where a number was seen, the nearest first."""

    WORK_TREE = 0
    STAGED = 1
    OTHER_WORK_TREE = 2
    BRANCH = 3
    DELETED = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """One file name that uses a number.

    Attributes:
        number: the number.
        path: the file, from the repository's top.
        seen: what sort of place.
        where: which branch, tag or work tree, as people say it ("origin/queue"); "" for this work tree.
        commit: the commit that added or deleted it, where a branch has it.
        remote: whether that branch is as the remote had it when it was last asked.
    """

    number: int
    path: PurePosixPath
    seen: Seen
    where: str = ""
    commit: str = ""
    remote: bool = False

    def __str__(self) -> str:
        """The evidence in a few words: ``0012 is on origin/queue``."""
        match self.seen:
            case Seen.WORK_TREE:
                return f"{self.number:04d} is in the work tree"
            case Seen.STAGED:
                return f"{self.number:04d} is staged"
            case Seen.OTHER_WORK_TREE:
                return f"{self.number:04d} is in the work tree {self.where}"
            case Seen.BRANCH:
                return f"{self.number:04d} is on {self.where}"
            case Seen.DELETED:
                return f"{self.number:04d} was deleted ({self.where}, {self.commit[:9]})"


@dataclass(frozen=True, slots=True)
class UsedNumbers:
    """What was seen, and what could not be.

    Attributes:
        sightings: for each number its nearest sighting, by number.
        notes: what could not be seen, a few words each; empty where everything local was.
        fetched: when the remote was last asked.
    """

    sightings: tuple[Sighting, ...] = ()
    notes: tuple[str, ...] = ()
    fetched: datetime | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that is taken."""
        return frozenset(sighting.number for sighting in self.sightings)

    @property
    def highest(self) -> Sighting | None:
        """The highest number and where it is; None where there is none."""
        return self.sightings[-1] if self.sightings else None


def used_numbers(
    repository: Repository | None,
    root: Path,
    folders: Sequence[PurePosixPath],
    number_of: Callable[[PurePosixPath], int | None],
) -> UsedNumbers:
    """Every number that a record of a log has or ever had; at most two git processes, one where nothing is new.

    Args:
        repository: the repository; None where there is none.
        root: the workspace's root.
        folders: the log's folder from the root, and those that it had before, if any.
        number_of: the number that a record's path from the root gives it; None where it gives none.

    Returns:
        The numbers, where each is, and what could not be seen. Never fails: what git cannot tell is a note.
    """
    folders = with_real_names(root, folders)
    found: list[_Found] = []
    found += [(path, Seen.WORK_TREE, "", "", False) for folder in folders for path in file_names(root, folder)]
    notes: tuple[str, ...] = ("not in a git repository: only the work tree was looked at",)
    if repository is not None:
        found += _nearby(repository, folders)
        history, notes = _history(repository, folders)
        found += history
    best: dict[int, Sighting] = {}
    for path, seen, where, commit, remote in sorted(found):
        number = number_of(path)
        if number is not None and (number not in best or seen < best[number].seen):
            best[number] = Sighting(number, path, seen, where, commit, remote)
    return UsedNumbers(tuple(best[number] for number in sorted(best)), notes, _fetched(repository))


def _nearby(repository: Repository, folders: Sequence[PurePosixPath]) -> Iterator[_Found]:
    """What is staged, and what lies in the other work trees of this repository."""
    for folder in folders:
        yield from ((path, Seen.STAGED, "", "", False) for path in staged_paths(repository, folder))
        for place in _other_work_trees(repository):
            yield from ((path, Seen.OTHER_WORK_TREE, place.name, "", False) for path in file_names(place, folder))


def _other_work_trees(repository: Repository) -> tuple[Path, ...]:
    """The other places where this repository is checked out, from git's own files."""
    places = [repository.common_dir.parent] if repository.common_dir.name == ".git" else []
    try:
        pointers = sorted((repository.common_dir / "worktrees").glob("*/gitdir"))
    except OSError:
        pointers = []
    for pointer in pointers:
        try:
            places.append(Path(pointer.read_text(encoding="utf-8", errors="surrogateescape").strip()).parent)
        except OSError:
            continue
    return tuple(place for place in places if place != repository.worktree and place.is_dir())


@dataclass(frozen=True, slots=True)
class _Event:
    """The newest thing that happened to a path: added or deleted, in which commit, reached from which reference."""

    deleted: bool
    commit: str
    ref: str


def _history(repository: Repository, folders: Sequence[PurePosixPath]) -> tuple[list[_Found], tuple[str, ...]]:
    """What branches and tags have or had; remembered by their tips, so that only new commits are looked at."""
    refs, why = all_refs(repository)
    if why:
        return [], (f"branches could not be looked at: {why}",)
    notes = ("shallow clone: what was deleted before its first commit cannot be seen",) if repository.shallow else ()
    key = "\0".join([*repository.mark, *(str(folder) for folder in folders)])
    known, events = _remembered(cache.load(_KIND, key))
    tips = frozenset(refs.values())
    if not tips <= known:
        new, why = _walk(repository, folders, [ref for ref, tip in refs.items() if tip not in known], refs, known)
        events = {**events, **new}
        if why:
            notes = (*notes, f"history could not be looked at: {why}")
        else:
            _remember(key, tips, events)
    return [_sighting(path, event, refs) for path, event in events.items()], notes


def _sighting(path: str, event: _Event, refs: Mapping[str, str]) -> _Found:
    where = short_name(event.ref) + ("" if event.ref in refs else ", which is gone")
    seen = Seen.DELETED if event.deleted else Seen.BRANCH
    return PurePosixPath(path), seen, where, event.commit, event.ref.startswith("refs/remotes/")


def _walk(
    repository: Repository,
    folders: Sequence[PurePosixPath],
    new: Sequence[str],
    refs: Mapping[str, str],
    known: frozenset[str],
) -> tuple[dict[str, _Event], str]:
    """Each path that the unknown commits add or delete, from one process.

    ``--full-history`` because a record that a side branch added and deleted again leaves no trace in the merge, ``-m``
    because a merge can itself add one (it is where collisions are repaired).
    """
    wanted = [ref if ref.startswith("refs/") else refs[ref] for ref in new] + [f"^{tip}" for tip in sorted(known)]
    answer = ask(
        repository,
        *("log", "--ignore-missing", "--full-history", "-m", "--no-renames", "--name-status", "--diff-filter=AD"),
        *("--no-ext-diff", "--no-relative", "-z", "--source", "--format=%x01%H %S", "--stdin", "--"),
        *(str(folder) for folder in folders),
        stdin="\n".join([*wanted, ""]).encode("utf-8", "surrogateescape"),
    )
    return _events(answer.out), answer.why


def _events(out: bytes) -> dict[str, _Event]:
    """Read (header with commit and reference, then status and path by turns), newest first: the first one holds."""
    events: dict[str, _Event] = {}
    commit = ref = ""
    parts = iter(out.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        status = part.strip("\n")
        if status.startswith("\1"):
            commit, _, ref = status[1:].partition(" ")
        elif status:
            events.setdefault(next(parts, ""), _Event(status == "D", commit, ref))
    return events


def _remembered(value: object) -> tuple[frozenset[str], dict[str, _Event]]:
    """What the cache holds, where it has the shape that it should have."""
    nothing: tuple[frozenset[str], dict[str, _Event]] = (frozenset(), {})
    if not isinstance(value, dict):
        return nothing
    tips, paths = value.get("tips"), value.get("paths")
    if not isinstance(tips, list) or not isinstance(paths, dict):
        return nothing
    try:
        events = {
            str(path): _Event(bool(deleted), str(commit), str(ref)) for path, (deleted, commit, ref) in paths.items()
        }
    except (TypeError, ValueError):
        return nothing
    names = frozenset(tip for tip in tips if isinstance(tip, str) and tip.isalnum())
    return (names, events) if len(names) == len(tips) else nothing


def _remember(key: str, tips: frozenset[str], events: Mapping[str, _Event]) -> None:
    paths = {path: [event.deleted, event.commit, event.ref] for path, event in sorted(events.items())}
    cache.store(_KIND, key, {"tips": sorted(tips), "paths": paths})


def _fetched(repository: Repository | None) -> datetime | None:
    if repository is None:
        return None
    for place in (repository.git_dir, repository.common_dir):
        try:
            return datetime.fromtimestamp((place / "FETCH_HEAD").stat().st_mtime, UTC)
        except OSError:
            continue
    return None


def last_fetch(repository: Repository, today: date) -> str:
    """When the remote was last asked, in words: ``fetched 3 days ago``; "" where it never was."""
    fetched = _fetched(repository)
    return fetched_ago(fetched, today) if fetched else ""


def fetched_ago(fetched: datetime, today: date) -> str:
    """How long ago the remote was asked."""
    days = (today - fetched.astimezone().date()).days
    if days < 0:
        return f"fetched on {fetched.astimezone().date()}"
    return f"fetched {['today', 'yesterday'][days]}" if days < 2 else f"fetched {days} days ago"  # noqa: PLR2004 -- yesterday
