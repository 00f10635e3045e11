"""Steps that move a record's metadata to where a form keeps it: its status, each field, each stated relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.change import facts, statements
from adr_kit.change.convert import placing, taking
from adr_kit.change.convert.forms import MOVED
from adr_kit.errors import Refused
from adr_kit.record import statuses
from adr_kit.record.languages import Field, Role
from adr_kit.record.metadata import Metadata
from adr_kit.record.model import Place, Relation, StatusKind
from adr_kit.record.vocabulary import key
from adr_kit.text.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from adr_kit.change.convert.forms import Form
    from adr_kit.change.desk import Desk
    from adr_kit.record.dialects.page import Page
    from adr_kit.record.metadata import Named
    from adr_kit.record.model import Link, Record
    from adr_kit.text.source import Span

_SHORT = (
    *(Field.DATE, Field.DECIDERS, Field.AUTHORS, Field.CONSULTED, Field.INFORMED),
    *(Field.TAGS, Field.AFFECTS, Field.REVIEW_BY, Field.FORMERLY),
)
_LONGEST = 120  # characters of one value


def status(desk: Desk, file: PurePosixPath, form: Form) -> None:
    """The status' line, as it is written, to where the form states a status."""
    page = desk.page(file)
    stated = page.reading.status
    if stated is None or stated.place is Place.TABLE:
        return
    named, words, span = _said(page, stated.span, stated.place)
    if stated.place is form.status and not _misshapen(page, form, named):
        return
    desk.ask(file, status=stated.kind)  # the word's first letter may become small or large
    if stated.place is not form.status and _says(page, form.status) == key(stated.text):
        if named.place is not Place.SECTION:
            desk.edit(file, taking.out(page, named))
        return
    desk.edit(file, taking.line(page, span) if named.place is Place.SECTION else taking.out(page, named))
    if named.place is Place.SECTION and _says(desk.page(file), Place.SECTION):
        desk.replace(
            file, page.reading.source
        )  # a section that says more than one status is a history, and stays whole
    desk.edit(file, placing.status(desk.page(file), form, words))
    after = desk.readings[file].status
    if after is None or key(after.text) != key(stated.text):
        raise Refused(f"{file}: another place states another status", "adr edit")


def _said(page: Page, at: Span, place: Place) -> tuple[Named, str, Span]:
    """The value in which a status stands, and the line of it that says so."""
    for named in page.metadata.all(Field.STATUS):
        for text, span in named.values if named.place is place else ():
            if span.start <= at.start and at.end <= span.end:
                many = named.place is not Place.SECTION
                return named, " ".join(" ".join(value for value, _ in named.values).split()) if many else text, span
    raise Refused(f"{page.reading.file}: where the status stands is not to be told", "adr edit")


def _says(page: Page, place: Place) -> str:
    """The status that a place states; "" where it states none, or in words that are not known."""
    stated, _ = statuses.find(
        Metadata(tuple(n for n in page.metadata.all(Field.STATUS) if n.place is place)), page.vocabulary
    )
    return key(stated.text) if stated is not None and stated.kind is not StatusKind.OTHER else ""


def one_field(desk: Desk, file: PurePosixPath, form: Form, field: Field) -> None:
    """A field's values, as they are written, to where the form gives them."""
    page = desk.page(file)
    named = page.metadata.first(field)
    if named is None or named.place in (Place.TABLE, Place.PATH):
        return
    if named.place is form.fields and not _misshapen(page, form, named):
        return
    if named.place is Place.SECTION and (field not in _SHORT or any(len(text) > _LONGEST for text, _ in named.values)):
        return  # a section of prose that happens to be called like a field ("Services")
    values = _values(page, named, field)
    if values:
        desk.edit(file, taking.out(page, named))
        called = named.name if named.place is Place.FIELD else ""
        desk.edit(file, placing.field(desk.page(file), form, field, values, called))


def _misshapen(page: Page, form: Form, named: Named) -> bool:
    """Whether a field of the head stands in a list where the form has lines, or the other way round."""
    line = next((line for line in page.lines if line.span == named.span), None)
    if line is None or named.place is not Place.FIELD or line.section not in (-1, page.title):
        return False
    return line.layout != form.layout


def _values(page: Page, named: Named, field: Field) -> tuple[str, ...]:
    if field is Field.TAGS:
        return tuple(tag.text for tag in page.reading.tags)
    if field is Field.AFFECTS:
        return tuple(glob.text for glob in page.reading.affects)
    return taking.raw(named, field)


def tables(page: Page) -> Iterator[tuple[Named, ...]]:
    """The values that stand in each table of metadata."""
    groups: dict[Span, list[Named]] = {}
    for named in page.metadata.values:
        if named.place is Place.TABLE:
            groups.setdefault(taking.table_of(page, named)[0].span, []).append(named)
    yield from (tuple(group) for group in groups.values())


