"""The entry point: runs one command and turns every way of ending into an exit code and a short message."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING

import click

from adr_kit.cli import group
from adr_kit.cli.options import COMPLETE_VARIABLE
from adr_kit.cli.output import error_text
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DONE = 0
CANNOT = 2
BUG = 3
INTERRUPTED = 130  # 128 + SIGINT, as shells count
PIPE_CLOSED = 141  # 128 + SIGPIPE


def run() -> None:
    """What the installed ``adr`` and ``adr-kit`` commands call; ends the process."""
    _prepare_streams()
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = PIPE_CLOSED
        _swallow_output()
    except OSError as error:
        code = code if code == CANNOT else _failed(error)  # what filled the disk has been said
        _swallow_output()
    sys.exit(code)


def main(args: Sequence[str]) -> int:
    """Runs one command line and returns its exit code; messages go to ``sys.stderr``.

    Args:
        args: the words after ``adr``.
    """
    try:
        return _dispatch(list(args))
    except click.exceptions.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, EOFError, click.Abort):
        click.echo(file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 -- the one place that turns a bug into exit code 3 and a file to report
        return _failed(error)


def _failed(error: Exception) -> int:
    match error:
        case AdrError():
            message, hint = error.message, error.hint
        case click.UsageError():
            message = error.format_message().rstrip(".")
            hint = f"{error.ctx.command_path if error.ctx else 'adr'} --help"
        case click.ClickException():
            message, hint = error.format_message(), None
        case OSError(strerror=str(reason)):
            message, hint = f"{error.filename}: {reason}" if isinstance(error.filename, str) else reason, None
        case _:
            return _bug(error)
    sys.stderr.write(error_text(message, hint))
    return CANNOT


def _dispatch(args: list[str]) -> int:
    compatible = _compatible()
    if compatible is not None:
        code = compatible(args)
        if code is not None:
            return code
    commands = group.build()
    if _complete(commands):
        return DONE
    with commands.make_context("adr", args) as ctx:
        result: object = commands.invoke(ctx)
    return result if isinstance(result, int) else DONE


def _compatible() -> Callable[[list[str]], int | None] | None:
    """The adr-tools command line, where it is asked for; it answers None for what it leaves to ours."""
    from adr_kit.workspace.locate import wants_compatibility

    module = "adr_kit.cli.compat"
    if not wants_compatibility(os.environ) or importlib.util.find_spec(module) is None:
        return None
    function: Callable[[list[str]], int | None] = importlib.import_module(module).run
    return function


def _complete(commands: click.Command) -> bool:
    """Answers the shell, where a completion script asks."""
    instruction = os.environ.get(COMPLETE_VARIABLE)
    if not instruction:
        return False
    from click.shell_completion import shell_complete

    shell_complete(commands, {}, "adr", COMPLETE_VARIABLE, instruction)
    return True


def _bug(error: Exception) -> int:
    from adr_kit.workspace.crash import save_traceback

    saved = save_traceback(error)
    message = f"this is a bug in adr: {type(error).__name__}: {error}"
    sys.stderr.write(error_text(message, f"the traceback is in {saved}" if saved else None))
    return BUG


def _prepare_streams() -> None:
    """A pipe gets UTF-8 and plain newlines on every system (same input, same bytes); nothing fails to encode."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, TextIOWrapper(BytesIO(), encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")


def _swallow_output() -> None:
    """Nobody reads any more: keeps the interpreter's last flush from complaining about it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
