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
_HOLE = "…"  # where the reference stands in the words of a relation
_NEAR = 40  # characters behind a reference that can still be about it
_NUMBERING = re.compile(r"^[\divx]+[.)]?\s+(?=\w)")
_SENTENCE_END = re.compile(r"[.;,(]|\s[-–—]\s")
_BLANKS = re.compile(r"[\s_\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A relation read from the words in front of (or around) a reference."""

    relation: Relation
    text: str
    partial: bool = False


class _Unsaid(dict[int, int | None]):
    """For ``str.translate``: nothing for emoji, marks of format and lone accents; each is looked up once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) in ("So", "Cf", "Sk", "Cs") else code
        return self[code]


_UNSAID = _Unsaid()


@lru_cache(maxsize=16384)  # a log says the same few words in every record
def key(words: str) -> str:
    """A word as it is looked up: no marks or emoji around it, folded case, ``_`` and ``-`` as blanks."""
    text = unicodedata.normalize("NFKC", words).casefold()
    return _EDGE.sub("", _BLANKS.sub(" ", text.translate(_UNSAID))).strip()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Looks words up; keys are as ``key`` makes them.

    Attributes:
        around: the relations whose words stand on both sides of a reference ("durch … ersetzt").
        partly: words that make a supersession or amendment partial.
        itself: how a record speaks of itself ("this decision").
        nothing: what people fill into a field that has no value.
        records: what a record is called.
    """

    statuses: Mapping[str, StatusKind]
    fields: Mapping[str, Field]
    sections: Mapping[str, Role]
    relations: Mapping[str, Relation]
    around: tuple[tuple[str, str, Relation], ...]
    partly: tuple[str, ...]
    itself: tuple[str, ...]
    nothing: frozenset[str]
    records: frozenset[str]

    @classmethod
    def of(
        cls,
        languages: Iterable[Language] = LANGUAGES,
        status_words: Mapping[str, StatusKind] | None = None,
        relation_words: Mapping[str, Relation] | None = None,
    ) -> Vocabulary:
        """A vocabulary of some languages and a team's own words, which come first."""
        known = tuple(languages)
        relations = (*(relation_words or {}).items(), *_pairs(language.relations for language in known))
        return cls(
            statuses=_merge((status_words or {}).items(), _pairs(language.statuses for language in known)),
            fields=_merge((), _pairs(language.fields for language in known)),
            sections=_merge((), _pairs(language.sections for language in known)),
            relations=_merge((), (pair for pair in relations if _HOLE not in pair[0])),
            around=tuple(_arounds(relations)),
            partly=tuple(key(word) for language in known for word in language.partly),
            itself=tuple(key(word) for language in known for word in language.itself),
            nothing=frozenset(key(word) for language in known for word in language.nothing),
            records=frozenset(key(word) for language in known for word in language.records),
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
        return _known(self.fields, name)

    def role(self, heading: str) -> Role | None:
        """What a section is about by its heading, numbering aside; None for a heading that is not known."""
        return _known(self.sections, heading)

    def is_nothing(self, text: str) -> bool:
        """Whether a value says that there is none: "—", "N/A", "none", "aucun", "nothing. It narrows ..."."""
        words = key(text)
        return not words or words in self.nothing or key(_SENTENCE_END.split(text, maxsplit=1)[0]) in self.nothing

    def is_record_name(self, text: str) -> bool:
        """Whether a heading only says that this is a decision record ("ADR", "Architecture Decision Record")."""
        return _NUMBERING.sub("", key(text.replace("（", "(").partition("(")[0])) in self.records

    def relation(self, name: str) -> Relation | None:
        """What a relation's name means ("supersedes", "Superseded by (in part)"); None where it is not known."""
        return _known(self.relations, name)

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

    def phrase_around(self, before: str, after: str) -> Phrase | None:
        """The relation stated by the words on both sides of a reference ("durch [5](5.md) ersetzt"); else None."""
        left, right = key(before), key(after[:_NEAR])
        for first, last, relation in self.around:
            if left.endswith(first) and right.startswith(last):
                return Phrase(relation, after.strip()[: len(last)], self.is_partial(before))
        return None

    def is_about_itself(self, text: str) -> bool:
        """Whether a sentence's subject is the record in which it stands."""
        return _any_of(self.itself).search(key(text)) is not None

    def is_partial(self, text: str) -> bool:
        """Whether the words say that only a part is meant."""
        return _any_of(self.partly).search(key(text)) is not None


def _arounds(relations: Iterable[tuple[str, Relation]]) -> Iterator[tuple[str, str, Relation]]:
    for words, relation in relations:
        before, hole, after = words.partition(_HOLE)
        if hole:
            yield key(before), key(after), relation


def _known(words: Mapping[str, Meaning], name: str) -> Meaning | None:
    found = next((words[form] for form in _names(name) if form in words), None)
    if found is None and "/" in name:  # a heading in two languages: "背景 / Context"
        halves = {words.get(key(half)) for half in name.split("/", 2)}
        found = halves.pop() if len(halves) == 1 else None
    return found


def _names(name: str) -> Iterator[str]:
    """The forms in which a name may be known: as it is, without number, plural or what stands in parentheses."""
    whole = _NUMBERING.sub("", key(name))
    yield from (key(name), whole, whole.removesuffix("s"))
    if "(" in name or "（" in name:
        first, _, second = name.replace("（", "(").partition("(")
        yield _NUMBERING.sub("", key(first))
        if not first.isascii():  # "背景 (Context)"
            yield key(second)


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
