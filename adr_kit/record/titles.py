"""The human title of a record, without its number, and the number that the heading gives."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.model import Fact, Place
from adr_kit.text.frontmatter import Scalar
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Outline, Section

# "ADR-0001:", "ADR 1 –", "Architecture Decision Record 7:", "API-001:", "Nr. 001:", "1.", "1)", "0001 -", "#12", "33 ".
_DECISION = r"architect\w*\s+decisions?(?:\s+records?)?|decision\s+records?"
_KIND = rf"(?:{_DECISION}|[A-Z]{{2,6}}(?:[-_ ][A-Z]{{1,6}})*|adr|rfc|nr\.?|no\.?|#)"
_SEPARATOR = r"[.:)\]|]|\s[-–—:|]+|[-–—]+(?=\s|\w)|(?=\s)"
_NUMBERED = re.compile(
    rf"^\s*(?:\[?(?P<kind>{_KIND})\]?\s*[-_#: ]?\s*)?(?P<number>\d{{1,5}})(?:v\d+)?\]?\s*(?P<sep>{_SEPARATOR})\s*",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(
    rf"^\s*(?:adr|{_DECISION})\s*(?:[:–—]|-\s|(?:n|x+|nnn+|\?+)\s*[:.–—-])\s*",
    re.IGNORECASE,
)
_PLACEHOLDER_NUMBER = re.compile(r"^\s*(?:n|x{2,}|nnn+)\s*[.:]\s+", re.IGNORECASE)
_TRAILING = re.compile(r"\s*(?:\(ADR\)|\{#[\w-]+\})\s*$")


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


def find(outline: Outline, vocabulary: Vocabulary, slug: str) -> Title:
    """The title of a text: of its first heading that is no section's name, its front matter, or the file name."""
    candidates = [i for i, section in enumerate(outline.sections) if section.level == 1]
    front = _front(outline)
    for index in candidates[:1]:
        section = outline.sections[index]
        if not is_section_name(section.name, vocabulary):
            return _of(outline, section, index)
    if front:
        return front
    for index in (*candidates[1:2], *([0] if outline.sections else [])):
        section = outline.sections[index]
        if not is_section_name(section.name, vocabulary) and section.level <= 2:  # noqa: PLR2004 -- H2 as title
            return _of(outline, section, index)
    return Title(Fact(words_of(slug), None, Place.PATH))


def is_section_name(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading names a section ("Context") or a field ("Date"), and so is nobody's title."""
    return vocabulary.role(name) is not None or vocabulary.field(name) is not None


def words_of(slug: str) -> str:
    """A slug as words."""
    words = re.sub(r"[-_.\s]+", " ", slug).strip()
    return words[:1].upper() + words[1:]


def strip_number(text: str) -> tuple[int, int | None]:
    """Where the title begins behind its number, and the number."""
    match = _NUMBERED.match(text)
    if match and match.end() < len(text) and _is_number(match):
        return match.end(), int(match["number"])
    match = _UNNUMBERED.match(text) or _PLACEHOLDER_NUMBER.match(text)
    return (match.end(), None) if match and match.end() < len(text) else (0, None)


def _is_number(match: re.Match[str]) -> bool:
    """Whether it is a record's number and not a title such as "2 factor logins" or "10 GB limit"."""
    sep, digits = match["sep"], match["number"]
    return bool(match["kind"] or sep.strip() or digits.startswith("0") or len(digits) > 1)


def _of(outline: Outline, section: Section, index: int) -> Title:
    raw = outline.source.slice(section.content)
    start, number = strip_number(raw)
    text = raw[start:]
    trailing = _TRAILING.search(text)
    text = text[: trailing.start()] if trailing else text
    span = Span(section.content.start + start, section.content.start + start + len(text))
    return Title(Fact(plain(text), span, Place.TEXT), number, index, section.name)


def _front(outline: Outline) -> Title | None:
    entry = outline.front.get("title") if outline.front else None
    if entry is None or not isinstance(entry.value, Scalar) or not entry.value.text.strip():
        return None
    text = entry.value.text.strip().splitlines()[0].strip()
    start, number = strip_number(text)
    return Title(Fact(plain(text[start:]), entry.value.span, Place.FRONT_MATTER), number, None, text)
