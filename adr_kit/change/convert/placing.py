"""What puts one named value into a record's text where a form has its place for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import dialects
from adr_kit.record.dialects import lines
from adr_kit.record.dialects.madr import Madr
from adr_kit.record.dialects.style import cased
from adr_kit.record.languages import Field, Role
from adr_kit.record.model import Place
from adr_kit.record.vocabulary import key
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.change.convert.forms import Form
    from adr_kit.record.dialects.page import Page

LINK_HEADINGS = {"madr": "More Information", "fields": "Links"}


def status(page: Page, form: Form, words: str) -> Edit:
    """The status where the form states it."""
    said = _worded(page, form, words)
    if form.status is Place.FRONT_MATTER:
        return Madr().field(page, Field.STATUS, (said,))
    if form.status is Place.FIELD:
        return _line(page, form, lines.NAMES[Field.STATUS], said)
    return _in_section(page, said)


def _worded(page: Page, form: Form, words: str) -> str:
    """Words that begin with a known status, with its first letter as the form writes it; marks around a bare one go."""
    bare = plain(words)
    said = bare if key(bare) in page.vocabulary.statuses else words
    first = re.match(r"[^\W\d_]+", said)
    shouted = first is not None and first.group()[1:] != first.group()[1:].lower()
    if first is None or shouted or page.vocabulary.status(said) is None:
        return said
    return cased(said, "a" if form.small else "A")


def _in_section(page: Page, words: str) -> Edit:
    """A paragraph under Status; where there is no such section, one before the first, so that it takes no prose in."""
    section = page.section(Role.STATUS)
    if section is not None:
        return page.paragraph(section.heading.end, words)
    sections = page.reading.outline.sections
    later = [other for index, other in enumerate(sections) if page.title is None or index > page.title]
    sign = "#" * max(2, min((other.level for other in later), default=2))
    at = later[0].heading.start if later else len(page.text)
    return page.paragraph(at, f"{sign} Status{page.newline * 2}{words}")


def field(page: Page, form: Form, name: Field, values: tuple[str, ...], called: str = "") -> Edit:
    """A field where the form gives it; ``called`` is the name that it has in a text whose fields are lines."""
    if form.fields is Place.FRONT_MATTER:
        return Madr().field(page, name, values)
    if form.status is Place.SECTION and name in (Field.REASON, Field.REVIEWED_IN):
        return dialects.named(form.dialect).link(page, f"{called or lines.NAMES[name]}: {', '.join(values)}")
    written = tuple(f"`{glob}`" for glob in values) if name is Field.AFFECTS else values
    return _line(page, form, called or lines.NAMES[name], ", ".join(written))


def _line(page: Page, form: Form, name: str, value: str) -> Edit:
    """A paragraph, or an item of the list under the title, which begins where there is none."""
    if form.layout == "line":
        return page.paragraph(page.head_end, f"{name}: {value}")
    items = [line for line in page.lines if line.section in (-1, page.title) and line.layout == "item"]
    if not items:
        return page.paragraph(page.head_end, f"{page.bullet()} {name}: {value}")
    last = items[-1]
    end = max([last.span.end, *(item.end for item in last.items)])
    sign = page.reading.source.lines[page.reading.source.line_of(last.span.start)]
    lead = re.match(r"[ \t]*[-*+][ \t]+", page.text[sign.start : sign.end])
    return Edit(Span(end, end), f"{page.newline}{lead.group() if lead else '- '}{name}: {value}")


def statement(page: Page, form: Form, said: str) -> Edit:
    """A stated relation where the form keeps them."""
    if form.dialect == "nygard":
        return dialects.named(form.dialect).link(page, said)
    return lines.listed(page, said, LINK_HEADINGS[form.dialect])


def without_front_matter(page: Page) -> Edit | None:
    """Front matter that holds no key any more goes; comments in it become a comment of the text.

    None where it stays: there is none, it says something, or a comment could not be written as one.
    """
    front = page.reading.outline.front
    if front is None or front.entries:
        return None
    said = [line.strip().lstrip("#").strip() for line in page.text[front.body.start : front.body.end].splitlines()]
    comments = [line for line in said if line]
    if any("--" in line for line in comments):
        return None
    rest = page.text[front.span.end :]
    gap = len(rest) - len(rest.lstrip("\r\n"))
    kept = page.newline.join(f"<!-- {line} -->" for line in comments)
    return Edit(Span(0, front.span.end + gap), f"{kept}{page.newline * 2}" if kept else "")
