"""When records came to a branch, and what the repository was on either side of a merge that brought two together."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from adr_kit.workspace.git.repository import Repository


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file came to a branch.

    Attributes:
        place: its place in the branch's own history, from the oldest.
        commit: the commit that brought it.
        parents: what that commit was made from; several for a merge.
    """

    place: int
    commit: str
    parents: tuple[str, ...]

    @property
    def merged(self) -> bool:
        """Whether a merge brought it."""
        return len(self.parents) > 1


def arrivals(
    repository: Repository,
    revision: str,
    folders: Sequence[PurePosixPath],
    number_of: Callable[[PurePosixPath], int | None],
) -> Mapping[PurePosixPath, Arrival]:
    """How each file under some folders came to a branch with the number that it has, from one process.

    Only the branch's own history counts (its first parents): what a merge brought came with the merge. A file that was
    renamed and kept its number came when that number came.

    Args:
        repository: where.
        revision: the branch or commit; a full name.
        folders: from the work tree's top.
        number_of: the number that a path says.
    """
    answer = ask(
        repository,
        *("log", "--first-parent", "-m", "--find-renames", "--diff-filter=AR", "--name-status", "-z", "--topo-order"),
        *("--no-ext-diff", "--no-textconv", "--no-relative", "--format=%x01%H %P", "--end-of-options", revision, "--"),
        *(str(folder) for folder in folders),
    )
    today: dict[PurePosixPath, PurePosixPath] = {}  # a name of then, and the name of today
    found: dict[PurePosixPath, Arrival] = {}
    for index, (commit, old, new) in enumerate(_changes(answer.out)):
        name = today.get(new, new)
        if old is not None and number_of(old) == number_of(new):
            today[old] = name
        elif name not in found:
            found[name] = Arrival(-index, commit[0], commit[1:])
    return found


def _changes(out: bytes) -> Iterator[tuple[tuple[str, ...], PurePosixPath | None, PurePosixPath]]:
    """Each change, the newest first: its commit and parents, the old path of a renamed file, and the path."""
    commit: tuple[str, ...] = ()
    parts = iter(os.fsdecode(out).split("\0"))
    for part in parts:
        status = part.strip("\n")
        if status.startswith("\1"):
            commit = tuple(status[1:].split())
        elif status.startswith("R"):
            old = PurePosixPath(next(parts, ""))
            yield commit, old, PurePosixPath(next(parts, ""))
        elif status:
            yield commit, None, PurePosixPath(next(parts, ""))


def texts(
    repository: Repository, wanted: Iterable[tuple[str, PurePosixPath]]
) -> Mapping[tuple[str, PurePosixPath], str]:
    """Files as they were at revisions, from one process; those that were not there are missing.

    Args:
        repository: where.
        wanted: a revision (a commit's name, HEAD or MERGE_HEAD) and a path, each.
    """
    questions = [question for question in wanted if "\n" not in str(question[1])]
    asked = "".join(f"{revision}:{path}\n" for revision, path in questions)
    out = ask(repository, "cat-file", "--batch", stdin=os.fsencode(asked)).out
    found: dict[tuple[str, PurePosixPath], str] = {}
    at = 0
    for question in questions:
        end = out.find(b"\n", at)
        if end < 0:
            break
        words = out[at:end].split(b" ")
        at = end + 1
        if len(words) == 3 and words[2].isdigit():  # noqa: PLR2004 -- name, type, size; or "... missing"
            size = int(words[2])
            if words[1] == b"blob":
                found[question] = out[at : at + size].decode("utf-8", "surrogateescape")
            at += size + 1
    return found
