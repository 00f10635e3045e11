"""How the records of a log stand to one another, as each of them sees it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adr_kit.insight.graph.mentions import mentions
from adr_kit.insight.graph.model import Graph, build
from adr_kit.insight.graph.succession import in_force, replacements, successors
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.insight.graph.model import Edge
    from adr_kit.record.log import Log

# While these are not decided, or decided against, what they replace stays in force.
_WITHOUT_EFFECT = frozenset({StatusKind.PROPOSED, StatusKind.DRAFT, StatusKind.REJECTED})
_WAITING = frozenset({StatusKind.PROPOSED, StatusKind.DRAFT})
_CHANGED = frozenset({Relation.SUPERSEDED_BY, Relation.AMENDED_BY})


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another record, and how it stands to the one whose neighbour it is.

    Attributes:
        relation: read from the one to this.
        id: this record's identity.
        text: the words of a relation that this tool does not know.
        partial: whether only a part is superseded or amended.
        incoming: whether only this record states it.
    """

    relation: Relation
    id: str
    text: str = ""
    partial: bool = False
    incoming: bool = False


@dataclass(frozen=True)
class Relations:
    """Every record's neighbours, and what of it is in force."""

    graph: Graph

    @classmethod
    def of(cls, log: Log) -> Relations:
        """The relations that a log's records state."""
        return cls(build(log.records))

    @cached_property
    def in_force(self) -> frozenset[str]:
        """The decisions that people must follow now."""
        return in_force(self.graph)

    @cached_property
    def successors(self) -> Mapping[str, tuple[str, ...]]:
        """The decided records that wholly replace each record that is replaced."""
        return successors(self.graph)

    @cached_property
    def current(self) -> Mapping[str, tuple[str, ...]]:
        """For each record, the decisions in force in its place: itself, what replaced it at last, or none."""
        return replacements(self.graph)

    def state(self, identity: str) -> str:
        """What a record is to people now: in-force, waiting (for a decision) or past (replaced, turned down…)."""
        if identity in self.in_force:
            return "in-force"
        waits = self.graph.by_id[identity].status in _WAITING and identity not in self.successors
        return "waiting" if waits else "past"

    def around(self, identity: str) -> tuple[Neighbour, ...]:
        """A record's neighbours, in the order of the log."""
        return self._neighbours.get(identity, ())

    def edges(self, identity: str) -> tuple[Edge, ...]:
        """A record's relations as they are stated, from either end."""
        return tuple(self._edges.get(identity, ()))

    def near(self, identity: str, steps: int = 1) -> Graph:
        """The records that are at most some relations away, and the relations among them."""
        found = {identity}
        for _ in range(steps):
            found |= {neighbour.id for one in found for neighbour in self.around(one)}
        edges = {edge.source + "\0" + edge.target + "\0" + edge.key: edge for one in found for edge in self._edges[one]}
        inside = (edge for edge in edges.values() if edge.source in found and edge.target in found)
        order = self.graph.order
        return Graph(
            tuple(self.graph.by_id[one] for one in self.graph.sort(found)),
            tuple(sorted(inside, key=lambda edge: (order[edge.source], order[edge.target], edge.key))),
        )

    def changed_by(self, identity: str) -> tuple[Neighbour, ...]:
        """The decided records that replace a part of this one, or amend it."""
        return tuple(
            neighbour
            for neighbour in self.around(identity)
            if neighbour.relation in _CHANGED
            and (neighbour.partial or neighbour.relation is Relation.AMENDED_BY)
            and self.graph.by_id[neighbour.id].status not in _WITHOUT_EFFECT
        )

    def proposing(self, identity: str) -> tuple[Neighbour, ...]:
        """The records, not yet decided, that would replace or amend this one, wholly or in part."""
        return tuple(
            one
            for one in self.around(identity)
            if one.relation in _CHANGED and self.graph.by_id[one.id].status in _WAITING
        )

    def proposals(self, identity: str) -> tuple[str, ...]:
        """The same by their identities."""
        return tuple(dict.fromkeys(one.id for one in self.proposing(identity)))

    def replaced_by(self, identity: str) -> tuple[str, ...]:
        """The records that this one wholly replaces, with effect."""
        return self._replaced.get(identity, ())

    def mentioned_by(self, identity: str) -> tuple[str, ...]:
        """The later records whose texts mention this one."""
        order = self.graph.order
        found = self._mentions.get(identity, ())
        return tuple(one for one in found if order[one] > order[identity])

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[str, ...]]:
        return {one: tuple(found) for one, found in mentions(self.graph).items()}

    @cached_property
    def _replaced(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for old, new in self.successors.items():
            for one in new:
                found.setdefault(one, []).append(old)
        return {new: tuple(old) for new, old in found.items()}

    @cached_property
    def _edges(self) -> Mapping[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.graph.edges:
            found[edge.source].append(edge)
            found[edge.target].append(edge)
        return found

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Neighbour, ...]]:
        found: dict[str, list[Neighbour]] = defaultdict(list)
        for edge in self.graph.edges:
            if edge.source == edge.target:
                continue
            for one, other, relation in (
                (edge.source, edge.target, edge.relation),
                (edge.target, edge.source, edge.relation.inverse),
            ):
                incoming = one not in edge.stated_by
                found[one].append(Neighbour(relation, other, edge.text, edge.partial, incoming))
        order = self.graph.order
        return {one: tuple(sorted(near, key=lambda n: order[n.id])) for one, near in found.items()}
