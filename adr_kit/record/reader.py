"""One file as a reading: everything that its bytes say, and nothing guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import dates, kinds, metadata, naming, people, relations, statuses, titles
from adr_kit.record.languages import Field, Role
from adr_kit.record.model import DateFact, Fact, People, Place, Problem, Reading
from adr_kit.text.frontmatter import Scalar
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.outline import Outline
from adr_kit.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from adr_kit.record.metadata import Metadata, Named
    from adr_kit.record.model import Person
    from adr_kit.record.naming import NameFacts
    from adr_kit.record.vocabulary import Vocabulary

_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
_LINK = re.compile(r"\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)")
_GLOB_SEPARATOR = re.compile(r"\s*[,;\n\r]\s*(?![^{}]*\})")  # the commas of "src/{a,b}/**" are the glob's own
_TAG_SEPARATOR = re.compile(r"\s*[,;、，|\n\r]\s*|\s+(?=#)")
_SENTENCE = re.compile(r"[.!?:;。！？：；]\s*$|(?:\s\S+){6}")  # ends as one, or has more words than a name
# "created", "date documented", "erstellt am": not when it was decided
_WRITTEN_DOWN = re.compile(
    r"creat|introduc|document|propos|log|erstell|cr[ée]+[ée]|cread|criad|creato|作成|创建|建立|작성|созда|utworz|aangemaakt",
    re.IGNORECASE,
)
_BYLINE = 80  # characters of a line that says when, and by whom
_ENTRY = 40  # characters at the beginning of an entry that may hold its date
_HOLE = re.compile(r"^\W*$|^[\[{<(].*[\]}>)]$|^(?:n/?a|none|tbd|todo|tag ?\d?)$", re.IGNORECASE)


def read(file: PurePosixPath, data: bytes, vocabulary: Vocabulary) -> Reading:
    """What one file says.

    Args:
        file: its path from the workspace's root.
        data: its bytes, whatever they are.
        vocabulary: the words to look for.

    Returns:
        the reading of a record, or of a file that is none (``skipped`` says why). Never raises.
    """
    return read_source(file, Source.decode(data), vocabulary)


def read_source(file: PurePosixPath, source: Source, vocabulary: Vocabulary) -> Reading:
    """The same for a text in memory (a proof reads what it has just edited)."""
    outlined = Outline(source)
    name = naming.parse(file)
    title = titles.find(outlined, vocabulary, name)
    named = metadata.gather(outlined, vocabulary, title.heading)
    reason = kinds.why_not(file, name, outlined, named, vocabulary)
    problems = [Problem(file, message, span, code) for message, span, code in _front_problems(outlined)]
    if reason is not None:
        return Reading(file, source, outlined, reason, title=title.fact, problems=tuple(problems))
    tags = tuple(_words(named, Field.TAGS))
    status, contradictions = statuses.find(named, vocabulary)
    if status is None:
        status = statuses.from_words((*tags, *_bracketed(name)), vocabulary)
    problems += [Problem(file, text, status.span if status else None, "status-differs") for text in contradictions]
    date, date_problems = _date(outlined, named, vocabulary, name)
    problems += [Problem(file, text, span, "date") for text, span in date_problems]
    return Reading(
        file=file,
        source=source,
        outline=outlined,
        number=name.number,
        prefix=name.prefix,
        heading_number=title.number,
        heading_prefix=_heading_prefix(outlined),
        title=title.fact,
        status=status,
        date=date,
        day_orders=_day_orders(outlined, named, vocabulary),
        people=_people(named),
        tags=tags,
        affects=tuple(_words(named, Field.AFFECTS)),
        review_by=_review_by(named),
        formerly=tuple(_formerly(named)),
        component=_component(named),
        links=relations.find(outlined, named, vocabulary, title.heading),
        dialect=_dialect(outlined, named, vocabulary),
        problems=tuple(problems),
    )


def _heading_prefix(outlined: Outline) -> str:
    """What stands with the number in the first heading: "API" in ``# API-001: Use tea``."""
    match = naming.KEY.match(outlined.sections[0].name) if outlined.sections else None
    return match["prefix"] if match else ""


