"""Text becomes words that can be compared, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.insight.words import fold, telling_words, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use PostgreSQL 16", ("use", "postgresql", "16")),
        ("snake_case and kebab-case", ("snake", "case", "and", "kebab", "case")),
        ("Café déjà vu", ("cafe", "deja", "vu")),
        ("Databases, boxes, classes, this, gas", ("database", "box", "class", "thi", "ga")),
        ("C++ or C#?", ("c++", "or", "c#")),
        ("日本語で", ("日本", "本語", "語で")),
        ("用", ("用",)),
        ("use 数据库 now", ("use", "数据", "据库", "now")),
        ("がか", ("がか",)),
        ("데이터", ("데이", "이터")),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", ("full", "width")),
        ("Straße", ("strasse",)),
        ("", ()),
        ("—!?", ()),
    ],
)
def test_words_of_many_scripts(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_voiced_and_unvoiced_kana_stay_apart() -> None:
    assert words("かき") != words("がき")


def test_telling_words_leave_out_what_every_title_says() -> None:
    assert telling_words("Use PostgreSQL as the primary database") == ("postgresql", "primary", "database")
    assert telling_words("Wir verwenden PostgreSQL für die Abrechnung") == ("postgresql", "abrechnung")


@given(st.text())
def test_every_word_stands_in_the_folded_text(text: str) -> None:
    folded = fold(text)
    assert all(word in folded for word in words(text))
