"""``adr rename``: a record gets another title; its heading, its file's name and the links to it follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.workspace.session import Session


@click.command()
@click.argument("ref", type=REF)
@click.argument("words", nargs=-1, required=True, metavar="TITLE...")
@writes
@pass_context
def command(context: Context, ref: str, words: tuple[str, ...], **options: Unpack[Writes]) -> None:
    """Give a record another title: its heading, its file's name, and every link to it in the repository follow."""
    title = " ".join(" ".join(words).split())
    if not title:
        raise AdrError("no title given", f"adr rename {ref} TITLE")
    carry_out(
        context,
        lambda session: _plan(session, ref, title),
        lambda session: f"Rename {session.log.find(ref).title} to {title}",
        options,
    )


def _plan(session: Session, ref: str, title: str) -> Plan:
    from adr_kit.change.plan import rename
    from adr_kit.record.naming import renamed
    from adr_kit.workspace.citing import cited

    record = session.log.find(ref)
    found, notes = cited(session.config, session.repository, session.log, (record,))
    plan = rename(session.log, session.style, record, title, renamed(record.file, title), found)
    return type(plan)(plan.changes, (*notes, *plan.notes))