def _bracketed(name: NameFacts) -> Iterator[Fact]:
    """What a file's name says in brackets: ``0004-[Superseded]use-java-17.md``."""
    for match in _BRACKETS.finditer(name.slug):
        yield Fact(match[1], None, Place.PATH)


def _front_problems(outlined: Outline) -> Iterator[tuple[str, Span | None, str]]:
    if outlined.front and outlined.front.problem:
        yield f"front matter: {outlined.front.problem}", outlined.front.problem_span, "front-matter"


def _date(
    outlined: Outline, named: Metadata, vocabulary: Vocabulary, name: NameFacts
) -> tuple[DateFact | None, list[tuple[str, Span | None]]]:
    """The decision's date: a date field, the status' own, the first changelog entry's, the path's."""
    problems: list[tuple[str, Span | None]] = []
    for value in _by_usefulness(named):
        for text, span in value.values:
            found = dates.find(text)
            if found is not None and (found.value or found.day_month):
                at = Span(span.start + found.start, span.start + found.end)
                return DateFact(text[found.start : found.end], found.value, at, value.place, found.day_month), problems
            if found is not None or dates.looks_malformed(text):
                problems.append((f"not a date: {plain(text)!r}", span))
    other = _dated(named, Field.STATUS) or _changelog_date(outlined, vocabulary) or _dated(named, Field.OTHER_DATE)
    if other is None:
        other = _byline_date(outlined, named)
    if other is None and name.date is not None:
        other = DateFact(name.date.isoformat(), name.date, None, Place.PATH)
    return other, problems


def _by_usefulness(named: Metadata) -> tuple[Named, ...]:
    """Date fields; when it was decided, or just "date", before when it was written down."""
    return tuple(sorted(named.all(Field.DATE), key=lambda value: _WRITTEN_DOWN.search(value.name) is not None))


def _day_orders(outlined: Outline, named: Metadata, vocabulary: Vocabulary) -> frozenset[bool]:
    """What the dates of the metadata and of the changelog tell about the order of day and month."""
    texts = [text for value in named.all(Field.DATE, Field.OTHER_DATE, Field.STATUS) for text, _ in value.values]
    for section in outlined.sections:
        if vocabulary.role(section.name) is Role.CHANGELOG:
            texts += [text[:_ENTRY] for text, _ in metadata.section_lines(outlined, section)]
    return frozenset[bool]().union(*map(dates.orders, texts))


def _dated(named: Metadata, field: Field) -> DateFact | None:
    for value in named.all(field):
        for text, span in value.values[:3]:
            found = dates.find(_LINK.sub(lambda link: " " * len(link[0]), text))  # the date of another record
            if found is not None and (found.value or found.day_month):
                at = Span(span.start + found.start, span.start + found.end)
                return DateFact(text[found.start : found.end], found.value, at, value.place, found.day_month)
    return None


def _changelog_date(outlined: Outline, vocabulary: Vocabulary) -> DateFact | None:
    """The earliest entry of a changelog: when the record was made (cosmos-style records have no other date)."""
    for section in outlined.sections:
        if vocabulary.role(section.name) is not Role.CHANGELOG:
            continue
        entries = [_entry_date(text, span) for text, span in metadata.section_lines(outlined, section)]
        dated = [entry for entry in entries if entry is not None]
        decided = [entry for entry in dated if entry.value is not None]
        if dated:
            return min(decided, key=lambda entry: str(entry.value)) if len(decided) == len(dated) else dated[0]
    return None


