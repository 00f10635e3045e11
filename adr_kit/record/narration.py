"""What a record tells of itself in running text, in its table of revisions and its changelog: what took whose place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record.languages import Role
from adr_kit.record.metadata import Taken
from adr_kit.record.model import Link, Place, Relation
from adr_kit.record.statements import references, statements
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.metadata import Metadata
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Outline

_SUCCESSION = (Relation.SUPERSEDES, Relation.SUPERSEDED_BY)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s|$)[^.!?]*)*")
_DENIAL = re.compile(r"\b(?:not|never|nicht|no|may|might|could|would|if)\b|n't\b", re.IGNORECASE)
_ELSEWHERE = (Role.STATUS, Role.LINKS)  # read line by line


def find(outline: Outline, metadata: Metadata, vocabulary: Vocabulary, title: int | None) -> Iterator[Link]:
    """The successions that a text tells of: its own in prose ("This ADR supersedes ..."), any in lists of changes."""
    taken = Taken.by(metadata)
    for block in outline.blocks:
        if block.kind not in ("paragraph", "row") or block.header or not block.lines:
            continue
        where = outline.section_at(block.span.start)
        role = vocabulary.role(outline.sections[where].name) if where >= 0 and where != title else None
        if role in _ELSEWHERE or taken.covers(block.lines[0]):
            continue
        if role is Role.CHANGELOG or (block.kind == "row" and role is None and where in (-1, title)):
            yield from _changes(outline, block, vocabulary)
        elif block.kind == "paragraph":
            yield from _prose(outline, block, vocabulary)


def _changes(outline: Outline, block: Block, vocabulary: Vocabulary) -> Iterator[Link]:
    span = Span(block.lines[0].start, block.lines[-1].end)
    for link in statements(outline.source.slice(span), span, Place.TEXT, outline, vocabulary):
        if link.relation in _SUCCESSION:
            yield link


def _prose(outline: Outline, block: Block, vocabulary: Vocabulary) -> Iterator[Link]:
    start = block.lines[0].start
    text = outline.source.text[start : block.lines[-1].end]
    if not vocabulary.is_about_itself(text):
        return
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        found = references(sentence, outline.references)
        lead = sentence[: found[0].span.start] if found else ""
        if lead and vocabulary.is_about_itself(lead) and not _DENIAL.search(lead):
            span = Span(start + match.start(), start + match.end())
            for link in statements(sentence, span, Place.TEXT, outline, vocabulary):
                if link.relation in _SUCCESSION:
                    yield link
