"""``adr list``: the records of the log, filtered and sorted."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import DATE
from adr_kit.cli.output import Cell
from adr_kit.errors import AdrError
from adr_kit.record.data import log_data, record_data
from adr_kit.record.model import StatusKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.cli.context import Context
    from adr_kit.record.data import Json
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

COLOURS = {
    StatusKind.ACCEPTED: "green",
    StatusKind.PROPOSED: "yellow",
    StatusKind.DRAFT: "yellow",
    StatusKind.REJECTED: "red",
    StatusKind.DEPRECATED: "magenta",
    StatusKind.SUPERSEDED: "bright_black",
}
_LIFE = (StatusKind.DRAFT, StatusKind.PROPOSED, StatusKind.ACCEPTED, StatusKind.OTHER)


class Options(TypedDict):
    """The command's options, as click names them."""

    statuses: tuple[str, ...]
    tags: tuple[str, ...]
    deciders: tuple[str, ...]
    since: dt.date | None
    until: dt.date | None
    affects: str | None
    current: bool
    sort: str
    reverse: bool
    history: bool


@click.command()
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Of this status (repeatable: or).")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="With this tag (repeatable: or).")
@click.option("--decider", "deciders", multiple=True, metavar="NAME", help="Decided by NAME, or a part of a name.")
@click.option("--since", type=DATE, help="Dated on this day or later.")
@click.option("--until", type=DATE, help="Dated on this day or earlier.")
@click.option("--affects", metavar="PATH", help="Governing this file or directory.")
@click.option("--current", is_flag=True, help="Only decisions in force.")
@click.option(
    "--sort",
    type=click.Choice(["number", "date", "title", "status"]),
    default="number",
    show_default=True,
    help="Order.",
)
@click.option("--reverse", is_flag=True, help="Last first.")
@click.option("--history", is_flag=True, help="With --json: what git knows of each record.")
@pass_context
def command(context: Context, **options: Unpack[Options]) -> None:
    """List the records: a table on a terminal, tab-separated columns through a pipe.

    Columns: number, status, date, title, and through a pipe the path.
    """
    log = context.read_log()
    chosen = select(context, log, options)
    if context.json:
        context.out.json(_remembered(context, log, chosen) if options["history"] else log_data(log, chosen))
        return
    if options["history"]:
        raise AdrError("--history goes with --json", "adr history shows it to people")
    row = _table_row if context.out.terminal else _pipe_row
    context.out.rows([row(context, record) for record in chosen])
    context.out.summary(_summary(log, chosen))


def _remembered(context: Context, log: Log, chosen: list[Record]) -> dict[str, Json]:
    """The list with the history of each record; null for one that is in no commit, and why where git cannot tell."""
    from adr_kit.cli.period import chronicle
    from adr_kit.insight.timeline.data import life_data

    files = {record.file for record in chosen}
    try:
        found = chronicle(context)
        lives, notes = found.lives(lineage for lineage in found.lineages if lineage.path in files)
    except AdrError as error:
        lives, notes = (), (error.message,)
    by_file = {life.path: life for life in lives}
    told: list[Json] = [
        {**record_data(record), "history": life_data(record, by_file[record.file]) if record.file in by_file else None}
        for record in chosen
    ]
    return {**log_data(log, chosen), "records": told, "notes": list(notes)}


def select(context: Context, log: Log, options: Options) -> list[Record]:
    """The records that the options ask for, in the order that they ask for."""
    tests = tuple(_tests(context, log, options))
    chosen = [record for record in log.records if all(test(record) for test in tests)]
    order = _ORDERS[options["sort"]]
    if order is not None:
        chosen.sort(key=order)
    return chosen[::-1] if options["reverse"] else chosen


def _tests(context: Context, log: Log, options: Options) -> Iterator[Callable[[Record], bool]]:
    if options["statuses"]:
        yield has_status(context, log, options["statuses"])
    if options["tags"]:
        tags = known_tags(log, options["tags"])
        yield lambda record: not tags.isdisjoint(tag.casefold() for tag in record.tags)
    if options["deciders"]:
        names = [name.casefold() for name in options["deciders"]]
        yield lambda record: any(name in person.text.casefold() for person in record.people.deciders for name in names)
    since, until = options["since"], options["until"]
    if since is not None:
        yield lambda record: record.date is not None and record.date >= since
    if until is not None:
        yield lambda record: record.date is not None and record.date <= until
    if options["affects"] is not None:
        yield _governs(context, options["affects"])
    if options["current"]:
        yield lambda record: record.in_force


