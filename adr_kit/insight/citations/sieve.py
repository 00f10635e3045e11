"""A pattern that every mention matches, for programs that look through many files: what it lets pass is then read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from adr_kit.insight.citations.book import handle
from adr_kit.insight.citations.numbers import ESCAPES
from adr_kit.record import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.citations.book import Book
    from adr_kit.record.model import Record

_FEW = 12  # records whose numbers are named one by one
_LONGEST = 20_000  # characters: PCRE2 compiles no pattern of any size
_LENGTHS = (40, 12)
_SHORTER = (20, 8, 4, 2, 1)
_DIGIT = "\0"  # any digit, in a name: no file has it in its own
_ESCAPED = {"\n": r"\n", _DIGIT: "[0-9]", **{c: f"\\{c}" for c in ".^$*+?()[]{}|\\"}}
# Between "ADR" and the number; these are bytes, and "№" has three.
_GAP = r"(?:[^0-9a-z]{0,6}|[^0-9a-z]{1,3}n[or]\.?[^0-9a-z]{0,3}|&nbsp;)"
# A list of numbers that the next line goes on with.
_CONTINUED = r"[0-9].*(?:[^0-9a-z\s.)]|\.\.|and|or|und|et|y|to|through|bis)\s*$"
_REST = r"[a-z0-9_.%~+\x80-\xff-]*\.(?:md|markdown|html?)"
_PLAIN = r"\.(?:md|markdown|html?)"
_NAMES = r"[0-9][-_.][^0-9 ]|\.(md|markdown|html?)"

_Tree = dict[str, "_Tree"]


def pattern(book: Book, wanted: tuple[Record, ...] = ()) -> str:
    """What every mention has in it, in Perl's dialect, for bytes in UTF-8, without regard to case; more may match.

    Args:
        book: the records.
        wanted: those that are looked for; none means all, and numbers and names of records that are not there.
    """
    begin = rf"(?:(?<![0-9a-z])|(?<=\\[{ESCAPES}])|(?<=\\u[0-9a-f]{{4}}))"
    before = rf"{begin}(?:{_kinds(book)}){_GAP}"
    if not wanted or len(wanted) > _FEW:
        some = _PLAIN if book.has_plain_names else rf"[0-9]{_REST}"
        return "|".join([rf"{before}[0-9]", some, _any_of(_names(book.records))])
    slugs = {naming.parse(record.file).slug for record in wanted}
    numbers = {n for record in wanted for n in (record.number, *record.reading.formerly) if n is not None}
    parts = [_any_of([*_names(wanted), *slugs])]
    if numbers:
        digits = rf"(?<![1-9])0*(?:{'|'.join(map(str, sorted(numbers)))})(?![0-9])"
        listed = rf"{begin}(?:{_kinds(book)}).*(?:{digits}|{_CONTINUED})"
        parts += [rf"{before}{digits}", listed, rf"{digits}{_REST}"]
    return "|".join(parts)


def broad(book: Book) -> str:
    """The same for all records as an extended regular expression of POSIX, which lets much more pass."""
    names = _any_of(name for name in _names(book.records) if not re.search(_NAMES, name))
    return "|".join(filter(None, [rf"({_kinds(book)}){_GAP}[0-9]", _NAMES, names])).replace("(?:", "(")


def _kinds(book: Book) -> str:
    """What stands in front of numbers: ``adr``, the log's own prefixes, and names of logs with a slash."""
    prefixes = [_literal(prefix) + "s?" for prefix in sorted(book.prefixes)]
    places = [_literal(place) + "/" for place in sorted(book.places)]
    return "|".join([*prefixes, *places, *(_literal(one.name) + "/s?" for one in book.folders if one.name)])


def _names(records: Iterable[Record]) -> frozenset[str]:
    names = {handle(record).name for record in records}
    return frozenset(names | {quote(name, errors="surrogateescape") for name in names})


def _any_of(words: Iterable[str]) -> str:
    """Words as one pattern in which each beginning stands once: thousands are looked for as fast as one.

    Where that gets too long, their beginnings alone, with any digits.
    """
    known = sorted(set(words) - {""})
    vague = sorted({re.sub("[0-9]", _DIGIT, word) for word in known})
    cut = [(known, length) for length in _LENGTHS] + [(vague, length) for length in _SHORTER]
    found = (_written(_nested(word[:length] for word in some)) for some, length in cut)
    return next((one for one in found if len(one) <= _LONGEST), ".")


def _nested(words: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for word in words:
        at = tree
        for character in word:
            at = at.setdefault(character, {})
        at[""] = {}
    return tree


def _written(tree: Mapping[str, _Tree]) -> str:
    if "" in tree:
        return ""  # what goes on begins with this, and is found by it
    parts = [_literal(first) + _written(rest) for first, rest in tree.items()]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _literal(text: str) -> str:
    """A text as it is, in either case: without a locale, a program knows the case of ASCII only."""
    return "".join(_either(c) if c > "\x7f" else _ESCAPED.get(c, c) for c in text)


def _either(character: str) -> str:
    forms = dict.fromkeys((character, character.lower(), character.upper()))
    return f"(?:{'|'.join(forms)})" if len(forms) > 1 else character
