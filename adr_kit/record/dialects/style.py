"""How a log writes what tools write: its language, its status words, its spelling of relations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adr_kit.record.languages import LANGUAGES, en
from adr_kit.record.languages.model import split
from adr_kit.record.model import Place, Relation, StatusKind
from adr_kit.record.vocabulary import DEFAULT, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.record.languages import Language
    from adr_kit.record.model import Link, Record
    from adr_kit.record.vocabulary import Vocabulary

_ADR_TOOLS = {
    Relation.SUPERSEDED_BY: "Superceded by",
    Relation.SUPERSEDES: "Supercedes",
    Relation.AMENDED_BY: "Amended by",
    Relation.AMENDS: "Amends",
}
# What became of a decision later: no words for the day on which it is taken.
_LATER = frozenset(
    split("implemented | partially implemented | partly implemented | done | complete | completed | merged")
)
_SAMPLE = 200  # records; a log's habits show long before that


@dataclass(frozen=True)
class Style:
    """A log's habits.

    Attributes:
        vocabulary: the words that are understood.
        language: the language in which words are chosen that the log has not used yet.
        statuses: the log's own word for a status.
        relations: the log's own words for a relation.
        keys: the front matter key in which the log states a relation.
        compat: whether everything is written as adr-tools does, byte for byte.
        dialect: the dialect of most records.
        english: whether statuses are said in English where the text is not (templates often are half translated).
    """

    vocabulary: Vocabulary = DEFAULT
    language: Language = en.WORDS
    statuses: Mapping[StatusKind, str] = field(default_factory=dict)
    relations: Mapping[Relation, str] = field(default_factory=dict)
    keys: Mapping[Relation, str] = field(default_factory=dict)
    compat: bool = False
    dialect: str = ""
    english: bool = False

    def status(self, kind: StatusKind, like: str = "") -> str:
        """The word for a status; ``like`` is a status whose capital letter, or lack of one, is taken over."""
        language = en.WORDS if self.english else self.language
        word = self.statuses.get(kind) or language.statuses.get(kind, en.WORDS.statuses[kind])[0]
        return cased(word, like or next(iter(self.statuses.values()), "Accepted"))

    def relation(self, relation: Relation) -> str:
        """The words that state a relation, with a capital letter ("Superseded by")."""
        own = self.relations.get(relation)
        language = en.WORDS if self.english else self.language
        words = own or language.relations.get(relation, en.WORDS.relations.get(relation, ("",)))[0]
        return cased(words, "A")

    def partly(self, relation: Relation) -> str:
        """The words that state a relation to a part ("Partly superseded by")."""
        partly = ((en.WORDS if self.english else self.language).partly or en.WORDS.partly)[0]
        return f"{cased(partly, 'A')} {cased(self.relation(relation), 'a')}"


def cased(words: str, like: str) -> str:
    """Words with their first letter as large or small as the first letter of others."""
    first = next((char for char in like if char.isalpha()), "A")
    at = next((index for index, char in enumerate(words) if char.isalpha()), 0)
    letter = words[at : at + 1]
    return words[:at] + (letter.lower() if first.islower() else letter.upper()) + words[at + 1 :]


def learn(
    records: Iterable[Record],
    vocabulary: Vocabulary = DEFAULT,
    *,
    spelling: str = "",
    compat: bool = False,
) -> Style:
    """The style of a log's records.

    Args:
        records: the log's records, if it has any.
        vocabulary: the words that are understood.
        spelling: "superceded" or "superseded" where the configuration says which; "" learns it.
        compat: whether everything is written as adr-tools does.
    """
    sample = list(records)[:_SAMPLE]
    relations = _relations(sample, vocabulary) | (_ADR_TOOLS if compat else {})
    if spelling:
        relations[Relation.SUPERSEDED_BY] = f"{spelling.capitalize()} by"
        relations[Relation.SUPERSEDES] = "Supercedes" if "ceded" in spelling.lower() else "Supersedes"
    stated = Counter(record.reading.dialect for record in sample if record.status is not None)
    return Style(
        vocabulary,
        _language(sample),
        _statuses(sample, vocabulary),
        relations,
        _keys(sample, vocabulary),
        compat,
        dialect=max(stated, key=lambda name: stated[name], default=""),
        english=_says_in_english(sample),
    )


def _says_in_english(records: Iterable[Record]) -> bool:
    words = {key(word) for known in en.WORDS.statuses.values() for word in known}
    said = [key(record.status_text) in words for record in records if record.status_text]
    return sum(said) * 2 > len(said)


def _statuses(records: Iterable[Record], vocabulary: Vocabulary) -> dict[StatusKind, str]:
    seen: dict[StatusKind, Counter[str]] = {}
    for record in records:
        status = record.reading.status
        if status and vocabulary.statuses.get(key(status.text)) is status.kind and key(status.text) not in _LATER:
            seen.setdefault(status.kind, Counter())[status.text] += 1
    return {kind: words.most_common(1)[0][0] for kind, words in seen.items() if kind is not StatusKind.OTHER}


def _relations(records: Iterable[Record], vocabulary: Vocabulary) -> dict[Relation, str]:
    seen: dict[Relation, Counter[str]] = {}
    for record in records:
        for link in record.links:
            if _teaches(link, vocabulary):
                seen.setdefault(link.relation, Counter())[link.text] += 1
    return {relation: words.most_common(1)[0][0] for relation, words in seen.items()}


def _teaches(link: Link, vocabulary: Vocabulary) -> bool:
    """Whether a link's words are a phrase that can be used again, and not a heading, a key or half a sentence."""
    if link.partial or link.place is Place.FRONT_MATTER or link.relation is Relation.OTHER:
        return False
    # "Superseded" alone needs "by" behind it; a phrase of one word is only good where it is a verb of its own.
    words = key(link.text)
    alone = words.count(" ") == 0 and link.relation not in (Relation.SUPERSEDES, Relation.AMENDS, Relation.REFINES)
    # "Deprecated in favor of" states the relation, but would be read as another status.
    read = link.relation is not Relation.SUPERSEDED_BY or vocabulary.status(words) is StatusKind.SUPERSEDED
    return not alone and read and vocabulary.relations.get(words) is link.relation


def _keys(records: Iterable[Record], vocabulary: Vocabulary) -> dict[Relation, str]:
    keys: dict[Relation, str] = {}
    for record in records:
        for entry in record.reading.outline.front.entries if record.reading.outline.front else ():
            relation = vocabulary.relation(entry.key)
            if relation is not None and vocabulary.field(entry.key) is None:
                keys.setdefault(relation, entry.key)
    return keys


def _language(records: Iterable[Record]) -> Language:
    words: Counter[str] = Counter()
    for record in records:
        words.update({key(section.name) for section in record.reading.outline.sections})
        words[key(record.status_text or "")] += 1
    scores = [
        sum(
            words[key(word)]
            for group in (language.sections, language.statuses)
            for known in group.values()
            for word in known
        )
        for language in LANGUAGES
    ]
    return LANGUAGES[scores.index(max(scores))]
