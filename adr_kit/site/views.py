"""What templates are given: values that are ready to be written down, links among them relative to their page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from adr_kit.insight.graph.model import name_of
from adr_kit.record.model import StatusKind
from adr_kit.site import names, words
from adr_kit.site.past import Past

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from adr_kit.record.model import Question, Record
    from adr_kit.record.summary import Summary
    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations
    from adr_kit.text.markdown.sheet import Heading


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status: ``kind`` names its shape ("none" for none), ``word`` says it, ``written`` where that says more."""

    kind: str
    word: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Age:
    """How long something has been so: the unit, as the words of the interface name it, and how many."""

    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class Card:
    """A record as other pages name it.

    Attributes:
        state: in-force, waiting or past; "" where the page does not ask.
        age: how long a proposal has waited, counted to the newest commit; None where that is not known.
        loose_ends: in how many places its text says that something is still to be done.
    """

    id: str
    number: str
    title: str
    href: str
    status: StatusView
    date: dt.date | None
    deciders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sentence: str = ""
    questions: int = 0
    current: tuple[Card, ...] = ()
    state: str = ""
    component: str = ""
    log: str = ""
    loose_ends: int = 0
    age: Age | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One of the decisions to read first, and why."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag or component, the records in force that have it, and how many others do."""

    name: str
    href: str
    cards: tuple[Card, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Related records under the words that say how they are related."""

    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know before reading on.

    Attributes:
        kind: superseded, changed, partly, deprecated, rejected, proposed, replaces, or proposal (would change this).
        cards: the records that it is about.
        current: the decisions in force in this one's place, where those are others.
        words: which of its sentences a notice begins with, where there are several.
        loose_ends: in how many places the text says that something is to be done.
    """

    kind: str
    cards: tuple[Card, ...] = ()
    current: tuple[Card, ...] = ()
    words: str = ""
    loose_ends: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's text is: beside its page, and at the forge."""

    markdown: str
    file: str
    forge: str = ""
    forge_name: str = ""
    edit: str = ""
    history: str = ""
    blame: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """All that a record's page says."""

    card: Card
    language: str
    html: str
    people: tuple[tuple[str, tuple[str, ...]], ...]
    tags: tuple[tuple[str, str], ...]
    component: tuple[str, str] | None
    affects: tuple[str, ...]
    review_by: dt.date | None
    formerly: tuple[int, ...]
    notices: tuple[Notice, ...]
    contents: tuple[Heading, ...]
    groups: tuple[Group, ...]
    unresolved: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    source: Source
    summary: Summary
    neighbourhood: str = ""
    framed: bool = False
    past: Past = field(default_factory=Past)
    age: Age | None = None
    previous: Card | None = None
    next: Card | None = None


def status_view(record: Record) -> StatusView:
    """A record's status as shape and word."""
    written = record.status_text or ""
    if record.status is None:
        return StatusView("none", words.NO_STATUS)
    if record.status is StatusKind.OTHER:
        return StatusView("other", written or words.NO_STATUS)
    word = words.STATUS[record.status]
    # "Superseded by 12" is said by the notice, with a link.
    more = written.casefold() != word.casefold() and record.status is not StatusKind.SUPERSEDED
    return StatusView(record.status.value, word, written if more else "")


@dataclass(frozen=True)
class Cards:
    """Makes cards whose links start at one page."""

    places: Places
    page: PurePosixPath

    def card(self, identity: str, current: Iterable[str] = ()) -> Card:
        """A record's card, with those of the decisions in force in its place."""
        record = self.places.log.by_id[identity]
        return Card(
            id=record.id,
            number=name_of(record) if record.number is not None else "",
            title=record.title or words.UNTITLED,
            href=names.href(self.page, self.places.page(identity)),
            status=status_view(record),
            date=record.date,
            deciders=tuple(person.name for person in record.people.deciders),
            tags=record.tags,
            sentence=self.places.gists[identity],
            current=self.cards(current),
        )

    def cards(self, identities: Iterable[str]) -> tuple[Card, ...]:
        """The cards of several records."""
        return tuple(self.card(identity) for identity in identities)

    def full(self, relations: Relations) -> dict[str, Card]:
        """The card of every record, with its state, its age and what is open in it."""
        return {record.id: self.full_one(record.id, relations) for record in self.places.log.records}

    def full_one(self, identity: str, relations: Relations) -> Card:
        """One record's card, with all that."""
        record = self.places.log.by_id[identity]
        state = relations.state(record.id)
        short = self.places.in_short[record.id]
        return replace(
            self.card(record.id, (one for one in relations.current[record.id] if one != record.id)),
            state=state,
            component=record.component or "",
            log=record.log,
            questions=short.questions,
            loose_ends=short.loose_ends,
            age=age_of(record.date, self.places.setting.as_of) if state == "waiting" else None,
        )


def age_of(since: dt.date | None, until: dt.date | None) -> Age | None:
    """How long ago a day was, in the unit in which people would say it; None where one of the days is not known."""
    if since is None or until is None or since > until:
        return None
    days = (until - since).days
    for unit, length, fewest in (("years", 365, 730), ("months", 30, 60), ("weeks", 7, 14), ("days", 1, 1)):
        if days >= fewest:
            return Age(unit, days // length)
    return Age("today", 0)
