"""Which numbers were ever used: in the work trees, the index, on any branch or tag, and in what was deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.files import file_names, with_real_names
from adr_kit.workspace.git.refs import all_refs, short_name
from adr_kit.workspace.git.staged import staged_paths
from adr_kit.workspace.git.whereabouts import Event, Sought, holds, whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from adr_kit.workspace.git.repository import Repository

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
        folders: the folders that the log has, or had, here and on other branches.
    """

    sightings: tuple[Sighting, ...] = ()
    notes: tuple[str, ...] = ()
    fetched: datetime | None = None
    folders: tuple[PurePosixPath, ...] = ()

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
    folder: PurePosixPath,
    beside: Iterable[PurePosixPath],
    number_of: Callable[[PurePosixPath], int | None],
) -> UsedNumbers:
    """Every number that a record of a log has or ever had, in whatever folder the log was kept then.

    At most two git processes, one where nothing is new; once one more for a former folder that is not ``beside``.

    Args:
        repository: the repository; None where there is none.
        root: the workspace's root.
        folder: the log's folder, from the root.
        beside: where it may have been before: folders that usually hold a log.
        number_of: the number that a record's path from the root gives it; None where it gives none.

    Returns:
        The numbers, where each is, and what could not be seen. Never fails: what git cannot tell is a note.
    """
    folders = with_real_names(root, [folder])
    names: Sequence[PurePosixPath] = folders
    files = [path for one in folders for path in file_names(root, one)]
    found: list[_Found] = [(path, Seen.WORK_TREE, "", "", False) for path in files]
    notes: tuple[str, ...] = ("not in a git repository: only the work tree was looked at",)
    if repository is not None:
        search = _Search(repository, root, folders, number_of)
        names, history, notes = search.history(files, beside)
        found += history
        found += search.nearby(names)
    best: dict[int, Sighting] = {}
    for path, seen, where, commit, remote in sorted(found):
        number = number_of(path)
        if number is not None and (number not in best or seen < best[number].seen):
            best[number] = Sighting(number, path, seen, where, commit, remote)
    return UsedNumbers(tuple(best[number] for number in sorted(best)), notes, _fetched(repository), tuple(names))


@dataclass(frozen=True, slots=True)
class _Search:
    """The search for one log's numbers in a repository; its folders are those where it is now."""

    repository: Repository
    root: Path
    folders: Sequence[PurePosixPath]
    number_of: Callable[[PurePosixPath], int | None]

    def history(
        self, files: Iterable[PurePosixPath], beside: Iterable[PurePosixPath]
    ) -> tuple[Sequence[PurePosixPath], list[_Found], tuple[str, ...]]:
        """The folders that the log ever had, and what branches and tags have or had in them; what could not be seen."""
        refs, why = all_refs(self.repository)
        if why:
            return self.folders, [], (f"branches could not be looked at: {why}",)
        log = Sought(
            folders=frozenset(map(str, self.folders)),
            beside=frozenset(map(str, beside)),
            files=tuple(map(str, files)),
            is_record=lambda path: self.number_of(PurePosixPath(path)) is not None,
            is_another=self._is_another,
        )
        names, known, why = whereabouts(self.repository, refs, log)
        folders = tuple(map(PurePosixPath, sorted(names)))
        found = [_sighting(path, event, refs) for path, event in known.events.items()]
        cut = "shallow clone: what was deleted before its first commit cannot be seen"
        failed = f"history could not be looked at: {why}"
        notes = tuple(note for note, said in ((cut, self.repository.shallow), (failed, why)) if said)
        return folders, [one for one in found if any(self._holds(folder, one[0]) for folder in folders)], notes

    def nearby(self, names: Iterable[PurePosixPath]) -> Iterator[_Found]:
        """What is staged, and what lies in the other work trees of this repository."""
        for folder in names:
            staged = ((path, Seen.STAGED, "") for path in staged_paths(self.repository, folder))
            elsewhere = (
                (path, Seen.OTHER_WORK_TREE, place.name)
                for place in _other_work_trees(self.repository)
                for path in file_names(place, folder)
            )
            for path, seen, where in (*staged, *elsewhere):
                if self._holds(folder, path):
                    yield path, seen, where, "", False

    def _holds(self, folder: PurePosixPath, path: PurePosixPath) -> bool:
        return all(holds(path, folder, now) for now in self.folders)

    def _is_another(self, name: str) -> bool:
        """Whether a folder still holds records in the work tree: it is a log of its own, and only lent us a record."""
        folder = PurePosixPath(name)
        there = (path for path in file_names(self.root, folder) if self._holds(folder, path))
        return any(self.number_of(path) is not None for path in there)


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


def _sighting(path: str, event: Event, refs: Mapping[str, str]) -> _Found:
    where = short_name(event.ref) + ("" if event.ref in refs else ", which is gone")
    seen = Seen.DELETED if event.deleted else Seen.BRANCH
    return PurePosixPath(path), seen, where, event.commit, event.ref.startswith("refs/remotes/")


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
