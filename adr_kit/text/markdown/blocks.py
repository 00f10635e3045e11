"""Where a Markdown text's blocks stand: markdown-it's block rules only, each block with its spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from adr_kit.text.source import Source

_LEAVES = {"fence": "fence", "code_block": "code", "html_block": "html", "hr": "rule"}
_CONTAINERS = {"bullet_list_open": "bullet", "ordered_list_open": "ordered", "blockquote_open": "quote"}
_CONTAINER_ENDS = {"bullet_list_close", "ordered_list_close", "blockquote_close"}


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf block.

    Attributes:
        kind: heading, paragraph, fence, code, html, rule or row (of a table).
        span: its whole lines, line endings included.
        lines: for a heading or paragraph, each line's text without markers, prefixes and blanks; for a row, each cell.
        level: a heading's level, 1 to 6; 0 for others.
        depth: how many lists and quotes it stands in.
        container: the innermost of these: bullet, ordered, quote or "".
        item: the offset at which the innermost list item begins; -1 outside lists.
        header: whether a row is its table's head.
        setext: whether a heading is underlined.
        info: a fence's information string.
    """

    kind: str
    span: Span
    lines: tuple[Span, ...] = ()
    level: int = 0
    depth: int = 0
    container: str = ""
    item: int = -1
    header: bool = False
    setext: bool = False
    info: str = ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def blocks(source: Source, start: int = 0) -> tuple[Block, ...]:
    """The leaf blocks of a text from an offset (the end of its front matter) on, in order."""
    return tuple(_Walker(source, start).walk())


@dataclass
class _Walker:
    """Follows markdown-it's flat token stream and says where each leaf stands."""

    source: Source
    start: int

    def __post_init__(self) -> None:
        self.first_line = self.source.line_of(self.start) if self.start < len(self.source.text) else 0
        self.containers: list[str] = []
        self.items: list[int] = []

    def walk(self) -> Iterator[Block]:
        if self.start >= len(self.source.text):
            return
        tokens = _parser().parse(self.source.text[self.start :])
        for index, token in enumerate(tokens):
            self._enter(token)
            if token.type in _LEAVES:
                yield self._block(token, _LEAVES[token.type], info=token.info)
            elif token.type == "heading_open":
                yield self._heading(token, tokens[index + 1])
            elif token.type == "paragraph_open":
                yield self._block(token, "paragraph", self._content(tokens[index + 1]))
            elif token.type == "tr_open":
                yield self._row(token, tokens[index + 1 :])

    def _enter(self, token: Token) -> None:
        if token.type in _CONTAINERS:
            self.containers.append(_CONTAINERS[token.type])
        elif token.type in _CONTAINER_ENDS:
            self.containers.pop()
        elif token.type == "list_item_open":
            self.items.append(self._span(token).start)
        elif token.type == "list_item_close":
            self.items.pop()

    def _span(self, token: Token) -> Span:
        first, last = token.map or [0, 0]
        starts = self.source.line_starts
        end = min(self.first_line + last, len(starts) - 1)
        return Span(starts[min(self.first_line + first, len(starts) - 1)], starts[end])

    def _block(self, token: Token, kind: str, lines: tuple[Span, ...] = (), info: str = "") -> Block:
        return Block(
            kind,
            self._span(token),
            lines,
            depth=len(self.containers),
            container=self.containers[-1] if self.containers else "",
            item=self.items[-1] if self.items else -1,
            info=info,
        )

    def _heading(self, token: Token, inline: Token) -> Block:
        level = int(token.tag[1])
        return Block(
            "heading",
            self._span(token),
            self._content(inline),
            level,
            depth=len(self.containers),
            setext=not token.markup.startswith("#"),
        )

    def _content(self, inline: Token) -> tuple[Span, ...]:
        """Each line of an inline token, found in its source line behind markers and prefixes."""
        first = (inline.map or [0, 0])[0] + self.first_line
        spans = []
        for offset, text in enumerate(inline.content.split("\n")):
            if first + offset >= len(self.source.lines):
                break
            line = self.source.lines[first + offset]
            spans.append(_find(self.source, line, text.strip()))
        return tuple(spans)

    def _row(self, token: Token, rest: Sequence[Token]) -> Block:
        line = self.source.lines[self.source.line_of(self._span(token).start)]
        cells: list[Span] = []
        header = False
        at = line.start
        for inner in rest:
            if inner.type == "tr_close":
                break
            header = header or inner.type == "th_open"
            if inner.type == "inline":
                found = _find_cell(self.source, Span(at, line.end), inner.content)
                cells.append(found)
                at = found.end
        return Block("row", Span(line.start, self._span(token).end), tuple(cells), header=header)


def _find(source: Source, line: Span, text: str) -> Span:
    at = source.text.find(text, line.start, line.end) if text else -1
    if at >= 0:
        return Span(at, at + len(text))
    return Span(line.end, line.end) if not text else line  # text that the normaliser changed (NUL): the whole line


