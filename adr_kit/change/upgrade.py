"""Old adr-tools dates become ISO dates: ``Date: 12/01/1992`` says ``Date: 1992-01-12``."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from adr_kit.change import facts
from adr_kit.change.model import Change, Plan
from adr_kit.errors import Refused
from adr_kit.record.reader import read_source
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.record.model import Reading
    from adr_kit.record.vocabulary import Vocabulary

_DATE = re.compile(r"(?<=Date: )([0-9]{2})/([0-9]{2})/([0-9]{4})(?![0-9])")


def iso_dates(readings: Iterable[Reading], vocabulary: Vocabulary) -> Plan:
    """The plan that rewrites the first ``Date: dd/mm/yyyy`` of each line, and nothing else.

    Args:
        readings: the files of the log.
        vocabulary: the words that are understood, for reading the result again.

    Returns:
        the changes; a note for each date that is none when read as day and month (it stays as it is).

    Raises:
        Refused: a text would say something else than before.
    """
    changes, notes = [], []
    for reading in readings:
        edits = []
        for edit, problem in _edits(reading):
            if problem:
                notes.append(problem)
            else:
                edits.append(edit)
        if edits:
            changes.append(_proven(reading, edits, vocabulary))
    return Plan(tuple(changes), tuple(notes))


def _edits(reading: Reading) -> Iterator[tuple[Edit, str]]:
    """The edit for each line that has such a date, or what is wrong with the date."""
    source = reading.source
    for number, line in enumerate(source.lines, 1):
        found = _DATE.search(source.text, line.start, line.end)
        if found is None:
            continue
        iso = _iso(found)
        problem = "" if iso else f"{reading.file}:{number}: {found.group()} has no such month or day; it stays as it is"
        yield Edit(Span(found.start(), found.end()), iso), problem


def _iso(found: re.Match[str]) -> str:
    day, month, year = (int(part) for part in found.groups())
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _proven(reading: Reading, edits: list[Edit], vocabulary: Vocabulary) -> Change:
    source = reading.source.apply(edits)
    after = read_source(reading.file, source, vocabulary)
    old, new = facts.facts(reading), facts.facts(after)
    same = all(_upgraded(old[name]) == repr(new[name]) for name in old if name != "date")
    dated = (reading.date is None) == (after.date is None)
    if not (same and dated and facts.links(reading) == facts.links(after)):
        raise Refused(
            f"{reading.file}: would say something else with ISO dates; nothing was written", "edit it by hand"
        )
    return Change(reading.file, reading.source.encode(), source.encode())


def _upgraded(fact: object) -> str:
    """A fact as it may read afterwards: a title can hold such a date too."""
    return _DATE.sub(lambda found: _iso(found) or found.group(), repr(fact), count=1)
