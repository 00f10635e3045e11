"""MADR 3 and 4: metadata in front matter, links as a list under More Information."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.dialects import lines
from adr_kit.record.languages import Field
from adr_kit.text import frontedits
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page

KEYS = {
    Field.STATUS: "status",
    Field.DATE: "date",
    Field.DECIDERS: "decision-makers",
    Field.AUTHORS: "authors",
    Field.CONSULTED: "consulted",
    Field.INFORMED: "informed",
    Field.TAGS: "tags",
    Field.AFFECTS: "affects",
    Field.REVIEW_BY: "review-by",
    Field.FORMERLY: "formerly",
    Field.COMPONENT: "component",
    Field.TITLE: "title",
    Field.NUMBER: "number",
    Field.REASON: "status-reason",
    Field.REVIEWED_IN: "reviewed-in",
}
LISTS = frozenset(
    (Field.DECIDERS, Field.AUTHORS, Field.CONSULTED, Field.INFORMED, Field.TAGS, Field.AFFECTS, Field.FORMERLY)
)


class Madr:
    """Front matter."""

    name = "madr"

    def status(self, page: Page, words: str) -> Edit:
        """A ``status`` key; front matter where there is none."""
        return self.field(page, Field.STATUS, (words,))

    def link(self, page: Page, statement: str) -> Edit:
        """An item under More Information."""
        return lines.listed(page, statement, "More Information")

    def field(self, page: Page, field: Field, values: tuple[str, ...]) -> Edit:
        """A key at the end of the front matter; front matter where there is none."""
        front = page.reading.outline.front
        written = ", ".join(values)
        if front is None:
            entry = frontedits.entry(KEYS[field], values if field in LISTS else written, page.newline)
            return Edit(Span(0, 0), f"---{page.newline}{entry}---{page.newline * 2}")
        key = _key(page, field)
        found = (
            frontedits.set_list(front, key, values) if field in LISTS else frontedits.set_scalar(front, key, written)
        )
        return found or Edit(Span(0, 0), "")


def _key(page: Page, field: Field) -> str:
    """The key for a field; one that stands there already (without a value) is not doubled."""
    front = page.reading.outline.front
    for entry in front.entries if front else ():
        if page.vocabulary.field(entry.key) is field:
            return entry.key
    return KEYS[field]
