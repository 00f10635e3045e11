"""``adr repair``: what a killed command had begun is finished, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@pass_context
def command(context: Context) -> None:
    """Finish, or take back, what an interrupted command had begun; every writing command does this first."""
    from adr_kit.workspace.session import begin

    with begin(context.config, context.vocabulary, who="adr repair", founding=True) as session:
        repaired = session.repaired
    if context.json:
        context.out.json({"schema_version": 1, "notes": list(repaired)})
        return
    for note in repaired:
        context.out.line(note)
    if not repaired:
        context.out.note("nothing to repair")
