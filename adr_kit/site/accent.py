"""A team's colour, made fit for light and for dark pages: text in it can be read on both."""

from __future__ import annotations

import re
from dataclasses import dataclass

Channels = tuple[float, float, float]

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_READABLE = 5.2  # WCAG asks for 4.5 to 1; the soft backgrounds take some of it
_DARKEST = 0.04045  # up to here a channel's light grows evenly
_WHITE: Channels = (1.0, 1.0, 1.0)
_BLACK: Channels = (0.0, 0.0, 0.0)
_LIGHT_PAGE, _DARK_PAGE = "#f5f7f7", "#192124"


@dataclass(frozen=True, slots=True)
class Accent:
    """A colour as style sheets write it: for light and for dark pages, and the soft one behind text."""

    light: str
    dark: str
    light_soft: str
    dark_soft: str


def accent_of(colour: str) -> Accent | None:
    """The accent that a colour gives: darker or lighter where it could not be read; None where it is no ``#rrggbb``."""
    if not _HEX.fullmatch(colour):
        return None
    channels = _channels(colour)
    light = _readable(channels, _channels(_LIGHT_PAGE), _BLACK)
    dark = _readable(channels, _channels(_DARK_PAGE), _WHITE)
    return Accent(_hex(light), _hex(dark), _hex(_mix(light, _WHITE, 0.9)), _hex(_mix(dark, _channels("#0d1214"), 0.84)))


def contrast(one: Channels, other: Channels) -> float:
    """How well one colour can be read on another, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: Channels, page: Channels, towards: Channels) -> Channels:
    mixed = (_mix(colour, towards, part / 40) for part in range(41))
    return next(one for one in mixed if contrast(one, page) >= _READABLE)


def _luminance(colour: Channels) -> float:
    red, green, blue = (c / 12.92 if c <= _DARKEST else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mix(one: Channels, other: Channels, part: float) -> Channels:
    red, green, blue = (a + (b - a) * part for a, b in zip(one, other, strict=True))
    return red, green, blue


def _channels(colour: str) -> Channels:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(2 * digit for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(colour: Channels) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)
