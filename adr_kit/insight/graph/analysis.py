"""Questions about a log's graph that have a name, and their answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from adr_kit.insight.graph.contradictions import contradictions
from adr_kit.insight.graph.evidence import own_statement, statements, status_statement
from adr_kit.insight.graph.mentions import mention_statements, mentions
from adr_kit.insight.graph.model import RESTING, Graph
from adr_kit.insight.graph.observation import Observation, called, named, status_words, verb
from adr_kit.insight.graph.reading import reading_order, resting_words
from adr_kit.insight.graph.succession import alive, in_force, predecessors, replacements, successors
from adr_kit.insight.graph.walk import carried, cycles, resting
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.insight.graph.reading import Step
    from adr_kit.insight.graph.walk import Resting

_FALLS_WITH = RESTING | {Relation.AMENDS}


@dataclass(frozen=True, slots=True)
class Subject:
    """What an analysis is asked about.

    Attributes:
        records: the identities: one record, or all of a topic.
        name: what it is called.
    """

    records: frozenset[str]
    name: str


Look = Callable[[Graph, Subject | None], tuple[Observation, ...]]


@dataclass(frozen=True, slots=True)
class Analysis:
    """One question.

    Attributes:
        found: what is found is called that, one and many.
        look: answers it.
        then: the command that somebody who reads the answer wants next, for a record that was found.
        wants_subject: whether it is asked about a record or a topic, never about the whole log.
        wrong: whether something found is something wrong, so that a check can fail.
    """

    found: tuple[str, str]
    look: Look
    then: str = "adr show {}"
    wants_subject: bool = False
    wrong: bool = False


def _about(observations: tuple[Observation, ...], subject: Subject | None) -> tuple[Observation, ...]:
    return tuple(one for one in observations if subject is None or subject.records.intersection(one.records))


def _first(observations: Iterator[Observation], subject: Subject | None) -> tuple[Observation, ...]:
    return tuple(one for one in observations if subject is None or one.records[0] in subject.records)


def _contradictions(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    return _about(contradictions(graph), subject)


def _cycles(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    return _about(tuple(_circle(graph, one) for one in cycles(graph)), subject)


def _circle(graph: Graph, circle: tuple[str, ...]) -> Observation:
    steps = [
        next(
            edge
            for edge in graph.edges
            if (edge.source, edge.target) == pair and edge.relation in _FALLS_WITH | {Relation.SUPERSEDES}
        )
        for pair in zip(circle, (*circle[1:], circle[0]), strict=True)
    ]
    others = [called(graph.by_id[edge.target]) for edge in steps[:-1]] + ["itself" if len(steps) == 1 else "this one"]
    says = ", which ".join(f"{verb(edge)} {other}" for edge, other in zip(steps, others, strict=True))
    return Observation("circle", circle, says, tuple(one for edge in steps for one in statements(graph, edge)))


def _orphans(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    known = {end for edge in graph.edges if edge.source != edge.target for end in (edge.source, edge.target)}
    for target, sources in mentions(graph).items():
        known |= {target, *sources}
    alone = (one for one in graph.records if one.id not in known)
    return _first((Observation("orphan", (one.id,), evidence=own_statement(one)) for one in alone), subject)


def _impact(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    """What rests on a record, or on any of a topic, and after that what only mentions it."""
    if subject is None:
        return ()
    asked, counted = subject.records, alive(graph)
    fallen = resting(graph, asked, carried(graph, _FALLS_WITH, counted))
    found = tuple(
        Observation(
            one.through.relation.value,
            (one.record, one.through.target),
            f"{verb(one.through)} {_what_it_rests_on(graph, one)}",
            statements(graph, one.through),
            one.distance,
        )
        for one in fallen
    )
    ends = ((edge.source, edge.target) for edge in graph.edges)
    known = asked | {end for pair in ends if asked.intersection(pair) for end in pair} | {one.record for one in fallen}
    return (*found, *_mentioning(graph, graph.sort(asked), counted - known))


def _mentioning(graph: Graph, asked: Iterable[str], among: frozenset[str]) -> Iterator[Observation]:
    sources = mentions(graph)
    for target in asked:
        loose = graph.sort(among.intersection(sources.get(target, ())))
        for one, place in mention_statements(graph, target, loose).items():
            says = f"mentions {called(graph.by_id[target])}, without a stated relation"
            yield Observation("mention", (one, target), says, (place,))


def _what_it_rests_on(graph: Graph, one: Resting) -> str:
    said = called(graph.by_id[one.through.target])
    return said if one.through.target == one.on else f"{said}, which {called(graph.by_id[one.on])} replaced"


def _current(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    before, holds = predecessors(graph), replacements(graph)
    ids = graph.sort({one for about in (subject.records if subject else graph.by_id) for one in holds[about]})
    return tuple(_holding(graph, one, before.get(one, ())) for one in ids)


def _holding(graph: Graph, identity: str, replaced: tuple[str, ...]) -> Observation:
    chain = {identity, *replaced}
    steps = [one for one in graph.edges if one.relation is Relation.SUPERSEDES and chain >= {one.source, one.target}]
    return Observation(
        "in-force",
        (identity, *replaced),
        f"replaced {named(graph, replaced)}" if replaced else "",
        (*own_statement(graph.by_id[identity]), *(place for edge in steps for place in statements(graph, edge))),
    )


def _load_bearing(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    steps = [step for step in reading_order(graph, len(graph.records)).steps if step.resting]
    steps.sort(key=lambda step: (-len(step.resting), -step.direct, graph.order[step.record]))
    return _first((_bearing(graph, one) for one in steps), subject)


def _bearing(graph: Graph, step: Step) -> Observation:
    """A decision on which others rest, and where those say so that do directly: of it, or of one that it replaced."""
    under = {step.record, *step.replaced}
    edges = (
        one for one in graph.edges if one.relation in RESTING and one.target in under and one.source in step.resting
    )
    return Observation(
        "load-bearing",
        (step.record, *step.resting),
        resting_words(step.direct, len(step.resting)),
        tuple(place for edge in edges for place in statements(graph, edge)),
    )


def _stale_chains(graph: Graph, subject: Subject | None) -> tuple[Observation, ...]:
    found = [*_dead_ends(graph), *_stale_links(graph)]
    return _about(tuple(sorted(found, key=lambda one: graph.order[one.records[0]])), subject)


def _dead_ends(graph: Graph) -> Iterator[Observation]:
    """Replaced records in whose place nothing in force stands."""
    after, holds = successors(graph), replacements(graph)
    for record in graph.records:
        new = after.get(record.id, ())
        if (not new and record.status is not StatusKind.SUPERSEDED) or holds[record.id]:
            continue
        if new:
            how = " and ".join(f"{called(graph.by_id[one])} ({status_words(graph.by_id[one])})" for one in new)
            says = f"was replaced by {how}, and nothing in force stands in its place"
        else:
            says = "is superseded, and no decided record says that it replaced it"
        yield Observation("dead-end", (record.id, *new), says, status_statement(record))


def _stale_links(graph: Graph) -> Iterator[Observation]:
    """Decisions in force that refer to a record which something else replaced."""
    now = in_force(graph)
    after, holds = successors(graph), replacements(graph)
    for edge in graph.edges:
        if edge.relation is Relation.SUPERSEDES:
            continue
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            holding = holds[other] if other in after else ()
            if one in now and one in edge.stated_by and holding and one not in holding:
                says = f"refers to {called(graph.by_id[other])}, in whose place {named(graph, holding)} stands now"
                yield Observation("stale-link", (one, other, *holding), says, statements(graph, edge))


ANALYSES: Mapping[str, Analysis] = MappingProxyType(
    {
        "cycles": Analysis(("circle", "circles"), _cycles, wrong=True),
        "orphans": Analysis(("orphan", "orphans"), _orphans),
        "contradictions": Analysis(("contradiction", "contradictions"), _contradictions, wrong=True),
        "impact": Analysis(("record to look at again", "records to look at again"), _impact, wants_subject=True),
        "current": Analysis(("decision in force", "decisions in force"), _current),
        "load-bearing": Analysis(
            ("decision that others rest on", "decisions that others rest on"),
            _load_bearing,
            "adr graph --analysis impact {}",
        ),
        "stale-chains": Analysis(("stale chain", "stale chains"), _stale_chains, wrong=True),
    }
)
