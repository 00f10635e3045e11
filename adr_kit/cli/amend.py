"""``adr amend``: a new decision changes an old one, which stays in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.creating import About, Creates, creates, run
from adr_kit.cli.options import REF
from adr_kit.cli.writing import carry_out
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


class Options(Creates):
    """The options, as click names them."""

    successor: str | None
    part: str | None


@click.command()
@click.argument("old", type=REF)
@click.argument("words", nargs=-1, metavar="[TITLE...]")
@click.option("--by", "successor", type=REF, help="The record that changes it, where there is one already.")
@click.option("--part", metavar="TEXT", help="Which part of OLD is changed, in a few words.")
@creates
@pass_context
def command(context: Context, old: str, words: tuple[str, ...], **options: Unpack[Options]) -> None:
    """Change a part of OLD: by a new record with this title, or by one that exists (--by).

    OLD stays in force, and says so when the new record is accepted. Every option of `adr new` works here.
    """
    if options["successor"] is not None:
        if words:
            raise AdrError("a title and --by: only one of them", f"adr amend {old} --by {options['successor']}")
        _by(context, old, options["successor"], options)
        return
    if not words and options["body"] is None:
        raise AdrError("by what?", f"adr amend {old} TITLE, or adr amend {old} --by REF")
    run(context, words, options, About(amends=(old,), part=options["part"]))


def _by(context: Context, old: str, successor: str, options: Options) -> None:
    from adr_kit.change.plan import amend

    carry_out(
        context,
        lambda session: amend(
            session.log, session.style, session.log.find(old), session.log.find(successor), options["part"]
        ),
        lambda session: f"Amend {session.log.find(old).title}",
        options,
    )
