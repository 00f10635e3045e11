"""Graphviz reads back what we wrote."""

from __future__ import annotations

import html
import json
import re
import subprocess
from typing import cast

from hypothesis import given, settings

from adr_kit.drawing.dot import draw
from adr_kit.drawing.picture import Picture, heading, relation_words, status_word
from command_line import needs
from graphs import SAMPLE, SUCCESSIONS, Spec, logs, picture

Objects = list[dict[str, str | int]]


def _graphviz(text: str) -> tuple[Objects, Objects]:
    """Nodes and edges as ``dot`` reads them (``-Tdot_json`` prints what was read, not laid out)."""
    done = subprocess.run(["dot", "-Tdot_json"], input=text.encode(), capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    assert not done.stderr, done.stderr.decode()
    data = cast("dict[str, Objects]", json.loads(done.stdout))
    return data.get("objects", []), data.get("edges", [])


def _shown(label: str) -> str:
    """A label as Graphviz shows it: escapes, then entities."""
    shown, rest = "", iter(label)
    for character in rest:
        escaped = next(rest) if character == "\\" else ""
        shown += {"": character, "n": "\n", "\\": "\\"}[escaped]
    return html.unescape(shown)


def _identity(name: str) -> str:
    raw = re.sub(rb"=([0-9A-F]{2})", lambda match: bytes.fromhex(match[1].decode()), name.encode())
    return raw.decode("utf-8", "surrogatepass")


def test_a_node_has_the_shape_and_the_word_of_its_status() -> None:
    lines = draw(SAMPLE).split("\n")
    assert '  "0002-b" [label="0002 B\\naccepted", shape=box, style="solid", class="accepted"];' in lines
    assert '  "0001-a" [label="0001 A\\nsuperseded", shape=box3d, style="dashed", class="superseded"];' in lines
    assert '  "0003-c" -> "0001-a" [label="supersedes", class="supersedes", style=bold];' in lines


@needs("dot")
def test_a_supersession_of_a_part_and_one_that_waits_are_broken_lines() -> None:
    _, edges = _graphviz(draw(SUCCESSIONS))
    assert [edge["style"] for edge in edges] == ["bold", "bold,dashed", "bold,dotted"]


def test_the_record_asked_about_stands_out() -> None:
    assert draw(Picture(SAMPLE.graph, SAMPLE.whole, focus="0002-b")).count("penwidth") == 1


@needs("dot")
def test_the_sample_is_drawn_without_a_word_of_complaint() -> None:
    done = subprocess.run(["dot", "-Tsvg"], input=draw(SAMPLE).encode(), capture_output=True, check=True, timeout=60)
    assert not done.stderr
    assert done.stdout.count(b'class="node') == len(SAMPLE.graph.records)


@needs("dot")
@settings(max_examples=60)
@given(logs())
def test_any_graph_is_read_back_with_every_label(log: list[Spec]) -> None:
    drawn = picture(log)
    nodes, edges = _graphviz(draw(drawn))
    names = [_identity(str(node["name"])) for node in nodes]
    assert names == [record.id for record in drawn.graph.records]
    assert [_shown(str(node["label"])) for node in nodes] == [
        "\n".join(filter(None, (heading(record), status_word(record)))) for record in drawn.graph.records
    ]
    found = [(names[int(edge["tail"])], names[int(edge["head"])], _shown(str(edge["label"]))) for edge in edges]
    wanted = [(edge.source, edge.target, relation_words(edge)) for edge in drawn.graph.edges]
    assert sorted(found) == sorted(wanted)
