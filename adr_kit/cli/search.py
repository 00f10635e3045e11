"""``adr search``: the records that speak of some words, best first, with the line that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.list import label, status_cell
from adr_kit.cli.output import Cell
from adr_kit.insight.search import search
from adr_kit.record.data import SCHEMA_VERSION, record_data

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.search import Hit
    from adr_kit.record.data import Json


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--current", is_flag=True, help="Only decisions in force.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the N best.")
@pass_context
def command(context: Context, words: tuple[str, ...], *, current: bool, limit: int | None) -> None:
    """Find records by words in their title, tags or text, best first.

    Each comes with the line that speaks of them. Through a pipe: number, status, title, path:line, line.
    """
    log = context.read_log()
    records = [record for record in log.records if record.in_force or not current]
    hits = search(records, words)
    if context.json:
        results: list[Json] = [hit_data(hit) for hit in hits[:limit]]
        context.out.json({"schema_version": SCHEMA_VERSION, "searched": len(records), "results": results})
        return
    for hit in hits[:limit]:
        if context.out.terminal:
            _show(context, hit)
        else:
            context.out.rows([_row(context, hit)])
    if not hits:
        context.out.note(f"none of {len(records)} records speaks of {' '.join(words)}")
    elif len(hits) > (limit or len(hits)):
        context.out.summary(f"{limit} of {len(hits)} records that were found")


def hit_data(hit: Hit) -> dict[str, Json]:
    """A hit as JSON: the record, and the line (from 1) that speaks of the words."""
    return {"record": record_data(hit.record), "line": hit.line, "text": hit.text, "where": hit.where}


def _row(context: Context, hit: Hit) -> list[Cell]:
    record = hit.record
    number = "" if record.number is None else record.reference
    place = f"{context.shown(record.file)}:{hit.line}"
    return [Cell(number), Cell(record.status or ""), Cell(record.title), Cell(place), Cell(hit.text)]


def _show(context: Context, hit: Hit) -> None:
    context.out.rows([[Cell(label(hit.record), bold=True), status_cell(hit.record), Cell(hit.record.title)]])
    if hit.where != "title":
        context.out.rows([[Cell("     "), Cell(hit.text, dim=True)]])
