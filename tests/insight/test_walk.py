"""Neighbours, what rests on a record, and circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from adr_kit.insight.graph import Direction, build, carried, cycles, neighbourhood, reading_order, resting
from adr_kit.record.model import StatusKind
from decisions import record
from graphs import Spec, logs, picture

if TYPE_CHECKING:
    from adr_kit.insight.graph import Graph

CHAIN = build(
    [
        record("0001-a"),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", "refines 0002-b"),
        record("0004-d", "relates-to 0001-a"),
    ]
)


def rests_on(graph: Graph, *fallen: str) -> list[tuple[str, int, str]]:
    return [(one.record, one.distance, one.on) for one in resting(graph, set(fallen), carried(graph))]


def test_what_rests_on_a_record_comes_nearest_first() -> None:
    assert rests_on(CHAIN, "0001-a") == [("0002-b", 1, "0001-a"), ("0003-c", 2, "0002-b")]
    assert rests_on(CHAIN, "0001-a", "0002-b") == [("0003-c", 1, "0002-b")]


def test_a_circle_rests_on_itself_once() -> None:
    graph = build([record("0001-a", "depends-on 0002-b"), record("0002-b", "depends-on 0001-a")])
    assert rests_on(graph, "0001-a") == [("0002-b", 1, "0001-a")]


def test_what_rests_on_a_replaced_record_rests_on_all_that_stood_in_its_place_since() -> None:
    graph = build(
        [
            record("0001-a", status=StatusKind.SUPERSEDED),
            record("0002-b", "supersedes 0001-a", status=StatusKind.SUPERSEDED),
            record("0003-c", "supersedes 0002-b"),
            record("0004-d", "depends-on 0001-a"),
            record("0005-e", "depends-on 0003-c", status=StatusKind.PROPOSED),
            record("0006-f", "refines 0004-d"),
        ]
    )
    for one in ("0001-a", "0002-b", "0003-c"):
        assert rests_on(graph, one) == [("0004-d", 1, one), ("0006-f", 2, "0004-d")]


@given(logs())
def test_every_answer_counts_what_rests_on_a_decision_by_one_rule(log: list[Spec]) -> None:
    graph = picture(log).whole
    for step in reading_order(graph, len(graph.records)).steps:
        assert step.resting == tuple(one for one, _, _ in rests_on(graph, step.record))


@pytest.mark.parametrize(
    ("depth", "direction", "expected"),
    [
        (0, Direction.BOTH, "b"),
        (1, Direction.OUT, "ab"),
        (1, Direction.IN, "bc"),
        (1, Direction.BOTH, "abc"),
        (2, Direction.BOTH, "abcd"),
    ],
)
def test_the_neighbourhood_grows_with_depth(depth: int, direction: Direction, expected: str) -> None:
    near = neighbourhood(CHAIN, "0002-b", depth, direction)
    assert "".join(one.id[-1] for one in near.records) == expected


def test_circles_are_named_once_each_from_their_first_record() -> None:
    graph = build(
        [
            record("0001-a", "depends-on 0002-b"),
            record("0002-b", "depends-on 0003-c"),
            record("0003-c", "depends-on 0001-a"),
            record("0004-d", "supersedes 0004-d"),
            record("0005-e", "depends-on 0004-d"),
            record("0006-f", "relates-to 0005-e"),
        ]
    )
    assert cycles(graph) == (("0001-a", "0002-b", "0003-c"), ("0004-d",))
