"""``adr history``: how records came to stand as they do: who changed what, when, in which commit, and word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.list import COLOURS
from adr_kit.cli.options import REF
from adr_kit.cli.output import Cell
from adr_kit.cli.period import SINCE, chronicle, ends_of, is_range, period_of
from adr_kit.errors import AdrError
from adr_kit.insight.timeline.telling import way
from adr_kit.record.data import SCHEMA_VERSION
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.lives import Transition
    from adr_kit.insight.timeline.model import Said
    from adr_kit.insight.timeline.period import Period
    from adr_kit.workspace.chronicle import Chronicle


@click.command()
@click.argument("what", metavar="[REF | RANGE]", required=False, type=REF)
@click.option("--since", type=SINCE, metavar="WHEN", help="Since a day, or 3d, 1w, 6m, 1y ago.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the N newest.")
@click.option("--no-diff", is_flag=True, help="With REF: without what changed in the text.")
@pass_context
def command(context: Context, what: str | None, since: str | None, limit: int | None, *, no_diff: bool) -> None:
    """Show how statuses changed, newest first; with REF, the life of one record with what changed in it.

    \b
      adr history                what was proposed, accepted, superseded, by whom
      adr history --since 1w     in the last week
      adr history v1.0..main     between two revisions
      adr history 12             one record: its statuses, its commits, word by word

    Through a pipe: day, from, to, number, title, path, commit, author.
    """
    if what is None or is_range(what):
        _transitions(context, what, since, limit)
        return
    if since is not None:
        raise AdrError("--since goes with the history of the whole log", f"adr history {what}")
    from adr_kit.cli.biography import show

    show(context, what, limit, diff=not no_diff)


def _transitions(context: Context, words: str | None, since: str | None, limit: int | None) -> None:
    period = period_of(context, words, since)
    found = chronicle(context, ends_of(words)[1] if words else None)
    newest, notes = transitions(found, period)
    shown = newest[:limit]
    if context.json:
        from adr_kit.insight.timeline.data import transition_data

        data = {"tip": found.history.tip, "transitions": [transition_data(one) for one in shown], "notes": list(notes)}
        context.out.json({"schema_version": SCHEMA_VERSION, **data})
        return
    context.out.rows([(_table_row if context.out.terminal else _pipe_row)(one) for one in shown])
    for note in notes:
        context.out.warn(note)
    if not newest:
        context.out.note(
            f"no status changed {period.told}".rstrip() + f" ({count(len(found.lineages), 'file')} looked at)"
        )
    elif len(shown) < len(newest):
        context.out.summary(f"{len(shown)} of {len(newest)} changes of status")


def transitions(found: Chronicle, period: Period) -> tuple[tuple[Transition, ...], tuple[str, ...]]:
    """The changes of status that took effect in a period, the newest first, and what could not be seen."""
    lives, notes = found.lives(period.touched(found.history, found.lineages))
    order = {moment.commit.id: place for place, moment in enumerate(found.history.moments)}
    held = [one for life in lives for one in life.transitions if period.holds(one)]
    held.sort(key=lambda one: (order[one.landed.id], order[one.commit.id]), reverse=True)
    return tuple(held), notes


def _table_row(one: Transition) -> tuple[Cell, ...]:
    said = one.after or one.before
    number = f"{said.number:04d}" if said and said.number is not None else "-"
    colour = COLOURS.get(one.kind) if one.kind else None
    day = one.landed.committer.when.date().isoformat()
    return (
        Cell(day, dim=True),
        Cell(number, bold=True),
        Cell(way(one), colour),
        Cell(one.commit.author.name),
        Cell(said.title if said else ""),
    )


def _pipe_row(one: Transition) -> tuple[Cell, ...]:
    said = one.after or one.before
    return (
        Cell(one.landed.committer.when.date().isoformat()),
        Cell(_word(one.before) if one.before else ""),
        Cell(_word(one.after)),
        Cell(str(said.number) if said and said.number is not None else ""),
        Cell(said.title if said else ""),
        Cell(one.path.as_posix()),
        Cell(one.commit.id),
        Cell(one.commit.author.name),
    )


def _word(said: Said | None) -> str:
    """A status in a word: what the record said; "removed" where there is no record any more."""
    return (said.standing or "no status") if said else "removed"
