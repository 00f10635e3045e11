"""``adr renumber``: a record gets another number; its file, its heading and every citation of it follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.options import REF
from adr_kit.cli.output import safe
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.record.data import Json
    from adr_kit.workspace.renumbering import Renumbered
    from adr_kit.workspace.session import Session


class Options(Writes):
    """The options, as click names them."""

    auto: bool


@click.command()
@click.argument("ref", type=REF, required=False)
@click.argument("new", type=click.IntRange(min=0), required=False)
@click.option("--auto", is_flag=True, help="After a merge: every record whose number another one has moves.")
@writes
@pass_context
def command(context: Context, ref: str | None, new: int | None, **options: Unpack[Options]) -> int:
    """Give a record another number: the next free one, or NEW.

    Its file's name, its heading, its metadata and every citation in the repository's text files follow, in code, too;
    the old number is kept in the record, so that it still leads there. Of two records with one number, the one that was
    first on the default branch stays. What may mean either is listed and left as it is (exit 1).
    """
    if (ref is None) is not options["auto"]:
        raise AdrError("name one record, or none with --auto", "adr renumber REF [NEW], or adr renumber --auto")
    done: list[Renumbered] = []

    def make(session: Session) -> Plan:
        from adr_kit.workspace import renumbering

        done.append(renumbering.one(session, ref, new) if ref is not None else renumbering.every(session))
        return _with_left(context, done[0])

    carry_out(context, make, lambda _: _message(done[0]), options, lambda: _facts(context, done[0]))
    return 1 if done[0].left else 0


def _message(done: Renumbered) -> str:
    moves = [f"{move.record.file.name} to {move.number}" for move in done.moves]
    return f"Renumber {', '.join(moves)}"


def _facts(context: Context, done: Renumbered) -> dict[str, Json]:
    """What JSON says of the records that move, and of the mentions that are left."""
    moves: list[Json] = []
    left: list[Json] = []
    for move in done.moves:
        was, now = context.shown(move.record.file), context.shown(move.file)
        moves.append({"from": move.record.number, "to": move.number, "was": was, "path": now})
    for mention in done.left:
        line, column = done.cited.texts[mention.file].position(mention.span.start)
        means: list[Json] = [*sorted(mention.means)]
        place: dict[str, Json] = {"file": context.shown(mention.file), "line": line, "column": column}
        left.append({**place, "text": mention.text, "means": means})
    return {"moves": moves, "left": left}


def _with_left(context: Context, done: Renumbered) -> Plan:
    """The plan, with a note for each mention that is left as it is."""
    said = []
    for mention in done.left:
        line, column = done.cited.texts[mention.file].position(mention.span.start)
        names = " or ".join(sorted(mention.means))
        what = f"may mean {names}" if len(mention.means) > 1 else f"is the end of a range, and means {names}"
        said.append(safe(f"left: {context.shown(mention.file)}:{line}:{column}: {mention.text} {what}"))
    if any(len(mention.means) > 1 for mention in done.left):
        said.append("what was left means the record that keeps the number: change by hand what means another")
    return type(done.plan)(done.plan.changes, (*done.plan.notes, *said))
