"""A map as one file that needs no other: its style and its script stand in it, and its policy lets nothing else run."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from adr_kit.drawing import ink
from adr_kit.site.interface import ENGLISH
from adr_kit.workspace.templates.pages import PageWriter

if TYPE_CHECKING:
    from adr_kit.drawing.chart import Chart


@dataclass(frozen=True, slots=True)
class GraphView:
    """All that the page says."""

    title: str
    language: str
    chart: Chart
    style: str
    script: str
    policy: str


def map_page(chart: Chart, title: str, language: str = "en") -> bytes:
    """The page of a map.

    Args:
        chart: the map.
        title: what it is called.
        language: the language of its words.
    """
    writer = PageWriter()
    style = writer.write("style.css", {}).decode() + ink.RULES
    script = writer.write("map.js", {}).decode()
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    view = GraphView(title, language, chart, style, script, policy)
    return writer.write("graph.html", {"view": view, "say": ENGLISH})


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
