"""The plans behind the writing commands: pure functions from a log to proven changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.change import creating, lifecycle, metadata, renaming, statements
from adr_kit.change.desk import Desk
from adr_kit.errors import AdrError
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.change.creating import Ties
    from adr_kit.change.lifecycle import Decided
    from adr_kit.change.model import Plan
    from adr_kit.insight.citations import Cited
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.draft import Draft
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a relation, and those of its other half; None leaves the other record as it is.

    ``literal`` words are written as they were typed, even where the log spells the relation otherwise.
    """

    relation: str
    reverse: str | None = None
    literal: bool = False


def create(log: Log, style: Style, file: PurePosixPath, text: str, draft: Draft, ties: Ties) -> Plan:
    """A new record from a rendered text: what the template left out is added, the records it is tied to are edited.

    Args:
        log: the log as it is.
        style: how the log writes.
        file: where the record is to be, from the workspace's root.
        text: the rendered template, captured text and all.
        draft: what the record is to say of itself.
        ties: the records that it supersedes, amends or is linked to.

    Raises:
        Refused: the text would not be read as a record that says this.
    """
    desk = Desk(log, style)
    creating.create(desk, file, text, draft, ties)
    return desk.plan()


def supersede(log: Log, style: Style, old: Record, new: Record, part: str | None = None) -> Plan:
    """Let one record take another's place, or that of a part of it; both say so.

    While the new record is not accepted it alone says so, and the old one stays in force.

    Raises:
        AdrError: both are the same record.
        Refused: it cannot be proven.
    """
    _two(old, new)
    desk = Desk(log, style)
    lifecycle.supersede(desk, old, new, part)
    return _said(desk, f"{new.id} supersedes {old.id} already")


def amend(log: Log, style: Style, old: Record, new: Record, part: str | None = None) -> Plan:
    """Let one record amend another, which stays in force; both say so once the new one is accepted.

    Raises:
        AdrError: both are the same record.
        Refused: it cannot be proven.
    """
    _two(old, new)
    desk = Desk(log, style)
    lifecycle.amend(desk, old, new, part)
    return _said(desk, f"{new.id} amends {old.id} already")


def accept(log: Log, style: Style, records: Iterable[Record], decided: Decided) -> Plan:
    """Accept records: status, date, deciders, and the other halves of the supersessions and amendments they state.

    Raises:
        Refused: it cannot be proven.
    """
    return accept_each(log, style, [(record, decided) for record in records])


def accept_each(log: Log, style: Style, decisions: Iterable[tuple[Record, Decided]]) -> Plan:
    """Accept several records in one plan, each with its own date and deciders.

    Raises:
        Refused: it cannot be proven.
    """
    desk = Desk(log, style)
    accepted = list(decisions)
    for record, decided in accepted:
        lifecycle.accept(desk, record, decided)
    return _said(desk, f"{', '.join(record.id for record, _ in accepted)}: accepted already")


def set_status(log: Log, style: Style, record: Record, kind: StatusKind, decided: Decided) -> Plan:
    """Reject, deprecate or propose a record, or give it any other status (``accept`` does more).

    Raises:
        Refused: it cannot be proven.
    """
    desk = Desk(log, style)
    lifecycle.set_status(desk, record, kind, decided)
    return _said(desk, f"{record.id} is {kind} already")


def link(log: Log, style: Style, source: Record, words: Words, target: Record) -> Plan:
    """State a relation of one record to another, and its other half where words for that are given.

    Raises:
        Refused: it cannot be proven.
    """
    desk = Desk(log, style)
    lifecycle.link(desk, source, words.relation, target, literal=words.literal)
    if words.reverse is not None:
        lifecycle.link(desk, target, words.reverse, source, literal=words.literal)
    return _said(desk, f"{source.id} says so already: {words.relation} {statements.number_of(target) or target.id}")


def unlink(log: Log, style: Style, source: Record, target: Record, relation: str | None = None) -> Plan:
    """Take the relations of one record to another away, both halves; a record that is superseded no more is accepted.

    Args:
        log: the log as it is.
        style: how the log writes.
        source: the one record.
        target: the other one.
        relation: only relations of these words; None takes all.

    Raises:
        AdrError: the relation's words are not known.
        Refused: it cannot be proven.
    """
    meant: Relation | None = None
    if relation is not None:
        meant = style.vocabulary.relation(relation)
        if meant is None and not any(link.text.casefold() == relation.casefold() for link in source.links):
            names = ", ".join(known for known in Relation)
            raise AdrError(f"{relation!r} is no relation of {source.id}", f"relations: {names}")
    desk = Desk(log, style)
    lifecycle.unlink(desk, source, target, meant or (Relation.OTHER if relation else None))
    return _said(desk, f"{source.id} and {target.id} are not linked so")


def set_fields(log: Log, style: Style, record: Record, fields: Mapping[str, tuple[str, ...]]) -> Plan:
    """Give fields their values: date, tags, affects, deciders, authors, consulted, informed, review-by, component.

    Args:
        log: the log as it is.
        style: how the log writes.
        record: the record.
        fields: values by field name, in any language; no values empty a field.

    Raises:
        AdrError: a field is not known, or a value is no date where one is wanted.
        Refused: it cannot be proven.
    """
    desk = Desk(log, style)
    for name, values in fields.items():
        metadata.set_named(desk, record, name, values)
    return _said(desk, f"{record.id} says so already")


def rename(log: Log, style: Style, record: Record, title: str, file: PurePosixPath, cited: Cited) -> Plan:
    """Give a record another title: heading, file name, and every citation of it.

    Args:
        log: the log as it is.
        style: how the log writes.
        record: the record.
        title: the new title, without a number.
        file: its new path; the old one where the file keeps its name.
        cited: where it is mentioned.

    Raises:
        Refused: it cannot be proven.
    """
    plan = renaming.rename(Desk(log, style), record, title, file, cited)
    return plan if plan.changes or plan.notes else _noted(plan, f"{record.id} has this title already")


def _two(old: Record, new: Record) -> None:
    if old.id == new.id:
        raise AdrError(f"{old.id} cannot take its own place", "name two different records")


def _said(desk: Desk, nothing: str) -> Plan:
    plan = desk.plan()
    return plan if plan.changes else _noted(plan, nothing)


def _noted(plan: Plan, note: str) -> Plan:
    return type(plan)(plan.changes, (*plan.notes, note))
