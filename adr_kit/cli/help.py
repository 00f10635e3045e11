"""``adr help``: explains one command, or lists them all."""

from __future__ import annotations

import click

from adr_kit.cli.group import available
from adr_kit.cli.table import SECTIONS
from adr_kit.errors import AdrError


@click.command()
@click.argument("words", metavar="[COMMAND [SUBCOMMAND]]", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="List every command.")
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], *, everything: bool) -> None:
    """Explain a command, or (with --all) list every one."""
    top = ctx.parent or ctx
    if everything:
        click.echo(all_commands(top))
        return
    described = top
    for word in words:
        parent = described.command
        found = parent.get_command(described, word) if isinstance(parent, click.Group) else None
        if found is None:
            raise AdrError(f"there is no command {' '.join(words)!r}", "adr help --all")
        described = click.Context(found, info_name=word, parent=described)
    click.echo(described.get_help())


def all_commands(ctx: click.Context) -> str:
    """Every command in one line, by what people want to do."""
    formatter = ctx.make_formatter()
    formatter.write_usage(ctx.command_path, "[OPTIONS] COMMAND [ARGS]...")
    entries = available()
    width = max(len(entry.name) for entry in entries)
    for section in SECTIONS:
        rows = [(entry.name.ljust(width), entry.help) for entry in entries if entry.section == section]
        if rows:
            with formatter.section(section):
                formatter.write_dl(rows)
    return formatter.getvalue().rstrip("\n")
