"""The words people use for statuses, fields, sections and relations, in any language, and a team's own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from adr_kit.record.languages import LANGUAGES, Field, Language, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adr_kit.record.model import Relation, StatusKind

__all__ = ["DEFAULT", "Field", "Phrase", "Role", "Vocabulary"]

Meaning = TypeVar("Meaning")

_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_BLANKS = re.compile(r"[\s_\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relation read from the words in front of (or around) a reference."""

    relation: Relation
    text: str
    partial: bool = False


@lru_cache(maxsize=16384)  # a log says the same few words in every record
def key(words: str) -> str:
    """A word as it is looked up: no marks or emoji around it, folded case, ``_`` and ``-`` as blanks."""
    text = unicodedata.normalize("NFKC", words).casefold()
    text = "".join(c for c in text if unicodedata.category(c) not in ("So", "Cf", "Sk", "Cs"))
    return _EDGE.sub("", _BLANKS.sub(" ", text)).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Looks words up; keys are as ``key`` makes them.

    Attributes:
        partly: words that make a supersession or amendment partial.
    """

    statuses: Mapping[str, StatusKind]
    fields: Mapping[str, Field]
    sections: Mapping[str, Role]
    relations: Mapping[str, Relation]
    partly: tuple[str, ...]

    @classmethod
    def of(
        cls,
        languages: Iterable[Language] = LANGUAGES,
        status_words: Mapping[str, StatusKind] | None = None,
        relation_words: Mapping[str, Relation] | None = None,
    ) -> Vocabulary:
        """A vocabulary of some languages and a team's own words, which come first."""
        known = tuple(languages)
        return cls(
            _merge((status_words or {}).items(), _pairs(language.statuses for language in known)),
            _merge((), _pairs(language.fields for language in known)),
            _merge((), _pairs(language.sections for language in known)),
            _merge((relation_words or {}).items(), _pairs(language.relations for language in known)),
            tuple(key(word) for language in known for word in language.partly),
        )

    def status(self, text: str) -> StatusKind | None:
        """What a status text means by its first words ("Accepted (lazy consensus)"); None where no word is known."""
        words = key(text)
        if words in self.statuses:
            return self.statuses[words]
        return next(
            (self.statuses[head] for head in _heads(words) if head in self.statuses),
            None,
        )

    def field(self, name: str) -> Field | None:
        """What a field is about; None for a name that is not known."""
        words = key(name)
        found = self.fields.get(words)
        if found is None and words.endswith("s"):
            found = self.fields.get(words[:-1])
        return found

    def role(self, heading: str) -> Role | None:
        """What a section is about by its heading, numbering aside; None for a heading that is not known."""
        words = re.sub(r"^[\divx]+[.)]?\s+(?=\w)", "", key(heading))
        found = self.sections.get(words) or self.sections.get(words.rstrip("s"))
        if found is None and "(" in heading:
            found = self.sections.get(key(heading.partition("(")[0]))
        return found

    def relation(self, name: str) -> Relation | None:
        """What a relation's name means ("supersedes", "Amended by", "superseded-by"); None where it is not known."""
        words = key(name)
        return self.relations.get(words)

    def phrase(self, text: str) -> Phrase | None:
        """The relation stated by the words before a reference: the longest known one, the last of these; else None."""
        words = key(text)
        best: tuple[int, int, str] | None = None
        for name in _candidates(words, self.relations):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name), words):
                if best is None or (match.end(), len(name)) > best[:2]:
                    best = (match.end(), len(name), name)
        if best is None:
            return None
        return Phrase(self.relations[best[2]], _as_written(best[2], text), self.is_partial(text))

    def is_partial(self, text: str) -> bool:
        """Whether the words say that only a part is meant."""
        return _any_of(self.partly).search(key(text)) is not None


def _as_written(name: str, text: str) -> str:
    """The words of a text that were looked up as ``name``; the name itself where they were written too differently."""
    words = r"[\s_\-\u2010-\u2015]+".join(map(re.escape, name.split(" ")))
    found = list(re.finditer(words, text, re.IGNORECASE))
    return " ".join(found[-1].group().split()) if found else name


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _candidates(words: str, relations: Mapping[str, Relation]) -> Iterator[str]:
    return (name for name in relations if name in words)


def _heads(words: str) -> Iterator[str]:
    """The beginnings of a text, longest first: whole words, or characters where a script sets no blanks."""
    ends = [match.end() for match in re.finditer(r"\w+", words)][:5]
    for end in reversed(ends):
        yield words[:end]
    if words and not words.isascii():
        for end in range(min(8, len(words)), 0, -1):
            yield words[:end]


def _pairs(groups: Iterable[Mapping[Meaning, tuple[str, ...]]]) -> Iterator[tuple[str, Meaning]]:
    return ((word, meaning) for group in groups for meaning, words in group.items() for word in words)


def _merge(own: Iterable[tuple[str, Meaning]], pairs: Iterable[tuple[str, Meaning]]) -> dict[str, Meaning]:
    merged: dict[str, Meaning] = {}
    for word, meaning in (*own, *pairs):
        merged.setdefault(key(word), meaning)
    return merged


@cache
def _default() -> Vocabulary:
    return Vocabulary.of()


DEFAULT = _default()
