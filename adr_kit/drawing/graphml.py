"""The graph as GraphML, for Gephi, yEd and networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.drawing.characters import clean, token
from adr_kit.drawing.picture import status_word
from adr_kit.insight.graph import in_force
from adr_kit.insight.graph.export import graphml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.drawing.picture import Picture

    Values = dict[str, str | int | bool]


def draw(picture: Picture) -> str:
    """The picture as GraphML; a node's id is the record's identity, characters that XML forbids as ``%XX``."""
    return graphml(_nodes(picture), _edges(picture))


def _nodes(picture: Picture) -> Iterator[tuple[str, Values]]:
    now = in_force(picture.whole)
    for record in picture.graph.records:
        values: Values = {
            "title": clean(record.title),
            "status": status_word(record),
            "in_force": record.id in now,
            "path": token(record.path.as_posix()),
            "date": record.date.isoformat() if record.date else "",
            "component": clean(record.component or ""),
            "tags": clean(", ".join(record.tags)),
        }
        if record.number is not None:
            values["number"] = record.number
        yield token(record.id), values


def _edges(picture: Picture) -> Iterator[tuple[str, str, Values]]:
    for place, edge in enumerate(picture.graph.edges, 1):
        yield (
            token(edge.source),
            token(edge.target),
            {
                "id": f"e{place}",
                "relation": edge.relation.value,
                "text": clean(edge.text),
                "stated_by": " ".join(token(one, reserved=" ") for one in edge.stated_by),
                "partial": edge.partial,
            },
        )
