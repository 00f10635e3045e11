"""A new record's text that looks like a neighbour's: its layout and headings, and nothing of what it says."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change import values
from adr_kit.change.body import holds_metadata
from adr_kit.record import dates
from adr_kit.record.dialects import table
from adr_kit.record.dialects.page import Page
from adr_kit.record.languages import Field
from adr_kit.record.model import Place
from adr_kit.record.reader import read_source
from adr_kit.record.vocabulary import key
from adr_kit.text import frontedits
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.markdown.escape import heading
from adr_kit.text.source import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from adr_kit.record.draft import Draft
    from adr_kit.record.metadata import Named
    from adr_kit.record.model import Record, Status
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Section

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_DIGIT = re.compile(r"\d")
_OTHERS = (Field.OTHER, Field.OTHER_DATE)
_STAYS = (Field.STATUS, Field.DATE, Field.TITLE, Field.NUMBER)
_PAIR = 2  # cells of a row that is a name and its value
_ENDS = 100  # links and fields in one record: more are not worth imitating


def imitate(example: Record, sections: frozenset[str], draft: Draft, vocabulary: Vocabulary) -> str | None:
    """The text of a new record in the form of another one.

    The date stays as it is, to be set afterwards where it stands; people, tags, links and everything under the headings
    go.

    Args:
        example: the record to imitate.
        sections: the headings to keep, as ``vocabulary.key`` makes them.
        draft: what the new record says of itself.
        vocabulary: the words by which parts are recognised.

    Returns:
        The text; None where the result would not be read as a record with this title.
    """
    page = Page(example.reading, vocabulary)
    page = _edited(page, _emptied(page, sections))
    page = _edited(page, _titled(page, draft.title, draft.number))
    page = _repeated(_repeated(page, _without_link), _without_field)
    status = page.reading.status
    if status is not None:
        page = _edited(page, _restated(page, status, draft))
    if page.reading.date is not None:
        page = _edited(page, values.set_date(page, dt.date.fromisoformat(draft.date)))
    reading = page.reading
    return (
        reading.source.text if reading.skipped is None and reading.title.text == plain(heading(draft.title)) else None
    )


def says_a_date(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a record's text says when it was decided."""
    return read_source(PurePosixPath("0001-a.md"), Source(text), vocabulary).date is not None


def _edited(page: Page, edits: Iterable[Edit]) -> Page:
    source = page.reading.source.apply(edits)
    return Page(read_source(page.reading.file, source, page.vocabulary), page.vocabulary)


def _repeated(page: Page, step: Callable[[Page], tuple[Edit, ...]]) -> Page:
    for _ in range(_ENDS):
        edits = step(page)
        if not edits:
            break
        page = _edited(page, edits)
    return page


def _emptied(page: Page, kept: frozenset[str]) -> Iterator[Edit]:
    """What takes the text out from under the headings, and headings out that are this record's own."""
    for index, section in enumerate(page.reading.outline.sections):
        if index == page.title or holds_metadata(page, section):
            yield from _without_prose(page, section)
        elif key(section.name) in kept:
            last = section.own.end == len(page.text)
            yield Edit(section.own, "" if last else page.newline)
        else:
            yield Edit(Span(section.heading.start, section.own.end), "")


def _without_prose(page: Page, section: Section) -> Iterator[Edit]:
    """Everything but metadata taken out of a section; of a table all rows stay, or none, or its head alone."""
    in_lines = [named for named in page.metadata.values if named.place is not Place.SECTION]
    known = [named.span for named in in_lines if named.meaning not in _OTHERS]
    if page.reading.status is not None:
        known.append(page.reading.status.span)
    for span in _pieces(page, section):
        if any(span.overlaps(other) for other in known):
            yield from _without_revisions(page, section, span)
        else:
            end = page.line_end(max(span.end - 1, span.start))
            following = _LINE_END.match(page.text, end) if page.blank_before(span.start) else None
            yield Edit(Span(span.start, following.end() if following else end), "")


def _without_revisions(page: Page, section: Section, table: Span) -> Iterator[Edit]:
    """What takes its rows out of a table that says who changed the imitated record when, and nothing of its status."""
    stated = (page.reading.status, page.reading.date)
    rows = [block for block in section.blocks if block.kind == "row" and table.contains(block.span)]
    told = [row.span for row in rows if not row.header]
    if told and len(rows[0].lines) > _PAIR and not any(one and one.span and one.span.overlaps(table) for one in stated):
        yield Edit(Span(told[0].start, page.line_end(told[-1].end - 1)), "")


