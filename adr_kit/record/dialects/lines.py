"""New lines that look like their neighbours: items of a list of links, and field lines under a title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record.languages import LANGUAGES, Field, Role
from adr_kit.record.vocabulary import key
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page
    from adr_kit.text.outline import Field as Line
    from adr_kit.text.outline import Section

NAMES = {
    Field.STATUS: "Status",
    Field.DATE: "Date",
    Field.DECIDERS: "Deciders",
    Field.AUTHORS: "Authors",
    Field.CONSULTED: "Consulted",
    Field.INFORMED: "Informed",
    Field.TAGS: "Tags",
    Field.AFFECTS: "Affects",
    Field.REVIEW_BY: "Review by",
    Field.FORMERLY: "Formerly",
    Field.COMPONENT: "Component",
    Field.TITLE: "Title",
    Field.NUMBER: "Number",
    Field.REASON: "Reason",
    Field.REVIEWED_IN: "Reviewed in",
}
_SIGNS = re.compile(r"\A[\s>]*(?:[-*+][ \t]+)?")  # of a quote and of a list
_MARKS = re.compile(r"\*+|_+")
_HARD_BREAK = re.compile(r"(?:[ ]{2,}|\\)\Z")


def listed(page: Page, statement: str, heading: str = "Links") -> Edit:
    """An item at the end of the list of links; a section for it at the end of the text where there is none."""
    section = page.section(Role.LINKS)
    if section is None or section.level == 1:
        return _new_section(page, statement, heading)
    last = page.last_block(section.own)
    end = page.content_end(section.own)
    if last is None:
        return page.paragraph(section.heading.end, f"{page.bullet()} {statement}")
    if last.container == "bullet" and last.span.end >= end:
        return page.line(end, f"{_first_item(page, section)}{statement}")
    return page.paragraph(end, f"{page.bullet()} {statement}")


def _first_item(page: Page, section: Section) -> str:
    """The sign and the blanks of the section's outermost list items."""
    items = [block for block in section.blocks if block.container == "bullet" and section.own.contains(block.span)]
    outer = min(items, key=lambda block: (block.depth, -block.item))
    found = re.match(r"[ \t]*[-*+][ \t]+(?=\S)", page.text[outer.item :])
    return found.group() if found else f"{page.bullet()} "


def _new_section(page: Page, statement: str, heading: str) -> Edit:
    lines = [f"## {heading}", "", f"{page.bullet()} {statement}"]
    return page.paragraph(len(page.text), "\n".join(lines))


def name(page: Page, field: Field) -> str:
    """The name of a field as this text would spell it: small where the others are small."""
    names = [line.name for line in page.lines]
    small = bool(names) and all(name[:1].islower() for name in names)
    word = _foreign(names, field) or NAMES[field]
    return word.lower() if small else f"{word[:1].upper()}{word[1:]}"


def _foreign(names: list[str], field: Field) -> str | None:
    """A field's name in the language in which most of some names are known; None where that is English."""
    known = [{key(word) for words in language.fields.values() for word in words} for language in LANGUAGES]
    scores = [sum(key(name) in words for name in names) for words in known]
    best = LANGUAGES[scores.index(max(scores))]
    return next(iter(best.fields.get(field, ())), None) if best is not LANGUAGES[0] else None


def written(page: Page, field: Field, values: tuple[str, ...]) -> str:
    """A field line without marks."""
    return f"{name(page, field)}: {', '.join(values)}"


def added(page: Page, field: Field, values: tuple[str, ...], sign: str = "") -> Edit:
    """A field line behind the last one under the title, of its shape; where there is none, one with this sign."""
    outline = page.reading.outline
    lines = [
        line for line in page.lines if line.layout in ("item", "line", "quote") and line.section in (-1, page.title)
    ]
    if not lines:
        return page.paragraph(page.head_end, sign + written(page, field, values))
    last = lines[-1]
    source = outline.source
    together = [line for line in lines if line.group == last.group]
    alone = len(together) == 1 and source.line_of(last.span.start) == source.line_of(last.span.end)
    if last.layout == "line" and alone:
        return page.paragraph(page.line_end(last.span.end), written(page, field, values))
    end = max([last.span.end, *(item.end for item in last.items)])
    shaped = _shaped(page, last, field, values)
    if last.layout != "line":
        return page.line(end, shaped)
    breaks = [_HARD_BREAK.search(source.slice(source.lines[source.line_of(line.span.end)])) for line in together]
    before, ended = next(filter(None, breaks), None), breaks[-1]
    if before and not ended:
        return Edit(Span(end, end), before.group() + page.newline + shaped)
    return page.line(end, shaped + (ended.group() if ended else ""))


def _shaped(page: Page, like: Line, field: Field, values: tuple[str, ...]) -> str:
    """A line with the marks of another: its bullet, its bold name, its blanks."""
    text = page.text
    start = max(text.rfind("\n", 0, like.span.start), text.rfind("\r", 0, like.span.start)) + 1
    before_value = text[start : like.value.start]
    at = before_value.find(like.name)
    if at < 0:
        return f"{before_value[: len(before_value) - len(before_value.lstrip())]}{written(page, field, values)}"
    lead, between = before_value[:at], before_value[at + len(like.name) :]
    blank = "" if between.endswith((" ", "\t")) else " "
    return f"{lead}{name(page, field)}{between}{blank}{', '.join(values)}{_opened(lead, between)}"


def _opened(lead: str, between: str) -> str:
    """The mark that a line has opened before its value and closes behind it: ``**Status: Accepted**``; "" for none."""
    marks = [*_MARKS.findall(_SIGNS.sub("", lead)), *_MARKS.findall(between)]
    return marks[-1] if len(marks) % 2 else ""
