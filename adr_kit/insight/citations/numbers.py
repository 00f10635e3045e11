"""The numbers in one text that are a record's, with what says so: ``ADR-0012``, ``ADRs 3, 4 and 7``."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.insight.citations.model import Form, Mention, State
from adr_kit.record import naming
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.insight.citations.book import Book

# Letters and digits of the scripts that set blanks between words; in others, "ADR-12" may stand right beside a letter.
WORD = r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
# Behind an escape of a string, too: the "n" of "\nADR-12" is no letter.
ESCAPES = "abefnrtv"
BEGIN = rf"(?:(?<!{WORD})|(?<=\\[{ESCAPES}])|(?<=\\u[0-9a-f]{{4}}))"

_PATH = re.compile(r"[^\s()<>\[\]{}\"'`|,;=\\]*\Z")
_ESCAPE = re.compile(rf"[{ESCAPES}]|u[0-9a-fA-F]{{4}}")
_LONGEST = 300  # characters of a path

_HYPHENS = "-\u2010\u2011\u2013"
_DIGITS = rf"#?(?P<digits>\d{{1,6}})(?!{WORD}|\.\d)"
# A list goes on behind the end of a line where the line ends with what joins its numbers.
_JOINED = r"[^\S\n]*(?:,|/|&|and|or|und|et|y)\s*(?:and\s+|or\s+)?"
_RANGE = rf"[^\S\n]?(?:[{_HYPHENS}\u2014\u2026]|\.\.\.?)\s?|[^\S\n](?:to|through|bis)\s"
# "ADRs 12, 13 and 14": the numbers that follow the first one.
_NEXT = re.compile(rf"(?:(?P<range>{_RANGE})|{_JOINED}){_DIGITS}")
# "ADR-0012, 0013 (why) and 0014": numbers filled up with zeros alike are a list without a plural, too.
_ALIKE = re.compile(
    rf"(?:(?P<range>{_RANGE})|(?:[^\S\n]*[(\uff08][^()\uff08\uff09\n]{{0,80}}[)\uff09])?(?:{_JOINED}|\u3001)){_DIGITS}"
)
_OLD = re.compile(
    r"(?:formerly|previously|previous number|renumbered from)\W{0,4}(?:\w{0,6}\W{0,2}\d{1,6}, )*\w{0,6}\W?\Z",
    re.IGNORECASE,
)
# What makes of a number something else: 12%, 12:30, 12/5/2024.
_MEASURE = re.compile(r"\s?[%\u20ac$]|:\d\d(?!\d)|/\d{1,2}/\d")
_ELSEWHERE = re.compile(r"[^\[\]\n]{0,80}\]\(<?(?P<url>\w{2,10}://[^\s()<>]+)")
_AT_A_FORGE = re.compile(r"/(?:blob|tree|raw|src)/")
_GLUED = 3  # digits that a number in small letters has at least, to be one without a separator: "adr012"
_YEARS = range(1900, 2100)
_LONGEST_RANGE = 100  # numbers from one end to the other


class Numbers:
    """Finds numbers of a book's records; made once for many texts.

    Args:
        book: the records.
    """

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        prefixes = "|".join(re.escape(prefix) for prefix in sorted(self.book.prefixes, key=len, reverse=True))
        names = sorted((one.name for one in self.book.folders if one.name), key=len, reverse=True)
        logs = "|".join(map(re.escape, names)) or "(?!)"
        places = "|".join(map(re.escape, sorted(self.book.places))) or "(?!)"
        return re.compile(
            rf"{BEGIN}(?<!{WORD}-)(?:(?<![/.])(?P<log>{logs})/)?(?P<prefix>{prefixes}|(?:{places})(?=/\d)|(?(log)|(?!)))"
            rf"(?P<sep>(?P<many>s)?(?:[{_HYPHENS}_ \u00a0#\u2116/]{{0,2}}|\s(?:no|nr)\.?\s?|&nbsp;"
            r"|[:\uff1a]\s?(?=0\d\d)))"
            rf"(?P<digits>\d{{1,6}})(?!{WORD}|\.\d)",
            re.IGNORECASE,
        )

    def scan(self, file: PurePosixPath, text: str) -> Iterator[Mention]:
        """The numbers in a text that say that they are a record's, in its order.

        Args:
            file: the text's path from the workspace's root.
            text: what it says.
        """
        for match in self._pattern.finditer(text):
            listed = list(_listed(match, text))
            if not _is_number(match, text, ranged=listed[0][1]) or self._is_theirs(match, text):
                continue
            prefix = match["prefix"].casefold()
            if prefix in self.book.places:
                if not self._leads_into_log(match, text):
                    continue
                prefix = ""
            about = prefix, match["log"] or self._log_of(file, match, text)
            for digits, ranged in listed:
                span = Span(match.start(), digits.end) if digits == listed[0][0] else digits
                found = self._mention(file, text, span, digits, about)
                if found.state is State.UNKNOWN and self._is_no_record(int(found.number or 0), match):
                    break
                yield dataclasses.replace(found, ranged=ranged)

    def _is_no_record(self, number: int, match: re.Match[str]) -> bool:
        """Whether a number that no record has is none: an edition (``ADR 2023``), or of another list (``RFC 7159``)."""
        foreign = match["prefix"].casefold() not in ("", "adr")
        return (number in _YEARS and not match["sep"].strip()) or (foreign and number > self._highest + naming.AHEAD)

    @cached_property
    def _highest(self) -> int:
        return max((record.number or 0 for record in self.book.records), default=0)

    def _mention(self, file: PurePosixPath, text: str, span: Span, digits: Span, about: tuple[str, str]) -> Mention:
        number = int(text[digits.start : digits.end])
        prefix, log = about
        found, former = self.book.numbered(number, prefix, file, log)
        state = State.FORMER if former else State.SURE
        if len(found) != 1:
            state = State.AMBIGUOUS if found else State.UNKNOWN
        means = tuple(record.id for record in found)
        return Mention(file, span, text[span.start : span.end], Form.NUMBER, state, means, number, digits)

    def _log_of(self, file: PurePosixPath, match: re.Match[str], text: str) -> str:
        """The log into which the path leads that a number ends (``services/pay/docs/adr/12``); "" where none does."""
        if "/" not in match["sep"] or len(self.book.folders) < 2:  # noqa: PLR2004 -- nothing to choose from
            return ""
        path = before(text, match.start()) + match["prefix"]
        led = {posixpath.normpath(posixpath.join(base, path)) for base in (file.parent.as_posix(), "")}
        return next((one.name for one in self.book.folders if one.folder.as_posix() in led), "")

    def _leads_into_log(self, match: re.Match[str], text: str) -> bool:
        """Whether the name of a log's folder in front of a number is that folder's: ``docs/decisions/0012``."""
        path = PurePosixPath(before(text, match.start()) + match["prefix"])
        alone = len([part for part in path.parts if part not in ("..", ".", "/")]) == 1
        written = match["digits"]
        padded = written.startswith("0") and len(written) >= _GLUED
        return self.book.in_log(path, whole=False) and (padded or not alone)

    def _is_theirs(self, match: re.Match[str], text: str) -> bool:
        """Whether it labels a link to somebody else's record of that number."""
        found = _ELSEWHERE.match(text, match.end())
        if found is None or "[" not in text[line_before(text, match.start()) : match.start()]:
            return False
        url = found["url"].partition("#")[0].rstrip("/")
        name = naming.parse(PurePosixPath(unquote(url)))
        ours = not _AT_A_FORGE.search(url) and PurePosixPath(unquote(url)).stem.casefold() in self.book.by_name
        return name.number == int(match["digits"]) and not ours and self.book.address.place(url) is None


