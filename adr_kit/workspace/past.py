"""Read a log as it was at a revision, from the object database alone: no work tree is needed, and none is touched."""

from __future__ import annotations

import dataclasses
import shlex
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.model import UNREADABLE, Problem
from adr_kit.workspace import locate
from adr_kit.workspace.chronicle import chronicle_of
from adr_kit.workspace.files import SIZE_LIMIT, is_read, with_real_names
from adr_kit.workspace.git.objects import SYMLINK, contents, tree_files
from adr_kit.workspace.git.repository import find_repository
from adr_kit.workspace.git.revisions import commit_of
from adr_kit.workspace.reading import settled
from adr_kit.workspace.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from adr_kit.record.log import Log
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.objects import TreeFile
    from adr_kit.workspace.git.repository import Repository

_SETTINGS = (PurePosixPath(locate.ADR_TOML), PurePosixPath(locate.PYPROJECT), PurePosixPath(locate.ADR_DIR))
_LEFT_OUT = "is not in this clone (a partial one), and nothing is fetched"
_DAMAGED = "is missing from this repository, or damaged (git fsck says more)"


class NoLogThenError(AdrError):
    """A revision in which there is no log yet, or no longer."""


def repository_of(config: Config) -> Repository:
    """The repository that a log lies in.

    Raises:
        AdrError: there is none.
    """
    repository = find_repository(config.root)
    if repository is None:
        raise AdrError("this is no git repository: there is no history to look at", "git init, or -C DIR")
    return repository


def within_another(config: Config, folder: PurePosixPath) -> AdrError | None:
    """Why this repository knows nothing of a folder: it lies in a repository within it, mostly a submodule; else None.

    Args:
        config: the configuration.
        folder: from the workspace's root.
    """
    outer, inner = find_repository(config.root), find_repository(config.root / folder)
    if outer is None or inner is None or inner.worktree is None or inner.git_dir == outer.git_dir:
        return None
    root, top = config.root.resolve(), inner.worktree
    place = (top.relative_to(root) if top.is_relative_to(root) else top).as_posix()
    what = "the submodule" if inner.git_dir.is_relative_to(outer.common_dir) else "another repository,"
    message = f"{folder} lies in {what} {place}, which alone knows its history"
    return AdrError(message, f"adr -C {shlex.quote(place)} history asks there")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All files of a revision.

    Attributes:
        commit: the commit's full name.
        objects: the object of each file, by its path from the top.
    """

    repository: Repository
    commit: str
    objects: Mapping[PurePosixPath, str]

    def reader(self, paths: Iterable[PurePosixPath]) -> Callable[[PurePosixPath], bytes]:
        """What gives the bytes of some files, which are read now, by one process."""
        names = {path: self.objects[path] for path in paths if path in self.objects}
        read = dict(contents(self.repository, dict.fromkeys(names.values())))

        def give(path: PurePosixPath) -> bytes:
            data = read.get(names.get(path, ""))
            if data is None:
                raise AdrError(f"{path} is not in {self.commit[:9]}")
            return data

        return give


def snapshot(config: Config, revision: str) -> Snapshot:
    """The files of a revision.

    Raises:
        AdrError: there is no repository, or no such revision.
    """
    repository = repository_of(config)
    commit = commit_of(repository, revision)
    files = tree_files(repository, commit)
    return Snapshot(repository, commit, {file.path: file.object for file in files if file.mode != SYMLINK})


@dataclass(frozen=True, slots=True)
class State:
    """A log at a revision, before its files are read.

    Attributes:
        commit: the commit's full name.
        config: the configuration, with the folders in which the log was then.
        files: its files.
    """

    repository: Repository
    commit: str
    config: Config
    files: tuple[TreeFile, ...]

    def log(self, vocabulary: Vocabulary) -> Log:
        """The log as it was; what could not be read is among its problems.

        Raises:
            AdrError: git ends with an error.
        """
        data, problems = _read(self.repository, self.commit, self.files)
        return settled(self.config, vocabulary, data, problems)


def state_of(config: Config, vocabulary: Vocabulary, revision: str, commit: str) -> State:
    """Where the log was: where today's folders are, else where the settings of that time, or custom, had it.

    Args:
        config: today's configuration.
        vocabulary: the words that are understood.
        revision: a branch, a tag, a commit, as it was asked for.
        commit: the full name of the commit that it means.

    Raises:
        AdrError: there is no repository, or git cannot read the commit.
        NoLogThenError: there is no log in it.
    """
    repository = repository_of(config)
    folders = with_real_names(config.root, (one.folder for one in config.folders))
    files = _records(tree_files(repository, commit, folders), folders)
    if files or config.origin("log") == "--dir":
        return State(repository, commit, config, files)
    everything = tree_files(repository, commit)
    folder = _folder_then(repository, everything) or _folder_before(repository, folders, everything, vocabulary)
    files = _records(everything, (folder,)) if folder else ()
    elsewhere = None if files else next(filter(None, (within_another(config, one) for one in config.places)), None)
    if elsewhere is not None:
        raise NoLogThenError(f"there is no decision log in {revision}: {elsewhere.message}", elsewhere.hint)
    if folder is None:
        raise NoLogThenError(f"there is no decision log in {revision}", "--dir LOG says where it was")
    return State(repository, commit, dataclasses.replace(config, log=folder, logs=None), files)


def _records(files: Iterable[TreeFile], folders: Sequence[PurePosixPath]) -> tuple[TreeFile, ...]:
    return tuple(file for file in files if is_read(file.path, folders))


def _read(
    repository: Repository, commit: str, files: Sequence[TreeFile]
) -> tuple[dict[PurePosixPath, bytes], list[Problem]]:
    """The files' bytes; a symbolic link is followed inside the commit."""
    paths: dict[str, list[PurePosixPath]] = {}
    for file in files:
        paths.setdefault(f"{commit}:{file.path}" if file.mode == SYMLINK else file.object, []).append(file.path)
    data: dict[PurePosixPath, bytes] = {}
    problems: list[Problem] = []
    follow = any(file.mode == SYMLINK for file in files)
    for name, content in contents(repository, paths, follow_symlinks=follow):
        why = _why_not(repository, name, content)
        for path in paths[name]:
            if content is None or why:
                problems.append(Problem(path, why, code=UNREADABLE))
            else:
                data[path] = content
    return data, problems


