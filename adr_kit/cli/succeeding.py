"""What ``supersede`` and ``amend`` share: an old record, and a new one that bears on it or one that exists (--by)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from adr_kit.cli.creating import About, Creates, creates, run
from adr_kit.cli.options import REF
from adr_kit.cli.writing import carry_out
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.cli.context import Context

P = ParamSpec("P")
T = TypeVar("T")


class Options(Creates):
    """The options, as click names them."""

    successor: str | None
    part: str | None


def succeeds(does: str, done: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """The arguments and options of such a command.

    Args:
        does: what a new record does to the old one: "replaces".
        done: what then is done to the old one: "replaced".
    """
    options = (
        click.argument("old", type=REF),
        click.argument("words", nargs=-1, metavar="[TITLE...]"),
        click.option("--by", "successor", type=REF, help=f"The record that {does} it, where there is one already."),
        click.option("--part", metavar="TEXT", help=f"Which part of OLD is {done}, in a few words."),
    )

    def decorated(function: Callable[P, T]) -> Callable[P, T]:
        command = creates(function)
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def succeed(context: Context, old: str, words: tuple[str, ...], options: Options, about: About) -> None:
    """Make the new record, or tie the one that exists to the old one.

    Args:
        context: the run.
        old: a reference to the old record.
        words: the new record's title.
        options: the command's options.
        about: what the new record is to do to the old one: supersede or amend it.

    Raises:
        AdrError: it is said twice, or not at all, which record is the new one.
    """
    name, by = "amend" if about.amends else "supersede", options["successor"]
    if by is None:
        if not words and options["body"] is None:
            raise AdrError("by what?", f"adr {name} {old} TITLE, or adr {name} {old} --by REF")
        run(context, words, options, about)
        return
    if words:
        raise AdrError("a title and --by: only one of them", f"adr {name} {old} --by {by}")
    from adr_kit.change import plan

    tie = plan.amend if about.amends else plan.supersede
    carry_out(
        context,
        lambda session: tie(session.log, session.style, session.log.find(old), session.log.find(by), options["part"]),
        lambda session: f"{name.capitalize()} {session.log.find(old).title}",
        options,
    )
