"""What of a record's text its page shows below its head: all that the head does not say already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.model import Reading, Record

_MARKS_ONLY = re.compile(r"[\s\-*+_>#|,;:()\[\]!.\\]*")
_FIELD_LAYOUTS = frozenset({"line", "item", "quote"})


def body(record: Record) -> str:
    """The record's Markdown without front matter, its own title, and the fields and sections that hold facts alone."""
    reading = record.reading
    spans: list[Span] = []
    for span in sorted({*_head(reading), *_fields(reading), *_sections(reading)}, key=lambda s: (s.start, -s.end)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return reading.source.apply(Edit(span, "") for span in spans).text


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
        *(date.span for date in dated if date is not None and date.value is not None),
    )
    return tuple(sorted({span for span in found if span is not None}))


def _fields(reading: Reading) -> Iterator[Span]:
    facts = _facts(reading)
    for field in reading.outline.fields:
        if field.layout in _FIELD_LAYOUTS and not field.items and not field.value.empty:
            inside = [fact for fact in facts if field.value.contains(fact)]
            if inside and _explained(reading, field.value, inside):
                yield field.span


def _sections(reading: Reading) -> Iterator[Span]:
    facts = _facts(reading)
    for section in reading.outline.sections:
        inside = [fact for fact in facts if section.own.contains(fact)]
        if inside and section.own == section.body and _explained(reading, section.own, inside):
            yield Span(section.heading.start, section.body.end)


def _explained(reading: Reading, span: Span, facts: list[Span]) -> bool:
    """Whether nothing but marks stands between the facts."""
    text = reading.source.text
    done = span.start
    for fact in facts:
        if fact.start > done and not _MARKS_ONLY.fullmatch(text, done, fact.start):
            return False
        done = max(done, fact.end)
    return done >= span.end or _MARKS_ONLY.fullmatch(text, done, span.end) is not None
