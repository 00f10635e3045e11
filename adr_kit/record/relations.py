"""The relations that a record states, from its metadata, its status and link sections and the lines under its title."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from adr_kit.record import dates, narration
from adr_kit.record.languages import Field, Role
from adr_kit.record.metadata import Taken
from adr_kit.record.model import Link, Place, Relation
from adr_kit.record.statements import REMARK, Reference, references, shifted, statements, without
from adr_kit.record.vocabulary import key
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.metadata import Metadata, Named
    from adr_kit.record.vocabulary import Phrase, Vocabulary
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Outline

_FRONT_TARGET = re.compile(
    r"^(?:[\w.-]+/)?(?:(?:ADR|RFC|[A-Z]{2,5})[-_ #]?)?0*\d{1,5}$|^(?:[\w.-]+/)?[\w.-]*\d[\w.-]*$|\.mdx?$", re.IGNORECASE
)
_IN_PARENTHESES = re.compile(r"\((?P<inside>[^()\n]+(?:\([^()\n]*\)[^()\n]*)*)\)")
_SENTENCE_END = re.compile(r"(?<=[\w)\]`][^\s.]{2})[.!?](?=\s+\S)")
_WORD = re.compile(r"[^\W\d_]{4}")  # more than what joins the items of a list
_WORDS_BEFORE = 2  # "the record 0012": no more words stand before a bare number that means a record
_OWN_WORDS = re.compile(r"(?P<words>[^\W\d_a-z][\w'’-]*(?: [\w'’-]+){0,3}:?) (?P<link>\[.+\]\([^()\s]+\))\s*\Z")


def find(outline: Outline, metadata: Metadata, vocabulary: Vocabulary, title: int | None) -> tuple[Link, ...]:
    """All stated relations, in the order of trust of their places, each statement once."""
    found = [
        *_from_names(outline, metadata, vocabulary),
        *_from_title(outline, vocabulary, title),
        *_from_status(outline, metadata, vocabulary),
        *_from_sections(outline, vocabulary),
        *_from_preamble(outline, metadata, vocabulary, title),
        *narration.find(outline, metadata, vocabulary, title),
    ]
    once: dict[tuple[int, str], Link] = {}
    for link in found:
        once.setdefault((link.span.start, link.target), link)
    return tuple(once.values())


def _from_names(outline: Outline, metadata: Metadata, vocabulary: Vocabulary) -> Iterator[Link]:
    """``superseded_by: [0037]``, ``Replaces: [ADR-0002](...)``, a table's ``Supersedes`` row."""
    for named, relation in _named_relations(metadata, vocabulary):
        for text, span in named.values:
            if vocabulary.is_nothing(text):
                continue
            partial = vocabulary.is_partial(named.name) or vocabulary.is_partial(text)
            listed = _named_references(outline, text, named)
            for reference in listed if relation is Relation.RELATES_TO else _stated(text, listed):
                yield Link(
                    relation,
                    named.name,
                    reference.target,
                    shifted(reference.span, span),
                    named.place,
                    reference.label,
                    partial,
                )


def _named_relations(metadata: Metadata, vocabulary: Vocabulary) -> Iterator[tuple[Named, Relation]]:
    for named in metadata.relations:
        assert isinstance(named.meaning, Relation)  # noqa: S101 -- Metadata.relations
        yield named, named.meaning
    for named in metadata.all(Field.OTHER_DATE):  # "Updates: ADR-8" amends, "Updates: 2024-05-01" is a date
        relation = vocabulary.relations.get(key(named.name))
        if relation is not None and not any(dates.find(text) for text, _ in named.values):
            yield named, relation


def _named_references(outline: Outline, text: str, named: Named) -> tuple[Reference, ...]:
    found = references(text, outline.references)
    if found or named.place not in (Place.FRONT_MATTER, Place.FIELD, Place.TABLE):
        return found
    parts = [part.strip(" \"'`*_") for part in re.split(r"[,;\s]+", plain(text))]
    first = next((index for index, part in enumerate(parts) if _FRONT_TARGET.search(part)), len(parts))
    if named.place is not Place.FRONT_MATTER and first > _WORDS_BEFORE:
        return ()  # a sentence: "Changes: what counts as a clean H2 run"
    return tuple(Reference(part, part, Span(0, len(text))) for part in parts if _FRONT_TARGET.search(part))


