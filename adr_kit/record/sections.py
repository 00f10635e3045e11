"""What a record's sections say, whatever their headings are called: what stands in one, what is still open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import metadata, naming, titles
from adr_kit.record.languages import Field, Role
from adr_kit.record.model import Question
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.markdown.blocks import plain, without_comments
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.model import Reading, Record
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Outline, Section

_TASK = re.compile(r"^[ \t]*[-*+][ \t]+\[(?P<done>[ xX])\][ \t]+(?P<text>[^\r\n]*)", re.MULTILINE)
_TO_DO = re.compile(r"\b(?:TODO|TBD|TBC|FIXME)\b")
_PROSE = frozenset({"heading", "paragraph", "row"})
_FILLER = re.compile(r"^\W*$|^(?:todo|tbd|n/?a|\.\.\.|…)\W*$|^\W*[\[{][^\]}]*[\]}]\W*$", re.IGNORECASE)

ESSENTIAL = (Role.CONTEXT, Role.DECISION, Role.CONSEQUENCES)


def find(outline: Outline, role: Role, vocabulary: Vocabulary = DEFAULT) -> Section | None:
    """The first section about a role; None where there is none."""
    return next((section for section in outline.sections if vocabulary.role(section.name) is role), None)


def text(record: Record, role: Role, vocabulary: Vocabulary = DEFAULT) -> str | None:
    """The Markdown of a section and its sub-sections without comments; None where there is none or it is empty."""
    section = find(record.reading.outline, role, vocabulary)
    if section is None:
        return None
    return without_comments(record.source.slice(section.body)).strip() or None


def questions(reading: Reading) -> tuple[Question, ...]:
    """The record's open and answered questions: the task list items of its questions section."""
    found: list[Question] = []
    for section in reading.outline.sections:
        if DEFAULT.role(section.name) is not Role.QUESTIONS:
            continue
        body = _blanked_comments(reading.source.slice(section.body))
        for match in _TASK.finditer(body):
            span = Span(section.body.start + match.start(), section.body.start + match.end())
            found.append(Question(plain(match["text"]), span, match["done"] != " "))
    return tuple(found)


def loose_ends(reading: Reading) -> tuple[Span, ...]:
    """Where the text says that something is still to be done: TODO, TBD, TBC, FIXME; not in code."""
    prose = (block.span for block in reading.outline.blocks if block.kind in _PROSE)
    return tuple(
        Span(span.start + match.start(), span.start + match.end())
        for span in prose
        for match in _TO_DO.finditer(without_code(reading.source.slice(span)))
    )


def unfilled(record: Record, vocabulary: Vocabulary = DEFAULT) -> tuple[str, ...]:
    """The names of the essential sections that hold nothing but comments or placeholders."""
    return tuple(_unfilled(record, vocabulary))


def without_code(text: str) -> str:
    """The same text with code in it, and comments, blanked out, so that offsets stay."""
    return re.sub(r"(`+)[^`].*?\1", lambda match: " " * len(match[0]), _blanked_comments(text))


def is_filler(line: str) -> bool:
    """Whether a line of plain text says nothing: a placeholder, "TBD", punctuation."""
    return _FILLER.match(line) is not None


def _unfilled(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    for section in record.reading.outline.sections:
        role = vocabulary.role(section.name)
        if role not in (*ESSENTIAL, Role.OPTIONS):
            continue
        words = without_comments(record.source.slice(section.body))
        lines = [line for line in (plain(raw.lstrip(" \t#*+-")) for raw in words.splitlines()) if line]
        names = {other.name for other in record.reading.outline.sections}
        if all(_FILLER.match(line) or line in names for line in lines):
            yield section.name


def _blanked_comments(body: str) -> str:
    """The same text with comments blanked out, so that offsets stay."""
    return re.sub(r"<!--.*?(?:-->|\Z)", lambda match: re.sub(r"[^\r\n]", " ", match[0]), body, flags=re.DOTALL)


def reason(record: Record, vocabulary: Vocabulary = DEFAULT) -> str:
    """Why the record has its status, as somebody who rejected or deprecated it said; "" where nobody did."""
    outline = record.reading.outline
    named = metadata.gather(
        outline, vocabulary, titles.find(outline, vocabulary, naming.parse(record.file)).heading
    ).first(Field.REASON)
    return plain(" ".join(text for text, _ in named.values)) if named else ""
