"""What every command is handed: the configuration, the log, today's date, and where to print."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import click

from adr_kit.cli.options import META
from adr_kit.cli.output import Output
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.record.log import Log
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.headway import Tell
    from adr_kit.workspace.past import State

P = ParamSpec("P")


@dataclass(frozen=True)
class Context:
    """One run of one command.

    Attributes:
        cwd: the current directory (after ``-C``).
        env: the environment.
        out: where to print.
        json: whether ``--json`` was given.
        directory: what ``--dir`` said.
        log: what ``--log`` said.
        at: what ``--at`` said.
        today_option: what ``--today`` said.
    """

    cwd: Path
    env: Mapping[str, str]
    out: Output
    json: bool = False
    directory: str | None = None
    log: str | None = None
    at: str | None = None
    today_option: dt.date | None = field(default=None)

    @classmethod
    def current(cls, click_context: click.Context) -> Context:
        """The context that the global options on the command line ask for."""
        meta: Mapping[str, object] = click_context.meta
        directory, log, at = (_text(meta.get(META + name)) for name in ("log_directory", "log_name", "at_revision"))
        today = meta.get(META + "today")
        return cls(
            cwd=Path.cwd(),
            env=os.environ,
            out=Output.detect(os.environ, quiet=META + "quiet" in meta),
            json=META + "as_json" in meta,
            directory=directory,
            log=log,
            at=at,
            today_option=today if isinstance(today, dt.date) else None,
        )

    @property
    def quiet(self) -> bool:
        """Whether remarks are left out."""
        return self.out.quiet

    @cached_property
    def config(self) -> Config:
        """The configuration; where there is no log yet, that of a log in the usual place.

        Raises:
            AdrError: the configuration cannot be understood, or ``--dir`` names no directory.
        """
        from adr_kit.workspace.load import load

        return load(self.cwd, self.env, self.directory, self.log)

    @property
    def root(self) -> Path:
        """The workspace's root, from which all paths of records and changes count."""
        return self.config.root

    @cached_property
    def today(self) -> dt.date:
        """``--today``, else ``SOURCE_DATE_EPOCH`` (UTC), else the clock.

        Raises:
            AdrError: ``SOURCE_DATE_EPOCH`` is no number of seconds.
        """
        if self.today_option is not None:
            return self.today_option
        epoch = self.env.get("SOURCE_DATE_EPOCH")
        if not epoch:
            return dt.datetime.now(tz=dt.UTC).astimezone().date()
        try:
            return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
        except (ValueError, OverflowError, OSError) as error:
            raise AdrError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds") from error

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words for statuses, relations and fields: the built-in ones and the team's own."""
        from adr_kit.record.vocabulary import DEFAULT, Vocabulary

        status_words, relation_words = self.config.status_words, self.config.relation_words
        if not status_words and not relation_words:
            return DEFAULT
        return Vocabulary.of(status_words=dict(status_words), relation_words=dict(relation_words))

    @property
    def then(self) -> str | None:
        """Where a question about the past ends: ``--at``, else HEAD in a bare repository; None is the work tree."""
        return "HEAD" if self.at is None and self.config.bare else self.at

    def read_log_then(self) -> Log:
        """The log that a question about the past ends with.

        Raises:
            AdrError: there is no log here, or no such revision.
        """
        return self.read_log() if self.then is None else self.log_at(self.then)

    def read_log(self) -> Log:
        """The log in the work tree; with ``--at`` as it was.

        Raises:
            AdrError: there is no log here, or no such revision.
        """
        if self.at is not None:
            return self.log_at(self.at)
        from adr_kit.workspace.reading import read_all, read_log

        self.config.require_log()
        for said in self.config.missing:
            self.out.warn(said)
        with self.progress("records") as tell:
            log = read_log(self.config, self.vocabulary, partial(read_all, tell=tell))
        return self._with_what_is_unseen(log)

    def log_at(self, revision: str) -> Log:
        """The log as it was at a revision.

        Raises:
            AdrError: there is no repository, no such revision, or no log in it.
        """
        return self._with_what_is_unseen(self.state(revision).log(self.vocabulary))

    def state(self, revision: str) -> State:
        """Where the log was at a revision, and its files; asked once in a run.

        Raises:
            AdrError: there is no repository, no such revision, or no log in it.
        """
        from adr_kit.workspace.past import state_of

        if revision not in self._states:
            self._states[revision] = state_of(self.config, self.vocabulary, revision, self.commit(revision))
        return self._states[revision]

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision means; asked once in a run.

        Raises:
            AdrError: there is no repository, or no such revision.
        """
        from adr_kit.workspace.git.revisions import commit_of
        from adr_kit.workspace.past import repository_of

        if revision not in self._commits:
            self._commits[revision] = commit_of(repository_of(self.config), revision)
        return self._commits[revision]

    @cached_property
    def _states(self) -> dict[str, State]:
        return {}

    @cached_property
    def _commits(self) -> dict[str, str]:
        return {}

    def _with_what_is_unseen(self, log: Log) -> Log:
        """The log; people are told what of it could not be read, so that no answer seems to be about all of it."""
        for told in log.unseen_words:
            if told not in self._told:
                self.out.warn(told)
        self._told.update(log.unseen_words)
        return log

    @cached_property
    def _told(self) -> set[str]:
        return set()

    def progress(self, what: str) -> AbstractContextManager[Tell | None]:
        """What to tell how far work has come, for people at a terminal; nothing is shown with ``--quiet``, ``--json``.

        Args:
            what: the things that are counted, in the plural.
        """
        if self.quiet or self.json:
            return nullcontext()
        from adr_kit.cli.progress import progress

        return progress(what, self.out.width)

    def shown(self, file: PurePosixPath) -> str:
        """A path from the root, as people at the current directory write it."""
        return self.config.shown(file, self.cwd)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def pass_context(function: Callable[Concatenate[Context, P], int | None]) -> Callable[P, int | None]:
    """Hands a command its ``Context`` as first argument; the command returns its exit code (None is 0)."""

    @wraps(function)
    def command(*args: P.args, **kwargs: P.kwargs) -> int | None:
        return function(Context.current(click.get_current_context()), *args, **kwargs)

    return command
