"""What a decision record says, as frozen values that keep the words they came from and where those stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import PurePosixPath

    from adr_kit.text.outline import Outline
    from adr_kit.text.source import Source, Span


class StatusKind(StrEnum):
    """What a status means, whatever the words."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"
    DRAFT = "draft"
    OTHER = "other"


class Relation(StrEnum):
    """How one record stands to another, read from the record that states it."""

    SUPERSEDES = "supersedes"
    SUPERSEDED_BY = "superseded-by"
    AMENDS = "amends"
    AMENDED_BY = "amended-by"
    DEPENDS_ON = "depends-on"
    REQUIRED_BY = "required-by"
    REFINES = "refines"
    REFINED_BY = "refined-by"
    CONFLICTS_WITH = "conflicts-with"
    RELATES_TO = "relates-to"
    OTHER = "other"

    @property
    def inverse(self) -> Relation:
        """The same relation as the other record would state it."""
        return _INVERSE.get(self, self)

    @property
    def forward(self) -> bool:
        """Whether it is read from the newer record to the older (symmetric relations count as forward)."""
        return self not in _BACKWARD


UNREADABLE = "unreadable"  # the code of a problem: a file that could not be opened
_PAIRS = (
    (Relation.SUPERSEDES, Relation.SUPERSEDED_BY),
    (Relation.AMENDS, Relation.AMENDED_BY),
    (Relation.DEPENDS_ON, Relation.REQUIRED_BY),
    (Relation.REFINES, Relation.REFINED_BY),
)
_BACKWARD = frozenset(backward for _, backward in _PAIRS)
_INVERSE = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}


class Place(StrEnum):
    """Where a fact stands, in the order in which places are trusted."""

    FRONT_MATTER = "front matter"
    SECTION = "section"
    FIELD = "field line"
    TABLE = "table"
    PATH = "file name"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """One word or phrase of a record and where it stands (``span`` is None for what the path says)."""

    text: str
    span: Span | None = None
    place: Place = Place.TEXT


@dataclass(frozen=True, slots=True)
class Status:
    """A status: ``text`` as written (without markup), ``span`` around exactly the words in the source."""

    kind: StatusKind
    text: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date as written; ``value`` is None where it is impossible or undecidable."""

    text: str
    value: dt.date | None
    span: Span | None
    place: Place
    day_month: tuple[int, int, int] | None = None  # (first, second, year) where dd/mm and mm/dd both fit


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in a record; ``name`` is for people, ``text`` as written."""

    name: str
    text: str
    span: Span
    email: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Who had a part in a decision."""

    deciders: tuple[Person, ...] = ()
    authors: tuple[Person, ...] = ()
    consulted: tuple[Person, ...] = ()
    informed: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A stated relation.

    Attributes:
        relation: what it means.
        text: the words of the relation as written ("Superceded by").
        target: the reference as written (an href, a number, a name).
        span: the whole statement: the line or list item for a line, the value for front matter.
        target_id: the identity of the record meant, once the log is known; None where there is none or it is ambiguous.
        partial: whether only a part is superseded or amended.
        label: the link's text, as written ("1. First").
        place: where it stands.
    """

    relation: Relation
    text: str
    target: str
    span: Span
    place: Place
    label: str = ""
    partial: bool = False
    target_id: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in one file that a reader must be told: what, and where (offsets into that file's text)."""

    file: PurePosixPath
    message: str
    span: Span | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An open question of a record (``- [ ] Who runs the backups? (@ada)``)."""

    text: str
    span: Span
    done: bool = False


@dataclass(frozen=True, slots=True)
class Gist:
    """A record in short: its decision in one sentence ("" where none of it states that), and what is still open."""

    decision: str
    questions: int  # that nobody has answered
    loose_ends: int  # places where its text says that something is still to be done


@dataclass(frozen=True)
class Reading:
    """What one file says, before the rest of the log is known.

    Attributes:
        file: the file's path from the workspace's root (the repository), ``/`` separators.
        source: its text.
        outline: where things stand in it.
        skipped: why the file is not a record; None for a record.
        dialect: the name of the dialect in which it is written (see ``record.dialects``).
        day_orders: True where a date of it can only be day first (25/12/2020), False where one can only be month first.
        gist: the record in short, where that was looked for when the file was read, as is done for all of a large log.
    """

    file: PurePosixPath
    source: Source
    outline: Outline
    skipped: str | None = None
    number: int | None = None
    prefix: str = ""  # "API" in API-001
    heading_number: int | None = None
    heading_prefix: str = ""
    title: Fact = Fact("")
    status: Status | None = None
    date: DateFact | None = None
    day_orders: frozenset[bool] = frozenset()
    people: People = People()
    tags: tuple[Fact, ...] = ()
    affects: tuple[Fact, ...] = ()
    review_by: DateFact | None = None
    formerly: tuple[int, ...] = ()
    component: str | None = None
    links: tuple[Link, ...] = ()
    dialect: str = "nygard"
    problems: tuple[Problem, ...] = ()
    gist: Gist | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Record:
    """A decision record, its facts settled by the rest of its log.

    Attributes:
        id: the identity: the file stem (see design: the directory's name where a record is a directory's README, the
            folder in front where two would be equal).
        path: the file's path from the log's directory.
        reading: what the file says, with spans.
        log: the log's name where a repository has several; "" otherwise.
    """

    id: str
    path: PurePosixPath
    reading: Reading
    number: int | None
    title: str
    status: StatusKind | None
    date: dt.date | None
    links: tuple[Link, ...] = ()
    component: str | None = None
    log: str = ""

    @property
    def file(self) -> PurePosixPath:
        """The file's path from the workspace's root."""
        return self.reading.file

    @property
    def reference(self) -> str:
        """What a person types to mean it: its number, with its log's name where that has one; else its identity."""
        if self.number is None:
            return self.id
        return f"{self.log}/{self.number}" if self.log else str(self.number)

    @property
    def source(self) -> Source:
        """The file's text."""
        return self.reading.source

    @property
    def status_text(self) -> str | None:
        """The status as written."""
        return self.reading.status.text if self.reading.status else None

    @property
    def tags(self) -> tuple[str, ...]:
        """Topics."""
        return tuple(tag.text for tag in self.reading.tags)

    @property
    def affects(self) -> tuple[str, ...]:
        """Globs of the paths that this decision governs, from the repository's root."""
        return tuple(glob.text for glob in self.reading.affects)

    @property
    def people(self) -> People:
        """Deciders, authors, consulted, informed."""
        return self.reading.people

    @property
    def in_force(self) -> bool:
        """Whether people follow it now: accepted, of a status unknown to this tool, or in a log that states none."""
        return self.status in (StatusKind.ACCEPTED, StatusKind.OTHER, None)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file in a log's directory that is not a record, and why; ``log`` is that log's name."""

    path: PurePosixPath
    reason: str
    log: str = ""
