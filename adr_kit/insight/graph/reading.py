"""The reading order: the ten or so decisions to read first, and why each comes where it comes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adr_kit.insight.graph.mentions import mentions
from adr_kit.insight.graph.model import RESTING, name_of
from adr_kit.insight.graph.succession import in_force, predecessors, replacements
from adr_kit.insight.graph.walk import carried, resting
from adr_kit.record.model import Relation
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from adr_kit.insight.graph.model import Edge, Graph

_DECAY = 0.5  # a decision that rests on another through a third counts half, and so on
_FARTHEST = 5
_REPLACED = 0.5
_LOOSE = 0.2  # a relation that does not say which of the two rests on the other, or a mention in the text
_NAMED = 2  # replaced records that a reason names; the others are counted


@dataclass(frozen=True, slots=True)
class Step:
    """One decision to read, and the evidence for its place.

    Attributes:
        record: its identity.
        resting: the decisions in force that rest on it, directly or through others, nearest first.
        direct: how many of those say so themselves (of it, or of one that it replaced).
        amended: the decisions in force that amend it.
        replaced: what it replaced, newest first.
        related: the decisions in force to which it stands in another relation.
        mentioned: the decisions in force whose text mentions it and that state no relation to it.
        why: one phrase for people.
    """

    record: str
    resting: tuple[str, ...] = ()
    direct: int = 0
    amended: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    score: float = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """What to read first.

    Attributes:
        steps: in the order in which to read; only decisions of which something says that they matter to others.
        in_force: how many decisions in force there were to choose from.
        stating: how many records state what they rest on, or are said to by another.
        total: how many records there are.
        basis: in sentences, what the order rests on.
    """

    steps: tuple[Step, ...]
    in_force: int
    stating: int
    total: int
    basis: tuple[str, ...]


@dataclass
class _Evidence:
    resting: dict[str, int] = field(default_factory=dict)  # by whom, at which distance, as far as that counts
    amended: set[str] = field(default_factory=set)
    related: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    replaced: tuple[str, ...] = ()

    def states(self, other: str) -> bool:
        """Whether a stated relation connects it with the other."""
        return other in self.resting or other in self.related or other in self.amended

    @property
    def score(self) -> float:
        resting = sum(_DECAY ** (distance - 1) for distance in self.resting.values())
        loose = _LOOSE * (len(self.amended) + len(self.related) + len(self.mentioned))
        return resting + loose + (_REPLACED if self.replaced else 0)


def reading_order(graph: Graph, most: int = 10, among: Collection[str] | None = None) -> ReadingOrder:
    """The decisions in force that most others rest on, foundations before what stands on them.

    What is said about a replaced decision counts for the one that replaced it. Ties go to the older record. A decision
    of which nothing says that it matters to others has no place in the order: age is no evidence.

    Args:
        graph: the whole log.
        most: how many to choose, at most.
        among: the identities to choose from; None for all.
    """
    now = replacements(graph)
    above = carried(graph)
    foundations = _foundations(graph, above)
    evidence = _evidence(graph, now, foundations)
    chosen = [identity for identity in evidence if among is None or identity in among]
    known = [identity for identity in chosen if evidence[identity].score]
    best = sorted(known, key=lambda identity: (-round(evidence[identity].score, 6), graph.order[identity]))[:most]
    order = _foundations_first(best, foundations)
    stating = _stating(graph)
    return ReadingOrder(
        tuple(_step(graph, identity, evidence[identity], above) for identity in order),
        len(chosen),
        stating,
        len(graph.records),
        tuple(_basis(graph, stating, [evidence[identity] for identity in best])),
    )


def _foundations(graph: Graph, above: Mapping[str, Iterable[Edge]]) -> dict[str, set[str]]:
    """For each decision in force, those in force that it rests on."""
    found: dict[str, set[str]] = {identity: set() for identity in graph.sort(in_force(graph))}
    for below in found:
        for edge in above.get(below, ()):
            found[edge.source].add(below)
    return found


def _evidence(
    graph: Graph, now: Mapping[str, tuple[str, ...]], foundations: Mapping[str, set[str]]
) -> dict[str, _Evidence]:
    before = predecessors(graph)
    found = {identity: _Evidence(replaced=before.get(identity, ())) for identity in foundations}
    for identity in foundations:
        for below, distance in _distances(identity, foundations):
            found[below].resting[identity] = distance
    _add_loose(graph, found, now)
    for target, sources in mentions(graph).items():
        for identity in now[target]:
            known = found[identity]
            known.mentioned.update(one for one in sources if one in found and one != identity and not known.states(one))
    return found


def _add_loose(graph: Graph, found: dict[str, _Evidence], now: Mapping[str, tuple[str, ...]]) -> None:
    """Amendments, and the relations that do not say which of the two rests on the other."""
    for edge in graph.edges:
        if edge.relation is Relation.AMENDS:
            for identity in now[edge.target]:
                found[identity].amended.update(set(now[edge.source]) - {identity})
        elif edge.relation not in RESTING | {Relation.SUPERSEDES}:
            _add_related(found, now, edge.source, edge.target)
            _add_related(found, now, edge.target, edge.source)


def _add_related(found: dict[str, _Evidence], now: Mapping[str, tuple[str, ...]], one: str, other: str) -> None:
    for identity in now[one]:
        found[identity].related.update(set(now[other]) - {identity} - found[identity].resting.keys())


def _distances(identity: str, foundations: Mapping[str, set[str]]) -> Iterator[tuple[str, int]]:
    """What a decision rests on, each with how many steps below it lies, as far down as it counts."""
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


def _step(graph: Graph, identity: str, evidence: _Evidence, above: Mapping[str, tuple[Edge, ...]]) -> Step:
    found = resting(graph, {identity}, above)
    step = Step(
        identity,
        tuple(one.record for one in found),
        sum(one.distance == 1 for one in found),
        graph.sort(evidence.amended),
        evidence.replaced,
        graph.sort(evidence.related),
        graph.sort(evidence.mentioned),
        evidence.score,
    )
    return replace(step, why=_why(graph, step))


def resting_words(direct: int, total: int) -> str:
    """How many decisions rest on one: those that say so themselves, and with those that do through others."""
    words = f"{count(direct, 'decision rests', 'decisions rest')} on it directly"
    return f"{words}, {total} in all" if total > direct else words


def _why(graph: Graph, step: Step) -> str:
    amended = ", ".join(name_of(graph.by_id[one]) for one in step.amended)
    reasons = [
        resting_words(step.direct, len(step.resting)) if step.resting else "",
        f"amended by {amended}" if amended else "",
        count(len(step.related), "decision relates to it", "decisions relate to it") if step.related else "",
        count(len(step.mentioned), "other record mentions it", "other records mention it") if step.mentioned else "",
        _replaced(graph, step.replaced),
    ]
    return "; ".join(reason for reason in reasons if reason)


def _replaced(graph: Graph, replaced: tuple[str, ...]) -> str:
    """What it replaced, by title: a number alone tells a newcomer nothing, and a file name little."""
    records = [graph.by_id[one] for one in replaced[:_NAMED]]
    named = [record.title if record.number is None else f"{name_of(record)} {record.title}" for record in records]
    more = f" and {len(replaced) - _NAMED} more" if len(replaced) > _NAMED else ""
    return f"replaced {', '.join(named)}{more}" if named else ""


def _stating(graph: Graph) -> int:
    return len({edge.source for edge in graph.edges if edge.relation in RESTING and edge.source != edge.target})


def _basis(graph: Graph, stating: int, chosen: Collection[_Evidence]) -> Iterator[str]:
    total = len(graph.records)
    if not total:
        return
    records = f"of {count(total, 'record')}"
    if stating:
        yield f"{stating} {records} {'states what it rests' if stating == 1 else 'state what they rest'} on."
    else:
        yield f"None {records} states what it rests on."
    if any(one.mentioned or one.related for one in chosen):
        yield "Other relations, and mentions in a record's text, count for less."
    silent = sum(record.status is None for record in graph.records)
    if silent:
        yield f"{count(silent, 'without a status is', 'without a status are')} taken to be in force."
