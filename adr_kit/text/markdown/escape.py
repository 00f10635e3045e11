"""Texts that people give, made fit to stand in a Markdown file without breaking its structure."""

from __future__ import annotations

import re

from adr_kit.text.markdown.blocks import blocks
from adr_kit.text.source import Edit, Source, Span

_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
# "List<String>" would be a tag and vanish; "<https://example.org>" is a link, and stays one.
_TAG = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])(?![a-z][a-z0-9+.-]+:[^\s<>]*>|[\w.+-]+@[\w.-]+>)")
_CLOSING_MARKS = re.compile(r"(?<=[ \t])#+[ \t]*$")
_BLOCK_MARK = re.compile(r"(?:[#>*+=-]|~{3,}|`{3,}|\||\d{1,9}(?=[.)](?:\s|$)))")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~$&])")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FENCE = re.compile(r"[ \t]*(?:`{3,}|~{3,})")


def heading(text: str) -> str:
    """One line as a heading's text: Markdown in it stays, what only looks like HTML or closing marks is escaped."""
    shown = outside_code(text)
    return _CLOSING_MARKS.sub(lambda match: "\\" + match[0], shown)


def item(text: str) -> str:
    """A text as one line that can stand behind a list marker: nothing in it begins a block of its own."""
    one = outside_code(" ".join(text.split()))
    mark = _BLOCK_MARK.match(one)
    if mark is None:
        return one
    at = mark.end() if mark[0].isdigit() else 0
    return f"{one[:at]}\\{one[at:]}"


def literal(text: str) -> str:
    """A text as one line in which nothing is markup, and nothing that a reader cannot see."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _MARKUP.sub(r"\\\1", " ".join(text.split())))


def paragraphs(text: str) -> str:
    """A text of several lines as it can stand in a section: no headings, no fence or comment left open."""
    source = Source(text.replace("<!--", "&lt;!--"))
    found = [block for block in blocks(source) if block.kind == "heading"]
    edits = [Edit(Span(at, at), "\\") for block in found for at in _marks(source, block.span, setext=block.setext)]
    told = source.apply(edits).text.strip("\r\n").rstrip()
    last = blocks(Source(told))[-1:]
    if last and last[0].kind == "fence" and not _is_closed(told[last[0].span.start :]):
        fence = _FENCE.match(told[last[0].span.start :])
        told += "\n" + (fence[0] if fence else "```")
    return told


def outside_code(text: str) -> str:
    """The text with every ``<`` that would begin a tag escaped, but not in code."""
    pieces: list[str] = []
    done = 0
    for match in _CODE.finditer(text):
        pieces += [_TAG.sub(r"\\<", text[done : match.start()]), match[0]]
        done = match.end()
    return "".join([*pieces, _TAG.sub(r"\\<", text[done:])])


def _marks(source: Source, span: Span, *, setext: bool) -> list[int]:
    """Where a heading's marks begin: the hashes in front, or the underline."""
    lines = [line for line in source.lines if span.contains(line)]
    line = lines[-1] if setext else lines[0]
    return [
        line.start
        + len(source.slice(line))
        - len(source.slice(line).lstrip(" >*+-0123456789.)" if not setext else " "))
    ]


def _is_closed(block: str) -> bool:
    lines = block.strip().splitlines()
    fence = _FENCE.match(lines[0])
    return len(lines) > 1 and fence is not None and lines[-1].strip().startswith(fence[0].strip())
