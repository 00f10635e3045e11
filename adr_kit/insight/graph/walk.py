"""Walks over the graph: the neighbourhood of a record, what rests on it, and circles."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import networkx as nx

from adr_kit.insight.graph.model import RESTING
from adr_kit.insight.graph.succession import heirs, in_force
from adr_kit.record.model import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from adr_kit.insight.graph.model import Attributes, Edge, Graph

    Plain = nx.DiGraph[str, Attributes, Attributes]


_ORDERED = RESTING | {Relation.SUPERSEDES, Relation.AMENDS}


class Direction(StrEnum):
    """Which relations to follow from a record: those that point at it, those that it points with, or all."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Resting:
    """A record that rests on another.

    Attributes:
        record: its identity.
        distance: 1 where it says so itself, 2 where it rests on one that does, and so on.
        on: the record on which it rests directly; the target of ``through`` may be one that this one replaced.
        through: the edge by which it was reached.
    """

    record: str
    distance: int
    on: str
    through: Edge


def neighbourhood(graph: Graph, identity: str, depth: int = 1, direction: Direction = Direction.BOTH) -> Graph:
    """The records that are at most ``depth`` relations away, and all relations among them."""
    network = graph.network
    if direction is Direction.IN:
        network = network.reverse(copy=False)
    undirected = direction is Direction.BOTH
    near = nx.ego_graph(network, identity, radius=depth, undirected=undirected)
    return graph.select(list(near))


def carried(
    graph: Graph, relations: Collection[Relation] = RESTING, among: Collection[str] | None = None
) -> Mapping[str, tuple[Edge, ...]]:
    """For each record, by which relations others rest on it: on itself, or on one that it replaced.

    Args:
        graph: the whole log.
        relations: which relations count, from their targets to their sources.
        among: which records count; None for the decisions in force.
    """
    counted = in_force(graph) if among is None else among
    after = heirs(graph)
    found: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.relation in relations and edge.source in counted:
            for below in after[edge.target] - {edge.source}:
                found.setdefault(below, []).append(edge)
    return {identity: tuple(edges) for identity, edges in found.items()}


def resting(graph: Graph, fallen: Collection[str], above: Mapping[str, tuple[Edge, ...]]) -> tuple[Resting, ...]:
    """What rests on records, nearest first: what must be looked at again when they fall.

    Args:
        graph: the whole log.
        fallen: their identities.
        above: what rests on what, as ``carried`` has it.
    """
    found: dict[str, Resting] = {}
    queue = deque((identity, 1) for identity in graph.sort(fallen))
    while queue:
        on, distance = queue.popleft()
        for edge in above.get(on, ()):
            if edge.source not in fallen and edge.source not in found:
                found[edge.source] = Resting(edge.source, distance, on, edge)
                queue.append((edge.source, distance + 1))
    return tuple(sorted(found.values(), key=lambda one: (one.distance, graph.order[one.record])))


def cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Circles of records that rest on, amend or replace each other (or themselves): one shortest circle for each knot.

    Each begins with the record that comes first in the log, which is not repeated at its end.
    """
    network: Plain = nx.DiGraph()
    network.add_edges_from((edge.source, edge.target) for edge in graph.edges if edge.relation in _ORDERED)
    found = [_circle(graph, network, knot) for knot in nx.strongly_connected_components(network)]
    return tuple(sorted((one for one in found if one), key=lambda one: graph.order[one[0]]))


def _circle(graph: Graph, network: Plain, knot: set[str]) -> tuple[str, ...]:
    loops = graph.sort(node for node in knot if network.has_edge(node, node))
    if loops:
        return loops[:1]
    if len(knot) == 1:
        return ()
    inside = network.subgraph(knot)
    first = graph.sort(knot)[0]
    ends = graph.sort(inside.predecessors(first))
    paths = [tuple(nx.shortest_path(inside, first, end)) for end in ends]
    return min(paths, key=len)
