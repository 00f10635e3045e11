"""``adr graph --diff``: what differs in the graph since a revision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from adr_kit.drawing.change import change_data, change_picture, change_text
from adr_kit.insight.graph.difference import difference

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.cli.context import Context
    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Graph
    from adr_kit.record.log import Log

DRAWN = ("mermaid", "dot", "svg", "html")  # GraphML has no place for a mark that programs would read


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is shown.

    Attributes:
        kind: the format: text, json, or one that is drawn.
        select: what of a graph is asked about.
        draw: prints, or shows, a picture.
    """

    kind: str
    select: Callable[[Graph], Graph]
    draw: Callable[[Picture], None]


def show_change(context: Context, log: Log, since: str, shown: Shown) -> None:
    """Prints what differs.

    Args:
        context: the run.
        log: the newer state.
        since: the revision of the older one.
        shown: how.
    """
    kind = shown.kind
    if kind not in ("text", "json", *DRAWN):
        raise click.UsageError(f"--diff can be printed as text, json, {', '.join(DRAWN[:-1])} or {DRAWN[-1]}")
    whole = difference(context.log_at(since), log)
    found = whole.among(record.id for record in shown.select(whole.both).records)
    if kind in DRAWN:
        shown.draw(change_picture(found, context.out.width))
    elif kind == "json":
        context.out.json(change_data(found, since))
    else:
        context.out.text(change_text(found, since, context.out.width))
