"""Every named value of a record, from all four places, most trusted first."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record import badges
from adr_kit.record.languages import Field, Role
from adr_kit.record.model import Place, Relation
from adr_kit.text.frontmatter import Scalar, Sequence
from adr_kit.text.markdown.blocks import plain, without_comments
from adr_kit.text.outline import field_match
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.frontmatter import Entry, Value
    from adr_kit.text.outline import Field as Line
    from adr_kit.text.outline import Outline, Section

_METADATA_ROLES = (Role.STATUS, Role.LINKS)
_IN_HEADINGS = (
    Field.STATUS, Field.DATE, Field.DECIDERS, Field.AUTHORS, Field.CONSULTED, Field.INFORMED, Field.TAGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A value and what it is about.

    Attributes:
        meaning: a field, or the relation that the name states.
        name: as written.
        values: each value with its span; one where it is a phrase, several where it is a list.
        span: all that would have to go with it: the entry, the lines, the row.
    """

    meaning: Field | Relation
    name: str
    values: tuple[tuple[str, Span], ...]
    place: Place
    span: Span
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """All named values of one text, most trusted first."""

    values: tuple[Named, ...]

    def all(self, *meanings: Field | Relation) -> tuple[Named, ...]:
        """Those about some fields, most trusted first."""
        return tuple(named for named in self.values if named.meaning in meanings)

    def first(self, *meanings: Field | Relation) -> Named | None:
        """The most trusted one about a field that has a value."""
        return next((named for named in self.all(*meanings) if any(text.strip() for text, _ in named.values)), None)

    @property
    def relations(self) -> tuple[Named, ...]:
        """Those whose name states a relation."""
        return tuple(named for named in self.values if isinstance(named.meaning, Relation))


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a text its metadata take, as spans that do not overlap, in order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def by(cls, metadata: Metadata) -> Taken:
        """What the metadata below the front matter take."""
        starts: list[int] = []
        ends: list[int] = []
        for span in sorted(named.span for named in metadata.values if named.place is not Place.FRONT_MATTER):
            if ends and span.start < ends[-1]:
                ends[-1] = max(ends[-1], span.end)
            else:
                starts.append(span.start)
                ends.append(span.end)
        return cls(tuple(starts), tuple(ends))

    def covers(self, span: Span) -> bool:
        """Whether a span lies in one of them."""
        index = bisect_right(self.starts, span.start) - 1
        return index >= 0 and span.end <= self.ends[index]


def gather(outline: Outline, vocabulary: Vocabulary, title: int | None) -> Metadata:
    """The metadata of a text whose title is the heading of section number ``title`` (None: no heading)."""
    found = [
        *_from_front(outline, vocabulary),
        *_from_sections(outline, vocabulary),
        *_from_headings(outline, vocabulary, title),
        *_from_lines(outline, vocabulary, title),
        *_from_badges(outline, vocabulary, title),
    ]
    trust = list(Place)
    return Metadata(tuple(sorted(found, key=lambda named: trust.index(named.place))))


def _meaning(vocabulary: Vocabulary, name: str) -> Field | Relation | None:
    field = vocabulary.field(name)
    return field if field is not None else vocabulary.relation(name)


def _from_front(outline: Outline, vocabulary: Vocabulary) -> Iterator[Named]:
    for entry in outline.front.entries if outline.front else ():
        meaning = _meaning(vocabulary, entry.key)
        if meaning is not None and entry.value is not None:
            values = tuple(_scalars(entry.value))
            yield Named(meaning, entry.key, values, Place.FRONT_MATTER, entry.span, _is_list(entry))


def _is_list(entry: Entry) -> bool:
    return isinstance(entry.value, Sequence)


def _scalars(value: Value) -> Iterator[tuple[str, Span]]:
    if isinstance(value, Scalar):
        yield value.text, value.span
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _scalars(item)
    elif not value.flow:
        names = [entry for entry in value.entries if entry.key.casefold() == "name"]
        for entry in names or value.entries:  # of "name: Ada" with "email: ..." beside it the name
            if entry.value is not None:
                yield from _scalars(entry.value)


def _from_sections(outline: Outline, vocabulary: Vocabulary) -> Iterator[Named]:
    """Sections named after a field: ``## Date``, ``## Status``, ``## Décideurs``."""
    for index, section in enumerate(outline.sections):
        field = vocabulary.field(section.name)
        if index == 0 and section.level == 1 and len(outline.sections) > 1:
            continue
        if field is None or field in (Field.OTHER, Field.TITLE, Field.NUMBER, Field.REVIEWED_IN):
            continue
        if _is_part_of_another(outline, vocabulary, index):
            continue
        yield Named(field, section.name, tuple(section_lines(outline, section)), Place.SECTION, section.own)


def _from_headings(outline: Outline, vocabulary: Vocabulary, title: int | None) -> Iterator[Named]:
    """Headings that hold a value themselves: ``## Status: Accepted``, ``## Supersedes: ADR-0012``."""
    for index, section in enumerate(outline.sections):
        match = None if index == title else field_match(outline.source.slice(section.content))
        meaning = _meaning_in_heading(vocabulary, match[0]) if match else None
        if match is None or meaning is None:
            continue
        value = Span(section.content.start + match[1], section.content.end)
        if not value.empty and not _is_part_of_another(outline, vocabulary, index):
            more = section_lines(outline, section) if meaning is Field.STATUS else ()
            yield Named(meaning, match[0], ((outline.source.slice(value), value), *more), Place.SECTION, section.own)


