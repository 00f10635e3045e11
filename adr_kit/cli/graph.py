"""``adr graph``: what to read first, what rests on what, and the graph in formats for other programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.list import has_status, known_tags
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.cli.context import Context
    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Graph
    from adr_kit.record.log import Log

_FORMATS = ("text", "mermaid", "dot", "json", "graphml", "svg", "html")  # drawing.formats, which loads them, and a page
_ANALYSES = ("cycles", "orphans", "contradictions", "impact", "current", "load-bearing", "stale-chains")
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
    analysis: str | None
    check: bool
    launch: bool
    since: str | None


@click.command()
@click.argument("reference", metavar="[REF|TOPIC]", required=False)
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
@click.option(
    "--analysis", type=click.Choice(_ANALYSES), help="Answer one question about the log, a record or a topic."
)
@click.option("--check", is_flag=True, help="With --analysis: exit 1 where something is wrong.")
@click.option("--diff", "since", metavar="REV", help="What differs since a revision; in any format but graphml.")
@click.option("--open", "launch", is_flag=True, help="Show the map in the browser.")
@pass_context
def command(context: Context, reference: str | None, **options: Unpack[Options]) -> int | None:
    """Say what to read first and what rests on what; with REF, what stands around one record.

    \b
      adr graph                     the decisions to read first, then the rest by topic
      adr graph 12 --depth 2        what stands around record 12
      adr graph --format mermaid    for a Markdown page; svg, html, dot, json and graphml
      adr graph --open              the map, in the browser
      adr graph --diff main         what this work tree changes in it
      adr graph --analysis impact 12   what would have to be looked at again if 12 fell
    """
    from adr_kit.insight.graph import build

    log = context.read_log()
    whole = build(log.records)
    if options["analysis"]:
        from adr_kit.cli.analysing import answer

        return answer(context, log, whole, (options["analysis"], reference), check=options["check"])
    if options["check"]:
        raise click.UsageError("--check goes with --analysis")
    kind = "html" if options["launch"] else options["drawn_as"] or ("json" if context.json else "text")
    draw = partial(_show, context) if options["launch"] else partial(_draw, context, kind)
    focus = log.find(reference).id if reference is not None else None
    select = partial(_selected, context, log, options, focus)
    if options["since"]:
        from adr_kit.cli.graph_change import Shown, show_change

        show_change(context, log, options["since"], Shown(kind, select, draw))
    else:
        draw(_picture(context, whole, select(whole), focus, options))
    return None


def _draw(context: Context, kind: str, picture: Picture) -> None:
    if kind == "html":
        context.out.bytes(_page(picture))
    else:
        from adr_kit.drawing.formats import FORMATS

        context.out.text(FORMATS[kind](picture))


def _selected(context: Context, log: Log, options: Options, focus: str | None, whole: Graph) -> Graph:
    """What the filters leave of a graph, and of that what stands around the record that was asked about."""
    from adr_kit.insight.graph import Direction, neighbourhood

    kept = whole.select({*_kept(context, log, whole, options), *([focus] if focus else [])})
    return kept if focus is None else neighbourhood(kept, focus, options["depth"], Direction(options["direction"]))


def _picture(context: Context, whole: Graph, drawn: Graph, focus: str | None, options: Options) -> Picture:
    from adr_kit.drawing.picture import Picture

    return Picture(
        drawn,
        whole,
        focus,
        width=min(context.out.width, _FULL_LINES),
        everything=options["everything"],
        vocabulary=context.vocabulary,
    )


def _page(picture: Picture, href: Callable[[str], str] | None = None) -> bytes:
    from adr_kit.drawing.chart import chart
    from adr_kit.drawing.svg import title_of
    from adr_kit.workspace.templates.standalone import map_page

    return map_page(chart(picture, href), title_of(picture))


def _show(context: Context, picture: Picture) -> None:
    """Puts the map into a file, whose boxes lead to the records' files on this machine, and has it shown."""
    from adr_kit.workspace.cache import keep
    from adr_kit.workspace.editor import show_on_desktop

    records = picture.whole.by_id
    file = keep(
        "maps", str(context.root), ".html", _page(picture, lambda one: (context.root / records[one].file).as_uri())
    )
    if not show_on_desktop(file):
        raise AdrError("no program here shows pages", "adr graph --format html > map.html")
    context.out.path(str(file))


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
