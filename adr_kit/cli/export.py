"""``adr export``: the log as JSON, CSV, or one document."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import dry_run
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.record.log import Log

_FORMATS = ("json", "jsonl", "csv", "md", "html", "schema")  # exchange.formats and site.single, which load much


class Options(TypedDict):
    """The command's options, as click names them."""

    out: str | None
    statuses: tuple[str, ...]
    tags: tuple[str, ...]
    current: bool
    single: bool
    dry_run: bool


@click.command()
@click.argument("kind", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.option("--out", metavar="FILE", help="Write this file instead of printing.", type=click.Path())
@click.option("--current", is_flag=True, help="Only decisions in force.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only of this status (repeatable: or).")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only with this tag (repeatable: or).")
@click.option("--single", is_flag=True, help="All records in one document, as md and html always are.")
@dry_run
@pass_context
def command(context: Context, kind: str, **options: Unpack[Options]) -> None:
    """Export the log: json, jsonl, csv, md, html; or the JSON Schema of what --json answers.

    \b
      json     as adr list --json prints it
      jsonl    a line a record
      csv      a row a record, safe to open in a spreadsheet
      md       one Markdown document of all records
      html     one page of all records that needs no other file (adr site build makes a site)
      schema   the JSON Schema of json, and of other commands' --json
    """
    place = _place(context, options["out"]) if options["out"] else None
    text = _text(context, kind, options, place)
    if place is None:
        context.out.bytes(text.encode())
        return
    _put(context, place, text.encode(), dry_run=options["dry_run"])


def _put(context: Context, place: Path, data: bytes, *, dry_run: bool) -> None:
    from adr_kit.workspace.outfile import put

    shown = os.path.relpath(place)
    changed = not dry_run and put(place, data)
    if context.json:
        context.out.json({"schema_version": 1, "changed": [shown] if changed else [], "notes": []})
    elif dry_run:
        context.out.line(f"write {shown}")
    else:
        context.out.path(shown)


def _place(context: Context, out: str) -> Path:
    place = Path(os.path.normpath(out))
    for one in context.config.folders:
        if place.resolve().is_relative_to((context.root / one.folder).resolve()):
            raise AdrError(f"{out} lies inside of the log: it would be read as a record", "adr export … --out FILE")
    return place


def _text(context: Context, kind: str, options: Options, place: Path | None) -> str:
    if kind == "html":
        return _page(context, _chosen(context, options))
    from adr_kit.exchange.formats import FORMATS
    from adr_kit.record.log import Log

    log = Log(()) if kind == "schema" else _chosen(context, options)
    return FORMATS[kind](log, _base(context, place))


def _base(context: Context, place: Path | None) -> PurePosixPath:
    """The folder from which links to files count: the document's, else the current one, else the root."""
    root, folder = context.root.resolve(), (place.parent if place else context.cwd).resolve()
    return PurePosixPath(folder.relative_to(root).as_posix()) if folder.is_relative_to(root) else PurePosixPath()


def _page(context: Context, log: Log) -> str:
    from adr_kit.cli.showing import own_templates, setting_of, then
    from adr_kit.site.single import TEMPLATE, single
    from adr_kit.workspace.templates.pages import PageWriter

    content = single(log, setting_of(context, then(context)))
    return PageWriter(own_templates(context)).write(TEMPLATE, content.context).decode()


def _chosen(context: Context, options: Options) -> Log:
    """The log with the records that the options ask for."""
    import dataclasses

    from adr_kit.cli.list import has_status, known_tags

    log = context.read_log()
    fits = has_status(context, log, options["statuses"]) if options["statuses"] else None
    tags = known_tags(log, options["tags"])
    kept = (record for record in log.records if record.in_force or not options["current"])
    kept = (record for record in kept if fits is None or fits(record))
    chosen = (record for record in kept if not tags or not tags.isdisjoint(tag.casefold() for tag in record.tags))
    return dataclasses.replace(log, records=tuple(chosen))
