"""How wide a text comes out in a sans-serif font, as nearly as one can say without the font, and its lines in a box."""

from __future__ import annotations

import unicodedata

# Widths in hundredths of the font's size, on the wide side of what system fonts have; all others count as _USUAL.
_NARROW = dict.fromkeys("iljI.,:;'|!", 38) | dict.fromkeys('ftr()[]{}-/\\ "*', 48)
_BROAD = dict.fromkeys("mwMW%@—…", 100) | dict.fromkeys("ABCDEFGHKNOPQRSUVXYZ&", 78)
_WIDTHS = _NARROW | _BROAD
_USUAL = 68
_FULL = 105


def width_in(text: str, size: float) -> float:
    """About how wide a text is in a font of this size."""
    return sum(map(_hundredths, text)) * size / 100


def lines_in(text: str, size: float, width: float, most: int) -> tuple[str, ...]:
    """The text in at most so many lines of a width, broken at blanks where it can be; "…" for what is left out."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most:
        line, rest = _line(rest, size, width)
        lines.append(line)
    if rest:
        lines[-1] = _cut(f"{lines[-1]} {rest[0]}", size, width)
    return tuple(lines)


def _line(words: list[str], size: float, width: float) -> tuple[str, list[str]]:
    taken, blank, used = 0, width_in(" ", size), 0.0
    for word in words:
        used += width_in(word, size) + (blank if taken else 0)
        if used > width:
            break
        taken += 1
    line = " ".join(words[: max(taken, 1)])
    if taken:
        return line, words[taken:]
    whole = _fitting(line, size, width)
    return line[:whole], [line[whole:], *words[1:]]


def _fitting(text: str, size: float, width: float) -> int:
    """How many characters fit; at least one."""
    room = width * 100 / size
    for count, character in enumerate(text):
        room -= _hundredths(character)
        if room < 0:
            return max(count, 1)
    return len(text)


def _cut(text: str, size: float, width: float) -> str:
    return text[: _fitting(text, size, width - width_in("…", size))].rstrip() + "…"


def _hundredths(character: str) -> int:
    if character.isascii():
        return _WIDTHS.get(character, _USUAL)
    if unicodedata.combining(character):
        return 0
    return _FULL if unicodedata.east_asian_width(character) in "WF" else _WIDTHS.get(character, 72)
