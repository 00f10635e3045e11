"""The graph as a map in SVG: for a page of a site, and as a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from adr_kit.drawing import ink
from adr_kit.drawing.boxes import (
    arrow_of,
    attributes,
    data_of,
    edge_class,
    every_status,
    inside,
    legend,
    mark_class,
    points,
)
from adr_kit.drawing.layout import Cell, layout
from adr_kit.drawing.picture import heading, relation_words, status_word
from adr_kit.drawing.routes import GAP_Y, MARGIN, corner, extent, routes, top
from adr_kit.insight.graph import in_force
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from adr_kit.drawing.layout import Layout
    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Edge, Graph
    from adr_kit.record.model import Record

_TOLD = 12  # relations that a box's title names; the others are counted


@dataclass(frozen=True, slots=True)
class Frame:
    """How a drawing stands in a page.

    Attributes:
        name: what the identifiers in it begin with; no two drawings of a page share one.
        title: what it shows, for those who do not see it.
        href: where a record's box leads, given its identity; None for boxes that are no links.
    """

    name: str = "map"
    title: str = ""
    href: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """What boxes say of the whole log: asked once for all drawings of a page.

    Attributes:
        in_force: the decisions that people must follow now.
        around: each record's relations.
    """

    in_force: frozenset[str]
    around: Mapping[str, Sequence[Edge]]

    @classmethod
    def of(cls, graph: Graph) -> Whole:
        """What is to be said of a log's records."""
        around: dict[str, list[Edge]] = {record.id: [] for record in graph.records}
        for edge in graph.edges:
            if edge.source != edge.target:
                around[edge.source].append(edge)
                around[edge.target].append(edge)
        return cls(in_force(graph), around)


def draw(picture: Picture) -> str:
    """The picture as an SVG file: with its colours, light and dark, and with what its shapes and lines mean."""
    drawn = _Drawing(picture, Frame(title=title_of(picture)), Whole.of(picture.whole))
    width, height = drawn.size
    width = max(width, 560)
    records = picture.graph.records
    meaning, below = legend(every_status(records), _lines_in(picture), "map", MARGIN, width)
    parts = [
        f"<style>\n{ink.alone()}</style>",
        f'<rect class="ground" width="{width}" height="{height + below + MARGIN}"/>',
        *drawn.parts(),
        f'<g aria-hidden="true" transform="translate(0 {height})">\n{meaning}\n</g>',
    ]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{svg_element(drawn.frame, width, height + below + MARGIN, parts)}\n'
    )


def figure(picture: Picture, frame: Frame, whole: Whole | None = None) -> str:
    """The picture as an ``svg`` element for a page that has the rules of ``ink`` in its style sheet."""
    drawn = _Drawing(picture, frame, whole or Whole.of(picture.whole))
    return svg_element(frame, *drawn.size, drawn.parts())


def legend_figure(picture: Picture, width: int = 880) -> str:
    """What the shapes and lines of a picture mean, as an ``svg`` element of its own."""
    records = picture.graph.records
    found, height = legend(every_status(records), _lines_in(picture), "legend", 0, width)
    return svg_element(Frame("legend", "What shapes and lines mean"), width, height, [points("legend"), found])


def _lines_in(picture: Picture) -> frozenset[str]:
    return frozenset(edge_class(edge, picture.whole.by_id[edge.source]) for edge in picture.graph.edges)


def title_of(picture: Picture) -> str:
    """What a picture shows, in a few words."""
    what = f"Map of {count(len(picture.graph.records), 'decision')}"
    if picture.marks.records or picture.marks.edges:
        return f"{what}: what differs, and what it is tied to"
    return f"{what} around {heading(picture.whole.by_id[picture.focus])}" if picture.focus else what


def svg_element(frame: Frame, width: int, height: int, parts: Sequence[str]) -> str:
    """An ``svg`` element with a name and a title, around its parts."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" id="{frame.name}" role="group" '
        f'aria-labelledby="{frame.name}-title" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    )
    return "\n".join([head, f'<title id="{frame.name}-title">{escape(frame.title)}</title>', *parts, "</svg>"])


class _Drawing:
    """A picture while it is drawn."""

    def __init__(self, picture: Picture, frame: Frame, whole: Whole) -> None:
        self.picture = picture
        self.frame = frame
        self.whole = whole
        self.layout: Layout = layout([record.id for record in picture.graph.records], picture.graph.edges)

    @property
    def size(self) -> tuple[int, int]:
        return extent(self.layout)

    def parts(self) -> list[str]:
        lines = "\n".join(self._edges())
        boxes = "\n".join(self._box(name, record) for name, record in self.picture.nodes)
        return [
            points(self.frame.name),
            f'<g class="edges" aria-hidden="true">\n{lines}\n</g>',
            *self._divider(),
            f'<g class="nodes">\n{boxes}\n</g>',
        ]

    def _edges(self) -> Iterator[str]:
        edges, names = self.picture.graph.edges, self.picture.node_names
        for edge, path in zip(edges, routes(self.layout, edges), strict=True):
            if not path:
                continue
            kind = edge_class(edge, self.picture.whole.by_id[edge.source])
            ends = attributes(data_from=names[edge.source], data_to=names[edge.target])
            said = f"{self._short(edge.source)} {relation_words(edge)} {self._short(edge.target)}"
            arrow = arrow_of(kind, self.frame.name)
            mark = self.picture.marks.edges.get((edge.source, edge.target, edge.key), "")
            said = f"{mark}: {said}" if mark else said
            own = f'class="edge {kind}{mark_class(mark)}"{ends}{arrow}'
            yield f'<path {own} d="{path}"><title>{escape(said)}</title></path>'

    def _divider(self) -> Iterator[str]:
        """A line above the records that are related to no other, where there are others."""
        row = self.layout.loners
        if 0 < row < self.layout.rows:
            y = top(Cell(0, row)) - GAP_Y // 2
            yield f'<path class="rule" d="M{MARGIN} {y}H{self.size[0] - MARGIN}"/>'

    def _box(self, name: str, record: Record) -> str:
        cell = self.layout.cells[record.id]
        href = self.frame.href(record.id) if self.frame.href else ""
        data = data_of(record, in_force=record.id in self.whole.in_force)
        mark = self.picture.marks.records.get(record.id, "")
        focus = " focus" if record.id == self.picture.focus else ""
        kind = f"node {data['data_status']}{focus}{mark_class(mark)}"
        tag = "a" if href else "g"
        parts = "".join(inside(record, *corner(self.layout, cell), mark))
        own = attributes(id=f"{self.frame.name}-{name}", class_=kind, href=href, data_node=name, **data)
        return f"<{tag}{own}><title>{escape(self._told(record))}</title>{parts}</{tag}>"

    def _told(self, record: Record) -> str:
        """All of a record that its box shows or points to, in words."""
        edges = self.whole.around[record.id]
        said = [self._said(record.id, edge) for edge in edges[:_TOLD]]
        more = [f"{len(edges) - _TOLD} more"] if len(edges) > _TOLD else []
        stands = f"{heading(record)} ({status_word(record) or 'no status'})"
        return f"{stands}: {'; '.join(said + more)}" if said else stands

    def _said(self, identity: str, edge: Edge) -> str:
        backward = edge.target == identity
        other = edge.source if backward else edge.target
        return f"{relation_words(edge, backward=backward)} {self._short(other)}"

    def _short(self, identity: str) -> str:
        return heading(self.picture.whole.by_id[identity])
