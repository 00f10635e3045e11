"""What a file's name says of its record: its number, its date, its words; and the name that a new record gets."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record import slug
from adr_kit.record.dates import month_number

if TYPE_CHECKING:
    from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class NameFacts:
    """What a name says.

    Attributes:
        number: the record's number; None where it has none (a date is no number).
        prefix: what stands with the number, as written ("API" in ``API-001-x``); "" for a bare number.
        date: the date in the name.
        slug: the rest.
        pattern: how the name is made, with ``{number}``, ``{date}`` and ``{slug}`` in their places.
        width: how many digits the number is written with, 0 without one.
        date_format: how the date is written ("%Y-%m-%d", "%Y%m%d", "%Y_%m_%d"); "" without one.
    """

    number: int | None = None
    prefix: str = ""
    date: dt.date | None = None
    slug: str = ""
    pattern: str = "{slug}"
    width: int = 0
    date_format: str = ""


# Only what a link or a file list may show as a document: "2021-09-20.security.tokens" keeps its dots.
_SUFFIX = re.compile(r"\.(?:md|mdx|markdown|mkd|html?|txt|adoc|rst)$", re.IGNORECASE)
_DIRECTORY_RECORD = re.compile(r"_?(?:readme|index)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")

# A number ends where the words begin: at a separator, at the end, or at a letter of a script that sets no blanks.
_END = r"(?=[-_.\s:–—]|$|[^\x00-\x7f])"
_DATES = (
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<sep>[-_.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})(?![0-9])"),
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])"),
    re.compile(r"(?P<day>[0-9]{1,2})[-_. ]+(?P<month>[^\W\d_]{3,12})[-_. ]+(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
    re.compile(r"(?P<month>[^\W\d_]{3,12})[-_. ]+(?P<day>[0-9]{1,2})[-_. ]+(?P<year>(?:19|20)[0-9]{2})(?![0-9])"),
)
# "2023-05-x": a month, and so no number; "0005-12-factor" has one.
_YEAR_MONTH = re.compile(r"(?:19|20)[0-9]{2}[-_](?:0[1-9]|1[0-2])(?![0-9])")
# Behind a date a number is set off by "_" or filled up with zeros: "2021-06-05_001-x", not "2021-06-05-12-factor-app".
_AFTER_DATE = re.compile(rf"(?:_(?P<number>[0-9]{{1,5}})|[-. ](?P<padded>0[0-9]{{2,4}})){_END}")
KEY = re.compile(r"(?P<prefix>[A-Z][A-Z0-9]{1,9})-(?P<number>\d{1,6})")  # a record's, or an issue's, or a standard's
AHEAD = 100  # how far above a log's highest number one of its own may be: "RFC-7628" is a standard
_NUMBER = re.compile(rf"(?P<number>[0-9]{{1,7}}){_END}")
_GLUED = re.compile(rf"(?P<number>[0-9]{{2,5}})(?P<prefix>adr|rfc|add|edr|madr|pdr|dr){_END}", re.IGNORECASE)
_PREFIXED = (
    # the kinds of record: "ADR-12", "adr012", "nr.-001", "decision-7", "PAY-ADR-12"
    re.compile(
        rf"(?P<prefix>(?:[a-z0-9]{{1,12}}[-_])?(?:adr|madr|rfc|add|edr))[-_. #]{{0,2}}(?P<number>[0-9]{{1,6}}){_END}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<prefix>decision|record|dr|nr\.?|no\.|num(?:ber)?)[-_. #]{{1,2}}(?P<number>[0-9]{{1,6}}){_END}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?P<prefix>DR|PDR|TDR)(?P<number>[0-9]{{3,5}}){_END}"),
    # a category in capitals: "API-001-x", "ADR-C23-003-x"; not a standard with which a title begins: "SHA-256-for-x"
    re.compile(
        r"(?!(?:SHA|AES|RSA|ISO|IEEE|UTF|HTTP|ECMA|ES|CVE|MD|NIST|FIPS|RFC|DIN|EN|IPV)[-_])"
        rf"(?P<prefix>[A-Z][A-Z0-9]{{0,9}}(?:[-_][A-Z][A-Z0-9]{{0,9}}){{0,2}})[-_](?P<number>[0-9]{{2,6}}){_END}"
    ),
    # anything else only in front of a number filled up with zeros: "ccc-jb-004-x", "scs-0100-v3-x"
    re.compile(
        rf"(?P<prefix>[a-z]{{1,8}}(?:[-_][a-z]{{1,8}}){{0,2}})[-_](?P<number>0[0-9]{{2,5}}){_END}", re.IGNORECASE
    ),
)
_SEPARATOR = re.compile(r"[-_.\s:–—]*")
# Windows opens a device for these whatever the suffix; the others would be taken for a log's index or its template.
_NOT_ALONE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|_?readme|_?index|template", re.IGNORECASE)
_LONGEST = 255  # bytes: what file systems take for one name


def parse(path: PurePosixPath) -> NameFacts:
    """What a path says of its record; a README or index speaks for its directory where that is numbered or dated."""
    stem = _SUFFIX.sub("", path.name)
    if _DIRECTORY_RECORD.fullmatch(stem) and path.parent.name and not _YEAR.fullmatch(path.parent.name):
        facts = parse_stem(path.parent.name)
        if facts.number is not None or facts.date is not None:
            return facts
    return parse_stem(stem)


def speaks_for_folder(file: PurePosixPath) -> bool:
    """Whether a file is called so that, as a record, it is the whole folder's: a README or an index."""
    return _DIRECTORY_RECORD.fullmatch(file.stem) is not None and file.parent.name != ""


