"""The configuration of a log: frozen values, each with its origin."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.folders import LogFolder
from adr_kit.workspace.git.repository import find_repository
from adr_kit.workspace.look import Look

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adr_kit.record.model import Relation, StatusKind
    from adr_kit.workspace import locate
    from adr_kit.workspace.logs import Logs

DEFAULT = "default"
FOUND = "found"
_NOT_THERE = "adr init, or --at HEAD where a sparse checkout leaves it out"


@dataclass(frozen=True, slots=True)
class Config:
    """What a team has settled; None where it has not, and the log's records show the way.

    Attributes:
        root: the workspace's root, absolute: the git work tree, else the settings' folder or the one above the log.
        log: the log's folder, from the root: the one that new records go to, where there are several.
        logs: the repository's logs and which of them is meant, where the settings name several.
        origins: where each value (by its key) comes from: ``adr.toml:3:8``, ``ADR_COMPAT``, ``default``.
        template: a template's name or path.
        dialect: how metadata is written: nygard, madr, fields.
        default_status: the status of a new record.
        number: what tells new records apart: a number in sequence, the date, or their words alone (none).
        number_width: digits of a number in a file name.
        file_name: a pattern of ``{number}``, ``{slug}``, ``{date}``.
        strict_from: the first number for which the project's rules hold.
        deciders: who accepts, where nobody is named.
        compat: whether adr-tools' command line is asked for.
        spelling: "superceded" or "superseded".
        repository: the web address of the repository, for links.
        status_words, relation_words: the team's own words.
        where_exclude: globs of files in which ``adr where`` does not look: what they mention are examples.
        site_title, site_description, site_url: what the site says about itself.
        look: how the site looks.
        pointer: in adr-tools mode, where the log was found.
        candidates: folders that could be the log, where there are several and nobody said which.
    """

    root: Path
    log: PurePosixPath
    origins: Mapping[str, str] = field(default_factory=dict)
    template: str | None = None
    dialect: str | None = None
    default_status: str | None = None
    number: str | None = None
    number_width: int | None = None
    file_name: str | None = None
    strict_from: int | None = None
    deciders: tuple[str, ...] = ()
    compat: bool = False
    spelling: str | None = None
    repository: str | None = None
    status_words: tuple[tuple[str, StatusKind], ...] = ()
    relation_words: tuple[tuple[str, Relation], ...] = ()
    where_exclude: tuple[str, ...] = ()
    site_title: str | None = None
    site_description: str | None = None
    site_url: str | None = None
    look: Look = field(default_factory=Look)
    pointer: locate.Pointer | None = None
    candidates: tuple[PurePosixPath, ...] = ()
    logs: Logs | None = None

    @property
    def folder(self) -> Path:
        """The log's folder, absolute."""
        return self.root / self.log

    def origin(self, key: str) -> str:
        """Where a value comes from, by its key (``number-width``, ``site.title``)."""
        return self.origins.get(key, DEFAULT)

    @contextmanager
    def using(self, key: str) -> Iterator[None]:
        """What goes wrong with a setting's value only when it is used says where the setting stands, too."""
        try:
            yield
        except AdrError as error:
            raise AdrError(f"{self.origin(key)}: {error.message}", error.hint) from error

    @property
    def folders(self) -> tuple[LogFolder, ...]:
        """Every log of the repository."""
        return self.logs.folders if self.logs else (LogFolder(self.log),)

    @property
    def places(self) -> tuple[PurePosixPath, ...]:
        """The folders of the logs that are looked at."""
        return tuple(one.folder for one in self.folders if self.view in (one.name, None))

    @property
    def name(self) -> str:
        """The name of the log that new records go to, where there are several."""
        return self.logs.home.name if self.logs and self.logs.home else ""

    @property
    def view(self) -> str | None:
        """The name of the one log that is looked at; None for all that there are."""
        return self.logs.view if self.logs else None

    @property
    def bare(self) -> bool:
        """Whether this is a bare repository: there is a log only in its commits."""
        repository = None if self._on_disk() else find_repository(self.root)
        return repository is not None and repository.worktree is None

    def _on_disk(self) -> bool:
        return any((self.root / one.folder).is_dir() for one in self.folders)

    def require_home(self) -> None:
        """Makes sure that it is known which log a new record goes to.

        Raises:
            AdrError: there are several logs, and none of them was named.
        """
        if self.logs and self.logs.home is None:
            names = [one.name for one in self.logs.folders]
            raise AdrError(
                f"which log? {self.origin('log')} names {', '.join(names)}",
                f"--log {names[0]}, or run it inside of one",
            )

    @property
    def missing(self) -> tuple[str, ...]:
        """What is to be said of each log that is looked at, and of which nothing is on disk."""
        seen = (one for one in self.folders if self.view in (one.name, None))
        return tuple(self._missing(one) for one in seen if not (self.root / one.folder).is_dir())

    def _missing(self, one: LogFolder) -> str:
        return f"{self._named_by(one)}: the log's folder {one.folder} is not there"

    def _named_by(self, one: LogFolder) -> str:
        return self.origin(f"logs.{one.name}" if one.name else "log")

    def require_log(self) -> None:
        """Makes sure that there is a log.

        Raises:
            AdrError: there is none, or a file where its folder should be; with what to do.
        """
        for one in self.folders:
            if (self.root / one.folder).is_file():
                said = f"{self._named_by(one)}: the log's folder {one.folder} is a file"
                raise AdrError(said, f"name the folder that it is in: {one.folder.parent}")
        if self.candidates:
            names = ", ".join(folder.as_posix() for folder in self.candidates)
            first = self.candidates[0]
            raise AdrError(
                f"there are several decision logs: {names}",
                f'--dir {first}; in adr.toml, log = "{first}" for one, or a line for each under [logs]',
            )
        if self._on_disk():
            return
        if self.origin("log") == DEFAULT:
            repository = find_repository(self.root)
            sparse = repository is not None and repository.sparse
            then = "--at HEAD" if self.bare or sparse else "adr init"
            why = "a bare repository has no work tree" if self.bare else "there is no decision log here"
            raise AdrError(why, f"{then}, or --dir LOG for a log elsewhere")
        raise AdrError(self._missing(self.folders[0]), _NOT_THERE)

    def shown(self, file: PurePosixPath, cwd: Path) -> str:
        """A path from the root as people in ``cwd`` write it; in adr-tools mode with its climb (``../doc/adr/…``)."""
        if self.pointer is not None and file.is_relative_to(self.log):
            climb = "../" * len(cwd.resolve().relative_to(self.pointer.level).parts)
            word = self.pointer.word
            folder = word if word.startswith("/") else climb + word
            return "/".join((folder, *file.relative_to(self.log).parts))
        try:
            return Path(os.path.relpath(self.root / file, cwd.resolve())).as_posix()
        except ValueError:  # another drive, on Windows
            return (self.root / file).as_posix()
