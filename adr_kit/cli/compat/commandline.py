"""Words of a command line as adr-tools reads them, and which of them are ours."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import Context
from adr_kit.cli.group import available
from adr_kit.cli.options import global_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GLOBAL = {"-C": True, "--dir": True, "--today": True, "-q": False, "--quiet": False, "--json": False}
NOT_IMPLEMENTED = "Not implemented: ?"


@dataclass(frozen=True, slots=True)
class Line:
    """A command line in parts.

    Attributes:
        options: our global options in front of the command.
        command: the command; "" where there is none.
        words: what follows it.
    """

    options: tuple[str, ...]
    command: str
    words: list[str]

    @property
    def ours(self) -> bool:
        """Whether only our command line can do it: adr-tools prints no JSON."""
        return "--json" in self.options


def split(args: Sequence[str]) -> Line:
    """The command line in parts."""
    options: list[str] = []
    rest = list(args)
    while rest:
        name, glued, _ = rest[0].partition("=") if rest[0].startswith("--") else (rest[0][:2], rest[0][2:], "")
        if name not in _GLOBAL or (rest[0].startswith("--") is False and glued and not _GLOBAL[name]):
            break
        taken = 2 if _GLOBAL[name] and not glued else 1
        options += rest[:taken]
        rest = rest[taken:]
    return Line(tuple(options), rest[0] if rest else "", rest[1:])


def our_commands() -> frozenset[str]:
    """The commands of our own command line."""
    return frozenset(entry.name for entry in available())


@contextmanager
def context(line: Line) -> Iterator[Context]:
    """What a command is handed, after our global options in front of it.

    Raises:
        click.UsageError: an option lacks its value.
    """
    command = click.Command("adr", params=list(global_options(shown=False)), add_help_option=False)
    with command.make_context("adr", list(line.options)) as made:
        yield Context.current(made)


def long_options(command: str) -> frozenset[str]:
    """The long options of our command of that name, and of the commands below it."""
    from adr_kit.cli.group import available, load

    entry = next((entry for entry in available() if entry.name == command), None)
    if entry is None:
        return frozenset()
    loaded = load(entry)
    commands = [loaded, *(loaded.commands.values() if isinstance(loaded, click.Group) else ())]
    params = [param for one in commands for param in one.params]
    names = {name for param in params for name in (*param.opts, *param.secondary_opts)}
    return frozenset(name for name in (*names, "--help") if name.startswith("--"))


def asks_ours(command: str, words: Sequence[str]) -> bool:
    """Whether an option of ours is among the words, so that our command of that name is meant.

    Not for ``new``: its options end where the title begins, and are read there.
    """
    named = [word.partition("=")[0] for word in words if word.startswith("--") and word != "--"]
    return bool(named) and command != "new" and not long_options(command).isdisjoint(named)


class OptionError(Exception):
    """An option that cannot be; ``str()`` of it is what getopts says behind the program's name."""


def getopts(words: Sequence[str], with_value: str) -> tuple[dict[str, str], list[str]]:
    """Options as POSIX' getopts reads them: up to the first other word, or ``--``; the last one of a name counts.

    Args:
        words: the words.
        with_value: the letters of the options; each takes a value.

    Raises:
        OptionError: an unknown option, or a missing value.
    """
    values: dict[str, str] = {}
    rest = list(words)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        word = rest.pop(0)
        if word == "--":
            break
        letter, glued = word[1], word[2:]
        if letter not in with_value:
            raise OptionError(f"illegal option -- {letter}")
        if not glued and not rest:
            raise OptionError(f"option requires an argument -- {letter}")
        values[letter] = glued or rest.pop(0)
    return values, rest
