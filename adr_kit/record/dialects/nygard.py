"""Michael Nygard's form, as adr-tools writes it: a Status section with the status and links as paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.dialects import lines, madr
from adr_kit.record.languages import Field, Role
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page


class Nygard:
    """``## Status`` and paragraphs under it."""

    name = "nygard"

    def status(self, page: Page, words: str) -> Edit:
        """The word as a paragraph under the heading; a section before all others where there is none."""
        section = page.section(Role.STATUS)
        if section is not None:
            return page.paragraph(section.heading.end, words)
        return page.paragraph(page.head_end, f"## Status\n\n{words}")

    def link(self, page: Page, statement: str) -> Edit:
        """A paragraph at the end of the Status section; in a list of links where there is no such section."""
        section = page.section(Role.STATUS)
        if section is None:
            return lines.listed(page, statement)
        # adr-tools puts two lines right before whatever ends the section, and no blank line above them.
        at = section.own.end
        if not page.compat or at == len(page.text) or _swallows(page, section.own):
            return page.paragraph(at, statement)
        return Edit(Span(at, at), f"{statement}{page.newline * 2}")

    def field(self, page: Page, field: Field, values: tuple[str, ...]) -> Edit:
        """A line of its own under the title, or a key where there is front matter."""
        if page.reading.outline.front is not None:
            return madr.Madr().field(page, field, values)
        if field in (Field.REASON, Field.REVIEWED_IN) and page.section(Role.STATUS) is not None:
            return self.link(page, lines.written(page, field, values))
        return lines.added(page, field, values)


def _swallows(page: Page, own: Span) -> bool:
    """Whether a line right behind the last block would become a part of it: a list item, a quote, a table."""
    last = page.last_block(own)
    return last is not None and (last.depth > 0 or last.kind != "paragraph") and not page.blank_before(own.end)
