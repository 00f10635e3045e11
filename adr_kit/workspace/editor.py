"""The editor of the person who runs the command: which one, and a file opened in it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VARIABLES = ("GIT_EDITOR", "VISUAL", "EDITOR")


def find_editor(env: Mapping[str, str]) -> str | None:
    """The editor command that the user has chosen; None where there is none.

    The environment comes first (empty counts as unset), then the user's own git configuration, never the repository's:
    what a repository says must not run.
    """
    named = next((env[name] for name in VARIABLES if env.get(name, "").strip()), None)
    if named is not None:
        return named
    configured = ask(None, "config", "--get", "core.editor")
    return configured.out.decode("utf-8", "surrogateescape").strip() or None


def require_editor(env: Mapping[str, str]) -> str:
    """Like ``find_editor``.

    Raises:
        AdrError: nobody has said which editor.
    """
    command = find_editor(env)
    if command is None:
        raise AdrError("no editor is set", "set EDITOR, for example: export EDITOR='code --wait'")
    return command


def open_editor(command: str, file: Path, shown: str | None = None, *, share_stdout: bool = False) -> bool:
    """Opens a file and waits until the editor is closed.

    Args:
        command: the editor with its options, quoted as in a shell.
        file: the file.
        shown: the path to hand over instead of ``file`` (as people write it); from the current directory.
        share_stdout: let the editor write to our stdout even where that is captured (adr-tools does).

    Returns:
        Whether the file changed.

    Raises:
        AdrError: the editor cannot be started, or ended with an error.
    """
    words = _words(command)
    path = shown if shown is not None else str(file)
    before = _contents(file)
    # What is captured is the command's result: an editor that draws there would both spoil it and not be seen.
    stdout = None if share_stdout or sys.stdout.isatty() else 2
    try:
        done = subprocess.run([*words, f"./{path}" if path.startswith("-") else path], check=False, stdout=stdout)
    except OSError as error:
        reason = error.strerror or str(error)
        raise AdrError(f"the editor {words[0]!r} cannot be started: {reason}", "set EDITOR to one that can") from error
    if done.returncode != 0:
        raise EditorError(f"the editor {words[0]!r} ended with status {done.returncode}", done.returncode)
    return _contents(file) != before


def show_on_desktop(file: Path) -> bool:
    """Opens a file in the program that the desktop has for it, without waiting for that.

    The program gets none of our streams: our stdout is the command's result, and whoever reads that must see its end.

    Returns:
        Whether the desktop could be asked.
    """
    if sys.platform == "win32":
        try:
            os.startfile(file)  # noqa: S606 -- Windows asks the desktop in this way
        except OSError:
            return False
        return True
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    streams = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]
    try:
        os.posix_spawnp(opener, [opener, str(file)], os.environ, file_actions=streams, setpgroup=0)
    except OSError:
        return False
    return True


class EditorError(AdrError):
    """The editor ended with an error; ``status`` is its exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message, "the file is kept as it is now")
        self.status = status


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command, posix=os.name != "nt")
    except ValueError as error:
        raise AdrError(f"the editor {command!r} is not quoted as a shell command: {error}") from error
    if not words:
        raise AdrError(f"the editor {command!r} names no program")
    if os.name == "nt":
        words = [word.strip('"') for word in words]
    return [os.path.expanduser(words[0]), *words[1:]]  # noqa: PTH111 -- a command's name, not a path


def _contents(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
