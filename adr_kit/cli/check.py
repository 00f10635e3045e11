"""``adr check``: what a branch adds to the log, tested before it is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.output import Cell
from adr_kit.record.data import SCHEMA_VERSION
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.collisions import Clash
    from adr_kit.record.data import Json
    from adr_kit.workspace.checking import Checked


@click.command()
@click.option("--numbers", is_flag=True, help="Test that no number is used twice once this is merged.")
@click.option("--base", metavar="REV", help="What this will be merged into, if not the default branch.")
@click.option("--all-branches", is_flag=True, help="Test the merge with every other branch, too.")
@pass_context
def command(context: Context, *, numbers: bool, base: str | None, all_branches: bool) -> int:
    """Test what this branch adds before it is merged; exit 1 where something is wrong.

    --numbers merges in memory and looks for numbers that two records would have: git merges such branches without a
    word. Uncommitted records count. Through a pipe: number, the file that should move, the one that stays, branch.
    """
    del numbers  # the only test so far: it is always made
    from adr_kit.workspace.checking import check_numbers
    from adr_kit.workspace.git.repository import find_repository

    checked = check_numbers(
        context.config, find_repository(context.root), context.read_log(), base, every=all_branches, today=context.today
    )
    if context.json:
        context.out.json(_data(context, checked))
    else:
        _print(context, checked)
    return 1 if checked.clashes else 0


def _print(context: Context, checked: Checked) -> None:
    out = context.out
    for clash in checked.clashes:
        moves, stays = context.shown(clash.moves), context.shown(clash.stays)
        if not out.terminal:
            out.rows([[Cell(str(clash.number)), Cell(moves), Cell(stays), Cell(clash.branch)]])
            continue
        once = f" once this is merged with {clash.branch}" if clash.branch else ""
        out.styled(out.style(f"{clash.number} is used twice{once}:", "red"))
        out.line(f"  {stays} stays: {clash.why}")
        out.line(f"  {moves} moves")
    others = f" and {count(checked.branches, 'other branch', 'other branches')}" if checked.branches else ""
    against = f"{count(checked.adds, 'new record')} here, against {checked.base}{others}"
    found = count(len(checked.clashes), "collision") if checked.clashes else "no collisions"
    for note in (*checked.notes, f"{found}: {against}"):
        out.note(note)
    if checked.clashes:
        out.note(f"next: {_step(context, checked.clashes[0])}")


def _step(context: Context, clash: Clash) -> str:
    """The command that puts it right, to be run as it is."""
    if clash.here and not clash.branch:
        return "adr renumber --auto"
    command = f"adr renumber {context.shown(clash.moves)}"
    return command if clash.here else f"{command}, on {clash.branch}"


def _data(context: Context, checked: Checked) -> dict[str, Json]:
    notes: list[Json] = list(checked.notes)
    found: list[Json] = [
        {
            "number": clash.number,
            "moves": context.shown(clash.moves),
            "stays": context.shown(clash.stays),
            "branch": clash.branch,
            "why": clash.why,
            "next": _step(context, clash),
        }
        for clash in checked.clashes
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "base": checked.base,
        "branches": checked.branches,
        "added": checked.adds,
        "collisions": found,
        "notes": notes,
    }
