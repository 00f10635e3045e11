"""``adr amend``: a new decision changes an old one, which stays in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.creating import About
from adr_kit.cli.succeeding import Options, succeed, succeeds

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@succeeds("changes", "changed")
@pass_context
def command(context: Context, old: str, words: tuple[str, ...], **options: Unpack[Options]) -> None:
    """Change a part of OLD: by a new record with this title, or by one that exists (--by).

    OLD stays in force, and says so when the new record is accepted. Every option of `adr new` works here.
    """
    succeed(context, old, words, options, About(amends=(old,), part=options["part"]))
