"""A team's colour can be read on light and on dark pages, whatever it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.site.accent import accent_of, contrast


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_any_colour_becomes_readable(colour: str) -> None:
    accent = accent_of(colour)
    assert accent is not None
    for ink, papers in (
        (accent.light, ("#ffffff", "#f5f7f7", accent.light_soft)),
        (accent.dark, ("#11171a", "#192124", accent.dark_soft)),
    ):
        for paper in papers:
            assert contrast(channels(ink), channels(paper)) >= 4.5, (ink, paper)


def test_a_colour_that_can_be_read_stays() -> None:
    accent = accent_of("#A12")
    assert accent is not None
    assert accent.light == "#aa1122"


@pytest.mark.parametrize("text", ["red", "#12", "#12345g", "#123456;}", ""])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert accent_of(text) is None
    assert not re.search("[;}]", str(accent_of(text)))
