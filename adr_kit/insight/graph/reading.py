"""The reading order: the ten or so decisions to read first, and why each comes where it comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adr_kit.insight.graph.mentions import mentions
from adr_kit.insight.graph.model import RESTING, name_of
from adr_kit.insight.graph.succession import in_force, predecessors, replacements
from adr_kit.record.model import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from adr_kit.insight.graph.model import Graph

_DECAY = 0.5  # a decision that rests on another through a third counts half, and so on
_FARTHEST = 5
_REPLACED = 0.5
_RELATED = 0.2
_MENTIONED = 0.2


@dataclass(frozen=True, slots=True)
class Step:
    """One decision to read, and the evidence for its place.

    Attributes:
        record: its identity.
        resting: the decisions in force that rest on it, nearest first.
        replaced: what it replaced, newest first.
        related: the decisions in force to which it stands in another relation.
        mentioned: the decisions in force whose text mentions it and that state no relation to it.
        why: one phrase for people.
    """

    record: str
    resting: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    score: float = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """What to read first.

    Attributes:
        steps: in the order in which to read.
        in_force: how many decisions in force there were to choose from.
        stating: how many records state what they depend on (or refine, or amend), or are said to by another.
        total: how many records there are.
        basis: in sentences, how many state what they depend on and what was done where they do not.
    """

    steps: tuple[Step, ...]
    in_force: int
    stating: int
    total: int
    basis: tuple[str, ...]


@dataclass
class _Evidence:
    resting: dict[str, int] = field(default_factory=dict)  # by whom, at which distance
    related: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    replaced: tuple[str, ...] = ()

    def states(self, other: str) -> bool:
        """Whether a stated relation connects it with the other."""
        return other in self.resting or other in self.related

    @property
    def score(self) -> float:
        resting = sum(_DECAY ** (distance - 1) for distance in self.resting.values())
        loose = _RELATED * len(self.related) + _MENTIONED * len(self.mentioned)
        return resting + loose + (_REPLACED if self.replaced else 0)


def reading_order(graph: Graph, count: int = 10, among: Collection[str] | None = None) -> ReadingOrder:
    """The decisions in force that most others rest on, foundations before what stands on them.

    What is said about a replaced decision counts for the one that replaced it. Ties go to the older record.

    Args:
        graph: the whole log.
        count: how many to choose.
        among: the identities to choose from; None for all.
    """
    now = replacements(graph)
    foundations = _foundations(graph, now)
    evidence = _evidence(graph, now, foundations)
    chosen = [identity for identity in evidence if among is None or identity in among]
    best = sorted(chosen, key=lambda identity: (-round(evidence[identity].score, 6), graph.order[identity]))[:count]
    order = _foundations_first(best, foundations)
    stating = _stating(graph)
    return ReadingOrder(
        tuple(_step(graph, identity, evidence[identity]) for identity in order),
        len(chosen),
        stating,
        len(graph.records),
        tuple(_basis(graph, stating, evidence)),
    )


def _foundations(graph: Graph, now: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """For each decision in force, those in force that it rests on."""
    found: dict[str, set[str]] = {identity: set() for identity in graph.sort(in_force(graph))}
    for edge in graph.edges:
        if edge.relation in RESTING and edge.source in found:
            found[edge.source].update(target for target in now[edge.target] if target != edge.source)
    return found


def _evidence(
    graph: Graph, now: Mapping[str, tuple[str, ...]], foundations: Mapping[str, set[str]]
) -> dict[str, _Evidence]:
    before = predecessors(graph)
    found = {identity: _Evidence(replaced=before.get(identity, ())) for identity in foundations}
    for identity in foundations:
        for below, distance in _distances(identity, foundations):
            found[below].resting[identity] = distance
    for edge in graph.edges:
        if edge.relation in RESTING or edge.relation is Relation.SUPERSEDES:
            continue
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            _add_related(found, now, one, other)
    for target, sources in mentions(graph).items():
        for identity in now[target]:
            known = found[identity]
            known.mentioned.update(one for one in sources if one in found and one != identity and not known.states(one))
    return found


def _add_related(found: dict[str, _Evidence], now: Mapping[str, tuple[str, ...]], one: str, other: str) -> None:
    for identity in now[one]:
        found[identity].related.update(set(now[other]) - {identity} - found[identity].resting.keys())


def _distances(identity: str, foundations: Mapping[str, set[str]]) -> Iterator[tuple[str, int]]:
    """All that a decision rests on, each with how many steps below it lies."""
    seen = {identity}
    level = {identity}
    for distance in range(1, _FARTHEST + 1):
        level = {below for above in level for below in foundations[above]} - seen
        seen |= level
        yield from ((below, distance) for below in level)


def _foundations_first(best: list[str], foundations: Mapping[str, set[str]]) -> list[str]:
    """The same decisions, each after those among them that it rests on (in circles: as they come)."""
    done: list[str] = []
    waiting: set[str] = set()

    def place(identity: str) -> None:
        if identity in done or identity in waiting:
            return
        waiting.add(identity)
        for below in (one for one in best if one in foundations[identity]):
            place(below)
        done.append(identity)

    for identity in best:
        place(identity)
    return done


def _step(graph: Graph, identity: str, evidence: _Evidence) -> Step:
    nearest = sorted(evidence.resting, key=lambda one: (evidence.resting[one], graph.order[one]))
    step = Step(
        identity,
        tuple(nearest),
        evidence.replaced,
        graph.sort(evidence.related),
        graph.sort(evidence.mentioned),
        evidence.score,
    )
    return Step(identity, step.resting, step.replaced, step.related, step.mentioned, step.score, _why(graph, step))


def _why(graph: Graph, step: Step) -> str:
    reasons = [
        _counted(step.resting, "decision rests on it", "decisions rest on it"),
        _counted(step.related, "decision relates to it", "decisions relate to it"),
        _counted(step.mentioned, "text mentions it", "texts mention it"),
        f"replaced {', '.join(name_of(graph.by_id[one]) for one in step.replaced)}" if step.replaced else "",
    ]
    return "; ".join(reason for reason in reasons if reason) or "among the oldest decisions in force"


def _counted(found: tuple[str, ...], one: str, many: str) -> str:
    return f"{len(found)} {one if len(found) == 1 else many}" if found else ""


def _stating(graph: Graph) -> int:
    return len({edge.source for edge in graph.edges if edge.relation in RESTING and edge.source != edge.target})


def _basis(graph: Graph, stating: int, evidence: Mapping[str, _Evidence]) -> Iterator[str]:
    total = len(graph.records)
    if not total:
        return
    verb = "states" if stating <= 1 else "state"
    yield f"{stating or 'None'} of {total} {'record' if total == 1 else 'records'} {verb} what they depend on."
    mentioned = sum(len(one.mentioned) for one in evidence.values())
    related = sum(len(one.related) for one in evidence.values())
    loose = {"mentions in their texts": mentioned, "loose relations": related}
    counted = " and ".join(f"{number} {what}" for what, number in loose.items() if number)
    if stating < total and counted:
        yield f"Where they do not, {counted} counted, a fifth of that each."
    if any(not one.score for one in evidence.values()):
        yield "What nothing points at comes last, the oldest first."
    silent = sum(record.status is None for record in graph.records)
    if silent:
        yield f"{silent} without a status {'is' if silent == 1 else 'are'} taken to be in force."
