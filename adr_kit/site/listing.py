"""A list of records that can be filtered: the records, and what they can be told apart by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.site.views import Card, StatusView

STATES = ("in-force", "waiting", "past")


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a list says.

    Attributes:
        cards: the records, in the order of the log.
        numbered: whether any has a number: a column of dashes says nothing.
        told: whether each is shown with its decision in a sentence.
        states: those that occur, of in-force, waiting and past.
        statuses: those that occur, the most frequent first.
        tags, components, logs: those that occur, in the order of the alphabet.
        years: the first and the last; empty where no record has a date.
    """

    cards: tuple[Card, ...]
    numbered: bool
    told: bool
    states: tuple[str, ...]
    statuses: tuple[StatusView, ...]
    tags: tuple[str, ...]
    components: tuple[str, ...]
    logs: tuple[str, ...]
    years: tuple[int, ...]


def listing(cards: Iterable[Card], *, told: bool) -> Listing:
    """The list of these records."""
    cards = tuple(cards)
    count: dict[str, int] = {}
    for card in cards:
        count[card.status.word] = count.get(card.status.word, 0) + 1
    statuses = {card.status.word: card.status for card in cards}
    dated = [card.date.year for card in cards if card.date]
    return Listing(
        cards,
        numbered=any(card.number for card in cards),
        told=told,
        states=tuple(state for state in STATES if any(card.state == state for card in cards)),
        statuses=tuple(statuses[word] for word in sorted(count, key=lambda word: (-count[word], word))),
        tags=_named(tag for card in cards for tag in card.tags),
        components=_named(card.component for card in cards),
        logs=_named(card.log for card in cards),
        years=tuple(range(min(dated), max(dated) + 1)) if dated else (),
    )


def _named(found: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as it is first written."""
    spelled: dict[str, str] = {}
    for name in found:
        if name:
            spelled.setdefault(name.casefold(), name)
    return tuple(spelled[name] for name in sorted(spelled))
