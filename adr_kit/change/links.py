"""Steps that add a stated relation to a record, or take one away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.change import statements
from adr_kit.change.desk import FREE
from adr_kit.errors import Refused
from adr_kit.record import dialects
from adr_kit.record.model import Place, Relation
from adr_kit.record.statements import JOINT, references
from adr_kit.text import frontedits
from adr_kit.text.frontmatter import Scalar, Sequence
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.change.desk import Desk
    from adr_kit.record.dialects.page import Page
    from adr_kit.record.model import Link, Reading, Record
    from adr_kit.text.frontmatter import FrontMatter

_OUR_HEADINGS = ("Links", "More Information")
# A line of a list; the few words that state a relation; what may stand behind a reference, in a list and elsewhere.
_SIGN = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
_WORDS = re.compile(r"[ \t>*_|\"'`]*(?:[^\W\d_][\w'’-]*(?:[ \t]+[^\W\d_][\w'’-]*){0,4})?[ \t*_:|\"'`]*")
_REMARK = re.compile(r"[ \t.*_|\\\"'`]*(?:[-–—:,;(].*)?", re.DOTALL)
_PART = re.compile(r"[ \t.*_|\\\"'`]*(?::\s.*)?", re.DOTALL)
_STOP = re.compile(r"[.;][*_]*[ \t]+")


def stated(desk: Desk, source: Record, relation: Relation, target: Record, words: str = "") -> Link | None:
    """The link of one record to another that says so already."""
    for link in desk.record(source.file).links:
        same = relation is not Relation.OTHER or link.text.casefold() == words.casefold()
        if link.target_id == target.id and link.relation is relation and same:
            return link
    return None


def add(
    desk: Desk, source: Record, words: str, target: Record, part: str | None = None, *, literal: bool = False
) -> None:
    """State a relation, in the record's dialect or under the front matter key that it uses for it.

    ``literal`` words stand as they are typed; they may be read as any relation, as a status, or as mere text.
    """
    page = desk.page(source.file)
    relation = desk.style.vocabulary.relation(words) or _phrase(desk, words)
    asked = desk.asked[source.file]
    if literal:
        asked.free.append(target.file)
        asked.facts.setdefault("status", FREE)
    else:
        asked.added.append((relation, target.file, part is not None))
    asked.sections = True
    key = _key(page, relation) if part is None and not literal else None
    front = page.reading.outline.front
    if key and front is not None:
        desk.edit(source.file, _in_front(front, key, target))
        return
    said = statements.statement(page, words, target, part)
    dialect = dialects.named(page.dialect)
    fallback = dialects.named("fields")
    desk.first_proven(
        source.file,
        lambda trial: trial.edit(source.file, dialect.link(page, said)),
        lambda trial: trial.edit(source.file, fallback.link(page, said)),
    )


def _phrase(desk: Desk, words: str) -> Relation:
    phrase = desk.style.vocabulary.phrase(words)
    return phrase.relation if phrase else Relation.OTHER


def _key(page: Page, relation: Relation) -> str | None:
    """The front matter key under which this record states a relation already."""
    front = page.reading.outline.front
    for entry in front.entries if front else ():
        if page.vocabulary.relation(entry.key) is relation and page.vocabulary.field(entry.key) is None:
            return entry.key
    return None


def _in_front(front: FrontMatter, key: str, target: Record) -> Edit | None:
    entry = front.get(key)
    old = entry.value if entry else None
    items = [item for item in old.items if isinstance(item, Scalar)] if isinstance(old, Sequence) else []
    like = items[0].text if items else old.text if isinstance(old, Scalar) else ""
    written = _alike(like, target)
    if isinstance(old, Scalar) and old.text:
        return frontedits.set_list(front, key, (old.text, written))
    if isinstance(old, Sequence):
        return frontedits.set_list(front, key, (*(item.text for item in items), written))
    return frontedits.set_scalar(front, key, written)


def _alike(like: str, target: Record) -> str:
    """A reference in the form of another: a number, ``ADR-0012``, a file name."""
    short = statements.number_of(target)
    if not short or like.endswith((".md", ".mdx")):
        return target.file.name
    digits = short.rpartition("-")[2]
    if like.isdigit():
        return digits if like.startswith("0") or len(like) == len(digits) else str(target.number)
    if like and not like.upper().startswith(("ADR-", "ADR ")) and "-" in like:
        return target.file.stem
    return short


def remove(desk: Desk, source: Record, link: Link) -> None:
    """Take a stated relation away.

    Raises:
        Refused: it shares its line with others.
    """
    page = desk.page(source.file)
    asked = desk.asked[source.file]
    asked.removed.append((link.relation, link.target, link.partial))
    asked.sections = True
    part = _cut(page, link) or _sentence(page, link)
    if part is not None:
        desk.ask(source.file, status_text=FREE)
        desk.edit(source.file, part)
        return
    if link.place is Place.FRONT_MATTER:
        desk.edit(source.file, _out_of_front(page, link))
        return
    if not removable(page.reading, link):
        raise Refused(
            f"{source.file}:{page.reading.source.position(link.span.start)[0]}: the line says more than this link",
            f"take it out by hand: adr edit {source.id}",
        )
    desk.edit(source.file, page.without(link.span))
    _drop_empty_section(desk, source, page, link)


def _cut(page: Page, link: Link) -> Edit | None:
    """What takes one of several out that share their words: "Superseded by A and B" says "Superseded by B" then."""
    beside = [other.span for other in page.reading.links if _shares(page, other, link)]
    beside.sort()
    index = beside.index(link.span)
    if len(beside) == 1:
        return None
    first = index == 0
    joint = Span(link.span.end, beside[1].start) if first else Span(beside[index - 1].end, link.span.start)
    gone = Span(link.span.start, joint.end) if first else Span(joint.start, link.span.end)
    if link.place is Place.FRONT_MATTER:
        return _cut_in_front(page, joint, gone)
    return Edit(gone, "") if JOINT.match(page.text[joint.start : joint.end]) else None


def _shares(page: Page, other: Link, link: Link) -> bool:
    source = page.reading.source
    same = (other.relation, other.text, other.place) == (link.relation, link.text, link.place)
    return same and source.line_of(other.span.start) == source.line_of(link.span.start)


def _cut_in_front(page: Page, joint: Span, gone: Span) -> Edit | None:
    """The same in a value of the front matter, in which spans count from the value's first character."""
    front = page.reading.outline.front
    for named in page.metadata.values:
        for text, span in named.values:
            if front is None or named.place is not Place.FRONT_MATTER or not span.contains(gone):
                continue
            if named.listed or not JOINT.match(text[joint.start - span.start : joint.end - span.start]):
                return None
            kept = text[: gone.start - span.start] + text[gone.end - span.start :]
            return frontedits.set_scalar(front, named.name, kept)
    return None


