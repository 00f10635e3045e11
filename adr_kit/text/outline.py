"""A text's headings, sections, fields and tables, each with its span."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from adr_kit.text import frontmatter
from adr_kit.text.markdown.blocks import Block, blocks, definitions, plain
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.text.frontmatter import FrontMatter
    from adr_kit.text.source import Source


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above.

    Attributes:
        name: the heading as a reader sees it.
        level: 1 to 6.
        heading: the heading's whole lines.
        content: the heading's text without markers.
        body: from the heading's end to the section's end; ``own`` ends at the first heading inside.
        blocks: the leaf blocks in ``body``.
    """

    name: str
    level: int
    heading: Span
    content: Span
    body: Span
    own: Span
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A name with a value, somewhere in the text.

    Attributes:
        name: the name as a reader sees it.
        value: the value's span; may run over several lines, and be empty.
        span: the whole lines it stands on.
        layout: line (``Status: x``), item (in a list), quote, vertical or horizontal (table).
        items: spans of the nested list items below it, if any.
        section: the index of the section it stands in; -1 before the first heading.
        group: the offset at which its paragraph, list or table begins.
    """

    name: str
    value: Span
    span: Span
    layout: str = "line"
    items: tuple[Span, ...] = ()
    section: int = -1
    group: int = 0


@dataclass(frozen=True)
class Outline:
    """Where things stand in one text; each sort of thing is looked for when it is first asked for. Never fails."""

    source: Source

    @cached_property
    def front(self) -> FrontMatter | None:
        """The front matter; None where there is none."""
        return frontmatter.read(self.source.text)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of Markdown behind the front matter."""
        return blocks(self.source, self.body_start)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The headings, each with what stands below it."""
        return tuple(_sections(self.source, self.blocks))

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All lines, list items and table cells that look like a name with a value."""
        return tuple(_fields(self))

    @cached_property
    def references(self) -> dict[str, str]:
        """Reference definitions: lower-cased label to destination."""
        return definitions(self.source.text)

    @property
    def body_start(self) -> int:
        """Where the text begins behind the front matter."""
        return self.front.span.end if self.front else 0

    def section_at(self, offset: int) -> int:
        """The index of the innermost section in which an offset stands; -1 before the first heading."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(section.heading.start for section in self.sections)


_ATTRIBUTES = re.compile(r"\s*\{[#.:][^{}]*\}$")  # "## Status {#status}"


def _sections(source: Source, found: tuple[Block, ...]) -> Iterator[Section]:
    headings = [block for block in found if block.kind == "heading" and block.depth == 0]
    starts = [block.span.start for block in found]
    ends = _ends(headings, len(source.text))
    for index, (heading, end) in enumerate(zip(headings, ends, strict=True), 1):
        own_end = headings[index].span.start if index < len(headings) else len(source.text)
        body = Span(heading.span.end, end)
        content = Span(heading.lines[0].start, heading.lines[-1].end) if heading.lines else heading.span
        yield Section(
            _ATTRIBUTES.sub("", plain(source.slice(content))),
            heading.level,
            heading.span,
            content,
            body,
            Span(heading.span.end, own_end),
            found[bisect_left(starts, body.start) : bisect_left(starts, body.end)],
        )


def _ends(headings: list[Block], end: int) -> list[int]:
    """Where each heading's section ends: at the next heading of its level or above."""
    ends: list[int] = []
    after: dict[int, int] = {}  # level: the nearest heading of it that follows
    for heading in reversed(headings):
        ends.append(min((start for level, start in after.items() if level <= heading.level), default=end))
        after[heading.level] = heading.span.start
    return ends[::-1]


DEEPEST = 6
_HASHES = re.compile(r"[ ]{0,3}(?P<signs>#{1,6})(?=\s|\Z)")


def at_level(source: Source, section: Section, level: int) -> Edit:
    """The edit that gives a heading another level (as near as can be to one of the six); its words stay as written."""
    signs = "#" * max(1, min(DEEPEST, level))
    written = source.slice(section.heading)
    found = _HASHES.match(written)
    if found:
        start = section.heading.start
        return Edit(Span(start + found.start("signs"), start + found.end("signs")), signs)
    ending = written[len(written.rstrip("\r\n")) :]  # underlined: two levels are all that this can say
    return Edit(section.heading, f"{signs} {' '.join(source.slice(section.content).split())}{ending}")


_MARKS = r"(?:\*\*|__|\*|_)"
# "Status: x", "**Status:** x", "**Status**: x", "_Status_ : x", "Status：x"; names are short, without sentence marks.
_FIELD = re.compile(
    rf"(?P<open>{_MARKS})?(?P<name>[^\W\d_](?:[^\n:：*|`\[\]<>{{}}.!?]|\.(?=\w)){{0,40}}?)[ \t]*"
    rf"(?:(?P<close>{_MARKS})[ \t]*[:：]|[:：][ \t]*(?P<after>{_MARKS})?(?!//))[ \t]*"
)
_BOLD_NAME = r"(?P<open>\*\*|__)(?P<name>[^\W\d_][^\n:：*|`\[\]<>{}.!?]{0,40}?)"
# "**Status** Accepted": only where the name is bold.
_BOLD_FIELD = re.compile(rf"{_BOLD_NAME}[ \t]*(?:\*\*|__)[ \t]+(?=\S)")
# "**Status.** Accepted": prose begins like that as well, so that only a known name makes it a field.
_LEAD_IN = re.compile(rf"{_BOLD_NAME}\.(?:\*\*|__)[ \t]+(?=\S)")


