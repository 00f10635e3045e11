"""What replaced what, and what holds now."""

from __future__ import annotations

from adr_kit.insight.graph import build, current, in_force, lineage
from adr_kit.insight.graph.succession import predecessors
from adr_kit.record.model import StatusKind
from decisions import record

SUPERSEDED = StatusKind.SUPERSEDED


def test_the_decision_in_force_is_found_at_the_end_of_the_chain() -> None:
    graph = build(
        [
            record("0001-a", status=SUPERSEDED),
            record("0002-b", "supersedes 0001-a", status=SUPERSEDED),
            record("0003-c", "supersedes 0002-b"),
        ]
    )
    assert current(graph, "0001-a") == ("0003-c",)
    assert lineage(graph, "0002-b").chain == ("0001-a", "0002-b", "0003-c")
    assert predecessors(graph)["0003-c"] == ("0002-b", "0001-a")


def test_a_proposed_successor_changes_nothing_yet() -> None:
    graph = build([record("0001-a"), record("0002-b", "supersedes 0001-a", status=StatusKind.PROPOSED)])
    assert in_force(graph) == {"0001-a"}
    assert current(graph, "0001-a") == ("0001-a",)
    assert lineage(graph, "0001-a").chain == ("0001-a", "0002-b")


def test_a_part_replaced_leaves_the_old_decision_in_force() -> None:
    graph = build([record("0001-a"), record("0002-b", "supersedes? 0001-a")])
    assert in_force(graph) == {"0001-a", "0002-b"}


def test_what_was_replaced_is_not_in_force_although_it_still_says_accepted() -> None:
    graph = build([record("0001-a"), record("0002-b", "supersedes 0001-a")])
    assert in_force(graph) == {"0002-b"}


def test_two_successors_are_both_named() -> None:
    graph = build([record("0001-a"), record("0002-b", "supersedes 0001-a"), record("0003-c", "supersedes 0001-a")])
    assert current(graph, "0001-a") == ("0002-b", "0003-c")


def test_nothing_is_in_force_where_the_successor_was_deprecated() -> None:
    graph = build([record("0001-a"), record("0002-b", "supersedes 0001-a", status=StatusKind.DEPRECATED)])
    assert current(graph, "0001-a") == ()


def test_circles_end() -> None:
    graph = build([record("0001-a", "supersedes 0002-b"), record("0002-b", "supersedes 0001-a")])
    assert current(graph, "0001-a") == ()
    assert lineage(graph, "0001-a").chain == ("0001-a", "0002-b")


def test_a_record_without_a_status_counts_as_in_force() -> None:
    assert in_force(build([record("0001-a", status=None), record("0002-b", status=StatusKind.REJECTED)])) == {"0001-a"}
