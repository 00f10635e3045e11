"""The human title of a record, without its number, and the number that the heading gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.languages import Field
from adr_kit.record.model import Fact, Place
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.frontmatter import Scalar
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from adr_kit.record.naming import NameFacts
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Outline, Section

# "ADR-0001:", "ADR 1 –", "Architecture Decision Record 7:", "API-001:", "Nr. 001:", "1.", "1)", "0001 -", "#12", "33 ".
_RECORDS = "|".join(
    re.escape(words).replace(r"\ ", r"[\s-]+")
    for words in sorted(DEFAULT.records, key=lambda words: (-len(words), words))
)
_DECISION = rf"architect\w*\s+decisions?(?:\s+records?)?|decision\s+records?|{_RECORDS}"
_SIGN = r"n[ro]\.?|n[°º]|№|#"
_PARTS = r"(?:[-_][A-Z][0-9]{1,3}(?=[-_])|[-_ ][A-Z]{1,6})*"  # "ADR-C23-003", "ADR-PAY-003"
_KIND = rf"(?:(?:{_DECISION}|[A-Z]{{2,6}}{_PARTS}|adr|rfc)(?:\s*(?:{_SIGN}))?|{_SIGN})"
_SEPARATOR = r"[.:：)\]|·、]|\s[-–—:|·]+|[-–—]+(?=\s|\w)|(?=\s)"
_MARK = r"[*_]{0,3}"  # emphasis: "**ADR-0006** Sign the builds"
_NUMBERED = re.compile(
    rf"^\s*{_MARK}(?:\[?(?P<kind>{_KIND}){_MARK}\]?\s*[-_#: ]?\s*)?"
    rf"(?P<number>\d{{1,5}})(?:v\d+)?\]?{_MARK}\s*(?P<sep>{_SEPARATOR})\s*",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    rf"^\s*{_MARK}(?:adr|{_DECISION}){_MARK}\s*(?:[:：–—]|-\s|(?:n|x+|nnn+|\?+)\s*[:.–—-])\s*",
    re.IGNORECASE,
)
_PLACEHOLDER_NUMBER = re.compile(r"^\s*(?:n|x{2,}|nnn+)\s*[.:]\s+", re.IGNORECASE)
# Words that stand with a record's number and with no other: "Java 17 everywhere" and "HTTP 2: where?" are titles.
_OF_RECORDS = re.compile(rf"(?:adr|add|madr|edr|rfc|{_DECISION})(?:\s*(?:{_SIGN}))?|{_SIGN}", re.IGNORECASE)
_CAPITALS = r"(?-i:[A-Z]{2,6}(?:[-_ ][A-Z]{1,6})*)"
_ONLY_A_NUMBER = re.compile(
    rf"\s*{_MARK}(?:{_CAPITALS}|adr|rfc|{_DECISION}){_MARK}\s*[-_#: ]?\s*\d{{1,5}}{_MARK}[.:]?\s*", re.IGNORECASE
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_LONGEST = 200  # characters: a longer heading is no title whose number anybody needs
_TRAILING = re.compile(r"(?<!\s)\s*(?:\(ADR\)|\{#[\w-]+\})\s*$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title.

    Attributes:
        fact: the title without its number, and the span of exactly these words.
        number: the number in front of it, if any.
        heading: the index of the section whose heading it is; None where it comes from elsewhere.
        raw: the whole heading as a reader sees it.
    """

    fact: Fact
    number: int | None = None
    heading: int | None = None
    raw: str = ""


def find(outline: Outline, vocabulary: Vocabulary, name: NameFacts) -> Title:
    """The title of a text: of its first heading that is no section's name, its front matter, or the file name.

    Args:
        outline: the text.
        vocabulary: the words that name sections.
        name: what the file's name says: a number that its words begin with is a part of the title.
    """
    candidates = [i for i, section in enumerate(outline.sections) if section.level == 1]
    front = _front(outline, name)
    for index in candidates[:1]:
        section = outline.sections[index]
        if _says_nothing(section, vocabulary):
            return front or _named(outline, vocabulary, index, name) or _bare(outline, section, index, name)
        if not is_section_name(section.name, vocabulary) or _is_numbered_as(section.name, name):
            return _of(outline, section, index, name)
    if front:
        return front
    for index in (*candidates[1:2], *([0] if outline.sections else [])):
        section = outline.sections[index]
        if not is_section_name(section.name, vocabulary) and section.level <= 2:  # noqa: PLR2004 -- H2 as title
            return _of(outline, section, index, name)
    return _named(outline, vocabulary, None, name) or Title(Fact(words_of(name.slug), None, Place.PATH))


