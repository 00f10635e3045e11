"""What git remembers of one record, for its page: each commit with what became of the status, and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.timeline.telling import way, who
from adr_kit.text.worddiff import word_diff

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.insight.timeline.lives import Edit, Life
    from adr_kit.site.links import Places

SHOWN = 8  # commits, the newest; all of them are a command, or a click at the forge, away
_LONGEST = 60  # lines of one difference


@dataclass(frozen=True, slots=True)
class Change:
    """One commit that changed a record.

    Attributes:
        day: when it was written.
        who: who wrote, committed and merged it, in a sentence.
        subject: the first line of what they said.
        href: the commit at the forge; "" where that is not known.
        statuses: what became of the status ("proposed → accepted").
        renamed_from: the file's name before; "" where it kept it.
        lines: what changed, in pieces of (same, removed or added; words).
        more: how many lines more there are.
    """

    day: dt.date
    who: str
    subject: str
    href: str
    statuses: tuple[str, ...]
    renamed_from: str
    lines: tuple[tuple[tuple[str, str], ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Past:
    """A record's commits, the newest first, and how many older ones there are."""

    changes: tuple[Change, ...] = ()
    older: int = 0


def past_of(places: Places, life: Life | None) -> Past:
    """What git remembers of a record; empty where that is nothing."""
    if life is None:
        return Past()
    newest = life.changes[::-1][:SHOWN]
    return Past(tuple(_change(places, life, one) for one in newest), len(life.changes) - len(newest))


def _change(places: Places, life: Life, edit: Edit) -> Change:
    texts, forge = places.setting.texts, places.setting.forge
    before, after = texts.get(edit.change.before), texts.get(edit.change.after)
    lines = word_diff(before, after) if before is not None and after is not None else ()
    return Change(
        day=edit.commit.author.when.date(),
        who=who(edit),
        subject=edit.commit.subject,
        href=forge.commit(edit.commit.id) if forge else "",
        statuses=tuple(way(one) for one in life.transitions if one.commit is edit.commit),
        renamed_from=str(edit.change.source or ""),
        lines=tuple(tuple((piece.op.value, piece.text) for piece in line) for line in lines[:_LONGEST]),
        more=len(lines[_LONGEST:]),
    )
