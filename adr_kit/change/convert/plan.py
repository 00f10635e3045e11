"""The plan that writes records in another form: metadata and sections move, prose stays word for word."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from adr_kit.change.convert import headings, moving, proof
from adr_kit.change.convert.forms import MOVED
from adr_kit.change.desk import Desk, diff
from adr_kit.change.model import Plan
from adr_kit.errors import Refused
from adr_kit.record.dialects.page import Page
from adr_kit.record.model import Place, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from adr_kit.change.convert.forms import Form
    from adr_kit.change.model import Change
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

_ANCHOR = re.compile(r"#([\w-]+)(?=[)>\s\"'])")


def convert(log: Log, style: Style, records: Iterable[Record], form: Form) -> Plan:
    """Records in another form; what has no place there stays where it is, and a note says so.

    Args:
        log: the log as it is.
        style: how the log writes.
        records: those to convert.
        form: the form that they are to have.

    Raises:
        Refused: a record, read again, would not say all that it says now.
    """
    desk = Desk(log, style)
    chosen = tuple(records)
    cited = frozenset(found for record in log.everything for found in _ANCHOR.findall(record.source.text))
    for record in chosen:
        _convert(desk, record, form, cited)
    plan = desk.plan()
    after = {record.file: record for record in desk.log().everything}
    for change in plan.changes:
        _prove(log.by_file[change.path], after[change.path], change, style)
    if plan.changes:
        return plan
    what = chosen[0].id if len(chosen) == 1 else f"all {len(chosen)} records"
    return Plan((), (*plan.notes, f"{what}: written as {form.name} already"))


def _convert(desk: Desk, record: Record, form: Form, cited: frozenset[str]) -> None:
    file = record.file
    desk.asked[file].sections = True  # headings are proven by what they mean, at the end
    stays = ["a table"] if not _tables(desk, file, form) else []
    if not desk.attempt(file, partial(moving.status, file=file, form=form)):
        stays.append("its status")
    stays += [
        field.value
        for field in MOVED
        if not desk.attempt(file, partial(moving.one_field, file=file, form=form, field=field))
    ]
    _relations(desk, record, form)
    desk.attempt(file, partial(moving.leftovers, file=file, form=form))
    desk.attempt(file, partial(headings.titled, file=file, form=form))
    desk.attempt(file, partial(headings.renamed, file=file, form=form, cited=cited))
    desk.attempt(file, partial(headings.nested, file=file, form=form))
    if stays:
        desk.notes.append(f"{file}: {', '.join(stays)}: stays where it is, since it could not move unchanged")


def _tables(desk: Desk, file: PurePosixPath, form: Form) -> bool:
    """Move all tables under the title, from the last on, so that the numbers of those above stay; whether all could."""
    numbers = range(len(list(moving.tables(desk.page(file)))) - 1, -1, -1)
    done = [desk.attempt(file, partial(moving.table, file=file, form=form, number=number)) for number in numbers]
    return all(done)


def _relations(desk: Desk, record: Record, form: Form) -> None:
    file = record.file
    if form.fields is not Place.FRONT_MATTER:
        for named in desk.page(file).metadata.relations:
            if named.place is Place.FRONT_MATTER and isinstance(named.meaning, Relation):
                desk.attempt(file, partial(_key, record=record, form=form, name=named.name))
    tried: set[str] = set()
    for _ in range(len(record.links)):
        waiting = [found for found in moving.lines_to_move(desk.page(file), form) if found[0] not in tried]
        if not waiting:
            break
        said, span = waiting[0]
        tried.add(said)
        desk.attempt(file, partial(moving.statement, file=file, form=form, said=said, span=span))


def _key(desk: Desk, record: Record, form: Form, name: str) -> None:
    page = desk.page(record.file)
    named = next(named for named in page.metadata.relations if named.name == name)
    moving.keys(desk, record, form, named)


def _prove(before: Record, after: Record, change: Change, style: Style) -> None:
    found = list(proof.doubts(Page(before.reading, style.vocabulary), Page(after.reading, style.vocabulary)))
    if not proof.same_questions(before, after):
        found.append("loses a question")
    if found:
        raise Refused(
            f"{change.path}: this cannot be converted so that it still says the same ({'; '.join(found)}); "
            f"nothing was written\n{diff(change)}",
            "leave it out, or edit it by hand: adr edit",
        )
