"""What a mention's surroundings say: labels of links, cells of tables, statements of records, and names on its line."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from adr_kit.insight.citations.model import Form, Mention, State
from adr_kit.insight.citations.numbers import line_before
from adr_kit.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import PurePosixPath

    from adr_kit.insight.citations.book import Book

_LABEL = re.compile(r"\[(?P<label>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*)\]\(<?(?:\./)?\Z")
# What stands between a link's address and its label where the label comes last: in HTML, in AsciiDoc.
_TO_LABEL = re.compile(r"[\"'](?:[^<>\n]{0,200}[^<>\n=-])?>|\[")
_DEFINITION = re.compile(r" {0,3}\[(?P<label>[^\]]+)\]:[ \t]*<?\Z")
_FIRST_NUMBER = re.compile(r"\W*(?:[^\W\d_]{1,10}[-_ #.]{0,2})?(?P<digits>\d{1,6})(?![^\W_])")
_CELL = re.compile(r"(?<=\|)[ \t]*(?P<digits>\d{1,6})[ \t]*(?=\|)")
_BARE = re.compile(r"\s*(?P<prefix>[^\W\d_]{1,8}?)?[-_ #№]*(?P<digits>\d{1,6})\s*")
_MARKDOWN = (".md", ".mdx", ".markdown")
_LONGEST_LABEL = 400


def stated(book: Book, file: PurePosixPath, source: Source) -> Iterator[Mention]:
    """The bare numbers by which a record states its relations (``Superseded by 12``)."""
    record = book.by_file.get(file)
    if record is None or record.source.text != source.text:
        return
    for link in record.links:
        number = _BARE.fullmatch(link.target)
        prefix = (number["prefix"] or "adr").casefold() if number else ""
        if number is None or not (link.target_id or prefix in book.prefixes):
            continue  # no number, or an issue's: "EVL-242"
        text = source.slice(link.span)
        found = re.search(rf"(?<!\d){re.escape(number['digits'])}(?!\d)", text)
        if found:
            at = Span(link.span.start + found.start(), link.span.start + found.end())
            value = int(number["digits"])
            means = (link.target_id,) if link.target_id else tuple(r.id for r in book.numbered(value, "", file)[0])
            state = State.SURE if len(means) == 1 else State.AMBIGUOUS if means else State.UNKNOWN
            if state is State.SURE and book.by_id[means[0]].number != value:
                state = State.FORMER
            yield Mention(file, at, source.slice(at), Form.STATED, state, means, value, at)


def settled(
    book: Book, file: PurePosixPath, source: Source, found: Sequence[Mention], statements: Iterable[Mention]
) -> tuple[Mention, ...]:
    """The mentions of a text in its order, with what stands around each of them taken into account."""
    text = source.text
    names = [mention for mention in found if mention.form in (Form.NAME, Form.ADDRESS)]
    certain = [*_labels(book, text, names)]
    if file.suffix.lower() in _MARKDOWN:
        certain += _cells(book, source, names)
    spans = {mention.digits: mention for mention in (*certain, *statements) if mention.digits}
    merged = []
    for mention in found:
        known = spans.pop(mention.digits, None) if mention.digits else None
        if known is not None and known.target and mention.state is State.AMBIGUOUS:
            merged.append(dataclasses.replace(mention, means=known.means, state=State.SURE, why=known.why))
        else:
            merged.append(mention)
    merged += spans.values()
    merged.sort(key=lambda mention: mention.span)
    told = _by_line(source, merged, _definitions(text, names))
    return tuple(_own(book, mention) for mention in told if not _in_heading(book, mention, source))


def _labels(book: Book, text: str, names: Iterable[Mention]) -> Iterator[Mention]:
    """The number that a link's label begins with, where it is that of the record to which the link leads."""
    for mention in names:
        record = book.record_of(mention)
        if record is None or mention.state is State.PINNED:
            continue
        for number in _first_numbers(text, mention):
            begin, digits = number.start("digits"), number["digits"]
            if record.number == int(digits) and not any(o.span.start <= begin < o.span.end for o in names):
                yield _label(mention, Span(begin, begin + len(digits)), digits, "the link that it labels")


