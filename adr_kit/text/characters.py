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
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text with every character that a page must not hold replaced by U+FFFD, at the same offsets."""
    if text.replace("\n", "").isprintable():  # as most texts are, and then none is forbidden: ten times as fast to tell
        return text
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def scripted(text: str) -> str:
    """A script's text fit to stand in a page: such characters escaped, as a string may say them, lines ended with LF.

    The parser of a page changes both, and the digest by which the page's policy knows the script would be another.
    """
    text = re.sub(r"\r\n?", "\n", text)
    return _FORBIDDEN.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
