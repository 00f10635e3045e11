"""The life of each record: when it came, how its status changed, who did that, and what was edited afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.model import StatusKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.lineage import Lineage, Step
    from adr_kit.insight.timeline.model import Commit, FileChange, History, Said, Versions
    from adr_kit.record.model import Record

_OPEN = (StatusKind.PROPOSED, StatusKind.DRAFT)
_TOLERANCE = 1  # days: time zones, and a commit after midnight, are no disagreement


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a record.

    Attributes:
        change: what became of the file.
        commit: the commit that made it.
        merged: the merge that brought it to the first-parent line; None where that was the commit itself.
    """

    change: FileChange
    commit: Commit
    merged: Commit | None

    @property
    def landed(self) -> Commit:
        """The commit with which it took effect."""
        return self.merged or self.commit


@dataclass(frozen=True, slots=True)
class Transition:
    """A change of status.

    Attributes:
        path: the record's file after it.
        before: what it said; None where it did not exist.
        after: what it says; None where it was removed.
        commit: the commit that made it.
        merged: the merge that brought it to the first-parent line; None where that was the commit itself.
    """

    path: PurePosixPath
    before: Said | None
    after: Said | None
    commit: Commit
    merged: Commit | None

    @property
    def landed(self) -> Commit:
        """The commit with which it took effect."""
        return self.merged or self.commit

    @property
    def kind(self) -> StatusKind | None:
        """What it became."""
        return self.after.status if self.after else None


@dataclass(frozen=True, slots=True)
class Renumbering:
    """A change of number.

    Attributes:
        before: the number that it had.
        after: the number that it got.
        made: the change that brought it.
    """

    before: int
    after: int
    made: Edit


@dataclass(frozen=True, slots=True)
class Life:
    """What git remembers of one record.

    Attributes:
        path: its file; its last name where it is gone.
        gone: whether it was removed.
        said: what its last version says.
        created: the commit with which it came; None where the history that is here begins later.
        changed: the last commit that changed it.
        transitions: its changes of status, the oldest first; the first is its coming.
        edits: changes of what it argues while it was accepted.
        renumbered: its changes of number, the oldest first.
        names: all names that it had, the oldest first, and at last the one that it has, even if it had that before.
        contributors: the authors of its commits and those who wrote them as well, in the order of their first: each
            name with its address, as far as that is known.
        changes: all its changes, the oldest first.
    """

    path: PurePosixPath
    gone: bool
    said: Said
    created: Commit | None
    changed: Commit
    transitions: tuple[Transition, ...]
    edits: tuple[Edit, ...]
    renumbered: tuple[Renumbering, ...]
    names: tuple[PurePosixPath, ...]
    contributors: tuple[tuple[str, str | None], ...]
    changes: tuple[Edit, ...]

    def last(self, *kinds: StatusKind) -> Transition | None:
        """The last change to one of these statuses; a record that comes back as it was has not changed to it."""
        found, stood = None, None
        for one in self.transitions:
            if one.after is not None:
                found = one if one.kind in kinds and one.after.standing != stood else found
                stood = one.after.standing
        return found

    @property
    def proposed(self) -> Transition | None:
        """When it was first put up for discussion, as far as its commits tell."""
        return next((one for one in self.transitions if one.kind in _OPEN), None)

    @property
    def accepted(self) -> Transition | None:
        """When it was last accepted; None where it was put up for discussion again since."""
        found, again = self.last(StatusKind.ACCEPTED), self.last(*_OPEN)
        order = self.transitions
        return None if found and again and order.index(again) > order.index(found) else found


def lives(history: History, chosen: Iterable[Lineage], versions: Versions) -> tuple[Life, ...]:
    """The lives of records, those that are gone included, in the order of their coming.

    Args:
        history: what git remembers.
        chosen: the files that are asked about; those that are no records are left out.
        versions: what all versions of these files say.
    """
    commits = {moment.commit.id: moment.commit for moment in history.moments}
    found = (_life(versions, commits, lineage) for lineage in chosen)
    return tuple(life for life in found if life is not None)


