"""The parts of a drawn map: a record as a box with its status as shape and word, and what shapes and lines mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from adr_kit.drawing.characters import clean, token
from adr_kit.drawing.measure import lines_in, width_in
from adr_kit.drawing.picture import FORWARD, heading, status_word
from adr_kit.drawing.routes import BOX_HEIGHT, BOX_WIDTH
from adr_kit.insight.graph import name_of
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from adr_kit.insight.graph import Edge
    from adr_kit.record.model import Record

# The same shapes as everywhere in the site, in a square of 16.
SHAPES: Mapping[str, str] = {
    "accepted": '<circle class="full" cx="8" cy="8" r="7.5"/><path class="cut" d="M4.6 8.3l2.3 2.3 4.5-4.9"/>',
    "proposed": '<circle class="open" cx="8" cy="8" r="6.5"/><path class="full" d="M8 1.5a6.5 6.5 0 0 1 0 13z"/>',
    "draft": '<circle class="open broken" cx="8" cy="8" r="6.5"/>',
    "rejected": '<rect class="full" x="1" y="1" width="14" height="14" rx="3"/>'
    '<path class="cut" d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6"/>',
    "deprecated": '<path class="full" d="M1 2.5h14L8 15z"/>',
    "superseded": '<path class="open" d="M2 8h10.5M8.5 3.5L13 8l-4.5 4.5"/>',
    "other": '<path class="full" d="M8 .8L15.2 8 8 15.2.8 8z"/>',
    "none": '<path class="open" d="M2.5 8h11"/>',
}
_PADDING = 12
_META, _NAME, _NOTE = 11.5, 13, 12
PARTLY, WAITING = f"{Relation.SUPERSEDES} partly", f"{Relation.SUPERSEDES} waiting"
OTHER = "other-relation"  # "other" is a status already
_MEANING = {
    Relation.SUPERSEDES.value: "replaces",
    PARTLY: "replaces a part of",
    WAITING: "would replace",
    Relation.DEPENDS_ON.value: "depends on",
    Relation.REFINES.value: "refines",
    Relation.AMENDS.value: "amends",
    Relation.RELATES_TO.value: FORWARD[Relation.RELATES_TO],
    Relation.CONFLICTS_WITH.value: FORWARD[Relation.CONFLICTS_WITH],
    OTHER: "another relation",
}
_IN_EFFECT_LATER = (StatusKind.PROPOSED, StatusKind.DRAFT, StatusKind.REJECTED)
_SAMPLE, _ROW = 40, 24


def kind_of(record: Record) -> str:
    """The name of a record's shape: its status, or "none"."""
    return record.status.value if record.status else "none"


def mark_class(mark: str) -> str:
    """The class of what carries a mark: its first word, after a blank; "" where there is none."""
    return f" {mark.split(maxsplit=1)[0]}" if mark else ""


def edge_class(edge: Edge, source: Record) -> str:
    """The classes of a line; a supersession takes effect when the new record is accepted, and looks like it.

    Args:
        edge: the relation.
        source: the record that it is read from.
    """
    if edge.relation is not Relation.SUPERSEDES:
        return OTHER if edge.relation is Relation.OTHER else edge.relation.value
    if source.status in _IN_EFFECT_LATER:
        return WAITING
    return PARTLY if edge.partial else edge.relation.value


def attributes(**values: str) -> str:
    """XML attributes, those that are empty left out; ``data_status`` becomes ``data-status``."""
    return "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(value)}" for name, value in values.items() if value
    )


def data_of(record: Record, *, in_force: bool) -> dict[str, str]:
    """What a script filters by, as attributes of a box."""
    return {
        "data_status": kind_of(record),
        "data_in_force": "yes" if in_force else "",
        "data_tags": json.dumps([clean(tag) for tag in record.tags], ensure_ascii=False) if record.tags else "",
        "data_component": clean(record.component or ""),
        "data_log": clean(record.log),
        "data_id": token(record.id),
    }


