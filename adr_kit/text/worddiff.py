"""What changed between two texts, word by word, as people read it: only the lines that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_LINE_END = re.compile(r"\r\n|\n|\r")
_MOST = 4000  # words of one hunk: comparing takes the square of that
_ALIKE = 0.3  # lines that share less are another text, not a changed one


class Op(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line."""

    op: Op
    text: str


Line = tuple[Piece, ...]


def word_diff(old: str, new: str) -> tuple[Line, ...]:
    """The lines that differ, each in pieces.

    Args:
        old: the text before.
        new: the text after.

    Returns:
        The lines; where only white space at their ends or the line endings differ, there are none.
    """
    before, after = _lines(old), _lines(new)
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after).get_opcodes():
        if tag != "equal":
            found += _hunk("\n".join(before[a:b]), "\n".join(after[c:d]))
    return tuple(line for line in found if any(piece.text.strip() for piece in line))


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in _LINE_END.split(text)]


def _hunk(old: str, new: str) -> Iterator[Line]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) + len(after) > _MOST or not _alike(before, after):
        yield from _split([Piece(Op.REMOVED, old)])
        yield from _split([Piece(Op.ADDED, new)])
        return
    pieces: list[Piece] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Op.SAME, "".join(before[a:b])))
            continue
        pieces += [Piece(Op.REMOVED, "".join(before[a:b]))] if a < b else []
        pieces += [Piece(Op.ADDED, "".join(after[c:d]))] if c < d else []
    yield from (line for line in _split(pieces) if any(piece.op is not Op.SAME for piece in line))


def _alike(before: list[str], after: list[str]) -> bool:
    """Whether enough words are the same; blanks always are."""
    old, new = ([token for token in tokens if not token.isspace()] for tokens in (before, after))
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _split(pieces: list[Piece]) -> Iterator[Line]:
    """The pieces line by line."""
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        line += [Piece(piece.op, first)] if first else []
        for text in rest:
            yield tuple(line)
            line = [Piece(piece.op, text)] if text else []
    yield tuple(line)
