"""``adr convert``: records get another form: metadata and sections move to their places, prose stays word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.errors import AdrError
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from adr_kit.change.convert.forms import Form
    from adr_kit.cli.context import Context
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record


@click.command()
@click.argument("refs", nargs=-1, type=REF, metavar="[REF...]")
@click.option("--all", "whole", is_flag=True, help="Convert every record of the log.")
@click.option(
    "--to", "form", required=True, metavar="FORM", help="nygard, madr, madr-minimal, y-statement, or fields (MADR 2)."
)
@writes
@pass_context
def command(context: Context, refs: tuple[str, ...], *, whole: bool, form: str, **options: Unpack[Writes]) -> None:
    """Write records in another form. Metadata and sections move to their places, prose keeps every word.

    What has no place in the form stays under its own heading. A conversion after which a record would not say all
    that it says now is refused, and nothing is written.

    For example: adr convert --all --to madr --dry-run
    """
    from adr_kit.change.convert import forms, plan

    wanted = forms.named(form)
    if whole == bool(refs):
        raise AdrError("which records?", "adr convert REF… --to FORM, or adr convert --all --to FORM")
    carry_out(
        context,
        lambda session: plan.convert(session.log, session.style, _chosen(session.log, refs), wanted),
        lambda session: f"Convert {_named(_chosen(session.log, refs))} to {wanted.name}",
        options,
    )
    if whole and not options["dry_run"]:
        _remind(context, wanted)


def _remind(context: Context, form: Form) -> None:
    """Settings that still make new records in another form."""
    from adr_kit.change.convert.forms import FORMS

    known = {other.name: other.dialect for other in FORMS}
    config = context.config
    if config.dialect not in (None, form.dialect):
        context.out.note(f'{config.origin("dialect")}: new records still get another form: dialect = "{form.dialect}"')
    if config.template is not None and known.get(config.template, form.dialect) != form.dialect:
        said = f'template = "{form.name}"' if form.name != "fields" else "take this line out"
        context.out.note(f"{config.origin('template')}: new records still begin as {config.template}: {said}")


def _chosen(log: Log, refs: tuple[str, ...]) -> tuple[Record, ...]:
    return tuple({record.id: record for record in map(log.find, refs)}.values()) if refs else log.records


def _named(records: tuple[Record, ...]) -> str:
    return records[0].title if len(records) == 1 else count(len(records), "record")
