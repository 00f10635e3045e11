"""``adr site``: the log as a site that can be read from disk or from any web server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import dry_run as dry_run_option
from adr_kit.cli.serve import serve
from adr_kit.cli.showing import compared, own_templates, setting_of, then
from adr_kit.errors import AdrError
from adr_kit.record.model import UNREADABLE

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.record.log import Log
    from adr_kit.record.model import Problem
    from adr_kit.workspace.publish import Published

DEFAULT_OUT = "_site"


@click.group()
def command() -> None:
    """Publish the log as a site: an index, and a page for each record."""


command.add_command(serve)


class Options(TypedDict):
    """The options of a build, as click names them."""

    out: str
    dry_run: bool
    check: bool
    strict: bool
    base: str | None
    jobs: int | None


@command.command()
@click.option("--out", metavar="DIR", default=DEFAULT_OUT, show_default=True, help="Where to write.", type=click.Path())
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where the site is stale.")
@click.option("--strict", is_flag=True, help="End with 1 where a link, a picture or a record is broken.")
@click.option("--base", metavar="REV", help="Show, on a page of its own, what differs from REV.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes that make pages; else as many as pay.")
@dry_run_option
@pass_context
def build(context: Context, **options: Unpack[Options]) -> int | None:
    """Build the site and print the path of its first page.

    It needs no server: open the page from disk. Only pages that say anything else than before are made, only files that
    changed are written, pages of records that are gone are removed, and a directory that holds anything else is left
    alone. Every broken link, missing picture or unreadable record is reported, and the site is still built.
    """
    from adr_kit.site.build import build as build_site
    from adr_kit.workspace.publish import publish
    from adr_kit.workspace.templates.pages import PageWriter

    out, quiet = options["out"], options["dry_run"] or options["check"]
    log = context.read_log()
    place = _place(context, out)
    past = then(context)
    site = build_site(log, compared(context, setting_of(context, past), options["base"]))
    reader = past.reader if past else None
    writer = PageWriter(own_templates(context))
    with context.progress("files") as tell:
        done = publish(place, site, writer, context.root, dry_run=quiet, jobs=options["jobs"], reader=reader, tell=tell)
    problems = (*log.problems, *done.problems)
    code = 1 if (options["check"] and done.stale) or (options["strict"] and (problems or done.troubles)) else None
    index = os.path.join(out, "index.html")  # noqa: PTH118 -- as it was given: Path would drop a leading "./"
    if context.json:
        context.out.json(_data(index, done, problems))
        return code
    told = (_line(context, log, problem) for problem in problems if problem.code != UNREADABLE)  # said when it was read
    for line in (*told, *done.troubles):
        context.out.warn(line)
    _tell(context, index, done, options)
    return code


def _tell(context: Context, index: str, done: Published, options: Options) -> None:
    if options["check"]:
        stale = (
            f"stale: {len(done.written)} files to write, {len(done.removed)} to remove\nadr site build puts it right"
        )
        context.out.note(f"{options['out']} is {stale if done.stale else 'up to date'}")
    elif options["dry_run"]:
        for verb, paths in (("write", done.written), ("remove", done.removed)):
            for path in paths:
                context.out.line(f"{verb} {path}")
    else:
        context.out.path(index)
        context.out.summary(f"{len(done.written)} files written, {done.same} as they were, {len(done.removed)} removed")


def _place(context: Context, out: str) -> Path:
    place = Path(out)
    for one in context.config.folders:
        folder = (context.root / one.folder).resolve()
        if place.resolve().is_relative_to(folder) and place.resolve().relative_to(folder).parts[:1] != (DEFAULT_OUT,):
            raise AdrError(
                f"{out} lies inside of the log: its pages would be read as records", "adr site build --out DIR"
            )
    return place


def _line(context: Context, log: Log, problem: Problem) -> str:
    record = log.by_file.get(problem.file)
    place = record.source.position(problem.span.start) if record and problem.span else ()
    return ":".join([context.shown(problem.file), *map(str, place)]) + f": {problem.message}"


def _data(index: str, done: Published, problems: tuple[Problem, ...]) -> dict[str, object]:
    return {
        "schema_version": 1,
        "index": index,
        "stale": done.stale,
        "written": [str(path) for path in done.written],
        "unchanged": done.same,
        "removed": [str(path) for path in done.removed],
        "problems": [
            *({"path": str(one.file), "code": one.code, "message": one.message} for one in problems),
            *({"path": None, "code": "picture", "message": trouble} for trouble in done.troubles),
        ],
    }
