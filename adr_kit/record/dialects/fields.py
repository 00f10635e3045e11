"""MADR 1 and 2, log4brains and many of people's own: field lines under the title, links in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.dialects import lines
from adr_kit.record.dialects.madr import Madr
from adr_kit.record.languages import Field

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page
    from adr_kit.text.source import Edit


class Fields:
    """``* Status: accepted``, however the list is marked."""

    name = "fields"

    def status(self, page: Page, words: str) -> Edit:
        """A field line."""
        return self.field(page, Field.STATUS, (words,))

    def link(self, page: Page, statement: str) -> Edit:
        """An item under Links."""
        return lines.listed(page, statement)

    def field(self, page: Page, field: Field, values: tuple[str, ...]) -> Edit:
        """A line behind the others, of their shape; a key where metadata is in front matter only."""
        if page.reading.outline.front is not None and not page.lines:
            return Madr().field(page, field, values)
        return lines.added(page, field, values, f"{page.bullet()} ")
