"""Steps that give a record's sections a form's headings and their places beside or inside the decision's."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from adr_kit.change.convert.forms import SYNONYMS
from adr_kit.record.languages import Role
from adr_kit.record.vocabulary import key
from adr_kit.text.outline import at_level
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from adr_kit.change.convert.forms import Form
    from adr_kit.change.desk import Desk
    from adr_kit.record.dialects.page import Page
    from adr_kit.text.outline import Section

_ENDINGS = "\r\n"
NUMBERING = re.compile(r"^[\divx]+[.)]?\s+(?=\w)")


def titled(desk: Desk, file: PurePosixPath, form: Form) -> None:
    """The heading with the record's number in front of it, or without, as the form has it."""
    page = desk.page(file)
    reading, span = page.reading, page.reading.title.span
    if page.title is None or span is None or reading.number is None:
        return
    section = reading.outline.sections[page.title]
    if not section.content.contains(span):
        return
    before = page.text[section.content.start : span.start]
    if form.numbered and not before and reading.heading_number is None:
        desk.ask(file, heading_number=reading.number)
        desk.edit(file, Edit(Span(span.start, span.start), f"{reading.number}. "))
    elif not form.numbered and re.fullmatch(rf"0*{reading.number}\.\s+", before):
        desk.ask(file, heading_number=None)
        desk.edit(file, Edit(Span(section.content.start, span.start), ""))


def section(page: Page, role: Role) -> Section | None:
    """The section that is about a role and nothing else; any heading that every form understands."""
    found: dict[str, Section] = {}
    for index, one in enumerate(page.reading.outline.sections):
        if index != page.title:
            found.setdefault(NUMBERING.sub("", key(one.name)), one)
    if role is Role.DECISION or role is Role.CONSEQUENCES:
        return next((found[name] for name in SYNONYMS[role] if name in found), None) or _foreign(page, role)
    return next((found[name] for name in SYNONYMS[role] if name in found), None)


def _foreign(page: Page, role: Role) -> Section | None:
    """The section of a role in another language, which keeps its heading."""
    for index, one in enumerate(page.reading.outline.sections):
        if index != page.title and not one.name.isascii() and page.vocabulary.role(one.name) is role:
            return one
    return None


def renamed(desk: Desk, file: PurePosixPath, form: Form, cited: frozenset[str]) -> None:
    """Headings in the form's words, where they mean no more than these; one that a link leads to stays."""
    page = desk.page(file)
    desk.edit(file, *_renamings(page, form, cited))


def _renamings(page: Page, form: Form, cited: frozenset[str]) -> Iterator[Edit]:
    for role, words in form.headings.items():
        found = section(page, role)
        if found is None or anchor(found.name) in cited:
            continue
        written = page.text[found.content.start : found.content.end]
        for name in SYNONYMS[role]:
            words_of_it = r"\s+".join(map(re.escape, name.split()))
            match = re.search(rf"(?<!\w){words_of_it}(?!\w)", written, re.IGNORECASE)
            if match and key(match.group()) == NUMBERING.sub("", key(found.name)):
                if match.group() != words:
                    start = found.content.start
                    yield Edit(Span(start + match.start(), start + match.end()), words)
                break


def anchor(heading: str) -> str:
    """A heading as forges make an anchor of it."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-")


def nested(desk: Desk, file: PurePosixPath, form: Form) -> None:
    """The consequences inside the decision's section, or beside it, as the form has it."""
    page = desk.page(file)
    decision = section(page, Role.DECISION)
    if decision is None or form.inside is None:
        return
    consequences = section(page, Role.CONSEQUENCES)
    if form.inside and consequences is not None and consequences.level == decision.level:
        if not decision.body.contains(consequences.heading):
            at = _before_confirmation(page, decision)
            desk.edit(file, *_moved(page, consequences, decision.level + 1, at))
    elif not form.inside and consequences is not None and decision.body.contains(consequences.heading):
        desk.edit(file, *_moved(page, consequences, decision.level, decision.body.end))
    elif not form.inside and consequences is None:
        desk.edit(file, *_gathered(page, decision))


def _before_confirmation(page: Page, decision: Section) -> int:
    confirmation = section(page, Role.CONFIRMATION)
    if confirmation is not None and decision.body.contains(confirmation.heading):
        return confirmation.heading.start
    return decision.body.end


def _moved(page: Page, moved: Section, level: int, at: int) -> tuple[Edit, ...]:
    """A section with all that is in it at another level, and at another place where it does not stand there."""
    span = Span(moved.heading.start, moved.body.end)
    shifts = tuple(_shifts(page, moved, level - moved.level))
    return shifts if at in (span.start, span.end) else (_carried(page, span, at, _shifted(page, span, shifts)),)


def _shifted(page: Page, span: Span, shifts: tuple[Edit, ...]) -> str:
    """What stands in a span after some edits of it."""
    chunk = page.text[span.start : span.end]
    for edit in sorted(shifts, key=lambda edit: edit.span, reverse=True):
        chunk = chunk[: edit.span.start - span.start] + edit.text + chunk[edit.span.end - span.start :]
    return chunk


def _carried(page: Page, span: Span, at: int, chunk: str) -> Edit:
    """What stands in a span, carried to another place: it and what it passes change places, blank lines stay."""
    text = page.text
    passed = Span(span.end, at) if at > span.end else Span(at, span.start)
    other = text[passed.start : passed.end]
    first, second = (other, chunk) if at > span.end else (chunk, other)
    whole = Span(min(span.start, at), max(span.end, at))
    old_first = text[whole.start : min(span.end, passed.end)]
    between, end = _blank_end(old_first), _blank_end(text[whole.start : whole.end])
    if len(re.findall(r"\r\n|\n|\r", between)) < 2:  # noqa: PLR2004 -- an underlined heading needs a blank line above it
        between = page.newline * 2
    return Edit(whole, f"{first.rstrip(_ENDINGS)}{between}{second.rstrip(_ENDINGS)}{end}")


def _blank_end(text: str) -> str:
    return text[len(text.rstrip(_ENDINGS)) :]


def _shifts(page: Page, moved: Section, by: int) -> Iterator[Edit]:
    """Every heading in a section by some levels deeper or higher."""
    for one in page.reading.outline.sections:
        if one is moved or moved.body.contains(one.heading):
            yield at_level(page.reading.source, one, one.level + by)


def _gathered(page: Page, decision: Section) -> tuple[Edit, ...]:
    """MADR 2's positive and negative consequences, which stand in the decision's section, under a heading beside it."""
    parts = [
        one
        for one in page.reading.outline.sections
        if one.level == decision.level + 1
        and decision.body.contains(one.heading)
        and key(one.name) in ("positive consequences", "negative consequences")
    ]
    if not parts or any(a.body.end != b.heading.start for a, b in pairwise(parts)):
        return ()
    span = Span(parts[0].heading.start, parts[-1].body.end)
    lead = f"{'#' * decision.level} Consequences{page.newline * 2}"
    if span.end == decision.body.end:
        return (Edit(Span(span.start, span.start), lead),)
    return (_carried(page, span, decision.body.end, lead + page.text[span.start : span.end]),)
