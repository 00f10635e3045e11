"""Edits that give a field a value where it stands: in front matter, on a line, in a section, in a table."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from adr_kit.record import dates, dialects
from adr_kit.record.dialects import table
from adr_kit.record.dialects.madr import LISTS
from adr_kit.record.languages import Field
from adr_kit.record.model import Place
from adr_kit.text import frontedits
from adr_kit.text.frontmatter import Scalar
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
_PEOPLE = (Field.DECIDERS, Field.AUTHORS, Field.CONSULTED, Field.INFORMED)
_SHORT = 100  # characters: what is longer is a sentence, and no value
_BETWEEN = " \t\r\n-*+>"  # what stands between the values of a list

Item = tuple[str, Span]


def set_field(page: Page, field: Field, values: tuple[str, ...]) -> tuple[Edit, ...]:
    """The edits that give a field its values; no values take it away where it has a line of its own.

    Args:
        page: the record.
        field: which one; not a status or a title, which are more than a value.
        values: what it is to say.
    """
    named = _place(page, field)
    items = _items(page, field) if named is not None and named.place is not Place.FRONT_MATTER else ()
    if field is Field.AFFECTS and (named.place if named else _new_place(page)) is not Place.FRONT_MATTER:
        values = tuple(f"`{glob}`" for glob in values)  # the stars of a glob would be emphasis
        items = tuple((f"`{glob}`", span) for glob, span in items)
    if named is None:
        return (dialects.named(page.dialect).field(page, field, values),) if values else ()
    if not values:
        return (removed(page, named),)
    if named.place is Place.FRONT_MATTER:
        return _some(_in_front(page, field, named.name, values))
    return _some(_in_text(page, named, values, items))


def _items(page: Page, field: Field) -> tuple[Item, ...]:
    """What a field lists, and where each of that stands; nothing where that cannot be said of all."""
    reading = page.reading
    facts = reading.tags if field is Field.TAGS else reading.affects if field is Field.AFFECTS else ()
    people = getattr(reading.people, field.value) if field in _PEOPLE else ()
    found = [*((fact.text, fact.span) for fact in facts), *((person.name, person.span) for person in people)]
    items = tuple((text, span) for text, span in found if span and text in page.text[span.start : span.end])
    return items if len(items) == len(found) else ()


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
    """Where a field stands; a status that only carries a date is not where a date stands, nor are sentences a value."""
    fits = [
        named
        for named in page.metadata.all(field)
        if (named.values or named.place is Place.FRONT_MATTER)
        and (named.place is not Place.SECTION or _is_value(page, field, named))
    ]
    date = page.reading.date.span if page.reading.date and field is Field.DATE else None
    read = [named for named in fits if date and any(_inside(date, span) for _, span in named.values)]
    filled = [named for named in fits if any(text.strip() for text, _ in named.values)]
    return next(iter((*read, *filled, *fits)), None)


def _is_value(page: Page, field: Field, named: Named) -> bool:
    """Whether a section that is named like a field ("Data", "Authors") holds values, and not the text of a record."""
    texts = [text for text, _ in named.values]
    between = [page.text[one.end : other.start] for (_, one), (_, other) in pairwise(named.values)]
    short = all(len(text) <= _SHORT for text in texts) and not any(gap.strip(_BETWEEN) for gap in between)
    return short and (field is not Field.DATE or any(dates.find(text) for text in texts))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


def _some(edit: Edit | None) -> tuple[Edit, ...]:
    return () if edit is None else (edit,)


def _in_front(page: Page, field: Field, key: str, values: tuple[str, ...]) -> Edit | None:
    front = page.reading.outline.front
    if front is None:
        return None
    entry = front.get(key)
    enumerated = entry is not None and isinstance(entry.value, Scalar) and entry.value.text and not entry.value.style
    if field not in LISTS or (enumerated and not any(re.search("[,;|]", value) for value in values)):
        return frontedits.set_scalar(front, key, ", ".join(values))
    return frontedits.set_list(front, key, values)


def removed(page: Page, named: Named) -> Edit:
    """Take a named value away: with its line or its row where it has one, else what stands in the cell."""
    front = page.reading.outline.front
    if named.place is Place.FRONT_MATTER and front is not None:
        return frontedits.remove_entry(front, named.name) or Edit(named.span, "")
    if named.place is Place.FIELD or table.is_row(page, named.span):
        return page.without(named.span)
    first, last = named.values[0][1], named.values[-1][1]
    return Edit(Span(first.start, last.end), "")


def _in_text(page: Page, named: Named, values: tuple[str, ...], known: tuple[Item, ...]) -> Edit | None:
    spans = [span for _, span in named.values]
    whole = Span(spans[0].start, spans[-1].end)
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1][0], zip(values, known, strict=False)))
    if len(spans) > 1 or named.listed:
        prefix = _prefix(page, spans[-1])
        if re.fullmatch(r"[ \t]*[-*+][ \t]+", prefix):
            held = [span for span in spans if kept and span.contains(known[kept - 1][1])]
            if held and kept in (len(values), len(known)):  # those in front, and how they are nested, stay
                return Edit(Span(held[0].end, whole.end), "".join(page.newline + prefix + v for v in values[kept:]))
            said = _as_written(page, known) | {text: page.text[span.start : span.end] for text, span in named.values}
            return _trimmed(page, Edit(whole, (page.newline + prefix).join(said.get(v, v) for v in values)))
    if len(spans) == 1 and known and all(whole.contains(span) for _, span in known):
        joint = page.text[known[0][1].end : known[1][1].start] if len(known) > 1 else ", "
        items = Span(known[0][1].start, known[-1][1].end)
        written = joint.join(_as_written(page, known).get(value, value) for value in values)
        return _trimmed(page, _written(page, named, Edit(items, written)))
    written = ", ".join(values)
    blank = page.text[whole.start - 1 : whole.start]
    lead = " " if whole.empty and blank and blank not in " \t\r\n" else ""
    old = page.text[whole.start : whole.end]
    visible = named.values[0][0]
    if len(spans) == 1 and old != visible and old.count(visible) == 1 and visible:
        at = whole.start + old.index(visible)  # a comment beside the value stays
        whole = Span(at, at + len(visible))
    return _trimmed(page, _written(page, named, Edit(whole, lead + written)))


def _as_written(page: Page, known: tuple[Item, ...]) -> dict[str, str]:
    """What stands there for each value, with its marks: a name may be a link, a glob is code."""
    return {text: page.text[span.start : span.end] for text, span in known}


def _written(page: Page, named: Named, edit: Edit) -> Edit:
    return table.fitted(page, edit) if named.place is Place.TABLE else edit


def _prefix(page: Page, span: Span) -> str:
    start = max(page.text.rfind("\n", 0, span.start), page.text.rfind("\r", 0, span.start)) + 1
    return page.text[start : span.start]


def _trimmed(page: Page, edit: Edit) -> Edit | None:
    return None if page.text[edit.span.start : edit.span.end] == edit.text else edit
