"""What happened to a log in a period, and what waits: the answer behind a weekly note to everybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.timeline.difference import replacing
from adr_kit.insight.timeline.lives import decided
from adr_kit.record.model import Relation, StatusKind
from adr_kit.record.sections import questions
from adr_kit.text.amount import count

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.exemptions import Exemption
    from adr_kit.insight.timeline.lives import Edit, Life, Renumbering, Transition
    from adr_kit.insight.timeline.period import Period
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

_OPEN = (StatusKind.PROPOSED, StatusKind.DRAFT)
_CLOSED = (StatusKind.ACCEPTED, StatusKind.REJECTED, StatusKind.DEPRECATED)
_MENTION = re.compile(r"(?<![\w@/.])@(\w[\w./-]*\w|\w)")


@dataclass(frozen=True, slots=True)
class Decided:
    """A record that was decided upon, one way or the other.

    Attributes:
        transition: how git saw it happen; None where only the record says so.
        day: the day of the decision: the record's, else git's.
        replaces: the records whose place it took.
    """

    record: Record
    transition: Transition | None
    day: dt.date | None
    replaces: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Superseded:
    """A record that another one replaced."""

    record: Record
    by: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal.

    Attributes:
        since: when it was proposed: the day that git saw it, else the record's; None where neither tells, or
            that day is still to come.
        questions: what is still open.
        whom: who is named in these questions.
    """

    record: Record
    since: dt.date | None
    questions: tuple[str, ...]
    whom: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """A record that was edited although it was accepted, and the commits that did so."""

    record: Record
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A record that got another number, and how that came, the oldest first."""

    record: Record
    changes: tuple[Renumbering, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A record that was to be looked at again by a day that has come."""

    record: Record
    day: dt.date


@dataclass(frozen=True, slots=True)
class Digest:
    """What happened, and what waits.

    Attributes:
        period: which time is meant.
        today: the day on which it is told.
        records: how many records were looked at.
        removed: changes that took a record out of the log.
        exempted: changes that came without a decision on purpose.
        notes: what could not be seen.
    """

    period: Period
    today: dt.date
    records: int
    accepted: tuple[Decided, ...]
    rejected: tuple[Decided, ...]
    deprecated: tuple[Decided, ...]
    superseded: tuple[Superseded, ...]
    renumbered: tuple[Renumbered, ...]
    waiting: tuple[Waiting, ...]
    edited: tuple[Edited, ...]
    due: tuple[Due, ...]
    removed: tuple[Transition, ...]
    exempted: tuple[Exemption, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remembered:
    """What git remembers of the time that a digest is about.

    Attributes:
        lives: of the records that something happened to, and of all proposals.
        exempted: changes that came without a decision on purpose.
        notes: what could not be seen.
    """

    lives: tuple[Life, ...] = ()
    exempted: tuple[Exemption, ...] = ()
    notes: tuple[str, ...] = ()


def digest(log: Log, remembered: Remembered, period: Period, today: dt.date) -> Digest:
    """What happened to a log, and what waits.

    Args:
        log: the log.
        remembered: what git remembers; records that it does not are told by what they say themselves.
        period: which time is meant.
        today: the day.
    """
    by_file = {life.path: life for life in remembered.lives}
    closed = {kind: tuple(_decided(log, by_file, period, kind, today)) for kind in _CLOSED}
    edits = ((record, _edits(by_file.get(record.file), period)) for record in log.records)
    return Digest(
        period=period,
        today=today,
        records=len(log.records),
        accepted=closed[StatusKind.ACCEPTED],
        rejected=closed[StatusKind.REJECTED],
        deprecated=closed[StatusKind.DEPRECATED],
        superseded=tuple(_superseded(log, by_file, period)),
        renumbered=tuple(_renumbered(log, by_file, period)),
        waiting=tuple(
            sorted(_waiting(log, by_file, today), key=lambda one: (one.since is None, one.since, one.record.path))
        ),
        edited=tuple(Edited(record, found) for record, found in edits if found),
        due=tuple(sorted(_due(log, today), key=lambda one: (one.day, one.record.path))),
        removed=tuple(
            one for life in remembered.lives if life.gone for one in life.transitions[-1:] if period.holds(one)
        ),
        exempted=remembered.exempted,
        notes=(*remembered.notes, *log.unseen_words, *_unstated(log, by_file, period, today)),
    )


def _decided(
    log: Log, lives: Mapping[PurePosixPath, Life], period: Period, kind: StatusKind, today: dt.date
) -> Iterator[Decided]:
    """The records of a status that got it in the period; without a commit that shows it, the record's date tells."""
    for record in log.records:
        if record.status is not kind:
            continue
        life = lives.get(record.file)
        got = life.last(kind) if life else None
        day = decided(record, life) if kind is StatusKind.ACCEPTED else (got.commit.author.when.date() if got else None)
        if period.holds(got) if got is not None else period.has_day(record.date, today):
            yield Decided(record, got, day or record.date, tuple(_replaced(log, record)))


def _replaced(log: Log, record: Record) -> Iterator[Record]:
    for link in record.links:
        old = log.by_id.get(link.target_id or "")
        if link.relation is Relation.SUPERSEDES and old is not None:
            yield old


def _superseded(log: Log, lives: Mapping[PurePosixPath, Life], period: Period) -> Iterator[Superseded]:
    for record in log.records:
        life = lives.get(record.file)
        got = life.last(StatusKind.SUPERSEDED) if life else None
        if record.status is StatusKind.SUPERSEDED and got is not None and period.holds(got):
            yield Superseded(record, replacing(log, record))


def _renumbered(log: Log, lives: Mapping[PurePosixPath, Life], period: Period) -> Iterator[Renumbered]:
    for record in log.records:
        life = lives.get(record.file)
        found = tuple(one for one in life.renumbered if period.holds(one.made)) if life else ()
        if found and found[0].before != found[-1].after:
            yield Renumbered(record, found)


def _waiting(log: Log, lives: Mapping[PurePosixPath, Life], today: dt.date) -> Iterator[Waiting]:
    for record in log.records:
        if record.status not in _OPEN:
            continue
        life = lives.get(record.file)
        got = life.last(*_OPEN) if life else None
        day = got.commit.author.when.date() if got else record.date
        since = day if day and day <= today else None
        asked = tuple(question.text for question in questions(record.reading) if not question.done)
        whom = dict.fromkeys(name for text in asked for name in _MENTION.findall(text))
        yield Waiting(record, since, asked, tuple(whom))


def _unstated(log: Log, lives: Mapping[PurePosixPath, Life], period: Period, today: dt.date) -> Iterator[str]:
    """How many records without a status came or changed: nobody can tell whether they were decided."""
    silent = [record for record in log.records if record.status is None]
    changes = {record.file: lives[record.file].changes if record.file in lives else () for record in silent}
    found = [one for one in silent if period.has_day(one.date, today) or any(map(period.holds, changes[one.file]))]
    if found:
        yield f"what became of {count(len(found), 'record')} that came or changed without a status"


def _edits(life: Life | None, period: Period) -> tuple[Edit, ...]:
    return tuple(edit for edit in life.edits if period.holds(edit)) if life else ()


def _due(log: Log, today: dt.date) -> Iterator[Due]:
    for record in log.records:
        day = record.reading.review_by.value if record.reading.review_by else None
        if day is not None and day <= today and (record.in_force or record.status in _OPEN):
            yield Due(record, day)
