"""What is wrong with mentions: numbers that no record has, names that lead nowhere, decisions that hold no more."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.insight.citations.model import Form, Mention, State
from adr_kit.record import naming
from adr_kit.record.log import succession
from adr_kit.record.model import StatusKind
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.text.source import Source

# A line that says itself that the decision is history, in files that are not: anywhere, or right beside the mention.
_HISTORY = re.compile(r"supersed|supercede|obsolete", re.IGNORECASE)
_HISTORY_BEFORE = re.compile(
    r"\b(?:former(?:ly)?|previous(?:ly)?|historic\w*|deprecat\w+|replac\w+|retired?|rejected|old|unlike|until|no longer"
    r"|instead of|rather than)(?:\s+(?:the|our|old|decisions?|records?|of))*\W{1,3}\Z",
    re.IGNORECASE,
)
_HISTORY_BEHIND = re.compile(
    r"(?:'s)?(?:\]\([^()\s]*\))?[\s)\]*_`,(\u2013\u2014-]{0,4}(?:(?:which|that|it|is|are|has|have|been|now)\s+){0,3}"
    r"(?:was|were|replaced|deprecated|no longer|rejected|historic\w*|retired|outdated|void)\b",
    re.IGNORECASE,
)
_HEADED = (".md", ".mdx", ".markdown")
_NO_LETTERS = re.compile(r"[\W_]+")
_AGAIN = re.compile(r"-\d+\Z")  # the second heading of that name
_LINES = re.compile(r"l\d+(?:c\d+)?(?:-l?\d+(?:c\d+)?)?", re.IGNORECASE)  # "#L12-L20"
_FAR = 300  # characters
_LABELLED = re.compile(r"\[[^\[\]\n]*\]\(<?\Z")
_CHRONICLES = re.compile(r"(?:change-?log|changes|history|news|releases?(?:[-_ ]?notes)?)(?:\.\w+)?", re.IGNORECASE)


_ByLine = frozenset[tuple[int, str | None]]  # which records are mentioned on which line


class Trouble(StrEnum):
    """What is wrong with a mention."""

    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    STALE = "stale"
    RENUMBERED = "renumbered"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Remark:
    """A mention, and what is wrong with it.

    Attributes:
        mention: the mention.
        trouble: what is wrong; None where nothing is.
        message: that in words; "" where nothing is.
        instead: the record that could be mentioned in its place, where there is exactly one.
        certain: whether it means nothing else, so that it can be put right without being read.
    """

    mention: Mention
    trouble: Trouble | None = None
    message: str = ""
    instead: Record | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of numbers and names besides what the log says.

    Attributes:
        elsewhere: where numbers are, or were, that no record of this log has ("0012 is on origin/queue").
        names: which records' files had a name before, by that name without its suffix, case folded.
    """

    elsewhere: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


def review(log: Log, mentions: Iterable[Mention], source: Source, past: Past | None = None) -> tuple[Remark, ...]:
    """What is to be said of the mentions of one text; a record's mentions of itself are left out.

    Args:
        log: the log.
        mentions: the mentions.
        source: the text in which they stand.
        past: what is known besides.
    """
    known = tuple(mentions)
    cited = frozenset((source.line_of(mention.span.start), mention.target) for mention in known)
    return tuple(
        _remark(log, mention, source, past or Past(), cited)
        for mention in known
        if not (mention.target and log.by_id[mention.target].file == mention.file)
    )


def _remark(log: Log, mention: Mention, source: Source, past: Past, cited: _ByLine) -> Remark:
    record = log.by_id.get(mention.target) if mention.target else None
    match mention.state:
        case State.UNKNOWN:
            return Remark(mention, Trouble.UNKNOWN, _unknown(log, mention, past))
        case State.AMBIGUOUS:
            names = " or ".join(sorted(mention.means))
            return Remark(mention, Trouble.AMBIGUOUS, f"may mean {names}")
        case State.FORMER if record is not None:
            said = f"{mention.number} is {record.id} now"
            return Remark(mention, Trouble.RENUMBERED, said, record, certain=not mention.ranged)
        case State.STALE:
            return _stale(log, mention, source, past.names)
        case _:
            return _live(log, mention, record, source, cited)


def _unknown(log: Log, mention: Mention, past: Past) -> str:
    """Which number it is that no record of its log, or of its kind, has; and where it is."""
    others = [record.id for record in log.everything if record.number == mention.number]
    where = f"it is that of {' and '.join(others)}" if others else past.elsewhere.get(mention.number or 0)
    said = f"no record of this log has the number {mention.number}" if len(log.folders) > 1 or not others else ""
    said = said or f"no record is called {mention.text}"
    return f"{said}: {where}" if where else said


