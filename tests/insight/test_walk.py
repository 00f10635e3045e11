"""Neighbours, what rests on a record, and circles."""

from __future__ import annotations

import pytest

from adr_kit.insight.graph import Direction, build, cycles, impact, neighbourhood
from decisions import record

CHAIN = build(
    [
        record("0001-a"),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", "refines 0002-b"),
        record("0004-d", "relates-to 0001-a"),
    ]
)


def test_impact_is_what_rests_on_a_record_nearest_first() -> None:
    assert [(one.record, one.distance) for one in impact(CHAIN, "0001-a")] == [("0002-b", 1), ("0003-c", 2)]


def test_impact_survives_circles() -> None:
    graph = build([record("0001-a", "depends-on 0002-b"), record("0002-b", "depends-on 0001-a")])
    assert [one.record for one in impact(graph, "0001-a")] == ["0002-b"]


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
