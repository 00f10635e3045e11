"""What a reader sees of a line."""

from __future__ import annotations

import pytest

from adr_kit.text.markdown.blocks import plain


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("Use <b>bold</b> words<br/>here", "Use bold wordshere"),
        ("<a id=\"x\" href='y' data-z=1 hidden>Use it</a>", "Use it"),
        ("Use <café>", "Use <café>"),
        ("Return Option<String> and <T>", "Return Option<String> and <T>"),
        ("Wrap pages in <Suspense>", "Wrap pages in <Suspense>"),
        ("a <b and c> d", "a d"),
        ("if a <d and c >= b", "if a <d and c >= b"),
        (r"Use \<b>", "Use <b>"),
        ("Use `<b>`", "Use <b>"),
        ("See <https://example.org>", "See https://example.org"),
        ("Keep <!-- not --> this", "Keep this"),
        ("Use **Redis**, _not_ [X](y)", "Use Redis, not X"),
    ],
)
def test_a_line_without_its_markup(line: str, seen: str) -> None:
    assert plain(line) == seen
