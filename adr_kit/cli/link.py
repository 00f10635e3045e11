"""``adr link``: one record states how it stands to another, and the other says so too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.record.model import Relation

if TYPE_CHECKING:
    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.workspace.session import Session


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
    carry_out(
        context,
        lambda session: _plan(session, source, relation, target, reverse),
        lambda session: f"Link {session.log.find(source).title} to {session.log.find(target).title}",
        options,
    )


def _plan(session: Session, source: str, relation: str, target: str, reverse: str | None) -> Plan:
    """What replaces or changes another record takes effect when it is accepted; any other link at once."""
    from adr_kit.change import plan
    from adr_kit.workspace.relating import words_for

    one, other = session.log.find(source), session.log.find(target)
    meant = session.vocabulary.relation(relation) if reverse is None else None
    match meant:
        case Relation.SUPERSEDES:
            return plan.supersede(session.log, session.style, other, one)
        case Relation.SUPERSEDED_BY:
            return plan.supersede(session.log, session.style, one, other)
        case Relation.AMENDS:
            return plan.amend(session.log, session.style, other, one)
        case Relation.AMENDED_BY:
            return plan.amend(session.log, session.style, one, other)
        case _:
            return plan.link(session.log, session.style, one, words_for(session, relation, reverse), other)
