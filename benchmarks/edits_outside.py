"""What an edit did to a text where it had no business: read off the two texts alone, not off the edits."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from adr_kit.record.dialects.page import Page
from adr_kit.record.languages import Field, Role
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import PurePosixPath

    from adr_kit.change.model import Change
    from adr_kit.record.model import Reading, Relation

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
_END = re.compile(r"\r\n|\n|\r")
_SIGNS = " \t\r\n*+->|"  # of lists, quotes and tables


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the old text and what came in its place, without what they share at their ends."""

    span: Span
    old: str
    new: str

    @property
    def size(self) -> int:
        """How many bytes are gone or new."""
        return len((self.old + self.new).encode("utf-8", "surrogateescape"))


@lru_cache(maxsize=4096)
def reading_of(file: PurePosixPath, data: bytes) -> Reading:
    """What a file says; most texts come up again, when they are compared and when an edit is undone."""
    return read(file, data, DEFAULT)


def lines_changed(change: Change) -> int:
    """How many lines a diff shows as changed: those that are gone, or those that are new, whichever are more."""
    old, new = _LINE.findall(_text(change.before)), _LINE.findall(_text(change.after))
    return sum(max(b - a, d - c) for tag, a, b, c, d in _codes(old, new) if tag != "equal")


def outside(change: Change, about: frozenset[Field | Relation]) -> int:
    """How many bytes differ that are neither in a value that the edit is about nor whole lines that were added.

    What is only taken away may be the line of a statement that the edit is about ("This supersedes [3](3.md)."), and a
    section in which nothing else stood. The byte order mark, each line's ending and the last line's missing one count
    like any other byte.

    Args:
        change: one file.
        about: the meanings of the named values that may change.
    """
    before = reading_of(change.path, change.before or b"")
    kept = tuple(_joined(sorted(_places(Page(before, DEFAULT), about)), before.source.text))
    lines = tuple(_joined(sorted(_stated_lines(Page(before, DEFAULT), about)), before.source.text))
    mark = abs(before.source.bom - Source.decode(change.after or b"").bom) * 3
    found = hunks(_text(change.before), _text(change.after))
    return mark + sum(
        hunk.size for hunk in found if not _allowed(hunk, kept if hunk.new else (*kept, *lines), before.source)
    )


def _text(data: bytes | None) -> str:
    return Source.decode(data or b"").text


def _codes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def hunks(before: str, after: str) -> Iterator[Hunk]:
    """The stretches in which two texts differ."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    at = [0]
    for line in old:
        at.append(at[-1] + len(line))
    for tag, a, b, c, d in _codes(old, new):
        paired = min(b - a, d - c) if tag == "replace" else 0
        for index in range(paired):
            yield _trimmed(at[a + index], old[a + index], new[c + index])
        if tag != "equal":
            yield _trimmed(at[a + paired], "".join(old[a + paired : b]), "".join(new[c + paired : d]))


def _trimmed(start: int, old: str, new: str) -> Hunk:
    limit = min(len(old), len(new))
    head = next((i for i in range(limit) if old[i] != new[i]), limit)
    tail = next((i for i in range(limit - head) if old[-1 - i] != new[-1 - i]), limit - head)
    return Hunk(Span(start + head, start + len(old) - tail), old[head : len(old) - tail], new[head : len(new) - tail])


def _places(page: Page, about: frozenset[Field | Relation]) -> Iterator[Span]:
    """Where what an edit is about stands: values by their names, statements, and the sections that hold them."""
    reading = page.reading
    for named in page.metadata.values:
        if named.meaning in about:
            yield named.span
            if named.listed:  # whole lines
                first, last = named.values[0][1], named.values[-1][1]
                yield Span(reading.source.line_starts[reading.source.line_of(first.start)], page.line_end(last.end))
    yield from (link.span for link in reading.links if link.relation in about)
    if reading.date is not None and reading.date.span is not None and Field.DATE in about:
        yield reading.date.span
    roles = (Role.STATUS, Role.LINKS) if Field.STATUS in about else ()
    yield from (section.own for section in reading.outline.sections if page.vocabulary.role(section.name) in roles)


def _stated_lines(page: Page, about: frozenset[Field | Relation]) -> Iterator[Span]:
    """The whole lines of statements that an edit is about, and the headings of sections that hold nothing else."""
    source = page.reading.source
    links = [link.span for link in page.reading.links if link.relation in about]
    lines = [Span(source.line_starts[source.line_of(link.start)], page.line_end(link.end)) for link in links]
    yield from lines
    for section in page.reading.outline.sections:
        inside = [line for line in lines if section.own.contains(line)]
        rest = source.text[section.own.start : section.own.end]
        for line in inside:
            rest = rest.replace(source.text[line.start : line.end], "")
        if inside and not rest.strip():
            yield Span(section.heading.start, section.own.end)


def _joined(places: list[Span], text: str) -> Iterator[Span]:
    """Places that follow one another, as one."""
    last: Span | None = None
    for place in places:
        if last is not None and (place.start <= last.end or not text[last.end : place.start].strip(_SIGNS)):
            last = Span(last.start, max(last.end, place.end))
            continue
        if last is not None:
            yield _ended(last, text)
        last = place
    if last is not None:
        yield _ended(last, text)


def _ended(place: Span, text: str) -> Span:
    """A place with its line's ending, where nothing else stands on that line."""
    rest = re.compile(r"[ \t]*(?:\r\n|\n|\r)").match(text, place.end)
    return Span(place.start, rest.end()) if rest else place


def _allowed(hunk: Hunk, places: tuple[Span, ...], source: Source) -> bool:
    start = hunk.span.start + len(hunk.old) - len(hunk.old.lstrip(" \t\r\n"))  # a line may go with the blank one above
    span = Span(start, max(start, hunk.span.end)) if not hunk.new else hunk.span
    return any(place.contains(span) for place in places) or _whole_lines(hunk, source)


def _whole_lines(hunk: Hunk, source: Source) -> bool:
    """Whether nothing is gone, and what is new begins and ends with a line, with the text's own line endings."""
    text, at = source.text, hunk.span.start
    if hunk.old:
        return False
    above = source.line_starts[source.line_of(max(0, at - 1))]
    own = set(_END.findall(hunk.new)) <= {source.newline, *_END.findall(text[above:at])}
    begins = at == 0 or text[at - 1] in "\r\n"
    stops = at == len(text) or text[at] in "\r\n"
    fits = (begins and hunk.new.endswith(("\r", "\n"))) or (stops and hunk.new.startswith(("\r", "\n", " ", "\\")))
    return own and (fits or (begins and stops) or _same_lead(hunk, text))


def _same_lead(hunk: Hunk, text: str) -> bool:
    """Whether what is new is whole lines that begin as the line behind them: "- a|- b" was made "- a|- c|- b"."""
    start = max(text.rfind("\n", 0, hunk.span.start), text.rfind("\r", 0, hunk.span.start)) + 1
    lead = text[start : hunk.span.start]
    return hunk.new.endswith(lead) and hunk.new[: len(hunk.new) - len(lead)].endswith(("\n", "\r"))
