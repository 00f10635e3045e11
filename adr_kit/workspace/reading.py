"""Read the log, or the logs, that the configuration names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.workspace.files import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import PurePosixPath
    from typing import TypeAlias

    from adr_kit.record.model import Problem, Reading
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.config import Config

    ReadOne: TypeAlias = Callable[[PurePosixPath, bytes, Vocabulary], Reading]


def read_log(config: Config, vocabulary: Vocabulary, read_one: ReadOne = read) -> Log:
    """The log in the work tree; an empty one where its folder does not exist yet.

    Args:
        config: where the log is.
        vocabulary: the words that are understood.
        read_one: reads one file.

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
    return settled(config, vocabulary, files, unreadable, read_one)


def settled(
    config: Config,
    vocabulary: Vocabulary,
    files: Mapping[PurePosixPath, bytes],
    unreadable: Iterable[Problem],
    read_one: ReadOne = read,
) -> Log:
    """The log, or the logs, that some files are.

    Args:
        config: which logs there are, and which is meant.
        vocabulary: the words that are understood.
        files: their bytes by their paths from the root.
        unreadable: what could not be read.
        read_one: reads one file.
    """
    readings = (read_one(path, data, vocabulary) for path, data in files.items())
    several = config.folders if config.logs else ()
    return Log.of(readings, config.log, config.name, unreadable, several, config.view)
