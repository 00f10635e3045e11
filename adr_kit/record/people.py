"""Names of people as they are listed in records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record.model import Person
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATOR = re.compile(
    r"\s*(?:[,;、，；|\n\r]|<br\s*/?>|(?<=\s)\+(?=\s)|(?<!\w)(?:&|and|und|et|y|e|i|и|en|och)(?!\w)|(?<=\S)\s+(?=@)|\s/\s)\s*"
)
_PROTECTED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]\([^()\s]*\)|<[^<>\s]*@[^<>\s]*>")
_EMAIL = re.compile(r"<\s*(?:mailto:)?(?P<email>[^<>\s]+@[^<>\s]+)\s*>")
_PLACEHOLDER = re.compile(
    r"^\W*$|^[\[{<].*[\]}>]$|list everyone|^(?:n/?a|none|tbd|todo|unknown|nobody|no one|-+|\?+|name|names)\W*$",
    re.IGNORECASE,
)


def split(text: str, offset: int) -> tuple[Person, ...]:
    """The people listed in a text that stands at an offset of its file."""
    return tuple(person for start, end in _pieces(text) if (person := _person(text[start:end], offset + start)))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    held = [match.span() for match in _PROTECTED.finditer(text)]
    start = 0
    for match in _SEPARATOR.finditer(text):
        if any(begin < match.end() and match.start() < end for begin, end in held):
            continue
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _person(text: str, offset: int) -> Person | None:
    stripped = text.strip().removesuffix(".") if not text.strip().endswith("Jr.") else text.strip()
    lead = len(text) - len(text.lstrip())
    bullet = re.match(r"[-*+]\s+(?:\[.\]\s+)?", stripped)
    if bullet:
        stripped, lead = stripped[bullet.end() :], lead + bullet.end()
    email = _EMAIL.search(stripped)
    name = plain(_EMAIL.sub("", stripped)).strip(" *_`'\"-–—").strip()
    name = re.sub(r"^(?:and|und|et)\s+", "", name)
    if not name and email:
        name = email["email"]
    if not name or _PLACEHOLDER.search(stripped) or _PLACEHOLDER.search(name):
        return None
    return Person(name, stripped, Span(offset + lead, offset + lead + len(stripped)), email["email"] if email else None)
