"""Steps that change what a record's status says, wherever and however it says it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from adr_kit.change import facts, links
from adr_kit.change.desk import FREE
from adr_kit.errors import Refused
from adr_kit.record import dialects, statuses
from adr_kit.record.dialects import table
from adr_kit.record.languages import Field
from adr_kit.record.metadata import Metadata
from adr_kit.record.model import Place, Relation, StatusKind
from adr_kit.text import frontedits
from adr_kit.text.frontmatter import Scalar, Sequence
from adr_kit.text.markdown.blocks import inline_links, plain
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.change.desk import Desk
    from adr_kit.record.dialects.page import Page
    from adr_kit.record.metadata import Named
    from adr_kit.record.model import Link, Record, Status

_FIRST_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


def set_kind(desk: Desk, record: Record, kind: StatusKind) -> None:
    """Make a status say another word; one that is not stated is stated."""
    reading = desk.readings[record.file]
    if reading.status is not None and reading.status.kind is kind:
        return
    desk.ask(record.file, status=kind)
    if reading.status is not None:
        may_go(desk, record, reading.status)
    _without_successors(desk, record)
    _without_second(desk, record)
    page = desk.page(record.file)
    stated = page.metadata.all(Field.STATUS)  # its tags or its file's name may say it, too
    if not stated or page.reading.status is None or _is_remark(page.reading.status):
        like = "a" if page.dialect in ("madr", "fields") and not desk.style.statuses else ""
        desk.asked[record.file].sections = True
        desk.edit(record.file, dialects.named(page.dialect).status(page, desk.style.status(kind, like)))
        return
    for _ in page.metadata.all(Field.STATUS):  # a record may state it in two places, and then in both of them
        found = differing(desk.page(record.file), kind)
        if found is None:
            break
        named, status = found
        desk.edit(record.file, worded(desk.page(record.file), named, status, desk.style.status(kind, status.text)))


def _is_remark(status: Status) -> bool:
    """Whether what was taken for a status that nobody knows is a remark in its section ("Tracked in: [#81]")."""
    unknown = status.kind is StatusKind.OTHER and status.place is Place.SECTION
    return unknown and any(char in status.text for char in ":[]()")


def _without_successors(desk: Desk, record: Record) -> None:
    """Take out the paragraphs that say what took the record's place; other words of the status may stand beside."""
    for _ in desk.readings[record.file].links:
        page = desk.page(record.file)
        found = next((link for link in page.reading.links if _is_paragraph(page, link)), None)
        if found is None:
            return
        links.remove(desk, record, found)


def _without_second(desk: Desk, record: Record) -> None:
    """Take out the sentence behind a status that says what took its place: "Deprecated. Superseded by [5](5.md)."."""
    page = desk.page(record.file)
    status = page.reading.status
    if status is None or status.kind is not StatusKind.SUPERSEDED or status.place is Place.FRONT_MATTER:
        return
    for named in page.metadata.all(Field.STATUS):
        for _, span in named.values:
            if not (span.contains(status.span) and span.start < status.span.start):
                continue
            lead = Span(span.start, status.span.start)
            before = replace(named, values=((page.text[lead.start : lead.end], lead),))
            first, _ = statuses.find(Metadata((before,)), page.vocabulary)
            if first is not None and first.kind is not StatusKind.OTHER:
                begin = lead.start + len(page.text[lead.start : lead.end].rstrip())
                end = status.span.end + page.text.startswith(".", status.span.end)
                desk.edit(record.file, Edit(Span(begin, end), ""))
                return


def _is_paragraph(page: Page, link: Link) -> bool:
    status = page.reading.status
    if status is None or link.relation is not Relation.SUPERSEDED_BY or link.partial:
        return False
    same = status.kind is StatusKind.SUPERSEDED and status.span.overlaps(link.span)
    return same and not is_words(page, link) and links.removable(page.reading, link)


def is_words(page: Page, link: Link) -> bool:
    """Whether a link is a part of a status' words, and not a paragraph that says it beside them."""
    status = page.reading.status
    if status is None or not status.span.overlaps(link.span):
        return False
    lead = page.text[link.span.start : max(link.span.start, status.span.start)]
    return status.place is not Place.SECTION or any(char.isalnum() for char in lead) or _alone(page, link)


