"""What differs between the graphs of two states of a log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adr_kit.insight.graph.model import Graph, build
from adr_kit.insight.timeline.difference import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.graph.model import Edge
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record


@dataclass(frozen=True)
class Difference:
    """Two states of a graph, as one.

    Attributes:
        now: the newer graph.
        new: the records that only it has.
        gone: the records that only the older one has, as they were.
        was: for each record whose status differs, what it was before.
        new_edges: the relations that only the newer one has.
        gone_edges: the relations that only the older one has; a renamed record is called as it is called now.
    """

    now: Graph
    new: tuple[str, ...]
    gone: tuple[Record, ...]
    was: Mapping[str, Record]
    new_edges: tuple[Edge, ...]
    gone_edges: tuple[Edge, ...]

    @property
    def both(self) -> Graph:
        """All records and relations of both states; those that are gone come last."""
        return Graph((*self.now.records, *self.gone), (*self.now.edges, *self.gone_edges))

    @property
    def touched(self) -> frozenset[str]:
        """The records that differ, and those between which a relation does."""
        ends = {end for edge in (*self.new_edges, *self.gone_edges) for end in (edge.source, edge.target)}
        return frozenset({*self.new, *(record.id for record in self.gone), *self.was, *ends})

    def among(self, records: Iterable[str]) -> Difference:
        """What differs among some records, and in their relations to one another."""
        kept = frozenset(records)
        return replace(
            self,
            new=tuple(one for one in self.new if one in kept),
            gone=tuple(record for record in self.gone if record.id in kept),
            was={one: was for one, was in self.was.items() if one in kept},
            new_edges=tuple(edge for edge in self.new_edges if {edge.source, edge.target} <= kept),
            gone_edges=tuple(edge for edge in self.gone_edges if {edge.source, edge.target} <= kept),
        )


def difference(old: Log, new: Log) -> Difference:
    """What differs between the graphs of two states of a log.

    A record is the same where its file is, or where git's rules would call the file renamed.
    """
    before, now = build(old.records), build(new.records)
    same = {record.file: was for record, was in _same(old, new)}
    name = {was.id: record.id for record in now.records if (was := same.get(record.file))}
    gone = tuple(record for record in before.records if record.id not in name and record.id not in now.by_id)
    edges = [
        replace(edge, source=name.get(edge.source, edge.source), target=name.get(edge.target, edge.target))
        for edge in before.edges
    ]
    return Difference(
        now,
        tuple(record.id for record in now.records if record.file not in same),
        gone,
        {record.id: same[record.file] for record in now.records if _differs(same.get(record.file), record)},
        _missing(now.edges, edges),
        _missing(edges, now.edges),
    )


def _same(old: Log, new: Log) -> Iterable[tuple[Record, Record]]:
    was = pairs(old.records, new.records)
    return ((record, was[record.file]) for record in new.records if record.file in was)


def _differs(before: Record | None, after: Record) -> bool:
    return before is not None and (before.status, before.status_text) != (after.status, after.status_text)


def _missing(edges: Iterable[Edge], known: Iterable[Edge]) -> tuple[Edge, ...]:
    there = {(edge.source, edge.target, edge.key, edge.partial) for edge in known}
    return tuple(edge for edge in edges if (edge.source, edge.target, edge.key, edge.partial) not in there)
