"""The pages of tags and of components: an overview of each kind, and a page for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adr_kit.site import names
from adr_kit.site.views import Card, Cards, Topic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import PurePosixPath

    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations

KINDS = ("tag", "component")


@dataclass(frozen=True, slots=True)
class TopicsView:
    """An overview: which kind, and its topics."""

    kind: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """One tag or component: its records by what they are now."""

    kind: str
    name: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    overview: str


def overview_page(kind: str) -> PurePosixPath:
    """Where the overview of a kind lies."""
    return {"tag": names.TAGS, "component": names.COMPONENTS}[kind].with_suffix(".html")


def topics(kind: str, cards: Iterable[Card], places: Places, page: PurePosixPath) -> tuple[Topic, ...]:
    """The topics of a kind, those with the most decisions in force first; links start at a page."""
    spelled, found = _by_topic(kind, cards)
    pages = places.topics(kind)
    made = (_topic(spelled[name], names.href(page, pages[name]), found[name]) for name in found)
    return tuple(sorted(made, key=lambda topic: (-len(topic.cards), topic.name.casefold())))


def topic_pages(
    places: Places, relations: Relations
) -> Iterator[tuple[PurePosixPath, str, Callable[[], TopicsView | TopicView]]]:
    """The pages of tags and components: where each lies, its template, and how to ask what it says."""
    for kind in KINDS:
        pages = places.topics(kind)
        if pages:
            yield overview_page(kind), "topics.html", partial(_overview, places, relations, kind)
        for name, page in pages.items():
            yield page, "topic.html", partial(_topic_view, places, relations, kind, name)


def _overview(places: Places, relations: Relations, kind: str) -> TopicsView:
    page = overview_page(kind)
    return TopicsView(kind, topics(kind, Cards(places, page).full(relations).values(), places, page))


def _topic_view(places: Places, relations: Relations, kind: str, name: str) -> TopicView:
    page = places.topics(kind)[name]
    cards = Cards(places, page)
    own = (
        record.id
        for record in places.log.records
        if name in (one.casefold() for one in (record.tags if kind == "tag" else (record.component or "",)))
    )
    spelled, found = _by_topic(kind, (cards.full_one(identity, relations) for identity in own))
    return TopicView(kind, spelled[name], _groups(found[name]), names.href(page, overview_page(kind)))


def _groups(cards: list[Card]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    states = {state: tuple(card for card in cards if card.state == state) for state in ("in-force", "waiting", "past")}
    return tuple((state, found) for state, found in states.items() if found)


def _by_topic(kind: str, cards: Iterable[Card]) -> tuple[dict[str, str], dict[str, list[Card]]]:
    """How each topic is first written, and its records."""
    spelled: dict[str, str] = {}
    found: dict[str, list[Card]] = {}
    for card in cards:
        own = card.tags if kind == "tag" else (card.component,) if card.component else ()
        for name in {name.casefold(): name for name in reversed(own)}.values():
            spelled.setdefault(name.casefold(), name)
            found.setdefault(name.casefold(), []).append(card)
    return spelled, found


def _topic(name: str, href: str, cards: list[Card]) -> Topic:
    current = tuple(card for card in cards if card.state == "in-force")
    return Topic(name, href, current, len(cards) - len(current))
