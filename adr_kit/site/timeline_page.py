"""The decisions by time: what came and what changed its status, month by month; and a page for each month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.insight.timeline.telling import way, who
from adr_kit.site import names
from adr_kit.site.views import Card, Cards

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from adr_kit.record.model import Record
    from adr_kit.site.links import Places

TIMELINE = PurePosixPath("timeline.html")
_MOST = 500  # events on one page; older months are told on their own
_MONTHS = PurePosixPath("months")


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to a record on a day.

    Attributes:
        record: its identity.
        what: what became of its status ("proposed → accepted"); "" where only its date is known.
        who: who did, as far as git tells; "" where the day is the record's own.
    """

    day: dt.date
    record: str
    what: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """The same for a page."""

    day: dt.date
    card: Card
    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its name ("2024-05"), its page, how much happened, and what, the newest first, where that is shown."""

    name: str
    href: str
    count: int = 0
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineView:
    """All that the page says: the newest months, the others by name, and how many records have no day at all."""

    months: tuple[Month, ...]
    earlier: tuple[Month, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """All that a month's page says, and the months beside it."""

    month: Month
    overview: str
    earlier: Month | None
    later: Month | None


def happenings(places: Places) -> tuple[Happening, ...]:
    """All that happened, the oldest first. A record's own date is trusted more than the commit that brought it."""
    order = {record.id: place for place, record in enumerate(places.log.records)}
    found = (one for record in places.log.records for one in _of(places, record))
    return tuple(sorted(found, key=lambda one: (one.day, order[one.record])))


def _of(places: Places, record: Record) -> Iterator[Happening]:
    life = (places.setting.lives or {}).get(record.file)
    for transition in life.transitions if life else ():
        if transition.before is None and record.date is not None:
            continue
        yield Happening(transition.commit.author.when.date(), record.id, way(transition), who(transition))
    if record.date is not None:
        yield Happening(record.date, record.id)


def timeline_pages(places: Places) -> Iterator[tuple[PurePosixPath, str, Callable[[], TimelineView | MonthView]]]:
    """The page of all months and the page of each; none where no record has a day."""
    months: dict[str, list[Happening]] = {}
    for one in happenings(places):
        months.setdefault(f"{one.day:%Y-%m}", []).append(one)
    if not months:
        return
    yield TIMELINE, "timeline.html", partial(_timeline, places, months)
    for name in months:
        yield _page(name), "month.html", partial(_month_view, places, months, name)


def has_timeline(places: Places) -> bool:
    """Whether anything happened on a day that is known."""
    return bool(places.setting.lives) or any(record.date for record in places.log.records)


def _page(name: str) -> PurePosixPath:
    return _MONTHS / f"{name}.html"


def _timeline(places: Places, months: dict[str, list[Happening]]) -> TimelineView:
    cards = Cards(places, TIMELINE)
    newest = list(reversed(months))
    so_far = list(accumulate(len(months[name]) for name in newest))
    shown = sum(1 for place in range(len(newest)) if not place or so_far[place] <= _MOST)
    told = tuple(_month(cards, name, months[name]) for name in newest[:shown])
    earlier = tuple(Month(name, names.href(TIMELINE, _page(name)), len(months[name])) for name in newest[shown:])
    dated = {one.record for happened in months.values() for one in happened}
    return TimelineView(told, earlier, len(places.log.records) - len(dated))


def _month(cards: Cards, name: str, happened: list[Happening]) -> Month:
    events = tuple(Event(one.day, cards.card(one.record), one.what, one.who) for one in reversed(happened))
    return Month(name, names.href(cards.page, _page(name)), len(events), events)


def _month_view(places: Places, months: dict[str, list[Happening]], name: str) -> MonthView:
    page = _page(name)
    cards = Cards(places, page)
    around = [None, *months, None]
    place = around.index(name)
    earlier, later = (
        Month(one, names.href(page, _page(one))) if one else None for one in (around[place - 1], around[place + 1])
    )
    return MonthView(_month(cards, name, months[name]), names.href(page, TIMELINE), earlier, later)
