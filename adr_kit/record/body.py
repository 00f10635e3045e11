"""What a record's text says besides its metadata: what its page shows below the head, and what it argues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.languages import Role
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.anchor import slug
from adr_kit.text.markdown.blocks import without_comments
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.model import Reading
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Section

_MARKS_ONLY = re.compile(r"[\s\-*+_>#|,;:()\[\]!.\\]*")
_NAME_AND_VALUE = 2
_FIELD_LAYOUTS = frozenset({"line", "item", "quote"})


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a page's head.

    Attributes:
        text: Markdown.
        above: the identifiers of the headings that were left out: a link to one leads to the page's head.
    """

    text: str
    above: frozenset[str]


def body(reading: Reading) -> Body:
    """The record's Markdown without front matter, its own title, and the fields and sections that hold facts alone."""
    spans = _outermost({*_head(reading), *_fields(reading), *_tables(reading), *_sections(reading)})
    left_out = (one for one in reading.outline.sections if any(span.contains(one.heading) for span in spans))
    above = frozenset(slug(section.name) for section in left_out)
    return Body(reading.source.apply(Edit(span, "") for span in spans).text, above)


def prose(reading: Reading) -> str:
    """What the record argues: its text without all that is metadata, stated relations included, in single blanks."""
    found = {*_head(reading), *_fields(reading), *_tables(reading), *_sections(reading)}
    spans = _outermost({*found, *_facts(reading)})
    return " ".join(reading.source.apply(Edit(span, " ") for span in spans).text.split())


def prose_by_section(reading: Reading) -> dict[str, str]:
    """The same, section by section, each without those inside it; "" is what stands under the record's title."""
    found = {*_head(reading), *_fields(reading), *_tables(reading), *_facts(reading)}
    text = reading.source.text
    for span in _outermost(found):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    title = reading.title.span
    names = (
        ("" if title is not None and section.heading.contains(title) else section.name, section.own)
        for section in reading.outline.sections
    )
    return {name: " ".join(text[own.start : own.end].split()) for name, own in names}


def _outermost(found: set[Span]) -> list[Span]:
    """Those that lie in none of the others, in order."""
    spans: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def _head(reading: Reading) -> Iterator[Span]:
    outline = reading.outline
    if outline.front is not None:
        yield outline.front.span
    title = reading.title.span
    if title is not None:
        yield from (section.heading for section in outline.sections if section.heading.contains(title))


def _facts(reading: Reading) -> tuple[Span, ...]:
    """Where the facts stand that the page's head shows."""
    people = reading.people
    persons = (*people.deciders, *people.authors, *people.consulted, *people.informed)
    dated = (reading.date, reading.review_by)
    found = (
        *(fact.span for fact in (reading.status, *persons, *reading.tags, *reading.links) if fact is not None),
        *(glob.span for glob in reading.affects),
        *(date.span for date in dated if date is not None and date.value is not None),
    )
    return tuple(sorted({span for span in found if span is not None}))


def _fields(reading: Reading) -> Iterator[Span]:
    facts = _facts(reading)
    for field in reading.outline.fields:
        if field.layout in _FIELD_LAYOUTS and not field.items and _says_facts(reading, field.value, facts):
            yield _whole_lines(reading, field.span)


def _tables(reading: Reading) -> Iterator[Span]:
    """Tables of names and values that hold facts alone, one a row or one a column."""
    facts = _facts(reading)
    for head, *rows in _rows(reading.outline.blocks):
        whole = Span(head.span.start, rows[-1].span.end if rows else head.span.end)
        if not any(whole.contains(fact) for fact in facts):
            continue
        upright = all(len(row.lines) == _NAME_AND_VALUE for row in (head, *rows))
        values = [row.lines[1] for row in rows] if upright else [cell for row in rows for cell in row.lines]
        if any(head.span.contains(fact) for fact in facts):  # a table without a head: its first row is one like others
            values += head.lines[1:]
        if all(value.empty or _says_facts(reading, value, facts) for value in values):
            yield whole


def _rows(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    table: list[Block] = []
    for block in blocks:
        if table and (block.kind != "row" or block.header):
            yield table
            table = []
        if block.kind == "row":
            table.append(block)
    if table:
        yield table


def _whole_lines(reading: Reading, span: Span) -> Span:
    """The span with the marks of the list or quote before it, and the line ending behind it."""
    source = reading.source
    first, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
    return Span(source.line_starts[first], source.line_starts[last + 1])


def _sections(reading: Reading) -> Iterator[Span]:
    facts = _facts(reading)
    for section in reading.outline.sections:
        whole = section.own == section.body
        if whole and (_says_facts(reading, section.own, facts) or _no_questions(reading, section)):
            yield Span(section.heading.start, section.body.end)


def _no_questions(reading: Reading, section: Section) -> bool:
    """Whether it is a place for questions that nobody has: every template has one."""
    if DEFAULT.role(section.name) is not Role.QUESTIONS:
        return False
    return not without_comments(reading.source.slice(section.body)).strip()


def _says_facts(reading: Reading, span: Span, facts: tuple[Span, ...]) -> bool:
    """Whether facts stand in a span and nothing but marks between them."""
    inside = [fact for fact in facts if span.contains(fact)]
    text = reading.source.text
    done = span.start
    for fact in inside:
        if fact.start > done and not _MARKS_ONLY.fullmatch(text, done, fact.start):
            return False
        done = max(done, fact.end)
    return bool(inside) and (done >= span.end or _MARKS_ONLY.fullmatch(text, done, span.end) is not None)
