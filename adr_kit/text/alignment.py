"""Which lines of a text stood in an earlier state of it, found in about the time that it takes to read both."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEW = 40_000  # pairs of lines that are compared each with each; difflib alone takes minutes for some thousand lines

_Range = tuple[int, int, int, int]  # from and to in the old lines, from and to in the new ones


def kept_lines(old: Sequence[str], new: Sequence[str]) -> frozenset[int]:
    """Which of the new lines are old ones.

    What stands once in both is matched first, then what is between these lines in the same way. Where many lines are
    alike and none is single, each counts as kept that was there at all.

    Args:
        old: the lines as they were.
        new: the lines as they are.

    Returns:
        The places of the kept lines among the new ones.
    """
    kept: set[int] = set()
    todo: list[_Range] = [(0, len(old), 0, len(new))]
    while todo:
        begin, end, first, last = todo.pop()
        while begin < end and first < last and old[begin] == new[first]:
            kept.add(first)
            begin, first = begin + 1, first + 1
        while begin < end and first < last and old[end - 1] == new[last - 1]:
            end, last = end - 1, last - 1
            kept.add(last)
        between = list(_between(old, new, (begin, end, first, last)))
        if len(between) > 1:
            kept.update(one[3] for one in between[:-1])
            todo += between
        elif begin < end and first < last:
            kept |= _alike(old[begin:end], new[first:last], first)
    return frozenset(kept)


def _between(old: Sequence[str], new: Sequence[str], within: _Range) -> Iterator[_Range]:
    """The ranges that the lines leave which stand once in both, in the same order; each of these follows its range."""
    begin, end, first, last = within
    olds, news = Counter(old[begin:end]), Counter(new[first:last])
    places = {old[at]: at for at in range(begin, end) if olds[old[at]] == 1}
    pairs = [(places[new[at]], at) for at in range(first, last) if news[new[at]] == 1 and new[at] in places]
    for before, now in _rising(pairs):
        yield begin, before, first, now
        begin, first = before + 1, now + 1
    yield begin, end, first, last


def _rising(pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The longest selection of pairs, sorted by their second number, that rises in the first one, too."""
    lowest: list[int] = []  # the lowest first number that ends a selection of each length
    ends: list[int] = []  # the pair that it belongs to
    before: list[int] = []  # the pair in front of each pair
    for index, (number, _) in enumerate(pairs):
        length = bisect_left(lowest, number)
        before.append(ends[length - 1] if length else -1)
        lowest[length : length + 1] = [number]
        ends[length : length + 1] = [index]
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _alike(old: Sequence[str], new: Sequence[str], offset: int) -> set[int]:
    if len(old) * len(new) > _FEW:
        there = frozenset(old)
        return {offset + index for index, line in enumerate(new) if line in there}
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {offset + line for _, start, length in blocks for line in range(start, start + length)}
