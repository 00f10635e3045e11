"""One line on the terminal that says how far long work has come, and is gone when it ends."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.workspace.headway import Tell

PATIENCE = 1.0  # seconds without a word
_PAUSE = 0.1  # seconds between two states of the line: more often nobody can read it


@dataclass
class Line:
    """The line of one piece of work; mutable: it knows what it shows.

    Attributes:
        what: the things that are counted, in the plural.
        width: the terminal's columns.
        now: a clock that only goes forward, in seconds.
        due: when it may be written next.
        shown: how many columns it takes at the moment.
    """

    what: str
    width: int
    now: Callable[[], float]
    due: float
    shown: int = 0

    def tell(self, done: int, of: int) -> None:
        """Say how many things are done, where it is time to."""
        now = self.now()
        if now < self.due:
            return
        self.due = now + _PAUSE
        text = f"adr: {done:,} of {of:,} {self.what}"[: self.width - 1]  # a line that wraps could not be taken back
        _put("\r" + text.ljust(self.shown))
        self.shown = max(len(text), self.shown)

    def clear(self) -> None:
        """Leave the terminal as it was."""
        if self.shown:
            _put("\r" + " " * self.shown + "\r")
        self.shown = 0


@contextmanager
def progress(
    what: str, width: int, *, patience: float = PATIENCE, now: Callable[[], float] = time.monotonic
) -> Iterator[Tell | None]:
    """What to tell how far work has come; None where stderr is no terminal. The line is gone at the end of the block.

    Args:
        what: the things that are counted, in the plural.
        width: the terminal's columns.
        patience: for how many seconds nothing is said.
        now: a clock that only goes forward, in seconds.
    """
    if not sys.stderr.isatty():
        yield None
        return
    line = Line(what, width, now, now() + patience)
    try:
        yield line.tell
    finally:
        line.clear()


def _put(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
