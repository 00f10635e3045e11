"""``adr set``: a record's fields get their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.writing import Writes, carry_out, listed, writes
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.cli.context import Context

_LISTS = ("tags", "affects", "deciders", "authors", "consulted", "informed", "formerly")


@click.command()
@click.argument("ref", type=REF)
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE...")
@writes
@pass_context
def command(context: Context, ref: str, fields: tuple[str, ...], **options: Unpack[Writes]) -> None:
    """Set a record's fields: date, tags, affects, deciders, authors, consulted, informed, review-by, component.

    Several values are set apart by commas, or by naming the field again; FIELD= empties it.

    For example: adr set 12 tags=storage,security "affects=src/db/**" review-by=2027-01-31
    """
    from adr_kit.change import plan

    values = parse(fields)
    carry_out(
        context,
        lambda session: plan.set_fields(session.log, session.style, session.log.find(ref), values),
        lambda session: f"Set {', '.join(values)} of {session.log.find(ref).title}",
        options,
    )


def parse(fields: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """``tags=a,b`` as a field and its values; a field that is named twice has the values of both.

    Raises:
        AdrError: there is no "=" in it, or it asks for a value to be added or taken away ("tags+=a").
    """
    values: dict[str, tuple[str, ...]] = {}
    for word in fields:
        name, sign, text = word.partition("=")
        name = name.strip()
        if not sign or not name:
            raise AdrError(f"{word!r} is not FIELD=VALUE", f"adr set REF {name or 'tags'}=VALUE")
        if name[-1] in "+-:":  # the name would be understood, and what the field holds be lost
            field = name[:-1].strip() or "tags"
            raise AdrError(f"{word!r}: set gives a field all of its values", f"adr set REF {field}=OLD,NEW")
        parts = listed((text,)) if name.casefold() in _LISTS else (text.strip(),)
        values[name] = (*values.get(name, ()), *(part for part in parts if part))
    return values
