"""Edits that give a field a value where it stands: in front matter, on a line, in a section, in a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import dialects
from adr_kit.record.dialects.madr import LISTS
from adr_kit.record.languages import Field
from adr_kit.record.model import Place
from adr_kit.text import frontedits
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.record.dialects.page import Page
    from adr_kit.record.metadata import Named

_DATE_FORMS = (
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%B %d, %Y",
)
_LINE_END = re.compile(r"\r\n|\n|\r")


def set_field(page: Page, field: Field, values: tuple[str, ...]) -> tuple[Edit, ...]:
    """The edits that give a field its values; no values take it away where it has a line of its own.

    Args:
        page: the record.
        field: which one; not a status or a title, which are more than a value.
        values: what it is to say.
    """
    named = _place(page, field)
    if field is Field.AFFECTS and (named.place if named else _new_place(page)) is not Place.FRONT_MATTER:
        values = tuple(f"`{glob}`" for glob in values)  # the stars of a glob would be emphasis
    if named is None:
        return (dialects.named(page.reading.dialect).field(page, field, values),) if values else ()
    if not values:
        return (removed(page, named),)
    if named.place is Place.FRONT_MATTER:
        return _some(_in_front(page, field, named.name, values))
    return _some(_in_text(page, named, values))


def _new_place(page: Page) -> Place:
    return Place.FRONT_MATTER if page.reading.outline.front is not None else Place.FIELD


def set_date(page: Page, date: dt.date) -> tuple[Edit, ...]:
    """The edits that give the decision's date, in the form in which it stands there."""
    fact = page.reading.date
    named = _place(page, Field.DATE)
    if (
        fact is None
        or fact.span is None
        or named is None
        or not any(_inside(fact.span, span) for _, span in named.values)
    ):
        return set_field(page, Field.DATE, (date.isoformat(),))
    written = _like(fact.text, fact.value, date)
    if named.place is Place.FRONT_MATTER:
        whole = next(text for text, span in named.values if _inside(fact.span, span))
        return _some(_in_front(page, Field.DATE, named.name, (whole.replace(fact.text, written, 1),)))
    return (Edit(fact.span, written),) if page.text[fact.span.start : fact.span.end] == fact.text else ()


def _like(text: str, old: dt.date | None, new: dt.date) -> str:
    """A date in the form of another one."""
    for form in _DATE_FORMS if old else ():
        for trimmed in (False, True):
            if old and _format(old, form, trimmed=trimmed) == text:
                return _format(new, form, trimmed=trimmed)
    return new.isoformat()


def _format(date: dt.date, form: str, *, trimmed: bool) -> str:
    written = date.strftime(form)
    return re.sub(r"\b0(?=\d\b)", "", written) if trimmed else written


def _place(page: Page, field: Field) -> Named | None:
    """Where a field stands; a status that only carries a date is not where a date stands."""
    found = page.named(field)
    return found if found is not None and (found.values or found.place is Place.FRONT_MATTER) else None


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


def _some(edit: Edit | None) -> tuple[Edit, ...]:
    return () if edit is None else (edit,)


def _in_front(page: Page, field: Field, key: str, values: tuple[str, ...]) -> Edit | None:
    front = page.reading.outline.front
    if front is None:
        return None
    return (
        frontedits.set_list(front, key, values)
        if field in LISTS
        else frontedits.set_scalar(front, key, ", ".join(values))
    )


def removed(page: Page, named: Named) -> Edit:
    """Take a named value away: with its line where it has one, else what stands in the cell."""
    front = page.reading.outline.front
    if named.place is Place.FRONT_MATTER and front is not None:
        return frontedits.remove_entry(front, named.name) or Edit(named.span, "")
    if named.place is Place.FIELD:
        return without_lines(page, named.span)
    first, last = named.values[0][1], named.values[-1][1]
    return Edit(Span(first.start, last.end), "")


def without_lines(page: Page, span: Span) -> Edit:
    """Take whole lines away, and of two blank lines around them one."""
    text = page.text
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    end = page.line_end(page.content_end(Span(span.start, max(span.end, span.start))))
    if start == 0 or page.blank_before(start):
        following = _LINE_END.match(text, end)
        if following:
            return Edit(Span(start, following.end()), "")
    if end == len(text) and not text.endswith(("\n", "\r")):
        # the last line has no ending: the line before gives its own away, and the blank lines between
        start = len(text[:start].rstrip())
    elif end == len(text) and page.blank_before(start):
        start = len(text[:start].rstrip())
        start = page.line_end(start)
    return Edit(Span(start, end), "")


def _in_text(page: Page, named: Named, values: tuple[str, ...]) -> Edit | None:
    spans = [span for _, span in named.values]
    whole = Span(spans[0].start, spans[-1].end)
    if len(spans) > 1 or named.listed:
        starts = [_prefix(page, span) for span in spans]
        if re.fullmatch(r"[ \t]*[-*+][ \t]+", starts[-1]):
            return _trimmed(page, Edit(whole, (page.newline + starts[-1]).join(values)))
    written = ", ".join(values)
    if named.place is Place.TABLE:
        written = written.replace("|", "\\|")
    blank = page.text[whole.start - 1 : whole.start]
    lead = " " if whole.empty and blank and blank not in " \t\r\n" else ""
    old = page.text[whole.start : whole.end]
    visible = named.values[0][0]
    if len(spans) == 1 and old != visible and old.count(visible) == 1 and visible:
        at = whole.start + old.index(visible)  # a comment beside the value stays
        whole = Span(at, at + len(visible))
    return _trimmed(page, Edit(whole, lead + written))


def _prefix(page: Page, span: Span) -> str:
    start = max(page.text.rfind("\n", 0, span.start), page.text.rfind("\r", 0, span.start)) + 1
    return page.text[start : span.start]


def _trimmed(page: Page, edit: Edit) -> Edit | None:
    return None if page.text[edit.span.start : edit.span.end] == edit.text else edit
