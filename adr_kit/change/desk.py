"""Where a plan is made: texts are edited in memory, read again after each edit, and proven before they leave."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adr_kit.change import facts
from adr_kit.change.model import Change, Plan
from adr_kit.errors import Refused
from adr_kit.record.dialects.page import Page
from adr_kit.record.reader import read_source
from adr_kit.text.diff import unified
from adr_kit.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import PurePosixPath

    from adr_kit.change.facts import LinkFact
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log
    from adr_kit.record.model import Reading, Record, Relation
    from adr_kit.text.source import Edit

FREE = object()  # a fact that may become anything


@dataclass
class Asked:
    """What is to be different in one file when it is read again; everything else is to be equal.

    Mutable: each step of a plan adds what it asks for.
    """

    facts: dict[str, object] = field(default_factory=dict)
    added: list[tuple[Relation, PurePosixPath, bool]] = field(default_factory=list)
    removed: list[LinkFact] = field(default_factory=list)
    may_go: list[LinkFact] = field(default_factory=list)
    free: list[PurePosixPath] = field(default_factory=list)  # linked to in words that may mean any relation, or none
    sections: bool = False  # whether a section may come or go
    links: bool = False  # whether links may be spelled differently (they still have to mean the same records)

    def copied(self) -> Asked:
        """The same in lists of its own, to go back to."""
        return Asked(
            dict(self.facts),
            list(self.added),
            list(self.removed),
            list(self.may_go),
            list(self.free),
            self.sections,
            self.links,
        )


class Desk:
    """One plan in the making.

    Args:
        log: the log as it is.
        style: how the log writes.
    """

    def __init__(self, log: Log, style: Style) -> None:
        self.first = log
        self.style = style
        self.readings: dict[PurePosixPath, Reading] = {record.file: record.reading for record in log.everything}
        self.moved: dict[PurePosixPath, PurePosixPath] = {}  # new place: old place
        self.asked: defaultdict[PurePosixPath, Asked] = defaultdict(Asked)
        self.notes: list[str] = []
        self._read: Log | None = None  # the log as it was last read, until a text changes

    # -- looking

    def page(self, file: PurePosixPath) -> Page:
        """A file as it is now."""
        return Page(self.readings[file], self.style.vocabulary, self.style.compat, self.style.dialect)

    def log(self) -> Log:
        """The log as it is now."""
        if self._read is None:
            self._read = self.first.again(self.readings.values())
        return self._read

    def record(self, file: PurePosixPath) -> Record:
        """A record as it is now.

        Raises:
            Refused: the file is no record as this tool reads it.
        """
        found = self.log().by_file.get(file)
        if found is None:
            reason = self.readings[file].skipped
            raise Refused(f"{file} would not be read as a record: {reason}", "give it a title and a section of text")
        return found

    # -- doing

    def add(self, file: PurePosixPath, text: str) -> None:
        """Put a new file on the desk."""
        self.replace(file, Source(text))

    def edit(self, file: PurePosixPath, *edits: Edit | None) -> None:
        """Edit a file, and read it again."""
        real = [edit for edit in edits if edit is not None and not (edit.span.empty and not edit.text)]
        if real:
            self.replace(file, self.readings[file].source.apply(real))

    def replace(self, file: PurePosixPath, source: Source) -> None:
        """Put another text in a file's place, and read it."""
        self._read = None
        self.readings[file] = read_source(file, source, self.style.vocabulary)

    def move(self, old: PurePosixPath, new: PurePosixPath) -> None:
        """Give a file another name."""
        source = self.readings.pop(old).source
        self.moved[new] = self.moved.pop(old, old)
        self.asked[new] = self.asked.pop(old, Asked())
        self.replace(new, source)

    def ask(self, file: PurePosixPath, **wanted: object) -> None:
        """Say which facts are to be different; a name's blanks and hyphens are written as underscores."""
        self.asked[file].facts.update({name.replace("_", " "): value for name, value in wanted.items()})

    def first_proven(self, file: PurePosixPath, *ways: Callable[[Desk], None]) -> None:
        """Take the first way of doing something after which the file says what it should; else the first way."""
        trials = []
        for way in ways:
            trial = self._fork()
            way(trial)
            trials.append(trial)
            if not trial.doubts(file):
                break
        best = next((trial for trial in trials if not trial.doubts(file)), trials[0])
        self.readings, self.asked, self.notes = best.readings, best.asked, best.notes
        self._read = None

    def attempt(self, file: PurePosixPath, step: Callable[[Desk], None]) -> bool:
        """Do a step in one file where it then still says what it should; else leave the file as it is.

        Returns:
            Whether it was done.
        """
        reading, asked = self.readings[file], self.asked[file].copied()
        try:
            step(self)
        except Refused:
            done = False
        else:
            done = self.readings[file] is reading or not self.doubts(file)
        if not done:
            self.readings[file], self.asked[file] = reading, asked
        return done

    def _fork(self) -> Desk:
        forked = Desk(self.first, self.style)
        forked.readings, forked.moved, forked.notes = dict(self.readings), dict(self.moved), list(self.notes)
        for file, asked in self.asked.items():
            forked.asked[file] = asked.copied()
        return forked

    # -- proving

    def plan(self) -> Plan:
        """The changes, proven.

        Raises:
            Refused: the texts, read again, do not say exactly what was asked for.
        """
        touched = [file for file in self.readings if self._before(file) is not self.readings[file]]
        changes = [change for file in sorted(touched) if (change := self._change(file))]
        settled = self.log() if changes else self.first
        for change in changes:
            doubts = self.doubts(change.path) or self._unresolved(change.path, settled)
            if doubts:
                raise Refused(
                    f"{change.path}: this cannot be written so that it is read as meant ({'; '.join(doubts)}); "
                    f"nothing was written\n{diff(change)}",
                    "edit the file by hand, as its own text needs it",
                )
        return Plan(tuple(changes), tuple(dict.fromkeys(self.notes)))

    def _before(self, file: PurePosixPath) -> Reading | None:
        record = self.first.by_file.get(self.moved.get(file, file))
        return record.reading if record else None

    def _change(self, file: PurePosixPath) -> Change | None:
        before = self._before(file)
        old = before.source.encode() if before else None
        new = self.readings[file].source.encode()
        if old == new and file not in self.moved:
            return None
        return Change(file, old, new, self.moved.get(file))

    def doubts(self, file: PurePosixPath) -> list[str]:
        """Where a file, read again, differs from what was asked for."""
        before, after, asked = self._before(file), self.readings[file], self.asked[file]
        now = facts.facts(after)
        wanted = {**(facts.facts(before) if before else dict.fromkeys(now, FREE)), "skipped": None, **asked.facts}
        if "status" in asked.facts:
            wanted["status text"] = FREE
        if asked.sections:
            wanted["sections"] = FREE
        found = [
            f"{name}: {now[name]!r}, not {value!r}" for name, value in wanted.items() if _differs(value, now[name])
        ]
        if before is not None:
            found += [f"a new problem: {code}" for code in (facts.problems(after) - facts.problems(before))]
            found += _link_doubts(before, after, asked)
        return found

    def _unresolved(self, file: PurePosixPath, settled: Log) -> list[str]:
        """Links that were asked for and mean no record, or that mean another record than before."""
        record = settled.by_file[file]
        ids = {other.file: other.id for other in settled.everything}
        stated = Counter((link.relation, link.target_id, link.partial) for link in record.links)
        wanted = [(relation, ids.get(target), partial) for relation, target, partial in self.asked[file].added]
        return [
            f"{relation} {target} is not read"
            for relation, target, partial in wanted
            if not stated[relation, target, partial]
        ]


