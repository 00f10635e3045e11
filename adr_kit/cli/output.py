"""Printing: tables for people, tab-separated rows for pipes, JSON for programs, and nothing that drives a terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from adr_kit.drawing.characters import JOINER, UNSAFE, shorten, width_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SURROGATE = re.compile("[\ud800-\udfff]")


def safe(text: str) -> str:
    """One line of foreign text as a terminal may have it: unsafe characters become visible escapes."""
    if text.isascii() and text.isprintable():
        return text
    kept = {match.start() for match in JOINER.finditer(text)}
    return UNSAFE.sub(lambda match: match.group() if match.start() in kept else _escape(match.group()), text)


def safe_block(text: str) -> str:
    """Like ``safe``, for text of several lines: newlines and tabs stay."""
    return "\n".join("\t".join(safe(cell) for cell in line.split("\t")) for line in text.split("\n"))


def _escape(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004 -- the last code that \x can say
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 -- the last code that \u can say


def error_text(message: str, hint: str | None) -> str:
    """The two lines that an error is: what and where, and the next step."""
    text = f"error: {safe_block(message)}\n"
    return f"{text}hint: {safe_block(hint)}\n" if hint else text


def to_json(data: object) -> str:
    """JSON as every command prints it; a lone surrogate (an undecodable byte) becomes U+FFFD, as parsers demand."""
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text) + "\n"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table and how it looks on a terminal that has colours."""

    text: str
    colour: str | None = None
    bold: bool = False
    dim: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command's result and remarks go.

    Attributes:
        terminal: whether stdout is one, so that people read it.
        colour: whether it may have colours.
        width: its columns.
        quiet: whether remarks are left out.
    """

    terminal: bool
    colour: bool
    width: int
    quiet: bool = False

    @classmethod
    def detect(cls, env: Mapping[str, str], *, quiet: bool = False) -> Output:
        """What the process's own streams and environment say (https://no-color.org)."""
        terminal = sys.stdout.isatty()
        colour = terminal and not env.get("NO_COLOR") and env.get("TERM") != "dumb"
        return cls(terminal, colour, shutil.get_terminal_size((80, 24)).columns, quiet)

    def line(self, text: str = "") -> None:
        """One line of the result; foreign text in it is made safe."""
        sys.stdout.write(safe(text) + "\n")

    def path(self, path: str) -> None:
        """A path that a program may take: exact through a pipe, safe on a terminal."""
        sys.stdout.write((safe(path) if self.terminal else path) + "\n")

    def text(self, text: str) -> None:
        """A result of several lines, as it is but safe, with a newline at its end."""
        sys.stdout.write(safe_block(text.removesuffix("\n")) + "\n" if text else "")

    def bytes(self, data: bytes) -> None:
        """A file's bytes: exact through a pipe, safe on a terminal."""
        if self.terminal:
            self.text(data.decode("utf-8", "replace").replace("\r\n", "\n"))
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def json(self, data: object) -> None:
        """The result as JSON."""
        sys.stdout.write(to_json(data))

    def style(self, text: str, colour: str | None = None, *, bold: bool = False, dim: bool = False) -> str:
        """The text made safe, in colours where they may be had; write it with ``styled``."""
        text = safe(text)
        if not self.colour or not (colour or bold or dim):
            return text
        return click.style(text, fg=colour, bold=bold or None, dim=dim or None)

    def styled(self, text: str) -> None:
        """A line put together from ``style``."""
        sys.stdout.write(text + "\n")

    def rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """A table: aligned and cut to the terminal's width (in its last column), or tab-separated through a pipe."""
        if not self.terminal:
            sys.stdout.writelines("\t".join(safe(cell.text) for cell in row) + "\n" for row in rows)
            return
        if not rows:
            return
        widths = [max(width_of(safe(row[column].text)) for row in rows) for column in range(len(rows[0]))]
        room = max(self.width - sum(widths[:-1]) - 2 * (len(widths) - 1), 20)
        for row in rows:
            cells = [self._cell(cell, width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
            self.styled("  ".join([*cells, self._cell(row[-1], room).rstrip()]))

    def _cell(self, cell: Cell, width: int) -> str:
        text = shorten(safe(cell.text), width)
        return self.style(text, cell.colour, bold=cell.bold, dim=cell.dim) + " " * (width - width_of(text))

    def note(self, text: str) -> None:
        """A remark on stderr; not with ``--quiet``."""
        if not self.quiet:
            sys.stderr.write(safe_block(text) + "\n")

    def summary(self, text: str) -> None:
        """A closing remark that only somebody who looks at a terminal wants."""
        if sys.stderr.isatty():
            self.note(text)

    def warn(self, text: str) -> None:
        """Something that went otherwise than people may think; said also with ``--quiet``."""
        sys.stderr.write(f"warning: {safe_block(text)}\n")


def interactive() -> bool:
    """Whether somebody sits at all three streams, so that an editor may open (or a question be asked)."""
    return os.isatty(0) and sys.stdout.isatty() and sys.stderr.isatty()
