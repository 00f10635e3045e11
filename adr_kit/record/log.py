"""A decision log: readings settled against each other, and how a reference finds its record."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.record import finding, targets
from adr_kit.record.folders import LogFolder, home_of, inside
from adr_kit.record.model import UNREADABLE, Problem, Record, Relation, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adr_kit.record.model import DateFact, Link, Reading


_HERE = PurePosixPath()
_TOLD = 20  # files that could not be opened, each by its name


@dataclass(frozen=True)
class Log:
    """All records of one log, or of several that one repository has: by log, number, date and path.

    Attributes:
        records: the records that are looked at.
        others: the records of the repository's other logs: they can be named and linked to.
        folder: the directory of the log that new records go to, from the workspace's root.
        name: that log's name where a repository has several.
        folders: every log of the repository.
        view: the name of the one log whose records are looked at; None for all.
    """

    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    folder: PurePosixPath = _HERE
    name: str = ""
    others: tuple[Record, ...] = ()
    folders: tuple[LogFolder, ...] = ()
    view: str | None = None

    @classmethod
    def of(
        cls,
        readings: Iterable[Reading],
        folder: PurePosixPath = _HERE,
        name: str = "",
        unreadable: Iterable[Problem] = (),
        folders: tuple[LogFolder, ...] = (),
        view: str | None = None,
    ) -> Log:
        """A log of readings.

        Args:
            readings: what the files of the logs' directories say, in any order.
            folder: the log's directory from the workspace's root.
            name: the log's name.
            unreadable: problems met before reading (a file that could not be opened).
            folders: every log of the repository, where there are several.
            view: the name of the one that is looked at; None for all.
        """
        places = folders or (LogFolder(folder, name),)
        groups = _grouped(readings, places)
        ids = {
            file: identity for place, found in groups.items() for file, identity in _identities(found, place).items()
        }
        known = {reading.file: reading for found in groups.values() for reading in found if reading.skipped is None}
        shelves = {place: targets.Index.of(_records_of(found), ids, known) for place, found in groups.items()}
        built, skipped, problems = [], [], list(unreadable)
        for place, found in groups.items():
            day_first = _day_first(_records_of(found))
            neighbours = tuple((other, index) for other, index in shelves.items() if other is not place)
            skipped += [Skipped(inside(r.file, place.folder), r.skipped, place.name) for r in found if r.skipped]
            for reading in found:
                problems += reading.problems
            for reading in _records_of(found):
                links, stale = shelves[place].resolve(reading, neighbours)
                date, undecided = _settle(reading, day_first=day_first)
                problems += [*stale, *undecided]
                built.append(_record(reading, ids[reading.file], place, date, links))
        return cls._seen(built, skipped, problems, cls((), folder=folder, name=name, folders=folders, view=view))

    @classmethod
    def _seen(cls, records: list[Record], skipped: list[Skipped], problems: list[Problem], empty: Log) -> Log:
        """What of all that was read is looked at."""
        view, places = empty.view, empty.folders
        records.sort(key=_order)
        problems.sort(key=lambda problem: (problem.file, problem.span.start if problem.span else 0))
        if view is not None:
            problems = [problem for problem in problems if _log_of(problem.file, places) in (view, None)]
        return dataclasses.replace(
            empty,
            records=tuple(record for record in records if view in (record.log, None)),
            others=tuple(record for record in records if view not in (record.log, None)),
            skipped=tuple(skip for skip in skipped if view in (skip.log, None)),
            problems=tuple(problems),
        )

    def again(self, readings: Iterable[Reading]) -> Log:
        """The same log, or logs, with other texts."""
        return Log.of(readings, self.folder, self.name, folders=self.folders, view=self.view)

    @cached_property
    def everything(self) -> tuple[Record, ...]:
        """The records of all logs of the repository, those first that are looked at."""
        return self.records + self.others

    @cached_property
    def unseen(self) -> Mapping[PurePosixPath, str]:
        """The files that could not be opened, and why: what they say is in no answer."""
        return {problem.file: problem.message for problem in self.problems if problem.code == UNREADABLE}

    @property
    def unseen_words(self) -> tuple[str, ...]:
        """The same for people: of very many the first, and how many more there are."""
        told = [f"{file} {why}" for file, why in islice(self.unseen.items(), _TOLD)]
        more = len(self.unseen) - len(told)
        return (*told, *((f"{more} more files like these (adr list --json names them)",) if more else ()))

    @cached_property
    def own(self) -> tuple[Record, ...]:
        """The records of the log that new ones go to: what those should look like."""
        return tuple(record for record in self.everything if record.log == self.name)

    @cached_property
    def several(self) -> bool:
        """Whether more than one log is looked at, so that a number alone says too little."""
        return self.view is None and len(self.folders) > 1

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records of all logs by identity."""
        return {record.id: record for record in self.everything}

    @cached_property
    def by_file(self) -> Mapping[PurePosixPath, Record]:
        """The records of all logs by their path from the workspace's root."""
        return {record.file: record for record in self.everything}

    def find(self, reference: str) -> Record:
        """The record meant by ``12``, ``0012``, ``ADR-12``, a file name, a path, a slug or a part of a title.

        With a log's name in front (``payments/12``), one of that log; else one of the log that new records go to comes
        before one of the others that are looked at, and those before the rest.

        Raises:
            AdrError: nothing, or more than one record, is meant; the candidates are in the hint.
        """
        tiers = (self.own, self.records, self.everything) if self.folders else (self.records,)
        return finding.find(tiers, reference)

    def next_number(self, used: Iterable[int] = ()) -> int:
        """One above every number of this log and of those used elsewhere; gaps are not filled."""
        return max((0, *used, *(n for record in self.own for n in (record.number or 0, *record.reading.formerly)))) + 1

    def pointing_at(self, record: Record) -> tuple[tuple[Record, Link], ...]:
        """The links of other records that mean this one."""
        return self._incoming.get(record.id, ())

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[tuple[Record, Link], ...]]:
        found: dict[str, list[tuple[Record, Link]]] = defaultdict(list)
        for record in self.everything:
            for link in record.links:
                if link.target_id is not None and link.target_id != record.id:
                    found[link.target_id].append((record, link))
        return {target: tuple(links) for target, links in found.items()}


