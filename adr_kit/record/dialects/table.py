"""Records that begin with a table of metadata: a row a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.dialects import lines
from adr_kit.record.languages import Field
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page


class Table:
    """``| Status | Accepted |``."""

    name = "table"

    def status(self, page: Page, words: str) -> Edit:
        """A row."""
        return self.field(page, Field.STATUS, (words,))

    def link(self, page: Page, statement: str) -> Edit:
        """An item under Links: what a table says of other records is mostly read by its own tools."""
        return lines.listed(page, statement)

    def field(self, page: Page, field: Field, values: tuple[str, ...]) -> Edit:
        """A row at the table's end where each row is a field; else a field line."""
        rows = [line for line in page.lines if line.layout == "vertical"]
        if not rows:
            return lines.added(page, field, values)
        row = rows[-1].span
        at = page.line_end(page.content_end(row))
        cell = ", ".join(values).replace("|", "\\|")
        written = f"| {lines.name(page, field)} | {cell} |"
        if page.text[row.start : at].endswith(("\n", "\r")):
            return Edit(Span(at, at), f"{written}{page.newline}")
        return Edit(Span(at, at), f"{page.newline}{written}")
