"""Edits of citations, wherever they stand: made in memory, read again, and proven to mean what they meant."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from adr_kit.change.desk import FREE
from adr_kit.change.model import Change, Plan
from adr_kit.errors import Refused
from adr_kit.text.source import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.change.desk import Desk
    from adr_kit.insight.citations import Cited
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

Edits = dict[Span, str]


def like(written: str, number: int) -> str:
    """A number with as many zeros in front as another one was written with."""
    return f"{number:0{len(written)}d}" if written.startswith("0") else str(number)


def edit(desk: Desk, record: Record, place: PurePosixPath, edits: Edits) -> None:
    """Edit a record's citations, and say which of its facts may be spelled differently.

    What they mean is proven at the end, by ``carried_out``.

    Args:
        desk: the plan in the making.
        record: the record as it was.
        place: where it is now.
        edits: what is to stand where, in the record's own text.
    """
    reading = record.reading
    asked = desk.asked[place]
    asked.links = asked.sections = True
    if reading.title.span is not None and _touches(edits, reading.title.span):
        desk.ask(place, title=FREE)
    if reading.status is not None and _touches(edits, reading.status.span):
        desk.ask(place, status_text=FREE)
    if any(glob.span is not None and _touches(edits, glob.span) for glob in reading.affects):
        desk.ask(place, affects=FREE)
    desk.edit(place, *(Edit(span, text) for span, text in edits.items()))


def _touches(edits: Iterable[Span], span: Span) -> bool:
    return any(span.contains(edit) for edit in edits)


def carried_out(
    desk: Desk,
    cited: Cited,
    edits: Mapping[PurePosixPath, Edits],
    others: Iterable[Change] = (),
    moved: Mapping[PurePosixPath, PurePosixPath] | None = None,
) -> Plan:
    """The plan on a desk together with edits of files that are no records, proven as a whole.

    Args:
        desk: the plan, with the records' edits done.
        cited: the citations as they were.
        edits: what is to stand where, by file; those of records are on the desk already.
        others: changes besides.
        moved: the new path of each record that moves, by its old one.

    Raises:
        Refused: a link or a citation would mean another record than before.
    """
    plan = desk.plan()
    known = desk.first.by_file
    changed = [_changed(file, cited.texts[file], found) for file, found in edits.items() if file not in known and found]
    changes = (*plan.changes, *sorted([*changed, *others], key=lambda change: change.path))
    plan = Plan(tuple(change for change in changes if change.before != change.after or change.moved_from), plan.notes)
    _prove(desk.first, desk.log(), cited, plan, moved or {})
    return plan


def _changed(file: PurePosixPath, source: Source, edits: Edits) -> Change:
    return Change(file, source.encode(), source.apply([Edit(span, text) for span, text in edits.items()]).encode())


def _prove(before: Log, after: Log, cited: Cited, plan: Plan, moved: Mapping[PurePosixPath, PurePosixPath]) -> None:
    """Read everything again: each link and each mention must mean the record that it meant before."""
    ids = {record.id: after.by_file[moved.get(record.file, record.file)].id for record in before.everything}
    for record in before.everything:
        now = after.by_file[moved.get(record.file, record.file)]
        stated = (link for link in record.links if link.target_id and "://" not in link.target)  # elsewhere stays there
        was = {(link.relation, ids[link.target_id or ""]) for link in stated}
        _lost(now.file, {target for _, target in was - {(link.relation, link.target_id or "") for link in now.links}})
    seen = cited.again(after, {change.path: Source.decode(change.after or b"") for change in plan.changes})
    for change in plan.changes:
        was_cited = Counter(ids[m.target] for m in cited.mentions.get(change.moved_from or change.path, ()) if m.target)
        found = Counter(meant for mention in seen.mentions[change.path] for meant in mention.means)
        _lost(change.path, set(was_cited - found))


def _lost(file: PurePosixPath, lost: set[str]) -> None:
    if lost:
        said = ", ".join(sorted(lost))
        raise Refused(f"{file}: would no longer cite {said}; nothing was written", "change it by hand")
