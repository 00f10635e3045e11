"""Steps that make a record say, in its own way, that another one has taken its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.change import links, statements
from adr_kit.change import status as status_words
from adr_kit.change.desk import FREE
from adr_kit.record import dialects
from adr_kit.record.dialects.style import cased
from adr_kit.record.languages import Field, Role
from adr_kit.record.model import Place, Relation, StatusKind
from adr_kit.record.vocabulary import key
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.change.desk import Desk
    from adr_kit.record.dialects.page import Page
    from adr_kit.record.model import Record, Status


def superseded(desk: Desk, old: Record, new: Record) -> None:
    """Make a record say that another one has taken its place."""
    page = desk.page(old.file)
    desk.ask(old.file, status=StatusKind.SUPERSEDED)
    asked = desk.asked[old.file]
    asked.added.append((Relation.SUPERSEDED_BY, new.file, False))
    asked.sections = True
    if page.named(Field.DATE) is None:
        desk.ask(old.file, date=FREE)  # a date among the words of the status is one of its words
    status = page.reading.status
    if status is not None and status.kind is not StatusKind.SUPERSEDED:
        status_words.may_go(desk, old, status)
    if desk.style.compat and page.section(Role.STATUS) is not None:
        desk.first_proven(
            old.file,
            lambda trial: _as_paragraph(trial, old, new, _goes_in_adr_tools),
            lambda trial: _as_paragraph(trial, old, new),
            lambda trial: _as_words(trial, old, new),
        )
    elif status is None:
        desk.first_proven(old.file, lambda trial: _stated(trial, old, new))
    elif status.place is Place.SECTION and not _has_line(page, status):
        desk.first_proven(
            old.file,
            lambda trial: _as_paragraph(trial, old, new, _nothing_goes),
            lambda trial: _as_words(trial, old, new),
        )
    else:
        desk.first_proven(
            old.file,
            lambda trial: _as_words(trial, old, new),
            lambda trial: _as_key(trial, old, new),
            lambda trial: _as_paragraph(trial, old, new),
        )


def _has_line(page: Page, status: Status) -> bool:
    """Whether a line says this status and nothing else, whatever its marks; then other words can take its place.

    "Accepted on 1991-01-01" and "~~Accepted~~" say more, and who is superseded by two says so twice.
    """
    source = page.reading.source
    line = source.slice(source.lines[source.line_of(status.span.start)])
    bare = status_words.seen(line.lstrip(" \t>*+-")).casefold() == status.text.casefold()
    word = status.kind is StatusKind.OTHER or page.vocabulary.statuses.get(key(status.text)) is status.kind
    return bare and word and status.kind is not StatusKind.SUPERSEDED and "~~" not in line and "<!--" not in line


def _stated(desk: Desk, old: Record, new: Record) -> None:
    page = desk.page(old.file)
    words = desk.style.relation(Relation.SUPERSEDED_BY)
    if page.dialect == "nygard":
        said = statements.statement(page, words, new)
    else:
        said = f"{cased(words, 'a')} {statements.short_reference(page, new)}"
    desk.edit(old.file, dialects.named(page.dialect).status(page, said))


def _as_words(desk: Desk, old: Record, new: Record) -> None:
    """``superseded by [ADR-0005](0005-five.md)`` in the place of the status' words, in each place that states one."""
    said = None
    for _ in range(len(desk.page(old.file).metadata.all(Field.STATUS)) or 1):
        page = desk.page(old.file)
        found = status_words.differing(page, StatusKind.SUPERSEDED)
        if found is None:
            break
        named, status = found
        words = cased(desk.style.relation(Relation.SUPERSEDED_BY), status.text)
        refer = statements.reference if status.place is Place.SECTION else statements.short_reference
        said = f"{words} {refer(page, new)}" if said is None else desk.style.status(StatusKind.SUPERSEDED, status.text)
        desk.edit(old.file, status_words.worded(page, named, status, said))
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
    desk.edit(
        old.file,
        status_words.worded(page, named, status, f"{written.rstrip()}, {statements.short_reference(page, new)}"),
    )


def _as_key(desk: Desk, old: Record, new: Record) -> None:
    """A status of one word, and the record's own key for what has taken its place."""
    desk.asked[old.file].added.pop()
    status_words.set_kind(desk, old, StatusKind.SUPERSEDED)
    links.add(desk, old, desk.style.relation(Relation.SUPERSEDED_BY), new)


def _is_bare(page: Page, line: str) -> bool:
    """Whether a line is a status and nothing else; "Accepted on 1991-01-01" and "~~Accepted~~" stay."""
    kind = page.vocabulary.statuses.get(key(line))
    return kind not in (None, StatusKind.SUPERSEDED) and "~~" not in line and "<!--" not in line


def _goes_in_adr_tools(page: Page, line: str) -> bool:
    """The line "Accepted"; and a proposal's, which adr-tools leaves, so that the record says both."""
    waiting = page.vocabulary.statuses.get(key(line)) in (StatusKind.PROPOSED, StatusKind.DRAFT)
    return line == "Accepted" or (waiting and _is_bare(page, line))


def _nothing_goes(_page: Page, _line: str) -> bool:
    return False


def _as_paragraph(desk: Desk, old: Record, new: Record, goes: Callable[[Page, str], bool] = _is_bare) -> None:
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
    bare = [line for line in inside if goes(page, source.slice(line))]
    squeeze = inside if desk.style.compat else []
    desk.edit(old.file, *_taken_out(page, inside, bare, squeeze))


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
