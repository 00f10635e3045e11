"""How much a template that is not ours may do before it is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2.exceptions import SecurityError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEPS = 50_000  # turns of loops and calls: a long record takes some hundreds
CHARACTERS = 4_000_000  # of all text that is made on the way
RANGE = 1_000


@dataclass
class Budget:
    """Counts instead of measuring time, so that a template that is stopped here is stopped everywhere."""

    steps: int = STEPS
    characters: int = CHARACTERS

    def step(self) -> None:
        """Take one turn of a loop, or one call.

        Raises:
            SecurityError: there were too many.
        """
        self.steps -= 1
        if self.steps < 0:
            raise SecurityError(f"more than {STEPS} turns of loops and calls")

    def make(self, size: int) -> None:
        """Make a text or a list of a size.

        Raises:
            SecurityError: all of them together are too long.
        """
        self.characters -= size
        if self.characters < 0:
            raise SecurityError(f"more than {CHARACTERS // 1_000_000} million characters of text")

    def each(self, values: Iterable[object]) -> Iterator[object]:
        """The values, one step each."""
        for value in values:
            self.step()
            yield value

    def join(self, pieces: Iterable[object], between: object = "") -> str:
        """The pieces as one text, stopped before it is too long."""
        texts: list[str] = []
        for piece in self.each(pieces):
            texts.append(str(piece))
            self.make(len(texts[-1]) + len(str(between)))
        return str(between).join(texts)

    def replace(self, text: object, old: object, new: object) -> str:
        """The text with every ``old`` replaced, stopped before it is too long."""
        found = str(text).count(str(old))
        self.make(len(str(text)) + found * len(str(new)))
        return str(text).replace(str(old), str(new))

    def indent(self, text: object, width: int = 4) -> str:
        """The text with every line but the first set in."""
        return self.replace(text, "\n", "\n" + " " * max(0, min(width, 40)))

    def range(self, *bounds: int) -> range:
        """A short range of numbers."""
        numbers = range(*bounds)
        if len(numbers) > RANGE:
            raise SecurityError(f"a range of more than {RANGE} numbers")
        return numbers
