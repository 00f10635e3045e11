"""The command group: knows every command by name, imports only the one that runs."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING

import click

from adr_kit.cli.options import META, with_global_options
from adr_kit.cli.table import COMMANDS, OVERVIEW
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from adr_kit.cli.table import Entry


def available() -> tuple[Entry, ...]:
    """The commands whose modules are installed, in the order of the table."""
    return tuple(entry for entry in COMMANDS if importlib.util.find_spec(entry.module) is not None)


def load(entry: Entry) -> click.Command:
    """The click command of an entry, with the global options added."""
    command: object = getattr(importlib.import_module(entry.module), entry.attribute)
    if not isinstance(command, click.Command):
        raise TypeError(f"{entry.module}.{entry.attribute} is not a command")
    return with_global_options(command, past=entry.past)


def close_matches(word: str, choices: Sequence[str]) -> str | None:
    """What somebody who typed ``word`` probably meant."""
    from difflib import get_close_matches

    found = get_close_matches(word, choices, n=1, cutoff=0.5)
    return found[0] if found else None


class Commands(click.Group):
    """The ``adr`` group; subcommands come from the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return [entry.name for entry in available()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; imports it."""
        entry = next((entry for entry in available() if entry.name == cmd_name), None)
        return load(entry) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Splits the words into the command and its arguments; says what was meant where there is none."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            meant = close_matches(args[0], self.list_commands(ctx))
            hint = f"did you mean `adr {meant}`?" if meant else "adr help --all"
            raise AdrError(f"there is no command {args[0]!r}", hint)
        self._refuse_past(ctx, args[0])
        return super().resolve_command(ctx, args)

    def _refuse_past(self, ctx: click.Context, name: str) -> None:
        """``--at`` before a command that knows nothing of it would be ignored in silence."""
        if META + "at_revision" in ctx.meta and not any(entry.past for entry in COMMANDS if entry.name == name):
            can = ", ".join(entry.name for entry in available() if entry.past)
            raise AdrError(f"adr {name} cannot work on the log as it was", f"--at goes with {can}")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of every day, and where the rest is."""
        rows = [(entry.name, entry.help) for entry in available() if entry.everyday]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
        formatter.write_paragraph()
        formatter.write_text("All commands: adr help --all. One command: adr help COMMAND.")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Names of commands, without importing them, and global options."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(e.name, help=e.help) for e in available() if e.name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)


def overview(ctx: click.Context) -> int | None:
    """What a bare ``adr`` does: the state of this branch, or the help where there is no such command yet."""
    if importlib.util.find_spec(OVERVIEW.module) is None:
        click.echo(ctx.get_help())
        return 0
    result: object = ctx.invoke(load(OVERVIEW))
    return result if isinstance(result, int) else None


@click.pass_context
def _root(ctx: click.Context) -> int | None:
    """Architecture decision records: written in a minute, found when they are needed."""
    return overview(ctx) if ctx.invoked_subcommand is None else None


def build() -> Commands:
    """A fresh group."""
    group = Commands(
        "adr",
        callback=_root,
        help=_root.__doc__,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    with_global_options(group, shown=True, past=True)
    return group
