"""What templates are given: values that are ready to be written down, links among them relative to their page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.graph.model import name_of
from adr_kit.record.gist import decision_sentence
from adr_kit.record.model import StatusKind
from adr_kit.record.sections import questions
from adr_kit.site import names, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from adr_kit.record.model import Question, Record
    from adr_kit.site.links import Places
    from adr_kit.text.markdown.sheet import Heading


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status: ``kind`` names its shape ("none" for none), ``word`` says it, ``written`` where that says more."""

    kind: str
    word: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A record as other pages name it."""

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


@dataclass(frozen=True, slots=True)
class Step:
    """One of the decisions to read first, and why."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag, the records in force that have it, and how many others do."""

    name: str
    place: str
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
        kind: superseded, changed, deprecated, rejected, proposed, or proposal (that would replace this).
        cards: the records that it is about.
        current: the decisions in force in this one's place, where those are others.
    """

    kind: str
    cards: tuple[Card, ...] = ()
    current: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record's text is: beside its page, and at the forge."""

    markdown: str
    file: str
    forge: str = ""
    forge_name: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """All that a record's page says."""

    card: Card
    language: str
    html: str
    people: tuple[tuple[str, tuple[str, ...]], ...]
    tags: tuple[tuple[str, str], ...]
    component: str | None
    affects: tuple[str, ...]
    review_by: dt.date | None
    formerly: tuple[int, ...]
    notices: tuple[Notice, ...]
    contents: tuple[Heading, ...]
    groups: tuple[Group, ...]
    unresolved: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]
    source: Source
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
            sentence=decision_sentence(record, self.places.setting.vocabulary),
            questions=sum(not question.done for question in questions(record)),
            current=self.cards(current),
        )

    def cards(self, identities: Iterable[str]) -> tuple[Card, ...]:
        """The cards of several records."""
        return tuple(self.card(identity) for identity in identities)
