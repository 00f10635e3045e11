"""Statements of relations become edges, once each, in their forward form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.insight.graph import build, name_of
from adr_kit.record.model import Relation
from decisions import record


def test_a_backward_statement_is_flipped_and_both_ends_are_one_edge() -> None:
    graph = build([record("0001-a", "superseded-by 0002-b"), record("0002-b", "supersedes 0001-a")])
    (edge,) = graph.edges
    assert (edge.source, edge.target, edge.relation) == ("0002-b", "0001-a", Relation.SUPERSEDES)
    assert edge.stated_by == ("0001-a", "0002-b")


def test_a_one_sided_link_says_whose_side_it_is() -> None:
    (edge,) = build([record("0001-a"), record("0002-b", "amends 0001-a")]).edges
    assert edge.stated_by == ("0002-b",)


def test_a_relation_said_twice_by_one_record_counts_once() -> None:
    (edge,) = build([record("0001-a"), record("0002-b", "amends 0001-a", "amends? 0001-a")]).edges
    assert edge.stated_by == ("0002-b",)
    assert edge.partial


def test_a_symmetric_relation_is_one_edge_whoever_states_it() -> None:
    graph = build([record("0001-a", "relates-to 0002-b"), record("0002-b", "relates-to 0001-a")])
    (edge,) = graph.edges
    assert (edge.source, edge.target, edge.stated_by) == ("0002-b", "0001-a", ("0001-a", "0002-b"))


def test_unknown_relations_keep_their_words_apart() -> None:
    graph = build([record("0001-a"), record("0002-b", "Driven-by 0001-a", "inspires 0001-a")])
    assert [edge.key for edge in graph.edges] == ["other: Driven-by", "other: inspires"]


def test_links_to_nothing_are_kept_beside_the_graph() -> None:
    graph = build([record("0001-a", "depends-on (0099-z)", "depends-on 0098-y")])
    assert not graph.edges
    assert [(source, link.target) for source, link in graph.unresolved] == [("0001-a", "0099-z"), ("0001-a", "0098-y")]


def test_a_link_to_itself_is_an_edge() -> None:
    (edge,) = build([record("0001-a", "depends-on 0001-a")]).edges
    assert edge.source == edge.target == "0001-a"


def test_a_selection_keeps_only_relations_inside() -> None:
    graph = build([record("0001-a"), record("0002-b", "amends 0001-a"), record("0003-c", "amends 0002-b")])
    part = graph.select(["0003-c", "0002-b"])
    assert [one.id for one in part.records] == ["0002-b", "0003-c"]
    assert [edge.target for edge in part.edges] == ["0002-b"]


def test_names_are_what_the_file_name_says() -> None:
    assert name_of(record("0012-a")) == "0012"
    assert name_of(record("12-a")) == "12"
    assert name_of(record("use-x")) == "use-x"


@given(st.data())
def test_the_network_holds_every_edge_and_the_order_of_statements_does_not_matter(data: st.DataObject) -> None:
    names = [f"{number:04d}-x" for number in range(1, 6)]
    words = st.sampled_from(list(Relation)).map(str)
    links = st.lists(st.tuples(words, st.sampled_from(names)).map(" ".join), max_size=4)
    stated = {name: data.draw(links) for name in names}
    graph = build(record(name, *links) for name, links in stated.items())
    again = build(record(name, *reversed(links)) for name, links in stated.items())
    assert graph.edges == again.edges
    assert graph.network.number_of_edges() == len(graph.edges)
    assert {(edge.source, edge.target, edge.key) for edge in graph.edges} == set(graph.network.edges)
