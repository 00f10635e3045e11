"""One run of the command inside the test's process: real streams, directory and environment, and coverage sees it."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO

import pytest

from adr_kit.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


def run(args: Sequence[str], cwd: Path, env: Mapping[str, str], stdin: bytes) -> tuple[int, bytes, bytes]:
    """Run ``adr`` as a new process would, except that the interpreter is already there.

    What it starts (git, an editor) inherits its three streams, its directory and its environment.

    Args:
        args: the command line after ``adr``.
        cwd: where to run.
        env: the whole environment.
        stdin: what it can read; never a terminal.

    Returns:
        The exit code, and every byte of stdout and stderr.
    """
    with ExitStack() as stack:
        given, out, err = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        given.write(stdin)
        given.seek(0)
        stack.enter_context(_descriptors(given, out, err))
        stack.enter_context(_place(cwd, env))
        stack.enter_context(_streams())
        stack.enter_context(_argv(args))
        code = _ended()
        return code, _written(out), _written(err)


def _ended() -> int:
    with pytest.raises(SystemExit) as ended:
        main.run()
    sys.stdout.flush()
    code = ended.value.code
    assert isinstance(code, int)
    return code


def _written(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


@contextmanager
def _descriptors(*files: BinaryIO) -> Iterator[None]:
    """Descriptors 0, 1 and 2 are these files, for this process and for those that it starts."""
    kept = [os.dup(number) for number in range(len(files))]
    try:
        for number, file in enumerate(files):
            file.flush()
            os.dup2(file.fileno(), number)
        yield
    finally:
        for number, descriptor in enumerate(kept):
            os.dup2(descriptor, number)
            os.close(descriptor)


@contextmanager
def _place(cwd: Path, env: Mapping[str, str]) -> Iterator[None]:
    """The current directory and the environment."""
    before, kept = os.getcwd(), dict(os.environ)  # noqa: PTH109 -- as a string: it need not be a Path of this flavour
    os.chdir(cwd)
    try:
        _environ(env)
        yield
    finally:
        _environ(kept)
        os.chdir(before)


def _environ(env: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(env)


@contextmanager
def _streams() -> Iterator[None]:
    """Python's own streams over the three descriptors, as an interpreter that starts makes them."""
    kept = sys.stdin, sys.stdout, sys.stderr
    with (
        open(0, "rb", closefd=False) as given,
        open(1, "wb", closefd=False) as out,
        open(2, "wb", closefd=False) as err,
        TextIOWrapper(given, "utf-8", "surrogateescape") as stdin,
        TextIOWrapper(out, "utf-8", "surrogateescape") as stdout,
        TextIOWrapper(err, "utf-8", "backslashreplace", line_buffering=True) as stderr,
    ):
        sys.stdin, sys.stdout, sys.stderr = stdin, stdout, stderr
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = kept


@contextmanager
def _argv(args: Sequence[str]) -> Iterator[None]:
    kept = sys.argv
    sys.argv = ["adr", *args]
    try:
        yield
    finally:
        sys.argv = kept
