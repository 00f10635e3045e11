"""Which lines a text kept, whatever was done to it, and however long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.text.alignment import kept_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=40)


def stands_in(wanted: Iterable[str], lines: Sequence[str]) -> bool:
    """Whether the lines have others among them, in their order."""
    rest = iter(lines)
    return all(line in rest for line in wanted)


@given(LINES, LINES)
def test_kept_lines_stand_in_the_old_text_in_their_order(old: list[str], new: list[str]) -> None:
    kept = kept_lines(old, new)
    assert stands_in([new[at] for at in sorted(kept)], old)
    assert bool(kept) is bool(set(old) & set(new))


@given(st.lists(st.integers(0, 200), unique=True), st.lists(st.tuples(st.integers(0, 40), st.booleans())))
def test_lines_that_are_single_are_kept_wherever_others_come_and_go(
    old: list[int], edits: list[tuple[int, bool]]
) -> None:
    before = [str(line) for line in old]
    after = list(before)
    for number, (at, adds) in enumerate(edits):
        if adds:
            after.insert(at, f"new {number}")
        elif at < len(after):
            del after[at]
    assert {after[at] for at in kept_lines(before, after)} == {line for line in after if not line.startswith("new")}


@given(LINES, st.integers(0, 40), st.text("abcdefgh", max_size=5))
def test_one_insertion_loses_nothing(old: list[str], at: int, inserted: str) -> None:
    new = [*old[:at], *inserted, *old[at:]]
    assert len(kept_lines(old, new)) == len(old)


def test_a_line_that_is_in_both_texts_twice_is_found_by_what_stands_around_it() -> None:
    old = ["one", "see 2", "two", "three", "}", "}"]
    new = ["one", "see 2", "two", "three", "}", "four", "see 2", "}"]
    assert kept_lines(old, new) == {0, 1, 2, 3, 4, 7}


def test_a_hundred_thousand_lines_of_a_few_words_take_no_minutes() -> None:
    old = [f"call {at}" if at % 3 == 0 else ("}", "", "return;")[at * at % 7 % 3] for at in range(100_000)]
    new = [f"edited {at}" if at % 20 == 0 else line for at, line in enumerate(old)]
    assert kept_lines(old, new) == {at for at in range(100_000) if at % 20}
    alike = ["abc"[at * at % 7 % 3] for at in range(100_000)]
    assert len(kept_lines(alike, alike[::-1])) == 100_000  # nothing tells them apart: all were there
