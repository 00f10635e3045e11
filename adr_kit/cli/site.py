"""``adr site``: the log as a site that can be read from disk or from any web server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import dry_run as dry_run_option
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from pathlib import Path

    from adr_kit.cli.context import Context
    from adr_kit.record.log import Log
    from adr_kit.record.model import Problem
    from adr_kit.site.model import Setting
    from adr_kit.workspace.publish import Published

DEFAULT_OUT = "_site"


@click.group()
def command() -> None:
    """Publish the log as a site: an index, and a page for each record."""


@command.command()
@click.option("--out", metavar="DIR", default=DEFAULT_OUT, show_default=True, help="Where to write.", type=click.Path())
@dry_run_option
@pass_context
def build(context: Context, out: str, *, dry_run: bool) -> None:
    """Build the site and print the path of its first page.

    It needs no server: open the page from disk. Only files that changed are written, pages of records that are gone are
    removed, and a directory that holds anything else is left alone.
    """
    from adr_kit.site.build import build as build_site
    from adr_kit.workspace.publish import publish, site_files
    from adr_kit.workspace.templates.pages import PageWriter

    log = context.read_log()
    place = _place(context, out)
    site = build_site(log, setting_of(context))
    files, troubles = site_files(site, PageWriter(), context.root)
    done = publish(place, files, dry_run=dry_run)
    problems = (*log.problems, *site.problems)
    index = os.path.join(out, "index.html")  # noqa: PTH118 -- as it was given: Path would drop a leading "./"
    if context.json:
        context.out.json(_data(index, done, problems, troubles))
        return
    for line in (*(_line(context, log, problem) for problem in problems), *troubles):
        context.out.warn(line)
    if dry_run:
        _print_plan(context, done)
        return
    context.out.path(index)
    context.out.summary(f"{len(done.written)} files written, {done.same} as they were, {len(done.removed)} removed")


def _place(context: Context, out: str) -> Path:
    place = context.cwd / out
    for one in context.config.folders:
        folder = (context.root / one.folder).resolve()
        if place.resolve().is_relative_to(folder) and place.resolve().relative_to(folder).parts[:1] != (DEFAULT_OUT,):
            raise AdrError(
                f"{out} lies inside of the log: its pages would be read as records", "adr site build --out DIR"
            )
    return place


def setting_of(context: Context) -> Setting:
    """What a site, or a single page, says and knows besides the log."""
    from adr_kit.site.forge import forge_of
    from adr_kit.site.model import Setting
    from adr_kit.workspace.git.identity import remote_url
    from adr_kit.workspace.git.published import newest_commit
    from adr_kit.workspace.git.repository import find_repository
    from adr_kit.workspace.tree import tree_of

    config = context.config
    repository = find_repository(context.root)
    address = config.repository or (remote_url(repository) if repository else None) or ""
    forge = forge_of(address)
    name = f"{forge.name} decisions" if forge else "Decisions"
    return Setting(
        title=config.site_title or name,
        description=config.site_description or "",
        forge=forge,
        as_of=newest_commit(repository) if repository else None,
        tree=tree_of(context.root, repository),
        vocabulary=context.vocabulary,
    )


def _line(context: Context, log: Log, problem: Problem) -> str:
    record = log.by_file.get(problem.file)
    place = record.source.position(problem.span.start) if record and problem.span else ()
    return ":".join([context.shown(problem.file), *map(str, place)]) + f": {problem.message}"


def _data(index: str, done: Published, problems: tuple[Problem, ...], troubles: tuple[str, ...]) -> dict[str, object]:
    return {
        "schema_version": 1,
        "index": index,
        "written": [str(path) for path in done.written],
        "unchanged": done.same,
        "removed": [str(path) for path in done.removed],
        "problems": [
            *({"path": str(one.file), "code": one.code, "message": one.message} for one in problems),
            *({"path": None, "code": "picture", "message": trouble} for trouble in troubles),
        ],
    }


def _print_plan(context: Context, done: Published) -> None:
    for verb, paths in (("write", done.written), ("remove", done.removed)):
        for path in paths:
            context.out.line(f"{verb} {path}")
