"""adr-tools' command line: what adr-tools knows is done in its way, everything else is left to ours."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

from adr_kit.cli.compat import commandline
from adr_kit.cli.compat.folder import NoLogError
from adr_kit.cli.output import error_text, safe_block
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.cli.context import Context

FAILED = 1
MODULES = {
    "_adr_autocomplete": "completing",
    "config": "places",
    "generate": "generating",
    "help": "explaining",
    "init": "founding",
    "link": "linking",
    "list": "listing",
    "new": "creating",
    "upgrade-repository": "upgrading",
}


def run(args: list[str]) -> int | None:
    """Runs a command line as adr-tools does.

    Args:
        args: the words after ``adr``.

    Returns:
        the exit code; None for what is ours: our commands, and adr-tools' commands with options of ours.
    """
    line = commandline.split(args)
    if line.ours or (line.command in commandline.our_commands() and line.command not in MODULES):
        return None
    if line.command in MODULES and commandline.asks_ours(line.command, line.words):
        return None
    module = MODULES.get(line.command, "overview")
    function: Callable[[Context, list[str]], int] = importlib.import_module(f"{__name__}.{module}").run
    try:
        with commandline.context(line) as context:
            return function(context, line.words)
    except NoLogError as error:
        sys.stderr.write(f"{safe_block(error.message)}\n")
        return FAILED
    except click.UsageError as error:
        sys.stderr.write(error_text(error.format_message().rstrip("."), f"adr help {line.command}".rstrip()))
        return FAILED
    except AdrError as error:
        sys.stderr.write(error_text(error.message, error.hint))
        status: object = getattr(error, "status", FAILED)  # an editor's own
        return status if isinstance(status, int) else FAILED
