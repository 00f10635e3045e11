"""Options of several commands: the global ones, which work before and after the command's name, and shared ones."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    DateBase = click.ParamType[dt.date]
    ReferenceBase = click.ParamType[str]
else:  # click before 8.5 has no type arguments
    DateBase = ReferenceBase = click.ParamType

P = ParamSpec("P")
T = TypeVar("T")
_TELLABLE = re.compile(r"\w[\w.-]*\Z")
META = "adr_kit.cli."
COMPLETE_VARIABLE = "_ADR_COMPLETE"


def _remember(ctx: click.Context, param: click.Parameter, value: T) -> T:
    """Keeps a global option's value for the whole run, whichever level of the command line it stood on."""
    if value is not None and value is not False:
        ctx.meta[META + (param.name or "")] = value
    return value


def _change_directory(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """As in git and make: everything after, other options' relative paths included, starts in that directory."""
    if value is not None:
        try:
            os.chdir(value)
        except OSError as error:
            raise AdrError(f"cannot change to directory {value!r}: {error.strerror}") from error
    return _remember(ctx, param, value)


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click's signature
    if value and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            click.echo(f"adr {version('adr-toolkit')}")
        except PackageNotFoundError:
            click.echo("adr (not installed: run from a checkout)")
        ctx.exit()


class DateType(DateBase):  # type: ignore[explicit-any]  # -- click declares its base with Any
    """A calendar date, ``YYYY-MM-DD``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The date, or a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date: write it as 2026-01-31", param, ctx)


class ReferenceType(ReferenceBase):  # type: ignore[explicit-any]  # -- the same
    """A reference to a record: a number, a file name, a part of a title; completed by file names."""

    name = "ref"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        """File names in the log that begin like this; the number may lack its zeros."""
        from click.shell_completion import CompletionItem

        from adr_kit.workspace.files import file_names
        from adr_kit.workspace.load import load

        directory: object = ctx.meta.get(META + "log_directory")
        try:
            config = load(Path.cwd(), os.environ, directory if isinstance(directory, str) else None)
        except AdrError:
            return []
        # Shells paste what they are told: a name that could be code there (a pull request can bring one) is not told.
        stems = [
            one.named(path.stem)
            for one in config.folders
            for path in file_names(config.root, one.folder)
            if _TELLABLE.match(path.stem)
        ]
        return [
            CompletionItem(stem)
            for stem in stems
            if incomplete in (stem[: len(incomplete)], stem.lstrip("0")[: len(incomplete)])
        ]


DATE = DateType()
REF = ReferenceType()


def global_options(*, shown: bool) -> tuple[click.Option, ...]:
    """Fresh copies of the global options; hidden on commands, where ``adr --help`` need not be repeated."""
    folder = click.Path(file_okay=False)
    return (
        click.Option(
            ["-C", "change_directory"],
            metavar="DIR",
            help="Run as if started in DIR.",
            is_eager=True,
            expose_value=False,
            hidden=not shown,
            callback=_change_directory,
            type=folder,
        ),
        _remembered(
            ["--dir", "log_directory"], "The log's directory; else it is looked for.", folder, "LOG", shown=shown
        ),
        _remembered(
            ["--log", "log_name"], "One of several logs by its name, or all.", click.STRING, "NAME", shown=shown
        ),
        _remembered(["--json", "as_json"], "Answer as JSON.", shown=shown),
        _remembered(["-q", "--quiet", "quiet"], "Only the result, and errors.", shown=shown),
        _remembered(["--today", "today"], "The date to take for today.", DATE, shown=False),
    )


def _remembered(
    names: list[str],
    told: str,
    kind: click.Path | DateType | click.types.StringParamType | None = None,
    metavar: str | None = None,
    *,
    shown: bool,
) -> click.Option:
    """An option that is kept for ``Context``, wherever on the command line it stands; a flag where it has no type."""
    return click.Option(
        names,
        help=told,
        is_flag=True if kind is None else None,  # False would let click take `--at=--x` for `--at`, and for an option
        type=kind,
        metavar=metavar,
        expose_value=False,
        hidden=not shown,
        callback=_remember,
    )


def _version_option() -> click.Option:
    return click.Option(
        ["--version", "version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        help="Print the version.",
        callback=_print_version,
    )


def at_option(*, shown: bool) -> click.Option:
    """``--at REV``, for commands that answer about the log."""
    told = "The log as it was at a branch, tag or commit."
    return _remembered(["--at", "at_revision"], told, click.STRING, "REV", shown=shown)


def with_global_options(command: click.Command, *, shown: bool = False, past: bool = False) -> click.Command:
    """The same command, and each command below it, with those global options whose names it does not use itself.

    Args:
        command: the command.
        shown: whether its help lists them.
        past: whether the log as it was can be asked about.
    """
    taken = {name for param in command.params for name in param.opts}
    more = (*([at_option(shown=True)] if past else []), *([_version_option()] if shown else []))
    for option in (*global_options(shown=shown), *more):
        if not taken & set(option.opts):
            command.params.append(option)
    if not shown and command.epilog is None:
        command.epilog = "The global options (adr --help) work here too."
    if isinstance(command, click.Group):
        for child in command.commands.values():
            with_global_options(child, past=past)
    return command


def dry_run(function: Callable[P, T]) -> Callable[P, T]:
    """``-n/--dry-run`` for every command that writes; the parameter is called ``dry_run``."""
    return click.option("-n", "--dry-run", is_flag=True, help="Print the changes as a diff; write nothing.")(function)
