"""Steps in the life of a decision: proposed, accepted, superseded, amended; and plain links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.change import facts, links, metadata, statements, status, supersession
from adr_kit.record.languages import Field
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.change.desk import Desk
    from adr_kit.record.model import Link, Record

_WAITING = (StatusKind.PROPOSED, StatusKind.DRAFT, StatusKind.REJECTED)


@dataclass(frozen=True, slots=True)
class Decided:
    """What goes with a status: when, by whom, why, and where it was talked about. What is not given stays."""

    date: dt.date | None = None
    deciders: tuple[str, ...] = ()
    reason: str | None = None
    reviewed_in: str | None = None


def set_status(desk: Desk, record: Record, kind: StatusKind, decided: Decided) -> None:
    """Give a record a status and what goes with it; the reason that was given for another status goes."""
    if record.status is not kind and decided.reason is None:
        _without_reason(desk, record)
    status.set_kind(desk, record, kind)
    if decided.date is not None:
        metadata.set_date(desk, record, decided.date)
    if decided.deciders:
        metadata.set_field(desk, record, Field.DECIDERS, decided.deciders)
    if decided.reason is not None:
        metadata.set_field(desk, record, Field.REASON, (" ".join(decided.reason.split()),))
    if decided.reviewed_in is not None:
        metadata.set_field(desk, record, Field.REVIEWED_IN, (decided.reviewed_in,))
    if kind in _WAITING and record.status is not kind:
        _note_left_behind(desk, record)


def _note_left_behind(desk: Desk, record: Record) -> None:
    """Say which records a supersession that is no longer in effect leaves without a successor that holds."""
    replaced = {link.target_id for link in record.links if link.relation is Relation.SUPERSEDES and not link.partial}
    if not replaced:
        return
    records = desk.log().records
    holding = [one for one in records if one.id != record.id and one.status not in _WAITING]
    held = {link.target_id for one in holding for link in one.links if link.relation is Relation.SUPERSEDES}
    for old in records:
        if old.id in replaced - held and old.status is StatusKind.SUPERSEDED:
            desk.notes.append(
                f"{old.id} stays superseded, and nothing in force replaces it: adr accept {old.reference}"
            )


def _without_reason(desk: Desk, record: Record) -> None:
    """Take away what was the reason for another status, and what it says of other records."""
    gone = [named.span for named in desk.page(record.file).metadata.all(Field.REASON)]
    asked = desk.asked[record.file]
    links_in = desk.readings[record.file].links
    asked.may_go += [facts.link_fact(one) for one in links_in if any(span.contains(one.span) for span in gone)]
    metadata.set_field(desk, record, Field.REASON, ())


def accept(desk: Desk, record: Record, decided: Decided) -> None:
    """Accept a record; what it supersedes or amends says so from now on."""
    set_status(desk, record, StatusKind.ACCEPTED, decided)
    current = desk.record(record.file)
    by_id = desk.log().by_id
    for link in current.links:
        target = by_id.get(link.target_id or "")
        if target is None or link.relation not in (Relation.SUPERSEDES, Relation.AMENDS):
            continue
        part = statements.part_of(desk.page(record.file), link)
        if link.relation is Relation.SUPERSEDES:
            _superseded(desk, target, current, part)
        else:
            _add_once(desk, target, Relation.AMENDED_BY, current, part)


def supersede(desk: Desk, old: Record, new: Record, part: str | None) -> None:
    """State a supersession in the new record, and in the old one where the new one is in force."""
    _add_once(desk, new, Relation.SUPERSEDES, old, part)
    if desk.record(new.file).status in _WAITING:
        _note_waiting(desk, new, old)
    else:
        _superseded(desk, old, new, part)


def amend(desk: Desk, old: Record, new: Record, part: str | None) -> None:
    """State an amendment in the new record, and in the old one where the new one is in force."""
    _add_once(desk, new, Relation.AMENDS, old, part)
    if desk.record(new.file).status in _WAITING:
        _note_waiting(desk, new, old)
    else:
        _add_once(desk, old, Relation.AMENDED_BY, new, part)


def _note_waiting(desk: Desk, new: Record, old: Record) -> None:
    desk.notes.append(f"{old.id} stays as it is until {new.id} is accepted: adr accept {new.reference}")


def _superseded(desk: Desk, old: Record, new: Record, part: str | None) -> None:
    if part is not None:
        _add_once(desk, old, Relation.SUPERSEDED_BY, new, part)
        return
    stated = links.stated(desk, old, Relation.SUPERSEDED_BY, new)
    if stated is None or stated.partial or desk.record(old.file).status is not StatusKind.SUPERSEDED:
        supersession.superseded(desk, old, new)


def _add_once(desk: Desk, source: Record, relation: Relation, target: Record, part: str | None) -> None:
    stated = links.stated(desk, source, relation, target)
    if stated is None or stated.partial != (part is not None):
        links.add(desk, source, statements.words_of(desk.style, relation, part), target, part)


def link(desk: Desk, source: Record, words: str, target: Record, *, literal: bool = False) -> None:
    """State a relation in the words given; one that this log spells otherwise is spelled so, if not ``literal``."""
    relation = desk.style.vocabulary.relation(words)
    ours = relation is not None and words == relation.value and not literal
    said = desk.style.relation(relation) if relation is not None and ours else words
    there = links.stated(desk, source, relation or Relation.OTHER, target, words)
    if there is None or (literal and there.text.casefold() != words.casefold()):
        links.add(desk, source, said, target, literal=literal)


def unlink(desk: Desk, source: Record, target: Record, relation: Relation | None) -> None:
    """Take relations away on both sides."""
    pairs = [(source, target, relation), (target, source, relation.inverse if relation else None)]
    for one, other, wanted in pairs:
        for _ in desk.readings[one.file].links:  # one relation may be stated in several places
            found = _first(desk, one, other, wanted)
            if found is not None:
                _take(desk, one, found)


def _first(desk: Desk, source: Record, target: Record, relation: Relation | None) -> Link | None:
    return next(
        (
            link
            for link in desk.record(source.file).links
            if link.target_id == target.id and relation in (None, link.relation)
        ),
        None,
    )


def _take(desk: Desk, source: Record, link: Link) -> None:
    ends = link.relation is Relation.SUPERSEDED_BY and not link.partial
    reading = desk.readings[source.file]
    others = any(one.relation is link.relation and not one.partial and one.span != link.span for one in reading.links)
    if ends and not others and status.is_words(desk.page(source.file), link):
        status.set_kind(desk, source, StatusKind.ACCEPTED)
        return
    links.remove(desk, source, link)
    if ends and not others:
        status.restored(desk, source)
