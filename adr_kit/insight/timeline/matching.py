"""Which of some things were which of some others: those pairs that alone have something in common."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Thing = TypeVar("_Thing")


def matched(
    old: Iterable[_Thing], new: Iterable[_Thing], key: Callable[[_Thing], object]
) -> tuple[tuple[_Thing, _Thing], ...]:
    """The pairs of an old and a new thing that share a key which no other of them has; None is no key.

    Args:
        old: what was there before.
        new: what is there now.
        key: what is compared.
    """
    groups: dict[object, tuple[list[_Thing], list[_Thing]]] = defaultdict(lambda: ([], []))
    for side, things in enumerate((old, new)):
        for thing in things:
            groups[key(thing)][side].append(thing)
    groups.pop(None, None)
    return tuple((then[0], now[0]) for then, now in groups.values() if len(then) == len(now) == 1)
