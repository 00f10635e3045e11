"""How a reference that a person types finds its record."""

from __future__ import annotations

import difflib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.record.model import Record

_NUMBER = re.compile(r"^(?:(?P<prefix>[^\W\d_]+)[-_ #]?|#)?0*(?P<number>\d+)$")
_SHOWN = 8  # candidates
_MEANT = 3  # of those that a misspelt reference may have meant


def find(tiers: tuple[tuple[Record, ...], ...], reference: str) -> Record:
    """The record that a reference means.

    Args:
        tiers: the records that may be meant; those of an earlier group come first where a reference fits both.
        reference: a number, a file name, a path, a slug, a part of a title; with a log's name in front, one of its own.

    Raises:
        AdrError: none, or several, are meant.
    """
    wanted = reference.strip()
    for matches in _ways(wanted):
        for records in tiers:
            found = [record for record in records if matches(record)]
            if len(found) == 1:
                return found[0]
            if found:
                raise AdrError(f"{reference!r} is ambiguous", _candidates(found))
    name, _, rest = wanted.partition("/")
    named = tuple(record for record in tiers[-1] if record.log == name) if name and rest else ()
    if named:
        return find((named,), rest)
    where = f"the log {tiers[-1][0].log}" if len({record.log for record in tiers[-1]} - {""}) == 1 else "this log"
    raise AdrError(f"no record {reference!r} in {where}", _near(tiers[-1], wanted))


def _ways(wanted: str) -> Iterator[Callable[[Record], bool]]:
    """Ways in which a reference may mean a record, most certain first."""
    folded = wanted.casefold()
    number = _NUMBER.match(wanted)
    path = PurePosixPath(wanted.replace("\\", "/"))
    yield lambda record: record.id == wanted
    if number:
        yield lambda record: _has_number(record, number)
        yield lambda record: int(number["number"]) in record.reading.formerly
    yield lambda record: path in (record.path, record.file)
    yield lambda record: folded in (record.path.name.casefold(), record.path.stem.casefold(), record.id.casefold())
    yield lambda record: len(path.parts) > 1 and path.name == record.file.name and _ends_alike(path, record.file)
    yield lambda record: record.title.casefold() == folded
    if number and not number["prefix"]:  # with no record of that number, "6" must not mean the one that has 16
        dated = re.compile(rf"{number['number']}(?!\d)")
        yield lambda record: record.number is None and dated.match(record.path.stem) is not None
        return
    yield lambda record: bool(folded) and folded.replace(" ", "-") in record.path.stem.casefold()
    yield lambda record: bool(folded) and folded in record.title.casefold()


def _has_number(record: Record, match: re.Match[str]) -> bool:
    prefix = (match["prefix"] or "").casefold()
    return record.number == int(match["number"]) and (
        prefix in ("", "adr") or record.reading.prefix.casefold() == prefix
    )


def _ends_alike(typed: PurePosixPath, file: PurePosixPath) -> bool:
    parts = [part for part in typed.parts if part not in ("..", ".")]
    return file.parts[-len(parts) :] == tuple(parts) or tuple(parts)[-len(file.parts) :] == file.parts


def _candidates(found: list[Record]) -> str:
    several = len({record.log for record in found}) > 1
    shown = ", ".join(record.reference if several else record.path.as_posix() for record in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"name one of them by its {'log' if several else 'file name'}: {shown}{more}"


def _near(records: tuple[Record, ...], wanted: str) -> str:
    if not records:
        return "the log has no records yet: adr new TITLE"
    names = {name: [record] for record in records for name in (record.id, record.title)}
    close = difflib.get_close_matches(wanted, names, n=_MEANT, cutoff=0.5)
    if not close:  # a word of the title that is misspelt
        names = {}
        for record in records:
            for word in re.findall(r"\w+", record.title.casefold()):
                names.setdefault(word, []).append(record)
        close = difflib.get_close_matches(wanted.casefold(), names, n=_MEANT, cutoff=0.7)
    meant = dict.fromkeys(record.id for name in close for record in names[name])
    if meant:
        return f"did you mean {' or '.join(list(meant)[:_MEANT])}?"
    return "adr list shows all records"
