"""A decision in short: what was chosen, what was not, and what it costs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.gist import decision_sentence
from adr_kit.record.languages import Role
from adr_kit.record.sections import is_filler
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.markdown.blocks import plain, without_comments
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.model import Record
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Section

_LONGEST = 160  # characters of an option or a cost
_MOST = 6
_BAD = re.compile(
    r"^(?:Bad|Negative|Con|Schlecht|Mauvais|Malo)\b\W*(?:(?:because|weil|car|porque)\b\s*)?", re.IGNORECASE
)
_PREFIX = re.compile(r"^(?:Option|Alternative)\s+\w{1,3}\s*[:.)–-]\s*", re.IGNORECASE)
_NAME = re.compile(r"^(?P<name>.+?)(?:\s[-–—]+\s|:\s|\.\s|$)", re.DOTALL)
_CHOSEN_QUOTED = re.compile(r"(?i:chosen option|gewählte option|option retenue)s?\s*:\s*[\"“„*']*(?P<name>[^\"”“*\n]+)")


@dataclass(frozen=True, slots=True)
class Summary:
    """A decision in short; what the record does not say is empty.

    Attributes:
        choice: the decision in one sentence.
        rejected: the options that were not chosen, by their names; where the record does not tell which of the options
            was chosen, all that were considered are ``considered``.
        costs: what it costs.
    """

    choice: str = ""
    rejected: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()


def summary(record: Record, vocabulary: Vocabulary = DEFAULT) -> Summary:
    """What a record says of its choice, the options and the costs, in its own words."""
    options = tuple(_items(record, Role.OPTIONS, vocabulary))
    names = [_PREFIX.sub("", _name(option)) for option in options]
    chosen = _chosen(record, options, names, vocabulary)
    left = dict.fromkeys(name for place, name in enumerate(names) if place != chosen and len(name) <= _LONGEST)
    return Summary(
        decision_sentence(record, vocabulary),
        rejected=() if chosen is None else tuple(left)[:_MOST],
        considered=tuple(left)[:_MOST] if chosen is None else (),
        costs=tuple(dict.fromkeys(_costs(record, vocabulary)))[:_MOST],
    )


def _chosen(record: Record, options: tuple[str, ...], names: list[str], vocabulary: Vocabulary) -> int | None:
    """Which of the options was chosen; None where the record does not say that of exactly one."""
    decision = " ".join(_texts(record, Role.DECISION, vocabulary))
    quoted = _CHOSEN_QUOTED.search(decision)
    said = quoted["name"] if quoted else decision.partition(". ")[0]
    said = _folded(_PREFIX.sub("", said))
    found = [place for place, name in enumerate(names) if _folded(name) and _folded(name) in said]
    if quoted and not found:
        found = [place for place, option in enumerate(options) if said and said in _folded(option)]
    longest = max((len(names[place]) for place in found), default=0)  # "Redis" is also in "Redis with Sentinel"
    best = [place for place in found if len(names[place]) == longest]
    return best[0] if len(best) == 1 else None


def _costs(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    for text in _items(record, Role.CONSEQUENCES, vocabulary):
        match = _BAD.match(text)
        if match and text[match.end() :].strip():
            yield from _short(text[match.end() :].strip())
    for text in _items(record, Role.COSTS, vocabulary):
        yield from _short(text)


def _short(text: str) -> Iterator[str]:
    """A cost that is told in a few words; of a longer one its first sentence."""
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    if len(first) <= _LONGEST and not first.endswith(":"):
        yield first


def _name(option: str) -> str:
    match = _NAME.match(option)
    return match["name"].strip().rstrip(".:") if match else option


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _items(record: Record, role: Role, vocabulary: Vocabulary) -> Iterator[str]:
    """The outermost items of the lists in the sections of a role; else the headings inside them."""
    for section in _sections(record, role, vocabulary):
        items = [
            block for block in section.blocks if block.kind == "paragraph" and block.item >= 0 and block.depth == 1
        ]
        seen: set[int] = set()
        for block in items:
            if block.item not in seen:
                seen.add(block.item)
                yield from _plain(record, Span(block.lines[0].start, block.lines[-1].end))
        if not items and role is Role.OPTIONS:
            inside = (one for one in record.reading.outline.sections if section.body.contains(one.heading))
            yield from (one.name for one in inside if one.level == section.level + 1)


def _texts(record: Record, role: Role, vocabulary: Vocabulary) -> Iterator[str]:
    for section in _sections(record, role, vocabulary):
        yield from _plain(record, section.own)


def _sections(record: Record, role: Role, vocabulary: Vocabulary) -> Iterator[Section]:
    return (section for section in record.reading.outline.sections if vocabulary.role(section.name) is role)


def _plain(record: Record, span: Span) -> Iterator[str]:
    words = plain(without_comments(record.source.slice(span)))
    if words and not is_filler(words):
        yield words