def _fields(outlined: Outline) -> Iterator[Field]:
    source = outlined.source
    table: list[Block] = []
    for index, block in enumerate(outlined.blocks):
        if block.kind == "row":
            if block.header and table:
                yield from _table_fields(outlined, table)
                table = []
            table.append(block)
            continue
        if table:
            yield from _table_fields(outlined, table)
            table = []
        if block.kind == "paragraph":
            yield from _line_fields(outlined, index, source)
    if table:
        yield from _table_fields(outlined, table)


# "Date: 2024-05-01 · Status: accepted": the marks between fields that share a line
_BETWEEN = re.compile(r"(?<![ \t])(?:[ \t]+[·•|・][ \t]+|[ \t]*<br[ \t]*/?>[ \t]*)|(?<=[^\s.])[.;][ \t]+")


_NAME_WITHIN = 200  # characters: so that a line of a thousand fields is not copied a thousand times


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a field begins: the number of its line, its offset, its name, and where its value begins."""

    line: int
    offset: int
    name: str
    value: int


def _line_fields(outlined: Outline, index: int, source: Source) -> Iterator[Field]:
    block = outlined.blocks[index]
    starts = [start for number, line in enumerate(block.lines) for start in _starts(source, number, line)]
    section = outlined.section_at(block.span.start)
    layout = {"bullet": "item", "ordered": "item", "quote": "quote"}.get(block.container, "line")
    last = _Start(len(block.lines), block.lines[-1].end if block.lines else 0, "", 0)
    for start, following in pairwise([*starts, last]):
        shared = following.line == start.line
        end = _value_end(source, start, following) if shared else block.lines[following.line - 1].end
        value_end = max(start.value, _strip_end(source, end, start.value))
        nested = _nested(outlined, index) if following is last and value_end == start.value else ()
        value = Span(start.value, value_end)
        span = Span(start.offset, following.offset if shared else end)
        group = block.item if block.item >= 0 else block.span.start
        yield Field(start.name, value, span, layout, nested, section, group)


def _starts(source: Source, number: int, line: Span) -> Iterator[_Start]:
    """The fields that begin on a line: mostly one, or several with a mark between them."""
    text = source.slice(line)
    prose = field_match(text) is None or _LEAD_IN.match(text)  # in which a colon in a later sentence means nothing
    for at in (0, *(match.end() for match in _BETWEEN.finditer(text) if not (prose and match[0][0] in ".;"))):
        match = field_match(text[at : at + _NAME_WITHIN] if at else text)
        if match:
            yield _Start(number, line.start + at, match[0], line.start + at + match[1])


def _value_end(source: Source, start: _Start, following: _Start) -> int:
    between = [match.start() for match in _BETWEEN.finditer(source.text, start.value, following.offset)]
    return between[-1] if between else following.offset


def field_match(line: str) -> tuple[str, int] | None:
    """The name of a line that reads ``name: value``, and the offset at which the value begins; None for other lines."""
    match = _FIELD.match(line) or _BOLD_FIELD.match(line) or _LEAD_IN.match(line)
    if match is None:
        return None
    end = match.end()
    groups = match.groupdict()
    opened, closed = groups.get("open"), groups.get("close") or groups.get("after")
    if opened is None and groups.get("after"):
        end = match.start("after")  # "Status: **Accepted**": the marks belong to the value
    elif opened and not closed and line.rstrip().endswith(opened) and match.re is _FIELD:
        end = match.end()  # "_Status: x_"
    return " ".join(match["name"].split()), end


def _strip_end(source: Source, end: int, start: int) -> int:
    return start + len(source.text[start:end].rstrip())


def _nested(outlined: Outline, index: int) -> tuple[Span, ...]:
    """The text of the deeper list items that follow a list item, or of the list right under a paragraph."""
    block = outlined.blocks[index]
    items = []
    for later in outlined.blocks[index + 1 :]:
        if later.kind != "paragraph" or later.depth <= block.depth or later.container not in ("bullet", "ordered"):
            break
        items.append(Span(later.lines[0].start, later.lines[-1].end) if later.lines else later.span)
    return tuple(items)


def _table_fields(outlined: Outline, rows: list[Block]) -> Iterator[Field]:
    source = outlined.source
    section = outlined.section_at(rows[0].span.start)
    group = rows[0].span.start
    for row in rows:
        if len(row.lines) == 2:  # noqa: PLR2004 -- a name and its value
            name, value = row.lines
            yield Field(_name(source, name), value, row.span, "vertical", (), section, group)
    head, *body = rows
    for row in body[:1]:
        for name, value in zip(head.lines, row.lines, strict=False):
            yield Field(_name(source, name), value, row.span, "horizontal", (), section, group)


def _name(source: Source, span: Span) -> str:
    return plain(source.slice(span)).rstrip(":： ")
