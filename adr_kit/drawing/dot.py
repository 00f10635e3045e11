"""The graph in Graphviz' DOT language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.drawing.boxes import OTHER, PARTLY, WAITING, edge_class
from adr_kit.drawing.characters import token
from adr_kit.drawing.picture import heading
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.drawing.picture import Picture
    from adr_kit.record.model import Record

# A status is a shape and a line, never colour alone; the word stands in the label.
_NODE_STYLES = {
    StatusKind.PROPOSED: ("box", "rounded,dashed"),
    StatusKind.DRAFT: ("note", "dashed"),
    StatusKind.REJECTED: ("octagon", "dashed"),
    StatusKind.DEPRECATED: ("parallelogram", "dashed"),
    StatusKind.SUPERSEDED: ("box3d", "dashed"),
    StatusKind.OTHER: ("component", "solid"),
}
_EDGE_STYLES = {
    Relation.SUPERSEDES: "bold",
    PARTLY: '"bold,dashed"',
    WAITING: '"bold,dotted"',
    Relation.AMENDS: "dashed",
    Relation.RELATES_TO: "dotted",
    Relation.CONFLICTS_WITH: "dotted",
    OTHER: "dotted",
}


def draw(picture: Picture) -> str:
    """The picture as a ``digraph``; a node's name is the record's identity, unusual characters as ``=XX``."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield "digraph decisions {"
    yield "  rankdir=BT;"
    yield '  node [shape=box, style=solid, fontname="sans-serif"];'
    yield '  edge [fontname="sans-serif", fontsize=10];'
    for _, record in picture.nodes:
        yield f"  {_name(record.id)} [{_node(picture, record)}];"
    for edge in picture.graph.edges:
        label = f"label={_label(picture.words_on(edge))}, class={_quoted(edge.relation.value)}"
        style = _EDGE_STYLES.get(edge_class(edge, picture.whole.by_id[edge.source]), "solid")
        yield f"  {_name(edge.source)} -> {_name(edge.target)} [{label}, style={style}];"
    yield "}"


def _node(picture: Picture, record: Record) -> str:
    label = _label(heading(record), *picture.notes_on(record))
    shape, style = _NODE_STYLES.get(record.status, ("box", "solid")) if record.status else ("box", "solid")
    kind = record.status.value if record.status else "none"
    return f'label={label}, shape={shape}, style="{style}", class="{kind}"' + (
        ", penwidth=3" if record.id == picture.focus else ""
    )


def _name(identity: str) -> str:
    # In a quoted name DOT knows one escape, \", and cannot say a backslash at the end; names that begin with a percent
    # sign are cgraph's own, for what has no name.
    return _quoted(token(identity, reserved='"\\%', mark="="))


def _label(*lines: str) -> str:
    r"""A label: an escString, in which ``\n`` and ``\N`` mean something, and entities too."""
    escaped = [line.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"') for line in lines]
    return '"' + "\\n".join(escaped) + '"'


def _quoted(text: str) -> str:
    return f'"{text}"'
