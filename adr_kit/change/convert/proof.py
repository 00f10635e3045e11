"""What a converted record must still say beside its facts: every line of prose, every word, questions and reasons."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from adr_kit.change.convert.forms import SYNONYMS
from adr_kit.change.convert.headings import NUMBERING
from adr_kit.record import sections
from adr_kit.record.languages import Field, Role
from adr_kit.record.metadata import heading_name
from adr_kit.record.model import Place
from adr_kit.record.vocabulary import key
from adr_kit.text.markdown.blocks import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.dialects.page import Page
    from adr_kit.record.model import Record
    from adr_kit.text.source import Span

_WORD = re.compile(r"[^\W_]+")
_MAY_GO = (Role.STATUS, Role.LINKS)  # where nothing but what moved stood in them
_COMMENT = re.compile(r"<!-- .* -->")


def doubts(before: Page, after: Page) -> Iterator[str]:
    """Where the converted text says less than the first one, or something else, facts aside.

    Args:
        before: the record as it was.
        after: the same record, converted.
    """
    old, new = _lines(before.text), _lines(after.text)
    for line in _prose(before) - new:
        yield f"loses the line {line!r}"
    for line in _prose(after) - old:
        if not _COMMENT.fullmatch(line):  # what front matter had as a comment
            yield f"says {line!r}"
    lost = _words(before.text) - _words(after.text) - _names(before)
    if lost:
        yield f"loses the words {', '.join(sorted(lost))}"
    headings = _headings(before) - _headings(after)
    if headings:
        yield f"loses the sections {', '.join(sorted(headings))}"
    if _reason(before) != _reason(after):
        yield "loses the reason of the status"
    if _status(before) != _status(after):
        yield f"says {_status(after)!r} for {_status(before)!r}"


def same_questions(before: Record, after: Record) -> bool:
    """Whether both have the same open and answered questions."""
    return [(q.text, q.done) for q in sections.questions(before.reading)] == [
        (q.text, q.done) for q in sections.questions(after.reading)
    ]


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in re.split(r"\r\n|\n|\r", text) if line.strip())


def _prose(page: Page) -> Counter[str]:
    """The lines that are neither headings nor metadata."""
    source = page.reading.source
    taken = {number for span in _not_prose(page) for number in _numbers(page, span)}
    return Counter(
        source.slice(line).strip()
        for number, line in enumerate(source.lines)
        if number not in taken and source.slice(line).strip()
    )


def _numbers(page: Page, span: Span) -> range:
    source = page.reading.source
    return range(source.line_of(span.start), source.line_of(max(span.start, span.end - 1)) + 1)


def _not_prose(page: Page) -> Iterator[Span]:
    reading = page.reading
    if reading.outline.front is not None:
        yield reading.outline.front.span
    yield from (section.heading for section in reading.outline.sections)
    if reading.status is not None:
        yield reading.status.span
    yield from (link.span for link in reading.links)
    tables = False
    for named in page.metadata.values:
        if named.place in (Place.FIELD, Place.TABLE):
            yield named.span
        if named.place is not Place.SECTION or named.meaning is not Field.STATUS:
            yield from (span for _, span in named.values)
        tables = tables or named.place is Place.TABLE
    if tables:
        yield from _tables(page)


def _tables(page: Page) -> Iterator[Span]:
    """The tables under the title, which may go with all their lines."""
    source, known = page.reading.source, {n.span for n in page.metadata.values if n.place is Place.TABLE}
    rows = [block.span for block in page.reading.outline.blocks if block.kind == "row"]
    for span in rows:
        if any(abs(source.line_of(span.start) - source.line_of(other.start)) <= len(rows) + 1 for other in known):
            first, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
            yield source.lines[max(0, first - 1)]
            yield source.lines[min(last + 1, len(source.lines) - 1)]
            yield span


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _names(page: Page) -> set[str]:
    """Words that say what something is, and may be others in another form: names of fields, headings."""
    outline = page.reading.outline
    said = [section.name for section in outline.sections]
    said += [named.name for named in page.metadata.values]
    said += [page.text[cell.start : cell.end] for block in outline.blocks if block.header for cell in block.lines]
    # a relation of front matter is stated in words and with a link, instead of by key and number
    said += [link.target for link in page.reading.links if link.place is Place.FRONT_MATTER]
    return {word.casefold() for text in said for word in _WORD.findall(text)}


def _headings(page: Page) -> Counter[str]:
    """The sections that hold prose, by what they are about where a form may call them otherwise."""
    called = {name: role.value for role, names in SYNONYMS.items() for name in names}
    found: Counter[str] = Counter()
    for index, section in enumerate(page.reading.outline.sections):
        name = key(section.name)
        about = heading_name(section.name, page.vocabulary)
        metadata = page.vocabulary.field(about) is not None or page.vocabulary.role(about) in _MAY_GO
        if index != page.title and not metadata:
            found[called.get(NUMBERING.sub("", name), name)] += 1
    return found


def _reason(page: Page) -> str:
    named = page.metadata.first(Field.REASON)
    return plain(" ".join(text for text, _ in named.values)) if named else ""


def _status(page: Page) -> str:
    status = page.reading.status
    return key(status.text) if status else ""
