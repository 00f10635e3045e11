"""``adr list`` of adr-tools: the records' paths, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.cli.compat import folder

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


def run(context: Context, _words: list[str]) -> int:
    """Prints the paths; arguments are ignored."""
    for file in folder.files(context):
        context.out.path(context.shown(file))
    return 0
