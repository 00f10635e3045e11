"""Steps that change what a record's status says, wherever and however it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.change import facts, links, statements
from adr_kit.change.desk import FREE
from adr_kit.errors import Refused
from adr_kit.record import dialects, statuses
from adr_kit.record.dialects.style import cased
from adr_kit.record.languages import Field, Role
from adr_kit.record.metadata import Metadata
from adr_kit.record.model import Place, Relation, StatusKind
from adr_kit.record.vocabulary import key
from adr_kit.text import frontedits
from adr_kit.text.frontmatter import Scalar, Sequence
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.change.desk import Desk
    from adr_kit.record.dialects.page import Page
    from adr_kit.record.metadata import Named
    from adr_kit.record.model import Record, Status


def set_kind(desk: Desk, record: Record, kind: StatusKind) -> None:
    """Make a status say another word; one that is not stated is stated."""
    page = desk.page(record.file)
    old = page.reading.status
    if old is not None and old.kind is kind:
        return
    desk.ask(record.file, status=kind)
    if old is None:
        like = "a" if page.reading.dialect in ("madr", "fields") and not desk.style.statuses else ""
        desk.asked[record.file].sections = True
        desk.edit(record.file, dialects.named(page.reading.dialect).status(page, desk.style.status(kind, like)))
        return
    _may_go(desk, record, old)
    for _ in page.metadata.all(Field.STATUS):  # a record may state it in two places, and then in both of them
        found = _differing(desk.page(record.file), kind)
        if found is None:
            break
        named, status = found
        desk.edit(record.file, _worded(desk.page(record.file), named, status, desk.style.status(kind, status.text)))


def _differing(page: Page, kind: StatusKind) -> tuple[Named, Status] | None:
    for named in page.metadata.all(Field.STATUS):
        status, _ = statuses.find(Metadata((named,)), page.vocabulary)
        first = page.reading.status is not None and status is not None and status.span == page.reading.status.span
        if status is not None and status.kind is not kind and (first or status.kind is not StatusKind.OTHER):
            return named, status
    return None


def _may_go(desk: Desk, record: Record, old: Status) -> None:
    """What a status' words also say goes with them: "superseded by ADR-5", "accepted on 2024-05-01"."""
    reading = desk.readings[record.file]
    for link in reading.links:
        beside = link.span.start < old.span.end and old.span.start < link.span.end
        if beside or link.relation is Relation.SUPERSEDED_BY:
            desk.asked[record.file].may_go.append(facts.link_fact(link))
    if reading.date and reading.date.span and old.span.contains(reading.date.span):
        desk.asked[record.file].facts.setdefault("date", FREE)


def _worded(page: Page, named: Named, status: Status, words: str) -> Edit | None:
    """Other words in the place of a status' words."""
    if named.place is Place.FRONT_MATTER:
        return _in_front(page, named, status, words)
    written = words.replace("|", "\\|") if named.place is Place.TABLE else words
    return Edit(_span(page, named, status), written)


def _span(page: Page, named: Named, status: Status) -> Span:
    """Where exactly the words stand; a comment before them shifts what the reader saw."""
    if _seen(page.text[status.span.start : status.span.end]) == _seen(status.text):
        return status.span
    for _, span in named.values:
        at = page.text.find(status.text, span.start, span.end)
        if at >= 0:
            return Span(at, at + len(status.text))
    raise Refused(f"{page.reading.file}: the words of the status {status.text!r} are not to be told apart", "adr edit")


def _seen(text: str) -> str:
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


# -- superseded


def superseded(desk: Desk, old: Record, new: Record) -> None:
    """Make a record say that another one has taken its place."""
    page = desk.page(old.file)
    desk.ask(old.file, status=StatusKind.SUPERSEDED)
    asked = desk.asked[old.file]
    asked.added.append((Relation.SUPERSEDED_BY, new.file, False))
    asked.sections = True
    status = page.reading.status
    if status is not None and status.kind is not StatusKind.SUPERSEDED:
        _may_go(desk, old, status)
    if status is None:
        desk.first_proven(old.file, lambda trial: _stated(trial, old, new))
    elif status.place is Place.SECTION:
        desk.first_proven(
            old.file,
            lambda trial: _as_paragraph(trial, old, new),
            lambda trial: _as_words(trial, old, new),
        )
    else:
        desk.first_proven(
            old.file,
            lambda trial: _as_words(trial, old, new),
            lambda trial: _as_key(trial, old, new),
        )