def _first_numbers(text: str, mention: Mention) -> Iterator[re.Match[str]]:
    """The numbers with which labels of a link begin: in front of its address, or behind it."""
    start, end = mention.span.start, mention.span.end
    label = _LABEL.search(text, max(0, start - _LONGEST_LABEL), start)
    behind = _TO_LABEL.match(text, end, end + _LONGEST_LABEL)
    for found in (
        label and _FIRST_NUMBER.match(text, *label.span("label")),
        behind and _FIRST_NUMBER.match(text, behind.end(), behind.end() + _LONGEST_LABEL),
    ):
        if found:
            yield found


def _label(mention: Mention, at: Span, digits: str, why: str) -> Mention:
    return Mention(mention.file, at, digits, Form.LABEL, State.SURE, mention.means, int(digits), at, why=why)


def _cells(book: Book, source: Source, names: Iterable[Mention]) -> Iterator[Mention]:
    """The cells of a table's row that repeat the number of the one record to which the row links."""
    rows: dict[int, list[Mention]] = {}
    for mention in names:
        rows.setdefault(source.line_of(mention.span.start), []).append(mention)
    for row, mentions in rows.items():
        line, record = source.lines[row], book.record_of(mentions[0])
        if record is None or len({mention.target for mention in mentions}) > 1:
            continue
        for cell in _CELL.finditer(source.text, line.start, line.end):
            if int(cell["digits"]) == record.number:
                yield _label(mentions[0], Span(*cell.span("digits")), cell["digits"], "the link in its row")


def _definitions(text: str, names: Iterable[Mention]) -> dict[str, str]:
    """The labels that ``[ADR-12]: 0012-x.md`` defines, and the records they stand for."""
    found = {}
    for mention in names:
        start = mention.span.start
        match = _DEFINITION.match(text, line_before(text, start), start)
        if match and mention.target:
            found[match["label"].casefold()] = mention.target
    return found


def _by_line(source: Source, mentions: Sequence[Mention], definitions: dict[str, str]) -> Iterator[Mention]:
    """A number that several records have follows the label it stands in, else the one name on its line."""
    named: dict[int, set[str]] = {}
    for mention in mentions:
        if mention.form in (Form.NAME, Form.ADDRESS) and mention.target:
            named.setdefault(_line(source, mention), set()).add(mention.target)
    for mention in mentions:
        if mention.state is not State.AMBIGUOUS or mention.digits is None:
            yield mention
            continue
        defined = definitions.get(mention.text.casefold())
        there = named.get(_line(source, mention), set()) & set(mention.means)
        if defined in mention.means:
            yield dataclasses.replace(mention, means=(defined,), state=State.SURE, why="the link of this name")
        elif len(there) == 1:
            yield dataclasses.replace(mention, means=tuple(there), state=State.SURE, why="the file named on its line")
        else:
            yield mention


def _line(source: Source, mention: Mention) -> int:
    return bisect_right(source.line_starts, mention.span.start)


def _in_heading(book: Book, mention: Mention, source: Source) -> bool:
    """Whether it stands in front of a record's own title without being its number: a wrong one, and no citation."""
    record = book.by_file.get(mention.file)
    if record is None or mention.digits is None or mention.number == record.number:
        return False
    title = record.reading.title.span
    return (
        title is not None
        and mention.span.end <= title.start
        and source.line_of(title.start) == source.line_of(mention.span.start)
    )


def _own(book: Book, mention: Mention) -> Mention:
    """A record that speaks of its own number means itself."""
    record = book.by_file.get(mention.file)
    if mention.state is State.AMBIGUOUS and record is not None and record.id in mention.means:
        return dataclasses.replace(mention, means=(record.id,), state=State.SURE, why="it is the record's own number")
    return mention
