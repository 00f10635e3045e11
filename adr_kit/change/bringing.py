"""The plan that brings another log's records into this one: numbered anew, with the links among them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change import plan as plans
from adr_kit.change.model import Change, Plan
from adr_kit.change.renumber import Move, renumber
from adr_kit.insight.citations import Book, Cited
from adr_kit.record import naming
from adr_kit.record.folders import LogFolder
from adr_kit.record.model import Place
from adr_kit.record.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log


@dataclass(frozen=True, slots=True)
class Arrival:
    """A record that is to come in.

    Attributes:
        file: where it would lie here under its old name.
        number: the number that it gets; None in a log without numbers.
        name: the file's new name.
        component: what it is a part of, where its log says so and the record does not.
    """

    file: PurePosixPath
    number: int | None
    name: str
    component: str = ""


def bring(log: Log, style: Style, arrivals: Iterable[Arrival], attached: Mapping[PurePosixPath, bytes]) -> Plan:
    """New files for another log's records and for what they show.

    Args:
        log: the other log, as it would lie here under its old names.
        style: how it writes.
        arrivals: which of its records come, and what they are called here.
        attached: files that come along, by their path here.

    Raises:
        Refused: a record would not say the same, or a link would lead to another record than before.
    """
    coming = tuple(arrivals)
    log = _with_facts(log, style, coming)
    lost: list[str] = []
    moves = tuple(Move(log.by_file[one.file], one.number, one.name) for one in coming)
    texts = {record.file: record.source for record in log.records}
    cited = Cited.of(Book(log.records, (LogFolder(log.folder),)), texts)
    made = renumber(log, style, moves, cited, {}, lost)
    after = {change.moved_from or change.path: change.after for change in made.changes}
    changes = [Change(move.file, None, after.get(move.record.file, move.record.source.encode())) for move in moves]
    changes += [Change(path, None, data) for path, data in attached.items()]
    return Plan(tuple(sorted(changes, key=lambda change: change.path)), (*made.notes, *lost))


def _with_facts(log: Log, style: Style, coming: Iterable[Arrival]) -> Log:
    """The log with what records say only by their place there: their package, and the date in a name that they lose."""
    readings = {record.file: record.reading for record in log.records}
    for one in coming:
        record = log.by_file[one.file]
        fields: dict[str, tuple[str, ...]] = {}
        if one.component and record.reading.component is None:
            fields["component"] = (one.component,)
        dated = record.reading.date is not None and record.reading.date.place is Place.PATH
        if dated and record.date is not None and naming.parse_stem(PurePosixPath(one.name).stem).date is None:
            fields["date"] = (record.date.isoformat(),)
        for change in plans.set_fields(log, style, record, fields).changes if fields else ():
            readings[change.path] = read(change.path, change.after or b"", style.vocabulary)
    return log.again(readings.values())
