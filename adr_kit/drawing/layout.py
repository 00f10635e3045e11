"""Where each record of a drawing stands: a layered layout in a grid, in which nothing moves when a record is added."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.drawing.layers import standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from adr_kit.drawing.layers import Standing
    from adr_kit.insight.graph import Edge

_WIDTHS = (4, 5, 7, 10, 14, 20, 28, 40, 56, 80)  # columns: few widths, so that a longer log is seldom broken anew
_WIDE_ENOUGH = 0.62  # columns for each column of a square
_LOWER = 1.6  # a row further down is as bad as that many columns further away
_ROWS_TRIED = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in the grid; row 0 is at the top."""

    column: int
    row: int


@dataclass(frozen=True)
class Layout:
    """A drawing's grid.

    Attributes:
        cells: where each record stands, in the order of the log.
        columns: how many there are.
        rows: how many there are.
        loners: the row from which on records stand that have no relation to another; ``rows`` where there are none.
    """

    cells: Mapping[str, Cell]
    columns: int
    rows: int
    loners: int


def layout(ids: Sequence[str], edges: Sequence[Edge]) -> Layout:
    """Puts each record below all that it rests on, changes or replaces, and near to that.

    Records are placed in the order of the log, each beside those that stand already, and connected parts side by side
    in the order of their oldest records; records without a relation follow in rows. So a record that is added to the
    log moves none of its part, and the order of the parts stays; only where it connects two parts, or the log outgrows
    a size, is more placed anew. The time taken grows with the number of records and relations.

    Args:
        ids: the records, in the order of the log.
        edges: the relations among them.
    """
    parts = standings(ids, edges)
    width = width_for(len(ids))
    cells: dict[str, Cell] = {}
    skyline = [0] * width
    for part in parts:
        if len(part) > 1:
            _pack(_part(part, width), skyline, cells)
    rows = max(skyline)
    loners = [part[0].id for part in parts if len(part) == 1]
    cells |= {one: Cell(place % width, rows + place // width) for place, one in enumerate(loners)}
    height = rows + -(-len(loners) // width)
    columns = 1 + max((cell.column for cell in cells.values()), default=0)
    return Layout({one: cells[one] for one in ids}, columns, height, rows)


def width_for(count: int) -> int:
    """How many columns so many records stand in."""
    return next((width for width in _WIDTHS if width >= _WIDE_ENOUGH * count**0.5), _WIDTHS[-1])


def _pack(part: Mapping[str, Cell], skyline: list[int], cells: dict[str, Cell]) -> None:
    """Puts a part where it comes highest above what stands already, and there as far left as it can."""
    width = 1 + max(cell.column for cell in part.values())
    height = 1 + max(cell.row for cell in part.values())
    tops = [max(skyline[left : left + width]) for left in range(len(skyline) - width + 1)]
    top = min(tops)
    left = tops.index(top)
    for identity, cell in part.items():
        cells[identity] = Cell(left + cell.column, top + cell.row)
    skyline[left : left + width] = [top + height] * width


def _part(part: Sequence[Standing], width: int) -> dict[str, Cell]:
    grid = _Grid(width)
    for one in part:
        grid.put(one)
    return grid.cells


class _Grid:
    """A connected part while it is placed."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.cells: dict[str, Cell] = {}
        self._taken: dict[int, set[int]] = {}
        self._after: dict[int, int] = {}  # for a full row, one at or before the next that is not
        self._above: dict[str, list[str]] = {}  # what already stands above a record that is still to come

    def put(self, one: Standing) -> None:
        """Places a record: below what it stands on; one that stands on nothing beside what its first follower does."""
        if one.above:
            stands = [self.cells[other] for other in one.above]
            row = 1 + max(cell.row for cell in stands)
        else:
            stands = [self.cells[other] for other in self._above.get(one.first or "", ())]
            row = max((cell.row for cell in stands), default=0)
        wish = sum(cell.column for cell in stands) / len(stands) if stands else 0
        cell = min(self._free(row, wish), key=lambda cell: abs(cell.column - wish) + _LOWER * (cell.row - row))
        self.cells[one.id] = cell
        self._taken.setdefault(cell.row, set()).add(cell.column)
        if one.first is not None:
            self._above.setdefault(one.first, []).append(one.id)

    def _free(self, row: int, wish: float) -> Iterator[Cell]:
        for _ in range(_ROWS_TRIED):
            row = self._open(row)
            taken = self._taken.get(row, set())
            yield Cell(next(column for column in self._nearest(wish) if column not in taken), row)
            row += 1

    def _nearest(self, wish: float) -> Iterator[int]:
        """The columns, the nearest first; of two that are as near the left one."""
        before = math.floor(wish)
        after = before + 1
        while before >= 0 or after < self.width:
            if after >= self.width or (before >= 0 and wish - before <= after - wish):
                yield before
                before -= 1
            else:
                yield after
                after += 1

    def _open(self, row: int) -> int:
        """The first row at or below this one that has room."""
        passed = []
        while len(self._taken.get(row, ())) >= self.width:
            passed.append(row)
            row = self._after.get(row, row + 1)
        for one in passed:
            self._after[one] = row
        return row
