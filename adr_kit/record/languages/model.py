"""What a language's words are for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.record.model import Relation, StatusKind


class Field(StrEnum):
    """What a field is about, whatever its name."""

    STATUS = "status"
    DATE = "date"
    DECIDERS = "deciders"
    AUTHORS = "authors"
    CONSULTED = "consulted"
    INFORMED = "informed"
    TAGS = "tags"
    AFFECTS = "affects"
    REVIEW_BY = "review-by"
    FORMERLY = "formerly"
    COMPONENT = "component"
    TITLE = "title"
    NUMBER = "number"
    REASON = "reason"
    REVIEWED_IN = "reviewed-in"
    OTHER_DATE = "other-date"  # a date, but not the decision's: "last updated"
    OTHER = "other"  # known to be metadata, of no use here: "version"


class Role(StrEnum):
    """What a section is about, whatever its heading."""

    CONTEXT = "context"
    DRIVERS = "drivers"
    OPTIONS = "options"
    DECISION = "decision"
    CONSEQUENCES = "consequences"
    GAINS = "gains"
    COSTS = "costs"
    PROS_AND_CONS = "pros and cons"
    CONFIRMATION = "confirmation"
    STATUS = "status"
    LINKS = "links"
    QUESTIONS = "questions"
    CHANGELOG = "changelog"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words, lower case; the first of each list is what tools write.

    Attributes:
        code: the language, as ISO 639 has it.
        statuses: what says how far a decision has come.
        fields: what a named value is called.
        sections: what a heading says.
        relations: what stands before a reference to another record.
        partly: what makes a supersession or an amendment one of a part.
        itself: how a record speaks of itself.
        nothing: what people fill into a field that has no value.
        records: what a record is called, in front of its number or instead of a title.
    """

    code: str
    statuses: Mapping[StatusKind, tuple[str, ...]]
    fields: Mapping[Field, tuple[str, ...]]
    sections: Mapping[Role, tuple[str, ...]]
    relations: Mapping[Relation, tuple[str, ...]]
    partly: tuple[str, ...] = field(default=())
    itself: tuple[str, ...] = field(default=())
    nothing: tuple[str, ...] = field(default=())
    records: tuple[str, ...] = field(default=())


def split(words: str) -> tuple[str, ...]:
    """The words of a list written as ``one | two three``."""
    return tuple(word.strip() for word in words.split("|"))
