"""The questions about a graph that have a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from adr_kit.insight.graph import build, in_force
from adr_kit.insight.graph.analysis import ANALYSES, Subject
from adr_kit.record.model import Record, StatusKind
from decisions import record
from graphs import Spec, logs, picture
from sites import log_of, nygard

if TYPE_CHECKING:
    from adr_kit.insight.graph.observation import Observation

PROPOSED, REJECTED, SUPERSEDED = StatusKind.PROPOSED, StatusKind.REJECTED, StatusKind.SUPERSEDED


def look(name: str, log: list[Record], *about: str) -> tuple[Observation, ...]:
    subject = Subject(frozenset(about), "them") if about else None
    return ANALYSES[name].look(build(log), subject)


def said(name: str, log: list[Record], *about: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.records[0], one.says) for one in look(name, log, *about)]


def test_superseded_by_what_is_undecided_or_was_rejected() -> None:
    log = [
        record("0001-a", status=SUPERSEDED),
        record("0002-b", "supersedes 0001-a", status=PROPOSED),
        record("0003-c", status=SUPERSEDED),
        record("0004-d", "supersedes 0003-c", status=REJECTED),
        record("0005-e", status=SUPERSEDED),
        record("0006-f", "supersedes 0005-e"),
    ]
    assert said("contradictions", log) == [
        ("superseded-by-undecided", "0001-a", "is superseded, but only by 0002 (proposed)"),
        ("superseded-by-undecided", "0003-c", "is superseded, but only by 0004 (rejected)"),
    ]


def test_in_force_though_its_successor_is_accepted() -> None:
    log = [
        record("0001-a"),
        record("0002-b", "supersedes 0001-a"),
        record("0003-c"),
        record("0004-d", "supersedes? 0003-c"),
        record("0005-e"),
        record("0006-f", "supersedes 0005-e", status=PROPOSED),
    ]
    assert said("contradictions", log) == [
        ("in-force-though-superseded", "0001-a", "is accepted, though 0002, accepted too, replaces it")
    ]


def test_two_successors() -> None:
    log = [
        record("0001-a", status=SUPERSEDED),
        record("0002-b", "supersedes 0001-a"),
        record("0003-c", "supersedes 0001-a"),
        record("0004-d", status=SUPERSEDED),
        record("0005-e", "supersedes 0004-d", status=SUPERSEDED),
        record("0006-f", "supersedes 0005-e", "supersedes 0004-d"),
    ]
    assert said("contradictions", log) == [
        ("two-successors", "0001-a", "was replaced by 0002 and 0003, and each of them is in force")
    ]


def test_a_decision_in_force_that_rests_on_one_that_is_not() -> None:
    log = [
        record("0001-a", status=REJECTED),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", status=SUPERSEDED),
        record("0004-d", "supersedes 0003-c"),
        record("0005-e", "refines 0003-c"),
        record("0006-f", "depends-on 0001-a", status=PROPOSED),
        record("0007-g", "relates-to 0001-a"),
    ]
    assert said("contradictions", log) == [
        ("rests-on-what-is-not-in-force", "0002-b", "is in force and depends on 0001, which is rejected"),
        ("rests-on-what-is-not-in-force", "0005-e", "is in force and refines 0003, which 0004 replaced"),
    ]


def test_two_decisions_in_force_that_conflict_by_their_own_words() -> None:
    log = [record("0001-a"), record("0002-b", "conflicts-with 0001-a"), record("0003-c", "conflicts-with 0001-a")]
    log[2] = record("0003-c", "conflicts-with 0001-a", status=REJECTED)
    assert said("contradictions", log) == [
        ("conflict", "0002-b", "conflicts with 0001, and both are in force"),
    ]


def test_a_finding_says_where_it_is_taken_from() -> None:
    log = log_of({"0001-a.md": nygard(1, "A"), "0002-b.md": nygard(2, "B", "Accepted\n\nSupersedes [1. A](0001-a.md)")})
    (found,) = look("contradictions", list(log.records))
    assert [(str(one.file), one.line, one.words) for one in found.evidence] == [
        ("docs/adr/0001-a.md", 7, "Accepted"),
        ("docs/adr/0002-b.md", 9, "Supersedes [1. A](0001-a.md)"),
    ]


def test_every_answer_says_where_it_is_taken_from() -> None:
    log = log_of(
        {
            "0001-a.md": nygard(1, "A", "Superseded by [2. B](0002-b.md)"),
            "0002-b.md": nygard(2, "B", "Accepted\n\nSupersedes [1. A](0001-a.md)"),
            "0003-c.md": nygard(3, "C", "Accepted\n\nDepends on [1. A](0001-a.md)"),
            "0004-d.md": nygard(4, "D", "Accepted\n\nas ADR-3 says") + "\nADR-3 again\n",
            "0005-e.md": nygard(5, "E"),
        }
    )
    places = {
        (name, found.records[0]): [(one.file.stem[:4], one.line, one.words) for one in found.evidence]
        for name, about in (("current", ()), ("load-bearing", ()), ("orphans", ()), ("impact", ("0003-c",)))
        for found in look(name, list(log.records), *about)
    }
    replaced = [("0001", 7, "Superseded by [2. B](0002-b.md)"), ("0002", 9, "Supersedes [1. A](0001-a.md)")]
    assert places == {
        ("current", "0002-b"): [("0002", 7, "Accepted"), *replaced],
        ("current", "0003-c"): [("0003", 7, "Accepted")],
        ("current", "0004-d"): [("0004", 7, "Accepted")],
        ("current", "0005-e"): [("0005", 7, "Accepted")],
        ("load-bearing", "0002-b"): [("0003", 9, "Depends on [1. A](0001-a.md)")],
        ("orphans", "0005-e"): [("0005", 7, "Accepted")],
        ("impact", "0004-d"): [("0004", 9, "as ADR-3 says")],
    }


def test_circles_are_told_along_their_lines() -> None:
    log = [record("0001-a", "depends-on 0002-b"), record("0002-b", "refines 0001-a"), record("0003-c", "amends 0003-c")]
    assert said("cycles", log) == [
        ("circle", "0001-a", "depends on 0002, which refines this one"),
        ("circle", "0003-c", "amends itself"),
    ]
    assert said("cycles", log, "0003-c") == [("circle", "0003-c", "amends itself")]


def test_an_orphan_has_no_relation_and_no_mention() -> None:
    log = [
        record("0001-a"),
        record("0002-b", "relates-to 0001-a"),
        record("0003-c", text="# C\n\nSee ADR-4.\n"),
        record("0004-d"),
        record("0005-e", "relates-to 0005-e"),
        record("0006-f", "depends-on (0099-x)"),
    ]
    assert [one.records[0] for one in look("orphans", log)] == ["0005-e", "0006-f"]
    assert [one.records[0] for one in look("orphans", log, "0001-a", "0006-f")] == ["0006-f"]


def test_impact_names_what_rests_on_a_record_how_far_and_what_only_mentions_it() -> None:
    log = [
        record("0001-a"),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", "refines 0002-b"),
        record("0004-d", "amends 0001-a"),
        record("0005-e", text="# E\n\nAs ADR-1 says.\n"),
        record("0006-f", "relates-to 0001-a"),
    ]
    found = look("impact", log, "0001-a")
    assert [(one.kind, one.records[0], one.distance, one.says) for one in found] == [
        ("depends-on", "0002-b", 1, "depends on 0001"),
        ("amends", "0004-d", 1, "amends 0001"),
        ("refines", "0003-c", 2, "refines 0002"),
        ("mention", "0005-e", None, "mentions 0001, without a stated relation"),
    ]


def test_current_leads_from_a_record_to_what_holds_now() -> None:
    log = [
        record("0001-a", status=SUPERSEDED),
        record("0002-b", "supersedes 0001-a", status=SUPERSEDED),
        record("0003-c", "supersedes 0002-b"),
        record("0004-d"),
        record("0005-e", status=REJECTED),
    ]
    assert said("current", log, "0001-a") == [("in-force", "0003-c", "replaced 0002 and 0001")]
    assert said("current", log, "0005-e") == []
    assert [one.records[0] for one in look("current", log)] == ["0003-c", "0004-d"]


def test_impact_of_a_topic_is_what_rests_on_any_of_it_and_lies_outside() -> None:
    log = [
        record("0001-a"),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", "depends-on 0002-b", status=PROPOSED),
        record("0004-d", "refines 0001-a"),
        record("0005-e", "refines 0001-a", status=REJECTED),
        record("0006-f", text="# F\n\nAs ADR-2 says.\n"),
    ]
    assert [(one.records[0], one.distance, one.says) for one in look("impact", log, "0001-a", "0002-b")] == [
        ("0003-c", 1, "depends on 0002"),
        ("0004-d", 1, "refines 0001"),
        ("0006-f", None, "mentions 0002, without a stated relation"),
    ]


def test_what_rests_on_a_replaced_record_falls_with_the_one_that_replaced_it() -> None:
    log = [
        record("0001-a", status=SUPERSEDED),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", "supersedes 0001-a"),
        record("0004-d", "refines 0003-c"),
    ]
    assert said("impact", log, "0003-c") == [
        ("depends-on", "0002-b", "depends on 0001, which 0003 replaced"),
        ("refines", "0004-d", "refines 0003"),
    ]


def test_load_bearing_counts_what_rests_directly_and_in_all() -> None:
    log = [
        record("0001-a"),
        record("0002-b", "depends-on 0001-a"),
        record("0003-c", "depends-on 0002-b"),
        record("0004-d", "amends 0003-c"),
    ]
    assert said("load-bearing", log) == [
        ("load-bearing", "0001-a", "1 decision rests on it directly, 2 in all"),
        ("load-bearing", "0002-b", "1 decision rests on it directly"),
    ]


def test_stale_chains_end_in_nothing_or_are_entered_in_the_middle() -> None:
    log = [
        record("0001-a", status=SUPERSEDED),
        record("0002-b", "supersedes 0001-a", status=StatusKind.DEPRECATED),
        record("0003-c", status=SUPERSEDED),
        record("0004-d", status=SUPERSEDED),
        record("0005-e", "supersedes 0004-d"),
        record("0006-f", "relates-to 0004-d"),
    ]
    assert said("stale-chains", log) == [
        ("dead-end", "0001-a", "was replaced by 0002 (deprecated), and nothing in force stands in its place"),
        ("dead-end", "0003-c", "is superseded, and no decided record says that it replaced it"),
        ("stale-link", "0006-f", "refers to 0004, in whose place 0005 stands now"),
    ]


@given(logs())
def test_every_question_is_answered_about_any_log(log: list[Spec]) -> None:
    graph = picture(log).whole
    now = in_force(graph)
    for name, analysis in ANALYSES.items():
        for one in graph.records[:2]:
            for found in analysis.look(graph, Subject(frozenset({one.id}), one.title)):
                assert set(found.records) <= set(graph.by_id)
        if not analysis.wants_subject:
            assert all(found.records[0] in graph.by_id for found in analysis.look(graph, None))
        if name in ("current", "load-bearing"):
            assert all(found.records[0] in now for found in analysis.look(graph, None))
