"""``adr graph``: what to read first, what rests on what, and the graph in formats for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.list import has_status, known_tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.cli.context import Context
    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Graph
    from adr_kit.record.log import Log

_FORMATS = ("text", "mermaid", "dot", "json", "graphml", "svg", "html")  # drawing.formats, which loads them, and a page
_FULL_LINES = 100  # columns: longer lines of prose are hard to read


class Options(TypedDict):
    """The command's options, as click names them."""

    drawn_as: str | None
    depth: int
    direction: str
    current: bool
    statuses: tuple[str, ...]
    tags: tuple[str, ...]
    everything: bool


@click.command()
@click.argument("reference", metavar="[REF]", required=False)
@click.option("--format", "drawn_as", type=click.Choice(_FORMATS), help="text (the default) is for people.")
@click.option("--depth", type=click.IntRange(min=1), default=1, show_default=True, help="How far from REF.")
@click.option(
    "--direction",
    type=click.Choice(["in", "out", "both"]),
    default="both",
    show_default=True,
    help="Relations that point at REF, that it points with, or both.",
)
@click.option("--current", is_flag=True, help="Only decisions in force.")
@click.option("--status", "statuses", multiple=True, metavar="STATUS", help="Only of this status (repeatable: or).")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only with this tag (repeatable: or).")
@click.option("--all", "everything", is_flag=True, help="As text: every record, not only what to read first.")
@pass_context
def command(context: Context, reference: str | None, **options: Unpack[Options]) -> None:
    r"""Say what to read first and what rests on what; with REF, what stands around one record.

    \b
      adr graph                     the decisions to read first, then the rest by topic
      adr graph 12 --depth 2        what stands around record 12
      adr graph --format mermaid    for a Markdown page; dot, json and graphml for programs
    """
    from adr_kit.drawing.formats import FORMATS
    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Direction, build, neighbourhood

    log = context.read_log()
    whole = build(log.records)
    focus = log.find(reference).id if reference is not None else None
    drawn = whole.select({*_kept(context, log, whole, options), *([focus] if focus else [])})
    if focus is not None:
        drawn = neighbourhood(drawn, focus, options["depth"], Direction(options["direction"]))
    picture = Picture(
        drawn,
        whole,
        focus,
        width=min(context.out.width, _FULL_LINES),
        everything=options["everything"],
        vocabulary=context.vocabulary,
    )
    kind = options["drawn_as"] or ("json" if context.json else "text")
    if kind == "html":
        context.out.bytes(_page(picture))
        return
    context.out.text(FORMATS[kind](picture))


def _page(picture: Picture) -> bytes:
    from adr_kit.drawing.chart import chart
    from adr_kit.drawing.svg import title_of
    from adr_kit.workspace.templates.standalone import map_page

    return map_page(chart(picture), title_of(picture))


def _kept(context: Context, log: Log, graph: Graph, options: Options) -> Iterator[str]:
    """What the filters leave; the record that was asked about is drawn whatever they say."""
    from adr_kit.insight.graph import in_force

    now = in_force(graph) if options["current"] else frozenset()
    fits = has_status(context, log, options["statuses"]) if options["statuses"] else None
    tags = known_tags(log, options["tags"])
    for record in graph.records:
        if options["current"] and record.id not in now:
            continue
        if fits is not None and not fits(record):
            continue
        if tags and tags.isdisjoint(tag.casefold() for tag in record.tags):
            continue
        yield record.id
