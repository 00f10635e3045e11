"""The same work on many things, by several processes where that pays."""

from __future__ import annotations

import os
import pickle
import sys
from typing import TYPE_CHECKING, TypeVar

from adr_kit.workspace.headway import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from adr_kit.workspace.headway import Tell

Thing = TypeVar("Thing")
Result = TypeVar("Result")
_FEWEST = 200  # things for which a second process is worth its start
_MOST = 8


def default_jobs(things: int) -> int:
    """How many processes to use where nobody says."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return max(min(usable, _MOST, things // _FEWEST), 1)


def spread(
    work: Callable[[Thing], Result], things: Sequence[Thing], jobs: int, tell: Tell | None = None
) -> list[Result]:
    """The results of some work, in the order of the things.

    With several jobs this process forks: the others know all that it knows, and only results are handed over. Where it
    cannot fork (Windows), and for what a process that died has not done, it does the work itself.

    Args:
        work: what to do; it must not need what the work on another thing left behind.
        things: what to do it on.
        jobs: how many processes, this one included.
        tell: told how many are done, and of how many; the other processes are taken to be as fast as this.
    """
    if jobs <= 1 or len(things) < jobs or not hasattr(os, "fork"):
        return [work(thing) for thing in counted(things, tell)]
    found: dict[int, Result] = {}
    helpers = [_begin(work, things, range(start, len(things), jobs)) for start in range(1, jobs)]
    for at in range(0, len(things), jobs):
        if tell is not None:
            tell(at, len(things))
        found[at] = work(things[at])
    for process, pipe in helpers:
        with os.fdopen(pipe, "rb") as file:
            data = file.read()
        if os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0:
            part: dict[int, Result] = pickle.loads(data)  # noqa: S301 -- written by this very program, through a pipe
            found |= part
    return [found[at] if at in found else work(thing) for at, thing in enumerate(things)]


def _begin(work: Callable[[Thing], Result], things: Sequence[Thing], places: range) -> tuple[int, int]:
    """Start a process that does a share of the work; its number, and the pipe through which the results come."""
    out, into = os.pipe()
    process = os.fork()
    if process:
        os.close(into)
        return process, out
    code = 1
    try:
        os.close(out)
        with os.fdopen(into, "wb") as file:
            pickle.dump({at: work(things[at]) for at in places}, file)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is to be flushed, printed or removed twice
