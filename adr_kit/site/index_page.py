"""The first page: where to start, what is open, what was decided lately, what is in force by topic, and the records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.graph.reading import reading_order
from adr_kit.site import names
from adr_kit.site.listing import STATES, Listing, listing
from adr_kit.site.topic_pages import overview_page, topics
from adr_kit.site.views import Cards, Step, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations
    from adr_kit.site.views import Card

_LAST = dt.date.max
_TOO_FEW_FOR_A_PATH = 6  # decisions in force that anybody reads in one go
_FEWEST_STEPS = 3  # one decision is no path
_MOST_ON_THE_FIRST_PAGE = 100  # records: a longer list has a page of its own
_LATELY = 8
_OPEN = 8
_TOPICS = 24


@dataclass(frozen=True, slots=True)
class TopicsPart:
    """The topics of one kind, as far as the first page has room for them.

    Attributes:
        kind: tag or component.
        topics: those with the most decisions in force.
        total: how many there are.
        href: where they all are.
    """

    kind: str
    topics: tuple[Topic, ...]
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """All that the first page says.

    Attributes:
        total: how many records there are.
        counts: of each state that occurs (in-force, waiting, past): how many.
        path: the decisions to read first; none for a small log, or where nothing tells.
        basis: what their choice rests on, in sentences.
        waiting: what waits for a decision, longest first; ``waiting_more`` is how many others do.
        recent: what was decided last, newest first.
        left_open: decisions in force in which something is open; ``left_open_more`` is how many others there are.
        topics: tags, then components.
        listing: every record; None where the list has a page of its own.
        skipped: the files of the log that are no records, each with the reason.
    """

    total: int
    counts: tuple[tuple[str, int], ...]
    path: tuple[Step, ...]
    basis: tuple[str, ...]
    waiting: tuple[Card, ...]
    waiting_more: int
    recent: tuple[Card, ...]
    left_open: tuple[Card, ...]
    left_open_more: int
    topics: tuple[TopicsPart, ...]
    listing: Listing | None
    skipped: tuple[tuple[str, str], ...] = ()


def has_list_of_its_own(places: Places) -> bool:
    """Whether the records are so many that their list has a page of its own."""
    return len(places.log.records) > _MOST_ON_THE_FIRST_PAGE


def index_view(places: Places, relations: Relations) -> IndexView:
    """What the first page says."""
    made = Cards(places, names.INDEX).full(relations)
    cards = tuple(made.values())
    waiting = sorted((one for one in cards if one.state == "waiting"), key=lambda one: one.date or _LAST)
    left_open = [one for one in cards if one.state == "in-force" and (one.questions or one.loose_ends)]
    few = len(relations.in_force) < _TOO_FEW_FOR_A_PATH
    order = None if few else reading_order(relations.graph)
    if order and len(order.steps) < _FEWEST_STEPS:
        order = None
    counts = ((state, sum(one.state == state for one in cards)) for state in STATES)
    return IndexView(
        total=len(cards),
        counts=tuple((state, count) for state, count in counts if count),
        path=tuple(Step(made[step.record], step.why) for step in order.steps) if order else (),
        basis=order.basis if order else (),
        waiting=tuple(waiting[:_OPEN]),
        waiting_more=len(waiting[_OPEN:]),
        recent=_recent(cards),
        left_open=tuple(left_open[:_OPEN]),
        left_open_more=len(left_open[_OPEN:]),
        topics=tuple(part for kind in ("tag", "component") if (part := _topics(kind, made, places)).total),
        listing=None if has_list_of_its_own(places) else listing(cards, told=True),
        skipped=tuple((str(skip.path), skip.reason) for skip in places.log.skipped),
    )


def list_view(places: Places, relations: Relations) -> Listing:
    """What the page says on which all records are, where the first page has no room for them."""
    return listing(Cards(places, names.ALL).full(relations).values(), told=False)


def _recent(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    decided = [card for card in cards if card.date and card.state == "in-force"]
    return tuple(sorted(decided, key=lambda card: card.date or _LAST)[::-1][:_LATELY])


def _topics(kind: str, made: Mapping[str, Card], places: Places) -> TopicsPart:
    found = topics(kind, made.values(), places, names.INDEX)
    return TopicsPart(kind, found[:_TOPICS], len(found), names.href(names.INDEX, overview_page(kind)))
