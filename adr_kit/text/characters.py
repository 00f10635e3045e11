"""Which characters may stand in a page, whatever bytes a file held."""

from __future__ import annotations

import re

# The HTML standard (13.2.3.5) makes surrogates, noncharacters and controls other than white space a parse error; the
# embedding and overriding controls reorder what stands around them ("Trojan Source"). Isolates and marks stay: prose
# that runs from right to left needs them, and they end with their paragraph.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_FORBIDDEN_IN_ASCII = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # five times as fast, for most texts
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text with every character that a page must not hold replaced by U+FFFD, at the same offsets."""
    return (_FORBIDDEN_IN_ASCII if text.isascii() else _FORBIDDEN).sub(_REPLACEMENT, text)
