"""Where the destinations of a text's links and pictures stand, so that one can be put in another's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.text.markdown.blocks import blocks, unescape
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.text.source import Source

# The end of a link's text and its destination: "](<a b.md> "title")", "](a(1).md)".
_INLINE = re.compile(r"\]\([ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<href>(?:[^\s()<>\\]|\\.|\([^\s()]*\))+))")
_DEFINITION = re.compile(r"(?m)^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<href>[^\s<>\[][^\s<>]*))")
_HTML = re.compile(r"""(?<=\s)(?:src|href)\s*=\s*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)')""", re.IGNORECASE)
_CODE = re.compile(r"(`+)(?!`)[^`]*?(?<!`)\1(?!`)")
_PATTERNS = (_INLINE, _DEFINITION, _HTML)
_VERBATIM = ("fence", "code")
_PROSE = ("paragraph", "heading", "row")


def hrefs(source: Source, start: int = 0) -> Iterator[tuple[str, Span]]:
    """Each destination of a link, a picture or a definition: as it is meant, and where it is written.

    Args:
        source: the text.
        start: where to begin: the end of the front matter.
    """
    text, held = source.text, verbatim(source, start)
    found: dict[Span, str] = {}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, start):
            if match.lastgroup and not within(match.start(match.lastgroup), held):
                written = match[match.lastgroup]
                found[Span(*match.span(match.lastgroup))] = unescape(written) if match.lastgroup == "href" else written
    done = start
    for span, href in sorted(found.items(), key=lambda pair: pair[0]):
        if span.start >= done:  # "[a]: [b](c.md)" is no definition, whatever it looks like
            yield href, span
            done = span.end


def verbatim(source: Source, start: int = 0) -> tuple[Span, ...]:
    """Where code stands, in which nothing is a link: code blocks, and code within a paragraph, which ends with it."""
    found: list[Span] = []
    for block in blocks(source, start):
        if block.kind in _VERBATIM:
            found.append(block.span)
        elif block.kind in _PROSE:
            found += [Span(*match.span()) for match in _CODE.finditer(source.text, block.span.start, block.span.end)]
    return tuple(found)


def within(offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether an offset lies in one of some spans."""
    return any(span.start <= offset < span.end for span in spans)


def changed(source: Source, new: Callable[[str], str | None], start: int = 0) -> Iterator[Edit]:
    """The edits that put other destinations in the place of some.

    Args:
        source: the text.
        new: the destination that a link is to have, fit to be written; None leaves it as it is.
        start: where to begin.
    """
    for href, span in hrefs(source, start):
        wanted = new(href)
        if wanted is not None and wanted != source.slice(span):
            angle = source.text[span.start - 1 : span.start] in ("<", '"', "'")
            bare = re.search(r"[\s()]", wanted) is None
            yield Edit(span, wanted if angle or bare else f"<{wanted}>")