def _stated(desk: Desk, old: Record, new: Record) -> None:
    page = desk.page(old.file)
    words = desk.style.relation(Relation.SUPERSEDED_BY)
    if page.reading.dialect == "nygard":
        said = statements.statement(page, words, new)
    else:
        said = f"{cased(words, 'a')} {statements.short_reference(page, new)}"
    desk.edit(old.file, dialects.named(page.reading.dialect).status(page, said))


def _as_words(desk: Desk, old: Record, new: Record) -> None:
    """``superseded by [ADR-0005](0005-five.md)`` in the place of the status' words, in each place that states one."""
    said = None
    for _ in range(len(desk.page(old.file).metadata.all(Field.STATUS)) or 1):
        page = desk.page(old.file)
        found = _differing(page, StatusKind.SUPERSEDED)
        if found is None:
            break
        named, status = found
        words = cased(desk.style.relation(Relation.SUPERSEDED_BY), status.text)
        said = (
            f"{words} {statements.short_reference(page, new)}"
            if said is None
            else desk.style.status(StatusKind.SUPERSEDED, status.text)
        )
        desk.edit(old.file, _worded(page, named, status, said))
    if said is None:  # superseded by another one already
        _second(desk, old, new)


def _second(desk: Desk, old: Record, new: Record) -> None:
    page = desk.page(old.file)
    status = page.reading.status
    named = next((n for n in page.metadata.all(Field.STATUS) if status and n.place is status.place), None)
    if status is None or named is None:
        return
    written = (
        page.text[status.span.start : status.span.end] if status.place is not Place.FRONT_MATTER else named.values[0][0]
    )
    desk.edit(old.file, _worded(page, named, status, f"{written.rstrip()}, {statements.short_reference(page, new)}"))


def _as_key(desk: Desk, old: Record, new: Record) -> None:
    """A status of one word, and the record's own key for what has taken its place."""
    desk.asked[old.file].added.pop()
    set_kind(desk, old, StatusKind.SUPERSEDED)
    links.add(desk, old, desk.style.relation(Relation.SUPERSEDED_BY), new)


def _as_paragraph(desk: Desk, old: Record, new: Record) -> None:
    """adr-tools' way: a paragraph at the end of the Status section, and the bare word of the status taken out."""
    page = desk.page(old.file)
    said = statements.statement(page, desk.style.relation(Relation.SUPERSEDED_BY), new)
    desk.edit(old.file, dialects.named("nygard").link(page, said))
    page = desk.page(old.file)
    section = page.section(Role.STATUS)
    if section is None:
        return
    source = page.reading.source
    inside = [line for line in source.lines if section.own.start <= line.start < section.own.end]
    bare = [line for line in inside if _is_bare(page, source.slice(line))]
    squeeze = inside if desk.style.compat else []
    desk.edit(old.file, *_taken_out(page, inside, bare, squeeze))


def _is_bare(page: Page, line: str) -> bool:
    """Whether a line is a status and nothing else; "Accepted on 1991-01-01" and "~~Accepted~~" stay."""
    kind = page.vocabulary.statuses.get(key(line))
    return kind not in (None, StatusKind.SUPERSEDED) and "~~" not in line and "<!--" not in line


def _taken_out(page: Page, inside: list[Span], gone: list[Span], squeeze: list[Span]) -> list[Edit]:
    """Lines without some of them, of the blank lines left side by side one, and that everywhere in ``squeeze``."""
    edits = []
    blank = False  # whether the last line that stays is blank
    near = False  # whether a line has just gone
    for line in inside:
        end = page.line_end(line.end)
        empty = line.empty
        if line in gone or (empty and blank and (near or line in squeeze)):
            edits.append(Edit(Span(line.start, end), ""))
            near = True
            continue
        near = near and empty
        blank = empty
    return edits


def restored(desk: Desk, record: Record) -> None:
    """Give a record whose successor is gone a status again: the one that records of this log have when in force."""
    page = desk.page(record.file)
    if page.reading.status is None or page.reading.status.kind is StatusKind.SUPERSEDED:
        set_kind(desk, record, StatusKind.ACCEPTED)
