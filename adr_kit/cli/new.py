"""``adr new``: a decision gets its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.creating import Creates, creates, run

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@click.argument("words", nargs=-1, metavar="TITLE...")
@creates
@pass_context
def command(context: Context, words: tuple[str, ...], **options: Unpack[Creates]) -> None:
    """Record a decision: next number, file name, template, date and author are taken care of.

    The new file's path is printed. In a minute, without an editor:

    adr new Use PostgreSQL --because "We need joins" --decision "We use PostgreSQL" --over "Redis: no joins" --cost
    "Somebody has to run it"
    """
    run(context, words, options)
