"""``adr help`` of adr-tools: its usage lines, our words about them, through the pager."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from adr_kit.cli.compat.generating import REPORTS
from adr_kit.cli.group import available
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.cli.context import Context

_REPORTS = "\nSubcommands:\n" + "".join(f"  adr generate {name}\n" for name in REPORTS)
_PAGES = {
    "init": """\
usage: adr init [DIRECTORY]

Start a decision log in DIRECTORY (doc/adr where none is given) with a record that
says that decisions are recorded. DIRECTORY is remembered in the file .adr-dir.
""",
    "new": """\
usage: adr new [-s SUPERCEDED] [-l TARGET:LINK:REVERSE-LINK] TITLE_TEXT...

Make a record from the template, with the next number, and open it in $VISUAL or
$EDITOR. Prints its path. Every option of `adr new --help` can stand before the title.

  -s SUPERCEDED  a record whose place this one takes: a number, or a part of its
                 file's name. Repeatable.
  -l TARGET:LINK:REVERSE-LINK
                 link to TARGET, and back: -l "5:Amends:Amended by". Repeatable.

ADR_TEMPLATE names another template, ADR_DATE another date.
""",
    "list": """\
usage: adr list

Print the path of every record. `adr list --help` tells of filters and other forms.
""",
    "link": """\
usage: adr link SOURCE LINK TARGET REVERSE-LINK

Write LINK to TARGET into SOURCE, and REVERSE-LINK to SOURCE into TARGET:

  adr link 12 Amends 10 "Amended by"
""",
    "generate": f"""\
usage: adr generate [REPORT [OPTION ...]]

Print a report of the log; without REPORT, which there are.
{_REPORTS}""",
    "generate toc": f"""\
usage: adr generate toc [-i INTRO] [-o OUTRO] [-p LINK_PREFIX]

Print a list of the records in Markdown.

  -i INTRO        a file whose text comes first
  -o OUTRO        a file whose text comes last
  -p LINK_PREFIX  what to put before each file's name
{_REPORTS}""",
    "generate graph": f"""\
usage: adr generate graph [-p LINK_PREFIX] [-e LINK-EXTENSION]

Print the log as a graph in Graphviz' DOT language:

  adr generate graph | dot -Tsvg > graph.svg

  -p LINK_PREFIX     what to put before each file's name
  -e LINK-EXTENSION  what to put for .md; .html by default
{_REPORTS}""",
    "upgrade-repository": """\
usage: adr upgrade-repository

Turn the dates that old versions of adr-tools wrote (31/12/2019) into ISO dates.
""",
    "config": """\
usage: adr config

Print where the program and its templates are. `adr config --json` shows the settings.
""",
    "help": """\
usage: adr help [COMMAND [SUBCOMMAND...]]

Explain a command.
""",
}


def run(context: Context, words: list[str]) -> int:
    """Explains a command of adr-tools, or one of ours.

    Raises:
        AdrError: there is no such command (adr-tools prints nothing and ends with 0).
    """
    if not words:
        return page(context, overview())
    name = " ".join(words[:2]) if words[0] == "generate" else words[0]
    text = _PAGES.get(name) or _ours(words)
    if text is None:
        raise AdrError(f"there is no command {' '.join(words)!r}", "adr help")
    return page(context, text)


def overview() -> str:
    """Which commands there are: adr-tools' own, then ours."""
    names = sorted({*(name for name in _PAGES if " " not in name), *(entry.name for entry in available())})
    listed = "".join(f"  {name}\n" for name in names)
    return (
        "usage: adr help COMMAND [ARG] ...\n"
        f"COMMAND is one of: \n{listed}"
        "Run 'adr help COMMAND' for help on a specific command.\n"
    )


def _ours(words: list[str]) -> str | None:
    import click

    from adr_kit.cli.group import build

    context = click.Context(build(), info_name="adr")
    for word in words:
        group = context.command
        found = group.get_command(context, word) if isinstance(group, click.Group) else None
        if found is None:
            return None
        context = click.Context(found, info_name=word, parent=context)
    return context.get_help() + "\n"


def page(context: Context, text: str) -> int:
    """Prints through ``ADR_PAGER``, else ``PAGER``, else ``more``; without any of them, as it is.

    Returns:
        the pager's status.
    """
    from adr_kit.workspace.pager import paged

    command = next((context.env[name] for name in ("ADR_PAGER", "PAGER") if context.env.get(name, "").split()), "more")
    sys.stdout.flush()
    status = paged(command.split(), text)
    if status is None:
        sys.stdout.write(text)
    return status or 0