def inside(record: Record, x: int, y: int, mark: str = "") -> Iterator[str]:
    """A record's box: the status as shape and word, the number, and the title in three lines; and a mark, if any."""
    yield f'<rect class="box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>'
    yield shape(kind_of(record), x + _PADDING, y + 10)
    word = status_word(record) or "no status"
    name = clean(name_of(record)) if record.number is not None else ""
    room = BOX_WIDTH - 2 * _PADDING - 18
    meta = next(iter(lines_in(f"{name} · {word}" if name else word, _META, room, 1)), "")
    yield f'<text class="meta" x="{x + _PADDING + 18}" y="{y + 20}">{escape(meta)}</text>'
    title = clean(record.title) or heading(record)
    lines = lines_in(title, _NAME, BOX_WIDTH - 2 * _PADDING, 2 if mark else 3)
    yield from _lines("name", lines, x + _PADDING, y + 41)
    if mark:
        yield f'<text class="note" x="{x + _PADDING}" y="{y + 76}">{escape(clean(mark))}</text>'


def topic_inside(name: str, note: str, x: int, y: int) -> Iterator[str]:
    """A topic's box: its name in two lines, and what is in it."""
    yield f'<rect class="box" x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="8"/>'
    width = BOX_WIDTH - 2 * _PADDING
    yield from _lines("name", lines_in(name, _NAME, width, 2), x + _PADDING, y + 24)
    yield from _lines("note", lines_in(note, _NOTE, width, 1), x + _PADDING, y + 60)


def _lines(kind: str, lines: tuple[str, ...], x: int, y: int) -> Iterator[str]:
    spans = "".join(f'<tspan x="{x}" y="{y + 17 * place}">{escape(line)}</tspan> ' for place, line in enumerate(lines))
    yield f'<text class="{kind}">{spans.strip()}</text>'


def shape(kind: str, x: float, y: float) -> str:
    """The mark of a status, 12 wide."""
    return f'<g class="shape {kind}" transform="translate({x:g} {y:g}) scale(0.75)">{SHAPES[kind]}</g>'


def legend(statuses: Collection[str], lines: Collection[str], name: str, left: int, width: int) -> tuple[str, int]:
    """What the shapes and lines of a drawing mean, in rows of a width; and how high that is.

    Args:
        statuses: the shapes that appear in it.
        lines: the classes of the lines that appear in it.
        name: what its arrows' identifiers begin with.
        left: where its rows begin.
        width: how wide it may be.
    """
    entries = [(kind, "no status" if kind == "none" else kind, 18) for kind in SHAPES if kind in statuses]
    relations = [(kind, words, _SAMPLE + 8) for kind, words in _MEANING.items() if kind in lines]
    found: list[str] = []
    x, y = left, 0
    for kind, words, offset in [*entries, *relations]:
        needed = offset + round(width_in(words, _NOTE)) + 20
        if x > left and x + needed > width:
            x, y = left, y + _ROW
        sample = shape(kind, x, y + 6) if kind in SHAPES else _sample(kind, name, x, y + 12)
        found.append(f'{sample}<text class="note" x="{x + offset}" y="{y + 16}">{escape(words)}</text>')
        x += needed
    return "\n".join(found), y + _ROW


def _sample(kind: str, name: str, x: int, y: int) -> str:
    arrow = arrow_of(kind, name)
    return f'<path class="edge {kind}" d="M{x} {y}H{x + _SAMPLE - (2 if arrow else 0)}"{arrow}/>'


def arrow_of(kind: str, name: str) -> str:
    """The attribute that gives a line its point; symmetric relations have none."""
    if kind in (Relation.RELATES_TO, Relation.CONFLICTS_WITH):
        return ""
    return f' marker-end="url(#{name}-{"strong" if kind.startswith(Relation.SUPERSEDES) else "point"})"'


def points(name: str) -> str:
    """The arrows' points, as definitions."""
    return (
        f'<defs><marker id="{name}-point" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="point" d="M0 1L10 5L0 9z"/></marker>'
        f'<marker id="{name}-strong" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="13" markerHeight="13" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="point strong" d="M0 0L10 5L0 10L3 5z"/></marker>'
        "</defs>"
    )


def every_status(records: Collection[Record]) -> frozenset[str]:
    """The shapes that a drawing of these records needs."""
    return frozenset(map(kind_of, records)) & {*map(str, StatusKind), "none"}