def _life(versions: Versions, commits: Mapping[str, Commit], lineage: Lineage) -> Life | None:
    steps = lineage.steps
    if not steps:
        return None
    told = (versions.after(step.change) or versions.before(step.change) for step in reversed(steps))
    said = next((one for one in told if one is not None), None)
    if said is None or not said.record:
        return None
    names = dict.fromkeys(path for step in steps for path in (step.change.old_path, step.change.path))
    names = {name: None for name in names if name != lineage.path} | {lineage.path: None}
    people: dict[str, str | None] = {}
    for commit in (step.moment.commit for step in steps):
        for name in (commit.author.name, *commit.co_authors):
            people[name] = people.get(name) or (commit.author.email if name == commit.author.name else None)
    return Life(
        path=lineage.path,
        gone=lineage.gone,
        said=said,
        created=None if steps[0].change.before else steps[0].moment.commit,
        changed=steps[-1].moment.commit,
        transitions=tuple(_transitions(versions, commits, steps)),
        edits=tuple(_edits(versions, commits, steps)),
        renumbered=tuple(_renumbered(versions, commits, steps)),
        names=tuple(names),
        contributors=tuple(people.items()),
        changes=tuple(_edit(commits, step) for step in steps),
    )


def _transitions(versions: Versions, commits: Mapping[str, Commit], steps: tuple[Step, ...]) -> Iterator[Transition]:
    """Each change once, though two branches may have made the same."""
    stands = versions.before(steps[0].change)
    for step in steps:
        before, after = versions.before(step.change), versions.after(step.change)
        if after is None and step.change.after:
            continue  # a version that could not be read says nothing
        if step.moment.merge:
            before = stands  # its own result, of what was said on all its sides
        now, was, stood = (said.standing if said else None for said in (after, before, stands))
        if before is None and step.change.before:
            stands = after  # what it said before could not be read: nobody can tell whether this commit changed it
        elif now not in (was, stood):
            stands = after
            yield Transition(step.change.path, before, after, step.moment.commit, _merge(commits, step))


def _edits(versions: Versions, commits: Mapping[str, Commit], steps: tuple[Step, ...]) -> Iterator[Edit]:
    """The changes of what a record argues while it was accepted."""
    for step in steps:
        before, after = versions.before(step.change), versions.after(step.change)
        if before is None or after is None or before.body == after.body:
            continue
        if before.status is after.status is StatusKind.ACCEPTED:
            yield _edit(commits, step)


def _renumbered(versions: Versions, commits: Mapping[str, Commit], steps: tuple[Step, ...]) -> Iterator[Renumbering]:
    """Each change once, though two branches may have made the same."""
    number: int | None = None
    for step in steps:
        before, after = versions.before(step.change), versions.after(step.change)
        was, now = before.number if before else None, after.number if after else None
        if was is not None and now is not None and now not in (was, number):
            yield Renumbering(was, now, _edit(commits, step))
        number = now if now is not None else number


def _edit(commits: Mapping[str, Commit], step: Step) -> Edit:
    return Edit(step.change, step.moment.commit, _merge(commits, step))


def _merge(commits: Mapping[str, Commit], step: Step) -> Commit | None:
    return None if step.moment.main else commits.get(step.moment.landed)


def decided(record: Record, life: Life | None) -> dt.date | None:
    """When it was decided: what the record says, else the day on which git saw it accepted; None where it waits.

    Args:
        record: the record.
        life: what git remembers of it, where it remembers something.
    """
    if record.status in _OPEN:
        return None
    if record.date is not None:
        return record.date
    accepted = life.accepted if life else None
    return accepted.commit.author.when.date() if accepted else None


def disagreements(record: Record, life: Life) -> Iterator[str]:
    """Where a record and its commits tell different stories, in a sentence each."""
    accepted = life.accepted
    if record.status is StatusKind.ACCEPTED and record.date is not None and accepted is not None:
        seen = accepted.commit.author.when.date()
        came_accepted = accepted.before is None and record.date < seen  # it may well have been older than its file
        if abs((record.date - seen).days) > _TOLERANCE and not came_accepted:
            yield f"the record says {record.date}, its commits say that it was accepted on {seen}"
    if record.status is not life.said.status or (record.status_text or "") != (life.said.status_text or ""):
        here, there = record.status_text or "no status", life.said.status_text or "no status"
        yield f"the work tree says {here}, the last commit {there}"
