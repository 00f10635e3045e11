"""A title becomes a file name that people can read and every system can hold."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.record.slug import FALLBACK, LIMIT, adr_tools_slug, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Use PostgreSQL", "use-postgresql"),
        ("Café déjà vu", "cafe-deja-vu"),
        (unicodedata.normalize("NFD", "Café déjà vu"), "cafe-deja-vu"),
        ("日本語", "日本語"),
        ("データベースを選ぶ", "データベースを選ぶ"),
        ("İstanbul", "istanbul"),
        ("Größe Łódź Ærø œuvre", "grosse-lodz-aero-oeuvre"),
        ("Выбор базы: й", "выбор-базы-й"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Use C++ and C#, not F#", "use-cpp-and-csharp-not-fsharp"),
        ("Node.js / TypeScript 5.4", "node-js-typescript-5-4"),
        ("Keep ① ﬁles ✅️", "keep-1-files"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\x00b\x1b[31mc\u202ed", "a-b-31mc-d"),
        ("lone \udc80 surrogate", "lone-surrogate"),
        ("???", FALLBACK),
        ("🎉", FALLBACK),
        ("", FALLBACK),
    ],
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_title_is_cut_between_words() -> None:
    cut = slug("wonderful " * 40)
    assert len(cut) <= LIMIT
    assert set(cut.split("-")) == {"wonderful"}


def test_a_long_title_without_blanks_is_cut_between_characters() -> None:
    cut = slug("語" * 200)
    assert len(cut.encode()) <= LIMIT
    assert set(cut) == {"語"}


@given(st.text())
def test_a_slug_is_never_empty_and_always_safe(title: str) -> None:
    made = slug(title)
    assert made
    assert len(made.encode()) <= LIMIT
    assert made == made.strip("-")
    assert not set(made) & set('/\\:*?"<>|. \0\n')
    assert made == unicodedata.normalize("NFC", made)
    assert all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in made)


@given(st.text())
def test_a_slug_is_its_own_slug(title: str) -> None:
    assert slug(slug(title)) == slug(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Something About Node.JS", "something-about-node-js"),
        ("Slash/Slash/Slash/", "slash-slash-slash"),
        ("-Bar-", "bar"),
        ("C++ vs C#", "c-vs-c"),
        ("under_score and.dot", "under-score-and-dot"),
        ("100% sure?", "100-sure"),
        ("It's", "it-s"),
        ("camelCase – dash", "camelcase-dash"),
        ("Café déjà vu", "cafe-deja-vu"),
        ("日本語", "日本語"),
        ("!!!", FALLBACK),
    ],
)
def test_adr_tools_slug(title: str, expected: str) -> None:
    assert adr_tools_slug(title) == expected
