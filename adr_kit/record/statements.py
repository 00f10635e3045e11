"""References to records in a line of text, and the relations that the words around them state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.model import Link, Place, Relation
from adr_kit.text.markdown.blocks import inline_links
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.record.vocabulary import Phrase, Vocabulary
    from adr_kit.text.outline import Outline

# "ADR-12", "ADR 12", "RFC 0003", "API-001"; not "#3380", which is an issue, nor "cvc5".
_BARE = re.compile(r"(?<![\w/#.-])(?:(?i:ADR|RFC)[-_ #№]{0,2}|[A-Z]{2,5}-)(?P<number>\d{1,5})(?![\w-])(?!\.\w)")
# "ADR-0003/0004", "ADR-0003, 0004 and 0007": numbers that follow one, written with as many digits.
_MORE = re.compile(
    r"(?P<joint>/|[^\S\n]*(?:[,;&、/]|and|und|et|y|e|и)\s*(?:and\s+)?)(?P<number>\d{2,5})(?![\w-])(?!\.\w)",
    re.IGNORECASE,
)
_CODE_PATH = re.compile(r"`(?P<path>[^`\s]{0,300}[^`\s/]\.mdx?|(?:ADR|[A-Z]{2,5})-?\d{1,5})`", re.IGNORECASE)
_RECORD_HREF = re.compile(
    r"(?:\.mdx?|\.html?)(?:#.*)?$|(?:^|/)(?:adr-?)?\d{1,5}/?$|(?:^|/)[\w-]*\d{2,}-[\w%.-]+/?$|^\d+$", re.IGNORECASE
)
_FAR = 500  # characters: a longer address is no record's
_END_OF_SENTENCE = re.compile(r"(?<=[\w)\]][^\s.]{2})[.;!?](?:\s|$)")
JOINT = re.compile(r"^[\s,;&+/]*(?:and|und|et|y|e|en|i|и|or|as well as)?[\s,;]*(?:the\s+)?$", re.IGNORECASE)

REMARK = re.compile(r"\([^()\n]*\)")  # "ADR-4 (the queue) and ADR-5"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a record in a line: ``span`` counts in the line."""

    target: str
    label: str
    span: Span


def references(text: str, definitions: dict[str, str]) -> tuple[Reference, ...]:
    """The references to records in a line: links whose target may be one, ``code`` paths, and bare "ADR-12"."""
    links = inline_links(text, definitions)
    found = [Reference(link.href, link.text, link.span) for link in links if _RECORD_HREF.search(link.href[:_FAR])]
    rest = without(text, [link.span for link in links])
    for pattern, group in ((_CODE_PATH, "path"), (_BARE, 0)):
        here = [Reference(match[group].strip(), match[0], Span(*match.span())) for match in pattern.finditer(rest)]
        if pattern is _BARE:
            here += [more for match in pattern.finditer(rest) for more in _following(match, rest)]
        rest = without(rest, [reference.span for reference in here])
        found += here
    return tuple(sorted(found, key=lambda reference: reference.span))


def _following(match: re.Match[str], text: str) -> Iterator[Reference]:
    """The numbers of a list that begins with a reference and gives what stands in front of them only once."""
    written, lead = match["number"], match[0].removesuffix(match["number"])
    more = _MORE.match(text, match.end())
    while more and len(more["number"]) == len(written) and (more["joint"] == "/" or more["number"].startswith("0")):
        yield Reference(lead + more["number"], more["number"], Span(*more.span("number")))
        more = _MORE.match(text, more.end())


def without(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks in the place of some spans, in order, so that offsets stay."""
    pieces = []
    at = 0
    for span in spans:
        pieces += [text[at : span.start], " " * (span.end - max(at, span.start))]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


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
    alone = len(references(text, {})) <= 1
    for index, reference in enumerate(found):
        between = text[done : reference.span.start]
        stop = max((match.end() for match in _END_OF_SENTENCE.finditer(between)), default=0)
        after = text[reference.span.end : found[index + 1].span.start if index + 1 < len(found) else len(text)]
        phrase = vocabulary.phrase_around(between[stop:], after) or vocabulary.phrase(between[stop:])
        if phrase is None and (last is None or not JOINT.match(REMARK.sub("", between))):
            behind = re.match(r"\s*(?:[-–—:(]|\bis\b)\s*(?P<words>[^.\n]{3,40})", after)
            phrase = vocabulary.phrase(behind["words"]) if behind and default is not None else None
            last = phrase
        elif phrase is not None:
            last = phrase
        done = reference.span.end
        if last is None and default is None:
            continue
        partial = (last.partial if last else False) or vocabulary.is_partial(after[:60].partition(".")[0])
        relation = last.relation if last else default or Relation.RELATES_TO
        words = last.text if last else ""
        yield Link(
            relation,
            words,
            reference.target,
            span if alone else shifted(reference.span, span),
            place,
            reference.label,
            partial,
        )


def shifted(span: Span, by: Span) -> Span:
    """A span that counts in a line as one that counts in the text."""
    return Span(by.start + span.start, min(by.start + span.end, by.end))
