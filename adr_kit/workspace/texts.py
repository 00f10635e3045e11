"""The text files of a work tree, or of a revision: which there are, where a pattern matches, and what they say."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.text.amount import count
from adr_kit.workspace.git.process import ask
from adr_kit.workspace.tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from adr_kit.workspace.git.process import Answer
    from adr_kit.workspace.git.repository import Repository
    from adr_kit.workspace.past import Snapshot

UNREADABLE = "unreadable"
_BIGGEST = 4 * 1024 * 1024  # bytes: what is bigger was not written by hand
_FEW = 5  # names of repositories that are said
_FOREIGN = frozenset({"node_modules", "bower_components", "vendor", "third_party", "third-party"})
_HEAD = 8192  # bytes in which git looks for a NUL
_MODULES = PurePosixPath(".gitmodules")
_NOTHING = "git ended with status 1"  # what git grep says by that: nothing was found
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Matching:
    """The files in which a pattern matches, or may.

    Attributes:
        names: their paths from the root.
        notes: what could not be looked at.
        unreadable: how many files git could not read.
    """

    names: tuple[str, ...]
    notes: tuple[str, ...] = ()
    unreadable: int = 0


@dataclass(frozen=True)
class Texts:
    """The files of a workspace.

    Tracked files, and new ones that are not ignored; without a repository, all of them.

    Attributes:
        root: the workspace's root.
        repository: the repository.
        then: the revision that is looked at; None for the work tree.
    """

    root: Path
    repository: Repository | None
    then: Snapshot | None = None

    @cached_property
    def files(self) -> frozenset[str]:
        """Their paths from the root; none where there are too many to tell."""
        if self.then is not None:
            return frozenset(path.as_posix() for path in self.then.objects)
        return tree_of(self.root, self.repository) or frozenset()

    def matching(self, exact: str, loose: Callable[[], str]) -> Matching:
        """The files in which a pattern matches, from one process.

        Args:
            exact: the pattern in Perl's dialect.
            loose: makes the same in POSIX' extended one, for a git that has no other (Apple's).
        """
        everything = tuple(sorted(self.files))
        repository = self.repository
        if repository is None or not (self.then or self._is_top(repository)):
            return Matching(everything, () if everything else ("there are too many files here to look into them all",))
        answer = self._grep(repository, "-P", exact)
        if not (answer.ok or answer.why == _NOTHING):
            answer = self._grep(repository, "-E", loose())
        if not (answer.ok or answer.why == _NOTHING):
            return Matching(everything, (f"git grep could not look ({answer.why}): every file was read",))
        before = f"{self.then.commit}:" if self.then else ""
        refused = {line for line in answer.said.splitlines() if line.startswith("error:")}
        names = tuple(os.fsdecode(name).removeprefix(before) for name in answer.fields)
        return Matching(names, () if self.then else _sparse(repository), len(refused))

    def _is_top(self, repository: Repository) -> bool:
        return repository.worktree is not None and repository.worktree.resolve() == self.root.resolve()

    def _grep(self, repository: Repository, dialect: str, wanted: str) -> Answer:
        where = (self.then.commit,) if self.then else ()
        options = ("-z", "-l", "-I", "-i", "--no-recurse-submodules", "--no-textconv", "--full-name")
        new = () if self.then else ("--untracked",)
        return ask(repository, "grep", *options, *new, dialect, "-f", "-", *where, stdin=os.fsencode(wanted))

    def read(self, names: Iterable[str]) -> Iterator[tuple[PurePosixPath, str, bytes | None]]:
        """Files with why each is left out, or its bytes; None for a binary, a symlink, or what is there no more."""
        paths = [PurePosixPath(name) for name in names]
        own = [path for path in paths if not _FOREIGN & {part.casefold() for part in path.parts[:-1]}]
        give = self.then.reader(own) if self.then else self._read
        for path in paths:
            why, data = "vendored", None
            if path in own:
                why, data = _given(give, path)
            if data is not None and len(data) > _BIGGEST:
                why, data = f"bigger than {_BIGGEST >> 20} MiB", None
            yield path, why, None if data is not None and b"\0" in data[:_HEAD] else data

    def _read(self, path: PurePosixPath) -> bytes | None:
        place = self.root / path
        if place.is_symlink() or not place.is_file():
            return None
        with os.fdopen(os.open(place, _OPEN_FLAGS), "rb") as file:
            return file.read(_BIGGEST + 1)

    def others(self) -> tuple[str, ...]:
        """Repositories of their own among the files, submodules and others: what they say is theirs to look at."""
        found = {name.rstrip("/") for name in self.files if name.endswith("/")}
        if _MODULES.as_posix() in self.files:
            _, _, data = next(self.read([_MODULES.as_posix()]))
            text = (data or b"").decode("utf-8", "surrogateescape")
            named = re.findall(r"(?m)^\s*path\s*=\s*(.+?)\s*$", text)
            found |= {name for name in named if self.then or name in self.files}
        if not found:
            return ()
        some = ", ".join(sorted(found)[:_FEW]) + (", …" if len(found) > _FEW else "")
        said = count(len(found), "repository of its own was", "repositories of their own were")
        return (f"{said} not looked into: {some}",)


def _given(give: Callable[[PurePosixPath], bytes | None], path: PurePosixPath) -> tuple[str, bytes | None]:
    try:
        return "", give(path)
    except (OSError, AdrError):
        return UNREADABLE, None


def _sparse(repository: Repository) -> tuple[str, ...]:
    """A sparse checkout leaves files out, and what they say with them."""
    for file in (repository.git_dir / "config.worktree", repository.common_dir / "config"):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if re.search(r"(?im)^\s*sparsecheckout\s*=\s*(?:true|yes|on|1)\b", text):
            return ("sparse checkout: files that are not checked out were not looked at",)
    return ()