def _pieces(page: Page, section: Section) -> Iterator[Span]:
    """The outermost blocks of a section; the rows of a table are one."""
    table: Span | None = None
    end = section.own.start
    for block in section.blocks:
        if not section.own.contains(block.span) or block.span.start < end:
            continue
        between = page.text[table.end : block.span.start] if table else ""
        if block.kind == "row" and table is not None and not _BLANK_LINE.match(between):
            table = Span(table.start, block.span.end)
            continue
        if table is not None:
            yield table
        table = block.span if block.kind == "row" else None
        end = block.span.end
        if table is None:
            yield block.span
    if table is not None:
        yield table


def _restated(page: Page, status: Status, draft: Draft) -> Iterator[Edit]:
    """The status in other words; on a line of its own, with the new date in the place of an old one, and no more."""
    at = page.text.find(status.text, status.span.start, status.span.end)
    words = Span(at, at + len(status.text)) if at >= 0 else status.span  # "**APPROVED**." is more than its words
    edit = Edit(words, draft.status)
    yield table.fitted(page, edit) if status.place is Place.TABLE else edit
    if status.place is not Place.SECTION:
        return
    source = page.reading.source
    line = source.lines[source.line_of(status.span.start)]
    date = dates.find(source.text[line.start : status.span.start])
    if date is not None:
        yield Edit(Span(line.start + date.start, line.start + date.end), draft.date)
    rest = Span(words.end, page.content_end(Span(words.end, line.end)))
    if not rest.empty and "<!--" not in source.slice(rest) and "*" not in source.slice(rest):
        yield Edit(rest, "")


def _titled(page: Page, title: str, number: int | None) -> tuple[Edit, ...]:
    reading = page.reading
    edits: list[Edit | None] = []
    front = reading.outline.front
    if front is not None and front.get("title") is not None:
        edits.append(frontedits.set_scalar(front, "title", title))
    if page.title is not None:
        edits += _heading(page, reading.outline.sections[page.title], title, number)
    named = page.named(Field.NUMBER)
    if named is not None and number is not None and named.values:
        old = named.values[0][0]
        digits = re.search(r"\d+", old)
        if digits:
            edits += values.set_field(page, Field.NUMBER, (_numbered(old, digits, number),))
    return tuple(edit for edit in edits if edit is not None)


def _heading(page: Page, section: Section, title: str, number: int | None) -> Iterator[Edit]:
    """The heading with another title, and another number in front of it in the same form."""
    span = page.reading.title.span
    written = page.reading.source.slice(section.content)
    inside = span is not None and page.reading.title.place is not Place.FRONT_MATTER and section.content.contains(span)
    at = span.start - section.content.start if span and inside else written.find(page.reading.title.text)
    before = written[: max(at, 0)]
    digits = re.search(r"\d+", before)
    if digits and number is not None:
        before = _numbered(before, digits, number)
    yield Edit(section.content, before + heading(title))


def _numbered(text: str, digits: re.Match[str], number: int) -> str:
    padded = digits[0].startswith("0")
    return text[: digits.start()] + (f"{number:0{len(digits[0])}d}" if padded else str(number)) + text[digits.end() :]


def _without_link(page: Page) -> tuple[Edit, ...]:
    """What takes the first link away that stands on lines of its own."""
    front = page.reading.outline.front
    status = page.reading.status
    for link in page.reading.links:
        if status is not None and link.span.overlaps(status.span):
            continue
        if link.place is Place.TABLE:
            return (Edit(link.span, ""),)
        if link.place is not Place.FRONT_MATTER:
            return (page.without(link.span),)
        entry = next((entry for entry in front.entries if entry.span.contains(link.span)), None) if front else None
        edit = frontedits.remove_entry(front, entry.key) if front and entry else None
        if edit is not None:
            return (edit,)
    return ()


def _is_setting(named: Named) -> bool:
    """Whether a key of the front matter is for a program that all records go through (``layout: page``)."""
    return (
        named.place is Place.FRONT_MATTER
        and named.meaning is Field.OTHER
        and not any(_DIGIT.search(v) for v, _ in named.values)
    )


def _without_field(page: Page) -> tuple[Edit, ...]:
    """What takes the first value away that only the imitated record can have."""
    status = page.reading.status
    for named in page.metadata.values:
        if named.meaning in _STAYS or _is_setting(named) or not any(text.strip() for text, _ in named.values):
            continue
        if isinstance(named.meaning, Field) and not (status is not None and named.span.overlaps(status.span)):
            return (values.removed(page, named),)
    return ()
