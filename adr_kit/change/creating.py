"""Steps that make a new record out of a rendered text, and tie it to the records it is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.change import lifecycle, metadata, status
from adr_kit.errors import Refused
from adr_kit.record.languages import Field

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.change.desk import Desk
    from adr_kit.record.draft import Draft
    from adr_kit.record.model import Record


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of the new record to another: the words, and those of the other half; ``literal`` ones stay as typed."""

    target: Record
    relation: str
    reverse: str | None = None
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """What a new record is tied to; ``part`` says which part is superseded or amended."""

    supersedes: tuple[Record, ...] = ()
    amends: tuple[Record, ...] = ()
    links: tuple[Tie, ...] = ()
    part: str | None = None


def create(desk: Desk, file: PurePosixPath, text: str, draft: Draft, ties: Ties) -> None:
    """Put a new record on the desk, complete what its template left out, and tie it."""
    if file in desk.readings:
        raise Refused(f"{file} exists already", f"adr edit {file.stem} opens it, or choose another title")
    desk.add(file, text)
    record = desk.record(file)
    _complete(desk, record, draft)
    for old in ties.supersedes:
        lifecycle.supersede(desk, old, desk.record(file), ties.part)
    for old in ties.amends:
        lifecycle.amend(desk, old, desk.record(file), ties.part)
    for tie in ties.links:
        lifecycle.link(desk, desk.record(file), tie.relation, tie.target, literal=tie.literal)
        if tie.reverse is not None:
            lifecycle.link(desk, tie.target, tie.reverse, desk.record(file), literal=tie.literal)


def _complete(desk: Desk, record: Record, draft: Draft) -> None:
    desk.ask(record.file, title=desk.readings[record.file].title.text)
    kind = desk.style.vocabulary.status(draft.status)
    if kind is not None:
        status.set_kind(desk, record, kind)
        desk.ask(record.file, status=kind)
    _date(desk, record, draft.date)
    wanted = (
        (Field.DECIDERS, draft.deciders),
        (Field.AUTHORS, draft.authors),
        (Field.TAGS, draft.tags),
        (Field.AFFECTS, draft.affects),
        (Field.REVIEW_BY, (draft.review_by,) if draft.review_by else ()),
    )
    for field, values in wanted:
        if values:
            metadata.set_field(desk, record, field, values)


def _date(desk: Desk, record: Record, written: str) -> None:
    """Give the record its date; text that is no ISO date is taken as it is (adr-tools' ADR_DATE)."""
    if not written or written in desk.readings[record.file].source.text:
        return
    try:
        metadata.set_date(desk, record, dt.date.fromisoformat(written))
    except ValueError:
        metadata.set_field(desk, record, Field.DATE, (written,))
