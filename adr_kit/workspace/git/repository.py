"""Which repository a directory belongs to, read from its files without running git."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_POINTER_LIMIT = 16 * 1024


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository.

    Attributes:
        worktree: the directory that holds ``.git``; None for a bare repository.
        git_dir: git's directory for this work tree (its own HEAD and index).
        common_dir: git's directory for all work trees (references, objects); the same where there is one work tree.
    """

    worktree: Path | None
    git_dir: Path
    common_dir: Path

    @property
    def top(self) -> Path:
        """Where git is started: the work tree, else the bare repository itself."""
        return self.worktree or self.git_dir

    @property
    def shallow(self) -> bool:
        """Whether history was cut off when it was cloned: what is older cannot be seen."""
        return bool(self.cut)

    @property
    def cut(self) -> frozenset[str]:
        """The commits at which history was cut off when it was cloned: each seems to have made all that it holds."""
        try:
            text = (self.common_dir / "shallow").read_text(encoding="ascii", errors="replace")
        except OSError:
            return frozenset()
        return frozenset(text.split())

    @property
    def sparse(self) -> bool:
        """Whether the work tree may lack files on purpose."""
        return (self.git_dir / "info" / "sparse-checkout").is_file()

    @property
    def partial(self) -> bool:
        """Whether contents were left out when it was cloned: git would die at each that is asked for."""
        return any((self.common_dir / "objects" / "pack").glob("*.promisor"))

    @property
    def mark(self) -> tuple[str, ...]:
        """What tells this repository, as far as it was cloned, from every other that lies or lay in its place.

        A clone that was deepened is another, one whose commits were replaced (``git replace``, grafts), and a new
        repository in the place of one that was removed: git writes ``description`` when it makes one, and never again.
        """
        try:
            cut = hashlib.sha256((self.common_dir / "shallow").read_bytes()).hexdigest()
        except OSError:
            cut = ""
        try:
            born = (self.common_dir / "description").stat().st_mtime_ns
        except OSError:
            born = 0
        return str(self.common_dir), str(born), cut, *self._replaced()

    def _replaced(self) -> Iterator[str]:
        """What git reads in place of other objects; nothing in nearly all repositories."""
        loose = sorted((self.common_dir / "refs" / "replace").glob("*"))
        for file in (*loose, self.common_dir / "info" / "grafts"):
            text = _text(file)
            if text:
                yield f"{file.name} {text}"
        yield from (line for line in _text(self.common_dir / "packed-refs").split("\n") if "refs/replace/" in line)

    @property
    def head(self) -> str:
        """What HEAD says: ``refs/heads/main``, a commit's name when detached, "" where it cannot be read."""
        text = _first_line(self.git_dir / "HEAD")
        return text.removeprefix("ref:").strip()

    @property
    def signs(self) -> tuple[Path, ...]:
        """The files of which one changes when HEAD does: by a commit, or because another branch is checked out."""
        shared = (self.head if self.head.startswith("refs/") else "HEAD", "packed-refs", "reftable/tables.list")
        return (self.git_dir / "HEAD", self.git_dir / "logs" / "HEAD", *(self.common_dir / name for name in shared))


def find_repository(start: Path) -> Repository | None:
    """The repository around a directory, found by climbing.

    Only a ``.git`` counts on the way up: a bare repository that lies inside a work tree (a pull request can plant one)
    is never taken for the repository. A directory in a bare repository finds that one when there is no ``.git`` above.

    Args:
        start: where to begin; need not exist.

    Returns:
        The repository; None where there is none, or where its ``.git`` leads nowhere.
    """
    try:
        start = start.resolve()
        for directory in (start, *start.parents):
            mark = directory / ".git"
            if mark.is_file():
                return _from_pointer(directory, mark)
            if _is_git_dir(mark):
                return _opened(directory, mark)
        return next((_opened(None, place) for place in (start, *start.parents) if _is_git_dir(place)), None)
    except (OSError, RuntimeError, ValueError):  # a directory that may not be looked into, a loop of symlinks
        return None


def _from_pointer(directory: Path, mark: Path) -> Repository | None:
    """A linked work tree or a submodule: its ``.git`` is a file that says where the rest is."""
    text = _first_line(mark)
    if not text.startswith("gitdir:"):
        return None
    place = directory / text.removeprefix("gitdir:").strip()
    return _opened(directory, place) if _is_git_dir(place) else None


def _opened(worktree: Path | None, git_dir: Path) -> Repository:
    git_dir = git_dir.resolve()
    common = _first_line(git_dir / "commondir")
    return Repository(worktree, git_dir, (git_dir / common).resolve() if common else git_dir)


def _is_git_dir(place: Path) -> bool:
    """What git itself looks for; a linked work tree's directory has ``commondir`` in place of objects and refs."""
    if not (place / "HEAD").is_file():
        return False
    return (place / "commondir").is_file() or ((place / "objects").is_dir() and (place / "refs").is_dir())


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            data = stream.read(_POINTER_LIMIT)
    except OSError:
        return ""
    return data.decode("utf-8", "surrogateescape").partition("\n")[0].strip()
