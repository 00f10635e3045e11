"""Which decisions govern a path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.insight.scope import governs, invalid_globs
from decisions import record


@pytest.mark.parametrize(
    ("globs", "path", "glob"),
    [
        (("src/",), "src/a/b.py", "src/"),
        (("src/",), "src", "src/"),
        (("src/",), "lib/src.py", None),
        (("*.sql",), "db/deep/x.sql", "*.sql"),
        (("/docs/*.md",), "docs/a.md", "/docs/*.md"),
        (("/docs/*.md",), "site/docs/a.md", None),
        (("src/**/*.py",), "src/a.py", "src/**/*.py"),
        (("src/", "!src/generated/"), "src/generated/x.py", None),
        (("src/", "!src/generated/"), "src/x.py", "src/"),
        (("./src/api",), "src/api/v1.py", "./src/api"),
        (("", " ", "src/"), "src/x", "src/"),
        (("src/",), "./src//x", "src/"),
        (("**",), "../outside", None),
        (("**",), "/etc/passwd", None),
        (("日本/*.md",), "日本/語.md", "日本/*.md"),
        (("!", "\\", "src/"), "src/x", "src/"),
        ((), "src/x", None),
    ],
)
def test_globs_read_like_gitignore_lines_at_the_root(globs: tuple[str, ...], path: str, glob: str | None) -> None:
    assert governs(record("0001-a", affects=globs), path) == glob


def test_globs_that_can_match_nothing_are_named() -> None:
    assert invalid_globs(("!", "", "src/", "\\")) == ("!", "", "\\")


@given(st.lists(st.text(max_size=8), max_size=3).map(tuple), st.text(max_size=12))
def test_any_glob_and_any_path_have_an_answer(globs: tuple[str, ...], path: str) -> None:
    found = governs(record("0001-a", affects=globs), path)
    assert found is None or found in globs
