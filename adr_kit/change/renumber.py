"""Move records to other numbers, and take everything along that cites them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.change import citations, metadata, statements
from adr_kit.change.desk import Desk
from adr_kit.change.model import Change
from adr_kit.errors import AdrError
from adr_kit.insight.citations import State, handle
from adr_kit.record import naming
from adr_kit.record.languages import Field
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from adr_kit.change.model import Plan
    from adr_kit.insight.citations import Cited, Mention
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Move:
    """A record and the number that it gets.

    Attributes:
        record: the record.
        number: the number; None in a log whose records have none.
        name: the file's new name; "" for its old one with the number.
    """

    record: Record
    number: int | None
    name: str = ""

    @property
    def file(self) -> PurePosixPath:
        """Its new path."""
        if self.name or self.number is None:
            return self.record.file.with_name(self.name or self.record.file.name)
        return naming.renumbered(self.record.file, self.number)


def undecided(moves: Sequence[Move], cited: Cited) -> tuple[Mention, ...]:
    """The mentions that may mean a record that moves, or another one, and ends of ranges: they stay as they are."""
    moving = {move.record.id for move in moves}
    return tuple(
        mention
        for file in sorted(cited.mentions)
        for mention in cited.mentions[file]
        if (mention.state is State.AMBIGUOUS or mention.ranged) and moving & set(mention.means)
    )


def renumber(
    log: Log,
    style: Style,
    moves: Sequence[Move],
    cited: Cited,
    attached: Mapping[PurePosixPath, bytes],
    lost: list[str] | None = None,
) -> Plan:
    """Give records other numbers: file names, headings, metadata, and every citation; each keeps its old number.

    Args:
        log: the log as it is.
        style: how it writes.
        moves: which records move where.
        cited: where they are mentioned; what is ambiguous stays as it is.
        attached: the other files in the folders of records that are a folder's README, by path.
        lost: where to say which citations cannot follow; None refuses the plan for them.

    Raises:
        AdrError: a record has no number to change.
        Refused: it cannot be proven.
    """
    desk = Desk(log, style)
    for move in moves:
        if move.record.number is None and not move.name:
            raise AdrError(f"{move.record.id} has no number", "adr rename changes a record's name")
        if move.file != move.record.file:
            desk.move(move.record.file, move.file)
    edits = citations.followed({move.record.id: _moved(move) for move in moves}, cited)
    moved = {move.record.file: move.file for move in moves}
    for move in moves:
        edits.setdefault(move.record.file, {}).update(_own(desk, move))
    for file, found in edits.items():
        if file in log.by_file and found:
            citations.edit(desk, log.by_file[file], moved.get(file, file), found)
    for move in moves:
        _ask(desk, move)
    carried = [Change(new, data, data, old) for old, data in attached.items() if (new := _carried(moves, old)) != old]
    return citations.carried_out(desk, cited, edits, carried, moved, lost)


def _carried(moves: Sequence[Move], file: PurePosixPath) -> PurePosixPath:
    """Where a file beside a folder's README goes when the folder gets another name."""
    for move in moves:
        old, new = handle(move.record), move.file.parent
        if old == move.record.file.parent and file.is_relative_to(old):
            return new / file.relative_to(old)
    return file


def _moved(move: Move) -> citations.Moved:
    """A record as it is cited from now on."""
    heading = statements.heading_of(move.record)
    number = _DIGITS.search(heading)
    if number is not None and move.number is not None and int(number.group()) == move.record.number:
        heading = heading[: number.start()] + citations.like(number.group(), move.number) + heading[number.end() :]
    return citations.Moved(move.record, move.file, move.number, heading, move.record.title)


def _own(desk: Desk, move: Move) -> Iterator[tuple[Span, str]]:
    """A record's own number where it gives it: in its heading, in a title, in a field."""
    page = desk.page(move.file)
    text, old, heading = page.text, move.record.number, move.record.reading.heading_number
    if move.number is None or old is None:
        return
    places = [(span, old) for named in page.metadata.all(Field.NUMBER) for _, span in named.values]
    if page.title is not None and heading is not None and (heading == old or move.name):
        places.append((page.reading.outline.sections[page.title].content, heading))
    front = page.reading.outline.front
    entry = front.get("title") if front else None
    if entry is not None and entry.value is not None:
        value = entry.value.span
        first = _DIGITS.search(text, value.start, value.end)
        lead = text[value.start : first.start()].strip("\"'|>\r\n -_#:").casefold() if first else "-"
        if lead in ("", "adr", move.record.reading.prefix.casefold()):
            places.append((value, old))
    for span, expected in places:
        number = _DIGITS.search(text, span.start, span.end)
        if number and int(number.group()) == expected:
            yield Span(*number.span()), citations.like(number.group(), move.number)


def _ask(desk: Desk, move: Move) -> None:
    """Say which number a record has now, and which it had, so that those still lead to it."""
    reading = move.record.reading
    desk.ask(move.file, number=move.number)
    if move.record.number is None or move.number is None:
        return
    if reading.heading_number is not None and (reading.heading_number == reading.number or move.name):
        desk.ask(move.file, heading_number=move.number)
    numbers = dict.fromkeys(n for n in (*reading.formerly, move.record.number) if n != move.number)
    metadata.set_field(desk, desk.record(move.file), Field.FORMERLY, tuple(map(str, numbers)))