def _stale(log: Log, mention: Mention, source: Source, names: Mapping[str, frozenset[str]]) -> Remark:
    """A name that was one record's, or has its words, is certain; the same number alone may have been another's."""
    written = unquote(source.slice(mention.name)) if mention.name else ""
    had = [log.by_id[name] for name in names.get(written.casefold(), ()) if name in log.by_id]
    if len(had) == 1:
        said = f"there is no such file; it is {had[0].file}"
        return Remark(mention, Trouble.STALE, said, had[0], certain=True)
    record = log.by_id.get(mention.target or "")
    if record is None:
        may = " or ".join(sorted(mention.means))
        return Remark(mention, Trouble.STALE, "there is no such file" + (f"; it may be {may}" if may else ""))
    same = naming.parse_stem(written).slug.casefold() == naming.parse(record.file).slug.casefold()
    said = f"there is no such file; it is {record.file}" if same else f"there is no such file; it may be {record.file}"
    return Remark(mention, Trouble.STALE, said, record, certain=same)


def _live(log: Log, mention: Mention, record: Record | None, source: Source, cited: _ByLine) -> Remark:
    """Code and documents follow a decision that holds; records and chronicles speak of the past as well."""
    if record is None or record.status is not StatusKind.SUPERSEDED or _is_history(log, mention, source):
        return _led(mention, record, source)
    between, successors = succession(log, record)
    if not successors:
        return Remark(mention, Trouble.SUPERSEDED, f"{record.id} is superseded")
    if any((source.line_of(mention.span.start), successor.id) in cited for successor in successors):
        return _led(mention, record, source)  # its line says what holds
    said = f"{record.id} is superseded by {_names(successors)}"
    said += f", by way of {_names(between)}" if between else ""
    only = successors[0] if len(successors) == 1 else None
    return Remark(mention, Trouble.SUPERSEDED, said, only)


def _names(records: Iterable[Record]) -> str:
    return " and ".join(record.id for record in records)


def _led(mention: Mention, record: Record | None, source: Source) -> Remark:
    """A link may lead to a heading that its record has no more."""
    if record is None or mention.fragment is None or mention.state is not State.SURE or ".htm" in mention.text:
        return Remark(mention)
    fragment = unquote(source.slice(mention.fragment)).rstrip(".")
    if record.file.suffix.lower() not in _HEADED or _has_place(record, fragment):
        return Remark(mention)
    return Remark(mention, Trouble.STALE, f"{record.id} has no heading #{fragment}")


def _has_place(record: Record, fragment: str) -> bool:
    """Whether a record has a heading or an identifier of a name; forges make different things of signs and blanks."""
    wanted = _NO_LETTERS.sub("", fragment.casefold())
    headings = (record.source.slice(section.content) for section in record.reading.outline.sections)
    slugs = {_NO_LETTERS.sub("", plain(heading).casefold()) for heading in headings}
    if {wanted, _NO_LETTERS.sub("", _AGAIN.sub("", fragment.casefold()))} & slugs or _LINES.fullmatch(fragment):
        return True
    named = rf"(?:id|name)\s*=\s*[\"']?{re.escape(fragment)}\b|\{{#{re.escape(fragment)}\}}"
    return re.search(named, record.source.text, re.IGNORECASE) is not None


def _is_history(log: Log, mention: Mention, source: Source) -> bool:
    file = mention.file
    homes = (log.folder, *(one.folder for one in log.folders))
    if any(map(file.is_relative_to, homes)) or _CHRONICLES.fullmatch(file.name) or mention.form is Form.LABEL:
        return True
    line = near(source, mention)
    lead = _LABELLED.sub("", source.slice(Span(line.start, mention.span.start)))
    return (
        mention.state is State.PINNED
        or bool(_HISTORY.search(source.slice(line)))
        or bool(_HISTORY_BEFORE.search(lead))
        or bool(_HISTORY_BEHIND.match(source.text, mention.span.end, line.end))
    )


def near(source: Source, mention: Mention) -> Span:
    """The line of a mention, without what is far from it: a line may be as long as its file."""
    line = source.lines[source.line_of(mention.span.start)]
    end = max(mention.span.end, min(line.end, mention.span.end + _FAR))
    return Span(max(line.start, mention.span.start - _FAR), end)
