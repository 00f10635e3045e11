"""The graph as JSON: the documented schema, which networkx' ``node_link_graph`` reads as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from adr_kit.drawing.characters import UNSAFE
from adr_kit.insight.graph import in_force
from adr_kit.record.data import record_data

if TYPE_CHECKING:
    import re

    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Edge
    from adr_kit.record.data import Json
    from adr_kit.record.model import Link, Record

SCHEMA_VERSION = 1


def draw(picture: Picture) -> str:
    """The picture as JSON text; characters that could drive a terminal are written as escapes."""
    text = json.dumps(graph_data(picture), indent=2, ensure_ascii=False)
    return "\n".join(UNSAFE.sub(_escape, line) for line in text.split("\n")) + "\n"


def _escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def graph_data(picture: Picture) -> dict[str, Json]:
    """The picture as the documented schema.

    ``nodes``: records as ``adr list --json`` prints them (``id``, ``number``, ``path``, ``title``, ``status``, …),
    without their ``links`` and with ``in_force``. ``edges``: ``source``, ``target``, ``key`` (tells edges between the
    same two apart), ``relation`` (always read from the newer record to the older), ``text`` (the words of a relation
    called ``other``, else ""), ``stated_by`` (the ids of the records that say so), ``partial``. ``unresolved``: links
    whose target is no record of the log, with ``source``, ``relation``, ``text`` and ``target`` as written. ``focus``:
    the id of the record that was asked about, or null. ``directed`` and ``multigraph`` are for networkx.
    """
    now = in_force(picture.whole)
    return {
        "schema_version": SCHEMA_VERSION,
        "directed": True,
        "multigraph": True,
        "focus": picture.focus,
        "nodes": [_node(record, in_force=record.id in now) for record in picture.graph.records],
        "edges": [edge_data(edge) for edge in picture.graph.edges],
        "unresolved": [_unresolved(source, link) for source, link in picture.graph.unresolved],
    }


def _node(record: Record, *, in_force: bool) -> dict[str, Json]:
    data = record_data(record)
    del data["links"]
    return {**data, "in_force": in_force}


def edge_data(edge: Edge) -> dict[str, Json]:
    """One relation as the documented schema."""
    return {
        "source": edge.source,
        "target": edge.target,
        "key": edge.key,
        "relation": edge.relation.value,
        "text": edge.text,
        "stated_by": list(edge.stated_by),
        "partial": edge.partial,
    }


def _unresolved(source: str, link: Link) -> dict[str, Json]:
    return {"source": source, "relation": link.relation.value, "text": link.text, "target": link.target}
