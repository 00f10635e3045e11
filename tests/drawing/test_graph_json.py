"""The JSON of the graph is its documented schema, and networkx' too."""

from __future__ import annotations

import json

import networkx as nx
from hypothesis import given

from adr_kit.drawing.characters import UNSAFE
from adr_kit.drawing.graph_json import draw, graph_data
from graphs import SAMPLE, Spec, logs, picture


def test_the_schema() -> None:
    data = graph_data(SAMPLE)
    assert data["schema_version"] == 1
    assert data["focus"] is None
    nodes, edges = data["nodes"], data["edges"]
    assert isinstance(nodes, list)
    assert isinstance(edges, list)
    assert isinstance(nodes[1], dict)
    assert {"id": "0002-b", "number": 2, "title": "B", "status": "accepted", "in_force": True}.items() <= nodes[
        1
    ].items()
    assert "links" not in nodes[1]
    assert edges[:3] == [
        {
            "source": "0002-b",
            "target": "0003-c",
            "key": "depends-on",
            "relation": "depends-on",
            "text": "",
            "stated_by": ["0002-b"],
            "partial": False,
        },
        {
            "source": "0003-c",
            "target": "0001-a",
            "key": "supersedes",
            "relation": "supersedes",
            "text": "",
            "stated_by": ["0001-a", "0003-c"],
            "partial": False,
        },
        {
            "source": "0004-d",
            "target": "0002-b",
            "key": "amends",
            "relation": "amends",
            "text": "",
            "stated_by": ["0004-d"],
            "partial": True,
        },
    ]
    assert data["unresolved"] == [
        {"source": "0004-d", "relation": "depends-on", "text": "depends-on", "target": "0099-x"}
    ]


@given(logs())
def test_any_graph_survives_unchanged_and_without_a_character_that_drives_terminals(log: list[Spec]) -> None:
    drawn = picture(log)
    text = draw(drawn)
    assert not UNSAFE.search(text.replace("\n", ""))
    assert json.loads(text) == graph_data(drawn)


@given(logs())
def test_networkx_reads_it(log: list[Spec]) -> None:
    drawn = picture(log)
    network = nx.node_link_graph(json.loads(draw(drawn)), edges="edges")
    assert list(network.nodes) == [record.id for record in drawn.graph.records]
    assert set(network.edges) == {(edge.source, edge.target, edge.key) for edge in drawn.graph.edges}
