"""The first page: what is in force, what is proposed, where to start, and every record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.graph.reading import reading_order
from adr_kit.record.model import StatusKind
from adr_kit.site import names
from adr_kit.site.views import Cards, Step, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations
    from adr_kit.site.views import Card

_WAITING = frozenset({StatusKind.PROPOSED, StatusKind.DRAFT})
_TOO_FEW_FOR_A_PATH = 6  # decisions in force that anybody reads in one go


@dataclass(frozen=True, slots=True)
class IndexView:
    """All that the first page says.

    Attributes:
        path: the decisions to read first; none for a small log.
        basis: what their choice rests on, in sentences.
        proposed: what waits for a decision.
        in_force: the decisions that people must follow now.
        rest: what is no longer in force, or never was.
        topics: the tags.
        all: every record, in the order of the log.
        skipped: the files of the log that are no records, each with the reason.
    """

    path: tuple[Step, ...]
    basis: tuple[str, ...]
    proposed: tuple[Card, ...]
    in_force: tuple[Card, ...]
    rest: tuple[Card, ...]
    topics: tuple[Topic, ...]
    all: tuple[Card, ...]
    skipped: tuple[tuple[str, str], ...] = ()


def index_view(places: Places, relations: Relations) -> IndexView:
    """What the first page says."""
    cards = Cards(places, names.INDEX)
    log = places.log
    made = {
        record.id: cards.card(record.id, (one for one in relations.current[record.id] if one != record.id))
        for record in log.records
    }
    waiting = [
        record.id for record in log.records if record.status in _WAITING and record.id not in relations.successors
    ]
    rest = [identity for identity in made if identity not in relations.in_force and identity not in waiting]
    few = len(relations.in_force) < _TOO_FEW_FOR_A_PATH
    order = None if few else reading_order(relations.graph)
    return IndexView(
        path=tuple(Step(made[step.record], step.why) for step in order.steps) if order else (),
        basis=order.basis if order else (),
        proposed=tuple(made[identity] for identity in waiting),
        in_force=tuple(card for identity, card in made.items() if identity in relations.in_force),
        rest=tuple(made[identity] for identity in rest),
        topics=tuple(_topics(made, relations.in_force, places.tags)),
        all=tuple(made.values()),
        skipped=tuple((str(skip.path), skip.reason) for skip in log.skipped),
    )


def _topics(made: dict[str, Card], in_force: frozenset[str], places: dict[str, str]) -> Iterable[Topic]:
    spelled: dict[str, str] = {}
    found: dict[str, list[Card]] = {}
    for card in made.values():
        for tag in dict.fromkeys(tag.casefold() for tag in card.tags):
            spelled.setdefault(tag, next(name for name in card.tags if name.casefold() == tag))
            found.setdefault(tag, []).append(card)
    for tag in sorted(found):
        current = tuple(card for card in found[tag] if card.id in in_force)
        yield Topic(spelled[tag], places[tag], current, len(found[tag]) - len(current))
