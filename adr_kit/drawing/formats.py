"""The formats that a picture can be drawn in: one file and one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from adr_kit.drawing import dot, graph_json, graphml, mermaid, svg, text
from adr_kit.drawing.picture import Picture

Draw = Callable[[Picture], str]

FORMATS: Mapping[str, Draw] = MappingProxyType(
    {
        "text": text.draw,
        "mermaid": mermaid.draw,
        "dot": dot.draw,
        "json": graph_json.draw,
        "graphml": graphml.draw,
        "svg": svg.draw,
    }
)
