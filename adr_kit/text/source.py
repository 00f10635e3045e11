"""A file as text with its bytes kept: offsets, lines, edits."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from adr_kit.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

# CommonMark 0.31 section 2.1: a line ends at LF, CR or CRLF. str.splitlines also breaks at five other characters.
_LINE_END = re.compile(r"\r\n|\n|\r")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of offsets, in characters, into a source's text."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it: a place to insert at."""
        return self.start == self.end

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands in ``span`` by ``text``."""

    span: Span
    text: str


@dataclass(frozen=True)
class Source:
    """The text of one file; any bytes survive ``decode`` followed by ``encode``.

    Attributes:
        text: the decoded text, without a byte order mark; undecodable bytes are lone surrogates.
        bom: whether the file began with a UTF-8 byte order mark.
    """

    text: str
    bom: bool = False

    @classmethod
    def decode(cls, data: bytes) -> Source:
        """The source for a file's bytes; never fails."""
        bom = data.startswith(_BOM)
        return cls((data[3:] if bom else data).decode("utf-8", "surrogateescape"), bom)

    def encode(self) -> bytes:
        """The file's bytes."""
        return (_BOM if self.bom else b"") + self.text.encode("utf-8", "surrogateescape")

    @cached_property
    def newline(self) -> str:
        """The line ending that most lines have; LF where there is none."""
        ends = [match.group() for match in _LINE_END.finditer(self.text)]
        return max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of each line's first character, and at last the text's length (a file has ``len - 1`` lines)."""
        starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return tuple(starts) if starts[-1] == len(self.text) and len(starts) > 1 else (*starts, len(self.text))

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Each line's span without its line ending."""
        return tuple(
            Span(start, start + len(self.text[start:end].rstrip("\r\n"))) for start, end in pairwise(self.line_starts)
        )

    def line_of(self, offset: int) -> int:
        """The index (from 0) of the line in which an offset stands."""
        return max(0, min(bisect_right(self.line_starts, offset) - 1, len(self.lines) - 1))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, as editors count them."""
        line = self.line_of(offset)
        return line + 1, offset - self.line_starts[line] + 1

    def slice(self, span: Span) -> str:
        """What stands in a span."""
        return self.text[span.start : span.end]

    def apply(self, edits: Iterable[Edit]) -> Source:
        """The source after all edits, whose spans count in this text.

        Raises:
            Refused: two edits overlap, or one lies outside the text.
        """
        pieces: list[str] = []
        done = 0
        for edit in sorted(edits, key=lambda e: e.span):
            if edit.span.start < done or edit.span.end > len(self.text):
                raise Refused(f"two edits overlap at offset {edit.span.start}")
            pieces += [self.text[done : edit.span.start], edit.text]
            done = edit.span.end
        return Source("".join([*pieces, self.text[done:]]), self.bom)
