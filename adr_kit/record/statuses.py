"""The status of a record, told apart from the legends, help texts and histories around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import dates
from adr_kit.record.languages import Field
from adr_kit.record.model import Fact, Place, Relation, Status, StatusKind
from adr_kit.record.statements import references
from adr_kit.record.vocabulary import key
from adr_kit.text.markdown.blocks import inline_links, plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.metadata import Metadata, Named
    from adr_kit.record.vocabulary import Vocabulary

_SPLIT = re.compile(r"\s*(?:\||/|,|、|，|\bor\b|\bo\b|\boder\b|\bou\b|;|／)\s*")
_CHOICE = re.compile(r"\s*\|\s*|\s+(?:/|or|oder|ou|или)\s+")
_BRACED = re.compile(r"^[\[{<]\s*(?P<inner>[^\]}>]*?)\s*[\]}>]$")
_LEGEND = re.compile(
    r"^_?(?:values|options|one of|allowed values|possible values|列表|legend|choices)\s*[:：]", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[^\s.]{2})[.;](?=[*_`]*\s)|\s+[–—]\s+|(?<=\w)[:：](?=\s)|\s\|\s")
_LEAD = re.compile(r"^[\s>*_`~+\-\"'“”{\[(|]+")
_TAIL = re.compile(r"[\s*_`~\"'“”})\]|]+$")
_STRUCK = re.compile(r"~~[^~\n]+~~|!\[[^\[\]\n]*\]\([^()\n]*\)")  # what is crossed out, and pictures
_TASK = re.compile(r"\[(?P<mark>[ xX✓✔])\]\s+")
_EMPHASISED = re.compile(r"^[^\w*_]*(?:\*\*|__)[^*_]+(?:\*\*|__)[^\w*_]*$")
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


def from_words(facts: tuple[Fact, ...], vocabulary: Vocabulary) -> Status | None:
    """The status of a record that states it nowhere else, in its tags (``tags: [Accepted]``) or its file's name."""
    for fact in facts:
        kind = vocabulary.statuses.get(key(fact.text))
        if kind is not None:
            return Status(kind, fact.text, fact.span or Span(0, 0), fact.place)
    return None


def _of(named: Named, vocabulary: Vocabulary) -> Status | None:
    written = _chosen(tuple(_standing(named)), vocabulary)
    lines = [(text, span) for text, span in written if text.strip() and not is_legend(text, vocabulary)]
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


def _standing(named: Named) -> Iterator[tuple[str, Span]]:
    """The lines that still stand: nothing crossed out, and of a list of boxes those that are ticked."""
    boxes = any(_TASK.match(text) for text, _ in named.values)
    for text, span in named.values:
        task = _TASK.match(text)
        if boxes and (task is None or task["mark"] == " "):
            continue
        start = task.end() if task else 0
        standing = _STRUCK.sub(lambda struck: " " * len(struck[0]), text[start:])
        yield standing, Span(span.start + start, span.end)


def _chosen(lines: tuple[tuple[str, Span], ...], vocabulary: Vocabulary) -> tuple[tuple[str, Span], ...]:
    """Of several statuses the one that is set in bold: "Proposed | **Accepted** | Rejected"; else all lines."""
    parts = [part for text, span in lines for part in _parts(text, span)]
    known = [part for part in parts if vocabulary.status(_words(part[0])) is not None]
    bold = [part for part in known if _EMPHASISED.match(part[0])]
    return tuple(bold) if len(bold) == 1 and len(known) == len(parts) > 2 else lines  # noqa: PLR2004 -- a choice


def _parts(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    at = 0
    for separator in (*_SPLIT.finditer(text), None):
        end = separator.start() if separator else len(text)
        if text[at:end].strip():
            yield text[at:end], Span(span.start + at, span.start + end)
        at = separator.end() if separator else end


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
    if len(kinds) >= (2 if inner else 3) or _is_choice(seen, vocabulary):
        return True
    return len(words) >= 3 and bool(re.search(r"\bmay\b|\bor\b|[\"“]|\be\.g\.", seen))  # noqa: PLR2004 -- "proposed", ...


def _is_choice(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line is nothing but statuses to choose from: "Accepted or Rejected", "Proposed | Accepted"."""
    parts = [part for part in _CHOICE.split(text.strip(" .>*_")) if part.strip()]
    kinds = {vocabulary.statuses.get(key(part)) for part in parts}
    return len(parts) > 1 and None not in kinds and len(kinds) > 1


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
    if kind is None:
        kind = _by_relation(text, vocabulary)
    if kind is None:
        if len(words) > _NOT_A_STATUS or inline_links(text) or _BRACED.match(plain(text).strip()):
            return None
        kind = StatusKind.OTHER
    elif kind is StatusKind.SUPERSEDED and vocabulary.is_partial(text[start:end]):
        kind = StatusKind.ACCEPTED
    return Status(kind, words, Span(span.start + start, span.start + end), place)


def _by_relation(text: str, vocabulary: Vocabulary) -> StatusKind | None:
    """What a line means that only names the successor ("durch [5](5.md) ersetzt"); in part replaced is in force."""
    reference = next(iter(references(text, {})), None)
    if reference is None:
        return None
    before, after = text[: reference.span.start], text[reference.span.end :]
    phrase = vocabulary.phrase_around(before, after) or vocabulary.phrase(before)
    if phrase is None or phrase.relation is not Relation.SUPERSEDED_BY:
        return None
    return StatusKind.ACCEPTED if phrase.partial else StatusKind.SUPERSEDED


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
        if _is_in_parentheses(text, start, stop.start()):
            continue
        if vocabulary.status(_words(text[start : stop.start()])) is not None:
            end = stop.start()
            break
    tail = _TAIL.search(text, start, end)
    if tail and text[start : tail.start()].count("(") == text[start : tail.start()].count(")"):
        end = tail.start()
    return start, max(start, end)


def _is_in_parentheses(text: str, start: int, at: int) -> bool:
    """Whether an offset stands in a remark in parentheses: a text that ended there would take the first one away."""
    return text.count("(", start, at) > text.count(")", start, at) and ")" in text[at:]
