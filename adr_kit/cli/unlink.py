"""``adr unlink``: a link between two records goes, from both ends."""

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
@click.argument("target", type=REF, metavar="DST")
@click.argument("relation", required=False)
@writes
@pass_context
def command(context: Context, source: str, target: str, relation: str | None, **options: Unpack[Writes]) -> None:
    """Take the links between two records away, both halves; with RELATION only those that say so.

    `adr unlink SRC RELATION DST`, as `adr link` has it, does the same.
    """
    from adr_kit.change import plan

    if relation is not None and _is_relation(context, target) and not _is_relation(context, relation):
        target, relation = relation, target
    carry_out(
        context,
        lambda session: plan.unlink(
            session.log, session.style, session.log.find(source), session.log.find(target), relation
        ),
        lambda session: f"Unlink {session.log.find(source).title} and {session.log.find(target).title}",
        options,
    )


def _is_relation(context: Context, words: str) -> bool:
    return context.vocabulary.relation(words) is not None
