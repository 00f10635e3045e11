"""What replaced what, and which decision holds now."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.graph.model import Edge, Graph
    from adr_kit.record.model import Record

# A supersession takes effect when the new record is accepted (design, "Life of a decision").
WITHOUT_EFFECT = frozenset({StatusKind.PROPOSED, StatusKind.DRAFT, StatusKind.REJECTED})
_ENDED = frozenset({StatusKind.REJECTED, StatusKind.DEPRECATED, StatusKind.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Lineage:
    """The chain of supersessions that a record belongs to.

    Attributes:
        chain: identities from the oldest to the newest, the record's own among them; a part counts too.
        current: the decisions in force that stand where the record stood; the record itself where it is in force.
    """

    chain: tuple[str, ...]
    current: tuple[str, ...]


def successors(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """For each record that was wholly replaced, by which records, with effect."""
    found: dict[str, list[str]] = {}
    for edge in graph.edges:
        if _takes_effect(graph, edge):
            found.setdefault(edge.target, []).append(edge.source)
    return {old: tuple(new) for old, new in found.items()}


def _takes_effect(graph: Graph, edge: Edge) -> bool:
    whole = edge.relation is Relation.SUPERSEDES and not edge.partial and edge.source != edge.target
    return whole and graph.by_id[edge.source].status not in WITHOUT_EFFECT


def in_force(graph: Graph) -> frozenset[str]:
    """The decisions that people must follow now.

    What a later decision replaced is not among them, whatever its own status still says. A record without any status
    is: most logs that never state one mean "we do this".
    """
    replaced = successors(graph)
    return frozenset(record.id for record in graph.records if _stands(record) and record.id not in replaced)


def _stands(record: Record) -> bool:
    return record.in_force or record.status is None


def current(graph: Graph, identity: str) -> tuple[str, ...]:
    """The decisions in force that stand where a record stood: itself, its successors, or none."""
    reached = _reach([identity], successors(graph))
    return graph.sort(reached & in_force(graph))


def heirs(graph: Graph) -> Mapping[str, frozenset[str]]:
    """For each record, itself and all that stood in its place since: what is said of it counts for each of them."""
    after = successors(graph)
    return {record.id: frozenset(_reach([record.id], after)) for record in graph.records}


def replacements(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """For each record, ``current`` of it; one pass for a whole log."""
    now = in_force(graph)
    return {identity: graph.sort(found & now) for identity, found in heirs(graph).items()}


def alive(graph: Graph) -> frozenset[str]:
    """The decisions in force, and all that may come to be: what was neither replaced nor turned down nor given up."""
    replaced = successors(graph)
    return frozenset(record.id for record in graph.records if record.status not in _ENDED and record.id not in replaced)


def lineage(graph: Graph, identity: str) -> Lineage:
    """The supersessions that led to a record and away from it."""
    older: dict[str, list[str]] = {}
    newer: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.relation is Relation.SUPERSEDES:
            older.setdefault(edge.source, []).append(edge.target)
            newer.setdefault(edge.target, []).append(edge.source)
    family = _reach([identity], older) | _reach([identity], newer)
    return Lineage(_oldest_first(graph, family, older), current(graph, identity))


def predecessors(graph: Graph) -> Mapping[str, tuple[str, ...]]:
    """For each record that replaced others, wholly and with effect: which, directly or through those; newest first."""
    older: dict[str, list[str]] = {}
    for old, new in successors(graph).items():
        for successor in new:
            older.setdefault(successor, []).append(old)
    return {new: tuple(reversed(graph.sort(_reach([new], older) - {new}))) for new in older}


def _reach(start: Iterable[str], steps: Mapping[str, Iterable[str]]) -> set[str]:
    seen = set(start)
    queue = deque(seen)
    while queue:
        for following in steps.get(queue.popleft(), ()):
            if following not in seen:
                seen.add(following)
                queue.append(following)
    return seen


def _oldest_first(graph: Graph, family: set[str], older: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A record after all that it replaced; where they go in circles, the order of the log."""
    left = list(graph.sort(family))
    done: list[str] = []
    while left:
        ready = (one for one in left if not set(older.get(one, ())) & (set(left) - {one}))
        following = next(ready, left[0])
        left.remove(following)
        done.append(following)
    return tuple(done)