def parse_stem(stem: str) -> NameFacts:
    """What a name without its suffix says."""
    found = _dated(stem) or _numbered(stem)
    return found or NameFacts(slug=stem)


def _dated(stem: str) -> NameFacts | None:
    for pattern in _DATES:
        match = pattern.match(stem)
        date = _date(match) if match else None
        if match and date:
            facts = _facts(stem, _AFTER_DATE.match(stem, match.end()), match.end())
            separator = match.groupdict().get("sep") or ("" if match.group().isdigit() else "-")
            form = f"%Y{separator}%m{separator}%d"
            return dataclasses.replace(facts, date=date, pattern="{date}" + facts.pattern, date_format=form)
    month = _YEAR_MONTH.match(stem)
    return NameFacts(slug=_rest(stem, month.end())[1]) if month else None


def _date(match: re.Match[str]) -> dt.date | None:
    month = int(match["month"]) if match["month"].isdigit() else month_number(match["month"])
    try:
        return dt.date(int(match["year"]), month or 0, int(match["day"]))
    except ValueError:
        return None


def _numbered(stem: str) -> NameFacts | None:
    for pattern in (_NUMBER, _GLUED, *_PREFIXED):
        match = pattern.match(stem)
        if match:
            return _facts(stem, match, 0)
    return None


def _facts(stem: str, match: re.Match[str] | None, begin: int) -> NameFacts:
    """What stands in a name from an offset on, where a number matched there or not."""
    if match is None:
        separator, slug = _rest(stem, begin)
        return NameFacts(slug=slug, pattern=f"{separator}{{slug}}" if slug else "")
    groups = match.groupdict()
    group = "padded" if groups.get("padded") else "number"
    separator, slug = _rest(stem, match.end())
    around = stem[begin : match.start(group)], stem[match.end(group) : match.end()]
    return NameFacts(
        number=int(match[group]),
        prefix=(groups.get("prefix") or "").rstrip("."),
        slug=slug,
        pattern="{number}".join(around) + (f"{separator}{{slug}}" if slug else ""),
        width=len(match[group]),
    )


def _rest(stem: str, end: int) -> tuple[str, str]:
    """The separator that follows, and the words behind it."""
    match = _SEPARATOR.match(stem, end)
    start = match.end() if match else end
    return stem[end:start], stem[start:]


def file_name(pattern: str, slug: str, date: str, number: int | None = None, width: int = 4) -> str:
    """The name of a new record's file.

    Args:
        pattern: ``{number}-{slug}.md`` and the like, with ``{number}``, ``{date}`` and ``{slug}``.
        slug: what ``slug.slug`` made of the title.
        date: the text for ``{date}``; what may not stand in a file name becomes "-".
        number: the number; may be None where the pattern names none.
        width: how many digits a number has at least.

    Returns:
        the name; its slug is cut where it would be longer than file systems take, and "-decision" is added where the
        name would mean something else (``con.md``, ``readme.md``).
    """
    padded = "" if number is None else f"{number:0{width}d}"
    rest = pattern.replace("{number}", padded).replace("{date}", re.sub(r"[^\w.-]+", "-", date).strip("-."))
    room = max(_LONGEST - len(rest.replace("{slug}", "").encode()), 0)
    name = rest.replace("{slug}", slug.encode()[:room].decode("utf-8", "ignore").rstrip("-"))
    stem, dot, suffix = name.partition(".")
    return f"{stem}-decision{dot}{suffix}" if _NOT_ALONE.fullmatch(stem) else name


def renamed(file: PurePosixPath, title: str) -> PurePosixPath:
    """The path that a record has under another title; a file that its directory names keeps its name."""
    facts = parse_stem(file.stem)
    if _DIRECTORY_RECORD.fullmatch(file.stem) or "{slug}" not in facts.pattern:
        return file
    words = slug.slug(title)
    if "_" in facts.slug and "-" not in facts.slug:
        words = words.replace("-", "_")
    date = facts.date.strftime(facts.date_format) if facts.date and facts.date_format else ""
    name = file_name(facts.pattern + file.suffix, words, date, facts.number, facts.width)
    return file.with_name(name)


def renumbered(file: PurePosixPath, number: int) -> PurePosixPath:
    """The path that a record has with another number: of its folder, where it is a folder's README.

    A name without a number stays as it is.
    """
    directory = _DIRECTORY_RECORD.fullmatch(file.stem) is not None and parse_stem(file.stem).number is None
    place = file.parent if directory else file
    stem = place.name if directory else place.stem
    facts = parse_stem(stem)
    if facts.number is None:
        return file
    before = facts.pattern.partition("{number}")[0]
    begin = (
        len(before)
        if "{date}" not in before
        else len(stem) - len(facts.pattern.partition("{number}")[2].replace("{slug}", facts.slug)) - facts.width
    )
    old = re.compile(r"[0-9]+").match(stem, begin)
    if old is None:
        return file
    name = f"{stem[: old.start()]}{number:0{facts.width}d}{stem[old.end() :]}"
    return place.with_name(name) / file.name if directory else place.with_name(name + file.suffix)
