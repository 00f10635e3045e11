"""Which edits the sweep of real logs tries on each record, and how each of them is taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adr_kit.change import plan
from adr_kit.change.lifecycle import Decided
from adr_kit.record.dialects.page import Page
from adr_kit.record.languages import Field
from adr_kit.record.model import Relation, StatusKind
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.change.model import Plan
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

    Make = Callable[[Log], Plan]

KINDS = (StatusKind.PROPOSED, StatusKind.ACCEPTED, StatusKind.REJECTED, StatusKind.DEPRECATED)
DAY = dt.date(2021, 12, 31)
PART = "the part on caching"
BY_HAND = "unlink what people linked"  # in whatever words; the other links that are taken away are ours
_STATUS: frozenset[Field | Relation] = frozenset((Field.STATUS, Field.REASON, Relation.SUPERSEDED_BY))
_RELATIONS: frozenset[Field | Relation] = frozenset((Field.STATUS, Field.REASON, *Relation))
_DECISION = _RELATIONS.union((Field.DATE, Field.DECIDERS))


@dataclass(frozen=True)
class Attempt:
    """One way to edit one record.

    Attributes:
        name: what is done.
        make: the plan for it, from any state of the log.
        back: the plans that undo it, each made from what the one before left; none where no command undoes it.
        about: what may change: the meanings of the named values that it is about.
    """

    name: str
    make: Make
    back: tuple[Make, ...]
    about: frozenset[Field | Relation]


def attempts(style: Style, record: Record, neighbour: Record) -> Iterator[Attempt]:
    """Everything that is done to one record.

    Args:
        style: how its log writes.
        record: the record.
        neighbour: the one that it is linked to.
    """
    status = _status_back(style, record)
    for kind in KINDS:
        yield Attempt(f"status {kind}", partial(_status, style, record.id, kind), status, _STATUS)
    yield Attempt("accept", partial(_accept, style, record.id), (), _DECISION)
    yield from _relations(style, record, neighbour, status)
    yield from _fields(style, record)


def _status_back(style: Style, record: Record) -> tuple[Make, ...]:
    if record.status in (None, StatusKind.OTHER, StatusKind.SUPERSEDED):
        return ()  # no command takes a status away, or writes words that it does not know
    return (partial(_status, style, record.id, record.status),)


def _status(style: Style, identity: str, kind: StatusKind, log: Log) -> Plan:
    return plan.set_status(log, style, log.by_id[identity], kind, Decided())


def _accept(style: Style, identity: str, log: Log) -> Plan:
    return plan.accept(log, style, [log.by_id[identity]], Decided(DAY, ("Ada Lovelace",)))


def _relations(style: Style, record: Record, neighbour: Record, status: tuple[Make, ...]) -> Iterator[Attempt]:
    ids = (record.id, neighbour.id)
    tied = any(link.target_id in ids for one in (record, neighbour) for link in one.links)
    apart: tuple[Make, ...] = () if tied else (partial(_unlink, style, *ids),)
    both: tuple[Make, ...] = (*apart, *status) if apart and status else ()
    yield Attempt("supersede", partial(_supersede, style, *ids, None), both, _RELATIONS)
    yield Attempt("supersede a part", partial(_supersede, style, *ids, PART), apart, _RELATIONS)
    yield Attempt("amend", partial(_amend, style, *ids), apart, _RELATIONS)
    for relation in (Relation.RELATES_TO, Relation.DEPENDS_ON):
        words = plan.Words(relation, relation.inverse)
        yield Attempt(f"link {relation}", partial(_link, style, *ids, words), apart, _RELATIONS)
    linked = next((link.target_id for link in record.links if link.target_id), None)
    if linked:
        yield Attempt(BY_HAND, partial(_unlink, style, record.id, linked), (), _RELATIONS)


def _supersede(style: Style, old: str, new: str, part: str | None, log: Log) -> Plan:
    return plan.supersede(log, style, log.by_id[old], log.by_id[new], part)


def _amend(style: Style, old: str, new: str, log: Log) -> Plan:
    return plan.amend(log, style, log.by_id[old], log.by_id[new])


def _link(style: Style, source: str, target: str, words: plan.Words, log: Log) -> Plan:
    return plan.link(log, style, log.by_id[source], words, log.by_id[target])


def _unlink(style: Style, source: str, target: str, log: Log) -> Plan:
    return plan.unlink(log, style, log.by_id[source], log.by_id[target])


def _fields(style: Style, record: Record) -> Iterator[Attempt]:
    stands = Page(record.reading, DEFAULT).named(Field.DATE)
    back: tuple[Make, ...]
    if stands is None:
        back = (_set(style, record, Field.DATE, ()),)
    else:
        back = (_set(style, record, Field.DATE, (record.date.isoformat(),)),) if record.date else ()
    about = frozenset((Field.DATE, Field.STATUS, Field.OTHER_DATE))
    yield Attempt("date", _set(style, record, Field.DATE, (DAY.isoformat(),)), back, about)
    for field, old, new in (
        (Field.TAGS, record.tags, "kept"),
        (Field.AFFECTS, record.affects, "src/**/*.py"),
        (Field.DECIDERS, tuple(person.name for person in record.people.deciders), "Ada Lovelace"),
    ):
        back = (_set(style, record, field, old),)
        yield Attempt(field, _set(style, record, field, (*old, new)), back, frozenset((field,)))


def _set(style: Style, record: Record, field: Field, values: tuple[str, ...]) -> Make:
    return lambda log: plan.set_fields(log, style, log.by_id[record.id], {field.value: values})
