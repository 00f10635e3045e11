"""What a bare ``adr``, and a command that nobody knows, print in adr-tools: the help, with status 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.cli.compat.explaining import overview, page

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


def run(context: Context, _words: list[str]) -> int:
    """Prints the help through the pager."""
    page(context, overview())
    return 1
