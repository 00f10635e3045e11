"""``adr accept``: what was proposed is decided, by whom and when; what it replaces says so from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import DATE, REF
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.errors import AdrError
from adr_kit.record.model import StatusKind
from adr_kit.record.sections import questions
from adr_kit.text.amount import count

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from adr_kit.change.lifecycle import Decided
    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.workspace.session import Session


class Options(Writes):
    """The options, as click names them."""

    deciders: tuple[str, ...]
    date: dt.date | None
    reviewed_in: str | None
    anyway: bool
    every: bool


@click.command()
@click.argument("refs", nargs=-1, type=REF, metavar="[REF]...")
@click.option("--decider", "deciders", multiple=True, metavar="NAME", help="Who decided (repeatable).")
@click.option("--date", type=DATE, help="When it was decided, if not today.")
@click.option("--reviewed-in", metavar="URL", help="Where it was discussed; kept in the record.")
@click.option("--anyway", is_flag=True, help="Although questions are open.")
@click.option("--all", "every", is_flag=True, help="Without REF: all that this branch proposes, not just one.")
@writes
@pass_context
def command(context: Context, refs: tuple[str, ...], **options: Unpack[Options]) -> None:
    """Accept what was proposed: without REF, the one record that this branch proposes.

    Deciders are those given, else those whom the record names, else those of the configuration, else git's user.
    """
    carry_out(
        context,
        lambda session: _plan(context, session, refs, options),
        lambda session: "Accept " + ", ".join(record.title for record in _chosen(context, session, refs, options)),
        options,
    )


def _plan(context: Context, session: Session, refs: tuple[str, ...], options: Options) -> Plan:
    from adr_kit.change.model import Plan
    from adr_kit.change.plan import accept_each

    records = _chosen(context, session, refs, options)
    if not options["anyway"]:
        _require_answers(context, records)
    decisions = [(record, _decided(context, session, record, options)) for record in records]
    plan = accept_each(session.log, session.style, decisions)
    if not plan.changes:
        return plan
    said = [_said(record, decided) for record, decided in decisions if decided.date is not None]
    return Plan(plan.changes, (*said, *plan.notes))


def _chosen(context: Context, session: Session, refs: tuple[str, ...], options: Options) -> tuple[Record, ...]:
    if refs:
        return tuple(dict.fromkeys(session.log.find(ref) for ref in refs))
    records = proposals(context, session.log)
    if not records:
        waiting = [record for record in session.log.records if record.status is StatusKind.PROPOSED]
        hint = f"waiting: {_names(waiting)}; adr accept REF" if waiting else "adr list --status proposed"
        raise AdrError("this branch proposes no record", hint)
    if len(records) > 1 and not options["every"]:
        raise AdrError(f"this branch proposes {len(records)} records: {_names(records)}", "adr accept REF, or --all")
    return records


def proposals(context: Context, log: Log) -> tuple[Record, ...]:
    """The proposed records that this branch adds; outside of git, all that are proposed."""
    from adr_kit.workspace.git.branch import branch_adds
    from adr_kit.workspace.git.repository import find_repository

    waiting = [record for record in log.records if record.status is StatusKind.PROPOSED]
    repository = find_repository(context.root)
    if repository is None or not waiting:
        return tuple(waiting)
    added = frozenset(branch_adds(repository, *context.config.places))
    return tuple(record for record in waiting if record.file in added)


def _names(records: tuple[Record, ...] | list[Record]) -> str:
    return ", ".join(record.id for record in records)


def _require_answers(context: Context, records: tuple[Record, ...]) -> None:
    """Stop where a question is open."""
    found = [line for record in records for line in open_questions(context, record)]
    if found:
        what = count(len(found), "open question stops this", "open questions stop this")
        refs = " ".join(record.reference for record in records)
        hint = f"write the answer below it and tick it (- [x]); or adr accept {refs} --anyway"
        raise AdrError("\n".join([f"{what}:", *(f"  {line}" for line in found)]), hint)


def open_questions(context: Context, record: Record) -> Iterator[str]:
    """``path:line: question`` for each open question of a record."""
    for question in questions(record.reading):
        if not question.done:
            line = record.source.position(question.span.start)[0]
            yield f"{context.shown(record.file)}:{line}: {question.text}"


def _decided(context: Context, session: Session, record: Record, options: Options) -> Decided:
    from adr_kit.change.lifecycle import Decided

    already = record.status is StatusKind.ACCEPTED
    date = options["date"] or (None if already else context.today)
    return Decided(
        date=date,
        deciders=options["deciders"] or (() if already else _deciders(context, session, record)),
        reviewed_in=options["reviewed_in"],
    )


def _deciders(context: Context, session: Session, record: Record) -> tuple[str, ...]:
    """Who decided, where nobody was named: whom the record names stay, for somebody knew."""
    from adr_kit.workspace.git.identity import user

    named = tuple(person.text for person in record.people.deciders)
    if named or context.config.deciders:
        return named or context.config.deciders
    identity = user(session.repository)
    return (identity.name,) if identity else ()


def _said(record: Record, decided: Decided) -> str:
    who = f" by {', '.join(decided.deciders)}" if decided.deciders else "; nobody is named: --decider NAME"
    return f"{record.id}: accepted on {decided.date}{who}"