def _listed(match: re.Match[str], text: str) -> Iterator[tuple[Span, bool]]:
    """The numbers of a list that begins with a match, and whether each is the end of a range."""
    at, ranged = Span(*match.span("digits")), False
    while True:
        written = text[at.start : at.end]
        alike = len(written) >= _GLUED
        following = (_ALIKE if alike else _NEXT).match(text, at.end) if alike or match["many"] else None
        if following and not _follows(following, written, text, strict=not match["many"]):
            following = None
        yield at, ranged or bool(following and following["range"])
        if following is None:
            return
        at, ranged = Span(*following.span("digits")), bool(following["range"])


def _follows(following: re.Match[str], written: str, text: str, *, strict: bool) -> bool:
    """Whether what stands behind a number is one more: ``0013`` behind ``0012``, and no day of a month."""
    digits = following["digits"]
    near = following["range"] and int(digits) - int(written) < _LONGEST_RANGE
    alike = len(digits) == len(written) and (near or digits.startswith("0"))
    if (strict and not alike) or _is_dashed(following, text):
        return False
    return not following["range"] or int(written) < int(digits)


def _is_dashed(match: re.Match[str], text: str) -> bool:
    return re.match(r"-\d", text[match.end() : match.end() + 2]) is not None


def _is_number(match: re.Match[str], text: str, *, ranged: bool) -> bool:
    """Whether it is a record's number, and not a register's name, a part of a path or what a record was once called."""
    prefix, separator, digits = match["prefix"], match["sep"], match["digits"]
    fewest = _GLUED if prefix.islower() else _GLUED - 1  # "ADR1" is a register
    if not separator and not match["log"] and len(digits) < fewest:
        return False
    if ("/" in separator or match["log"]) and not ranged and re.match(r"[/_-]|\.[a-z]", text[match.end() :][:2]):
        return False
    if _MEASURE.match(text, match.end()) or (_is_dashed(match, text) and not ranged):
        return False
    around = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 2]
    if re.search(r"[^\W_]__?\Z", around[0]) or re.match(r"_[^\W_]", around[1]):
        return False  # an identifier: "test_adr_0012", "ADR_12_TIMEOUT"
    return "://" not in before(text, match.start()) and not _OLD.search(
        text, max(0, match.start() - _LONGEST), match.start()
    )


def before(text: str, end: int) -> str:
    """What stands right in front of a place that may be a path; an escape of a string is none of it."""
    found = _PATH.search(text, max(0, end - _LONGEST), end)
    if found is None:
        return ""
    escape = _ESCAPE.match(text, found.start(), end) if text[found.start() - 1 : found.start()] == "\\" else None
    return text[escape.end() if escape else found.start() : end]


def line_before(text: str, end: int) -> int:
    """Where the line of a place begins, or that part of it which stands near: a line may be as long as its file."""
    near = max(0, end - _LONGEST)
    return max(near, text.rfind("\n", near, end) + 1)
