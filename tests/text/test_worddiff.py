"""What changed, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.text.worddiff import Op, Piece, word_diff

WORDS = st.lists(st.sampled_from(["we", "use", "Redis", "PostgreSQL", ",", " ", "  ", "é", "[x](y)"]), max_size=12)


def told(old: str, new: str) -> list[str]:
    marks = {Op.SAME: "{}", Op.REMOVED: "[-{}-]", Op.ADDED: "{{+{}+}}"}
    return ["".join(marks[piece.op].format(piece.text) for piece in line) for line in word_diff(old, new)]


def test_only_lines_that_differ_are_told_with_the_words_that_do() -> None:
    assert told("# A\n\nWe use Redis.\n\nEnd\n", "# A\n\nWe use a table.\n\nEnd\n") == ["We use [-Redis-]{+a table+}."]
    assert told("one\n", "one\ntwo three\n") == ["{+two three+}"]
    assert told("one\ntwo\n", "one\n") == ["[-two-]"]


def test_line_endings_and_blanks_at_the_end_of_a_line_are_no_difference() -> None:
    assert told("one\r\ntwo  \r\n", "one\ntwo\n") == []


def test_lines_that_share_little_are_two_lines() -> None:
    assert told("nothing at all", "Quite 1 other: thing") == ["[-nothing at all-]", "{+Quite 1 other: thing+}"]


def test_a_text_without_end_is_told_in_bounded_time() -> None:
    lines = word_diff(
        " ".join(f"a{number}" for number in range(50_000)), " ".join(f"b{number}" for number in range(50_000))
    )
    assert [piece.op for line in lines for piece in line] == [Op.REMOVED, Op.ADDED]


@given(WORDS, WORDS)
def test_both_texts_can_be_put_together_again(before: list[str], after: list[str]) -> None:
    old, new = "".join(before).rstrip(), "".join(after).rstrip()
    pieces: list[Piece] = [piece for line in word_diff(old, new) for piece in line]
    if old == new:
        assert pieces == []
        return
    assert "".join(piece.text for piece in pieces if piece.op is not Op.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.op is not Op.REMOVED) == new
