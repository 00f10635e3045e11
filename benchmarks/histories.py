"""Repositories with long histories, made by ``git fast-import``: the same bytes on every machine, in seconds."""

from __future__ import annotations

import os
import random
import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

PEOPLE = ("Ada Byron", "Grace Murray", "Alan Mathison", "Barbara Jane", "Edsger Wybe", "Katherine Coleman")
WORDS = (
    *("queue", "cache", "session", "token", "index", "shard", "replica", "broker", "schema", "cluster", "gateway"),
    *("ledger", "worker", "backup", "login", "search", "report", "invoice", "mailer", "upload", "stream", "topic"),
)
START = 1_300_000_000
HOUR = 3600
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "LC_ALL": "C",
}


@dataclass
class Repository:
    """What is being told to ``git fast-import``."""

    commits: int = 0
    lines: list[bytes] = field(default_factory=list)

    def commit(
        self, who: str, message: str, changes: Sequence[str | tuple[str, str]], merge: int = 0, parent: int = 0
    ) -> int:
        """One commit on ``main``, or on ``side`` where a parent is named.

        Args:
            who: its author and committer.
            message: its subject.
            changes: paths with their text; commands of fast-import (``D``, ``R``) as they are.
            merge: the mark of a second parent.
            parent: the mark of the first parent, for a commit beside main.

        Returns:
            Its mark.
        """
        self.commits += 1
        mark = self.commits
        mail = who.partition(" ")[0].lower() + "@example.org"
        when = START + mark * HOUR
        self._say(f"commit refs/heads/{'side' if parent else 'main'}\nmark :{mark}")
        self._say(f"author {who} <{mail}> {when} +0100\ncommitter {who} <{mail}> {when} +0100")
        self._data(message)
        if parent:
            self._say(f"from :{parent}")
        if merge:
            self._say(f"merge :{merge}")
        for change in changes:
            if isinstance(change, str):
                self._say(change)
            else:
                self._say(f"M 100644 inline {change[0]}")
                self._data(change[1])
        return mark

    def _say(self, line: str) -> None:
        self.lines.append(line.encode() + b"\n")

    def _data(self, text: str) -> None:
        data = text.encode()
        self.lines.append(b"data %d\n%s\n" % (len(data), data))

    def build(self, place: Path) -> None:
        """Make the repository, with its files checked out."""
        git(place, "init", "--quiet", "--initial-branch=main")
        subprocess.run(
            ["git", "fast-import", "--quiet"], cwd=place, input=b"".join(self.lines), env=ENVIRONMENT, check=True
        )
        git(place, "reset", "--quiet", "--hard", "main")