def _says_nothing(section: Section, vocabulary: Vocabulary) -> bool:
    """Whether a heading only says that this is a record, or which number it has: "ADR-0007", "Decision record"."""
    return vocabulary.is_record_name(section.name) or _ONLY_A_NUMBER.fullmatch(section.name) is not None


def _named(outline: Outline, vocabulary: Vocabulary, heading: int | None, name: NameFacts) -> Title | None:
    """The title that a section or a field of that name gives."""
    for section in outline.sections:
        if vocabulary.field(section.name) is Field.TITLE:
            for block in section.blocks:
                if block.kind == "paragraph" and section.own.contains(block.span) and block.lines:
                    return _at(outline, block.lines[0], heading, name, Place.SECTION)
    for field in outline.fields:
        if vocabulary.field(field.name) is Field.TITLE and not field.value.empty:
            place = Place.TABLE if field.layout in ("vertical", "horizontal") else Place.FIELD
            return _at(outline, field.value, heading, name, place)
    return None


def _bare(outline: Outline, section: Section, index: int, name: NameFacts) -> Title:
    """For a heading that only numbers the record: the words of the file's name; where there are none, the heading."""
    if words := words_of(name.slug):
        return Title(Fact(words, None, Place.PATH), strip_number(f"{section.name} x", name)[1], index, section.name)
    return _of(outline, section, index, name)


def is_section_name(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading names a section ("Context") or a field ("Date"), and so is nobody's title."""
    return vocabulary.role(name) is not None or vocabulary.field(name) is not None


def words_of(slug: str) -> str:
    """A slug as words."""
    words = re.sub(r"[-_.\s]+", " ", slug).strip()
    return words[:1].upper() + words[1:]


def strip_number(text: str, name: NameFacts) -> tuple[int, int | None]:
    """Where the title begins behind its number, and the number."""
    text = text[:_LONGEST]
    match = _NUMBERED.match(text)
    if match and match.end() < len(text) and _is_number(match, name):
        return match.end(), int(match["number"])
    match = _UNNUMBERED.match(text) or _PLACEHOLDER_NUMBER.match(text)
    return (match.end(), None) if match and match.end() < len(text) else (0, None)


def _is_number(match: re.Match[str], name: NameFacts) -> bool:
    """Whether it is a record's number and not a title such as "12 factor app" or "Java 17 everywhere"."""
    kind, digits, marked = match["kind"] or "", match["number"], bool(match["sep"].strip())
    own = int(digits) == name.number
    if _begins(name.slug, match[0][: match.end("number") - match.start()]):
        return own and marked  # the file is called by these words
    if own or _OF_RECORDS.fullmatch(kind) or digits.startswith("0"):
        return True
    return (marked or len(digits) > 1) and (not kind or (marked and kind.casefold() == name.prefix.casefold()))


def _begins(slug: str, words: str) -> bool:
    """Whether a file's words begin with those of a heading."""
    file, head = (re.sub(r"[\W_]+", "-", text).strip("-").casefold() for text in (slug, words))
    return f"{file}-".startswith(f"{head}-")


def _is_numbered_as(heading: str, name: NameFacts) -> bool:
    """Whether a heading that could be a section's ("3. Context") has the record's own number."""
    return name.number is not None and strip_number(heading, name)[1] == name.number


def _of(outline: Outline, section: Section, index: int, name: NameFacts) -> Title:
    return _at(outline, section.content, index, name, Place.TEXT, section.name)


def _at(outline: Outline, at: Span, heading: int | None, name: NameFacts, place: Place, raw: str = "") -> Title:
    """The title that stands somewhere, its number left out."""
    written = outline.source.slice(at)
    shown = written.lstrip(_INVISIBLE)
    start, number = strip_number(shown, name)
    start += len(written) - len(shown)
    start += len(written[start:]) - len(written[start:].lstrip(_INVISIBLE))
    text = written[start:].rstrip()
    trailing = _TRAILING.search(text)
    text = text[: trailing.start()] if trailing else text
    closing = re.search(r"[*_]{1,3}$", text)
    if closing and start and text.count(closing[0]) == 1:  # "**ADR-6: Sign the builds**": it opened before the number
        text = text[: closing.start()]
    span = Span(at.start + start, at.start + start + len(text))
    return Title(Fact(plain(text), span, place), number, heading, raw)


def _front(outline: Outline, name: NameFacts) -> Title | None:
    entry = outline.front.get("title") if outline.front else None
    if entry is None or not isinstance(entry.value, Scalar) or not entry.value.text.strip():
        return None
    text = entry.value.text.strip().splitlines()[0].strip()
    start, number = strip_number(text, name)
    return Title(Fact(plain(text[start:]), entry.value.span, Place.FRONT_MATTER), number, None, text)
