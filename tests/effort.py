"""What work costs, counted instead of timed: calls are the same on every machine, seconds are not."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class TooMuchWork(AssertionError):
    """The work was ended: it took more calls than it may."""


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Ends what runs inside as soon as it has called more functions than that, Python's own included."""
    left = calls

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal left
        left -= event in ("call", "c_call")
        if left < 0:
            sys.setprofile(None)
            raise TooMuchWork(f"more than {calls:,} calls")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
