"""A program for test_kill: write a plan, killed before and after each call that changes the disk; look what is left."""

from __future__ import annotations

import json
import os
import signal
import sys
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from adr_kit.change.model import Change, Plan
from adr_kit.errors import AdrError
from adr_kit.workspace.files import read_folder
from adr_kit.workspace.writing import transaction, write

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = PurePosixPath("adr")
CALLS = ("open", "write", "fsync", "link", "replace", "rename", "unlink", "mkdir", "chmod", "ftruncate")
TEXT = b"a line of a record\n" * 600

P = ParamSpec("P")
R = TypeVar("R")
Tree = dict[str, bytes]


def plan(size: str) -> Plan:
    """One new record; or two new, two changed, one renamed, one removed, in two folders, one of them new."""
    new = Change(LOG / "0006-new.md", None, b"new " + TEXT)
    if size == "one":
        return Plan((new,))
    return Plan(
        (
            new,
            Change(LOG / "0001-x.md", b"old 1 " + TEXT, b"changed 1 " + TEXT),
            Change(LOG / "0002-x.md", b"old 2 " + TEXT, b"changed 2 " + TEXT),
            Change(LOG / "0007-x.md", b"old 3 " + TEXT, b"changed 3 " + TEXT, LOG / "0003-x.md"),
            Change(LOG / "0004-x.md", b"old 4 " + TEXT, None),
            Change(LOG / "made" / "0008-new.md", None, b"new too " + TEXT),
        )
    )


def fresh(root: Path) -> None:
    (root / LOG).mkdir(parents=True)
    for number in range(1, 6):
        (root / LOG / f"000{number}-x.md").write_bytes(b"old %d " % number + TEXT)


def tree(root: Path) -> Tree:
    return {str(path): data for path, data in read_folder(root, LOG).files}


def after(before: Tree, todo: Plan) -> Tree:
    wanted = dict(before)
    for change in todo.changes:
        wanted.pop(str(change.moved_from or change.path), None)
    return wanted | {str(change.path): change.after for change in todo.changes if change.after is not None}


def carry_out(root: Path, todo: Plan) -> None:
    with transaction(root, LOG):
        write(root, todo)


def arm(fatal: int) -> None:
    """Kill this process at the n-th instant: each call has one before it and one after."""
    instants = count()

    def instant() -> None:
        if next(instants) == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(call: Callable[P, R]) -> Callable[P, R]:
        def run(*args: P.args, **options: P.kwargs) -> R:
            instant()
            result = call(*args, **options)
            instant()
            return result

        return run

    for name in CALLS:
        setattr(os, name, watched(getattr(os, name)))


def killed_at(root: Path, fatal: int, todo: Plan) -> bool:
    """Whether a child that writes the plan was killed; False where it ended before that instant."""
    child = os.fork()
    if child == 0:
        arm(fatal)
        carry_out(root, todo)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def check(root: Path, before: Tree, wanted: Tree) -> str:
    """Each file is whole now, and after the next command all of them are old or all are new."""
    for name, data in tree(root).items():
        assert data in (before.get(name), wanted.get(name)), f"{name} is neither old nor new"
    with transaction(root, LOG) as notes:
        now = tree(root)
    assert now in (before, wanted), sorted(now)
    left = {path.name for path in root.rglob("*") if path.is_file()} - {PurePosixPath(name).name for name in now}
    assert not left, left
    with transaction(root, LOG) as again:
        assert not again, again
    return "old" if now == before else "new" if not notes else "completed"


def look(top: Path, size: str) -> None:
    """Check what killed processes left behind in each folder beside the original, and say how each came out."""
    before = tree(top / "original")
    wanted = after(before, plan(size))
    roots = [root for root in top.iterdir() if root.is_dir() and root.name != "original"]
    print(json.dumps({root.name: check(root, before, wanted) for root in roots}))  # noqa: T201 -- what the test reads


def main(top: Path, size: str) -> None:
    todo = plan(size)
    counts: dict[str, int] = {}
    for fatal in count():
        root = top / str(fatal)
        fresh(root)
        before = tree(root)
        killed = killed_at(root, fatal, todo)
        outcome = check(root, before, after(before, todo))
        counts[outcome] = counts.get(outcome, 0) + 1
        if not killed:
            assert outcome == "new"
            break
    print(json.dumps({"instants": fatal, **counts}))  # noqa: T201 -- what the test reads


def alone(root: Path, size: str) -> None:
    """Write the plan in this process, for strace to interfere with."""
    try:
        carry_out(root, plan(size))
    except AdrError as error:
        sys.exit(f"AdrError: {error.message}")


if __name__ == "__main__":
    {"fresh": lambda root, _: fresh(root), "alone": alone, "killed": main, "check": look}[sys.argv[1]](
        Path(sys.argv[2]), sys.argv[3]
    )
