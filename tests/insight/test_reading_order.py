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
    order = reading_order(graph, most=3)
    assert [step.record for step in order.steps] == ["0002-b", "0003-c"]
    assert order.steps[0].why == "2 decisions rest on it directly, 3 in all"
    assert order.steps[1].why == "1 decision rests on it directly"
    assert (order.in_force, order.stating, order.total) == (5, 3, 5)
    assert order.basis == ("3 of 5 records state what they rest on.",)


def test_without_evidence_there_is_no_order() -> None:
    order = reading_order(build([record("0001-a"), record("0002-b"), record("0003-c")]))
    assert order.steps == ()
    assert order.in_force == 3
    assert order.basis == ("None of 3 records states what it rests on.",)


def test_an_amendment_is_evidence_and_rests_on_nothing() -> None:
    (step,) = reading_order(build([record("0001-a"), record("0002-b", "amends 0001-a")])).steps
    assert (step.record, step.resting, step.amended) == ("0001-a", (), ("0002-b",))
    assert step.why == "amended by 0002"


def test_what_rests_through_others_is_counted_however_far_away() -> None:
    chain = [record(f"{number:04d}-a", f"depends-on {number - 1:04d}-a") for number in range(2, 13)]
    first = reading_order(build([record("0001-a"), *chain])).steps[0]
    assert first.why == "1 decision rests on it directly, 11 in all"


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
    assert first.why == "1 decision rests on it directly; replaced 0001 A"


def test_only_decisions_in_force_are_read() -> None:
    graph = build(
        [
            record("0001-a", status=StatusKind.REJECTED),
            record("0002-b", "depends-on 0001-a", status=StatusKind.PROPOSED),
            record("0003-c"),
            record("0004-d", "depends-on 0001-a", "depends-on 0003-c"),
        ]
    )
    order = reading_order(graph)
    assert [step.record for step in order.steps] == ["0003-c"]
    assert order.in_force == 2


def test_what_was_replaced_is_said_by_title_and_only_two_of_many() -> None:
    old = [record(name, status=StatusKind.SUPERSEDED) for name in ("use-cvs", "use-svn", "use-hg")]
    (step,) = reading_order(build([*old, record("use-git", *(f"supersedes {one.id}" for one in old))])).steps
    assert step.why == "replaced Hg, Svn and 1 more"


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
    order = reading_order(graph, most=2)
    assert [step.record for step in order.steps] == ["0002-b"]
    assert order.steps[0].why == "2 other records mention it"
    assert order.basis == (
        "None of 4 records states what it rests on.",
        "Other relations, and mentions in a record's text, count for less.",
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
    graph = build([record("0001-a"), record("0002-b", "depends-on 0001-a"), record("0003-c", "depends-on 0002-b")])
    order = reading_order(graph, among=["0002-b"])
    assert [step.record for step in order.steps] == ["0002-b"]
    assert order.in_force == 1
