"""Diagrams in records: their source, and where the team brought mermaid along, a page that draws one in a frame."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.site import names
from adr_kit.text.characters import scripted

if TYPE_CHECKING:
    from adr_kit.site.links import Places

FRAME = PurePosixPath("diagram.html")
_BLOCK = re.compile(r'<pre class="code"[^>]*aria-label="Code: mermaid"[^>]*><code>.*?</code></pre>', re.DOTALL)
_ENDS_SCRIPT = re.compile(r"<(?=/script|!--)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DiagramView:
    """All that the page says on which a diagram is drawn: what draws it, fit to stand in a page."""

    library: str


def diagram_view(places: Places) -> DiagramView:
    """What the page says; it is one for all diagrams, so that the library is loaded once."""
    library = (places.setting.mermaid or b"").decode("utf-8", "replace")
    return DiagramView(scripted(_ENDS_SCRIPT.sub(r"\\x3c", library)))


def framed(places: Places, page: PurePosixPath, html: str) -> str:
    """A record's HTML, each diagram's source ready to be drawn; the same where nothing can draw it."""
    if places.setting.mermaid is None:
        return html
    say = places.setting.say
    href, title = escape(names.href(page, FRAME)), escape(say("diagram"))
    opening = f'<figure class="diagram" data-frame="{href}" data-title="{title}">'
    summary = f"<summary>{escape(say('diagram source'))}</summary>"
    return _BLOCK.sub(lambda match: f"{opening}<details open>{summary}{match[0]}</details></figure>", html)
