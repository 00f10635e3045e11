"""Repositories of which every event is known: a team at work, told to ``git fast-import`` and remembered at once."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from command_line import Repo

STATUSES = ("Proposed", "Accepted", "Rejected", "Deprecated")
PEOPLE = ("Ada Byron", "José Núñez", "Grace Murray", "Alan Mathison")
FOLDERS = ("docs/adr", "docs/adr/api", "docs/adr/web")
WORDS = ("queue", "cache", "session", "token", "index", "shard", "replica", "broker", "schema", "cluster", "gateway")
HOUR = 3600


@dataclass(eq=False)
class Commit:
    """A commit, and the merge that brought it to main."""

    mark: int
    who: str
    merged: Commit | None = None

    @property
    def subject(self) -> str:
        return f"Commit {self.mark}"


@dataclass(eq=False)
class Record:
    """A record, and what truly happened to it.

    Attributes:
        names: its paths, the oldest first.
        commits: those that changed it.
        edited: those that changed what it argues while it was accepted.
        told: its changes of status: from, to, path afterwards, commit.
    """

    number: int
    slug: str
    seed: int
    folder: str = FOLDERS[0]
    status: str = STATUSES[0]
    notes: tuple[str, ...] = ()
    alive: bool = False
    names: list[str] = field(default_factory=list)
    commits: list[Commit] = field(default_factory=list)
    edited: list[Commit] = field(default_factory=list)
    told: list[tuple[str | None, str | None, str, Commit]] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.number:04d}-{self.slug}.md"

    @property
    def standing(self) -> str | None:
        return self.status.lower() if self.alive else None

    @property
    def state(self) -> tuple[str | None, str, str]:
        """What a commit holds of it: nothing where it is not there."""
        return (self.standing, self.path, self.text) if self.alive else (None, "", "")

    @property
    def facts(self) -> tuple[int, str, str, str, tuple[str, ...]]:
        """What can differ about it."""
        return self.number, self.slug, self.folder, self.status, self.notes

    @property
    def text(self) -> str:
        lines = (sha256(f"{self.seed} {line}".encode()).digest()[:12] for line in range(14))
        prose = "\n".join(" ".join(f"{WORDS[one % len(WORDS)]}{one}" for one in line) + "." for line in lines)
        notes = "".join(f"\n{note}\n" for note in self.notes)
        title = self.slug.replace("-", " ").capitalize()
        return f"# {self.number}. {title}\n\n## Status\n\n{self.status}\n\n## Context\n\n{prose}\n{notes}"


Change = str | tuple[str, str]
"""What fast-import is told of a file: a command, or a path and its text."""
Deed = tuple[Record, "Callable[[Record], None]"]
Happened = tuple[Record, str | None, str | None, str, bool]
"""A record; its status, its status afterwards, its path afterwards; whether it was edited while accepted."""


class Team:
    """What a team does; ``build`` makes the repository."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.records: list[Record] = []
        self.main: list[Commit] = []
        self.began: dict[Record, tuple[int, str, str, str, tuple[str, ...]]] = {}
        self.copied = False
        self.marks = 0
        self.number = 0

    def fresh(self) -> int:
        """A number that nothing has yet."""
        self.number += 1
        return self.number

    def new(self, source: Record | None = None) -> Record:
        """A record that is to be, perhaps modelled on another."""
        number = self.fresh()
        slug = f"{WORDS[number % len(WORDS)]}-{WORDS[number * 7 % len(WORDS)]}-{number}"
        made = Record(number, slug, source.seed if source else number)
        self.copied |= source is not None
        self.records.append(made)
        return made

    def on_main(self, deeds: Iterable[Deed], who: int = 0) -> None:
        """A commit on main."""
        changes, happened = self._do(deeds)
        self.main.append(self._commit("main", self.main[-1:], changes, who))
        self._remember(happened, self.main[-1])

    def beside(
        self, side: Iterable[Iterable[Deed]], main: Iterable[Iterable[Deed]], who: int = 0, evil: Iterable[Deed] = ()
    ) -> None:
        """A branch of some commits, what main does meanwhile, and the merge, which may do something of its own.

        What a branch did and undid never came to main.

        All of it is asked for when it happens, so that it may depend on what happened before.
        """
        tip = self.main[-1]
        whole: list[Change] = []
        brought = []
        began: dict[Record, tuple[str | None, str, str]] = {}
        for deeds in side:
            done = tuple(deeds)
            began = {record: record.state for record, _ in done} | began
            changes, happened = self._do(done)
            tip = self._commit("side", [tip], changes, who + 1)
            whole += changes
            brought.append((tip, happened))
        for deeds in main:
            self.on_main(deeds, who + 2)
        changes, own = self._do(evil)
        merge = self._commit("main", [self.main[-1], tip], [*whole, *changes], who)
        self.main.append(merge)
        for commit, happened in brought:
            commit.merged = merge
            self._remember([one for one in happened if began[one[0]] != one[0].state], commit)
        self._remember(own, merge)

    def build(self, repo: Repo) -> None:
        """Make the repository, checked out."""
        subprocess.run(
            ["git", "fast-import", "--quiet"],
            cwd=repo.path,
            input=b"".join(self.lines),
            env=dict(repo.environment),
            check=True,
        )
        repo.git("reset", "--quiet", "--hard", "main")

    @staticmethod
    def _do(deeds: Iterable[Deed]) -> tuple[list[Change], list[Happened]]:
        changes: list[Change] = []
        happened: list[Happened] = []
        for record, deed in deeds:
            was, path, notes, state = record.standing, record.path, record.notes, record.state
            deed(record)
            if was is not None and (not record.alive or record.path != path):
                changes.append(f"D {path}")
            if record.alive:
                changes.append((record.path, record.text))
            if record.state != state:
                edited = was == record.standing == "accepted" and record.notes != notes
                happened.append((record, was, record.standing, record.path, edited))
        return changes, happened

    @staticmethod
    def _remember(happened: Iterable[Happened], commit: Commit) -> None:
        for record, was, now, path, edited in happened:
            record.commits.append(commit)
            record.names = [*(name for name in record.names if name != path), path]
            if was != now:
                record.told.append((was, now, path, commit))
            if edited:
                record.edited.append(commit)

    def _commit(self, branch: str, parents: Sequence[Commit], changes: Iterable[Change], who: int) -> Commit:
        self.marks += 1
        made = Commit(self.marks, PEOPLE[who % len(PEOPLE)])
        when = 1_700_000_000 + self.marks * HOUR
        self._say(f"commit refs/heads/{branch}\nmark :{made.mark}")
        self._say(f"author {made.who} <a@example.org> {when} +0100\ncommitter {PEOPLE[0]} <c@example.org> {when} +0100")
        self._data(made.subject)
        for word, parent in zip(("from", "merge"), parents, strict=False):
            self._say(f"{word} :{parent.mark}")
        for change in changes:
            self._say(change if isinstance(change, str) else f"M 100644 inline {change[0]}")
            if not isinstance(change, str):
                self._data(change[1])
        return made

    def _say(self, line: str) -> None:
        self.lines.append(line.encode() + b"\n")

    def _data(self, text: str) -> None:
        data = text.encode()
        self.lines.append(b"data %d\n%s\n" % (len(data), data))
