"""What a log's records have in common: how their files are named, how they are written, what they look like."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from adr_kit.record import naming
from adr_kit.record.languages import Role
from adr_kit.record.model import StatusKind
from adr_kit.record.vocabulary import DEFAULT, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.record.log import Log
    from adr_kit.record.model import Reading, Record

T = TypeVar("T")

NEWEST = 12  # records: what a team does now, and not what it did years ago
_HEADING = re.compile(r"^#+[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_OPTIONAL = (Role.QUESTIONS, Role.LINKS)  # a record gets these when it needs them
_MORE = 3  # sections that a template may have and its records leave out
_DECIDED = (StatusKind.ACCEPTED, StatusKind.SUPERSEDED, StatusKind.DEPRECATED)
_WAITING = (StatusKind.PROPOSED, StatusKind.DRAFT, StatusKind.REJECTED)


@dataclass(frozen=True, slots=True)
class Naming:
    """How the files of new records are named.

    Attributes:
        pattern: ``{number}-{slug}.md``; may go through a directory (``{number}-{slug}/README.md``).
        width: how many digits a number has at least.
        date_format: how ``{date}`` is written.
        separator: what stands between the words of a slug.
    """

    pattern: str = "{number}-{slug}.md"
    width: int = 4
    date_format: str = "%Y-%m-%d"
    separator: str = "-"

    @property
    def numbered(self) -> bool:
        """Whether records have numbers."""
        return "{number}" in self.pattern


@dataclass(frozen=True, slots=True)
class Habits:
    """What a log's records have in common.

    Attributes:
        naming: how their files are named.
        dialect: how they write metadata; None for a log without records.
        sections: the headings that most of the newest ones have, as ``vocabulary.key`` makes them.
        numbered_heading: whether the heading holds the number.
        status: the words for "accepted" where records are written only when all is decided; None elsewhere.
        spelling: "superceded" where the log writes it so; None elsewhere.
        names_authors: whether the newest records say who wrote them.
        example: the newest record, which new ones may look like.
    """

    naming: Naming = Naming()
    dialect: str | None = None
    sections: frozenset[str] = frozenset()
    numbered_heading: bool = False
    status: str | None = None
    spelling: str | None = None
    names_authors: bool = False
    example: Record | None = None


def recognise(log: Log) -> Habits:
    """The habits of a log's newest records; the usual ones where it has none."""
    newest = _newest(log.own)
    if not newest:
        return Habits()
    dialect = _most(record.reading.dialect for record in newest)
    alike = [record for record in newest if record.reading.dialect == dialect]
    usual = _most(_pattern(record.file) for record in alike)
    alike = [record for record in alike if _pattern(record.file) == usual]
    sections = _shared(alike)
    return Habits(
        naming=_naming(newest, log.own),
        dialect=dialect,
        sections=sections,
        numbered_heading=_most(record.reading.heading_number is not None for record in alike),
        status=_status(log.own),
        spelling=_spelling(log.own),
        names_authors=_most(bool(record.people.authors) for record in newest),
        example=_example(alike, sections),
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """What a template's records look like: dialect, headings, and whether the title's holds the number."""

    dialect: str
    sections: frozenset[str]
    numbered_heading: bool


def shape_of(template: str) -> Shape:
    """The shape of a template, by its text; it is not rendered."""
    title, *headings = _HEADING.findall(template) or [""]
    names = (key(name) for name in headings if DEFAULT.role(name) not in _OPTIONAL)
    dialect = "madr" if template.startswith("---") else "nygard"
    return Shape(dialect, frozenset(names), "number" in title)


def closest(habits: Habits, templates: Mapping[str, Shape]) -> str | None:
    """The template that records of these habits were written from, as far as their headings tell.

    Args:
        habits: what the records have in common.
        templates: the shape of each template, by name.
    """
    extra = {
        name: len(shape.sections - habits.sections)
        for name, shape in templates.items()
        if habits.sections
        and shape.dialect == habits.dialect
        and habits.sections <= shape.sections
        and shape.numbered_heading == habits.numbered_heading
    }
    best = min(extra, key=lambda name: (extra[name], name), default=None)
    return best if best is not None and extra[best] <= _MORE else None


def section_keys(reading: Reading) -> frozenset[str]:
    """The headings of a record, its title and what any record may have aside."""
    title = reading.title.span
    return frozenset(
        key(section.name)
        for section in reading.outline.sections
        if not (title and section.content.contains(title)) and DEFAULT.role(section.name) not in _OPTIONAL
    )


def _newest(records: tuple[Record, ...]) -> list[Record]:
    numbered = [record for record in records if record.number is not None]
    chosen = numbered if len(numbered) * 2 >= len(records) else list(records)
    return chosen[-NEWEST:]


def _naming(newest: list[Record], records: tuple[Record, ...]) -> Naming:
    patterns = {record.id: _pattern(record.file) for record in records}
    pattern = _most(patterns[record.id] for record in newest)
    facts = [naming.parse(record.file) for record in records if patterns[record.id] == pattern]
    return Naming(
        pattern,
        min((fact.width for fact in facts if fact.width), default=4),
        next((fact.date_format for fact in reversed(facts) if fact.date_format), "%Y-%m-%d"),
        _separator([fact.slug for fact in facts]),
    )


def _pattern(file: PurePosixPath) -> str:
    if naming.speaks_for_folder(file):
        return f"{naming.parse_stem(file.parent.name).pattern}/{file.name}"
    return naming.parse_stem(file.stem).pattern + file.suffix


def _separator(slugs: list[str]) -> str:
    under, dashes = sum("_" in slug for slug in slugs), sum("-" in slug for slug in slugs)
    return "_" if under > dashes else "-"


def _shared(records: list[Record]) -> frozenset[str]:
    """The headings that most of some records have; of one or two records those that say something to a reader."""
    found = Counter(name for record in records for name in section_keys(record.reading))
    few = len(records) < 3  # noqa: PLR2004 -- too few to tell a habit from what one record is about
    return frozenset(
        name
        for name, times in found.items()
        if times * 2 >= len(records) and (not few or DEFAULT.role(name) is not None)
    )


def _example(records: list[Record], sections: frozenset[str]) -> Record | None:
    """The record to look like: its metadata where most have it, most of the usual headings, few links; the newest."""
    place = _most(_place(record) for record in records)
    fitting = [record for record in records if _place(record) == place and _begins_with_title(record)]
    return max(
        reversed(fitting),
        key=lambda record: (len(section_keys(record.reading) & sections), -len(record.links)),
        default=None,
    )


def _begins_with_title(record: Record) -> bool:
    sections, title = record.reading.outline.sections, record.reading.title.span
    return bool(sections) and (title is None or title.start <= sections[0].heading.end)


def _place(record: Record) -> str:
    return record.reading.status.place if record.reading.status else ""


def _status(records: tuple[Record, ...]) -> str | None:
    """The word for accepted in a log whose records are all born accepted."""
    kinds = Counter(record.status for record in records)
    decided, waiting = sum(kinds[kind] for kind in _DECIDED), sum(kinds[kind] for kind in _WAITING)
    if not kinds[StatusKind.ACCEPTED] or waiting or decided * 2 <= len(records):
        return None
    words = [record.status_text for record in records if record.status is StatusKind.ACCEPTED]
    plain = [word for word in words if word and DEFAULT.statuses.get(key(word)) is StatusKind.ACCEPTED]
    return _most(plain) if plain else None


def _spelling(records: tuple[Record, ...]) -> str | None:
    said = [link.text for record in records for link in record.links]
    said += [record.status_text for record in records if record.status_text]
    wrong = sum("supercede" in word.casefold() for word in said)
    right = sum("supersede" in word.casefold() for word in said)
    return "superceded" if wrong > right else None


def _most(values: Iterable[T]) -> T:
    """The most frequent value; of several the one that comes last."""
    seen = list(values)[::-1]
    return Counter(seen).most_common(1)[0][0]
