"""A record's text with another body: what stands below its title and its metadata."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.record.dialects.page import Page
from adr_kit.record.reader import read_source
from adr_kit.text.source import Source

if TYPE_CHECKING:
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Section

_HEADING = re.compile(r"\A\s*#[ \t]+[^\n]*\n?")
_ANYWHERE = PurePosixPath("0001-a.md")


def with_body(text: str, body: str, vocabulary: Vocabulary) -> str:
    """A new record's text with a body of its author's.

    Args:
        text: the rendered template; its title and its metadata stay.
        body: Markdown. A title on its first line goes; where it has metadata of its own it is taken as it is.
        vocabulary: the words by which metadata is recognised.
    """
    given = _page(body, vocabulary)
    if given.reading.outline.front is not None or (given.reading.status is not None and given.title is not None):
        return body if body.endswith("\n") else f"{body}\n"
    page = _page(text, vocabulary)
    sections = page.reading.outline.sections
    first = next(
        (
            section
            for index, section in enumerate(sections)
            if index != page.title and not holds_metadata(page, section)
        ),
        None,
    )
    head = text[: first.heading.start if first else len(text)].rstrip()
    told = _HEADING.sub("", body, count=1).strip("\n")
    return f"{head}\n\n{told}\n"


def title_of(body: str, vocabulary: Vocabulary) -> str:
    """The title that a body has on its first line, or in its front matter; "" where it has none."""
    page = _page(body, vocabulary)
    return page.reading.title.text if page.title is not None or page.reading.outline.front is not None else ""


def _page(text: str, vocabulary: Vocabulary) -> Page:
    return Page(read_source(_ANYWHERE, Source(text), vocabulary), vocabulary)


def holds_metadata(page: Page, section: Section) -> bool:
    """Whether a section's own text states its record's status, or other metadata."""
    status = page.reading.status
    inside = status is not None and section.own.contains(status.span)
    return inside or any(section.own.contains(line.span) for line in page.lines)
