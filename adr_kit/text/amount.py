"""A number of things, as people say it."""

from __future__ import annotations


def count(number: int, one: str, many: str = "") -> str:
    """How many there are: ``1 record``, ``2 records``; what has another plural says so.

    Args:
        number: how many.
        one: what one of them is called.
        many: what several are called, where that is more than an ``s`` at the end.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
