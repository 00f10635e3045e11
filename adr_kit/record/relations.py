"""The relations that a record states, from its metadata, its status and link sections and the lines under its title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.languages import Field, Role
from adr_kit.record.model import Link, Place, Relation
from adr_kit.text.markdown.blocks import inline_links, plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.metadata import Metadata, Named
    from adr_kit.record.vocabulary import Phrase, Vocabulary
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Outline

# "ADR-12", "ADR 12", "RFC 0003", "API-001"; not "#3380", which is an issue, nor "cvc5".
_BARE = re.compile(r"(?<![\w/#.-])(?:(?i:ADR|RFC)[-_ #№]{0,2}|[A-Z]{2,5}-)(?P<number>\d{1,5})(?![\w-])(?!\.\w)")
_CODE_PATH = re.compile(r"`(?P<path>[^`\s]*[^`\s/]+\.mdx?|(?:ADR|[A-Z]{2,5})-?\d{1,5})`", re.IGNORECASE)
_FRONT_TARGET = re.compile(
    r"^(?:[\w.-]+/)?(?:(?:ADR|RFC|[A-Z]{2,5})[-_ #]?)?0*\d{1,5}$|^(?:[\w.-]+/)?[\w.-]*\d[\w.-]*$|\.mdx?$", re.IGNORECASE
)
_RECORD_HREF = re.compile(
    r"(?:\.mdx?|\.html?)(?:#.*)?$|(?:^|/)(?:adr-?)?\d{1,5}/?$|(?:^|/)[\w-]*\d{2,}-[\w%.-]+/?$|^\d+$", re.IGNORECASE
)
_END_OF_SENTENCE = re.compile(r"(?<=[\w)\]][^\s.]{2})[.;!?](?:\s|$)")
_OWN_WORDS = re.compile(r"(?P<words>[^\W\d_a-z][\w'’-]*(?: [\w'’-]+){0,3}:?) (?P<link>\[.+\]\([^()\s]+\))\s*\Z")
_JOINT = re.compile(r"^[\s,;&+/]*(?:and|und|et|y|e|en|i|и|or|as well as)?[\s,;]*(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a record in a line: ``span`` counts in the line."""

    target: str
    label: str
    span: Span


def find(outline: Outline, metadata: Metadata, vocabulary: Vocabulary, title: int | None) -> tuple[Link, ...]:
    """All stated relations, in the order of trust of their places, each statement once."""
    found = [
        *_from_names(outline, metadata, vocabulary),
        *_from_status(outline, metadata, vocabulary),
        *_from_sections(outline, vocabulary),
        *_from_preamble(outline, metadata, vocabulary, title),
    ]
    once: dict[tuple[int, str], Link] = {}
    for link in found:
        once.setdefault((link.span.start, link.target), link)
    return tuple(once.values())


def _from_names(outline: Outline, metadata: Metadata, vocabulary: Vocabulary) -> Iterator[Link]:
    """``superseded_by: [0037]``, ``Replaces: [ADR-0002](...)``, a table's ``Supersedes`` row."""
    for named in metadata.relations:
        assert isinstance(named.meaning, Relation)  # noqa: S101 -- Metadata.relations
        for text, span in named.values:
            partial = vocabulary.is_partial(named.name) or vocabulary.is_partial(text)
            for reference in _named_references(outline, text, named):
                yield Link(
                    named.meaning,
                    named.name,
                    reference.target,
                    _shift(reference.span, span),
                    named.place,
                    reference.label,
                    partial,
                )


def _named_references(outline: Outline, text: str, named: Named) -> tuple[Reference, ...]:
    found = references(text, outline.references)
    if found or named.place not in (Place.FRONT_MATTER, Place.FIELD, Place.TABLE):
        return found
    parts = [part.strip(" \"'`*_") for part in re.split(r"[,;\s]+", plain(text))]
    return tuple(Reference(part, part, Span(0, len(text))) for part in parts if _FRONT_TARGET.search(part))


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
        role = vocabulary.role(section.name)
        if role is not Role.LINKS or (section.level == 1 and section is outline.sections[0]):
            continue
        default = vocabulary.relation(section.name) or Relation.RELATES_TO
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
    taken = [named.span for named in metadata.values if named.place is not Place.FRONT_MATTER]
    for block in outline.blocks:
        where = outline.section_at(block.span.start)
        if block.kind != "paragraph" or (where >= 0 and where != title):
            continue
        for line in block.lines:
            if not any(span.contains(line) for span in taken):
                yield from statements(outline.source.slice(line), line, Place.FIELD, outline, vocabulary)


def references(text: str, definitions: dict[str, str]) -> tuple[Reference, ...]:
    """The references to records in a line: links whose target may be one, ``code`` paths, and bare "ADR-12"."""
    links = [link for link in inline_links(text, definitions) if link.href and _RECORD_HREF.search(link.href)]
    found = [Reference(link.href, link.text, link.span) for link in links]
    held = [link.span for link in inline_links(text, definitions)]
    for pattern, group in ((_CODE_PATH, "path"), (_BARE, "number")):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(other.start < span.end and span.start < other.end for other in held):
                held.append(span)
                target = match[group] if group == "path" else match[0].strip()
                found.append(Reference(target, match[0], span))
    return tuple(sorted(found, key=lambda reference: reference.span))


def statements(  # noqa: PLR0913, PLR0917 -- a line, where it stands, and what its words mean
    text: str,
    span: Span,
    place: Place,
    outline: Outline,
    vocabulary: Vocabulary,
    carried: Phrase | None = None,
    default: Relation | None = None,
) -> Iterator[Link]:
    """The relations stated in a line: each reference with the words in front of it (or behind it, in a list)."""
    done = 0
    last = carried
    found = references(text, outline.references)
    for index, reference in enumerate(found):
        between = text[done : reference.span.start]
        stop = max((match.end() for match in _END_OF_SENTENCE.finditer(between)), default=0)
        phrase = vocabulary.phrase(between[stop:])
        if phrase is None and (last is None or not _JOINT.match(between)):
            after = text[reference.span.end : found[index + 1].span.start if index + 1 < len(found) else len(text)]
            behind = re.match(r"\s*(?:[-–—:(]|\bis\b)\s*(?P<words>[^.\n]{3,40})", after)
            phrase = vocabulary.phrase(behind["words"]) if behind and default is not None else None
            last = phrase
        elif phrase is not None:
            last = phrase
        done = reference.span.end
        if last is None and default is None:
            continue
        partial = (last.partial if last else False) or vocabulary.is_partial(text[done : done + 60].partition(".")[0])
        relation = last.relation if last else default or Relation.RELATES_TO
        words = last.text if last else ""
        yield Link(
            relation, words, reference.target, _whole(reference, done, text, span), place, reference.label, partial
        )


def _whole(reference: Reference, _done: int, text: str, span: Span) -> Span:
    """The statement's span: the line where it holds one reference, the reference alone where it holds several."""
    single = len(references(text, {})) <= 1
    return span if single else _shift(reference.span, span)


def _shift(span: Span, by: Span) -> Span:
    return Span(by.start + span.start, min(by.start + span.end, by.end))