def _differs(wanted: object, now: object) -> bool:
    return wanted is not FREE and wanted != now


def _link_doubts(before: Reading, after: Reading, asked: Asked) -> Iterable[str]:
    if asked.links:
        return []
    old, new = facts.links(before), facts.links(after)
    lost = old - new - Counter(asked.removed) - Counter(asked.may_go)
    kept = Counter(asked.removed) - (old - new)
    gained = new - old
    for relation, target, partial in asked.added:
        match = next((fact for fact in gained if _is(fact, relation, target, partial=partial)), None)
        if match is not None:
            gained[match] -= 1
    for target in asked.free:
        match = next((fact for fact in gained if gained[fact] > 0 and _means(fact, target)), None)
        if match is not None:
            gained[match] -= 1
    return [
        *(f"loses {fact[0]} {fact[1]}" for fact in lost),
        *(f"still says {fact[0]} {fact[1]}" for fact in kept),
        *(f"says {fact[0]} {fact[1]}" for fact in +gained),
    ]


def _is(fact: LinkFact, relation: Relation, target: PurePosixPath, *, partial: bool) -> bool:
    return fact[0] is relation and fact[2] is partial and _means(fact, target)


def _means(fact: LinkFact, target: PurePosixPath) -> bool:
    return target.name in fact[1] or target.parent.name in fact[1]


def diff(change: Change) -> str:
    """A change as people read it."""
    path = str(change.path)
    return unified(str(change.moved_from or path), path, change.before, change.after).decode("utf-8", "replace")
