"""Dates as people write them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

# Month names by their first letters, in the languages of the vocabulary that write them out (others use digits).
_MONTHS = (
    ("jan", "gen", "ene", "sty", "янв"),
    ("feb", "fév", "fev", "lut", "фев"),
    ("mar", "mär", "mrz", "maa", "мар"),
    ("apr", "avr", "abr", "kwi", "апр"),
    ("may", "mai", "mag", "mei", "maj", "мая", "май"),
    ("jun", "juin", "giu", "cze", "июн"),
    ("jul", "juil", "lug", "lip", "июл"),
    ("aug", "aoû", "aou", "ago", "sie", "авг"),
    ("sep", "set", "wrz", "сен"),
    ("oct", "okt", "ott", "out", "paź", "окт"),
    ("nov", "lis", "ноя"),
    ("dec", "dez", "déc", "dic", "gru", "дек"),
)
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[ ]?(?P<sep>[-/._\u2010-\u2015])[ ]?(?P<m>\d{1,2})[ ]?(?P=sep)[ ]?(?P<d>\d{1,2})(?!\d)"
)
_CJK = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]")
_COMPACT = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[-/.])[ ]?(?P<b>\d{1,2})(?P=sep)[ ]?(?P<y>(?:19|20)\d\d)(?!\d)")
_NAMED = (
    re.compile(rf"(?<!\w){_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|ste|de|\.|º|ª)?[\s-]+(?:(?:de|of)\s+)?{_MONTH},?[\s-]+(?:de\s+)?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)[-\s/]{_MONTH}[-\s/](?P<d>\d{{1,2}})(?!\d)"),
)
_LAST_MONTH, _LAST_DAY = 12, 31
_LOOKS_LIKE = re.compile(r"\d{2,}[-/.]\s?\d{1,4}|\d{5,}")
_NO_DAY = re.compile(
    r"\W*(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])\W*|.*(?:X{2}|\?{2}|[dMY]{2}).*"
)  # "2024-05", "2025-XX-XX"


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: ``value`` is None where it is impossible, or where day and month cannot be told apart."""

    start: int
    end: int
    value: dt.date | None
    day_month: tuple[int, int, int] | None = None


def find(text: str) -> Found | None:
    """The first date in a text, in any form that people write; None where there is none."""
    found = [date for date in (_by_number(text), _by_name(text)) if date is not None]
    return min(found, key=lambda date: date.start, default=None)


def orders(text: str) -> frozenset[bool]:
    """How the dates of a text order day and month: True for one that can only be day first, False for month first."""
    return frozenset(
        int(match["a"]) > _LAST_MONTH
        for match in _YEAR_LAST.finditer(text)
        if match["sep"] != "."
        and _LAST_MONTH < max(int(match["a"]), int(match["b"])) <= _LAST_DAY
        and min(int(match["a"]), int(match["b"])) <= _LAST_MONTH
    )


def looks_malformed(text: str) -> bool:
    """Whether a text that holds no date was meant to be one ("2025-11019")."""
    return bool(_LOOKS_LIKE.search(text)) and find(text) is None and not _NO_DAY.fullmatch(text)


def month_number(name: str) -> int | None:
    """The month that a name begins ("Sept", "März", "juillet"), 1 to 12."""
    word = name.casefold()
    for number, stems in enumerate(_MONTHS, 1):
        if any(word.startswith(stem) for stem in stems):
            return number
    return None


def _by_number(text: str) -> Found | None:
    matches = [m for m in (p.search(text) for p in (_YEAR_FIRST, _CJK, _COMPACT, _YEAR_LAST)) if m]
    if not matches:
        return None
    match = min(matches, key=lambda m: (m.start(), -m.end()))
    if match.re is not _YEAR_LAST:
        return Found(match.start(), match.end(), _date(int(match["y"]), int(match["m"]), int(match["d"])))
    return _year_last(match)


def _year_last(match: re.Match[str]) -> Found:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    day_first = _date(year, second, first)
    month_first = _date(year, first, second)
    if match["sep"] == "." or month_first is None or first == second:  # dots are day first wherever they are used
        return Found(match.start(), match.end(), day_first)
    if day_first is None:
        return Found(match.start(), match.end(), month_first)
    return Found(match.start(), match.end(), None, (first, second, year))


def _by_name(text: str) -> Found | None:
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            month = month_number(match["month"])
            if month is not None:
                return Found(match.start(), match.end(), _date(int(match["y"]), month, int(match["d"])))
    return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