def removable(reading: Reading, link: Link) -> bool:
    """Whether a line says nothing but this link: its words, the part that is meant, a remark behind it in a list."""
    if sum(other.span == link.span for other in reading.links) > 1:
        return False
    source, span = reading.source, link.span
    first, last = source.lines[source.line_of(span.start)], source.lines[source.line_of(span.end)]
    line = source.text[first.start : max(span.end, last.end)]
    named = _reference(reading, line, link)
    if named is None:
        return False
    sign = _SIGN.match(line)
    behind = (_REMARK if sign else _PART).fullmatch(line[named.end :])
    return behind is not None and _WORDS.fullmatch(line[sign.end() if sign else 0 : named.start]) is not None


def _reference(reading: Reading, line: str, link: Link) -> Span | None:
    """Where a line names the record that a link means."""
    for reference in references(line, reading.outline.references):
        if reference.target == link.target:
            return reference.span
    at = line.find(link.target)
    return Span(at, at + len(link.target)) if at >= 0 else None


def _sentence(page: Page, link: Link) -> Edit | None:
    """What takes the last sentence out of a line with others before it: "Accepted. Supersedes [1](0001-x.md)."."""
    source = page.reading.source
    where = source.lines[source.line_of(link.span.start)]
    line = source.slice(where).rstrip()
    named = _reference(page.reading, line, link)
    if link.place is Place.FRONT_MATTER or named is None or not _PART.fullmatch(line[named.end :]):
        return None
    start = max((match.end() for match in _STOP.finditer(line, 0, named.start)), default=0)
    words = line[start : named.start]
    if not start or not words.strip() or not _WORDS.fullmatch(words):
        return None
    return Edit(Span(where.start + len(line[:start].rstrip()), where.start + len(line)), "")


def _out_of_front(page: Page, link: Link) -> Edit | None:
    front = page.reading.outline.front
    for entry in front.entries if front else ():
        if front is None or not entry.span.contains(link.span) or page.vocabulary.relation(entry.key) is None:
            continue
        if isinstance(entry.value, Sequence) and len(entry.value.items) > 1:
            kept = [item.text for item in entry.value.items if isinstance(item, Scalar) and item.text != link.target]
            return frontedits.set_list(front, entry.key, kept)
        return frontedits.remove_entry(front, entry.key)
    raise Refused(f"{page.reading.file}: the link is part of another value", "change that value: adr set")


def _drop_empty_section(desk: Desk, source: Record, before: Page, link: Link) -> None:
    """Take away the section at the end that held nothing but the link (the dialects make one where there is none)."""
    index = before.reading.outline.section_at(link.span.start)
    page = desk.page(source.file)
    sections = page.reading.outline.sections
    if index != len(sections) - 1 or index == before.title or sections[index].name not in _OUR_HEADINGS:
        return
    if not page.text[sections[index].body.start :].strip(" \t\r\n"):
        desk.edit(source.file, page.without(sections[index].heading))
