"""A stretch of time that is asked about: since a day, or the commits between two revisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adr_kit.insight.timeline.lineage import Lineage
    from adr_kit.insight.timeline.lives import Edit, Transition
    from adr_kit.insight.timeline.model import Commit, History


@dataclass(frozen=True, slots=True)
class Period:
    """What counts as asked about; all there is where nothing is given.

    Attributes:
        told: how people call it ("since 2026-11-18", "v1..v2").
        since: the first day; None where there is none.
        commits: the commits; None where they do not matter.
    """

    told: str = ""
    since: dt.date | None = None
    commits: frozenset[str] | None = None

    def has(self, commit: Commit) -> bool:
        """Whether a commit of the first-parent line lies in it."""
        if self.commits is not None and commit.id not in self.commits:
            return False
        return self.since is None or commit.committer.when.date() >= self.since

    def holds(self, change: Edit | Transition) -> bool:
        """Whether a change took effect in it."""
        return self.has(change.landed)

    def has_day(self, day: dt.date | None, today: dt.date) -> bool:
        """Whether a day lies in it, as far as that can be told without commits; one that is still to come does not."""
        return day is not None and self.commits is None and (self.since or dt.date.min) <= day <= today

    def touched(self, history: History, lineages: tuple[Lineage, ...]) -> tuple[Lineage, ...]:
        """The files that something happened to in it: those that have to be read."""
        landed = {moment.commit.id for moment in history.moments if moment.main and self.has(moment.commit)}
        return tuple(one for one in lineages if any(step.moment.landed in landed for step in one.steps))
