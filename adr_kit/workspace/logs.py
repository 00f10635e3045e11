"""Several logs in one repository: which there are by the settings, and which of them a command is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.folders import LogFolder, home_of
from adr_kit.workspace import locate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path, PurePosixPath

    from adr_kit.workspace.settings import Settings

ALL = "all"
_NAME = re.compile(r"[^\W_][\w.-]*")
_WILD = re.compile(r"[*?\[]")
_DEPTH = 8  # folders of a pattern: services/*/docs/adr has four


@dataclass(frozen=True, slots=True)
class Logs:
    """The logs of a repository, and which of them is meant.

    Attributes:
        folders: every log; the unnamed one, where ``log`` is set beside ``logs``, comes first.
        home: the log that new records go to; None where several could be meant.
        view: the name of the one log that is looked at; None for all.
    """

    folders: tuple[LogFolder, ...]
    home: LogFolder | None
    view: str | None = None


def logs_of(settings: Settings, base: Path, root: Path, main: PurePosixPath | None) -> tuple[LogFolder, ...]:
    """The logs that the settings name; empty where they name none.

    Args:
        settings: the settings.
        base: the folder of their file, from which their paths count.
        root: the workspace's root.
        main: what ``log`` says, from the root; None where it says nothing.

    Raises:
        AdrError: a name or a folder cannot be, two logs have one name, or one folder has two.
    """
    table = settings.folders("logs")
    if not table:
        return ()
    found = [LogFolder(main)] if main is not None else []
    for name, value in table.items():
        where = settings.where(f"logs.{name}")
        matches = [*_matches(base, root, name, value, where)]
        if not matches:
            raise AdrError(f"{where}: no folder matches {value!r}", "paths count from the folder of the settings")
        found += matches
    _check(found, settings)
    return tuple(found)


def _matches(base: Path, root: Path, name: str, value: str, where: str) -> Iterator[LogFolder]:
    if not _WILD.search(value):
        yield LogFolder(locate.within(root, base / value, where), _checked(name, where))
        return
    parts = value.strip("/").split("/")
    if ".." in parts or len(parts) > _DEPTH:
        raise AdrError(f"{where}: {value!r} cannot be a pattern", 'like "services/*/docs/adr"')
    pattern = re.compile("/".join(_wild(part) for part in parts))
    for folder in sorted(base.glob("/".join(parts))):
        inside = folder.relative_to(base).as_posix()
        match = pattern.fullmatch(inside)
        if match and folder.is_dir() and not any(part.startswith(".") for part in inside.split("/")):
            yield LogFolder(locate.within(root, folder, where), _checked("-".join(match.groups()), where))


def _wild(part: str) -> str:
    """One part of a pattern as an expression that remembers what its wildcards stood for."""
    pieces = re.split(r"(\*+|\?|\[[^\]]*\])", part)
    wild = {"*": "([^/]*)", "?": "([^/])"}
    return "".join(
        wild.get(piece[:1], f"({piece})") if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    )


def _checked(name: str, where: str) -> str:
    if not _NAME.fullmatch(name) or name == ALL or name.isdigit():
        raise AdrError(
            f"{where}: {name!r} cannot be the name of a log", "a word, as in payments/12; not a number, and not 'all'"
        )
    return name


def _check(found: list[LogFolder], settings: Settings) -> None:
    for index, one in enumerate(found):
        for other in found[:index]:
            if other.name == one.name:
                raise AdrError(
                    f"{settings.where('logs')}: two logs are called {one.name!r}: {other.folder}, {one.folder}",
                    "give one of them a line of its own with another name",
                )
            if other.folder == one.folder:
                said = f"{settings.where('logs')}: {one.folder} has two names: {other.name or 'log'}, {one.name}"
                raise AdrError(said, "leave one of the lines out")


def choose(folders: tuple[LogFolder, ...], cwd: PurePosixPath | None, option: str | None, *, named: str) -> Logs:
    """Which of the logs is meant: by ``--log``, else by where the command runs, else all of them.

    Args:
        folders: every log.
        cwd: where the command runs, from the root; None for outside of it.
        option: what ``--log`` says.
        named: what to call the place that names the logs.

    Raises:
        AdrError: ``--log`` names none of them.
    """
    main = next((one for one in folders if not one.name), None)
    if option == ALL:
        return Logs(folders, main)
    if option is not None:
        chosen = next((one for one in folders if one.name == option), None)
        if chosen is None:
            names = ", ".join(one.name for one in folders if one.name)
            raise AdrError(f"--log {option}: {named} names no such log", f"one of: {names}, {ALL}")
        return Logs(folders, chosen, chosen.name)
    around = [LogFolder(_territory(one.folder), one.name) for one in folders if one.name]
    inner = home_of(cwd, [*(one for one in folders), *around]) if cwd is not None else None
    if inner is None:
        return Logs(folders, main)
    chosen = next(one for one in folders if one.name == inner.name)
    return Logs(folders, chosen, chosen.name)


def _territory(folder: PurePosixPath) -> PurePosixPath:
    """What a log is about: the folder in front of a usual name (``services/payments`` of ``…/docs/adr``)."""
    above = locate.above(folder)
    return above if above and above.parts else folder
