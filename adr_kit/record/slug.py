"""A title as the words of a file name: readable in every script, safe on every file system."""

from __future__ import annotations

import re
import unicodedata

# A CJK character takes three bytes: 120 of them leave room for number, date and suffix in the 255 of one name.
LIMIT = 120
FALLBACK = "decision"

# Letters that no decomposition turns into ASCII.
_LATIN = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)
# Languages whose names would otherwise all be "c".
_NAMES = ((re.compile(r"(?<!\w)([cC])\+\+(?!\+)"), r"\1pp"), (re.compile(r"(?<!\w)([cCfF])#(?!\w)"), r"\1sharp"))
_NOT_ASCII_WORD = re.compile(r"[^A-Za-z0-9]+")


def slug(title: str, limit: int = LIMIT) -> str:
    """The words of a title, lower case, joined by "-".

    Letters of every script are kept; Latin ones lose their accents, because file systems disagree on how to spell
    those (macOS tells "é" from "e" and an accent, git does not always).

    Args:
        title: any text.
        limit: how many bytes it may have; it is cut between words where that is possible.

    Returns:
        never an empty text.
    """
    text = unicodedata.normalize("NFKC", title)
    for pattern, name in _NAMES:
        text = pattern.sub(name, text)
    kept = "".join(_kept(text))
    words = unicodedata.normalize("NFC", re.sub(r"\s+", "-", kept.strip()))
    return _cut(words, limit) or FALLBACK


def adr_tools_slug(title: str) -> str:
    """The slug that adr-tools makes: runs of anything but ASCII letters and digits become "-", the rest lower case.

    Where that would drop letters (and, for ``日本語``, leave nothing), it is ``slug``'s: adr-tools itself does it in
    one way on GNU systems and in another on BSD.
    """
    if any(character.isalnum() and not character.isascii() for character in title):
        return slug(title)
    return _NOT_ASCII_WORD.sub("-", title).lower().strip("-") or slug(title)


def _kept(text: str) -> list[str]:
    """Each character as it may stand in a name; a blank for those that separate words."""
    kept: list[str] = []
    for character in text.lower():
        category = unicodedata.category(character)
        if category[0] == "M":
            # Accents of Latin letters go; the vowel signs of other scripts are letters to those who read them.
            kept.append(character if _takes_marks(kept) and not _selects_variant(character) else "")
        elif category[0] in "LN":
            kept.append(_plain(character))
        else:
            kept.append(" ")
    return kept


def _takes_marks(kept: list[str]) -> bool:
    before = next((piece for piece in reversed(kept) if piece), " ")
    return not before.isascii()


def _selects_variant(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _plain(character: str) -> str:
    if character.isascii() or not unicodedata.name(character, "").startswith("LATIN "):
        return character
    base = unicodedata.normalize("NFKD", character.translate(_LATIN))
    return "".join(piece for piece in base if unicodedata.category(piece)[0] != "M").translate(_LATIN)


def _cut(words: str, limit: int) -> str:
    encoded = words.encode()
    if len(encoded) <= limit:
        return words
    head = encoded[:limit].decode("utf-8", "ignore")
    between_words = encoded[len(head.encode()) : len(head.encode()) + 1] == b"-"
    boundary = head.rfind("-")
    if not between_words and boundary * 2 > len(head):
        head = head[:boundary]
    return head.rstrip("-")