def _find_cell(source: Source, rest: Span, text: str) -> Span:
    """A table cell's text; markdown-it drops the backslash of an escaped pipe."""
    if not text:
        pipe = source.text.find("|", rest.start, rest.end)
        after = pipe + 1 if pipe >= 0 else rest.end
        return Span(after, after)
    for wanted in (text, text.replace("|", r"\|")):
        at = source.text.find(wanted, rest.start, rest.end)
        if at >= 0:
            return Span(at, at + len(wanted))
    return Span(rest.end, rest.end)


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A link in running text; ``span`` is around ``[text](href)`` in the text that was searched."""

    text: str
    href: str
    span: Span


# CommonMark 6.3: link text may hold one level of brackets (and escaped ones); a destination is <...> or balanced.
_LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*)\]"
    r"(?:\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<href>(?:[^\s()\\]|\\.|\([^\s()]*\))*))"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)|\[(?P<label>[^\[\]]*)\])?"
)
_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DEFINITION = re.compile(r"(?m)^ {0,3}\[(?P<label>[^\[\]\n]+)\]:[ \t]*<?(?P<href>[^\s<>]+)>?")


def definitions(text: str) -> dict[str, str]:
    """The text's reference definitions: lower-cased label to destination."""
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        found.setdefault(match["label"].strip().casefold(), unescape(match["href"]))
    return found


def inline_links(text: str, references: dict[str, str] | None = None) -> tuple[InlineLink, ...]:
    """The links of a fragment in order: inline, reference-style (with the definitions given) and autolinks."""
    code = [match.span() for match in _CODE.finditer(text)]
    starts = [start for start, _ in code]
    found = []
    for match in (*_LINK.finditer(text), *_AUTOLINK.finditer(text)):
        before = bisect_right(starts, match.start())
        if before and match.start() < code[before - 1][1]:
            continue
        href = _href(match, references or {})
        if href is not None:
            label = match.groupdict().get("text") or match.group(1) or ""
            found.append(InlineLink(unescape(label), href, Span(*match.span())))
    return tuple(sorted(found, key=lambda link: link.span))


def _href(match: re.Match[str], references: dict[str, str]) -> str | None:
    groups = match.groupdict()
    if "text" not in groups:
        return match.group(1)
    if groups["angle"] is not None:
        return groups["angle"]
    if groups["href"] is not None:
        return unescape(groups["href"])
    return references.get((groups["label"] or groups["text"]).strip().casefold())


def unescape(text: str) -> str:
    """Text with its backslash escapes resolved."""
    return _ESCAPE.sub(r"\1", text)


_MARKUP = re.compile(r"(?<![\w\\])(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)|(?<=[^\s\\])(\*\*\*|\*\*|\*|___|__|_|~~)(?!\w)")
_MARKED = re.compile(r"[<\[*_~`\\]")
_COMMENT = re.compile(r"(?<!\\)<!--.*?(?:-->|\Z)", re.DOTALL)
# What is no element of HTML is somebody's word: Option<String>, <Suspense>, <placeholder>.
_INLINE_ELEMENTS = (
    "abbr|acronym|a|bdi|bdo|big|br|b|center|cite|code|del|details|dfn|div|em|font|h[1-6]|hr|img|ins|i|kbd|mark|nobr|p|picture|"
    "pre|q|samp|small|source|span|strike|strong|sub|summary|sup|svg|s|tt|u|var|wbr"
)
_TAG = re.compile(rf"(?<!\\)</?(?:{_INLINE_ELEMENTS})(?:\s+[A-Za-z_:][^<>]*|\s*/?)>", re.IGNORECASE)


def without_comments(text: str) -> str:
    """Text without HTML comments."""
    return _COMMENT.sub("", text)


def plain(text: str) -> str:
    """What a reader sees of a line: no comments, tags, links, emphasis, code marks or escapes; blanks folded."""
    if not _MARKED.search(text):
        return " ".join(text.split())
    text = _without_targets(_COMMENT.sub("", text))
    pieces = []
    done = 0
    for match in _CODE.finditer(text):
        pieces += [_plain_prose(text[done : match.start()]), match.group().strip("`")]
        done = match.end()
    return " ".join("".join([*pieces, _plain_prose(text[done:])]).split())


def _without_targets(text: str) -> str:
    """Links as their texts, in which code may stand; code that looks like a link stays."""
    code = [match.span() for match in _CODE.finditer(text)]

    def label(match: re.Match[str]) -> str:
        inside = any(start < match.start() < end for start, end in code)
        return match[0] if inside or match.end() <= match.end("text") + 1 else match["text"]

    return _LINK.sub(label, text)


def _plain_prose(text: str) -> str:
    text = _AUTOLINK.sub(r"\1", text)
    for _ in range(2):
        text = _LINK.sub(lambda match: match["text"] if match.end() > match.end("text") + 1 else match[0], text)
    return unescape(_MARKUP.sub("", _TAG.sub("", text)))
