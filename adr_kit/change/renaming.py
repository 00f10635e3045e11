"""Steps that give a record another title and file name, and follow it with everything that links to it."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from adr_kit.change import statements
from adr_kit.change.model import Change, Plan
from adr_kit.record.model import Place
from adr_kit.text import frontedits
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.markdown.escape import heading
from adr_kit.text.outline import outline
from adr_kit.text.source import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adr_kit.change.desk import Desk
    from adr_kit.record.model import Record

_PATH = r"[^\s()<>\[\]\"'`|,;=]*"
_LABEL = re.compile(r"\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?\Z", re.DOTALL)
_CODE = ("fence", "code", "html")


def rename(desk: Desk, record: Record, title: str, file: PurePosixPath) -> None:
    """Give a record another title, its file another name, and every link in the log the new ones."""
    others = [other.file for other in desk.first.records]
    old = (record.title, statements.heading_of(record))
    if title != record.title:
        _retitle(desk, record, title)
    new = statements.heading_of(desk.record(record.file))
    if file != record.file:
        desk.move(record.file, file)
    names = Names(record.file, file, ((old[1], new), (old[0], title)))
    for other in others:
        place = file if other == record.file else other
        source = desk.readings[place].source
        edits = list(names.edits(source, other))
        if edits:
            desk.asked[place].links = True
            desk.edit(place, *edits)


def _retitle(desk: Desk, record: Record, title: str) -> None:
    fact = desk.readings[record.file].title
    page = desk.page(record.file)
    written = heading(title)
    desk.ask(record.file, title=plain(written))
    desk.asked[record.file].sections = True
    if fact.span is None:
        return
    if fact.place is Place.FRONT_MATTER and page.reading.outline.front is not None:
        front = page.reading.outline.front
        entry = front.get("title")
        old = getattr(entry.value, "text", "") if entry else ""
        desk.edit(record.file, frontedits.set_scalar(front, "title", old.replace(fact.text, title, 1).strip() or title))
        return
    desk.edit(record.file, Edit(fact.span, written))


class Names:
    """Where a record's old name stands in a text, and what is to stand there.

    Args:
        old: the file's old path.
        new: its new path, in the same folder.
        labels: what labels repeated, and what they are to repeat; longest first.
    """

    def __init__(self, old: PurePosixPath, new: PurePosixPath, labels: tuple[tuple[str, str], ...]) -> None:
        self.old, self.new, self.labels = old, new, labels
        spellings = {old.stem, quote(old.stem)}
        names = "|".join(re.escape(name) for name in sorted(spellings, key=len, reverse=True))
        self.pattern = re.compile(rf"(?P<path>{_PATH}?)(?P<stem>{names})(?P<end>\.(?:mdx?|html?)|/)?(?![\w.-]*\w)")

    def edits(self, source: Source, file: PurePosixPath) -> Iterator[Edit]:
        """The edits of one text; links that only look like this record's, and code, stay."""
        outlined = outline(source)
        code = [block.span for block in outlined.blocks if block.kind in _CODE]
        for match in self.pattern.finditer(source.text):
            if any(span.start <= match.start() < span.end for span in code) or not self._means(match, file):
                continue
            stem = match["stem"]
            new = quote(self.new.stem) if stem != self.old.stem else self.new.stem
            if new != stem:
                yield Edit(Span(match.start("stem"), match.end("stem")), new)
            yield from self._label(source.text, match.start())

    def _means(self, match: re.Match[str], file: PurePosixPath) -> bool:
        if ":" in match["path"]:
            return False  # an absolute address may be pinned to a commit in which the old name stands
        named = PurePosixPath(unquote(match["path"]) + self.old.name)
        relative = PurePosixPath(posixpath.normpath((file.parent / named).as_posix()))
        if match["end"] is None and match["path"]:
            return False
        return relative == self.old or (named.is_absolute() and self.old.as_posix().endswith(named.as_posix()))

    def _label(self, text: str, start: int) -> Iterator[Edit]:
        found = _LABEL.search(text, max(0, start - 400), start)
        for old, new in self.labels if found else ():
            at = found["label"].find(old) if found and old else -1
            if found and at >= 0 and old != new:
                begin = found.start("label") + at
                yield Edit(Span(begin, begin + len(old)), new)
                return


def with_others(
    desk: Desk, plan: Plan, old: PurePosixPath, new: PurePosixPath, others: Mapping[PurePosixPath, bytes]
) -> Plan:
    """The plan with the edits of files that are no records (an index, a README)."""
    before = desk.first.by_file[old]
    after = desk.record(new)
    pairs = ((statements.heading_of(before), statements.heading_of(after)), (before.title, after.title))
    names = Names(old, new, pairs)
    changes = list(plan.changes)
    for file, data in sorted(others.items()):
        source = Source.decode(data)
        edited = source.apply(names.edits(source, file)).encode()
        if edited != data and file not in desk.readings:
            changes.append(Change(file, data, edited))
    return Plan(tuple(changes), plan.notes)
