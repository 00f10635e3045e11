"""A record as something to search: its words by field, and its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adr_kit.insight.words import counted, fold, telling_words, words

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from adr_kit.record.model import Record

TITLE, TAG, BODY = "title", "tag", "body"
LONGER = 0.6  # what finding a longer word counts
_PREFIX = 3  # characters from which a word finds longer ones (never a pair of an unspaced script)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINE_TEXT = re.compile(r"[^\r\n]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record: its number from 1, its text, and whether it is title or body."""

    number: int
    text: str
    where: str


@dataclass(frozen=True, eq=False)
class Document:
    """A record; what is expensive to know about it is found when it is asked for."""

    record: Record

    @cached_property
    def body(self) -> str:
        """The text with front matter and comments blanked, so that lines keep their numbers."""
        text = self.record.source.text
        start = self.record.reading.outline.body_start
        rest = text[start:]
        return _blank(text[:start]) + (
            _COMMENT.sub(lambda match: _blank(match.group()), rest) if "<!--" in rest else rest
        )

    @cached_property
    def folded(self) -> str:
        """All that can be found, as comparable text."""
        return fold("\n".join((self.record.title, *self.record.tags, self.body)))

    @cached_property
    def fields(self) -> dict[str, Counter[str]]:
        """How often each word stands in each field."""
        return {
            TITLE: counted(self.record.title),
            TAG: counted("\n".join(self.record.tags)),
            BODY: counted(self.body),
        }

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The telling words of title and tags."""
        return frozenset(word for text in (self.record.title, *self.record.tags) for word in telling_words(text))

    @property
    def length(self) -> int:
        """In characters."""
        return len(self.record.source.text)

    @property
    def tag_line(self) -> int:
        """The number of the line on which the first tag stands."""
        span = next((tag.span for tag in self.record.reading.tags if tag.span), None)
        return self.record.source.position(span.start)[0] if span else 1

    def may_have(self, word: str) -> bool:
        """Whether the word can be in it; quick, and never wrongly False."""
        return word in self.folded

    def find(self, word: str) -> dict[str, float]:
        """The words of the document that a word of a query finds, each with what it counts."""
        if not self.may_have(word):
            return {}
        found = {word: 1.0} if any(word in field for field in self.fields.values()) else {}
        for field in self.fields.values():
            found |= {longer: LONGER for longer in field if _is_longer(longer, word)}
        return found

    def find_exact(self, word: str) -> bool:
        """Whether the word itself is in it."""
        return self.may_have(word) and any(word in field for field in self.fields.values())

    def lines(self) -> Iterator[Line]:
        """The title, also where only the file's name says it, and then the body's lines that are not blank."""
        title = self.record.reading.title.span
        source = self.record.source
        title_line = source.position(title.start)[0] if title and not title.empty else 1
        yield Line(title_line, self.record.title, TITLE)
        for number, span in enumerate(source.lines, 1):
            text = self.body[span.start : span.end]
            if text.strip() and number != title_line:
                yield Line(number, text, BODY)


def overlap(text: str, wanted: Sequence[str]) -> float:
    """How many of the words a text holds; longer words count less."""
    have = set(words(text))
    return sum(
        1.0 if word in have else LONGER if any(_is_longer(longer, word) for longer in have) else 0 for word in wanted
    )


def _is_longer(longer: str, word: str) -> bool:
    return len(word) >= _PREFIX and longer != word and longer.startswith(word)


def _blank(text: str) -> str:
    return _LINE_TEXT.sub(" ", text)
