"""The Markdown dialect of a page: CommonMark with GitHub's tables, strikethrough and footnotes, in bounded time."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEPTH = 90  # blocks in blocks: deeper than any document, and well inside Python's own limit
_BRACKETS = 2_000  # each opening bracket may look ahead to the end of its paragraph
_LINK_RULES = ["link", "image", "footnote_ref"]
_FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,200})\]")


class _Parser(MarkdownIt):
    """markdown-it that leaves every link as it is written: what may be followed is decided in one place, later."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 -- markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 -- the same
        return True


def parse(text: str) -> list[Token]:
    """The text's tokens, footnotes at the end."""
    return _parser().parse(text, {})


def deeper_than_read(tokens: list[Token]) -> bool:
    """Whether blocks are nested so deeply that markdown-it left out what stands inside."""
    return any(token.nesting == 1 and token.level >= DEPTH - 1 for token in tokens)


def to_html(tokens: list[Token]) -> str:
    """The tokens as HTML."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser(*, links: bool = True) -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": DEPTH, "xhtmlOut": False}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.inline.ruler.at("footnote_ref", _footnote_reference)
    parser.core.ruler.at("inline", _inline)
    return parser if links else parser.disable(_LINK_RULES)


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            parser = _parser(links=token.content.count("[") <= _BRACKETS)
            parser.inline.parse(token.content, parser, state.env, token.children)


def _footnote_reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it's signature
    """The plugin's rule with a bounded label: its own looks to the end of the paragraph from every bracket."""
    notes = state.env.get("footnotes", {})
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax) if notes.get("refs") else None
    label = ":" + match.group(1) if match else ""
    if match is None or label not in notes["refs"]:
        return False
    if not silent:
        if notes["refs"][label] < 0:
            notes["refs"][label] = len(notes["list"])
            notes["list"][len(notes["list"])] = {"label": match.group(1), "count": 0}
        note = notes["refs"][label]
        state.push("footnote_ref", "", 0).meta = {"id": note, "subId": notes["list"][note]["count"]}
        notes["list"][note]["count"] += 1
    state.pos = match.end()
    return True
