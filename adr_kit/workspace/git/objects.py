"""The object database: which files a commit holds, and their contents, without a work tree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.process import LACKING, ask, ask_blocks, ask_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from adr_kit.workspace.git.repository import Repository

SYMLINK = "120000"
BROKEN = "git fsck says whether the repository is whole"
_FETCH = "git fetch --refetch --filter=blob:none brings it"
_FILES = frozenset({"100644", "100755", "100664", SYMLINK})


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of a commit: its path from the repository's top, its object, and what git calls its mode."""

    path: PurePosixPath
    object: str
    mode: str


def tree_files(repository: Repository, commit: str, folders: Iterable[PurePosixPath] = ()) -> tuple[TreeFile, ...]:
    """The files of a commit, from one process.

    Args:
        repository: where.
        commit: its full name.
        folders: only those below these folders; all where there are none.

    Raises:
        AdrError: git cannot read the commit's trees.
    """
    wanted = [f"{folder}/" for folder in folders if folder.parts]
    answer = ask(repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    if not answer.ok:
        raise AdrError(f"{commit[:9]}: {answer.why}", next_step(answer.why))
    found = []
    for field in answer.fields:
        facts, _, name = field.decode("utf-8", "surrogateescape").partition("\t")
        mode, _, named = facts.split(" ", 2)
        if mode in _FILES:
            found.append(TreeFile(PurePosixPath(name), named, mode))
    return tuple(found)


def next_step(why: str) -> str:
    """What to do where git could not read what a repository should hold.

    Args:
        why: what was in the way.
    """
    return _FETCH if LACKING in why else BROKEN


def contents(
    repository: Repository, names: Iterable[str], *, follow_symlinks: bool = False
) -> Generator[tuple[str, bytes | None], None, None]:
    """What objects hold, from one process (two in a partial clone).

    Args:
        repository: where.
        names: full names of objects; with ``follow_symlinks`` also ``COMMIT:PATH``.
        follow_symlinks: whether such a path leads through symbolic links, within the commit.

    Yields:
        The name that was asked for and the bytes; None where there is no such object here (a partial clone).

    Raises:
        AdrError: git cannot be started, or ends with an error.
    """
    asked = tuple(name for name in names if "\n" not in name)
    if not asked:
        return
    there = _present(repository) if repository.partial else None
    if there is not None:
        yield from ((name, None) for name in asked if name not in there)
        asked = tuple(name for name in asked if name in there)
    options = ("--batch", "--buffer", *(("--follow-symlinks",) if follow_symlinks else ()))
    given = "\n".join([*asked, ""]).encode("utf-8", "surrogateescape")
    stream = _Stream(ask_blocks(repository, "cat-file", *options, stdin=given))
    try:
        for name in asked:
            yield name, stream.object()
        stream.end()
    finally:
        stream.close()


def _present(repository: Repository) -> frozenset[str]:
    """The objects that a partial clone has: asked for one that it lacks, git would fetch, and dies where it may not."""
    options = ("--batch-all-objects", "--unordered", "--batch-check=%(objectname)", "--buffer")
    return frozenset(name.decode("ascii", "replace") for name in ask_lines(repository, "cat-file", *options, end=b"\n"))


class _Stream:
    """The answer of ``cat-file --batch``: a line that says what comes, that many bytes, a line feed."""

    def __init__(self, blocks: Generator[bytes, None, None]) -> None:
        self._blocks = blocks
        self._rest = b""

    def close(self) -> None:
        self._blocks.close()

    def end(self) -> None:
        """Read to the end, so that git's own error is heard."""
        for _ in self._blocks:
            pass

    def object(self) -> bytes | None:
        words = self._until_newline().rsplit(b" ", 2)
        if words[-1] in (b"missing", b"ambiguous"):
            return None
        if words[0] in (b"symlink", b"dangling", b"loop", b"notdir") and words[-1].isdigit():
            self._take(int(words[-1]) + 1)
            return None
        if not words[-1].isdigit():
            self.end()
            raise AdrError("git says something unexpected about an object", BROKEN)
        return self._take(int(words[-1]) + 1)[:-1]

    def _until_newline(self) -> bytes:
        pieces = [self._rest]
        while b"\n" not in pieces[-1]:
            pieces.append(self._more())
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return line

    def _take(self, size: int) -> bytes:
        pieces, have = [self._rest], len(self._rest)
        while have < size:
            pieces.append(self._more())
            have += len(pieces[-1])
        whole = b"".join(pieces)
        self._rest = whole[size:]
        return whole[:size]

    def _more(self) -> bytes:
        block = next(self._blocks, b"")
        if not block:
            raise AdrError("git ended in the middle of an object", BROKEN)
        return block
