"""Read the log, or the logs, that the configuration names."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.record.log import Log
from adr_kit.record.model import UNREADABLE, Problem
from adr_kit.record.reader import read
from adr_kit.workspace.files import is_read, read_folder
from adr_kit.workspace.git.repository import find_repository
from adr_kit.workspace.git.staged import left_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from adr_kit.record.model import Reading
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.headway import Tell

    ReadAll: TypeAlias = Callable[[Mapping[PurePosixPath, bytes], Vocabulary], Iterable[Reading]]

_FEWEST = 100  # files: fewer are parsed faster than what was read before is looked up


def read_all(
    files: Mapping[PurePosixPath, bytes], vocabulary: Vocabulary, tell: Tell | None = None, jobs: int | None = None
) -> list[Reading]:
    """What each file says; in a large log, those that have not changed since they were read are not parsed again.

    Args:
        files: their bytes, by their path from the workspace's root.
        vocabulary: the words to look for.
        tell: told, where there are many, how many are read, and of how many.
        jobs: how many processes may read, 1 where this one has threads; None for as many as pay.
    """
    if len(files) < _FEWEST or find_spec("_sqlite3") is None:  # a Python can be built without it
        return [read(path, data, vocabulary) for path, data in files.items()]
    from adr_kit.workspace import remembered

    return remembered.read_all(files, vocabulary, tell, jobs)


def read_log(config: Config, vocabulary: Vocabulary, read_files: ReadAll = read_all) -> Log:
    """The log in the work tree; an empty one where its folder does not exist yet.

    Args:
        config: where the log is.
        vocabulary: the words that are understood.
        read_files: reads the files.

    Raises:
        AdrError: a folder leads out of the root.
    """
    files: dict[PurePosixPath, bytes] = {}
    unreadable: dict[Problem, None] = {}
    for one in config.folders:
        if (config.root / one.folder).is_dir():
            contents = read_folder(config.root, one.folder)
            files |= dict(contents.files)
            unreadable |= dict.fromkeys(contents.problems)
    unreadable |= dict.fromkeys(_left_out(config))
    return settled(config, vocabulary, files, unreadable, read_files)


def _left_out(config: Config) -> Iterator[Problem]:
    """The records that a sparse checkout leaves out."""
    repository = find_repository(config.root)
    if repository is None or repository.worktree != config.root.resolve():
        return
    for one in config.folders:
        for name in left_out(repository, one.folder):
            path = PurePosixPath(name)
            if (name.endswith("/") or is_read(path, (one.folder,))) and not (config.root / path).exists():
                yield Problem(path, "is not checked out (a sparse checkout)", code=UNREADABLE)


def settled(
    config: Config,
    vocabulary: Vocabulary,
    files: Mapping[PurePosixPath, bytes],
    unreadable: Iterable[Problem],
    read_files: ReadAll = read_all,
) -> Log:
    """The log, or the logs, that some files are.

    Args:
        config: which logs there are, and which is meant.
        vocabulary: the words that are understood.
        files: their bytes by their paths from the root.
        unreadable: what could not be read.
        read_files: reads the files.
    """
    several = config.folders if config.logs else ()
    with _spared():
        return Log.of(read_files(files, vocabulary), config.log, config.name, unreadable, several, config.view)


@contextmanager
def _spared() -> Iterator[None]:
    """What is made inside is not looked at again and again for garbage, now and later: all of it is still needed."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.freeze()
            gc.enable()
