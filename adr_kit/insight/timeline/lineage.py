"""Which changes belong to one record, whatever it was called: files followed through renames, branches and merges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adr_kit.insight.timeline.matching import matched
from adr_kit.insight.timeline.model import FileChange
from adr_kit.record import naming

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.model import History, Moment

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
    brought: dict[PurePosixPath, _File] = field(default_factory=dict)
    landing: str = ""

    def files_of(self, moment: Moment) -> Iterator[tuple[_File, FileChange]]:
        """The file that each change of a commit is about; files may swap their names."""
        if moment.landed != self.landing:
            self.landing, self.brought = moment.landed, {}
        changes = tuple(self._apart(moment))
        renamed = {change.path: self.called.get(change.source) for change in changes if change.source is not None}
        self.left.update(change.source for change in changes if change.source is not None)
        kept = [self.brought.get(change.path) for change in changes if change.after and moment.main]
        for change in changes:
            file = renamed.get(change.path) or self._file_called(change)
            if not change.after and any(one is file for one in kept):
                continue  # it has another name by now
            if self.called.get(change.path) is not file or change.source is not None:
                self.called[change.path] = file
                self.left.discard(change.path)
            if not moment.main:
                self.brought[change.path] = file
            yield file, change

    def _apart(self, moment: Moment) -> Iterator[FileChange]:
        """The changes of a commit. The commits that a merge brings know better than the merge which file is which.

        In the difference that it makes as a whole, a record that went may look like one that was modelled on it.
        """
        for change in _with_found_renames(moment.files, self.called):
            file = self.brought.get(change.path) if moment.main and change.source is not None else None
            if file is None or change.source is None or file is self.called.get(change.source):
                yield change
            else:
                yield FileChange(change.source, change.before, "")
                yield FileChange(change.path, "", change.after)

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
        for file, change in names.files_of(moment):
            file.steps.append(Step(moment, change))
    found = (_lineage(file.steps, history.cut) for file in names.files)
    return tuple(lineage for lineage in found if lineage is not None)


def _lineage(steps: list[Step], cut: frozenset[str]) -> Lineage | None:
    main = [step for step in steps if step.moment.main]
    if not main:
        return None
    landings = {step.moment.commit.id for step in main}
    own = [step for place, step in enumerate(steps) if step.moment.landed in landings and _made(steps, place)]
    last = main[-1].change
    known = tuple(step for step in own if step.moment.commit.id not in cut)
    return Lineage(known, last.path, not last.after, last) if own else None


def _made(steps: list[Step], place: int) -> bool:
    """Whether a commit made its version itself: a merge did where its result is none of its parents'."""
    step = steps[place]
    if not step.moment.merge:
        return True
    landed, main = step.moment.landed, step.moment.main
    others = (one for one in steps[:place] if one.moment.landed == landed or not (main or one.moment.merge))
    return all(one.change.after != step.change.after for one in others)


def _akin(one: PurePosixPath, other: PurePosixPath) -> bool:
    """Whether two names may be one record's: the number stayed, or more than half of the words of the shorter one.

    Names without numbers tell nothing where the title changed: then git is believed.
    """
    if _number(one) == _number(other):
        return True
    words, others = (set(_WORD.findall(_slug(path).casefold())) for path in (one, other))
    return 2 * len(words & others) > min(len(words), len(others)) or not (words and others)


def _with_found_renames(files: tuple[FileChange, ...], known: Container[PurePosixPath]) -> Iterator[FileChange]:
    """The changes of a commit; a file that is rewritten while it is renamed is still the same record.

    And one that took another's place is not that one under another name; what went is told where it is known.
    """
    pairs = _pairs(files)
    gone = set(pairs.values())
    for change in files:
        source = pairs.get(change.path)
        if change.source is not None and change.source in known and change.source not in gone:
            yield FileChange(change.source, change.before, "")
        if source is not None:
            yield FileChange(change.path, _before(files, source), change.after, source)
        elif change.source is not None:
            yield FileChange(change.path, "", change.after)
        elif change.after or change.path not in gone:
            yield change


def _before(files: tuple[FileChange, ...], source: PurePosixPath) -> str:
    return next(change.before for change in files if source in (change.source, None if change.after else change.path))


def _pairs(files: tuple[FileChange, ...]) -> dict[PurePosixPath, PurePosixPath]:
    """Names that came, each with the one that went for it: what is certain first.

    Git looks at contents only: it sees two files where one is rewritten, and may mix up records that were modelled on
    each other, or made from one template. The words of a name stay when a record is renumbered, and its number when it
    gets another title.
    """
    removed = dict.fromkeys(change.source or change.path for change in files if change.source or not change.after)
    added = dict.fromkeys(change.path for change in files if change.source or not change.before)
    renamed = [(change.source, change.path, change.before == change.after) for change in files if change.source]
    pairs: dict[PurePosixPath, PurePosixPath] = {}

    def pair(found: Iterable[tuple[PurePosixPath, PurePosixPath]]) -> None:
        for old, new in found:
            if old != new and old in removed and new in added:
                pairs[new] = old
                del removed[old], added[new]

    pair((old, new) for old, new, exact in renamed if exact)
    pair(matched(removed, added, lambda path: _slug(path) or None))
    pair(matched(removed, added, lambda path: _number(path) or None))
    pair((old, new) for old, new, _ in renamed if _akin(old, new))
    return pairs


def _slug(path: PurePosixPath) -> str:
    return naming.parse(path).slug


def _number(path: PurePosixPath) -> int | None:
    return naming.parse(path).number
