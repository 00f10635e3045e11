"""Which changes belong to one record, whatever it was called: files followed through renames, branches and merges."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adr_kit.record import naming

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.model import FileChange, History, Moment

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Step:
    """One change of one file."""

    moment: Moment
    change: FileChange


@dataclass(frozen=True, slots=True)
class Lineage:
    """All changes of one file under all its names, the oldest first.

    Attributes:
        steps: those that commits made themselves, and that had an effect where they were merged; none where the
            history that is here begins after the last of them.
        path: its last name on the first-parent line.
        gone: whether it was removed there.
        last: what happened to it there at last.
    """

    steps: tuple[Step, ...]
    path: PurePosixPath
    gone: bool
    last: FileChange


@dataclass
class _File:
    steps: list[Step] = field(default_factory=list)


@dataclass
class _Names:
    """Which file a name means, while commits are walked from the oldest to the newest."""

    files: list[_File] = field(default_factory=list)
    called: dict[PurePosixPath, _File] = field(default_factory=dict)
    left: set[PurePosixPath] = field(default_factory=set)

    def files_of(self, changes: tuple[FileChange, ...]) -> Iterator[tuple[_File, FileChange]]:
        """The file that each change of a commit is about; files may swap their names."""
        renamed = {change.path: self.called.get(change.source) for change in changes if change.source is not None}
        self.left.update(change.source for change in changes if change.source is not None)
        for change in changes:
            file = renamed.get(change.path) or self._file_called(change)
            if self.called.get(change.path) is not file:
                self.called[change.path] = file
                self.left.discard(change.path)
            yield file, change

    def _file_called(self, change: FileChange) -> _File:
        """A name that was left by a rename begins anew when it is added again."""
        known = self.called.get(change.path)
        if known is not None and (change.before or change.path not in self.left):
            return known
        self.files.append(_File())
        return self.files[-1]


def lineages(history: History) -> tuple[Lineage, ...]:
    """The files that ever were in a log on the first-parent line, each with its changes, in the order of their coming.

    A change on a side branch counts where its merge changed the same file: what a merge threw away did not happen. A
    merge has changes of its own only where its result is none of its parents' (an evil merge).
    """
    names = _Names()
    for moment in history.moments:
        files = tuple(_without_false_renames(moment.files, names.called))
        for file, change in names.files_of(tuple(_with_found_renames(files))):
            file.steps.append(Step(moment, change))
    found = (_lineage(file.steps, history.cut) for file in names.files)
    return tuple(lineage for lineage in found if lineage is not None)


def _lineage(steps: list[Step], cut: frozenset[str]) -> Lineage | None:
    main = [step for step in steps if step.moment.main]
    if not main:
        return None
    landings = {step.moment.commit.id for step in main}
    made = {step.change.after for step in steps if not step.moment.merge}
    own = [
        step
        for step in steps
        if step.moment.landed in landings and (not step.moment.merge or step.change.after not in made)
    ]
    last = main[-1].change
    known = tuple(step for step in own if step.moment.commit.id not in cut)
    return Lineage(known, last.path, not last.after, last) if own else None


def _without_false_renames(files: tuple[FileChange, ...], known: Container[PurePosixPath]) -> Iterator[FileChange]:
    """The changes of a commit; a record that took another one's place is not that one under another name.

    Records that are made from one template are so much alike that git takes one for the other; their names tell them
    apart.
    """
    for change in files:
        if change.source is None or change.before == change.after or _akin(change.source, change.path):
            yield change
            continue
        yield replace(change, before="", source=None)
        if change.source in known:
            yield replace(change, path=change.source, after="", source=None)


def _akin(one: PurePosixPath, other: PurePosixPath) -> bool:
    """Whether two names may be one record's: the number stayed, or more than half of the words of the shorter one."""
    if _number(one) is not None and _number(one) == _number(other):
        return True
    words, others = (set(_WORD.findall(_slug(path).casefold())) for path in (one, other))
    return 2 * len(words & others) > min(len(words), len(others)) or not (words and others)


def _with_found_renames(files: tuple[FileChange, ...]) -> Iterator[FileChange]:
    """The changes of a commit; a file that is rewritten while it is renamed is still the same record."""
    pairs = _pairs(files)
    gone = {change.path for change in pairs.values()}
    for change in files:
        old = pairs.get(change.path) if not change.before else None
        if old is not None:
            yield replace(change, before=old.before, source=old.path)
        elif change.after or change.path not in gone:
            yield change


def _pairs(files: tuple[FileChange, ...]) -> dict[PurePosixPath, FileChange]:
    """Added files, each with the removed one that it was: git, which looks at contents only, sees two files there.

    The words of a name stay when a record is renumbered, and its number when it gets another title.
    """
    removed = [change for change in files if not change.after]
    added = [change for change in files if not change.before]
    pairs: dict[PurePosixPath, FileChange] = {}
    for key in (_slug, _number) if removed and added else ():
        by_key: dict[object, list[FileChange]] = defaultdict(list)
        for change in removed:
            by_key[key(change.path)].append(change)
        for change in added:
            same = by_key.get(key(change.path) or None, [])
            if len(same) == 1 and change.path not in pairs and same[0] not in pairs.values():
                pairs[change.path] = same[0]
    return pairs


def _slug(path: PurePosixPath) -> str:
    return naming.parse(path).slug


def _number(path: PurePosixPath) -> int | None:
    return naming.parse(path).number
