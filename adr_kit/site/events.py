"""What happened to the decisions, one change of status at a time, for feeds: newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.graph import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.lives import Life, Transition
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record, StatusKind


@dataclass(frozen=True, slots=True)
class Event:
    """A decision got another status.

    Attributes:
        when: the moment; midnight where only the day is known.
        record: the record; None where it is gone.
        name: what people call it, and its title then.
        status: what it became; None where it was removed, or states none.
        word: that in the record's own words; "" where it states none.
        before: what it was before, in a word; "" where it came with this.
        removed: whether the record is gone with it.
        commit: the commit that brought it; "" where only the record's own date tells.
        author: who wrote that commit.
        merged_by: who merged it, where that was done by a commit of its own.
        subject: the first line of what the commit says.
    """

    when: dt.datetime
    record: Record | None
    name: str
    status: StatusKind | None
    word: str
    before: str = ""
    removed: bool = False
    commit: str = ""
    author: str = ""
    merged_by: str = ""
    subject: str = ""


def events(log: Log, lives: Mapping[PurePosixPath, Life] | None) -> tuple[Event, ...]:
    """Every change of status that is known, the newest first.

    Args:
        log: the log.
        lives: what git remembers of its files, those that are gone included; None where there is no history: then each
            record's date tells when it got the status that it has.
    """
    found = _remembered(log, lives.values()) if lives is not None else _dated(log.records)
    return tuple(sorted(found, key=lambda event: (event.when, event.name), reverse=True))


def _remembered(log: Log, lives: Iterable[Life]) -> Iterator[Event]:
    for life in lives:
        record = None if life.gone else log.by_file.get(life.path)
        if record is not None or life.gone:
            yield from (_event(record, one) for one in life.transitions)


def _event(record: Record | None, one: Transition) -> Event:
    said = one.after or one.before
    number = f"{said.number:04d}" if said and said.number is not None else ""
    name = name_of(record) if record is not None and record.number is not None else number
    title = said.title if said else ""
    return Event(
        when=one.landed.committer.when,
        record=record,
        name=f"{name} {title}".strip(),
        status=one.kind,
        word=(one.after.status_text or "") if one.after else "",
        before=one.before.standing if one.before else "",
        removed=one.after is None,
        commit=one.commit.id,
        author=one.commit.author.name,
        merged_by=one.merged.committer.name if one.merged else "",
        subject=one.commit.subject,
    )


def _dated(records: Iterable[Record]) -> Iterator[Event]:
    for record in records:
        if record.date is not None:
            name = name_of(record) if record.number is not None else ""
            when = dt.datetime.combine(record.date, dt.time(), dt.UTC)
            yield Event(when, record, f"{name} {record.title}".strip(), record.status, record.status_text or "")
