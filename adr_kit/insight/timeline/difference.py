"""What differs between two states of a log: new decisions, other statuses, what was replaced, renumbered and edited."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from adr_kit.insight.timeline.matching import matched
from adr_kit.record import naming
from adr_kit.record.body import prose, prose_by_section
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

_ALIKE = 0.6  # of what two records say: what they must share to be one under another name
_OWN = 2  # records that a sentence stands in, as it was and as it is: one that stands in more is a template's
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\s+(?=[-*+] )")
_TOP = "what stands under the title"
_MOST = 40_000  # pairs of files to compare: as many as 200 new beside 200 gone
_Sentences = tuple[str, ...]


class Aspect(StrEnum):
    """What is different about a record, in the order in which people want to know it."""

    NEW = "new"
    REMOVED = "removed"
    STATUS = "status"
    SUPERSEDED = "superseded"
    RENUMBERED = "renumbered"
    RETITLED = "retitled"
    MOVED = "moved"
    EDITED_AFTER_ACCEPTANCE = "edited after acceptance"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that differs.

    Attributes:
        before: the record before; None where it is new.
        after: the record afterwards; None where it was removed.
        aspects: what differs.
        sections: the names of the sections whose text differs.
        successors: what took its place, where that is new.
    """

    before: Record | None
    after: Record | None
    aspects: tuple[Aspect, ...]
    sections: tuple[str, ...] = ()
    successors: tuple[Record, ...] = ()

    @property
    def record(self) -> Record:
        """The record as it is, or as it last was."""
        found = self.after or self.before
        if found is None:
            raise ValueError
        return found


def difference(old: Log, new: Log) -> tuple[Changed, ...]:
    """The records that differ between two states of a log, in the order of the newer one; what is gone comes last.

    A file that could not be read in one of them is neither new nor gone: nobody can tell.
    """
    was = pairs(old.records, new.records)
    paired = {record.file for record in was.values()}
    known = (record for record in new.records if record.file in was or record.file not in old.unseen)
    found = (_changed(old, new, was, record) for record in known)
    gone = (record for record in old.records if record.file not in paired and record.file not in new.unseen)
    removed = (Changed(record, None, (Aspect.REMOVED,)) for record in gone)
    return (*(one for one in found if one is not None), *removed)


def pairs(old: Iterable[Record], new: Iterable[Record]) -> dict[PurePosixPath, Record]:
    """Which older record each newer file was: by what is certain first, at last by what they say."""
    before, after = ({record.file: record for record in records} for records in (old, new))
    left, rest = dict(before), dict(after)
    pairs: dict[PurePosixPath, Record] = {}
    for way in _WAYS:
        for one, other in matched(left.values(), rest.values(), way):
            pairs[other.file] = left.pop(one.file)
            del rest[other.file]
    if left and rest and len(left) * len(rest) <= _MOST:
        then, now = _own([{file: _said(record) for file, record in side.items()} for side in (before, after)])
        found = _alike({file: then[file] for file in left}, {file: now[file] for file in rest})
        pairs |= {file: left[was] for file, was in found.items()}
    return pairs


_WAYS: tuple[Callable[[Record], object], ...] = (
    lambda record: record.file,
    lambda record: record.source.text,
    lambda record: naming.parse(record.file).slug or record.file,
    lambda record: record.title.casefold(),
)


def _own(said: Sequence[Mapping[PurePosixPath, _Sentences]]) -> list[dict[PurePosixPath, _Sentences]]:
    """What records say themselves: what a template says in all of them is nothing."""
    count = Counter(one for side in said for sentences in side.values() for one in set(sentences))
    return [
        {file: tuple(one for one in sentences if count[one] <= _OWN) for file, sentences in side.items()}
        for side in said
    ]


def _alike(
    old: dict[PurePosixPath, _Sentences], new: Mapping[PurePosixPath, _Sentences]
) -> dict[PurePosixPath, PurePosixPath]:
    """The newer files that say mostly what an older one said, each with that one."""
    pairs = {}
    for file, sentences in new.items():
        matcher = difflib.SequenceMatcher(None, b=sentences)
        best, found = _ALIKE, None
        for other in old if sentences else ():
            matcher.set_seq1(old[other])
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, found = matcher.ratio(), other
        if found is not None:
            del old[found]
            pairs[file] = found
    return pairs


def _said(record: Record) -> _Sentences:
    """The sentences of a record, without its headings and metadata."""
    texts = prose_by_section(record.reading).values()
    return tuple(one for text in texts for one in _SENTENCE.split(text) if one)


def _changed(old: Log, new: Log, was: Mapping[PurePosixPath, Record], after: Record) -> Changed | None:
    before = was.get(after.file)
    if before is None:
        return Changed(None, after, (Aspect.NEW,))
    same = before.source.text == after.source.text  # as most are: then neither has to be parsed
    sections = () if same else _sections(before, after)
    edited = not same and prose(before.reading) != prose(after.reading)
    then = {record.file for record in replacing(old, before)}
    now = replacing(new, after)
    successors = tuple(one for one in now if one.file not in was or was[one.file].file not in then)
    aspects = tuple(_aspects(before, after, edited=edited))
    if successors:
        aspects = tuple(dict.fromkeys([*aspects, Aspect.SUPERSEDED]))
    order = list(Aspect)
    return Changed(before, after, tuple(sorted(aspects, key=order.index)), sections, successors) if aspects else None


def _aspects(before: Record, after: Record, *, edited: bool) -> Iterator[Aspect]:
    if (before.status, _other(before)) != (after.status, _other(after)):
        yield Aspect.SUPERSEDED if after.status is StatusKind.SUPERSEDED else Aspect.STATUS
    if before.number != after.number:
        yield Aspect.RENUMBERED
    if before.title != after.title:
        yield Aspect.RETITLED
    if before.file.parent != after.file.parent:
        yield Aspect.MOVED
    if edited:
        accepted = before.status is StatusKind.ACCEPTED
        yield Aspect.EDITED_AFTER_ACCEPTANCE if accepted else Aspect.EDITED


def _other(record: Record) -> str:
    """A status that only the team knows is told by its words."""
    return (record.status_text or "").casefold() if record.status is StatusKind.OTHER else ""


def replacing(log: Log, record: Record) -> tuple[Record, ...]:
    """What takes a record's place: as it says itself, or as an accepted one says of it."""
    said = [log.by_id.get(link.target_id or "") for link in record.links if link.relation is Relation.SUPERSEDED_BY]
    others = [
        other
        for other, link in log.pointing_at(record)
        if link.relation is Relation.SUPERSEDES and not link.partial and other.in_force
    ]
    return tuple({one.file: one for one in (*said, *others) if one is not None}.values())


def _sections(before: Record, after: Record) -> tuple[str, ...]:
    """The sections that were added, removed or changed, by their names in the order in which they stand."""
    old, new = prose_by_section(before.reading), prose_by_section(after.reading)
    return tuple(name or _TOP for name in dict.fromkeys([*new, *old]) if old.get(name) != new.get(name))
