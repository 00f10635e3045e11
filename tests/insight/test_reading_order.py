"""What to read first, and why."""

from __future__ import annotations

from adr_kit.insight.graph import build, reading_order
from adr_kit.insight.graph.mentions import mentions
from adr_kit.record.model import StatusKind
from decisions import record


def test_what_most_rest_on_comes_first_with_the_reason() -> None:
    graph = build(
        [
            record("0001-a"),
            record("0002-b"),
            record("0003-c", "depends-on 0002-b"),
            record("0004-d", "depends-on 0002-b"),
            record("0005-e", "depends-on 0003-c"),
        ]
    )
    order = reading_order(graph, count=3)
    assert [step.record for step in order.steps] == ["0002-b", "0003-c", "0001-a"]
    assert order.steps[0].why == "3 decisions rest on it"
    assert order.steps[2].why == "among the oldest decisions in force"
    assert (order.stating, order.total) == (3, 5)
    assert order.basis[0] == "3 of 5 records state what they depend on."


def test_a_successor_inherits_what_rests_on_the_replaced_one() -> None:
    graph = build(
        [
            record("0001-a", status=StatusKind.SUPERSEDED),
            record("0002-b", "depends-on 0001-a"),
            record("0003-c", "supersedes 0001-a"),
        ]
    )
    first = reading_order(graph).steps[0]
    assert (first.record, first.resting, first.replaced) == ("0003-c", ("0002-b",), ("0001-a",))
    assert first.why == "1 decision rests on it; replaced 0001"


def test_only_decisions_in_force_are_read() -> None:
    graph = build(
        [
            record("0001-a", status=StatusKind.REJECTED),
            record("0002-b", "depends-on 0001-a", status=StatusKind.PROPOSED),
            record("0003-c"),
        ]
    )
    assert [step.record for step in reading_order(graph).steps] == ["0003-c"]


def test_a_foundation_comes_before_what_stands_on_it_even_with_fewer_reasons() -> None:
    graph = build(
        [
            record("0001-a"),
            record("0002-b", "depends-on 0005-e"),
            record("0003-c", "relates-to 0002-b"),
            record("0004-d", "relates-to 0002-b", "relates-to 0003-c"),
            record("0005-e"),
            record("0006-f", "relates-to 0002-b"),
            record("0007-g", "relates-to 0002-b"),
            record("0008-h", "relates-to 0002-b"),
            record("0009-i", "relates-to 0002-b"),
        ]
    )
    steps = [step.record for step in reading_order(graph).steps]
    assert steps.index("0005-e") < steps.index("0002-b")


def test_where_nothing_is_stated_mentions_count_and_it_says_so() -> None:
    graph = build(
        [
            record("0001-a", text="# A\n"),
            record("0002-b", text="# B\n"),
            record("0003-c", text="# C\nSee [B](0002-b.md), as ADR-2 says.\n"),
            record("0004-d", text="# D\nAs in ADR 0002.\n"),
        ]
    )
    order = reading_order(graph, count=2)
    assert [step.record for step in order.steps] == ["0002-b", "0001-a"]
    assert order.steps[0].why == "2 texts mention it"
    assert order.basis[:2] == (
        "None of 4 records states what they depend on.",
        "Where they do not, 2 mentions in their texts counted, a fifth of that each.",
    )


def test_a_mention_of_itself_or_of_an_ambiguous_number_is_none() -> None:
    graph = build([record("0001-a", text="# A\nADR-1, ADR-2\n"), record("0002-b"), record("0002-c")])
    assert mentions(graph) == {}


def test_statuses_that_nobody_states_are_said_to_be_taken_as_in_force() -> None:
    order = reading_order(build([record("0001-a", status=None)]))
    assert order.basis[-1] == "1 without a status is taken to be in force."


def test_circles_and_an_empty_log_have_an_order_too() -> None:
    graph = build([record("0001-a", "depends-on 0002-b"), record("0002-b", "depends-on 0001-a")])
    assert [step.record for step in reading_order(graph).steps] == ["0002-b", "0001-a"]
    assert reading_order(build([])).steps == ()


def test_the_choice_can_be_narrowed() -> None:
    graph = build([record("0001-a"), record("0002-b", "depends-on 0001-a")])
    order = reading_order(graph, among=["0002-b"])
    assert [step.record for step in order.steps] == ["0002-b"]
    assert order.in_force == 1
