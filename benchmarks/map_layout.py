"""How long the map's layout takes beside Graphviz' ``dot``, and how much moves when a record is added.

Run it as ``python benchmarks/map_layout.py [SIZE…] [--seconds N]``. Both lay out the same graph, which grows like a
log: a record rests on some that came shortly before it, or on one of the first. Each line says how long ours took from
records to coordinates, and to SVG, how long ``dot`` took to coordinates alone, and how many of the records that were
there before stand elsewhere after one more was added, in ours and in dot's.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.drawing import dot, svg
from adr_kit.drawing.layout import layout
from adr_kit.drawing.picture import Picture
from adr_kit.insight.graph import build
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.insight.graph import Graph

_SEED = 7
_NEAR = 12  # how far back a record reaches for what it rests on
_FIRST = 5  # so many records are the foundations on which others rest as well
_RELATED = 0.7  # of the records state a relation; of those, every third two
_THIRD = 3
_GEOMETRY = 2  # words of dot's plain format before a node's coordinates


def graph_of(records: int) -> Graph:
    """The graph of a log of so many records."""
    chance = random.Random(_SEED)
    texts = (_text(number, chance, last=number == records) for number in range(1, records + 1))
    files = (PurePosixPath(f"{number:05d}-decision.md") for number in range(1, records + 1))
    readings = [read(file, text, DEFAULT) for file, text in zip(files, texts, strict=True)]
    return build(Log.of(readings).records)


def _text(number: int, chance: random.Random, *, last: bool) -> bytes:
    links = []
    if number > 1 and (chance.random() < _RELATED or last):  # what is added is tied to what was there
        links.append(chance.randint(max(1, number - _NEAR), number - 1))
        if number % _THIRD == 0:
            links.append(chance.randint(1, min(_FIRST, number - 1)))
    lines = "".join(f"\nDepends on [ADR-{to}]({to:05d}-decision.md)\n" for to in sorted(set(links)))
    return f"# {number}. Decision {number}\n\n## Status\n\nAccepted\n{lines}\n## Context\n\nSo.\n".encode()


def places_of_ours(graph: Graph) -> Mapping[str, tuple[float, float]]:
    """Where our layout puts each record."""
    cells = layout([record.id for record in graph.records], graph.edges).cells
    return {identity: (cell.column, cell.row) for identity, cell in cells.items()}


def places_of_dot(graph: Graph, seconds: float) -> Mapping[str, tuple[float, float]] | None:
    """Where Graphviz puts each record; None where it took longer than it may."""
    program = shutil.which("dot")
    if program is None:
        raise SystemExit("dot is not installed: apt-get install graphviz")
    text = dot.draw(Picture.of(graph))
    try:
        done = subprocess.run(
            [program, "-Tplain"], input=text, capture_output=True, text=True, check=True, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return None
    rows = (line.split() for line in done.stdout.splitlines() if line.startswith("node "))
    return {row[1].strip('"'): (float(row[_GEOMETRY]), float(row[_GEOMETRY + 1])) for row in rows}


def moved(before: Mapping[str, tuple[float, float]], after: Mapping[str, tuple[float, float]]) -> int:
    """How many of the records that stood before stand elsewhere now."""
    return sum(after[one] != place for one, place in before.items())


def measure(size: int, seconds: float) -> None:
    """Lay out one log, and the log with one record more, and print a line about it."""
    longer = graph_of(size + 1)
    graph = longer.select({record.id for record in longer.records[:-1]})
    begin = time.perf_counter()
    ours = places_of_ours(graph)
    placed = time.perf_counter()
    svg.draw(Picture.of(graph))
    drawn = time.perf_counter()
    theirs = places_of_dot(graph, seconds)
    ended = time.perf_counter()
    line = f"{size:6} records, {len(graph.edges):6} relations: ours {placed - begin:7.3f} s"
    line += f" (all of the SVG {drawn - placed:7.3f} s), {moved(ours, places_of_ours(longer)):5} moved; dot "
    if theirs is None:
        print(f"{line}not done after {seconds:g} s", flush=True)
        return
    after = places_of_dot(longer, seconds)
    elsewhere = "?" if after is None else moved(theirs, after)
    print(f"{line}{ended - drawn:7.3f} s, {elsewhere:>5} moved", flush=True)


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", default=[10, 100, 1000, 10_000])
    parser.add_argument("--seconds", type=float, default=120, help="how long dot may take")
    given = parser.parse_args()
    for size in given.sizes:
        measure(int(size), float(given.seconds))


if __name__ == "__main__":
    main()
