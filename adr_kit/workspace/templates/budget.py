"""How much a template that is not ours may do before it is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

STEPS = 50_000  # turns of loops and calls: a long record takes some hundreds
CHARACTERS = 4_000_000  # of all text that is made on the way
TOGETHER = 20_000  # characters and values in one list, counting what its lists hold
RANGE = 1_000

Values = ParamSpec("Values")

_SINGLE = str | int | float | None


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

    def sized(self, values: object) -> object:
        """A list or mapping that a template has just put together, measured with all that is in it.

        Sixty times ``[x, x]`` is quickly made, and is never written or compared to the end.
        """
        size = 0
        left = [values]
        while left:
            value = left.pop()
            size += len(value) if isinstance(value, str) else 1
            if size > TOGETHER:
                raise SecurityError(f"a list of more than {TOGETHER // 1000} thousand characters")
            if isinstance(value, dict):
                left += value.values()
            elif isinstance(value, list | tuple):
                left += value
        self.make(size)
        return values

    def join(self, pieces: Iterable[object], between: object = "") -> str:
        """The pieces as one text, stopped before it is too long."""
        texts: list[str] = []
        for piece in self.each(pieces):
            texts.append(str(single(piece)))
            self.make(len(texts[-1]) + len(str(between)))
        return str(between).join(texts)

    def replace(self, text: object, old: object, new: object) -> str:
        """The text with every ``old`` replaced, stopped before it is too long."""
        whole, part, other = (str(single(value)) for value in (text, old, new))
        self.make(len(whole) + whole.count(part) * len(other))
        return whole.replace(part, other)

    def indent(self, text: object, width: int = 4) -> str:
        """The text with every line but the first set in."""
        return self.replace(text, "\n", "\n" + " " * max(0, min(width, 40)))

    def range(self, *bounds: int) -> range:
        """A short range of numbers."""
        numbers = range(*bounds)
        if len(numbers) > RANGE:
            raise SecurityError(f"a range of more than {RANGE} numbers")
        return numbers


def single(value: object) -> object:
    """A value that can be written as it is: no list, no mapping.

    Raises:
        TypeError: it is one; a record with Python's brackets in it is not what anybody means.
    """
    if isinstance(value, _SINGLE | Undefined):
        return value
    raise TypeError(f"a {type(value).__name__} cannot be written as it is; pick from it, or write | join(', ')")


def singles(function: Callable[Values, object]) -> Callable[Values, object]:
    """A filter for texts that refuses lists instead of writing them with Python's brackets."""

    @wraps(function)
    def refusing(*values: Values.args, **named: Values.kwargs) -> object:
        for value in values:
            if isinstance(value, list | tuple | dict):
                single(value)
        return function(*values, **named)

    return refusing
