"""What a reading says, as values that can be compared before and after a change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from adr_kit.record.metadata import heading_name
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.model import Link, Person, Reading, Relation

LinkFact = tuple["Relation", str, bool]


def link_fact(link: Link) -> LinkFact:
    """What a stated relation says, wherever it stands."""
    return link.relation, link.target, link.partial


def links(reading: Reading) -> Counter[LinkFact]:
    """The stated relations."""
    return Counter(link_fact(link) for link in reading.links)


def facts(reading: Reading) -> dict[str, object]:
    """Everything else: each fact by name."""
    date, review = reading.date, reading.review_by
    return {
        "skipped": reading.skipped,
        "title": reading.title.text,
        "number": reading.number,
        "heading number": reading.heading_number,
        "status": reading.status.kind if reading.status else None,
        "status text": reading.status.text if reading.status else None,
        "date": (date.value, date.day_month) if date else None,
        "deciders": _names(reading.people.deciders),
        "authors": _names(reading.people.authors),
        "consulted": _names(reading.people.consulted),
        "informed": _names(reading.people.informed),
        "tags": tuple(tag.text for tag in reading.tags),
        "affects": tuple(glob.text for glob in reading.affects),
        "review by": (review.value, review.day_month) if review else None,
        "formerly": reading.formerly,
        "component": reading.component,
        "sections": tuple(heading_name(section.name, DEFAULT) for section in reading.outline.sections),
    }


def problems(reading: Reading) -> Counter[str]:
    """What is wrong with a text, by kind."""
    return Counter(problem.code for problem in reading.problems)


def _names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(person.name for person in people)