def _alone(page: Page, link: Link) -> bool:
    """Whether a link stands where its section's status stands: on its first line, or the only one that states one."""
    for named in page.metadata.all(Field.STATUS):
        if named.place is Place.SECTION and named.span.contains(link.span):
            if named.values[0][1].overlaps(link.span):
                return True
            others = tuple(value for value in named.values if not value[1].overlaps(link.span))
            status, _ = statuses.find(Metadata((replace(named, values=others),)), page.vocabulary)
            return status is None or status.kind is StatusKind.OTHER
    return False


def differing(page: Page, kind: StatusKind) -> tuple[Named, Status] | None:
    """The most trusted place that states another status, and what it states."""
    for named in page.metadata.all(Field.STATUS):
        status, _ = statuses.find(Metadata((named,)), page.vocabulary)
        first = page.reading.status is not None and status is not None and status.span == page.reading.status.span
        if status is not None and status.kind is not kind and (first or status.kind is not StatusKind.OTHER):
            return named, status
    return None


def may_go(desk: Desk, record: Record, old: Status) -> None:
    """What a status' words also say goes with them: "superseded by ADR-5", "accepted on 2024-05-01"."""
    reading = desk.readings[record.file]
    for link in reading.links:
        if link.span.overlaps(old.span) or link.relation is Relation.SUPERSEDED_BY:
            desk.asked[record.file].may_go.append(facts.link_fact(link))
    if reading.date and reading.date.span and old.span.contains(reading.date.span):
        desk.asked[record.file].facts.setdefault("date", FREE)


def worded(page: Page, named: Named, status: Status, words: str) -> Edit | None:
    """The edit that puts other words in the place of a status' words."""
    if named.place is Place.FRONT_MATTER:
        return _in_front(page, named, status, words)
    edit = Edit(_span(page, named, status), words)
    return table.fitted(page, edit) if named.place is Place.TABLE else edit


def _span(page: Page, named: Named, status: Status) -> Span:
    """Where exactly the words stand; a comment before them shifts what the reader saw."""
    for span in (status.span, *(span for _, span in named.values)):
        at = page.text.find(status.text, span.start, span.end)
        if at >= 0:
            return Span(at, at + len(status.text))
    written = page.text[status.span.start : status.span.end].rstrip(" .;:*_`~")
    if seen(written) == seen(status.text) and not _torn(written):
        return Span(status.span.start, status.span.start + len(written))
    word = _FIRST_WORDS.match(written)
    if word and page.vocabulary.status(word.group()) is status.kind and not inline_links(written[word.end() :]):
        return Span(status.span.start, status.span.start + word.end())
    raise Refused(f"{page.reading.file}: the words of the status {status.text!r} are not to be told apart", "adr edit")


def _torn(written: str) -> bool:
    """Whether a mark or a bracket is opened in it and closed behind it, or the other way round."""
    torn = any(written.count(mark) % 2 for mark in ("**", "*", "__", "`", "~~"))
    return torn or any(written.count(opened) != written.count(closed) for opened, closed in ("[]", "()"))


def seen(text: str) -> str:
    """The words of a line of status, as a reader sees them."""
    return plain(text).strip(" .;:*_`")


def _in_front(page: Page, named: Named, status: Status, words: str) -> Edit | None:
    front = page.reading.outline.front
    entry = front.get(named.name) if front else None
    if front is None or entry is None:
        return None
    text, span = next(
        (pair for pair in named.values if pair[1].start <= status.span.start <= pair[1].end), named.values[0]
    )
    start, end = status.span.start - span.start, status.span.end - span.start
    changed = text[:start] + words + text[end:]
    if isinstance(entry.value, Sequence):
        items = [item.text for item in entry.value.items if isinstance(item, Scalar)]
        return frontedits.set_list(front, named.name, [changed if item == text else item for item in items])
    return frontedits.set_scalar(front, named.name, changed)


def restored(desk: Desk, record: Record) -> None:
    """Give a record whose successor is gone a status again: the one that records of this log have when in force."""
    desk.ask(record.file, status=FREE)  # words that stood beside the link may count again
    status = desk.readings[record.file].status
    if status is None and not desk.style.statuses:
        return  # a log that states none
    if status is None or status.kind is StatusKind.SUPERSEDED:
        set_kind(desk, record, StatusKind.ACCEPTED)