def table(desk: Desk, file: PurePosixPath, form: Form, number: int) -> None:
    """All that a table under the title says, to where the form keeps it; the table goes.

    Raises:
        Refused: it says more than that.
    """
    page = desk.page(file)
    moved = list(tables(page))[number]
    edit = taking.table_out(page, moved)
    known = {Field.STATUS, *MOVED}
    if edit is None or any(named.meaning not in known for named in moved):
        raise Refused(f"{file}: the table says more than its fields", "adr edit")
    stated = page.reading.status
    desk.edit(file, edit)
    for named in moved:
        words = taking.raw(named, named.meaning) if isinstance(named.meaning, Field) else ()
        if named.meaning is Field.STATUS and words:
            desk.ask(file, status=stated.kind if stated else None)
            desk.edit(file, placing.status(desk.page(file), form, words[0]))
        elif isinstance(named.meaning, Field) and words:
            values = _values(page, named, named.meaning)
            desk.edit(file, placing.field(desk.page(file), form, named.meaning, values, named.name))


def lines_to_move(page: Page, form: Form) -> Iterator[tuple[str, Span]]:
    """The lines that state a relation where the form does not keep them: what they say, and where."""
    stated = page.reading.status
    source = page.reading.source
    seen: set[int] = set()
    for link in page.reading.links:
        number = source.line_of(link.span.start)
        inside = stated is not None and stated.span.start < link.span.end and link.span.start < stated.span.end
        if inside or number in seen or link.place in (Place.FRONT_MATTER, Place.TABLE):
            continue
        seen.add(number)
        if _is_misplaced(page, form, link):
            found = _statement(page, link)
            if found is not None:
                yield found


def _is_misplaced(page: Page, form: Form, link: Link) -> bool:
    sections = page.reading.outline.sections
    index = page.reading.outline.section_at(link.span.start)
    role = page.vocabulary.role(sections[index].name) if index >= 0 and index != page.title else None
    if form.dialect == "nygard":
        return role is None or (role is Role.LINKS and bool(link.text))
    at_head = role is None and form.dialect == "madr"
    return role is Role.STATUS or at_head


def _statement(page: Page, link: Link) -> tuple[str, Span] | None:
    """A whole line, or a list item of one line, without the sign in front of it."""
    for block in page.reading.outline.blocks:
        if block.kind == "paragraph" and block.span.start <= link.span.start < block.span.end:
            for line in block.lines:
                if line.start <= link.span.start < max(line.end, line.start + 1):
                    whole = block.container == "" or len(block.lines) == 1
                    return (page.text[line.start : line.end].rstrip(" \\"), line) if whole else None
    return None


def statement(desk: Desk, file: PurePosixPath, form: Form, said: str, span: Span) -> None:
    """A line that states relations, as it is written, to where the form keeps them."""
    desk.edit(file, taking.line(desk.page(file), span))
    desk.edit(file, placing.statement(desk.page(file), form, said))


def keys(desk: Desk, record: Record, form: Form, named: Named) -> None:
    """The relations of a front matter key, as statements with links, to where the form keeps them.

    Raises:
        Refused: one of them means no record that can be linked to.
    """
    page = desk.page(record.file)
    stated = [link for link in page.reading.links if link.place is Place.FRONT_MATTER and _within(link.span, named)]
    meant = {facts.link_fact(link): link.target_id for link in record.links}
    asked = desk.asked[record.file]
    said: list[str] = []
    for link in stated:
        target = desk.first.by_id.get(meant.get(facts.link_fact(link)) or "")
        if target is None or link.relation is Relation.OTHER:
            raise Refused(f"{record.file}: {link.target!r} is no record that can be linked to", "adr edit")
        words = statements.words_of(desk.style, link.relation, "" if link.partial else None)
        said.append(statements.statement(page, words, target))
        if link.target != statements.href(record.file, target.file):
            asked.removed.append(facts.link_fact(link))
            asked.added.append((link.relation, target.file, link.partial))
    desk.edit(record.file, taking.out(page, named))
    for one in said:
        desk.edit(record.file, placing.statement(desk.page(record.file), form, one))


def _within(span: Span, named: Named) -> bool:
    return named.span.start <= span.start < named.span.end


def leftovers(desk: Desk, file: PurePosixPath, form: Form) -> None:
    """What held nothing but what was moved goes: the Status section, a section of links, front matter."""
    before = desk.first.by_file[file].reading
    for role in (Role.STATUS, Role.LINKS):
        page = desk.page(file)
        section = page.section(role)
        if section is None or section.body != section.own or page.text[section.own.start : section.own.end].strip():
            continue
        held = [old for old in before.outline.sections if old.name == section.name]
        if held and before.source.slice(held[0].own).strip():
            desk.edit(file, taking.without_section(page, section))
    if form.fields is not Place.FRONT_MATTER:
        edit = placing.without_front_matter(desk.page(file))
        desk.edit(file, *([edit] if isinstance(edit, Edit) else []))
