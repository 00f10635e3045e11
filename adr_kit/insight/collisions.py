"""Records that share a number, and which of them should move."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from adr_kit.insight.citations import Form, State
from adr_kit.record import naming
from adr_kit.text.amount import count

_LAST = float("inf")  # the place of what is not on the default branch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.insight.citations import Cited
    from adr_kit.record.model import Record


@dataclass(frozen=True, slots=True)
class Settled:
    """Who of the records with one number keeps it.

    Attributes:
        number: the number.
        stays: the record that keeps it.
        moves: the others, in the order in which they get new numbers.
        why: why it stays, in a few words.
    """

    number: int
    stays: Record
    moves: tuple[Record, ...]
    why: str


def duplicates(records: Iterable[Record]) -> tuple[tuple[Record, ...], ...]:
    """The records that share a number with another one of their log, a group a number; prefixes keep numbers apart."""
    groups: dict[tuple[str, str, int], list[Record]] = defaultdict(list)
    for record in records:
        if record.number is not None:
            groups[record.log, record.reading.prefix.casefold(), record.number].append(record)
    return tuple(tuple(group) for _, group in sorted(groups.items()) if len(group) > 1)


def settle(group: tuple[Record, ...], arrived: Mapping[str, int], cited: Cited) -> Settled:
    """Who of a group stays: the one that was first on the default branch, never to be moved.

    Args:
        group: the records that share a number.
        arrived: when each came to the default branch: a place, the same for those that came at once; those that are not
            there are missing.
        cited: where records are mentioned: where none is on the default branch yet, the one that is cited most stays.
    """
    places = sorted(arrived[record.id] for record in group if record.id in arrived)
    first = [record for record in group if places and arrived.get(record.id) == places[0]]
    if len(first) == 1:
        return _settled(group, arrived, first[0], "it was first on the default branch")
    counts = citations_of(cited)
    best = max(first or group, key=lambda record: (counts[record.id], -group.index(record)))
    number = counts[best.id]
    if number:
        return _settled(group, arrived, best, count(number, "citation means it", "citations mean it"))
    same = "they came to the default branch at once" if first else "neither is on the default branch yet"
    return _settled(group, arrived, best, f"{same}, and nothing cites them")


def _settled(group: tuple[Record, ...], arrived: Mapping[str, int], stays: Record, why: str) -> Settled:
    ordered = sorted(group, key=lambda record: arrived.get(record.id, _LAST))
    return Settled(stays.number or 0, stays, tuple(record for record in ordered if record is not stays), why)


def citations_of(cited: Cited) -> Counter[str]:
    """How many mentions certainly mean each record; what it says of itself does not count."""
    book = cited.book
    return Counter(
        mention.target
        for mentions in cited.mentions.values()
        for mention in mentions
        if mention.target and mention.state is not State.STALE and mention.form is not Form.LABEL
        if book.by_id[mention.target].file != mention.file
    )


@dataclass(frozen=True, slots=True)
class Clash:
    """Two files that would have one number once a branch is merged.

    Attributes:
        number: the number.
        moves: the one that should get another number.
        stays: the one that keeps it.
        branch: the branch that brings the two together with what is checked out; "" where both are there already.
        here: whether the one that should move is on the branch that is checked out.
        why: why the other one stays.
    """

    number: int
    moves: PurePosixPath
    stays: PurePosixPath
    branch: str
    here: bool
    why: str


@dataclass(frozen=True, slots=True)
class Names:
    """The paths of records in the states of a repository that a merge brings together.

    Attributes:
        ours: what is checked out, uncommitted records included.
        base: the branch that it will be merged into.
        merged: the result of merging ``ours`` with another branch.
    """

    ours: frozenset[PurePosixPath]
    base: frozenset[PurePosixPath]
    merged: frozenset[PurePosixPath]


def clashes(
    names: Names, branch: str, age: Mapping[PurePosixPath, int], *, trunk: bool, strict_from: int = 0
) -> tuple[Clash, ...]:
    """The numbers that a merge would use twice, and who should move: what is on the base never does.

    Args:
        names: the records' paths.
        branch: how people call the branch that is merged.
        age: when a path was committed; later is higher, and what is not there was not committed.
        trunk: whether what is checked out is the base, so that what is wrong in it already is told, too.
        strict_from: the first number that is told of then.
    """
    found = []
    for number, group in _groups(names.merged):
        ours = [path for path in group if path in names.ours]
        settled = [path for path in group if path in names.base]
        if len(settled) == len(group) and not (trunk and number >= strict_from):
            continue
        if not ours or (len(settled) < len(group) and set(ours) <= set(settled) and not trunk):
            continue  # what other branches do to each other, or to the base, is told there
        ordered = sorted(group, key=lambda path: (path not in names.base, path not in age, age.get(path, 0), path))
        why = "it is on the base already" if settled and len(settled) < len(group) else "it was committed first"
        for path in ordered[1:]:
            both = ordered[0] in names.ours and path in names.ours
            found.append(Clash(number, path, ordered[0], "" if both else branch, path in names.ours, why))
    return tuple(found)


def twice(paths: Iterable[PurePosixPath]) -> tuple[int, ...]:
    """The numbers that several paths have."""
    return tuple(number for number, _ in _groups(paths))


def _groups(paths: Iterable[PurePosixPath]) -> list[tuple[int, list[PurePosixPath]]]:
    groups: dict[tuple[int, str], list[PurePosixPath]] = defaultdict(list)
    for path in paths:
        key = _number(path)
        if key is not None:
            groups[key].append(path)
    return [(number, sorted(group)) for (number, _), group in sorted(groups.items()) if len(group) > 1]


@lru_cache(maxsize=1 << 16)
def _number(path: PurePosixPath) -> tuple[int, str] | None:
    """A path's number and prefix; kept, for a thousand branches have mostly the same paths."""
    facts = naming.parse(path)
    if facts.number is None or path.suffix.lower() not in (".md", ".mdx", ".markdown"):
        return None
    return facts.number, facts.prefix.casefold()
