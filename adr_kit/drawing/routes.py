"""Which way the lines of a drawing take: between the boxes, never through one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.drawing.layout import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adr_kit.drawing.layout import Layout
    from adr_kit.insight.graph import Edge

BOX_WIDTH, BOX_HEIGHT = 212, 88
GAP_X, GAP_Y = 32, 46
GAP_OF_LONERS = 18  # no line runs between them
MARGIN = 24
_ARROW = 2  # what an arrow's point keeps away from its box
_SPREAD = 14  # between the ends of two lines at one side of a box, where there is room
_LANES = 5  # places for lines side by side between two columns
_LANE = 4
_ROUND = 14  # how far beyond its row's end a line between two boxes of one row bends


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a line: at which box, whether at its lower side, and where the other end lies."""

    cell: Cell
    lower: bool
    towards: int


def left(cell: Cell) -> int:
    """The left side of a box."""
    return MARGIN + cell.column * (BOX_WIDTH + GAP_X)


def top(cell: Cell) -> int:
    """The upper side of a box that lines may lead to."""
    return MARGIN + cell.row * (BOX_HEIGHT + GAP_Y)


def corner(layout: Layout, cell: Cell) -> tuple[int, int]:
    """The upper left corner of any box."""
    closer = max(cell.row - layout.loners, 0) * (GAP_Y - GAP_OF_LONERS)
    return left(cell), top(cell) - closer


def extent(layout: Layout) -> tuple[int, int]:
    """The width and the height of a whole drawing."""
    width = max(layout.columns, 1) * (BOX_WIDTH + GAP_X) - GAP_X
    _, lowest = corner(layout, Cell(0, max(layout.rows, 1) - 1))
    return width + 2 * MARGIN, lowest + BOX_HEIGHT + MARGIN


def routes(layout: Layout, edges: Sequence[Edge]) -> tuple[str, ...]:
    """For each relation its line as SVG path data, from its source to its target; "" for one to itself."""
    cells = layout.cells
    taken = frozenset(cells.values())
    ends = [_ends(cells, edge) for edge in edges]
    at = _spread(ends)
    found = []
    for place, pair in enumerate(ends):
        if pair is None:
            found.append("")
            continue
        source, target = (_Point(at[place, side], _level(end)) for side, end in enumerate(pair))
        found.append(_path(pair, source, target, taken))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Point:
    x: float
    y: float


def _ends(cells: Mapping[str, Cell], edge: Edge) -> tuple[_End, _End] | None:
    source, target = cells[edge.source], cells[edge.target]
    if source == target:
        return None
    beside = source.row == target.row
    return (
        _End(source, beside or source.row < target.row, target.column),
        _End(target, beside or target.row < source.row, source.column),
    )


def _level(end: _End) -> float:
    return top(end.cell) + (BOX_HEIGHT + _ARROW if end.lower else -_ARROW)


def _spread(ends: Sequence[tuple[_End, _End] | None]) -> dict[tuple[int, int], float]:
    """Where on its side each end lies: those of one side next to each other, in the order of where they lead."""
    sides: dict[tuple[Cell, bool], list[tuple[int, int, int]]] = defaultdict(list)
    for place, pair in enumerate(ends):
        for side, end in enumerate(pair or ()):
            sides[end.cell, end.lower].append((end.towards, place, side))
    found: dict[tuple[int, int], float] = {}
    for (cell, _), lines in sides.items():
        step = min(_SPREAD, (BOX_WIDTH - 40) / len(lines))
        first = left(cell) + BOX_WIDTH / 2 - step * (len(lines) - 1) / 2
        for number, (_, place, side) in enumerate(sorted(lines)):
            found[place, side] = first + step * number
    return found


def _path(pair: tuple[_End, _End], source: _Point, target: _Point, taken: frozenset[Cell]) -> str:
    one, other = pair
    if one.cell.row == other.cell.row:
        bend = source.y + _ROUND + min(abs(source.x - target.x) / 24, GAP_Y - _ROUND - 8)
        return f"M{_at(source)}C{_xy(source.x, bend)} {_xy(target.x, bend)} {_at(target)}"
    upper, lower = (one.cell, other.cell) if one.lower else (other.cell, one.cell)
    if lower.row - upper.row == 1:
        middle = (source.y + target.y) / 2
        return f"M{_at(source)}C{_xy(source.x, middle)} {_xy(target.x, middle)} {_at(target)}"
    x = _channel(upper, lower, taken)
    high, low = top(upper) + BOX_HEIGHT + GAP_Y, top(lower) - GAP_Y
    first, last = (high, low) if one.lower else (low, high)
    return (
        f"M{_at(source)}C{_xy(source.x, (source.y + first) / 2)} {_xy(x, (source.y + first) / 2)} {_xy(x, first)}"
        f"L{_xy(x, last)}C{_xy(x, (last + target.y) / 2)} {_xy(target.x, (last + target.y) / 2)} {_at(target)}"
    )


def _channel(upper: Cell, lower: Cell, taken: frozenset[Cell]) -> float:
    """Where a long line runs down: through a column that is empty there, else between two columns."""
    lane = (upper.row % _LANES - _LANES // 2) * _LANE
    for column in (upper.column, lower.column):
        between = (Cell(column, row) for row in range(upper.row + 1, lower.row))
        if not any(cell in taken for cell in between):
            return MARGIN + column * (BOX_WIDTH + GAP_X) + BOX_WIDTH / 2 + lane
    boundary = upper.column + (lower.column > upper.column)
    return MARGIN + boundary * (BOX_WIDTH + GAP_X) - GAP_X / 2 + lane if boundary else MARGIN / 2 + lane / 2


def _at(point: _Point) -> str:
    return _xy(point.x, point.y)


def _xy(x: float, y: float) -> str:
    return f"{x:.4g} {y:.4g}" if max(x, y) < 1000 else f"{x:.1f} {y:.1f}"  # noqa: PLR2004 -- digits that can be seen
