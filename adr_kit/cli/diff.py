"""``adr diff``: which decisions are new, or differ in status, number or text, between two revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.paper import FORMATS, show
from adr_kit.cli.period import ends_of, is_range
from adr_kit.insight.timeline.difference import difference
from adr_kit.insight.timeline.telling import tell_difference
from adr_kit.record.data import SCHEMA_VERSION, record_data

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.difference import Changed
    from adr_kit.record.data import Json


@click.command()
@click.argument("old", metavar="REV1")
@click.argument("new", metavar="[REV2]", required=False)
@click.option("--format", "drawn_as", type=click.Choice(FORMATS), help="text (the default) is for people.")
@pass_context
def command(context: Context, old: str, new: str | None, drawn_as: str | None) -> None:
    """Show which decisions differ between two revisions; without REV2, between one and the work tree.

    A bare repository has no work tree: there, HEAD stands in its place.

    \b
      adr diff main                     what this work tree would change
      adr diff v1.0 v2.0                what was decided between two releases
      adr diff v1.0..v2.0 --format markdown
    """
    if new is None and is_range(old):
        old, new = ends_of(old)
    new = new or context.then
    before = context.log_at(old)
    after = context.log_at(new) if new is not None else context.read_log()
    found = difference(before, after)
    unseen = tuple(dict.fromkeys([*before.unseen_words, *after.unseen_words]))
    if context.json or drawn_as == "json":
        data = {"from": old, "to": new, "changes": _data(found), "notes": list(unseen)}
        context.out.json({"schema_version": SCHEMA_VERSION, **data})
        return
    title = f"Decisions, {old} to {new or 'the work tree'}"
    notes = unseen if drawn_as == "markdown" else ()  # people at a terminal are warned
    show(context, tell_difference(found, title, context.vocabulary, notes), drawn_as or "text")


def _data(found: tuple[Changed, ...]) -> list[Json]:
    changes: list[Json] = []
    for one in found:
        aspects: list[Json] = [aspect.value for aspect in one.aspects]
        sections: list[Json] = list(one.sections)
        changes.append(
            {
                "changes": aspects,
                "sections": sections,
                "superseded_by": [record.id for record in one.successors],
                "before": record_data(one.before) if one.before else None,
                "after": record_data(one.after) if one.after else None,
            }
        )
    return changes
