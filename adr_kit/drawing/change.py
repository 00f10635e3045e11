"""What differs between two states of a log's graph: as text, as data, and as marks on a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.drawing.characters import shorten, width_of, wrap
from adr_kit.drawing.graph_json import edge_data
from adr_kit.drawing.picture import Marks, Picture, heading, relation_words, status_word
from adr_kit.insight.graph import Graph
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.insight.graph.difference import Difference
    from adr_kit.record.data import Json
    from adr_kit.record.model import Record

SCHEMA_VERSION = 1
NEW, GONE = "new", "gone"
_NARROWEST = 40


def change_picture(found: Difference, width: int = 80) -> Picture:
    """What differs and what it is tied to, with marks: new, gone, or what a record's status was before."""
    whole = Graph((*found.now.records, *found.gone), found.now.edges)
    records = {one: f"was {_word(was)}" for one, was in found.was.items()}
    records |= dict.fromkeys(found.new, NEW) | {record.id: GONE for record in found.gone}
    edges = {(edge.source, edge.target, edge.key): NEW for edge in found.new_edges}
    edges |= {(edge.source, edge.target, edge.key): GONE for edge in found.gone_edges}
    return Picture(found.both.select(found.touched), whole, width=width, marks=Marks(records, edges))


def change_text(found: Difference, since: str, width: int) -> str:
    """What differs, a line each: ``+`` new, ``-`` gone, ``~`` with another status; then the relations.

    Args:
        found: what differs.
        since: what the older state is called.
        width: the columns that a line may take.
    """
    return "".join(f"{line.rstrip()}\n" for line in _lines(found, since, max(width, _NARROWEST)))


def _lines(found: Difference, since: str, width: int) -> Iterator[str]:
    yield from wrap(_summary(found, since), width)
    records = [
        *(("+", found.now.by_id[one], "") for one in found.new),
        *(("~", found.now.by_id[one], _word(was)) for one, was in found.was.items()),
        *(("-", record, "") for record in found.gone),
    ]
    if records:
        yield ""
    for sign, record, was in records:
        tail = f" ({_word(record)}{f', was {was}' if was else ''})"
        yield f"{sign} {shorten(heading(record), max(width - 2 - width_of(tail), 10))}{tail}"
    edges = [*(("+", edge) for edge in found.new_edges), *(("-", edge) for edge in found.gone_edges)]
    if edges:
        yield ""
    titles = {record.id: heading(record) for record in found.both.records}
    for sign, edge in edges:
        yield shorten(f"{sign} {titles[edge.source]} {relation_words(edge)} {titles[edge.target]}", width)


def _summary(found: Difference, since: str) -> str:
    counts = (
        (len(found.new), "new record", ""),
        (len(found.was), "record with another status", "records with another status"),
        (len(found.gone), "record gone", "records gone"),
        (len(found.new_edges), "new relation", ""),
        (len(found.gone_edges), "relation gone", "relations gone"),
    )
    said = [count(number, one, many) for number, one, many in counts if number]
    return f"Since {since}: {', '.join(said) if said else 'nothing in the graph differs'}"


def change_data(found: Difference, since: str) -> dict[str, Json]:
    """What differs as the documented schema.

    ``since``; ``records`` with ``new`` and ``gone`` (ids) and ``changed`` (``id``, ``status``, ``was``); ``edges`` with
    ``new`` and ``gone``, as ``adr graph --json`` prints edges.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "since": since,
        "records": {
            "new": list(found.new),
            "gone": [record.id for record in found.gone],
            "changed": [
                {"id": one, "status": _status(found.now.by_id[one]), "was": _status(was)}
                for one, was in found.was.items()
            ],
        },
        "edges": {
            "new": [edge_data(edge) for edge in found.new_edges],
            "gone": [edge_data(edge) for edge in found.gone_edges],
        },
    }


def _word(record: Record) -> str:
    return status_word(record) or "no status"


def _status(record: Record) -> Json:
    return record.status.value if record.status else None
