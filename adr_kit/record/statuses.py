"""The status of a record, told apart from the legends, help texts and histories around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import dates
from adr_kit.record.languages import Field
from adr_kit.record.model import Place, Relation, Status, StatusKind
from adr_kit.text.markdown.blocks import inline_links, plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.metadata import Metadata, Named
    from adr_kit.record.vocabulary import Vocabulary

_SPLIT = re.compile(r"\s*(?:\||/|,|、|，|\bor\b|\bo\b|\boder\b|\bou\b|;|／)\s*")
_BRACED = re.compile(r"^[\[{<]\s*(?P<inner>[^\]}>]*?)\s*[\]}>]$")
_LEGEND = re.compile(
    r"^_?(?:values|options|one of|allowed values|possible values|列表|legend|choices)\s*[:：]", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[^\s.]{2})[.;](?=[*_`]*\s)|\s+[–—]\s+|(?<=\w)[:：](?=\s)|\s\|\s")
_LEAD = re.compile(r"^[\s>*_`~+\-\"'“”{\[(]+")
_TAIL = re.compile(r"[\s*_`~\"'“”})\]]+$")
_NOT_A_STATUS = 60  # characters: a longer line without a known word is prose


def find(metadata: Metadata, vocabulary: Vocabulary) -> tuple[Status | None, tuple[str, ...]]:
    """The status by order of trust, and what is contradictory about it."""
    found: list[Status] = []
    for named in metadata.all(Field.STATUS):
        status = _of(named, vocabulary)
        if status is not None:
            found.append(status)
    if not found:
        return None, ()
    first = found[0]
    if first.kind is StatusKind.OTHER:
        first = next((status for status in found if status.kind is not StatusKind.OTHER), first)
    others = {status.kind for status in found if status.kind is not StatusKind.OTHER} - {first.kind}
    if others and first.kind is not StatusKind.OTHER:
        places = ", ".join(f"{status.kind} ({status.place})" for status in found)
        return first, (f"the status is stated twice and differs: {places}",)
    return first, ()


def _of(named: Named, vocabulary: Vocabulary) -> Status | None:
    lines = [(text, span) for text, span in named.values if text.strip() and not is_legend(text, vocabulary)]
    dated = [(text, span) for text, span in lines if _is_dated(text)]
    if len(dated) > 1 and dated[0] == lines[0]:
        lines = dated[::-1]  # a history: the last line counts
    looked_at = (*lines[:8], *lines[8:][-1:])  # what comes next is prose; but adr-tools writes at the end
    statuses = [status for text, span in looked_at for status in _sentences(text, span, named.place, vocabulary)]
    known = [status for status in statuses if status.kind is not StatusKind.OTHER]
    if not known:
        return statuses[0] if statuses and statuses[0].text == plain_status(lines[0][0], vocabulary) else None
    best = known[0]
    if best.kind in (StatusKind.ACCEPTED, StatusKind.PROPOSED, StatusKind.DEPRECATED, StatusKind.OTHER):
        best = next((s for s in known if s.kind is StatusKind.SUPERSEDED and not vocabulary.is_partial(s.text)), best)
    return best


def _is_dated(text: str) -> bool:
    date = dates.find(text[:24])
    return date is not None and not re.search(r"\w", text[: date.start])


def is_legend(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line lists what a status may be instead of saying what it is."""
    seen = plain(text)
    if _LEGEND.match(seen.lstrip("_*( ")):
        return True
    if inline_links(text):
        return False
    inner = _BRACED.match(seen.strip())
    kinds = {vocabulary.status(part) for part in _SPLIT.split(inner["inner"] if inner else seen)} - {None}
    words = {vocabulary.status(word) for word in re.findall(r"[\"'“‘]?(\w+)[\"'”’]?", seen)} - {None}
    if len(kinds) >= (2 if inner else 3):
        return True
    return len(words) >= 3 and bool(re.search(r"\bmay\b|\bor\b|[\"“]|\be\.g\.", seen))  # noqa: PLR2004 -- "proposed", ...


def plain_status(text: str, vocabulary: Vocabulary) -> str:
    """The words of a line that state a status: up to the end of its first sentence, a date in front left out."""
    start, end = _extent(text, vocabulary)
    return _words(text[start:end])


def _words(text: str) -> str:
    return plain(text).strip(" .;:*_`")


def _sentences(text: str, span: Span, place: Place, vocabulary: Vocabulary) -> Iterator[Status]:
    """A line's status, and the one of its second sentence: "Implemented. Superseded by [ADR-013](...)."."""
    first = _line(text, span, place, vocabulary)
    if first is None:
        return
    yield first
    at = first.span.end - span.start
    at += len(text[at:]) - len(text[at:].lstrip(" .;*_"))
    if first.kind is not StatusKind.OTHER and inline_links(text[at:]):
        second = _line(text[at:], Span(span.start + at, span.end), place, vocabulary)
        if second is not None and second.kind is StatusKind.SUPERSEDED:
            yield second


def _line(text: str, span: Span, place: Place, vocabulary: Vocabulary) -> Status | None:
    start, end = _extent(text, vocabulary)
    words = _words(text[start:end])
    if not words:
        return None
    kind = vocabulary.status(words)
    if kind is None and vocabulary.phrase(words) is not None and inline_links(text):
        phrase = vocabulary.phrase(words)
        kind = (
            StatusKind.SUPERSEDED
            if phrase and phrase.relation is Relation.SUPERSEDED_BY and not phrase.partial
            else None
        )
    if kind is None:
        if len(words) > _NOT_A_STATUS or inline_links(text) or _BRACED.match(plain(text).strip()):
            return None
        kind = StatusKind.OTHER
    elif kind is StatusKind.SUPERSEDED and vocabulary.is_partial(text[start:end]):
        kind = StatusKind.ACCEPTED
    return Status(kind, words, Span(span.start + start, span.start + end), place)


def _extent(text: str, vocabulary: Vocabulary) -> tuple[int, int]:
    """Where a line's words of status begin and end: no marks around them, no date in front, no next sentence."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    date = dates.find(text[start : start + 24])
    if date is not None and not re.search(r"\w", text[start : start + date.start]):
        start += date.end
        start += len(text[start:]) - len(text[start:].lstrip(" \t:：-–—*_,."))
    end = len(text)
    link = next((found for found in inline_links(text[start:])), None)
    for stop in _SENTENCE.finditer(text, start):
        if link is not None and link.span.start < stop.start() - start < link.span.end:
            continue
        if vocabulary.status(_words(text[start : stop.start()])) is not None:
            end = stop.start()
            break
    tail = _TAIL.search(text, start, end)
    if tail and text[start : tail.start()].count("(") == text[start : tail.start()].count(")"):
        end = tail.start()
    return start, max(start, end)
