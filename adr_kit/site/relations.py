"""How the records of a log stand to one another, as each of them sees it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adr_kit.insight.graph.model import build
from adr_kit.insight.graph.succession import in_force, replacements, successors
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.insight.graph.model import Graph
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

    def around(self, identity: str) -> tuple[Neighbour, ...]:
        """A record's neighbours, in the order of the log."""
        return self._neighbours.get(identity, ())

    def changed_by(self, identity: str) -> tuple[Neighbour, ...]:
        """The decided records that replace a part of this one, or amend it."""
        return tuple(
            neighbour
            for neighbour in self.around(identity)
            if neighbour.relation in _CHANGED
            and (neighbour.partial or neighbour.relation is Relation.AMENDED_BY)
            and self.graph.by_id[neighbour.id].status not in _WITHOUT_EFFECT
        )

    def proposals(self, identity: str) -> tuple[str, ...]:
        """The records, not yet decided, that would replace or amend this one."""
        waiting = (one.id for one in self.around(identity) if one.relation in _CHANGED)
        return tuple(dict.fromkeys(one for one in waiting if self.graph.by_id[one].status in _WAITING))

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
