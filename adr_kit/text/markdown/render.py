"""A text as HTML that is safe to show, with its headings and the links that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from adr_kit.text.characters import printable
from adr_kit.text.markdown import raw
from adr_kit.text.markdown.dress import collect_headings, dress
from adr_kit.text.markdown.parser import deeper_than_read, parse, to_html
from adr_kit.text.markdown.sheet import Sheet

if TYPE_CHECKING:
    from markdown_it.token import Token

    from adr_kit.text.markdown.raw import Resolve
    from adr_kit.text.markdown.sheet import Broken, Heading

_LARGEST = 2_000_000  # characters; markdown-it needs about a second for each million


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML.

    Attributes:
        html: well-formed HTML of a safe list of elements, headings from h2 on, without style, script, or any link
            that ``resolve`` did not give.
        headings: its headings in order.
        broken: the links that lead nowhere, as written.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    broken: tuple[Broken, ...] = ()


def render(text: str, *, resolve: Resolve, above: frozenset[str] = frozenset(), place: str = "") -> Rendered:
    """A Markdown text as HTML.

    Args:
        text: the text, without front matter and without what the page says elsewhere.
        resolve: where a link leads, given as it is written; ``#places`` of the text itself never reach it.
        above: places that stand above the text, at the page's head.
        place: the identifier of the text's own place on a page of several texts, where its headings begin at h3.
    """
    text = printable(text)
    if len(text) > _LARGEST:
        return _as_written(text, "is too long to be laid out")
    try:
        tokens = parse(text)
        if deeper_than_read(tokens):
            return _as_written(text, "is nested too deeply to be laid out")
        return _laid_out(text, tokens, resolve, above, place)
    except RecursionError:  # pictures in the description of pictures in the description of pictures…
        return _as_written(text, "is nested too deeply to be laid out")


def _laid_out(text: str, tokens: list[Token], resolve: Resolve, above: frozenset[str], place: str) -> Rendered:
    prefix, top = (f"{place}.", 3) if place else ("", 2)
    headings = collect_headings(tokens, prefix, top)
    # No text holds its own digest, so that no author can write what passes for ours.
    mark = f"adr{sha256(text.encode()).hexdigest()[:32]}/"
    sheet = Sheet(mark, resolve, headings=list(headings), ids=frozenset(heading.id for heading in headings))
    sheet.anchors = frozenset(name for token in _flat(tokens) for name in raw.anchors(token.content))
    sheet.above, sheet.prefix = above, prefix
    sheet.shift = _shift(tokens, top)
    html = to_html(dress(sheet, tokens))
    return Rendered(printable(raw.clean(html, mark, sheet.ids, resolve, prefix)), headings, tuple(sheet.broken))


def _flat(tokens: list[Token]) -> list[Token]:
    children = (child for token in tokens for child in token.children or ())
    return [token for token in (*tokens, *children) if token.type in ("html_block", "html_inline")]


def _shift(tokens: list[Token], top: int) -> int:
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    return max(0, top - min(levels, default=1))


def _as_written(text: str, why: str) -> Rendered:
    note = f"<p><em>This text {why}; here it is as it was written.</em></p>"
    return Rendered(f'{note}\n<pre class="code" tabindex="0" role="group" aria-label="Text">{escape(text)}</pre>')