def _byline_date(outlined: Outline, named: Metadata) -> DateFact | None:
    """The date that begins a line of its own right under the title: "*5 May 2021*", "🗓️ 2021-05-05 · Ada"."""
    taken = metadata.Taken.by(named)
    first = outlined.sections[1].heading.start if len(outlined.sections) > 1 else len(outlined.source.text)
    for block in outlined.blocks:
        if block.kind == "heading" or block.span.start >= first:
            continue
        for line in block.lines[:1]:
            text = outlined.source.slice(line)
            if block.kind == "paragraph" and len(text) <= _BYLINE and not taken.covers(line):
                fact = _entry_date(text, line)
                if fact is not None and not re.search(r"\w", text[: text.find(fact.text)]):
                    return fact
        break  # only the first block: what comes later is prose
    return None


def _entry_date(text: str, span: Span) -> DateFact | None:
    found = dates.find(text[:_ENTRY])
    if found is None or not (found.value or found.day_month):
        return None
    at = Span(span.start + found.start, span.start + found.end)
    return DateFact(text[found.start : found.end], found.value, at, Place.SECTION, found.day_month)


def _people(named: Metadata) -> People:
    return People(*(_names(named, field) for field in (Field.DECIDERS, Field.AUTHORS, Field.CONSULTED, Field.INFORMED)))


def _names(named: Metadata, field: Field) -> tuple[Person, ...]:
    for value in named.all(field):
        found = tuple(person for text, span in value.values for person in people.split(text, span.start))
        if found:
            return _once(found)
    return ()


def _once(found: tuple[Person, ...]) -> tuple[Person, ...]:
    kept: dict[str, Person] = {}
    for person in found:
        kept.setdefault(person.name.casefold(), person)
    return tuple(kept.values())


def _words(named: Metadata, field: Field) -> Iterator[Fact]:
    value = named.first(field)
    separator = _GLOB_SEPARATOR if field is Field.AFFECTS else _TAG_SEPARATOR
    for text, span in value.values if value else ():
        at = 0
        inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
        shift = 1 if inner != text else 0
        for part in separator.split(inner):
            start = inner.find(part, at)
            at = start + len(part)
            word = (
                part.strip().strip("\"'").strip("`")
                if field is Field.AFFECTS
                else plain(part).lstrip("#").strip(" `*\"'")
            )
            if word and not _HOLE.match(word):
                yield Fact(
                    word,
                    Span(span.start + shift + start, span.start + shift + at),
                    value.place if value else Place.TEXT,
                )


def _review_by(named: Metadata) -> DateFact | None:
    value = named.first(Field.REVIEW_BY)
    for text, span in value.values if value else ():
        found = dates.find(text)
        if value and found is not None:
            at = Span(span.start + found.start, span.start + found.end)
            return DateFact(text, found.value, at, value.place, found.day_month)
    return None


def _formerly(named: Metadata) -> Iterator[int]:
    value = named.first(Field.FORMERLY)
    for text, _ in value.values if value else ():
        yield from (int(number) for number in re.findall(r"\d{1,6}", text))


def _component(named: Metadata) -> str | None:
    """The first value that is a name: a section "Services" of sentences is a part of the text."""
    for value in named.all(Field.COMPONENT):
        text = plain(value.values[0][0]) if value.values else ""
        if text and not (value.place is Place.SECTION and _SENTENCE.search(text)):
            return text
    return None


def _dialect(outlined: Outline, named: Metadata, vocabulary: Vocabulary) -> str:
    """How the record is written: where its status stands, or would."""
    value = named.first(Field.STATUS) or next(iter(named.all(Field.STATUS)), None)
    if value is not None:
        return {Place.FRONT_MATTER: "madr", Place.SECTION: "nygard", Place.TABLE: "table"}.get(value.place, "fields")
    if outlined.front is not None and any(isinstance(entry.value, Scalar) for entry in outlined.front.entries):
        return "madr"
    if any(vocabulary.role(section.name) is Role.STATUS for section in outlined.sections):
        return "nygard"
    return "fields" if named.values else "nygard"
