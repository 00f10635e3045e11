"""Steps that give a record's fields their values, and say what is then to be read."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING

from adr_kit.change import facts, values
from adr_kit.change.desk import FREE
from adr_kit.errors import AdrError
from adr_kit.record import dates, people
from adr_kit.record.languages import Field

if TYPE_CHECKING:
    from adr_kit.change.desk import Desk
    from adr_kit.record.model import Record

_PEOPLE = (Field.DECIDERS, Field.AUTHORS, Field.CONSULTED, Field.INFORMED)
SETTABLE = (
    *(Field.DATE, *_PEOPLE, Field.TAGS, Field.AFFECTS, Field.REVIEW_BY),
    *(Field.COMPONENT, Field.FORMERLY, Field.REASON, Field.REVIEWED_IN),
)
_ELSEWHERE = {
    Field.STATUS: "a status has commands of its own: adr accept, adr reject, adr deprecate, adr propose",
    Field.TITLE: "adr rename REF TITLE",
}


def set_named(desk: Desk, record: Record, name: str, given: tuple[str, ...]) -> None:
    """Give a field its values by the name that a person typed.

    Raises:
        AdrError: no field of that name can be set, or a value is no date where one is wanted.
    """
    field = next((field for field in Field if field.value == name), None) or desk.style.vocabulary.field(name)
    if field not in SETTABLE:
        raise AdrError(f"{name!r} is no field that can be set", _hint(name, field))
    kept = tuple(value.strip() for value in given if value.strip())
    if field is Field.DATE and kept:
        set_date(desk, record, _date(name, kept[0]))
    elif field is Field.REVIEW_BY and kept:
        set_field(desk, record, field, (_date(name, kept[0]).isoformat(),))
    else:
        set_field(desk, record, field, kept)


def _hint(name: str, field: Field | None) -> str:
    if field in _ELSEWHERE:
        return _ELSEWHERE[field]
    names = [settable.value for settable in SETTABLE]
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]}?" if close else f"fields: {', '.join(names)}"


def _date(name: str, given: str) -> dt.date:
    try:
        return dt.date.fromisoformat(given)
    except ValueError as error:
        raise AdrError(f"{name}: {given!r} is no date", "write it as 2024-05-31") from error


def set_date(desk: Desk, record: Record, date: dt.date) -> None:
    """Give a record the date on which it was decided, in the form in which it writes dates."""
    fact = desk.readings[record.file].date
    if desk.record(record.file).date == date and fact is not None and fact.span is not None:
        return
    page = desk.page(record.file)
    desk.ask(record.file, date=FREE)  # the rest of the log may have a say in how it is read
    desk.edit(record.file, *values.set_date(page, date))
    if desk.record(record.file).date != date:
        desk.replace(record.file, page.reading.source)
        desk.edit(record.file, *values.set_field(page, Field.DATE, (date.isoformat(),)))
        desk.ask(record.file, date=(date, None))


def set_field(desk: Desk, record: Record, field: Field, given: tuple[str, ...]) -> None:
    """Give a field its values; what it says already is left as it is written."""
    page = desk.page(record.file)
    name = field.value.replace("-", " ")
    now = facts.facts(page.reading)
    if name in now:
        wanted = _meaning(field, given)
        if now[name] == wanted:
            return
        gone = field is Field.DATE and not given  # then the path, or a changelog, may have the say
        desk.ask(record.file, **{name: FREE if gone else wanted})
    else:
        named = page.named(field)
        if (tuple(text for text, _ in named.values) if named else ()) == given:
            return
    desk.edit(record.file, *values.set_field(page, field, given))


def _meaning(field: Field, given: tuple[str, ...]) -> object:
    """What a reader is to find."""
    if field in _PEOPLE:
        return tuple(person.name for value in given for person in people.split(value, 0))
    if field is Field.FORMERLY:
        return tuple(int(value) for value in given if value.isdigit())
    if field in (Field.REVIEW_BY, Field.DATE):
        found = dates.find(given[0]) if given else None
        return (found.value, found.day_month) if found else None
    if field is Field.COMPONENT:
        return ", ".join(given) or None
    return given
