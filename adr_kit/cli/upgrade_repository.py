"""``adr upgrade-repository``: the dates that old versions of adr-tools wrote become ISO dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.writing import Writes, carry_out, writes

if TYPE_CHECKING:
    from typing import Unpack

    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.workspace.session import Session


@click.command()
@writes
@pass_context
def command(context: Context, **options: Unpack[Writes]) -> None:
    """Turn `Date: 31/12/2019` into `Date: 2019-12-31`, in every record.

    Only the first date of a line is changed, and only after "Date: ", as adr-tools does it.
    """
    carry_out(context, upgraded, lambda _session: "Write dates as ISO dates", options)


def upgraded(session: Session) -> Plan:
    """The plan for a log."""
    from adr_kit.change.upgrade import iso_dates

    plan = iso_dates((record.reading for record in session.log.records), session.vocabulary)
    return plan if plan.changes or plan.notes else type(plan)(notes=("all dates are ISO dates already",))
