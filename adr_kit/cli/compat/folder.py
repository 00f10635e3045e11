"""Which files of the log's directory adr-tools lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.cli.context import Context

_RECORD = re.compile(r"(?P<number>[0-9]+)-.*\.md", re.DOTALL)


class NoLogError(AdrError):
    """The log's directory does not exist; the message is adr-tools' own."""


def require(context: Context) -> None:
    """Makes sure that the log's directory exists.

    Raises:
        NoLogError: it does not.
    """
    if not context.config.folder.is_dir():
        shown = context.shown(context.config.log)
        raise NoLogError(f"The {shown} directory does not exist")


def files(context: Context) -> tuple[PurePosixPath, ...]:
    """The records' files by number, from the workspace's root.

    adr-tools takes ``.md`` anywhere in a name (backup files), takes directories, and puts 10000 before 9999.

    Raises:
        NoLogError: there is no log.
    """
    require(context)
    found = [
        (int(match["number"]), entry.name)
        for entry in context.config.folder.iterdir()
        if (match := _RECORD.fullmatch(entry.name)) and entry.is_file()
    ]
    return tuple(context.config.log / name for _, name in sorted(found))