def git(place: Path, *arguments: str) -> str:
    """Run git; what it printed."""
    done = subprocess.run(["git", *arguments], cwd=place, env=ENVIRONMENT, check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


@dataclass
class Record:
    """One record of a made-up log."""

    number: int
    words: str
    status: str = "Proposed"
    notes: list[str] = field(default_factory=list)
    folder: str = "docs/adr"

    @property
    def path(self) -> str:
        """Its file."""
        return f"{self.folder}/{self.number:04d}-{self.words}.md"

    @property
    def text(self) -> str:
        """What it says."""
        title = self.words.replace("-", " ").capitalize()
        rest = "\n\n".join(
            f"We have looked at the {word} for some time, and it does what the {self.words} needs under load number "
            f"{self.number}; nobody on the team has run anything else at this size."
            for word in WORDS[:5]
        )
        more = "\n".join(f"- {note}" for note in self.notes)
        return (
            f"# {self.number}. {title}\n\nDate: 2011-03-{self.number % 28 + 1:02d}\n\n## Status\n\n{self.status}\n\n"
            f"## Context\n\n{rest}\n\n## Decision\n\nWe will use {title.lower()}.\n\n## Consequences\n\n{more or '-'}\n"
        )


def _record(rng: random.Random, number: int, folder: str = "docs/adr") -> Record:
    return Record(number, "-".join(rng.sample(WORDS, 3)), folder=folder)


def _work(rng: random.Random, count: int) -> list[str | tuple[str, str]]:
    """A commit that touches no record."""
    return [(f"src/{rng.choice(WORDS)}/{rng.choice(WORDS)}{rng.randrange(40)}.py", f"x = {count}\n")]


def _edit(rng: random.Random, record: Record) -> str:
    """What somebody does to a record some day; the subject of the commit."""
    if record.status == "Proposed" and rng.random() < 0.6:
        record.status = "Accepted"
        return f"Accept {record.number}"
    record.notes.append(f"The {rng.choice(WORDS)} was moved, and so was the {rng.choice(WORDS)}.")
    return f"Explain {record.number}"


def one_line(commits: int, records: int) -> Repository:
    """Everybody commits to main; half-way the log moves to another folder, and some records get another title."""
    rng, repository, log = random.Random(1), Repository(), list[Record]()
    moved = False
    for count in range(commits):
        who = rng.choice(PEOPLE)
        if not moved and count == commits // 2:
            moved = True
            for record in log:
                record.folder = "docs/adr"
            repository.commit(who, "Move the log", ["R doc/arch docs/adr"])
        elif len(log) < records and count % max(1, commits // records) == 0:
            log.append(_record(rng, len(log) + 1, "docs/adr" if moved else "doc/arch"))
            repository.commit(who, f"Propose {log[-1].number}", [(log[-1].path, log[-1].text)])
        elif log and rng.random() < 0.3:
            record = rng.choice(log)
            subject = _edit(rng, record)
            repository.commit(who, subject, [(record.path, record.text)])
        elif log and rng.random() < 0.01:
            record = rng.choice(log)
            old, record.words = record.path, "-".join(rng.sample(WORDS, 3))
            repository.commit(who, f"Retitle {record.number}", [f"R {old} {record.path}", (record.path, record.text)])
        else:
            repository.commit(who, "Work", _work(rng, count))
    return repository


def pull_requests(commits: int, records: int) -> Repository:
    """Every record, and every change of one, comes through a branch and its merge."""
    rng, repository, log = random.Random(2), Repository(), list[Record]()
    main = repository.commit(PEOPLE[0], "Begin", [("README.md", "Begin\n")])
    while repository.commits < commits:
        who, base = rng.choice(PEOPLE), main
        for _ in range(rng.randrange(1, 4)):
            main = repository.commit(who, "Work", _work(rng, repository.commits))
        if len(log) < records and (not log or rng.random() < 3.3 * records / commits):
            record = _record(rng, len(log) + 1)
            log.append(record)
            side = repository.commit(who, f"Propose {record.number}", [(record.path, record.text)], parent=base)
            record.notes.append("Discussed.")
            side = repository.commit(
                who, f"Answer questions on {record.number}", [(record.path, record.text)], parent=side
            )
        elif rng.random() < 0.5:
            record = rng.choice(log)
            side = repository.commit(who, _edit(rng, record), [(record.path, record.text)], parent=base)
        else:
            side = repository.commit(who, "Work beside", _work(rng, repository.commits), parent=base)
            record = None
        changes = [(record.path, record.text)] if record else []
        main = repository.commit(rng.choice(PEOPLE), "Merge pull request", changes, merge=side)
    return repository


def renumbered(commits: int, records: int) -> Repository:
    """A log beside a big tree, where numbers collide all the time and somebody puts that right by hand."""
    rng, repository, log = random.Random(3), Repository(), list[Record]()
    tree = [(f"lib/{a}/{b}/{c}.c", "int x;\n") for a in WORDS[:12] for b in WORDS[:12] for c in WORDS[:12]]
    repository.commit(PEOPLE[0], "Import", list(tree))
    number = 0
    while repository.commits < commits:
        who = rng.choice(PEOPLE)
        if len(log) < records and rng.random() < 1.1 * records / commits:
            collides = bool(log) and rng.random() < 0.3
            number += 0 if collides else 1
            record = _record(rng, number, f"docs/{'adr' if rng.random() < 0.8 else 'adr/platform'}")
            log.append(record)
            repository.commit(who, f"Propose {record.number}", [(record.path, record.text)])
            if collides:
                number += 1
                old, record.number = record.path, number
                repository.commit(who, "Renumber", [f"R {old} {record.path}", (record.path, record.text)])
        elif log and rng.random() < 0.2:
            record = rng.choice(log)
            repository.commit(who, _edit(rng, record), [(record.path, record.text)])
        else:
            path, _ = rng.choice(tree)
            repository.commit(who, "Work", [(path, f"int x = {repository.commits};\n")])
    return repository


def shapes() -> Iterator[tuple[str, Callable[[int, int], Repository]]]:
    """The three kinds of history that are measured."""
    yield "one line, the log moved", one_line
    yield "pull requests", pull_requests
    yield "renumbered, a big tree", renumbered
