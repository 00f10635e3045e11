"""Finds the configuration that holds in a directory: by climbing to the settings, the log's folder and the root."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.folders import LogFolder
from adr_kit.workspace import locate, log4brains
from adr_kit.workspace.config import DEFAULT, FOUND, Config
from adr_kit.workspace.conventions import dialect_of, file_name_of, number_of, status_of, template_of
from adr_kit.workspace.logs import choose, logs_of
from adr_kit.workspace.look import look_of
from adr_kit.workspace.settings import TABLES, WIDEST_NUMBER, Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.workspace.logs import Logs

_LIKE = locate.DEFAULT_LOG.as_posix()


@dataclass(frozen=True, slots=True)
class Folder:
    """The log's folder and how it was found.

    Attributes:
        root: the workspace's root (the git work tree; else the folder of the settings, or above the log).
        log: the log's folder from there.
        origin: what named it.
        pointer: in adr-tools mode, the level at which it was found and its name there: paths are printed from it.
        candidates: the folders that it could be, where somebody has to say which.
        logs: the repository's logs and which of them is meant, where the settings name several.
    """

    root: Path
    log: PurePosixPath
    origin: str
    pointer: locate.Pointer | None = None
    candidates: tuple[PurePosixPath, ...] = ()
    logs: Logs | None = None


def load(start: Path, env: Mapping[str, str], dir_option: str | None = None, log_option: str | None = None) -> Config:
    """The configuration that holds in a directory.

    Args:
        start: the current directory.
        env: the environment (``ADR_COMPAT`` counts).
        dir_option: what ``--dir`` says: any folder, from ``start``.
        log_option: what ``--log`` says: the name of one of several logs, or ``all``.

    Raises:
        AdrError: a setting cannot be understood, or ``--dir`` or ``--log`` names no log.
    """
    cwd = start.resolve()
    base = _given(cwd, dir_option) if dir_option is not None else cwd
    root = locate.git_root(base)
    climb = locate.levels(base, root)
    file = locate.settings_file(climb)
    settings = _settings(file, root)
    compat = env.get("ADR_COMPAT") or settings.string("compat", ("adr-tools",))
    if dir_option is not None:
        folder = _folder_of_option(base, root, file)
    elif compat == "adr-tools" and settings.string("log", like=_LIKE) is None:
        folder = _compatible(cwd, root)
    elif file is not None and settings.table("logs"):
        folder = Folder(root or file.folder, PurePosixPath(), settings.where("logs"))
    else:
        folder = _folder(climb, root, file, settings)
    return _config(_several(folder, settings, file, cwd, log_option), settings, env)


def _several(
    folder: Folder, settings: Settings, file: locate.SettingsFile | None, cwd: Path, option: str | None
) -> Folder:
    """The same where the settings name several logs; a folder that ``--dir`` names may be one of them."""
    root, by_dir = folder.root, folder.origin == "--dir"
    if folder.origin.partition(":")[0].endswith(log4brains.NAME):
        return _packages(folder, cwd, option)
    named = settings.string("log", like=_LIKE)
    main = _log_setting(root, file.folder, named, settings.where("log")) if file and named else None
    found = logs_of(settings, file.folder, root, main) if file else ()
    if not found and option is not None:
        raise AdrError(f"--log {option}: the settings name no logs", "[logs] in adr.toml names them; or --dir LOG")
    if not found or (by_dir and folder.log not in [one.folder for one in found]):
        return folder
    place = root / folder.log if by_dir else cwd
    here = PurePosixPath(place.relative_to(root).as_posix()) if place.is_relative_to(root) else None
    origin = settings.where("logs")
    logs = choose(found, here, option, named=origin)
    home = logs.home.folder if logs.home else PurePosixPath()
    return Folder(root, home, folder.origin if by_dir else origin, logs=logs)


def _packages(folder: Folder, cwd: Path, option: str | None) -> Folder:
    """The same where a log4brains project has packages, each with its log."""
    project = log4brains.find([folder.root / PurePosixPath(folder.origin.rpartition(":")[0]).parent])
    if project is None or len(project.logs) == 1:
        if option is not None:
            raise AdrError(f"--log {option}: {log4brains.NAME} names no packages", "[logs] in adr.toml names logs")
        return folder
    found = tuple(
        LogFolder(locate.within(folder.root, project.folder / one.folder, f"{log4brains.NAME}:{one.line}"), one.name)
        for one in project.logs
    )
    here = PurePosixPath(cwd.relative_to(folder.root).as_posix()) if cwd.is_relative_to(folder.root) else None
    logs = choose(found, here, option, named=folder.origin)
    return Folder(folder.root, logs.home.folder if logs.home else PurePosixPath(), folder.origin, logs=logs)


def _given(cwd: Path, option: str) -> Path:
    path = (cwd / option).resolve()
    if not path.is_dir():
        raise AdrError(f"--dir {option}: there is no such directory")
    return path


def _settings(file: locate.SettingsFile | None, root: Path | None) -> Settings:
    if file is None:
        return Settings()
    where = (file.folder / file.name).relative_to(root or file.folder).as_posix()
    return Settings.parse(file.data, where, pyproject=file.name == locate.PYPROJECT)


def _folder_of_option(base: Path, root: Path | None, file: locate.SettingsFile | None) -> Folder:
    root = root or (file.folder if file else _above(base))
    return Folder(root, PurePosixPath(base.relative_to(root).as_posix()), "--dir")


def _above(log: Path) -> Path:
    """The folder that a log belongs to: what is in front of a usual name, else its parent."""
    return locate.above(log) or log.parent


def _compatible(cwd: Path, root: Path | None) -> Folder:
    found = locate.compatible_folder(cwd)
    log = Path(os.path.normpath(found.level / found.word))
    if root is None or not log.is_relative_to(root):
        root = Path(os.path.commonpath([found.level, log]))
    origin = FOUND if log.is_dir() else DEFAULT
    if (found.level / locate.ADR_DIR).is_file():
        origin = f"{locate.ADR_DIR}:1"
    return Folder(root, PurePosixPath(log.relative_to(root).as_posix()), origin, found)


def _folder(climb: tuple[Path, ...], root: Path | None, file: locate.SettingsFile | None, settings: Settings) -> Folder:
    """The nearest level that names a folder wins; where nobody names one, a usual folder."""
    named = settings.string("log", like=_LIKE)
    pointer = locate.pointer(climb)
    if named and file and (pointer is None or pointer.level in (file.folder, *file.folder.parents)):
        top = root or file.folder
        return Folder(top, _log_setting(top, file.folder, named, settings.where("log")), settings.where("log"))
    if pointer is not None:
        top = root or (file.folder if file and pointer.level.is_relative_to(file.folder) else pointer.level)
        said_by = (pointer.level / locate.ADR_DIR).relative_to(top).as_posix() + ":1"
        return Folder(top, locate.within(top, pointer.level / pointer.word, said_by), said_by)
    project = log4brains.find(climb)
    if project is not None:
        top, first = root or project.folder, project.logs[0]
        said_by = f"{(project.folder / log4brains.NAME).relative_to(top).as_posix()}:{first.line}"
        return Folder(top, locate.within(top, project.folder / first.folder, said_by), said_by)
    found = locate.usual_folder(climb, root or (file.folder if file else None))
    if found is None:
        return _guessed(root or (file.folder if file else climb[0]))
    top = root or (file.folder if file and found.is_relative_to(file.folder) else _above(found))
    return Folder(top, PurePosixPath(found.relative_to(top).as_posix()), FOUND)


def _guessed(root: Path) -> Folder:
    """A log in an unusual place below, where it is the only one; else there is none yet."""
    found = tuple(PurePosixPath(folder.relative_to(root).as_posix()) for folder in locate.hidden_away(root))
    if len(found) == 1:
        return Folder(root, found[0], FOUND)
    return Folder(root, locate.DEFAULT_LOG, DEFAULT, candidates=found)


def _log_setting(root: Path, folder: Path, value: str, where: str) -> PurePosixPath:
    return locate.within(root, folder / value, where)


def _config(folder: Folder, settings: Settings, env: Mapping[str, str]) -> Config:
    from_env = bool(env.get("ADR_COMPAT"))
    compat = env["ADR_COMPAT"] if from_env else settings.string("compat")
    if from_env and compat != "adr-tools":
        raise AdrError(f"ADR_COMPAT cannot be {compat!r}", "ADR_COMPAT=adr-tools, or unset it")
    origins = _origins(folder, settings)
    if from_env:
        origins["compat"] = "ADR_COMPAT"
    dialect = dialect_of(settings)
    if dialect is None and folder.origin.endswith(f"{locate.ADR_DIR}:1"):
        dialect, origins["dialect"] = "nygard", folder.origin
    return Config(
        root=folder.root,
        log=folder.log,
        origins=origins,
        template=template_of(settings, (folder.root / log for log in _places(folder))),
        dialect=dialect,
        default_status=status_of(settings),
        number=number_of(settings),
        number_width=settings.integer("number-width", 1, WIDEST_NUMBER),
        file_name=file_name_of(settings),
        strict_from=settings.integer("strict-from", 0, 10**WIDEST_NUMBER),
        deciders=settings.strings("deciders", "Ada Lovelace"),
        compat=compat == "adr-tools",
        spelling=settings.string("spelling", ("superceded", "superseded")),
        repository=settings.url("repository"),
        status_words=settings.status_words(),
        relation_words=settings.relation_words(),
        where_exclude=_globs(settings, "where.exclude"),
        site_title=settings.string("site.title"),
        site_description=settings.string("site.description"),
        site_url=settings.url("site.url"),
        look=look_of(settings),
        pointer=folder.pointer,
        candidates=folder.candidates,
        logs=folder.logs,
    )


def _places(folder: Folder) -> tuple[PurePosixPath, ...]:
    return tuple(one.folder for one in folder.logs.folders) if folder.logs else (folder.log,)


def _origins(folder: Folder, settings: Settings) -> dict[str, str]:
    """Where each setting that is set stands, and each log."""
    inside = (f"{name}.{key}" for name in TABLES for key in settings.table(name))
    keys = (*(key for key in settings.values if key not in TABLES), *inside)
    origins = {key: settings.where(key) for key in keys} | {"log": folder.origin}
    for one in folder.logs.folders if folder.logs else ():
        named = one.name in settings.table("logs")
        origins[f"logs.{one.name}"] = settings.where(f"logs.{one.name}" if named else "logs")
    return origins


def _globs(settings: Settings, key: str) -> tuple[str, ...]:
    """Globs as in a .gitignore, each of which can match something."""
    globs = settings.strings(key, "tests/**")
    if globs:
        from adr_kit.insight.scope import invalid_globs

        for glob in invalid_globs(globs):
            raise settings.wrong(key, f'must be a list of globs, like ["tests/**", "docs/*.md"], not {glob!r}')
    return globs
