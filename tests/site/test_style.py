"""The style sheet keeps what it promises: contrast in both schemes, nothing from outside, print."""

from __future__ import annotations

import re

import pytest

from adr_kit.drawing.ink import DARK as DARK_INK
from adr_kit.drawing.ink import LIGHT as LIGHT_INK
from adr_kit.workspace.templates.pages import PageWriter

STYLE = PageWriter().write("style.css", {}).decode()
PAIRED = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", STYLE)
LIGHT, DARK = {name: light for name, light, _ in PAIRED}, {name: dark for name, _, dark in PAIRED}
STATUSES = ("accepted", "proposed", "rejected", "deprecated", "superseded", "other")
PAIRS = [
    *((ink, paper) for ink in ("text", "quiet", "accent") for paper in ("page", "raised")),
    *((status, f"{status}-soft") for status in STATUSES),
    *(("text", f"{status}-soft") for status in STATUSES),
    *(("accent", f"{status}-soft") for status in (*STATUSES, "accent")),
    *((name, "raised") for name in LIGHT if name.startswith("code-")),
    *((status, "page") for status in STATUSES),
    ("mark", "accent"),
    ("text", "accent-soft"),
]


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_is_a_pair_and_the_reader_chooses_the_side() -> None:
    assert len(re.findall("#[0-9a-f]{6}", STYLE.partition("@media print")[0])) == 2 * len(PAIRED) + 1  # under pictures
    for side in ("light", "dark"):
        assert f':root[data-theme="{side}"] {{ color-scheme: {side}; }}' in STYLE


@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read_in_light_and_dark(ink: str, paper: str) -> None:
    for scheme in (LIGHT, DARK):
        assert contrast(scheme[ink], scheme[paper]) >= 4.5, (scheme[ink], scheme[paper])


def test_nothing_comes_from_outside() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE


@pytest.mark.parametrize("query", ["prefers-reduced-motion", "print"])
def test_what_the_reader_prefers_is_honoured(query: str) -> None:
    assert query in STYLE
    assert ":focus-visible" in STYLE


def test_drawings_have_the_same_colours() -> None:
    for scheme, ink in ((LIGHT, LIGHT_INK), (DARK, DARK_INK)):
        assert {name: scheme[name] for name in ink} == ink
