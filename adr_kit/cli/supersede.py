"""``adr supersede``: a new decision takes an old one's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.creating import About
from adr_kit.cli.succeeding import Options, succeed, succeeds

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@succeeds("replaces", "replaced")
@pass_context
def command(context: Context, old: str, words: tuple[str, ...], **options: Unpack[Options]) -> None:
    """Replace OLD: by a new record with this title, or by one that exists (--by).

    It takes effect when the new record is accepted; until then OLD stays as it is. Every option of `adr new` works
    here. With --part, OLD stays in force and says which part of it was replaced.
    """
    succeed(context, old, words, options, About(supersedes=(old,), part=options["part"]))
