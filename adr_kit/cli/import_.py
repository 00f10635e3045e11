"""``adr import``: the records of another log come into this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.writing import Writes, carry_out, writes

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@writes
@pass_context
def command(context: Context, folder: Path, **options: Unpack[Writes]) -> None:
    """Bring in the records of another log: any folder of records, or a project that has one.

    They are numbered anew, above every number that was ever used here; links among them follow, and each keeps its old
    number under "formerly". Pictures and other files in DIR that they link to come along. Nothing is overwritten, and
    what is here already is not brought in again. Of a log4brains project all packages come.

    For example: adr import ../shop/docs/adr --dry-run
    """
    from adr_kit.workspace.bringing import import_from

    carry_out(
        context,
        lambda session: import_from(session, context.cwd / folder, context.today),
        lambda _: f"Import the decisions of {folder.name or folder.resolve().name}",
        options,
    )
