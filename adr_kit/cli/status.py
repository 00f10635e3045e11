"""``adr reject``, ``adr deprecate``, ``adr propose``: a record gets another status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import DATE, REF
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.record.model import StatusKind

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.workspace.session import Session


class Options(Writes):
    """The options, as click names them."""

    date: dt.date | None
    reason: str | None


def _command(kind: StatusKind, help_text: str) -> click.Command:
    @click.command(help=help_text)
    @click.argument("ref", type=REF)
    @click.option("--date", type=DATE, help="When this was decided.")
    @click.option("--reason", metavar="TEXT", help="Why; kept in the record.")
    @writes
    @pass_context
    def command(context: Context, ref: str, **options: Unpack[Options]) -> None:
        _set(context, ref, kind, options)

    return command


def _set(context: Context, ref: str, kind: StatusKind, options: Options) -> None:
    from adr_kit.change import plan
    from adr_kit.change.lifecycle import Decided

    def make(session: Session) -> Plan:
        record = session.log.find(ref)
        date = options["date"]
        if date is None and kind is StatusKind.REJECTED and record.status is not kind:
            date = (
                context.today
            )  # to reject is to decide; to propose again is not, and a record that ages keeps its date
        decided = Decided(date=date, reason=options["reason"])
        return plan.set_status(session.log, session.style, record, kind, decided)

    carry_out(context, make, lambda session: f"{_VERBS[kind]} {session.log.find(ref).title}", options)


_VERBS = {StatusKind.REJECTED: "Reject", StatusKind.DEPRECATED: "Deprecate", StatusKind.PROPOSED: "Propose"}
reject = _command(StatusKind.REJECTED, "Reject a proposal. Its date becomes today's, or the one given.")
deprecate = _command(
    StatusKind.DEPRECATED,
    "Say that a decision no longer holds, and nothing takes its place (adr supersede is for those that are replaced).",
)
propose = _command(StatusKind.PROPOSED, "Put a decision up for discussion again.")
