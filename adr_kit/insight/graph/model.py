"""The graph of a log as values: records, and relations in their forward form with who states them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adr_kit.record.model import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    import networkx as nx

    from adr_kit.record.model import Link, Record

    Attributes = dict[str, object]
    Network = nx.MultiDiGraph[str, Attributes, Attributes]

# The source of such an edge rests on its target: take the target away and the source must be decided again. What amends
# a decision changes it, and rests on nothing.
RESTING = frozenset({Relation.DEPENDS_ON, Relation.REFINES})
_SYMMETRIC = frozenset({Relation.RELATES_TO, Relation.CONFLICTS_WITH})
_NAME = re.compile(r"[^\W\d_]{0,12}[-_ ]?\d{1,8}")


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two records, however many statements it rests on.

    Attributes:
        source: the record that it is read from: the newer, the one that depends, that replaces.
        target: the record that it is read to.
        relation: always a forward relation.
        text: the words of a relation that this tool does not know; "" for the others.
        stated_by: which of the two records says so, in the order of the log.
        partial: whether one of them says that only a part is meant.
    """

    source: str
    target: str
    relation: Relation
    text: str = ""
    stated_by: tuple[str, ...] = ()
    partial: bool = False

    @property
    def key(self) -> str:
        """What tells the edges between the same two records apart."""
        return f"{self.relation.value}: {self.text}" if self.text else self.relation.value


@dataclass(frozen=True)
class Graph:
    """Records and the relations among them.

    Attributes:
        records: in the order of the log.
        edges: in the order of their sources, then of their targets.
        unresolved: links whose target is no record of the log, each with the identity of the record that states it.
    """

    records: tuple[Record, ...] = ()
    edges: tuple[Edge, ...] = ()
    unresolved: tuple[tuple[str, Link], ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by identity."""
        return {record.id: record for record in self.records}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Each record's place in the log."""
        return {record.id: place for place, record in enumerate(self.records)}

    @cached_property
    def network(self) -> Network:
        """The same for graph algorithms: nodes are identities, keys are ``Edge.key``, ``edge`` holds the ``Edge``."""
        import networkx as nx

        network: Network = nx.MultiDiGraph()
        network.add_nodes_from(record.id for record in self.records)
        for edge in self.edges:
            network.add_edge(edge.source, edge.target, edge.key, edge=edge)
        return network

    def select(self, ids: Collection[str]) -> Graph:
        """Only these records and the relations among them."""
        kept = frozenset(ids)
        return Graph(
            tuple(record for record in self.records if record.id in kept),
            tuple(edge for edge in self.edges if edge.source in kept and edge.target in kept),
            tuple((source, link) for source, link in self.unresolved if source in kept),
        )

    def sort(self, ids: Iterable[str]) -> tuple[str, ...]:
        """These identities in the order of the log."""
        return tuple(sorted(ids, key=self.order.__getitem__))


def build(records: Iterable[Record]) -> Graph:
    """The graph of a log's records (``Log.records``), in their order.

    Two statements of one relation, from its two ends or twice from one, are one edge. A symmetric relation runs from
    the record that comes later in the log. Links to oneself are kept; links to nothing are ``unresolved``.
    """
    nodes = {record.id: record for record in records}
    order = {identity: place for place, identity in enumerate(nodes)}
    edges: dict[tuple[int, int, str], Edge] = {}
    unresolved: list[tuple[str, Link]] = []
    for identity, record in nodes.items():
        for link in record.links:
            if link.target_id is None or link.target_id not in nodes:
                unresolved.append((identity, link))
                continue
            edge = _edge(identity, link, link.target_id, order)
            place = (order[edge.source], order[edge.target], edge.key)
            edges[place] = _merged(edges.get(place), edge)
    return Graph(tuple(nodes.values()), tuple(edges[place] for place in sorted(edges)), tuple(unresolved))


def _edge(stated_by: str, link: Link, target: str, order: Mapping[str, int]) -> Edge:
    relation = link.relation if link.relation.forward else link.relation.inverse
    backward = not link.relation.forward or (relation in _SYMMETRIC and order[stated_by] < order[target])
    source, target = (target, stated_by) if backward else (stated_by, target)
    text = " ".join(link.text.split()) if relation is Relation.OTHER else ""
    return Edge(source, target, relation, text, (stated_by,), link.partial)


def _merged(known: Edge | None, edge: Edge) -> Edge:
    if known is None:
        return edge
    stated_by = known.stated_by if edge.stated_by[0] in known.stated_by else known.stated_by + edge.stated_by
    return Edge(edge.source, edge.target, edge.relation, edge.text, stated_by, known.partial or edge.partial)


def name_of(record: Record) -> str:
    """What people call a record: the number as its file name writes it ("0012", "ADR-012"), else its identity."""
    if record.log and record.number is not None:
        return f"{record.log}/{record.number}"
    found = _NAME.match(record.id)
    if found and record.number is not None and int(re.sub(r"\D", "", found.group())) == record.number:
        return found.group()
    return record.id if record.number is None else f"{record.number:04d}"
