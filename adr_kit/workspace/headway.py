"""How far work on many things has come, told to whoever asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from typing import TypeAlias

    Tell: TypeAlias = Callable[[int, int], None]  # how many are done, and of how many

Thing = TypeVar("Thing")


def counted(things: Collection[Thing], tell: Tell | None) -> Iterator[Thing]:
    """The things one by one; with each it is told how many were done before it.

    Args:
        things: what is worked on.
        tell: told how many are done, and of how many; None where nobody asked.
    """
    for done, thing in enumerate(things):
        if tell is not None:
            tell(done, len(things))
        yield thing