def has_status(context: Context, log: Log, words: tuple[str, ...]) -> Callable[[Record], bool]:
    """A status is meant by its kind, by any word for it, or by the very words that a record has."""
    kinds: set[StatusKind | None] = set()
    texts = {record.status_text.casefold() for record in log.records if record.status_text}
    wanted = set()
    for word in words:
        kind = context.vocabulary.status(word)
        if word in tuple(StatusKind):
            kinds.add(StatusKind(word))
        elif word.casefold() in texts:
            wanted.add(word.casefold())
        elif kind is not None:
            kinds.add(kind)
        else:
            raise _unknown("status", word, [*map(str, StatusKind), *texts])
    return lambda record: record.status in kinds or (record.status_text or "").casefold() in wanted - {""}


def known_tags(log: Log, tags: tuple[str, ...]) -> set[str]:
    """The tags that are meant, case folded; an unknown one is an error with what may have been meant."""
    known = {tag.casefold(): tag for record in log.records for tag in record.tags}
    for tag in tags:
        if tag.casefold() not in known:
            raise _unknown("tag", tag, list(known.values()))
    return {tag.casefold() for tag in tags}


def _unknown(what: str, word: str, known: list[str]) -> AdrError:
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return AdrError(f"no record has the {what} {word!r}", f"did you mean {close[0]!r}?")
    return AdrError(f"no record has the {what} {word!r}", f"one of: {', '.join(sorted(set(known)))}" if known else None)


def _governs(context: Context, path: str) -> Callable[[Record], bool]:
    from adr_kit.insight.scope import governs

    full = Path(os.path.normpath(context.cwd / path))
    if not full.is_relative_to(context.root):
        raise AdrError(f"--affects {path}: outside of the repository")
    inside = full.relative_to(context.root).as_posix() + ("/" if full.is_dir() else "")
    return lambda record: governs(record, inside) is not None


def _by_date(record: Record) -> tuple[bool, dt.date]:
    return record.date is None, record.date or dt.date.max


def _by_title(record: Record) -> str:
    return record.title.casefold()


def _by_status(record: Record) -> int:
    order = (*_LIFE, StatusKind.DEPRECATED, StatusKind.REJECTED, StatusKind.SUPERSEDED, None)
    return order.index(record.status)


_ORDERS: dict[str, Callable[[Record], tuple[bool, dt.date] | str | int] | None] = {
    "number": None,  # the log's own order
    "date": _by_date,
    "title": _by_title,
    "status": _by_status,
}


def label(record: Record) -> str:
    """What people call a record in a table: its number, with its prefix if it has one."""
    if record.number is None:
        return record.log or "-"
    prefix = record.reading.prefix
    number = f"{prefix}-{record.number:03d}" if prefix else f"{record.number:04d}"
    return f"{record.log}/{number}" if record.log else number


def status_cell(record: Record) -> Cell:
    """A record's status, coloured; in its own words where this tool knows no others."""
    text = record.status_text if record.status is StatusKind.OTHER else record.status
    return Cell(text or "-", COLOURS.get(record.status) if record.status else None)


def _table_row(_context: Context, record: Record) -> tuple[Cell, ...]:
    date = record.date.isoformat() if record.date else "-"
    gone = record.status in (StatusKind.SUPERSEDED, StatusKind.REJECTED, StatusKind.DEPRECATED)
    return Cell(label(record), bold=not gone), status_cell(record), Cell(date, dim=True), Cell(record.title, dim=gone)


def _pipe_row(context: Context, record: Record) -> tuple[Cell, ...]:
    return (
        Cell("" if record.number is None else record.reference),
        Cell(record.status or ""),
        Cell(record.date.isoformat() if record.date else ""),
        Cell(record.title),
        Cell(context.shown(record.file)),
    )


def _summary(log: Log, chosen: list[Record]) -> str:
    count = (
        f"{len(chosen)} of {len(log.records)} records" if len(chosen) < len(log.records) else f"{len(chosen)} records"
    )
    skipped = f", {len(log.skipped)} files skipped" if log.skipped else ""
    problems = f", {len(log.problems)} problems (adr list --json tells)" if log.problems else ""
    return count + skipped + problems
