"""``adr edit``: a record in the user's editor."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.output import interactive
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@click.argument("ref", type=REF)
@click.option("--edit", "anyway", is_flag=True, help="Open the editor also where this is no terminal.")
@pass_context
def command(context: Context, ref: str, *, anyway: bool) -> None:
    """Open a record in your editor (GIT_EDITOR, VISUAL, EDITOR, or the one in your git configuration)."""
    from adr_kit.workspace.editor import open_editor, require_editor

    record = context.read_log().find(ref)
    if not anyway and not interactive():
        raise AdrError("an editor needs a terminal", f"adr edit {shlex.quote(ref)} --edit opens it all the same")
    shown = context.shown(record.file)
    if not open_editor(require_editor(context.env), context.root / record.file, shown):
        context.out.note(f"{shown}: unchanged")
    for line in problems(context, record.id):
        context.out.warn(line)
    context.out.path(shown)


def problems(context: Context, identity: str) -> list[str]:
    """What the log has against a record as it is now, with places."""
    log = context.read_log()
    record = log.by_id.get(identity)
    if record is None:
        return ["this is no record any more: adr list --json says why, under skipped"]
    found = []
    for problem in log.problems:
        if problem.file == record.file:
            place = record.source.position(problem.span.start) if problem.span else ()
            found.append(":".join([context.shown(problem.file), *map(str, place)]) + f": {problem.message}")
    return found
