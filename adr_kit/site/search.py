"""The index that a page searches in the browser: compact, and a script, so that it works from disk."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.insight.document import BODY, TAG, TITLE, Document
from adr_kit.insight.graph import name_of
from adr_kit.insight.words import counted
from adr_kit.site.fingerprints import digest
from adr_kit.site.model import DataFile
from adr_kit.text.characters import printable
from adr_kit.text.markdown.blocks import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from adr_kit.record.model import Record

INDEX = PurePosixPath("search-index.js")
NAME = "name"
FIELDS = (TITLE, NAME, TAG, BODY)
_TEXTS_IN_ONE_FILE = 50
_LONGEST = 40  # characters of a word: what is longer is a hash or a key, and nobody types it
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])(?=[ \t])|^[ \t]*(?:[-=*_]{3,}|```.*|~~~.*)$", re.MULTILINE)
_DIGITS = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')  # need no escape in a script
_ENDS = 47  # of the 93 digits those that end a number; the others go on


@dataclass(frozen=True, slots=True)
class Entry:
    """What a result shows of a record, besides its title.

    Attributes:
        page: the record's page from the site's root.
        status: the status' kind and the words to show.
        in_force: whether people must follow it now: it comes before others that match about as well.
        gist: the decision in one sentence; "" where it is not told.
    """

    page: str
    status: tuple[str, str]
    in_force: bool
    gist: str = ""


def search_files(records: Sequence[Record], entry: Callable[[Record], Entry]) -> tuple[DataFile, ...]:
    """The index as a script that sets ``adrSearchIndex``, and the records' texts in scripts that a result asks for.

    Args:
        records: the records, in the order in which equal results are shown.
        entry: what a result shows of each.
    """
    starts = range(0, len(records), _TEXTS_IN_ONE_FILE)
    parts = (records[start : start + _TEXTS_IN_ONE_FILE] for start in starts)
    texts = (
        DataFile(text_file(number), partial(_texts, number, part), partial(_sources, part))
        for number, part in enumerate(parts)
    )
    return DataFile(INDEX, partial(_index, records, entry)), *texts


def _index(records: Sequence[Record], entry: Callable[[Record], Entry]) -> bytes:
    counts = [_counts(Document(record)) for record in records]
    entries = [entry(record) for record in records]
    terms = _inverted(counts)
    data = {
        "records": [_shown(record, one) for record, one in zip(records, entries, strict=True)],
        "inForce": "".join("1" if one.in_force else "0" for one in entries),
        "lengths": "".join(_number(len(count[field])) for count in counts for field in FIELDS),
        "terms": "".join(_dictionary(terms)),
        "postings": "".join(posting for _, posting in terms),
        "perFile": _TEXTS_IN_ONE_FILE,
    }
    return f"globalThis.adrSearchIndex={_json(data)};\n".encode()


def text_file(number: int) -> PurePosixPath:
    """The script that holds the texts of some records."""
    return PurePosixPath("search-text") / f"{number}.js"


def _counts(document: Document) -> Mapping[str, Counter[str]]:
    record = document.record
    people = (person.name for person in (*record.people.deciders, *record.people.authors))
    names = (name_of(record), str(record.number or ""), *people)
    found = {**document.fields, NAME: counted("\n".join(names))}
    return {field: Counter({word: n for word, n in found[field].items() if len(word) <= _LONGEST}) for field in FIELDS}


def _shown(record: Record, entry: Entry) -> list[object]:
    name = name_of(record) if record.number is not None else ""
    return [record.title, name, entry.page, *entry.status, str(record.date or ""), entry.gist]


def _inverted(counts: Sequence[Mapping[str, Counter[str]]]) -> list[tuple[str, str]]:
    """Each word with where it stands, in the order in which JavaScript compares texts."""
    found: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    for number, count in enumerate(counts):
        for place, field in enumerate(FIELDS):
            for word, times in count[field].items():
                step = number - last.get(word, 0)
                found.setdefault(word, []).append(_number(step) + _number((times - 1) * len(FIELDS) + place))
                last[word] = number
    return [(word, "".join(found[word])) for word in sorted(found, key=lambda word: word.encode("utf-16-be"))]


def _dictionary(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each word: how much of it is the word before, how long the rest is, how long its postings are, the rest."""
    before = ""
    for word, postings in terms:
        shared = next((at for at, (a, b) in enumerate(zip(before, word, strict=False)) if a != b), len(before))
        rest = word[shared:]
        yield _number(_units(before[:shared])) + _number(_units(rest)) + _number(len(postings)) + rest
        before = word


def _units(text: str) -> int:
    """A text's length as JavaScript counts it."""
    return len(text.encode("utf-16-le")) // 2


def _number(value: int) -> str:
    """A number in as few digits as it takes; the lowest come first."""
    digits = ""
    while value >= _ENDS:
        value, rest = divmod(value - _ENDS, len(_DIGITS) - _ENDS)
        digits += _DIGITS[_ENDS + rest]
    return digits + _DIGITS[value]


def _texts(number: int, records: Sequence[Record]) -> bytes:
    texts = [plain(_MARKS.sub("", Document(record).body)) for record in records]
    return f"globalThis.adrSearchText({number},{_json(texts)});\n".encode()


def _sources(records: Sequence[Record], mentioned: tuple[str, ...] = ()) -> str:  # noqa: ARG001 -- asked as a page's is
    """What such a script depends on."""
    return digest(record.source.encode() for record in records)


def _json(value: object) -> str:
    """JSON that is a script, too, whatever the texts hold."""
    return printable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
