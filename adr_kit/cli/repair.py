"""``adr repair``: what a killed command had begun is finished, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be done; write nothing.")
@pass_context
def command(context: Context, *, dry_run: bool) -> None:
    """Finish, or take back, what an interrupted command had begun; every writing command does this first."""
    if dry_run:
        from adr_kit.workspace.journal import repair
        from adr_kit.workspace.session import swept

        repaired = repair(context.config.root, *swept(context.config), dry_run=True)
    else:
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
    elif dry_run:
        context.out.note("this is what adr repair would do; nothing was written")
