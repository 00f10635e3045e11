"""File names as people give them to records: what number, prefix and date one carries, and how a new one is made."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record import dates

if TYPE_CHECKING:
    from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a file name says; ``slug`` is the rest, without number, prefix and date."""

    number: int | None
    prefix: str
    date: dt.date | None
    slug: str
    width: int = 0


_EXTENSION = re.compile(r"\.(?:mdx?|markdown|html?)$", re.IGNORECASE)
_DIRECTORY_FILES = ("readme", "index")
# 2021-06-05_001-x, 2020_04_06_x, 20200925-x, 2021-09-20.x, 2022-06-02-x
_DATED = re.compile(r"^(?P<date>(?:19|20)\d\d(?P<sep>[-_.]?)(?:0[1-9]|1[0-2])(?P=sep)(?:0[1-9]|[12]\d|3[01]))(?!\d)(?P<rest>.*)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,6})(?=$|[^\d])[-_. )]*(?P<slug>.*)$", re.DOTALL)
# ADR-012-x, ADR012-x, API-001-x, nr.-001-x, ccc-jb-004-x, ADR-6
_PREFIXED = re.compile(r"^(?P<prefix>[^\W\d_]{1,12}(?:[-_][^\W\d_]{1,6}){0,2}?)(?P<sep>\.?[-_. #]*)(?P<number>\d{1,6})(?=$|[^\d\w]|_|(?<=\d{3})(?=[a-z]))[-_. )]*(?P<slug>.*)$", re.DOTALL)
# 012adr-x, 001rfc-types
_SUFFIXED = re.compile(r"^(?P<number>\d{2,6})(?P<prefix>adr|rfc)[-_](?P<slug>.*)$", re.IGNORECASE | re.DOTALL)
_KNOWN = re.compile(r"^(?:adr|rfc|add|nr|no|decision|dr|madr|adl)$", re.IGNORECASE)


def parse(file: PurePosixPath) -> NameFacts:
    """What a record's path says: its file name, or its directory's where the file is a README or an index."""
    stem = _EXTENSION.sub("", file.name)
    if stem.casefold() in _DIRECTORY_FILES:
        stem = file.parent.name or stem
    return _parse(stem)


def _parse(stem: str) -> NameFacts:
    dated = _DATED.match(stem)
    if dated:
        found = dates.find(dated["date"].replace("_", "-").replace(".", "-"))
        rest = dated["rest"]
        number = re.match(r"^_(?P<number>\d{2,4})[-_](?P<slug>.*)$", rest)
        day = found.value if found else None
        if number:
            return NameFacts(int(number["number"]), "", day, number["slug"], len(number["number"]))
        return NameFacts(None, "", day, rest.lstrip("-_. "))
    spelled = dates.find(stem.replace("-", " "))
    if spelled and spelled.value and spelled.start == 0:
        return NameFacts(None, "", spelled.value, stem[spelled.end :].lstrip("-_. "))
    return _numbered(stem)


def _numbered(stem: str) -> NameFacts:
    match = _SUFFIXED.match(stem) or _NUMBER.match(stem)
    if match:
        prefix = match.groupdict().get("prefix") or ""
        return NameFacts(int(match["number"]), prefix, None, match["slug"], len(match["number"]))
    match = _PREFIXED.match(stem)
    if match and (_KNOWN.match(match["prefix"]) or len(match["number"]) >= 3 or match["prefix"].isupper()):  # noqa: PLR2004 -- "http-2" is no number
        prefix = "" if _KNOWN.match(match["prefix"]) and match["prefix"].casefold() != "rfc" else match["prefix"]
        return NameFacts(int(match["number"]), prefix, None, match["slug"], len(match["number"]))
    return NameFacts(None, "", None, stem)
