"""A strict reader of the part of Mermaid's flowchart language that we write."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

# From mermaid 11's flow.jison: which brackets make which shape, and which arrows there are.
SHAPES = {
    ("[", "]"): "square",
    ("([", "])"): "stadium",
    ("(", ")"): "round",
    ("{{", "}}"): "hexagon",
    ("[/", "/]"): "lean_right",
    ("[[", "]]"): "subroutine",
    (">", "]"): "odd",
}
ARROWS = {"-->", "==>", "-.->", "---"}
_NODE = re.compile(r'  (?P<id>n\d+)(?P<open>[\[({/>]+)"(?P<label>[^"]*)"(?P<close>[\])}/]+)')
_EDGE = re.compile(r'  (?P<source>n\d+) (?P<arrow>\S+)\|"(?P<label>[^"]+)"\| (?P<target>n\d+)')
_CLASS_DEF = re.compile(r"  classDef (?P<name>[a-z]+) [a-z0-9.:, -]+")
_CLASS = re.compile(r"  class (?P<ids>n\d+(?:,n\d+)*) (?P<name>[a-z]+)")
_CODE = re.compile(r"#(\d+);")
# What else is read inside a label: entities, other statements, Markdown (which makes "1. Title" a list), HTML.
_TRAPS = re.compile(
    r"[&<>`*_\[\]{}|\\~$@^%;:]|#(?!\d+;)|\n|(?:^|\n)\s*(?:[-+=]|\d{1,9}[.)])|www\.|direction\s+(?:TB|BT|RL|LR|TD)"
)


@dataclass
class Flowchart:
    """What the text says: nodes (shape and label) by id, edges, and classes by node."""

    nodes: dict[str, tuple[str, str]] = field(default_factory=dict)
    edges: list[tuple[str, str, str, str]] = field(default_factory=list)
    classes: dict[str, list[str]] = field(default_factory=dict)


def parse(text: str) -> Flowchart:
    """The chart.

    Raises:
        AssertionError: a line is not one that we may write.
    """
    assert text.endswith("\n")
    first, *lines = text[:-1].split("\n")
    assert first == "flowchart BT"
    chart = Flowchart()
    defined = set()
    for line in lines:
        if match := _NODE.fullmatch(line):
            assert not chart.edges, "nodes come first"
            assert match["id"] not in chart.nodes
            chart.nodes[match["id"]] = (SHAPES[match["open"], match["close"]], _label(match["label"]))
        elif match := _EDGE.fullmatch(line):
            assert match["arrow"] in ARROWS
            assert {match["source"], match["target"]} <= chart.nodes.keys()
            chart.edges.append((match["source"], match["target"], match["arrow"], _label(match["label"])))
        elif match := _CLASS_DEF.fullmatch(line):
            defined.add(match["name"])
        else:
            match = _CLASS.fullmatch(line)
            assert match, line
            assert match["name"] in defined
            for node in match["ids"].split(","):
                assert node in chart.nodes
                chart.classes.setdefault(node, []).append(match["name"])
    return chart


def _label(written: str) -> str:
    parts = written.split("<br/>")
    for part in parts:
        without_codes = _CODE.sub("", part)
        assert not _TRAPS.search(_CODE.sub("x", part)), part  # Mermaid reads a code when it has read all else
        assert "#" not in without_codes, part
        assert ";" not in without_codes, part
    return html.unescape(_CODE.sub(r"&#\1;", "\n".join(parts)))