def _why_not(repository: Repository, name: str, content: bytes | None) -> str:
    if content is None and ":" in name:
        return "is a symlink that leads to no file of this revision"
    if content is None:
        return _LEFT_OUT if repository.partial else _DAMAGED
    too_big = f"is bigger than {SIZE_LIMIT // 1024 // 1024} MiB: no decision record"
    return too_big if len(content) > SIZE_LIMIT else ""


def _folder_then(repository: Repository, files: Sequence[TreeFile]) -> PurePosixPath | None:
    """Where the log was: as the settings of that time say, else in a usual folder, else in one that is called so."""
    settings = {file.path: file.object for file in files if file.path in _SETTINGS}
    said = dict(contents(repository, settings.values()))
    for path, name in sorted(settings.items(), key=lambda one: _SETTINGS.index(one[0])):
        folder = _named(path, said[name] or b"")
        if folder is not None:
            return folder
    holding = {parent for file in files if file.path.suffix == ".md" for parent in file.path.parents}
    usual = next((PurePosixPath(name) for name in locate.USUAL if PurePosixPath(name) in holding), None)
    alike = (folder for folder in holding if locate.is_called_like_a_log(folder.name))
    return usual or min(alike, key=lambda folder: (len(folder.parts), folder), default=None)


def _folder_before(
    repository: Repository, folders: Sequence[PurePosixPath], files: Sequence[TreeFile], vocabulary: Vocabulary
) -> PurePosixPath | None:
    """Where most of today's records were then, as far as their commits tell that they moved."""
    try:
        known = chronicle_of(repository, folders, vocabulary).lineages
    except AdrError:
        return None
    there = {file.path for file in files}
    names = {step.change.old_path for lineage in known for step in lineage.steps}
    count = Counter(path.parent for path in names & there)
    return max(sorted(count), key=lambda folder: count[folder], default=None)


def _named(file: PurePosixPath, data: bytes) -> PurePosixPath | None:
    """The folder that a settings file names; None where it names none, or cannot be understood any more."""
    if file.name == locate.ADR_DIR:
        words = data.decode("utf-8", "replace").split("\n", 1)[0].strip()
        return _inside(words)
    try:
        settings = Settings.parse(data, file.name, pyproject=file.name == locate.PYPROJECT)
        return _inside(settings.string("log") or "")
    except AdrError:
        return None


def _inside(words: str) -> PurePosixPath | None:
    folder = PurePosixPath(words.removeprefix("./").rstrip("/"))
    return folder if words and not folder.is_absolute() and ".." not in folder.parts else None
