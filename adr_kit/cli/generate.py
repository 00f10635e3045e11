"""``adr generate``: a table of contents or a graph in adr-tools' form, or a table that is kept in a README."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.record.model import Record
    from adr_kit.workspace.session import Session

STALE = 1


class Kept(Writes):
    """The options of a table that is kept in a file, as click names them."""

    intro: str | None
    outro: str | None
    prefix: str | None
    file: str | None
    check: bool


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Write a table of contents or a graph of the log, as adr-tools does."""
    if ctx.invoked_subcommand is None:
        click.echo("\n".join(command.commands))


@command.command("graph")
@click.option("-p", "--prefix", default="", metavar="TEXT", help="What to put before each file's name.")
@click.option("-e", "--extension", default=".html", metavar="TEXT", help="What to put for .md; .html by default.")
@pass_context
def graph(context: Context, prefix: str, extension: str) -> None:
    """Draw the log in Graphviz' DOT language, exactly as adr-tools does.

    `adr graph` draws more: other formats, a part of the log, and what to read first.
    """
    from adr_kit.exchange import adr_tools

    records = context.read_log().records
    warn_of_shared_numbers(context, records)
    _print(context, adr_tools.graph(records, prefix=prefix, extension=extension))


def warn_of_shared_numbers(context: Context, records: Iterable[Record]) -> None:
    """Say which records the graph shows under a number that is not theirs alone."""
    from adr_kit.exchange.adr_tools import shared_numbers

    for file in shared_numbers(records):
        context.out.warn(f"{file}: another record has its number; the graph shows both")


@command.command("toc")
@click.option("-i", "--intro", metavar="FILE", help="Text to put before the list.")
@click.option("-o", "--outro", metavar="FILE", help="Text to put behind the list.")
@click.option("-p", "--prefix", metavar="TEXT", help="What to put before each file's name.")
@click.option("--write", "file", metavar="FILE", help="Keep a table of the records in FILE, between two comments.")
@click.option("--check", is_flag=True, help="With --write: write nothing; end with 1 where FILE is stale.")
@writes
@pass_context
def toc(context: Context, **options: Unpack[Kept]) -> int | None:
    """Print a list of all records in Markdown, as adr-tools does, or keep a table of them in a file.

    `--write README.md` puts the table between the comments <!-- adr toc --> and <!-- /adr toc -->, which it adds at the
    end where they are missing; what stands around them stays. `--check` is for CI.
    """
    file = options["file"]
    if file is not None:
        if options["intro"] is not None or options["outro"] is not None:
            raise click.UsageError("--intro and --outro are for the printed list; with --write they stand in the file")
        return keep(context, file, options)
    if options["check"] or options["commit"]:
        raise click.UsageError("--check and --commit need --write FILE")
    from adr_kit.exchange.adr_tools import table_of_contents

    listing = table_of_contents(
        context.read_log().records,
        prefix=options["prefix"] or "",
        intro=_text(context, options["intro"]),
        outro=_text(context, options["outro"]),
    )
    _print(context, listing)
    return None


def _print(context: Context, report: str) -> None:
    if context.json:
        context.out.json({"schema_version": 1, "report": report})
    else:
        context.out.bytes(report.encode("utf-8", "surrogateescape"))


def _text(context: Context, name: str | None) -> str | None:
    return None if name is None else (context.cwd / name).read_bytes().decode("utf-8", "surrogateescape")


def keep(context: Context, name: str, options: Kept) -> int | None:
    """Bring the table in a file up to date, or say whether it is."""
    file = _place(context, name)
    if not options["check"]:
        carry_out(context, lambda session: _plan(session, file, options["prefix"]), lambda _: f"List {name}", options)
        return None
    from adr_kit.workspace.session import begin

    with begin(context.config, context.vocabulary, who="adr generate", dry_run=True) as session:
        stale = bool(_plan(session, file, options["prefix"]).changes)
    if context.json:
        context.out.json({"schema_version": 1, "path": str(file), "stale": stale})
    elif stale:
        context.out.note(f"{name}: the table of records is stale\nadr generate toc --write {name} puts it right")
    return STALE if stale else None


def _place(context: Context, name: str) -> PurePosixPath:
    """The file's path from the root."""
    root, place = context.root.resolve(), Path(os.path.normpath(context.cwd.resolve() / name))
    if not place.is_relative_to(root):
        raise AdrError(f"{name} lies outside of {root.name}", "a table is kept in a file of the log's repository")
    return PurePosixPath(place.relative_to(root).as_posix())


def _plan(session: Session, file: PurePosixPath, prefix: str | None) -> Plan:
    from adr_kit.change.model import Change, Plan
    from adr_kit.exchange.toc import contents, splice
    from adr_kit.text.source import Source
    from adr_kit.workspace.files import read_file

    there = (session.config.root / file).exists()
    before = read_file(session.config.root, file) if there else b""
    table = contents(session.log.records, _way(file) if prefix is None else lambda one: prefix + one.path.as_posix())
    after = splice(Source.decode(before), table, str(file)).encode()
    changed = (Change(file, before if there else None, after),) if after != before else ()
    return Plan(changed, () if changed else (f"{file} is up to date",))


def _way(file: PurePosixPath) -> Callable[[Record], str]:
    """The path from a file to a record."""
    return lambda record: PurePosixPath(os.path.relpath(record.file, file.parent)).as_posix()
