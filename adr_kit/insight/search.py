"""Which records speak of some words, best first, with the line that does; and which resemble a title."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.document import BODY, TAG, TITLE, Document, overlap
from adr_kit.insight.words import telling_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adr_kit.record.model import Record

_WEIGHTS = {TITLE: 4.0, TAG: 3.0, BODY: 1.0}
_IN_FORCE = 1.1  # of two records that say the same, the one that holds comes first
_SATURATION = 1.2  # BM25's usual constants
_LENGTH = 0.5
_SIMILAR = 0.4  # the cosine from which two titles are about the same
_FEWEST = 20  # records: in a smaller log, what several titles say is still what they are about
_SPOKEN_OF = 0.375  # what counts as that cosine where a text speaks of all of a title
_RARE = 3  # records that may speak of a word that is still said to tell something (or one in twenty)
_ONE_IN = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, and where.

    Attributes:
        record: the record.
        score: for comparing hits of one search only.
        line: the best line's number, from 1.
        text: that line, without blanks at its ends.
        where: title, tag or body: what the best line is.
    """

    record: Record
    score: float
    line: int
    text: str
    where: str


def search(records: Iterable[Record], query: str | Sequence[str]) -> tuple[Hit, ...]:
    """The records that hold all the words, best first; where none does, those that hold most of them.

    A word also finds longer words that begin with it. Titles count most, then tags, then the text; rare words count
    more than frequent ones; ties go to the record that comes first in the log.
    """
    wanted = tuple(dict.fromkeys(words(query if isinstance(query, str) else " ".join(query))))
    documents = [Document(record) for record in records]
    matches = _holding_most(documents, wanted)
    if not matches:
        return ()
    average = sum(document.length for document in documents) / len(documents) or 1
    rarity = {word: _rarity(sum(document.may_have(word) for document in documents), len(documents)) for word in wanted}
    hits = [_hit(document, wanted, _score(document, match, rarity, average)) for document, match in matches]
    return tuple(sorted(hits, key=lambda hit: -round(hit.score, 9)))


_Match = dict[str, dict[str, float]]  # for each word of a query, the document's words that it finds and their worth


def _holding_most(documents: Sequence[Document], wanted: Sequence[str]) -> list[tuple[Document, _Match]]:
    """The documents that hold most of the words, and how; those that cannot are not even split into words."""
    for enough in (len(wanted), 1):
        maybe = [document for document in documents if sum(map(document.may_have, wanted)) >= enough]
        matches = [(document, {word: found for word in wanted if (found := document.find(word))}) for document in maybe]
        most = max((len(match) for _, match in matches), default=0)
        if most >= max(enough, 1):
            return [(document, match) for document, match in matches if len(match) == most]
    return []


def _rarity(found_in: int, of: int) -> float:
    return math.log(1 + (of - found_in + 0.5) / (found_in + 0.5))


def _score(document: Document, match: _Match, rarity: Mapping[str, float], average: float) -> float:
    """BM25F: the frequencies of all fields, weighted, then saturated once."""
    norm = 1 - _LENGTH + _LENGTH * document.length / average
    score = 0.0
    for word, found in match.items():
        frequency = sum(
            _WEIGHTS[name] * worth * field[known] / (norm if name == BODY else 1)
            for name, field in document.fields.items()
            for known, worth in found.items()
        )
        score += rarity[word] * frequency * (1 + _SATURATION) / (frequency + _SATURATION)
    return score * (_IN_FORCE if document.record.in_force else 1)


def _hit(document: Document, wanted: Sequence[str], score: float) -> Hit:
    best = max(document.lines(), key=lambda line: (overlap(line.text, wanted), line.where == TITLE, -line.number))
    tags = ", ".join(document.record.tags)
    if overlap(tags, wanted) > overlap(best.text, wanted):
        return Hit(document.record, score, document.tag_line, tags, TAG)
    return Hit(document.record, score, best.number, best.text.strip(), best.where)


def similar(records: Iterable[Record], title: str, text: str = "", limit: int = 5) -> tuple[Hit, ...]:
    """Records that may already have decided what a new title is about; mostly none.

    A record resembles it where the two titles share enough telling words, or where its text speaks of all of the new
    title's (an option that was rejected there, say) and hardly any other does.

    Args:
        records: the log's.
        title: the new record's title.
        text: more about it; it helps to rank, and alone finds nothing.
        limit: how many at most.
    """
    wanted = tuple(dict.fromkeys(telling_words(title)))
    documents = [Document(record) for record in records]
    if not wanted or not documents:
        return ()
    titles = [document.title_words for document in documents]
    frequency = Counter(word for found in (*titles, wanted) for word in found)
    of = max(len(documents) + 1, _FEWEST)
    rarity = {word: _rarity(found_in, of) for word, found_in in frequency.items()}
    spoken_of = _speaking_of_all(documents, wanted)
    more = set(telling_words(text)) - set(wanted)
    hits = []
    for document, theirs in zip(documents, titles, strict=True):
        score = _likeness(frozenset(wanted), theirs, rarity)
        if score >= _SIMILAR or document in spoken_of:
            shared = sum(map(document.may_have, more)) / len(more) if more else 0
            hits.append(_hit(document, wanted, max(score, _SPOKEN_OF) + shared / 10))
    return tuple(sorted(hits, key=lambda hit: -round(hit.score, 9))[:limit])


def _likeness(ours: frozenset[str], theirs: frozenset[str], rarity: Mapping[str, float]) -> float:
    """The cosine of the two titles' words, each weighted by how rare it is in the titles of the log."""
    shared, one, other = (sum(rarity[word] for word in sorted(found)) for found in (ours & theirs, ours, theirs))
    return shared / math.sqrt(one * other) if shared else 0


def _speaking_of_all(documents: Sequence[Document], wanted: Sequence[str]) -> list[Document]:
    """The documents whose text speaks of all the words, where one of them is rare enough to mean something."""
    rare = max(_RARE, len(documents) // _ONE_IN)
    maybe = [document for document in documents if all(map(document.may_have, wanted))]
    if not maybe or all(sum(document.may_have(word) for document in documents) > rare for word in wanted):
        return []
    return [document for document in maybe if all(map(document.find_exact, wanted))]
