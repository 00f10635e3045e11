"""One writing command at work: lock, repair, read, number; then write what was planned, all or nothing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record import naming
from adr_kit.record.dialects.style import learn
from adr_kit.workspace import locate
from adr_kit.workspace.git.numbers import Seen, UsedNumbers, fetched_ago, used_numbers
from adr_kit.workspace.git.repository import find_repository
from adr_kit.workspace.reading import read_log
from adr_kit.workspace.writing import transaction, write

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from adr_kit.change.model import Plan
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.numbers import Sighting
    from adr_kit.workspace.git.repository import Repository

_WIDE = 20  # numbers that are left out without a word


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a new record, and what its author should know about it (one sentence a note)."""

    value: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Session:
    """A log while one command works on it; no other command writes meanwhile.

    Attributes:
        config: the configuration.
        vocabulary: the words that are understood.
        log: the log as it was read under the lock.
        repaired: what a killed command had left behind and this one has put right, a sentence each.
        dry_run: whether nothing is to be written.
    """

    config: Config
    vocabulary: Vocabulary
    log: Log
    repaired: tuple[str, ...] = ()
    dry_run: bool = False

    @cached_property
    def style(self) -> Style:
        """How this log writes."""
        return learn(
            self.log.own or self.log.records,
            self.vocabulary,
            spelling=self.config.spelling or "",
            compat=self.config.compat,
        )

    @cached_property
    def repository(self) -> Repository | None:
        """The repository around the log; None where there is none."""
        return find_repository(self.config.root)

    @cached_property
    def used(self) -> UsedNumbers:
        """Every number that was ever used, as far as can be seen."""
        return used(self.config, self.repository, self.log, self.config.log)

    def next_number(self, today: dt.date | None = None, option: str = "--number") -> Number:
        """One above every number that was ever used.

        Args:
            today: for saying how old the knowledge of the remote is.
            option: how another number is asked for, for the hint.
        """
        number = self.log.next_number(self.used.numbers)
        highest = self.used.highest
        if highest is None or not highest.where or highest.number != number - 1:
            return Number(number, self.used.notes)
        known = self.used.fetched if highest.remote and today else None
        said = f"{highest}, {fetched_ago(known, today)}" if known and today else str(highest)
        return Number(number, (f"number {number}: {said}", *self._jump(number, highest, option), *self.used.notes))

    def _jump(self, number: int, highest: Sighting, option: str) -> tuple[str, ...]:
        """A typing error on some branch, or a record that is named by its date, would push every number after it up."""
        here = self.log.next_number()
        if number - here <= _WIDE:
            return ()
        verb = "was deleted" if highest.seen is Seen.DELETED else "is"
        cause = f"{highest.path} {verb} on {highest.where}"
        instead = f"if that is a mistake, {option} {here} is free here"
        return (f"warning: numbers jump from {here - 1} to {number}, for {cause}; {instead}",)

    def given_number(self, wanted: int, option: str = "--number", own: tuple[int, ...] = ()) -> Number:
        """A number that the author asks for.

        Args:
            wanted: the number.
            option: by which word of the command line, for the hint.
            own: the numbers that its record had before: those it may have again.

        Raises:
            AdrError: it was used before: something out there may cite it.
        """
        taken = next((record for record in self.log.own if record.number == wanted), None)
        if taken is not None:
            raise AdrError(f"number {wanted} is taken by {taken.file}", f"leave {option} out for the next free one")
        sighting = next((seen for seen in self.used.sightings if seen.number == wanted and wanted not in own), None)
        if sighting is not None:
            raise AdrError(f"number {wanted} was used before: {sighting}", f"leave {option} out for the next free one")
        return Number(wanted, self.used.notes)

    def write(self, plan: Plan) -> tuple[PurePosixPath, ...]:
        """Carry a plan out, where this is no dry run.

        Returns:
            Every path that is now different, old names included: what to commit.

        Raises:
            AdrError: nothing could be written.
        """
        return () if self.dry_run else write(self.config.root, plan)


def used(config: Config, repository: Repository | None, log: Log, folder: PurePosixPath) -> UsedNumbers:
    """Every number that the records of the log in a folder have or ever had, as far as can be seen."""
    templates = {skip.path.name for skip in log.skipped if skip.reason == "a template" and skip.log == log.name}
    project = locate.above(folder) or PurePosixPath()
    return used_numbers(
        repository,
        config.root,
        folder,
        [project / usual for usual in locate.USUAL],
        lambda path: None if path.name in templates else naming.parse(path).number,
    )


@contextmanager
def begin(
    config: Config, vocabulary: Vocabulary, *, who: str, dry_run: bool = False, founding: bool = False
) -> Iterator[Session]:
    """Begin to work on a log; the lock is held until the block ends, so no editor may open inside it.

    A dry run takes no lock and repairs nothing: it leaves no trace.

    Args:
        config: where the log is.
        vocabulary: the words that are understood.
        who: the command, for those who wait for it.
        dry_run: whether nothing is to be written.
        founding: whether the log need not exist yet.

    Raises:
        AdrError: there is no log, or another process holds the lock.
    """
    if not founding:
        config.require_log()
    if dry_run:
        yield Session(config, vocabulary, read_log(config, vocabulary), dry_run=True)
        return
    with transaction(config.root, *swept(config), who=who) as repaired:
        yield Session(config, vocabulary, read_log(config, vocabulary), repaired)


def swept(config: Config) -> tuple[PurePosixPath, ...]:
    """Where stray temporaries may lie: the logs that exist."""
    return tuple(one.folder for one in config.folders if (config.root / one.folder).is_dir())
