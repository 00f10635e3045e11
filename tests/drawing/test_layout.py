"""Where boxes stand and lines run: layered, stable, never through a box, in time that grows with the graph."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.drawing.layers import standings
from adr_kit.drawing.layout import Cell, Layout, layout, width_for
from adr_kit.drawing.routes import BOX_HEIGHT, BOX_WIDTH, corner, extent, routes
from adr_kit.insight.graph import Graph, build
from adr_kit.record.model import Relation
from decisions import record

WORDS = ("depends-on", "refines", "amends", "supersedes", "relates-to", "conflicts-with", "Driven-by")
STRONG = {Relation.DEPENDS_ON, Relation.REFINES, Relation.AMENDS, Relation.SUPERSEDES}
Links = list[list[tuple[str, int]]]


def graph_of(links: Links) -> Graph:
    """A graph of records 0, 1, 2…, each with its relations to others."""
    return build(
        record(f"{place:04d}-x", *dict.fromkeys(f"{word} {other:04d}-x" for word, other in own))
        for place, own in enumerate(links)
    )


def laid_out(graph: Graph) -> Layout:
    return layout([one.id for one in graph.records], graph.edges)


@st.composite
def growing(draw: st.DrawFn, most: int = 30) -> Links:
    """A log as logs grow: each record states relations to older ones."""
    count = draw(st.integers(1, most))
    return [
        draw(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, place - 1)), max_size=3)) if place else []
        for place in range(count)
    ]


@st.composite
def any_log(draw: st.DrawFn) -> Links:
    """A log with circles, too."""
    count = draw(st.integers(0, 15))
    return [
        draw(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, count - 1)), max_size=3)) for _ in range(count)
    ]


@given(any_log())
def test_no_two_records_stand_in_one_place_and_all_stand_in_the_drawing(links: Links) -> None:
    graph = graph_of(links)
    found = laid_out(graph)
    assert list(found.cells) == [one.id for one in graph.records]
    assert len(set(found.cells.values())) == len(links)
    width, height = extent(found)
    for cell in found.cells.values():
        assert 0 <= cell.column < found.columns
        assert 0 <= cell.row < found.rows
        x, y = corner(found, cell)
        assert x + BOX_WIDTH < width
        assert y + BOX_HEIGHT < height


@given(growing())
def test_a_record_stands_below_all_that_it_rests_on_changes_or_replaces(links: Links) -> None:
    graph = graph_of(links)
    cells = laid_out(graph).cells
    for edge in graph.edges:
        if edge.relation in STRONG:
            assert cells[edge.source].row > cells[edge.target].row


@given(growing())
def test_an_added_record_moves_nothing_inside_of_a_part_that_it_does_not_join_to_another(links: Links) -> None:
    graph = graph_of(links[:-1])
    before, after = laid_out(graph).cells, laid_out(graph_of(links)).cells
    parts = [{one.id for one in part} for part in standings(list(before), graph.edges) if len(part) > 1]
    touched = {f"{other:04d}-x" for _, other in links[-1]}
    if width_for(len(links)) != width_for(len(links) - 1):
        return
    for part in parts:
        if touched and touched & part and not touched <= part:
            continue
        moves = {(after[one].column - before[one].column, after[one].row - before[one].row) for one in part}
        assert len(moves) == 1


def test_the_whole_of_a_large_part_stays_where_it_is() -> None:
    links: Links = [[], *([("depends-on", place // 3)] for place in range(30))]
    before = laid_out(graph_of(links)).cells
    after = laid_out(graph_of([*links, [("supersedes", 7), ("relates-to", 30)]])).cells
    assert all(after[one] == cell for one, cell in before.items())


def test_a_circle_is_entered_where_the_log_is_oldest() -> None:
    cells = laid_out(graph_of([[("depends-on", 2)], [("depends-on", 0)], [("depends-on", 1)]])).cells
    assert [cells[f"000{place}-x"].row for place in range(3)] == [0, 1, 2]


def test_a_loose_relation_does_not_turn_a_strong_one_around() -> None:
    cells = laid_out(graph_of([[("depends-on", 1)], [("relates-to", 0)]])).cells
    assert cells["0000-x"].row > cells["0001-x"].row


def test_records_without_a_relation_follow_in_rows() -> None:
    found = laid_out(graph_of([[], [], [], [("depends-on", 0)], [], [], []]))
    assert found.loners == 2
    assert [found.cells[f"{place:04d}-x"] for place in (1, 2, 4, 5, 6)] == [
        Cell(0, 2),
        Cell(1, 2),
        Cell(2, 2),
        Cell(3, 2),
        Cell(0, 3),
    ]


@given(any_log())
def test_no_line_runs_through_a_box(links: Links) -> None:
    graph = graph_of(links)
    found = laid_out(graph)
    boxes = [corner(found, cell) for cell in found.cells.values()]
    for edge, path in zip(graph.edges, routes(found, graph.edges), strict=True):
        assert bool(path) == (edge.source != edge.target)
        for x, y in _points(path):
            inside = [1 for left, top in boxes if left < x < left + BOX_WIDTH and top < y < top + BOX_HEIGHT]
            assert not inside, (edge, path)


def _points(path: str) -> list[tuple[float, float]]:
    """Points along a path of M, L and C commands."""
    found: list[tuple[float, float]] = []
    for command, numbers in re.findall(r"([MLC])([^MLC]*)", path):
        values = [float(number) for number in numbers.split()]
        corners = [*found[-1:], *zip(values[::2], values[1::2], strict=True)]
        steps = [place / 20 for place in range(21)]
        if command == "C":
            found += [tuple(_bezier([one[axis] for one in corners], step) for axis in (0, 1)) for step in steps]  # type: ignore[misc]
        elif command == "L":
            (a, b), (c, d) = corners
            found += [(a + (c - a) * step, b + (d - b) * step) for step in steps]
        else:
            found.append(corners[-1])
    return found


def _bezier(at: list[float], step: float) -> float:
    while len(at) > 1:
        at = [one + (other - one) * step for one, other in pairwise(at)]
    return at[0]


def test_a_row_of_a_thousand_takes_no_longer_for_being_a_row() -> None:
    found = laid_out(graph_of([[], *([("depends-on", 0)] for _ in range(1500))]))
    assert found.columns <= 28
    assert found.rows <= 60
