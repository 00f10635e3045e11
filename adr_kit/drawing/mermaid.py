"""The graph as a Mermaid flowchart, for Markdown that GitHub and GitLab draw."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.drawing.boxes import OTHER, PARTLY, WAITING, edge_class
from adr_kit.drawing.picture import heading
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.drawing.picture import Picture
    from adr_kit.record.model import Record

_SHAPES = {
    StatusKind.ACCEPTED: ("[", "]"),
    StatusKind.PROPOSED: ("([", "])"),
    StatusKind.DRAFT: ("(", ")"),
    StatusKind.REJECTED: ("{{", "}}"),
    StatusKind.DEPRECATED: ("[/", "/]"),
    StatusKind.SUPERSEDED: ("[[", "]]"),
    StatusKind.OTHER: (">", "]"),
}
_ARROWS = {
    Relation.SUPERSEDES: "==>",
    PARTLY: "-.->",
    WAITING: "-.->",
    Relation.AMENDS: "-.->",
    Relation.RELATES_TO: "---",
    Relation.CONFLICTS_WITH: "---",
    OTHER: "-.->",
}
# Lines only: the viewer's own theme, light or dark, keeps its colours.
_CLASSES = {
    StatusKind.PROPOSED: "stroke-dasharray:6 3",
    StatusKind.DRAFT: "stroke-dasharray:2 3",
    StatusKind.REJECTED: "stroke-dasharray:2 3,opacity:0.7",
    StatusKind.DEPRECATED: "stroke-dasharray:6 3,opacity:0.7",
    StatusKind.SUPERSEDED: "stroke-dasharray:6 3,opacity:0.7",
    StatusKind.OTHER: "stroke-dasharray:1 2",
}
_FOCUS = "stroke-width:4px"

# What Mermaid reads before it reads labels (entities, "%%" comments, "style…:…#…;"), what its Markdown reads in them
# (lists, emphasis, code, links: "Unsupported markdown: list" for "1. Title"), and what HTML reads in what is left.
_SPECIAL = re.compile(
    r"""["#&<>:;`*_\[\]{}|\\~$@^%ﬂ¶]"""  # the last two: its own placeholder for "&" and ";"
    r"|^[-+=]"
    r"|(?<=[wW]{3})\."
    r"|(?<=direction)\s(?=(?:TB|BT|RL|LR|TD))"  # a line with "direction TB" anywhere in it is a statement
)
_ORDERED = re.compile(r"^(\d{1,9})([.)])")


def draw(picture: Picture) -> str:
    """The picture as a flowchart whose nodes are called n1, n2, … in the order of the log."""
    return "\n".join(_lines(picture)) + "\n"


def _lines(picture: Picture) -> Iterator[str]:
    yield "flowchart BT"
    for name, record in picture.nodes:
        opening, closing = _SHAPES.get(record.status, ("[", "]")) if record.status else ("[", "]")
        yield f'  {name}{opening}"{_label(picture, record)}"{closing}'
    for edge in picture.graph.edges:
        arrow = _ARROWS.get(edge_class(edge, picture.whole.by_id[edge.source]), "-->")
        source, target = picture.node_names[edge.source], picture.node_names[edge.target]
        yield f'  {source} {arrow}|"{escape(picture.words_on(edge))}"| {target}'
    yield from _styles(picture)


def _styles(picture: Picture) -> Iterator[str]:
    for kind, style in _CLASSES.items():
        names = [name for name, record in picture.nodes if record.status is kind]
        if names:
            yield f"  classDef {kind.value} {style}"
            yield f"  class {','.join(names)} {kind.value}"
    if picture.focus in picture.node_names:
        yield f"  classDef focus {_FOCUS}"
        yield f"  class {picture.node_names[picture.focus]} focus"


def _label(picture: Picture, record: Record) -> str:
    return "<br/>".join(escape(line) for line in (heading(record), *picture.notes_on(record)))


def escape(text: str) -> str:
    """One line of a label, with all that Mermaid would read as something else as ``#code;``."""
    text = _SPECIAL.sub(lambda match: _code(match.group()), text)
    return _ORDERED.sub(lambda match: match[1] + _code(match[2]), text)


def _code(character: str) -> str:
    return f"#{ord(character)};"
