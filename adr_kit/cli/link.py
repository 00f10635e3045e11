"""``adr link``: one record states how it stands to another, and the other says so too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.writing import Writes, carry_out, writes

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


@click.command()
@click.argument("source", type=REF, metavar="SRC")
@click.argument("relation")
@click.argument("target", type=REF, metavar="DST")
@click.argument("reverse", required=False)
@writes
@pass_context
def command(
    context: Context, source: str, relation: str, target: str, reverse: str | None, **options: Unpack[Writes]
) -> None:
    """Link two records: SRC RELATION DST, and DST REVERSE SRC.

    RELATION is supersedes, amends, depends-on, refines, conflicts-with, relates-to, the other half of one of these, or
    the team's own words ("Explains"). REVERSE is only needed for words of one's own.
    """
    from adr_kit.change import plan
    from adr_kit.workspace.relating import words_for

    carry_out(
        context,
        lambda session: plan.link(
            session.log,
            session.style,
            session.log.find(source),
            words_for(session, relation, reverse),
            session.log.find(target),
        ),
        lambda session: f"Link {session.log.find(source).title} to {session.log.find(target).title}",
        options,
    )
