"""Mermaid reads back what we wrote."""

from __future__ import annotations

from hypothesis import given

from adr_kit.drawing.mermaid import draw
from adr_kit.drawing.picture import Picture, heading, relation_words, status_word
from flowchart import parse
from graphs import SAMPLE, SUCCESSIONS, Spec, logs, picture


def test_statuses_have_their_shapes_and_words() -> None:
    chart = parse(draw(SAMPLE))
    assert chart.nodes["n1"] == ("subroutine", "0001 A\nsuperseded")
    assert chart.nodes["n2"] == ("square", "0002 B\naccepted")
    assert chart.nodes["n3"] == ("square", '0003 The "third"\naccepted')
    assert [chart.nodes[f"n{number}"][0] for number in range(4, 10)] == [
        "stadium",
        "odd",
        "square",
        "hexagon",
        "lean_right",
        "round",
    ]
    assert chart.nodes["n5"][1] == "0005 E\nOn hold"
    assert chart.nodes["n6"][1] == "0006 F"
    assert chart.classes["n4"] == ["proposed"]
    assert "n2" not in chart.classes


def test_relations_have_their_arrows_and_words() -> None:
    assert parse(draw(SAMPLE)).edges[:4] == [
        ("n2", "n3", "-->", "depends on"),
        ("n3", "n1", "==>", "supersedes"),
        ("n4", "n2", "-.->", "amends in part"),
        ("n5", "n4", "-.->", "Inspired-by"),
    ]


def test_a_supersession_of_a_part_and_one_that_waits_are_broken_lines() -> None:
    assert parse(draw(SUCCESSIONS)).edges == [
        ("n2", "n1", "==>", "supersedes"),
        ("n3", "n2", "-.->", "supersedes in part"),
        ("n4", "n3", "-.->", "supersedes"),
    ]


def test_the_record_asked_about_stands_out() -> None:
    picture = Picture(SAMPLE.graph, SAMPLE.whole, focus="0002-b")
    assert parse(draw(picture)).classes["n2"] == ["focus"]


@given(logs())
def test_any_graph_is_read_back_with_every_label(log: list[Spec]) -> None:
    drawn = picture(log)
    chart = parse(draw(drawn))
    assert [label for _, label in chart.nodes.values()] == [
        "\n".join(filter(None, (heading(record), status_word(record)))) for record in drawn.graph.records
    ]
    names = drawn.node_names
    assert [(source, target, label) for source, target, _, label in chart.edges] == [
        (names[edge.source], names[edge.target], relation_words(edge)) for edge in drawn.graph.edges
    ]
