"""Where the keys of a TOML file stand, and their values: the parser of the standard library does not say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      (?P<between>[ \t\r]+|\#[^\n]*)
    | (?P<quoted>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<bare>[^\s\[\]{}=,."'\#]+)
    | (?P<mark>[\n\[\]{}=,.])
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENING, _CLOSING, _AFTER_A_VALUE = "[{", "]}", ",]}\n"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key stands, and where its value begins (a table's header, where it has one): offsets into the text."""

    key: int
    value: int


def places(text: str) -> dict[str, Place]:
    """The place of each key and table outside of lists, by its dotted name (``site.links``).

    Args:
        text: what a TOML parser has accepted.
    """
    scan = _Scan([*_tokens(text)])
    while scan.more():
        scan.statement()
    return scan.found


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """A place as people and editors count: from 1, in lines that end with a line feed."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "between":
            yield match[0], match.start()


@dataclass(slots=True)
class _Scan:
    tokens: list[tuple[str, int]]
    found: dict[str, Place] = field(default_factory=dict)
    at: int = 0
    table: tuple[str, ...] = ()

    def more(self) -> bool:
        return self.at < len(self.tokens)

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.more() else "\n"

    def statement(self) -> None:
        """A line: empty, a table's header, or a key with its value."""
        if self.peek() == "\n":
            self.at += 1
        elif self.peek() == "[":
            self.skip("[")
            start, self.table = self.key()
            self.note(self.table, Place(start, start))
            self.skip("]")
        else:
            self.pair(self.table)

    def pair(self, table: tuple[str, ...]) -> None:
        start, names = self.key()
        self.skip("=")
        value = self.tokens[self.at][1] if self.more() else start
        self.note((*table, *names), Place(start, value))
        if self.peek() == "{":
            self.inline((*table, *names))
        else:
            self.value()

    def inline(self, table: tuple[str, ...]) -> None:
        self.at += 1
        while self.more() and self.peek() != "}":
            if self.peek() in (",", "\n"):
                self.at += 1
            else:
                self.pair(table)
        self.at += 1

    def value(self) -> None:
        """Past a value that is no table; what stands in a list has no name."""
        depth = 0
        while self.more() and (depth or self.peek() not in _AFTER_A_VALUE):
            depth += (self.peek() in _OPENING) - (self.peek() in _CLOSING)
            self.at += 1

    def key(self) -> tuple[int, tuple[str, ...]]:
        """A dotted key: where it begins, and its names."""
        start, names = self.tokens[self.at][1], []
        while self.more() and self.peek() not in ("=", "]", "\n"):
            if self.peek() != ".":
                names.append(_name(self.peek()))
            self.at += 1
        return start, tuple(names)

    def skip(self, mark: str) -> None:
        while self.more() and self.peek() == mark:
            self.at += 1

    def note(self, names: tuple[str, ...], place: Place) -> None:
        """The first place of a name, and of the tables that it is in: ``[tool.adr]`` begins ``tool``, too."""
        for count in range(1, len(names) + 1):
            self.found.setdefault(".".join(names[:count]), place)


def _name(token: str) -> str:
    return str(tomllib.loads(f"name = {token}")["name"]) if token[0] in "\"'" else token
