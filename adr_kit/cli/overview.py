"""A bare ``adr``: what this branch adds and what each still needs, what waits for a decision, and the next command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from adr_kit.cli.accept import open_questions
from adr_kit.cli.context import pass_context
from adr_kit.cli.creating import next_step
from adr_kit.cli.list import label, status_cell
from adr_kit.record.model import StatusKind
from adr_kit.record.sections import unfilled
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.cli.context import Context
    from adr_kit.record.data import Json
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

_BEGIN = 'adr init, then adr new "TITLE"'
_OVER = (StatusKind.SUPERSEDED, StatusKind.REJECTED, StatusKind.DEPRECATED)
_SHOWN = 10  # proposals; adr list shows all


@dataclass(frozen=True, slots=True)
class State:
    """How things stand.

    Attributes:
        branch: the branch; "" outside of git, or where HEAD is on none.
        added: the records that it adds; None where git cannot tell.
        waiting: the other proposals.
    """

    log: Log
    branch: str
    added: tuple[Record, ...] | None
    waiting: tuple[Record, ...]


@click.command()
@pass_context
def command(context: Context) -> None:
    """Say what this branch adds and what each record still needs, what waits for a decision, and what comes next."""
    if not any((context.root / place).is_dir() for place in context.config.places) and not context.config.candidates:
        if context.json:
            context.out.json({"schema_version": 1, "log": None, "next": "adr init"})
            return
        context.out.line("There is no decision log here yet.")
        context.out.line(f"To begin: {_BEGIN}. All commands: adr help --all")
        return
    state = look(context)
    if context.json:
        context.out.json(_data(context, state))
        return
    for line in _lines(context, state):
        context.out.styled(line)


def look(context: Context) -> State:
    """The log, and what of it is this branch's."""
    from adr_kit.workspace.git.branch import branch_adds
    from adr_kit.workspace.git.refs import current_branch
    from adr_kit.workspace.git.repository import find_repository

    log = context.read_log()
    repository = find_repository(context.root)
    if repository is None:
        return State(log, "", None, _proposed(log, ()))
    paths = frozenset(branch_adds(repository, *context.config.places))
    added = tuple(record for record in log.records if record.file in paths)
    return State(log, current_branch(repository) or "", added, _proposed(log, added))


def _proposed(log: Log, others: tuple[Record, ...]) -> tuple[Record, ...]:
    seen = {record.id for record in others}
    return tuple(record for record in log.records if record.status is StatusKind.PROPOSED and record.id not in seen)


def needs(context: Context, record: Record) -> Iterator[str]:
    """What a record still lacks, a phrase each; nothing for what is over, or older than the rules (``strict-from``)."""
    if record.status in _OVER:
        return
    strict_from = context.config.strict_from
    if strict_from is not None and record.number is not None and record.number < strict_from:
        return
    empty = unfilled(record, context.vocabulary)
    if empty:
        yield f"still empty: {', '.join(empty)}"
    yield from (f"open: {question}" for question in open_questions(context, record))
    if record.status is StatusKind.ACCEPTED and not record.people.deciders:
        yield "nobody is named as decider"


def next_command(context: Context, state: State) -> str:
    """What to run now."""
    for record in state.added or ():
        lacks = any(needs(context, record))
        if lacks or record.status in (StatusKind.PROPOSED, StatusKind.DRAFT):
            return f"adr edit {record.reference}" if lacks else next_step(record, ())
    if state.waiting:
        return f"adr show {state.waiting[0].reference}"
    return 'adr new "TITLE"'


def _lines(context: Context, state: State) -> Iterator[str]:
    out = context.out
    here = f"On branch {state.branch}: " if state.branch else ""
    if state.added:
        yield out.style(f"{here}{count(len(state.added), 'record')} added", bold=True)
        for record in state.added:
            yield f"  {_named(context, record)}"
            yield from (out.style(f"      {need}", dim=True) for need in needs(context, record))
    elif state.added is not None:
        yield out.style(f"{here}no record added", bold=True)
    if state.waiting:
        yield out.style("Waiting for a decision:", bold=True)
        for record in state.waiting[:_SHOWN]:
            yield f"  {_named(context, record)}{out.style(_age(context, record), dim=True)}"
        if len(state.waiting) > _SHOWN:
            yield f"  and {len(state.waiting) - _SHOWN} more: adr list --status proposed"
    yield out.style(_summary(state.log))
    if state.log.problems:
        yield out.style(f"{count(len(state.log.problems), 'problem')} in the records: adr list --json names them")
    yield out.style(f"next: {next_command(context, state)}")


def _named(context: Context, record: Record) -> str:
    status = status_cell(record)
    out = context.out
    return f"{out.style(label(record), bold=True)}  {out.style(record.title)}  {out.style(status.text, status.colour)}"


def _age(context: Context, record: Record) -> str:
    days = (context.today - record.date).days if record.date else 0
    return f" since {record.date} ({count(days, 'day')})" if days > 0 else ""


def _summary(log: Log) -> str:
    in_force = sum(record.in_force for record in log.records)
    where = count(len(log.folders), "log") if log.several else str(log.folder)
    return f"{count(len(log.records), 'record')} in {where}, {in_force} in force"


def _added(context: Context, record: Record) -> dict[str, Json]:
    from adr_kit.record.data import record_data

    lacks: list[Json] = list(needs(context, record))
    return {**record_data(record), "needs": lacks}


def _data(context: Context, state: State) -> dict[str, Json]:
    from adr_kit.record.data import record_data

    added: list[Json] | None = None
    if state.added is not None:
        added = [_added(context, record) for record in state.added]
    waiting: list[Json] = [
        {**record_data(record), "days": (context.today - record.date).days if record.date else None}
        for record in state.waiting
    ]
    return {
        "schema_version": 1,
        "log": None if state.log.several else state.log.folder.as_posix(),
        "branch": state.branch or None,
        "added": added,
        "waiting": waiting,
        "records": len(state.log.records),
        "in_force": sum(record.in_force for record in state.log.records),
        "problems": len(state.log.problems),
        "next": next_command(context, state),
    }
