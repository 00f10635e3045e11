"""Records that begin with a table of metadata: a row a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record.dialects import lines
from adr_kit.record.languages import Field
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Page

_CELLS = re.compile(r"(?P<open>\s*\|)(?P<name>[^|]*)\|(?P<value>(?:[^|\\]|\\.)*)(?P<close>\|\s*)")
_BAR = re.compile(r"(?<!\\)\|")
_BLANKS = re.compile(r"[ \t]+(?=\|)")
_PAIR = 2


class Table:
    """``| Status | Accepted |``."""

    name = "table"

    def status(self, page: Page, words: str) -> Edit:
        """A row."""
        return self.field(page, Field.STATUS, (words,))

    def link(self, page: Page, statement: str) -> Edit:
        """An item under Links: what a table says of other records is mostly read by its own tools."""
        return lines.listed(page, statement)

    def field(self, page: Page, field: Field, values: tuple[str, ...]) -> Edit:
        """A row at the table's end where each row is a field; else a field line."""
        rows = [line for line in page.lines if line.layout == "vertical"]
        if not rows:
            return lines.added(page, field, values)
        row = rows[-1].span
        at = page.line_end(page.content_end(row))
        written = _row(page.text[row.start : at].rstrip("\r\n"), lines.name(page, field), escaped(", ".join(values)))
        return page.line(page.content_end(row), written)


def escaped(text: str) -> str:
    """A text as it stands in a cell."""
    return re.sub(r"(?<!\\)\|", r"\|", text)


def _row(like: str, name: str, value: str) -> str:
    """A row with the bars and the blanks of another: ``|Author |@ada|`` has ``|Tags   |cache|`` under it."""
    found = _CELLS.fullmatch(like)
    if found is None:
        return f"| {name} | {value} |"
    cells = [_cell(found["name"], name), _cell(found["value"], value)]
    return f"{found['open']}{cells[0]}|{cells[1]}{found['close']}"


def _cell(like: str, text: str) -> str:
    lead = like[: len(like) - len(like.lstrip())]
    tail = " " if like.endswith((" ", "\t")) else ""
    return f"{lead}{text}".ljust(len(like) - len(tail)) + tail if tail else f"{lead}{text}"


def fitted(page: Page, edit: Edit) -> Edit:
    """An edit inside a cell, with as many blanks behind it as keep its bar under that of the line below the head.

    A cell whose bar stands elsewhere is left as it is, unless its words pushed the bar there.
    """
    text, source = escaped(edit.text), page.reading.source
    line = source.lines[source.line_of(edit.span.start)]
    bars = len(_BAR.findall(page.text[line.start : edit.span.start]))
    now, column = _bar(source.slice(line), bars), _column(page, edit.span.start, bars)
    blanks = _BLANKS.match(page.text, edit.span.end, line.end)
    if now is None or column is None or blanks is None or now < column or (now > column and len(blanks[0]) > 1):
        return Edit(edit.span, text)
    return Edit(Span(edit.span.start, blanks.end()), f"{text} ".ljust(column - (edit.span.start - line.start)))


def _column(page: Page, offset: int, nth: int) -> int | None:
    """Where the n-th bar stands in the line below the head of the table around an offset."""
    source = page.reading.source
    for line in reversed(source.lines[: source.line_of(offset)]):
        text = source.slice(line)
        if "|" not in text:
            break
        if not text.strip(" \t|:-"):
            return _bar(text, nth)
    return None


def _bar(line: str, nth: int) -> int | None:
    """The column of a line's n-th bar, from 0."""
    return next((match.start() for at, match in enumerate(_BAR.finditer(line)) if at == nth), None)


def is_row(page: Page, span: Span) -> bool:
    """Whether a span is a row of a name and its value that can go: not the table's head."""
    rows = [block for block in page.reading.outline.blocks if block.kind == "row" and block.span.contains(span)]
    return bool(rows) and not rows[0].header and len(rows[0].lines) == _PAIR