def _meaning_in_heading(vocabulary: Vocabulary, name: str) -> Field | Relation | None:
    meaning = _meaning(vocabulary, name)
    return meaning if meaning in _IN_HEADINGS or isinstance(meaning, Relation) else None


def heading_name(heading: str, vocabulary: Vocabulary) -> str:
    """What a heading names, without the value that it may hold: "Status" of ``## Status: Accepted``."""
    match = field_match(heading)
    return match[0] if match and _meaning_in_heading(vocabulary, match[0]) is not None else heading


def _is_part_of_another(outline: Outline, vocabulary: Vocabulary, index: int) -> bool:
    """Whether a section stands inside one with a subject of its own: "### Status" of an endpoint, under "## Design"."""
    section = outline.sections[index]
    for number in range(index - 1, 0, -1):  # the very first heading is the title, whatever its level
        above = outline.sections[number]
        if above.level < section.level:
            return (
                above.level > 1 and vocabulary.role(above.name) not in _METADATA_ROLES and not is_metadata(above.name)
            )
    return False


def is_metadata(heading: str) -> bool:
    """Whether a heading only says that metadata follow."""
    return heading.casefold() in ("metadata", "meta", "details", "info", "information", "document information")


def section_lines(outline: Outline, section: Section) -> Iterator[tuple[str, Span]]:
    """Each line of text directly under a heading, comments left out."""
    source = outline.source
    for block in section.blocks:
        if block.kind != "paragraph" or not section.own.contains(block.span):
            continue
        for line in block.lines:
            text = source.slice(line)
            visible = without_comments(text).strip()
            if visible:
                start = line.start + max(0, text.find(visible))
                yield visible, Span(start, start + len(visible))


def _from_lines(outline: Outline, vocabulary: Vocabulary, title: int | None) -> Iterator[Named]:
    tables: dict[int, list[Line]] = {}
    footer = _footer(outline)
    for line in outline.fields:
        if line.span.start < footer and not _is_metadata_place(outline, vocabulary, line.section, title):
            continue
        if line.layout in ("vertical", "horizontal"):
            tables.setdefault(line.group, []).append(line)
        else:
            yield from _named_line(outline, vocabulary, line)
    for rows in tables.values():
        yield from _from_table(outline, vocabulary, rows)


def _footer(outline: Outline) -> int:
    """Where the block of fields begins that some write at the end of a record, below a rule."""
    end = len(outline.source.text)
    last = next((block for block in reversed(outline.blocks) if block.kind not in ("paragraph", "row")), None)
    return last.span.end if last is not None and last.kind == "rule" else end


def _is_metadata_place(outline: Outline, vocabulary: Vocabulary, place: int, title: int | None) -> bool:
    """Whether named values count in this section: above the first one, or in one about metadata."""
    if place < 0 or place == title:
        return True
    section = outline.sections[place]
    if vocabulary.role(section.name) in _METADATA_ROLES or vocabulary.field(section.name) not in (None, Field.OTHER):
        return True
    return is_metadata(section.name)


def _from_badges(outline: Outline, vocabulary: Vocabulary, title: int | None) -> Iterator[Named]:
    for block in outline.blocks:
        lines = [line for line in block.lines if block.kind == "paragraph" and "/" in outline.source.slice(line)]
        place = outline.section_at(block.span.start) if lines else -1
        if lines and _is_metadata_place(outline, vocabulary, place, title):
            about = None if place in (-1, title) else vocabulary.field(outline.sections[place].name)
            for line in lines:
                yield from _badges_of(outline, vocabulary, line, about)


def _badges_of(outline: Outline, vocabulary: Vocabulary, line: Span, about: Field | None) -> Iterator[Named]:
    """The badges of a line; in a section about a field every badge is about it."""
    for badge in badges.find(outline.source.slice(line)):
        meaning = about or next((found for name in badge.names if (found := _meaning(vocabulary, name))), None)
        if meaning is not None:
            span = Span(line.start + badge.span.start, line.start + badge.span.end)
            yield Named(meaning, badge.names[0] if badge.names else "", ((badge.text, span),), Place.FIELD, span)


def _named_line(outline: Outline, vocabulary: Vocabulary, line: Line) -> Iterator[Named]:
    meaning = _meaning(vocabulary, line.name)
    if meaning is None:
        return
    source = outline.source
    spans: Iterable[Span] = line.items or (line.value,)
    values = tuple((without_comments(source.slice(span)).strip(), span) for span in spans)
    yield Named(meaning, line.name, values, Place.FIELD, line.span, bool(line.items))


def _from_table(outline: Outline, vocabulary: Vocabulary, rows: list[Line]) -> Iterator[Named]:
    """A table as fields: horizontal where every head is a known name, else vertical."""
    horizontal = [row for row in rows if row.layout == "horizontal"]
    known = [row for row in horizontal if _meaning(vocabulary, row.name) is not None]
    across = bool(known) and len(known) * 2 > len(horizontal)
    for row in rows:
        if (row.layout == "horizontal") is not across:
            continue
        meaning = _meaning(vocabulary, row.name)
        if meaning is not None:
            text = without_comments(outline.source.slice(row.value)).strip()
            yield Named(meaning, plain(row.name), ((text, row.value),), Place.TABLE, row.span)
