"""Steps that give a record another title and file name, and follow it with everything that cites it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from adr_kit.change import citations, statements
from adr_kit.record.model import Place
from adr_kit.text import frontedits
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.markdown.escape import heading
from adr_kit.text.source import Edit

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.change.desk import Desk
    from adr_kit.change.model import Plan
    from adr_kit.insight.citations import Cited
    from adr_kit.record.model import Record


def rename(desk: Desk, record: Record, title: str, file: PurePosixPath, cited: Cited) -> Plan:
    """Give a record another title, its file another name, and every citation in the repository the new ones.

    Raises:
        Refused: it cannot be proven.
    """
    first = _retitle(desk, record, title) if title != record.title else None
    own = desk.record(record.file)
    moved = citations.Moved(record, file, record.number, statements.heading_of(own), title)
    cited = _without_title(cited, record) if first else cited
    edits = citations.followed({record.id: moved}, cited)
    desk.replace(record.file, record.source)
    if file != record.file:
        desk.move(record.file, file)
    if first:
        edits.setdefault(record.file, {})[first.span] = first.text
    for place, found in edits.items():
        known = desk.first.by_file.get(place)
        if known is not None and found:
            citations.edit(desk, known, file if place == record.file else place, found)
    return citations.carried_out(desk, cited, edits, (), {record.file: file})


def _retitle(desk: Desk, record: Record, title: str) -> Edit | None:
    """The edit of the title where it stands, tried on the desk; None where only the file's name gives it."""
    fact = record.reading.title
    written = heading(title)
    desk.ask(record.file, title=plain(written))
    desk.asked[record.file].sections = True
    if fact.span is None:
        return None
    front = record.reading.outline.front
    edit: Edit | None = Edit(fact.span, written)
    if fact.place is Place.FRONT_MATTER and front is not None:
        entry = front.get("title")
        old = getattr(entry.value, "text", "") if entry else ""
        edit = frontedits.set_scalar(front, "title", old.replace(fact.text, title, 1).strip() or title)
    desk.edit(record.file, edit)
    return edit


def _without_title(cited: Cited, record: Record) -> Cited:
    """What the old title cites is not cited by the new one."""
    span = record.reading.title.span
    kept = tuple(
        mention for mention in cited.mentions.get(record.file, ()) if span is None or not span.contains(mention.span)
    )
    return dataclasses.replace(cited, mentions={**cited.mentions, record.file: kept})
