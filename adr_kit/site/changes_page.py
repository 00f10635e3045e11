"""What this log changes, compared with another state of it: for a reviewer who opens the site from disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.drawing.picture import Picture
from adr_kit.drawing.svg import Frame, figure
from adr_kit.insight.timeline.difference import difference
from adr_kit.site import names, words
from adr_kit.site.relations import Relations
from adr_kit.site.views import Card, Cards, StatusView, status_view
from adr_kit.text.worddiff import word_diff

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.insight.timeline.difference import Changed
    from adr_kit.record.model import Record
    from adr_kit.site.links import Places

CHANGES = PurePosixPath("changes.html")
_LONGEST = 120  # lines of one difference
_MOST_DRAWN = 40  # records: more are the map


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A record that differs.

    Attributes:
        card: the record; None where it is gone.
        title: its title, now or as it last was.
        aspects: what differs: new, removed, status, superseded, renumbered, retitled, moved, edited…
        before, after: its statuses; None where it was not there.
        successors: what took its place, where that is new.
        lines: what differs in the text, in pieces of (same, removed or added; words); of a new record nothing.
        more: how many lines more there are.
    """

    card: Card | None
    title: str
    aspects: tuple[str, ...]
    before: StatusView | None
    after: StatusView | None
    successors: tuple[Card, ...]
    lines: tuple[tuple[tuple[str, str], ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """All that the page says.

    Attributes:
        base: what the log is compared with, as it was named.
        changes: the records that differ.
        drawn_before, drawn_after: those among their neighbours, as drawings; "" where there is nothing to draw.
    """

    base: str
    changes: tuple[ChangeView, ...]
    drawn_before: str = ""
    drawn_after: str = ""


def changes_view(places: Places, relations: Relations) -> ChangesView:
    """What differs from the state that the setting names."""
    setting = places.setting
    if setting.base is None:
        return ChangesView("", ())
    found = difference(setting.base.log, places.log)
    cards = Cards(places, CHANGES)
    then = Relations.of(setting.base.log)
    return ChangesView(
        setting.base.name,
        tuple(_change(cards, one) for one in found),
        _drawn(places, then, [one.before for one in found], "before", None),
        _drawn(places, relations, [one.after for one in found], "after", places.page),
    )


def _change(cards: Cards, one: Changed) -> ChangeView:
    before, after = one.before, one.after
    lines = word_diff(before.source.text, after.source.text) if before and after else ()
    return ChangeView(
        card=cards.card(after.id) if after else None,
        title=one.record.title or words.UNTITLED,
        aspects=tuple(aspect.value for aspect in one.aspects),
        before=status_view(before) if before else None,
        after=status_view(after) if after else None,
        successors=cards.cards(record.id for record in one.successors),
        lines=tuple(tuple((piece.op.value, piece.text) for piece in line) for line in lines[:_LONGEST]),
        more=len(lines[_LONGEST:]),
    )


def _drawn(
    places: Places,
    relations: Relations,
    changed: list[Record | None],
    name: str,
    page: Callable[[str], PurePosixPath] | None,
) -> str:
    """The records that differ among their neighbours, in one of the two states."""
    ids = {record.id for record in changed if record is not None}
    near = ids | {neighbour.id for one in ids for neighbour in relations.around(one)}
    if not 1 < len(near) <= _MOST_DRAWN:
        return ""
    picture = Picture(relations.graph.select(near), relations.graph, vocabulary=places.setting.vocabulary)
    href = None if page is None else lambda one: names.href(CHANGES, page(one))
    return figure(picture, Frame(f"site.{name}", places.setting.say(f"graph {name}"), href))
