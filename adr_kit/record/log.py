"""A decision log: readings settled against each other, and how a reference finds its record."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.record import finding, targets
from adr_kit.record.model import Problem, Record, Relation, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adr_kit.record.model import DateFact, Link, Reading


_HERE = PurePosixPath()


@dataclass(frozen=True)
class Log:
    """All records of one log, by number, then by date and path.

    Attributes:
        folder: the log's directory from the workspace's root.
        name: the log's name where a repository has several.
    """

    records: tuple[Record, ...]
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    folder: PurePosixPath = _HERE
    name: str = ""

    @classmethod
    def of(
        cls,
        readings: Iterable[Reading],
        folder: PurePosixPath = _HERE,
        name: str = "",
        unreadable: Iterable[Problem] = (),
    ) -> Log:
        """A log of readings.

        Args:
            readings: what the files of the log's directory say, in any order.
            folder: the log's directory from the workspace's root.
            name: the log's name.
            unreadable: problems met before reading (a file that could not be opened).
        """
        found = sorted(readings, key=lambda reading: reading.file)
        records = [reading for reading in found if reading.skipped is None]
        skipped = [Skipped(_inside(r.file, folder), r.skipped) for r in found if r.skipped is not None]
        ids = _identities(records, folder)
        day_first = _day_first(records)
        index = targets.Index.of(records, ids)
        built = []
        problems = [*unreadable, *(problem for reading in found for problem in reading.problems)]
        for reading in records:
            links, stale = index.resolve(reading)
            date, undecided = _settle(reading, day_first=day_first)
            problems += [*stale, *undecided]
            built.append(_record(reading, ids[reading.file], folder, name, date, links))
        built.sort(key=_order)
        problems.sort(key=lambda problem: (problem.file, problem.span.start if problem.span else 0))
        return cls(tuple(built), tuple(skipped), tuple(problems), folder, name)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by identity."""
        return {record.id: record for record in self.records}

    @cached_property
    def by_file(self) -> Mapping[PurePosixPath, Record]:
        """The records by their path from the workspace's root."""
        return {record.file: record for record in self.records}

    def find(self, reference: str) -> Record:
        """The record meant by ``12``, ``0012``, ``ADR-12``, a file name, a path, a slug or a part of a title.

        Raises:
            AdrError: nothing, or more than one record, is meant; the candidates are in the hint.
        """
        return finding.find(self.records, reference)

    def next_number(self, used: Iterable[int] = ()) -> int:
        """One above every number of this log and of those used elsewhere; gaps are not filled."""
        return (
            max((0, *used, *(n for record in self.records for n in (record.number or 0, *record.reading.formerly)))) + 1
        )

    def pointing_at(self, record: Record) -> tuple[tuple[Record, Link], ...]:
        """The links of other records that mean this one."""
        return self._incoming.get(record.id, ())

    @cached_property
    def _incoming(self) -> Mapping[str, tuple[tuple[Record, Link], ...]]:
        found: dict[str, list[tuple[Record, Link]]] = defaultdict(list)
        for record in self.records:
            for link in record.links:
                if link.target_id is not None and link.target_id != record.id:
                    found[link.target_id].append((record, link))
        return {target: tuple(links) for target, links in found.items()}


def _record(
    reading: Reading, identity: str, folder: PurePosixPath, name: str, date: dt.date | None, links: tuple[Link, ...]
) -> Record:
    path = _inside(reading.file, folder)
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
        log=name,
    )


def _inside(file: PurePosixPath, folder: PurePosixPath) -> PurePosixPath:
    return file.relative_to(folder) if file.is_relative_to(folder) else file


def _is_directory_record(path: PurePosixPath) -> bool:
    return path.stem.casefold() in ("readme", "index") and len(path.parts) > 1


def _order(record: Record) -> tuple[float, dt.date, PurePosixPath]:
    number = float("inf") if record.number is None else record.number
    return number, record.date or dt.date.max, record.path


def _identities(readings: list[Reading], folder: PurePosixPath) -> dict[PurePosixPath, str]:
    """The file stem; the directory's name for a directory's README; the folder in front where two would be equal."""
    stems = {}
    for reading in readings:
        path = _inside(reading.file, folder)
        stems[reading.file] = path.parent if _is_directory_record(path) else path.with_suffix("")
    count = Counter(stem.name for stem in stems.values())
    paths = Counter(stems.values())
    return {
        file: stem.name if count[stem.name] == 1 else (stem if paths[stem] == 1 else _inside(file, folder)).as_posix()
        for file, stem in stems.items()
    }


def _day_first(readings: list[Reading]) -> bool | None:
    """Whether this log writes dd/mm: decided by its unambiguous dates; None where there are none, or both."""
    seen = set()
    for reading in readings:
        text = reading.date.text if reading.date else ""
        parts = [int(part) for part in text.replace("-", "/").split("/") if part.strip().isdigit()]
        if len(parts) == 3 and parts[2] > 31 and reading.date and reading.date.day_month is None:  # noqa: PLR2004 -- d/m/y
            seen |= {True} if parts[0] > 12 else set()  # noqa: PLR2004 -- no such month
            seen |= {False} if parts[1] > 12 else set()  # noqa: PLR2004 -- no such month
    return seen.pop() if len(seen) == 1 else None


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


def current(log: Log, record: Record) -> tuple[Record, ...]:
    """The decisions that took a record's place, followed to those that nothing has replaced; () where none did."""
    seen = {record.id}
    ends: dict[str, Record] = {}
    queue = list(_successors(log, record))
    while queue:
        successor = queue.pop(0)
        if successor.id in seen:
            continue
        seen.add(successor.id)
        later = _successors(log, successor)
        if not later:
            ends[successor.id] = successor
        queue += later
    return tuple(ends.values())


def _successors(log: Log, record: Record) -> list[Record]:
    """Those that replace it wholly and are accepted, or are named by the record itself."""
    stated = [link.target_id for link in record.links if link.relation is Relation.SUPERSEDED_BY and not link.partial]
    found = [log.by_id[target] for target in stated if target is not None and target in log.by_id]
    for other, link in log.pointing_at(record):
        if link.relation is Relation.SUPERSEDES and not link.partial and other.in_force and other not in found:
            found.append(other)
    return found
