"""Answers in groups of entries on the terminal, or as Markdown to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.insight.timeline.paper import markdown, text

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.paper import Paper

FORMATS = ("text", "markdown", "json")


def show(context: Context, paper: Paper, drawn_as: str) -> None:
    """Print a paper.

    Args:
        context: the run.
        paper: what to say.
        drawn_as: ``text`` or ``markdown``.
    """
    out = context.out
    if drawn_as == "markdown":
        out.text(markdown(paper))
        return
    for kind, line in text(paper):
        if kind == "group":
            out.line()
        out.styled(out.style(line, "yellow" if kind == "note" else None, bold=kind in ("title", "group", "head")))