def _stated(text: str, found: tuple[Reference, ...]) -> Iterator[Reference]:
    """The references of the first sentence that has any, and of others that are lists: prose behind them only mentions.

    ``Supersedes: ADR-3's queue. ADR-4 and ADR-5 remain as they are.``
    """
    words = without(text, (reference.span for reference in found))
    ends = (end.end() for end in _SENTENCE_END.finditer(words))
    some = False
    for start, end in pairwise((0, *ends, len(text))):
        here = [reference for reference in found if start <= reference.span.start < end]
        if here and (not some or not _WORD.search(REMARK.sub("", words[start:end]))):
            yield from here
            some = True


def _from_title(outline: Outline, vocabulary: Vocabulary, title: int | None) -> Iterator[Link]:
    """What a title says in parentheses: ``# ADR-0008: Three spaces (supersedes ADR-0003)``."""
    content = outline.sections[title].content if title is not None else Span(0, 0)
    for match in _IN_PARENTHESES.finditer(outline.source.slice(content)):
        inside = match["inside"]
        found = references(inside, outline.references)
        lead = inside[: found[0].span.start].strip() if found else ""
        phrase = vocabulary.phrase(lead) if lead else None
        if phrase is not None and plain(lead).casefold().startswith(phrase.text.casefold()):
            span = shifted(Span(*match.span("inside")), content)
            yield from statements(inside, span, Place.TEXT, outline, vocabulary)


def _from_status(outline: Outline, metadata: Metadata, vocabulary: Vocabulary) -> Iterator[Link]:
    for named in metadata.all(Field.STATUS, Field.REASON):
        carried: Phrase | None = None
        for text, span in named.values:
            yield from tuple(statements(text, span, named.place, outline, vocabulary, carried)) or _in_own_words(
                text, span, named.place, outline, vocabulary
            )
            carried = None if references(text, outline.references) else vocabulary.phrase(text[-60:])
            if carried is not None and not _dangling(text, carried, vocabulary):
                carried = None


def _in_own_words(text: str, span: Span, place: Place, outline: Outline, vocabulary: Vocabulary) -> Iterator[Link]:
    """``Explained by [3. Three](0003-three.md)``, alone on its line: a team's own words."""
    match = _OWN_WORDS.match(text)
    found = references(text, outline.references) if match and place is Place.SECTION else ()
    if match and len(found) == 1 and found[0].span == Span(match.end("words") + 1, match.end("link")):
        words = match["words"].rstrip(":")
        if vocabulary.status(words) is None and vocabulary.phrase(words) is None:
            yield Link(Relation.OTHER, words, found[0].target, span, place, found[0].label)


def _dangling(text: str, phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a wrapped line ends in the words of a relation whose reference is on the next."""
    last = vocabulary.phrase(text.rstrip(" :*_").rsplit("  ", 1)[-1])
    return last is not None and plain(text).casefold().rstrip(" :.").endswith(phrase.text.casefold())


def _from_sections(outline: Outline, vocabulary: Vocabulary) -> Iterator[Link]:
    for section in outline.sections:
        named = vocabulary.relation(section.name)  # "## Supersedes"
        if (vocabulary.role(section.name) is not Role.LINKS and named is None) or (
            section.level == 1 and section is outline.sections[0]
        ):
            continue
        default = named or Relation.RELATES_TO
        for block in section.blocks:
            if block.kind in ("paragraph", "row"):
                yield from _from_block(outline, block, vocabulary, default)


def _from_block(outline: Outline, block: Block, vocabulary: Vocabulary, default: Relation) -> Iterator[Link]:
    """A list item or row as a whole; of a paragraph each line, a mere link counting where it begins the line."""
    if not block.lines:
        return
    whole = block.kind == "row" or block.container != ""
    for span in (Span(block.lines[0].start, block.lines[-1].end),) if whole else block.lines:
        text = outline.source.slice(span)
        implied = default if whole or text.lstrip().startswith("[") else None
        own = tuple(_in_own_words(text, span, Place.SECTION, outline, vocabulary)) if whole else ()
        yield from own or statements(text, span, Place.SECTION, outline, vocabulary, None, implied)


def _from_preamble(outline: Outline, metadata: Metadata, vocabulary: Vocabulary, title: int | None) -> Iterator[Link]:
    """Lines between the title and the first section that state a relation: "Supersedes [1. First](0001-first.md)"."""
    taken = Taken.by(metadata)
    for block in outline.blocks:
        where = outline.section_at(block.span.start)
        if block.kind != "paragraph" or (where >= 0 and where != title):
            continue
        for line in block.lines:
            if not taken.covers(line):
                yield from statements(outline.source.slice(line), line, Place.FIELD, outline, vocabulary)