def _grouped(readings: Iterable[Reading], places: tuple[LogFolder, ...]) -> dict[LogFolder, list[Reading]]:
    """The readings of each log, in the order of their files; what lies in none of them belongs to the first."""
    groups: dict[LogFolder, list[Reading]] = {place: [] for place in places}
    for reading in sorted(readings, key=lambda reading: reading.file):
        groups[home_of(reading.file, places) or places[0]].append(reading)
    return groups


def _records_of(readings: list[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.skipped is None]


def _log_of(file: PurePosixPath, places: tuple[LogFolder, ...]) -> str | None:
    home = home_of(file, places)
    return home.name if home else None


def _record(reading: Reading, identity: str, place: LogFolder, date: dt.date | None, links: tuple[Link, ...]) -> Record:
    path = inside(reading.file, place.folder)
    category = path.parent.parent if _is_directory_record(path) else path.parent
    return Record(
        id=identity,
        path=path,
        reading=reading,
        number=reading.number,
        title=reading.title.text,
        status=reading.status.kind if reading.status else None,
        date=date,
        links=links,
        component=reading.component or (category.as_posix() if category.parts else None),
        log=place.name,
    )


def _is_directory_record(path: PurePosixPath) -> bool:
    return path.stem.casefold() in ("readme", "index") and len(path.parts) > 1


def _order(record: Record) -> tuple[str, float, dt.date, PurePosixPath]:
    number = float("inf") if record.number is None else record.number
    return record.log, number, record.date or dt.date.max, record.path


def _identities(readings: list[Reading], place: LogFolder) -> dict[PurePosixPath, str]:
    """The file stem; the directory's name for a directory's README; the folder in front where two would be equal.

    A log with a name has it in front of each, so that another log of the repository can come and go.
    """
    stems = {}
    for reading in _records_of(readings):
        path = inside(reading.file, place.folder)
        stems[reading.file] = path.parent if _is_directory_record(path) else path.with_suffix("")
    count = Counter(stem.name for stem in stems.values())
    paths = Counter(stems.values())
    return {
        file: place.named(
            stem.name
            if count[stem.name] == 1
            else (stem if paths[stem] == 1 else inside(file, place.folder)).as_posix()
        )
        for file, stem in stems.items()
    }


def _day_first(readings: list[Reading]) -> bool | None:
    """Whether this log writes dd/mm: decided by its unambiguous dates; None where there are none, or both."""
    seen = frozenset[bool]().union(*(reading.day_orders for reading in readings))
    return next(iter(seen)) if len(seen) == 1 else None


def _settle(reading: Reading, *, day_first: bool | None) -> tuple[dt.date | None, Iterator[Problem]]:
    fact: DateFact | None = reading.date
    if fact is None or fact.day_month is None:
        return (fact.value if fact else None), iter(())
    first, second, year = fact.day_month
    if day_first is None:
        text = (
            f"{fact.text} is {dt.date(year, second, first)} or {dt.date(year, first, second)}: write it as one of these"
        )
        return None, iter((Problem(reading.file, text, fact.span, "date-undecided"),))
    month, day = (second, first) if day_first else (first, second)
    return dt.date(year, month, day), iter(())


def succession(log: Log, record: Record) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """The decisions that took a record's place for a time, and those that nothing has replaced."""
    seen = {record.id: record}
    ends: dict[str, Record] = {}
    queue = list(_successors(log, record))
    while queue:
        successor = queue.pop(0)
        if successor.id in seen:
            continue
        seen[successor.id] = successor
        later = _successors(log, successor)
        if not later:
            ends[successor.id] = successor
        queue += later
    between = tuple(one for name, one in seen.items() if name not in ends and one is not record)
    return between, tuple(ends.values())


def _successors(log: Log, record: Record) -> list[Record]:
    """Those that replace it wholly and are accepted, or are named by the record itself."""
    stated = [link.target_id for link in record.links if link.relation is Relation.SUPERSEDED_BY and not link.partial]
    found = [log.by_id[target] for target in stated if target is not None and target in log.by_id]
    for other, link in log.pointing_at(record):
        if link.relation is Relation.SUPERSEDES and not link.partial and other.in_force and other not in found:
            found.append(other)
    return found
