"""Which numbers a merge would use twice: the log as it would be, with the base and with every other branch."""

from __future__ import annotations

import dataclasses
import functools
import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.insight.collisions import Clash, Names, clashes, duplicates, twice
from adr_kit.record.folders import home_of
from adr_kit.workspace.citing import cited
from adr_kit.workspace.deciding import arrivals, decide
from adr_kit.workspace.git import merging
from adr_kit.workspace.git.branch import default_branches
from adr_kit.workspace.git.numbers import last_fetch
from adr_kit.workspace.git.process import ask
from adr_kit.workspace.git.refs import short_name
from adr_kit.workspace.git.whereabouts import holds
from adr_kit.workspace.session import used

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from adr_kit.record.log import Log
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.repository import Repository


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what was found.

    Attributes:
        base: the branch that this one will be merged into, as people call it.
        adds: how many records this branch adds to it.
        branches: how many other branches were looked at.
        clashes: the numbers that would be used twice.
        notes: what could not be seen, and what is wrong on the base already, a sentence each.
    """

    base: str
    adds: int
    branches: int
    clashes: tuple[Clash, ...]
    notes: tuple[str, ...]


def check_numbers(
    config: Config, repository: Repository | None, log: Log, base: str | None, *, every: bool, today: dt.date
) -> Checked:
    """Test what is checked out, uncommitted records included, merged with its base and with other branches.

    Args:
        config: where the log is.
        repository: its repository.
        log: the log in the work tree.
        base: a revision; None for the default branch.
        every: whether every other branch is looked at, too.
        today: for saying how old the knowledge of the remote is.

    Raises:
        AdrError: there is nothing to compare, or git cannot merge.
    """
    if repository is None or repository.worktree is None:
        raise AdrError(
            "numbers can only be checked in a git work tree", "adr list shows the numbers that are used here"
        )
    look = _Look(config, repository, log, base)
    others = {look.base_name: look.base}
    if every:
        others |= {short_name(ref): tip for ref, tip in merging.unmerged(repository, look.head).items()}
    tips = {tip: name for name, tip in reversed(others.items())}
    results = merging.merges(repository, look.head, look.paths, tuple(tips), tuple(look.aliases))
    names = {branch: look.names(paths) for branch, paths in zip(tips.values(), results, strict=True)}
    found = look.clashes(names, {})
    if found:
        found = look.clashes(names, look.ages((look.head, *tips), found))
        found = _as_repaired(config, repository, log, found)
        found = look.as_they_are_called(found, (path for paths in results for path in paths))
    ours = names[look.base_name].ours
    added = len(ours - look.there)
    fetched = _fetched(repository, today)
    return Checked(look.base_name, added, len(tips) - 1, found, (*fetched, *look.already(found), *look.shallow()))


class _Look:
    """The commits and paths that are compared.

    Args:
        config: where the log is.
        repository: its repository.
        log: the log in the work tree.
        base: a revision; None for the default branch.

    Raises:
        AdrError: there are no commits yet, the base is none, or both have nothing in common.
    """

    def __init__(self, config: Config, repository: Repository, log: Log, base: str | None) -> None:
        (head,) = merging.commits(repository, ("HEAD",))
        if head is None:
            raise AdrError("there are no commits yet", "git commit, then there is something to compare")
        trunk = next(iter(default_branches(repository)), None)
        revision = base or (trunk.ref if trunk else None)
        if revision is None:
            raise AdrError("there is no main branch to compare with", "adr check --numbers --base BRANCH")
        self.base_name = base or (short_name(trunk.name) if trunk else "")
        (there,) = merging.commits(repository, (revision,))
        if there is None:
            raise AdrError(f"--base {revision}: there is no such commit here", "git fetch, or git branch --all")
        if not merging.related(repository, head, there):
            hint = (
                "git fetch --unshallow (in GitHub Actions: fetch-depth: 0)" if repository.shallow else "another --base"
            )
            raise AdrError(f"{self.base_name} and what is checked out have no commit in common here", hint)
        self.head, self.base = head, there
        self.repository, self.log, self.logs = repository, log, config.folders
        self.aliases = {
            alias: folder for folder in config.places for alias in used(config, repository, log, folder).folders
        }
        # A path as it is called where the log is now, None where it is none of the log's; kept, for a thousand branches
        # have mostly the same paths.
        self.here = functools.cache(self._called_here)
        self.strict_from = config.strict_from or 0
        self.is_shallow = repository.shallow
        homes = {one.name: one.folder for one in config.folders}
        self.templates = {homes.get(skip.log, log.folder) / skip.path for skip in log.skipped}
        self.paths = merging.paths_at(repository, head, tuple(self.aliases))
        self.committed = self._records(self.paths)
        self.there = self._records(merging.paths_at(repository, there, tuple(self.aliases)))

    def _called_here(self, path: PurePosixPath) -> PurePosixPath | None:
        for alias in sorted(self.aliases, key=lambda folder: -len(folder.parts)):
            if holds(path, alias, self.aliases[alias]):
                return self.aliases[alias] / path.relative_to(alias)
        return None

    def _records(self, paths: Iterable[PurePosixPath]) -> frozenset[PurePosixPath]:
        here = map(self.here, paths)
        return frozenset(path for path in here if path is not None and path not in self.templates)

    def as_they_are_called(self, found: Sequence[Clash], paths: Iterable[PurePosixPath]) -> tuple[Clash, ...]:
        """What was found, where what is on other branches has the folder that the log has there."""
        called = {self.here(path): path for path in paths}
        called |= {record.file: record.file for record in self.log.records}
        return tuple(dataclasses.replace(one, moves=called[one.moves], stays=called[one.stays]) for one in found)

    def names(self, merged: frozenset[PurePosixPath]) -> Names:
        """The paths that a merge brings together, with what is not committed yet in them."""
        ours = frozenset(record.file for record in self.log.records)
        gone, new = self.committed - ours, ours - self.committed
        return Names(ours, self.there, (self._records(merged) - gone) | new)

    def clashes(self, names: Mapping[str, Names], ages: Mapping[PurePosixPath, int]) -> tuple[Clash, ...]:
        """What each branch would use twice; what two branches say of the same files is told once."""
        found: dict[tuple[PurePosixPath, PurePosixPath], Clash] = {}
        trunk = not (names[self.base_name].ours - self.there)
        for branch, brought in names.items():
            for one in self._by_log(brought):
                for clash in clashes(one, branch, ages, trunk=trunk, strict_from=self.strict_from):
                    found.setdefault((clash.moves, clash.stays), clash)
        return tuple(sorted(found.values(), key=lambda clash: (clash.number, clash.moves)))

    def ages(self, tips: Sequence[str], found: Sequence[Clash]) -> Mapping[PurePosixPath, int]:
        """When the files that clash were first committed, on whichever branch: seconds, from one process."""
        paths = {path for clash in found for path in (clash.moves, clash.stays)}
        spelled = {
            alias / path.relative_to(folder)
            for alias, folder in self.aliases.items()
            for path in paths
            if path.is_relative_to(folder)
        }
        answer = ask(
            self.repository,
            *("log", "--diff-filter=A", "--no-renames", "--name-only", "-z", "--format=%x01%ct", "--no-ext-diff"),
            *("--no-textconv", "--no-relative", "--stdin", "--", *sorted(map(str, spelled))),
            stdin="".join(f"{tip}\n" for tip in tips).encode(),
        )
        ages: dict[PurePosixPath, int] = {}
        seconds = 0
        for field in os.fsdecode(answer.out).split("\0"):
            part = field.strip("\n")
            if part.startswith("\1"):
                seconds = int(part[1:] or 0)
            elif part and (path := self.here(PurePosixPath(part))):
                ages[path] = min(seconds, ages.get(path, seconds))
        return ages

    def _by_log(self, names: Names) -> tuple[Names, ...]:
        """The paths of each log apart: each counts its own numbers."""
        if len(self.logs) == 1:
            return (names,)
        return tuple(
            Names(*(frozenset(path for path in paths if home_of(path, self.logs) is one) for paths in sets))
            for one in self.logs
            for sets in [(names.ours, names.base, names.merged)]
        )

    def already(self, found: Iterable[Clash]) -> tuple[str, ...]:
        """What is wrong on the base whatever this branch does, but for what is found here anyway."""
        told = {clash.number for clash in found}
        apart = self._by_log(Names(self.there, self.there, self.there))
        numbers = ", ".join(str(number) for one in apart for number in twice(one.base) if number not in told)
        return (f"used twice on {self.base_name} already: {numbers}",) if numbers else ()

    def shallow(self) -> tuple[str, ...]:
        """What a shallow clone hides."""
        return ("shallow clone: branches may look as if they had begun later",) if self.is_shallow else ()


def _as_repaired(config: Config, repository: Repository, log: Log, found: Sequence[Clash]) -> tuple[Clash, ...]:
    """The collisions, those of records that are all here already decided as ``adr renumber --auto`` decides them."""
    files = {path for clash in found if not clash.branch for path in (clash.moves, clash.stays)}
    groups = [group for group in duplicates(log.records) if any(record.file in files for record in group)]
    if not groups:
        return tuple(found)
    mentions, _ = cited(config, repository, log, (record for group in groups for record in group))
    came = arrivals(config, repository, log, groups)
    here = [
        Clash(one.number, record.file, one.stays.file, "", here=True, why=one.why)
        for one in decide(came, groups, mentions)[0]
        for record in one.moves
    ]
    return tuple(
        sorted([*(clash for clash in found if clash.branch), *here], key=lambda clash: (clash.number, clash.moves))
    )


def _fetched(repository: Repository, today: dt.date) -> tuple[str, ...]:
    said = last_fetch(repository, today)
    return (f"remote branches are as they were when they were {said}",) if said else ()
