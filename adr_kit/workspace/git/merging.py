"""What branches would be once they are merged: the paths of each merge's result, made without touching anything."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.process import ask
from adr_kit.workspace.git.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from adr_kit.workspace.git.process import Answer

_NEEDED = (2, 39)  # 2.38 has merge-tree --write-tree, 2.39 has it for many merges at once
_SHA256 = 64


def commits(repository: Repository, revisions: Sequence[str]) -> tuple[str | None, ...]:
    """The names of the commits that revisions mean, from one process; None for what is none.

    Raises:
        AdrError: git cannot tell.
    """
    asked = "".join(f"{revision}^{{commit}}\n" for revision in revisions)
    answer = _must(ask(repository, "cat-file", "--batch-check", stdin=os.fsencode(asked)))
    lines = answer.out.decode("utf-8", "replace").splitlines()
    words = [line.split() for line in lines]
    return tuple(word[0] if len(word) == 3 and word[1] == "commit" else None for word in words)  # noqa: PLR2004 -- name, type, size


def related(repository: Repository, one: str, other: str) -> bool:
    """Whether two commits have one in common, as far as the clone reaches."""
    return bool(ask(repository, "merge-base", one, other).out.strip())


def unmerged(repository: Repository, commit: str) -> Mapping[str, str]:
    """The branches, ours and the remotes', that have what a commit has not: full names and their commits.

    Raises:
        AdrError: git cannot tell.
    """
    spaces = ("refs/heads", "refs/remotes")
    answer = _must(
        ask(repository, "for-each-ref", f"--no-merged={commit}", "--format=%(objectname) %(refname)", *spaces)
    )
    pairs = (line.partition(" ") for line in answer.out.decode("utf-8", "surrogateescape").split("\n"))
    return {ref: name for name, _, ref in pairs if ref}


def paths_at(repository: Repository, commit: str, folders: Sequence[PurePosixPath]) -> frozenset[PurePosixPath]:
    """The paths under some folders at a commit.

    Raises:
        AdrError: git cannot tell.
    """
    answer = _must(
        ask(repository, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", *map(str, folders))
    )
    return frozenset(PurePosixPath(os.fsdecode(path)) for path in answer.fields)


def merges(
    repository: Repository,
    ours: str,
    before: frozenset[PurePosixPath],
    theirs: Sequence[str],
    folders: Sequence[PurePosixPath],
) -> tuple[frozenset[PurePosixPath], ...]:
    """The paths that a commit merged with each of some others has, from three processes whatever their number.

    Git works in a directory of its own, which borrows the repository's objects: nothing is written into the repository,
    and its configuration (which can name programs that merge) is not read.

    Args:
        repository: where.
        ours: the commit that is checked out.
        before: the paths that it has under the folders.
        theirs: the others.
        folders: from the work tree's top.

    Raises:
        AdrError: git is too old, or cannot merge them.
    """
    with _apart(repository, ours) as place:
        results = tuple(_results(_merged(repository, place, ours, theirs)))
        own = _must(ask(place, "rev-parse", "--verify", f"{ours}^{{tree}}")).out.decode("ascii").strip()
        trees = dict.fromkeys(tree for tree in results if tree != own)
        changes = ask(
            place,
            *("diff-tree", "--stdin", "-r", "-z", "--no-renames", "--name-status", "--diff-filter=AD"),
            *("--no-ext-diff", "--no-textconv", "--no-relative", "--", *map(str, folders)),
            stdin="".join(f"{own} {tree}\n" for tree in trees).encode(),
        )
        changed = _changes(_must(changes).out)
    return tuple((before | changed[tree][0]) - changed[tree][1] if tree in changed else before for tree in results)


def _merged(repository: Repository, place: Repository, ours: str, theirs: Sequence[str]) -> bytes:
    options = ("--write-tree", "--stdin", "-z", "--name-only", "--no-messages", "--allow-unrelated-histories")
    answer = ask(place, "merge-tree", *options, stdin="".join(f"{ours} {other}\n" for other in theirs).encode())
    if answer.ok:
        return answer.out
    version = ask(None, "version").out.decode("ascii", "replace").strip()
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    if numbers < _NEEDED:
        needed = ".".join(map(str, _NEEDED))
        raise AdrError(f"{version or 'this git'} cannot merge without a work tree", f"git {needed} or newer can")
    hint = "git fetch --unshallow" if repository.shallow else "git fetch, then try again"
    raise AdrError(f"the branches cannot be merged: {answer.why}", hint)


def _results(out: bytes) -> Iterator[str]:
    """Each merge's tree, whether there are conflicts or not (git-merge-tree(1), "OUTPUT", with --stdin)."""
    fields = iter(out.split(b"\0"))
    for _ in fields:  # whether it is clean
        tree = next(fields, b"").decode("ascii", "replace")
        if tree:
            yield tree
        while next(fields, b""):
            pass  # the names of what is in conflict, up to an empty one


def _changes(out: bytes) -> dict[str, tuple[set[PurePosixPath], set[PurePosixPath]]]:
    """What each tree adds and what it lacks, by its name; a line with both trees' names stands before its changes."""
    found: dict[str, tuple[set[PurePosixPath], set[PurePosixPath]]] = {}
    tree = ""
    fields = iter(out.split(b"\0"))
    for field in fields:
        *headers, status = field.split(b"\n")
        tree = headers[-1].split()[-1].decode("ascii", "replace") if headers else tree
        if status:
            added, removed = found.setdefault(tree, (set(), set()))
            (removed if status == b"D" else added).add(PurePosixPath(os.fsdecode(next(fields, b""))))
    return found


@contextmanager
def _apart(repository: Repository, commit: str) -> Iterator[Repository]:
    """A bare repository without a configuration, which borrows another one's objects and is removed afterwards."""
    with TemporaryDirectory(prefix="adr-kit-") as name:
        place = Path(name)
        (place / "refs").mkdir()
        (place / "objects" / "info").mkdir(parents=True)
        objects = os.fsencode(repository.common_dir / "objects")
        (place / "objects" / "info" / "alternates").write_bytes(objects + b"\n")
        (place / "HEAD").write_bytes(b"ref: refs/heads/none\n")
        version, extensions = (1, "[extensions]\n\tobjectFormat = sha256\n") if len(commit) == _SHA256 else (0, "")
        config = f"[core]\n\trepositoryFormatVersion = {version}\n\tbare = true\n{extensions}"
        (place / "config").write_text(config, encoding="ascii")
        with suppress(OSError):
            (place / "shallow").write_bytes((repository.common_dir / "shallow").read_bytes())
        yield Repository(None, place, place)


def _must(answer: Answer) -> Answer:
    if not answer.ok:
        raise AdrError(f"git cannot look: {answer.why}")
    return answer
