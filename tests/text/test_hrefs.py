"""Destinations of links: found wherever Markdown has them, left alone in code, changed without touching the rest."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.text.markdown.hrefs import changed, hrefs
from adr_kit.text.source import Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md) and ![c](d.png)", ["b.md", "d.png"]),
        ("[a](<b c.md> 'title') [d](e.md \"title\")", ["b c.md", "e.md"]),
        ("[a](b\\_c.md) [d](e(1).md)", ["b_c.md", "e(1).md"]),
        ("([a](b.md))", ["b.md"]),
        ("[a][b]\n\n[b]: c.md 'x'\n[d]: <e f.md>\n", ["c.md", "e f.md"]),
        ("[^1]: A note.", []),
        ("[a]: [b](c.md)", ["c.md"]),
        ('<img alt="x" src="a.png"> <a href=\'b.md\'>', ["a.png", "b.md"]),
        ("`[a](b.md)` ``[c](`d.md)``", []),
        ("```\n[a](b.md)\n```\n\n    [c](d.md)\n", []),
        ("an odd ` mark\n\n[a](b.md)\n\nand another ` one", ["b.md"]),
    ],
)
def test_destinations(text: str, found: list[str]) -> None:
    assert [href for href, _ in hrefs(Source(text))] == found


@given(st.text("ab[]()<>`\\ \n\"'!#:^/._-=srchef"))
def test_nothing_but_destinations_changes(text: str) -> None:
    source = Source(text)
    assert source.apply(changed(source, lambda _: None)) == source
    spans = [span for _, span in hrefs(source)]
    assert spans == sorted(spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_a_destination_with_blanks_is_written_so_that_it_is_one() -> None:
    source = Source("[a](b.md) [c](<d.md>)")
    assert source.apply(changed(source, lambda _: "x y.md")).text == "[a](<x y.md>) [c](<x y.md>)"
