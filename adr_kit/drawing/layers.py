"""Which record stands below which in a drawing: what rests on, changes or replaces something, below it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from adr_kit.insight.graph import RESTING
from adr_kit.record.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from adr_kit.insight.graph import Edge

_STRONG = RESTING | {Relation.SUPERSEDES, Relation.AMENDS}


@dataclass(frozen=True, slots=True)
class Standing:
    """One record of a drawing.

    Attributes:
        id: its identity.
        above: the records that it stands below, all of which come before it.
        first: the oldest of the records that stand below it, or None.
    """

    id: str
    above: tuple[str, ...]
    first: str | None


def standings(ids: Sequence[str], edges: Sequence[Edge]) -> tuple[tuple[Standing, ...], ...]:
    """The connected parts of a graph, each in an order in which nothing comes before what it stands below.

    A relation that does not say which of the two rests on the other puts the later one of the log below. A record added
    at the end of the log comes last of its part, and changes nothing that comes before it.

    Args:
        ids: all records, in the order of the log.
        edges: the relations among them.
    """
    ties = _Ties.of({identity: place for place, identity in enumerate(ids)}, edges)
    part = _parts(len(ids), ties.below)
    done: set[int] = set()
    found: dict[int, list[Standing]] = defaultdict(list)
    for place in _in_order(len(ids), ties):
        done.add(place)
        above = sorted((ties.strong[place] | ties.loose[place]) & done)
        first = ids[min(ties.below[place])] if ties.below[place] else None
        found[part[place]].append(Standing(ids[place], tuple(ids[one] for one in above), first))
    return tuple(tuple(found[one]) for one in sorted(found))


@dataclass(frozen=True, slots=True)
class _Ties:
    """What each record stands below by strong and by loose relations, and what stands below it; by place in the log."""

    strong: dict[int, set[int]]
    loose: dict[int, set[int]]
    below: dict[int, list[int]]

    @classmethod
    def of(cls, order: Mapping[str, int], edges: Sequence[Edge]) -> _Ties:
        ties = cls(defaultdict(set), defaultdict(set), defaultdict(list))
        for edge in edges:
            source, target = order[edge.source], order[edge.target]
            if source == target:
                continue
            if edge.relation in _STRONG:
                ties.strong[source].add(target)
            else:
                ties.loose[max(source, target)].add(min(source, target))
        for place in range(len(order)):
            for other in ties.strong[place] | ties.loose[place]:
                ties.below[other].append(place)
        return ties


def _in_order(count: int, ties: _Ties) -> Iterator[int]:
    """Everything once; a circle is entered at the oldest that waits for loose relations alone, else at the oldest."""
    waits = [len(ties.strong[place] | ties.loose[place]) for place in range(count)]
    waits_strongly = [len(ties.strong[place]) for place in range(count)]
    ready = [place for place in range(count) if not waits[place]]
    nearly = [place for place in range(count) if not waits_strongly[place]]
    left = list(range(count))
    done = [False] * count
    while left:
        place = heappop(ready or nearly or left)
        if done[place]:
            continue
        done[place] = True
        yield place
        for other in ties.below[place]:
            waits[other] -= 1
            if not waits[other]:
                heappush(ready, other)
            waits_strongly[other] -= place in ties.strong[other]
            if not waits_strongly[other]:
                heappush(nearly, other)


def _parts(count: int, below: dict[int, list[int]]) -> list[int]:
    """For each record the oldest one that it is connected with."""
    oldest = list(range(count))

    def root(place: int) -> int:
        while oldest[place] != place:
            oldest[place] = oldest[oldest[place]]
            place = oldest[place]
        return place

    for place, others in below.items():
        for other in others:
            one, two = sorted((root(place), root(other)))
            oldest[two] = one
    return [root(place) for place in range(count)]
