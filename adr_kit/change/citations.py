"""Edits of citations, wherever they stand: made in memory, read again, and proven to mean what they meant."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from adr_kit.change import statements
from adr_kit.change.desk import FREE
from adr_kit.change.model import Change, Plan
from adr_kit.errors import Refused
from adr_kit.insight.citations import State, handle
from adr_kit.text.anchor import slug
from adr_kit.text.source import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import PurePosixPath

    from adr_kit.change.desk import Desk
    from adr_kit.insight.citations import Cited, Mention
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record

Edits = dict[Span, str]
_LABEL = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?(?:\./)?\Z", re.DOTALL)
_LONGEST_LABEL = 400


@dataclass(frozen=True, slots=True)
class Moved:
    """A record under another name.

    Attributes:
        record: the record as it was.
        file: its path from now on.
        number: its number from now on.
        heading: its whole heading from now on, as labels and fragments repeat it.
        title: its title from now on.
    """

    record: Record
    file: PurePosixPath
    number: int | None
    heading: str
    title: str

    @property
    def name(self) -> str:
        """Its name from now on, as paths give it."""
        return self.file.parent.name if handle(self.record) == self.record.file.parent else self.file.stem


def followed(moved: Mapping[str, Moved], cited: Cited) -> dict[PurePosixPath, Edits]:
    """What is to stand where texts mention records that have another name now.

    Args:
        moved: these records, by the identities that they had.
        cited: where they are mentioned; what is ambiguous, stale or pinned to an old state stays as it is.
    """
    return {file: _changes(moved, cited.texts[file].text, mentions) for file, mentions in cited.mentions.items()}


def _changes(moved: Mapping[str, Moved], text: str, mentions: Iterable[Mention]) -> Edits:
    found: Edits = {}
    for mention in mentions:
        record = moved.get(mention.target or "")
        if record is None or mention.state in (State.PINNED, State.STALE, State.FORMER):
            continue
        if (
            mention.digits is not None
            and not mention.ranged
            and record.number is not None
            and mention.number == record.record.number
        ):
            found[mention.digits] = like(text[mention.digits.start : mention.digits.end], record.number)
        if mention.name is not None:
            found |= _named(record, mention, text)
    # A label that is a file's name, "[0012-a.md](0012-a.md)", is a name and begins with a number.
    outer = [span for span in found if not any(other != span and other.contains(span) for other in found)]
    return {span: found[span] for span in outer if text[span.start : span.end] != found[span]}


def _named(moved: Moved, mention: Mention, text: str) -> Edits:
    """A file's name, the heading behind ``#``, and the title that a link's label repeats."""
    found: Edits = {}
    old = statements.heading_of(moved.record)
    if mention.name is not None:
        written = text[mention.name.start : mention.name.end]
        quoted = written != handle(moved.record).name and written == quote(handle(moved.record).name)
        found[mention.name] = quote(moved.name) if quoted else moved.name
    if mention.fragment is not None and text[mention.fragment.start : mention.fragment.end] == slug(old):
        found[mention.fragment] = slug(moved.heading)
    label = _LABEL.search(text, max(0, mention.span.start - _LONGEST_LABEL), mention.span.start)
    if label and moved.title != moved.record.title:
        for before, after in ((old, moved.heading), (moved.record.title, moved.title)):
            at = label["label"].find(before) if before else -1
            if at >= 0:
                begin = label.start("label") + at
                return found | {Span(begin, begin + len(before)): after}
    return found


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
    lost: list[str] | None = None,
) -> Plan:
    """The plan on a desk together with edits of files that are no records, proven as a whole.

    Args:
        desk: the plan, with the records' edits done.
        cited: the citations as they were.
        edits: what is to stand where, by file; those of records are on the desk already.
        others: changes besides.
        moved: the new path of each record that moves, by its old one.
        lost: where to say which citations cannot follow; None refuses the plan for them.

    Raises:
        Refused: a link or a citation would mean another record than before.
    """
    plan = desk.plan()
    known = desk.first.by_file
    changed = [_changed(file, cited.texts[file], found) for file, found in edits.items() if file not in known and found]
    changes = (*plan.changes, *sorted([*changed, *others], key=lambda change: change.path))
    plan = Plan(tuple(change for change in changes if change.before != change.after or change.moved_from), plan.notes)
    for place, file, gone in _lost(desk.first, desk.log(), cited, plan, moved or {}):
        said = f"would no longer cite {', '.join(sorted(gone))}"
        if lost is None:
            raise Refused(f"{place}: {said}; nothing was written", "change it by hand")
        lost.append(f"{file}: {said}")
    return plan


def _changed(file: PurePosixPath, source: Source, edits: Edits) -> Change:
    return Change(file, source.encode(), source.apply([Edit(span, text) for span, text in edits.items()]).encode())


def _lost(
    before: Log, after: Log, cited: Cited, plan: Plan, moved: Mapping[PurePosixPath, PurePosixPath]
) -> Iterator[tuple[str, PurePosixPath, set[str]]]:
    """Read everything again: each link and each mention must mean the record that it meant before.

    Yields:
        For each text in which that is not so where it stands as it is, the file as it would be, and what it lost.
    """
    ids = {record.id: after.by_file[moved.get(record.file, record.file)].id for record in before.everything}
    for record in before.everything:
        now = after.by_file[moved.get(record.file, record.file)]
        stated = [link for link in record.links if link.target_id and "://" not in link.target]  # elsewhere stays there
        was = {(link.relation, ids[link.target_id or ""]) for link in stated}
        gone = {target for _, target in was - {(link.relation, link.target_id or "") for link in now.links}}
        if gone:
            first = next(link.span.start for link in stated if ids[link.target_id or ""] in gone)
            yield _place(record.file, record.source, first), now.file, gone
    seen = cited.again(after, {change.path: Source.decode(change.after or b"") for change in plan.changes})
    for change in plan.changes:
        file = change.moved_from or change.path
        was_cited = [(ids[m.target], m.span.start) for m in cited.mentions.get(file, ()) if m.target]
        found = Counter(meant for mention in seen.mentions[change.path] for meant in mention.means)
        lost = set(Counter(meant for meant, _ in was_cited) - found)
        if lost:
            first = next(start for meant, start in was_cited if meant in lost)
            yield _place(file, cited.texts[file], first), change.path, lost


def _place(file: PurePosixPath, source: Source, start: int) -> str:
    line, column = source.position(start)
    return f"{file}:{line}:{column}"
