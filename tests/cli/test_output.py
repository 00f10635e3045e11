"""What is printed: safe for terminals, exact for programs."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.cli.output import Cell, Output, error_text, safe, safe_block, to_json
from adr_kit.drawing.characters import shorten, width_of

BIDI = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "PDI"})
PIPE = Output(terminal=False, colour=False, width=80)
TERMINAL = Output(terminal=True, colour=False, width=40)
COLOURFUL = Output(terminal=True, colour=True, width=40)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Café 日本語 🙂", "Café 日本語 🙂"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("a\tb\r\nc", r"a\x09b\x0d\x0ac"),
        ("\x9b31m", r"\x9b31m"),
        ("ab\u202ecd\u2066", r"ab\u202ecd\u2066"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("\u2028", r"\u2028"),
        ("\udcff", r"\udcff"),
        ("\U000e0041", r"\U000e0041"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\u200db", r"a\u200db"),
    ],
)
def test_what_could_drive_a_terminal_becomes_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text())
def test_nothing_unsafe_is_left(text: str) -> None:
    left = safe(text).replace("\u200d", "")
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [
        c for c in left if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "PDI")
    ]
    assert safe(safe(text)) == safe(text)
    assert "\x1b" not in error_text(text, text)
    assert safe_block(text).count("\n") == text.count("\n")


@given(
    st.recursive(
        st.text() | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_can_be_read_by_everybody(data: object) -> None:
    text = to_json(data)
    text.encode("utf-8")
    assert text.endswith("\n")
    if not any("\ud800" <= c <= "\udfff" for c in json.dumps(data, ensure_ascii=False)):
        assert json.loads(text) == data


def test_json_is_indented_and_readable() -> None:
    assert to_json({"name": "Zoë", "bytes": "\udcff"}) == '{\n  "name": "Zoë",\n  "bytes": "\ufffd"\n}\n'


def test_errors_are_two_lines() -> None:
    assert error_text("no", None) == "error: no\n"
    assert error_text("no\x1b", "adr list") == "error: no\\x1b\nhint: adr list\n"


@given(st.text(), st.integers(1, 30))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    assert width_of(shorten(text, width)) <= max(width, 1)


def test_wide_characters_take_two_columns() -> None:
    assert width_of("日本") == 4
    assert width_of("e\u0301") == 1
    assert shorten("日本語", 5) == "日本…"


def test_rows_through_a_pipe_are_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    PIPE.rows([[Cell("1", "red", bold=True), Cell("a\tb\nc" * 40)], [Cell(""), Cell("x")]])
    first, second = capsys.readouterr().out.splitlines()
    assert first == "1\t" + r"a\x09b\x0ac" * 40
    assert second == "\tx"


def test_a_table_is_aligned_and_cut(capsys: pytest.CaptureFixture[str]) -> None:
    TERMINAL.rows([[Cell("1"), Cell("日本"), Cell("t" * 60)], [Cell("22"), Cell("ab"), Cell("short")]])
    first, second = capsys.readouterr().out.splitlines()
    assert first == "1   日本  " + "t" * 29 + "…"
    assert width_of(first) == 40
    assert second == "22  ab    short"
    TERMINAL.rows([])
    assert not capsys.readouterr().out


def test_colours_only_where_they_may_be_had(capsys: pytest.CaptureFixture[str]) -> None:
    COLOURFUL.rows([[Cell("a\x1b", "red")]])
    assert capsys.readouterr().out == "\x1b[31ma\\x1b\x1b[0m\n"
    assert TERMINAL.style("a", "red", bold=True) == "a"
    assert not Output.detect({"NO_COLOR": "1"}).colour


def test_a_path_is_exact_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    PIPE.path("a\u200bb")
    TERMINAL.path("a\u200bb")
    assert capsys.readouterr().out == "a\u200bb\na\\u200bb\n"


def test_bytes_are_exact_for_programs(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    PIPE.bytes(b"\xff\r\n\x1b")
    assert capfdbinary.readouterr().out == b"\xff\r\n\x1b"
    TERMINAL.bytes(b"\xff\r\n\x1b")
    assert capfdbinary.readouterr().out == "\ufffd\n\\x1b\n".encode()


def test_remarks_go_to_stderr_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    PIPE.note("a\x07")
    PIPE.summary("only for people")
    Output(terminal=False, colour=False, width=80, quiet=True).note("b")
    PIPE.warn("c")
    PIPE.text("x\ny")
    PIPE.text("")
    captured = capsys.readouterr()
    assert captured.err == "a\\x07\nwarning: c\n"
    assert captured.out == "x\ny\n"
