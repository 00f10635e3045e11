"""Where a log says two things that cannot both hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.insight.graph.evidence import statements, status_statement
from adr_kit.insight.graph.model import RESTING
from adr_kit.insight.graph.observation import Observation, called, named, status_words, verb
from adr_kit.insight.graph.succession import WITHOUT_EFFECT, in_force, replacements, successors
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.insight.graph.evidence import Statement
    from adr_kit.insight.graph.model import Edge, Graph


def contradictions(graph: Graph) -> tuple[Observation, ...]:
    """All of them, in the order of the log."""
    found = [*_superseded_too_early(graph), *_replaced_and_accepted(graph), *_two_successors(graph)]
    found += [*_on_what_has_fallen(graph), *_at_odds(graph)]
    return tuple(sorted(found, key=lambda one: graph.order[one.records[0]]))


def _superseded_too_early(graph: Graph) -> Iterator[Observation]:
    """Its status says superseded, and all that would replace it is undecided or was rejected."""
    for old, edges in _supersessions(graph).items():
        record = graph.by_id[old]
        undecided = [edge for edge in edges if graph.by_id[edge.source].status in WITHOUT_EFFECT]
        if record.status is StatusKind.SUPERSEDED and len(undecided) == len(edges):
            by = " and ".join(f"{called(graph.by_id[one.source])} ({_status(graph, one.source)})" for one in edges)
            yield Observation(
                "superseded-by-undecided",
                (old, *(edge.source for edge in edges)),
                f"is superseded, but only by {by}",
                (*status_statement(record), *_evidence(graph, edges)),
            )


def _replaced_and_accepted(graph: Graph) -> Iterator[Observation]:
    """Its status says accepted, and an accepted record replaces it."""
    for old, edges in _supersessions(graph).items():
        record = graph.by_id[old]
        by = [edge for edge in edges if graph.by_id[edge.source].status is StatusKind.ACCEPTED]
        if record.status is StatusKind.ACCEPTED and by:
            verbs = "replaces" if len(by) == 1 else "replace"
            yield Observation(
                "in-force-though-superseded",
                (old, *(edge.source for edge in by)),
                f"is accepted, though {named(graph, [edge.source for edge in by])}, accepted too, {verbs} it",
                (*status_statement(record), *_evidence(graph, by)),
            )


def _two_successors(graph: Graph) -> Iterator[Observation]:
    """More than one decision in force took its place."""
    now = in_force(graph)
    edges = _supersessions(graph)
    for old, new in successors(graph).items():
        both = [one for one in new if one in now]
        if len(both) > 1:
            yield Observation(
                "two-successors",
                (old, *both),
                f"was replaced by {named(graph, both)}, and each of them is in force",
                _evidence(graph, [edge for edge in edges[old] if edge.source in both]),
            )


def _on_what_has_fallen(graph: Graph) -> Iterator[Observation]:
    """A decision in force rests on one that is not."""
    now = in_force(graph)
    after, holds = successors(graph), replacements(graph)
    for edge in graph.edges:
        if edge.relation in RESTING and edge.source in now and edge.target not in now:
            replaced = after.get(edge.target, ())
            why = f"{named(graph, replaced)} replaced" if replaced else f"is {_status(graph, edge.target)}"
            yield Observation(
                "rests-on-what-is-not-in-force",
                (edge.source, edge.target, *holds[edge.target]),
                f"is in force and {verb(edge)} {called(graph.by_id[edge.target])}, which {why}",
                (*statements(graph, edge), *status_statement(graph.by_id[edge.target])),
            )


def _at_odds(graph: Graph) -> Iterator[Observation]:
    """Two decisions in force of which one says that they conflict."""
    now = in_force(graph)
    for edge in graph.edges:
        if (
            edge.relation is Relation.CONFLICTS_WITH
            and {edge.source, edge.target} <= now
            and edge.source != edge.target
        ):
            yield Observation(
                "conflict",
                (edge.source, edge.target),
                f"conflicts with {called(graph.by_id[edge.target])}, and both are in force",
                statements(graph, edge),
            )


def _supersessions(graph: Graph) -> dict[str, list[Edge]]:
    """For each record what says that it is wholly replaced, whether that has effect or not."""
    found: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.relation is Relation.SUPERSEDES and not edge.partial and edge.source != edge.target:
            found.setdefault(edge.target, []).append(edge)
    return found


def _status(graph: Graph, identity: str) -> str:
    return status_words(graph.by_id[identity])


def _evidence(graph: Graph, edges: list[Edge]) -> tuple[Statement, ...]:
    return tuple(statement for edge in edges for statement in statements(graph, edge))
