"""One record's neighbourhood, as a tree."""

from __future__ import annotations

from adr_kit.drawing.picture import Picture
from adr_kit.drawing.text import draw
from adr_kit.insight.graph import build, neighbourhood
from adr_kit.record.model import StatusKind
from decisions import record

GRAPH = build(
    [
        record("0001-a", title="Ground", text="# A\n\n## Decision\n\nWe stand here.\n"),
        record("0002-b", "depends-on 0001-a", "relates-to 0001-a", title="House"),
        record("0003-c", "refines 0002-b", title="Roof", status=StatusKind.PROPOSED),
        record("0004-d", "amends? 0001-a", "Driven-by 0002-b", title="Garden", status=StatusKind.SUPERSEDED),
        record("0005-e", "supersedes 0004-d", title="Park"),
        record("0006-f", title="Elsewhere"),
    ]
)


def _tree(focus: str, depth: int = 1) -> list[str]:
    return draw(Picture(neighbourhood(GRAPH, focus, depth), GRAPH, focus)).split("\n")[:-1]


def test_each_branch_says_how_it_stands_to_the_one_above() -> None:
    assert _tree("0001-a", depth=2) == [
        "0001 Ground (accepted)",
        "  We stand here.",
        "  Rests on it: 0002",
        "",
        "├─ required by, relates to 0002 House (accepted)",
        "│  └─ refined by 0003 Roof (proposed)",
        "└─ amended in part by 0004 Garden (superseded)",
        "   └─ superseded by 0005 Park (accepted)",
    ]


def test_relations_are_read_from_the_record_asked_about() -> None:
    assert _tree("0004-d") == [
        "0004 Garden (superseded)",
        "  Now in force: 0005 Park",
        "",
        "├─ amends in part 0001 Ground (accepted)",
        "├─ Driven-by 0002 House (accepted)",
        "└─ superseded by 0005 Park (accepted)",
    ]
    assert "└─ ← Driven-by 0004 Garden (superseded)" in _tree("0002-b")


def test_a_record_without_relations_stands_alone() -> None:
    assert _tree("0006-f") == ["0006 Elsewhere (accepted)"]


def test_a_record_hangs_where_the_way_to_it_is_shortest_and_stands_there_once() -> None:
    graph = build(
        [
            record("0001-a", "depends-on 0002-b", "depends-on 0003-c"),
            record("0002-b", "depends-on 0003-c"),
            record("0003-c", "depends-on 0001-a"),
        ]
    )
    lines = draw(Picture(graph, graph, "0001-a")).split("\n")
    assert [line for line in lines if "─" in line] == [
        "├─ depends on 0002 B (accepted)",
        "└─ depends on, required by 0003 C (accepted)",
    ]


def test_a_chain_longer_than_pythons_stack_is_drawn() -> None:
    records = [record("0001-a"), *(record(f"{n:04d}-a", f"supersedes {n - 1:04d}-a") for n in range(2, 1500))]
    graph = build(records)
    lines = draw(Picture(graph, graph, "0001-a")).split("\n")
    assert sum("superseded by" in line for line in lines) == 1498
