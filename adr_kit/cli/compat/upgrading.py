"""``adr upgrade-repository`` of adr-tools: silent, and arguments are ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.cli.compat import folder

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


def run(context: Context, _words: list[str]) -> int:
    """Rewrites dates; only a date that is none is told."""
    from adr_kit.change.upgrade import iso_dates
    from adr_kit.record.reader import read
    from adr_kit.workspace.files import read_file
    from adr_kit.workspace.session import begin

    folder.require(context)
    with begin(context.config, context.vocabulary, who="adr upgrade-repository") as session:
        files = folder.files(context)
        readings = [read(file, read_file(context.root, file), context.vocabulary) for file in files]
        plan = iso_dates(readings, context.vocabulary)
        session.write(plan)
    for note in plan.notes:
        context.out.warn(note)
    return 0
