"""networkx reads back what we wrote as GraphML."""

from __future__ import annotations

import re

import networkx as nx
from hypothesis import given

from adr_kit.drawing.characters import clean, token
from adr_kit.drawing.graphml import draw
from graphs import SAMPLE, Spec, logs, picture


def test_attributes_keep_their_types() -> None:
    network = nx.parse_graphml(draw(SAMPLE))
    assert dict(network.nodes["0002-b"]) == {
        "title": "B",
        "status": "accepted",
        "in_force": True,
        "number": 2,
        "path": "0002-b.md",
        "date": "",
        "component": "core",
        "tags": "storage",
    }
    assert network.nodes["0001-a"]["date"] == "2024-01-02"
    assert network.edges["0004-d", "0002-b"]["partial"] is True


def test_booleans_are_those_of_xml_schema() -> None:
    values = re.findall(r">(true|false)<", draw(SAMPLE), re.IGNORECASE)
    assert set(values) == {"true", "false"}


@given(logs())
def test_any_graph_is_read_back(log: list[Spec]) -> None:
    drawn = picture(log)
    text = draw(drawn)
    assert text == draw(drawn)
    text.encode("utf-8")
    network = nx.parse_graphml(text, force_multigraph=True)
    assert {name: values.get("title") or "" for name, values in network.nodes(data=True)} == {
        token(record.id): clean(record.title) for record in drawn.graph.records
    }
    assert sorted((source, target, data["relation"]) for source, target, data in network.edges(data=True)) == sorted(
        (token(edge.source), token(edge.target), edge.relation.value) for edge in drawn.graph.edges
    )
