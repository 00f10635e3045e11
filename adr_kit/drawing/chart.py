"""A log's map for a page: one sheet, or for a large log one for each topic, with what a reader can choose by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from adr_kit.drawing.boxes import SHAPES, attributes, every_status, topic_inside
from adr_kit.drawing.characters import clean
from adr_kit.drawing.layout import layout
from adr_kit.drawing.routes import corner, extent, routes
from adr_kit.drawing.svg import Frame, Whole, figure, legend_figure, svg_element, title_of
from adr_kit.drawing.topics import OTHER, by_topic
from adr_kit.insight.graph import Edge, name_of
from adr_kit.record.model import Relation
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from adr_kit.drawing.picture import Picture
    from adr_kit.record.model import Record

    Cluster = tuple[str, tuple[Record, ...]]
    Ties = dict[int, Counter[int]]

ONE_SHEET = 1200  # records: more are a wall of boxes
_FULL = 400  # records of one sheet
_TOPICS = 60  # sheets by topic; smaller topics share the last ones
_TIES = 3  # topics that a topic is most tied to


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing of a map.

    Attributes:
        name: the identifier of its ``svg`` element.
        topic: what its records have in common; "" for the only sheet of a map.
        count: how many records it shows.
        in_force: how many of those are decisions in force.
        ties: the topics that it is most tied to, each with how many relations do so.
        svg: the drawing.
    """

    name: str
    topic: str
    count: int
    in_force: int
    ties: tuple[tuple[str, int], ...]
    svg: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose by: statuses (shape and word), tags, components and names of logs."""

    statuses: tuple[str, ...]
    tags: tuple[str, ...]
    components: tuple[str, ...]
    logs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole map.

    Attributes:
        count: how many records there are.
        relations: how many relations among them.
        legend: what shapes and lines mean, as an ``svg`` element.
        overview: the topics and how they are tied, as an ``svg`` element; "" where there is one sheet.
        sheets: the drawings.
        choices: what a reader can choose by.
    """

    count: int
    relations: int
    legend: str
    overview: str
    sheets: tuple[Sheet, ...]
    choices: Choices


def chart(picture: Picture, href: Callable[[str], str] | None = None, most: int = ONE_SHEET) -> Chart:
    """The map of a picture.

    Args:
        picture: what to draw.
        href: where a record's box leads, given its identity; None for boxes that are no links.
        most: how many records one sheet may show; where there are more, each topic has its own.
    """
    records = picture.graph.records
    clusters = [("", records)] if len(records) <= most else list(_clusters(picture))
    ties = _ties(picture, clusters)
    drawn = _Sheets(picture, href, clusters, ties, Whole.of(picture.whole))
    sheets = tuple(drawn.sheet(place) for place in range(len(clusters)))
    return Chart(
        count=len(records),
        relations=len(picture.graph.edges),
        legend=legend_figure(picture),
        overview=_overview(sheets, ties) if len(sheets) > 1 else "",
        sheets=sheets,
        choices=_choices(records),
    )


def _clusters(picture: Picture) -> Iterator[Cluster]:
    """The records by topic; small ones together, large ones in parts that say where they begin and end."""
    topics = by_topic(picture.whole.records, picture.graph.records)
    named = [topic for topic in topics if topic[0] != OTHER]
    small = {record.id for _, found in named[_TOPICS:] for record in found}
    kept = dict(named[:_TOPICS])
    rest = small | {record.id for name, found in topics if name == OTHER for record in found}
    kept[OTHER] = [record for record in picture.graph.records if record.id in rest]
    for name, found in kept.items():
        parts = [tuple(found[start : start + _FULL]) for start in range(0, len(found), _FULL)]
        for part in parts:
            ends = f", {clean(name_of(part[0]))} to {clean(name_of(part[-1]))}" if len(parts) > 1 else ""
            yield f"{name}{ends}", part


def _ties(picture: Picture, clusters: Sequence[Cluster]) -> Ties:
    """For each cluster how many relations lead to each other one."""
    where = {record.id: place for place, (_, found) in enumerate(clusters) for record in found}
    ties: Ties = {place: Counter() for place in range(len(clusters))}
    for edge in picture.graph.edges:
        one, other = where[edge.source], where[edge.target]
        if one != other:
            ties[one][other] += 1
            ties[other][one] += 1
    return ties


def _strongest(ties: Counter[int]) -> list[tuple[int, int]]:
    return sorted(ties.items(), key=lambda tie: (-tie[1], tie[0]))[:_TIES]


@dataclass(frozen=True, slots=True)
class _Sheets:
    """What all sheets of a map are drawn from."""

    picture: Picture
    href: Callable[[str], str] | None
    clusters: Sequence[Cluster]
    ties: Ties
    whole: Whole

    def sheet(self, place: int) -> Sheet:
        topic, found = self.clusters[place]
        drawn = replace(self.picture, graph=self.picture.graph.select([record.id for record in found]))
        name = f"map{place}" if topic else "map"
        title = f"{topic}: {title_of(drawn)}" if topic else title_of(drawn)
        return Sheet(
            name=name,
            topic=topic,
            count=len(found),
            in_force=sum(record.id in self.whole.in_force for record in found),
            ties=tuple((self.clusters[other][0], count) for other, count in _strongest(self.ties[place])),
            svg=figure(drawn, Frame(name, title, self.href), self.whole),
        )


def _overview(sheets: Sequence[Sheet], ties: Ties) -> str:
    """The topics as boxes that lead to their sheets, with a line from each to the one that it is most tied to."""
    ids = [sheet.name for sheet in sheets]
    named = {place for place, sheet in enumerate(sheets) if not sheet.topic.startswith(OTHER)}
    among = {one: Counter({other: ties[one][other] for other in ties[one].keys() & named}) for one in named}
    pairs = {tuple(sorted((one, other))) for one in among for other, _ in _strongest(among[one])[:1]}
    edges = [Edge(ids[other], ids[one], Relation.RELATES_TO) for one, other in sorted(pairs)]
    placed = layout(ids, edges)
    lines = [f'<path class="edge relates-to" d="{path}"/>' for path in routes(placed, edges)]
    boxes = [_box(sheet, corner(placed, placed.cells[sheet.name])) for sheet in sheets]
    parts = ['<g class="edges" aria-hidden="true">', *lines, "</g>", '<g class="nodes">', *boxes, "</g>"]
    return svg_element(
        Frame("topics", "The topics, each with a line to the one that it is most tied to"), *extent(placed), parts
    )


def _box(sheet: Sheet, at: tuple[int, int]) -> str:
    current = "all" if sheet.in_force == sheet.count else str(sheet.in_force)
    note = f"{count(sheet.count, 'decision')}, {current} in force"
    own = attributes(class_="topic", href=f"#{sheet.name}")
    return (
        f"<a{own}><title>{escape(f'{sheet.topic}: {note}')}</title>{''.join(topic_inside(sheet.topic, note, *at))}</a>"
    )


def _choices(records: Sequence[Record]) -> Choices:
    statuses = every_status(records)
    return Choices(
        statuses=tuple(kind for kind in SHAPES if kind in statuses),
        tags=_named(tag for record in records for tag in record.tags),
        components=_named(record.component or "" for record in records),
        logs=_named(record.log for record in records),
    )


def _named(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({clean(one) for one in found} - {""}, key=lambda one: (one.casefold(), one)))
