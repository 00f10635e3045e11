"""What takes one named value out of a record's text, wherever it stands, and leaves nothing behind but prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.errors import Refused
from adr_kit.record.languages import Field
from adr_kit.record.model import Place
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page
    from adr_kit.record.metadata import Named
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Section

_COMMENT = re.compile(r"[ \t]#[^\r\n]*")
_GENERIC = frozenset(
    ("", "metadata", "meta", "field", "key", "name", "property", "attribute", "item", "value", "details", "content")
)


def out(page: Page, named: Named) -> Edit:
    """The edit that takes a value away.

    Raises:
        Refused: it cannot go without what stands beside it.
    """
    if named.place is Place.FRONT_MATTER:
        return _entry(page, named)
    if named.place is Place.FIELD:
        ends = [span.end for _, span in named.values]
        return page.without(Span(named.span.start, max([named.span.end, *ends])))
    if named.place is Place.SECTION:
        return _section(page, named)
    raise Refused(f"{page.reading.file}: a table keeps its rows", "adr edit")


def line(page: Page, span: Span) -> Edit:
    """The edit that takes a line of a section away."""
    return page.without(span)


def _entry(page: Page, named: Named) -> Edit:
    """A key with its lines; a comment behind its value stays as a comment of its own."""
    front = page.reading.outline.front
    entry = front.get(named.name) if front else None
    if entry is None or entry.value is None or page.text[entry.span.end - 1] not in "\r\n":
        raise Refused(f"{page.reading.file}: the front matter's {named.name} cannot be taken out", "adr edit")
    comment = _COMMENT.search(page.text, entry.value.span.end, entry.span.end)
    kept = f"{comment.group().strip()}{page.newline}" if comment else ""
    return Edit(entry.span, kept)


def _section(page: Page, named: Named) -> Edit:
    """A section that holds nothing but a field's values, heading and all."""
    section = next(s for s in page.reading.outline.sections if s.own == named.span)
    lines = {page.reading.source.line_of(span.start) for _, span in named.values}
    if section.own != section.body or not lines or _other_lines(page, section, lines):
        raise Refused(f"{page.reading.file}: the section {section.name!r} says more than this", "adr edit")
    return without_section(page, section)


def _other_lines(page: Page, section: Section, lines: set[int]) -> bool:
    source = page.reading.source
    first, last = source.line_of(section.own.start), source.line_of(max(section.own.start, section.own.end - 1))
    return any(
        number not in lines and source.slice(source.lines[number]).strip()
        for number in range(first, last + 1)
        if source.lines[number].start >= section.own.start
    )


def without_section(page: Page, section: Section) -> Edit:
    """A section taken away whole; what follows keeps its distance, and the end of the text its ending."""
    start, end = section.heading.start, section.body.end
    if end == len(page.text):
        start = len(page.text[:start].rstrip())
        ending = page.newline if page.text.endswith(("\n", "\r")) and start else ""
        return Edit(Span(start, end), ending)
    return Edit(Span(start, end), "")


def table_of(page: Page, named: Named) -> tuple[Block, ...]:
    """The rows of the table in which a value stands."""
    rows = [block for block in page.reading.outline.blocks if block.kind == "row"]
    at = next(index for index, row in enumerate(rows) if row.span == named.span)
    first = next(index for index in range(at, -1, -1) if rows[index].header)
    after = (index for index in range(first + 1, len(rows)) if rows[index].header)
    return tuple(rows[first : next(after, len(rows))])


def table_out(page: Page, moved: tuple[Named, ...]) -> Edit | None:
    """The edit that takes a whole table away whose every cell is a value that moves; None where it says more."""
    rows = table_of(page, moved[0])
    held = {span for named in moved for _, span in named.values}
    for row in rows:
        cells = [(page.reading.source.slice(cell).strip(" \t*_`:").casefold(), cell) for cell in row.lines]
        vertical = len(cells) == 2 and cells[1][1] in held  # noqa: PLR2004 -- a name and its value
        across = all(not text or cell in held for text, cell in cells)
        head = row.header and (all(text in _GENERIC for text, _ in cells) or _is_head(page, rows, moved))
        if not (vertical or across or head):
            return None
    start = rows[0].span.start
    return page.without(Span(start, len(page.text[start : rows[-1].span.end].rstrip()) + start))


def _is_head(page: Page, rows: tuple[Block, ...], moved: tuple[Named, ...]) -> bool:
    """Whether the first row names what stands in the only other one."""
    names = {named.name for named in moved}
    filled = [cell for cell in rows[-1].lines if page.reading.source.slice(cell).strip()]
    return len(rows) == 2 and len(names) == len(filled) and len(filled) > 0  # noqa: PLR2004 -- a head and a row


def raw(named: Named, field: Field) -> tuple[str, ...]:
    """A value's texts as they are written; a glob without the marks of code."""
    texts = tuple(" ".join(text.split()) for text, _ in named.values if text.strip())
    return tuple(text.strip("`") for text in texts) if field is Field.AFFECTS else texts
