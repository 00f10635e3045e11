"""Text that is safe in a drawing, and how many columns it takes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Controls, bidi and other invisible format characters, line and paragraph separators, tags, lone surrogates and
# noncharacters: none of them may stand in XML 1.0 or on a terminal, or they make text look like what it is not.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ud800-\udfff\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
JOINER = re.compile("(?<=[^\x00-\x7f])\u200d(?=[^\x00-\x7f])")  # family emoji, Indic and Persian spelling
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean(text: str) -> str:
    """One line: blanks folded, and each character that a drawing must not hold replaced by U+FFFD."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    kept = {match.start() for match in JOINER.finditer(text)}
    return UNSAFE.sub(lambda match: match.group() if match.start() in kept else _REPLACEMENT, text)


def token(text: str, reserved: str = "", mark: str = "%") -> str:
    """A name that differs wherever the text differs: each byte of an unsafe character becomes ``%XX``.

    Args:
        text: what to name.
        reserved: more characters that must not stand in it.
        mark: what to write for ``%``; it is escaped itself.
    """
    unsafe = re.compile(f"{UNSAFE.pattern}|[{re.escape(mark + reserved)}]")
    return unsafe.sub(lambda match: "".join(f"{mark}{byte:02X}" for byte in _bytes(match.group())), text)


def _bytes(character: str) -> bytes:
    return character.encode("utf-8", "surrogatepass")


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) or c in "\u200d\ufe0f" else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def shorten(text: str, width: int) -> str:
    """The text cut to a number of columns, with an ellipsis where something is left out."""
    if width_of(text) <= width:
        return text
    taken, columns = 0, 1
    for character in text:
        columns += width_of(character)
        if columns > width:
            break
        taken += 1
    return text[:taken].rstrip() + "…"


def wrap(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most so many columns; breaks at blanks, and inside a word only where it must."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        *full, line = (*([line] if line else []), *_pieces(word, max(width, 2)))
        yield from full
    if line:
        yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, columns = "", 0
    for character in word:
        columns += width_of(character)
        if columns > width:
            yield piece
            piece, columns = "", width_of(character)
        piece += character
    yield piece
