"""The real command line and real repositories, for tests: what they run in, and what came out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

import in_process

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

# What a process cannot do without (Windows needs four), and what lets coverage see inside it.
_KEPT = ("PATH", "SYSTEMROOT", "COMSPEC", "PATHEXT", "TEMP", "TMP")
_KEPT_PREFIXES = ("COVERAGE_",)

GIT_CONFIG = """\
[user]
\tname = Ada Lovelace
\temail = ada@example.org
[init]
\tdefaultBranch = main
[core]
\tautocrlf = false
[commit]
\tgpgSign = false
"""


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test, aloud, where a program is not installed (``make test`` as root installs it)."""
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}, which is not installed")


def scrubbed_environment(home: Path) -> dict[str, str]:
    """An environment that owes nothing to the machine: no user, no editor, no pager, one time zone.

    Args:
        home: the home directory to live in; made where it is missing, with a git configuration in it.
    """
    home.mkdir(parents=True, exist_ok=True)
    config = home / "gitconfig"
    config.write_text(GIT_CONFIG, encoding="utf-8")
    kept = {
        name: value for name, value in os.environ.items() if name.upper() in _KEPT or name.startswith(_KEPT_PREFIXES)
    }
    return kept | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home / "AppData"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(home.parent),
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "PYTHONWARNDEFAULTENCODING": "1",
        "PYTHONWARNINGS": "error",
    }


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the command did."""

    args: tuple[str, ...]
    code: int
    out: bytes
    err: bytes

    @property
    def stdout(self) -> str:
        return self.out.decode("utf-8", "surrogateescape").replace("\r\n", "\n")

    @property
    def stderr(self) -> str:
        return self.err.decode("utf-8", "surrogateescape").replace("\r\n", "\n")

    @property
    def lines(self) -> list[str]:
        """The lines of stdout."""
        return self.stdout.removesuffix("\n").split("\n") if self.out else []

    def ok(self) -> Ran:
        """This run, which must have ended with 0."""
        return self.ends_with(0)

    def ends_with(self, code: int) -> Ran:
        """This run, which must have ended with this exit code and without a traceback."""
        assert self.code == code, f"wanted exit {code}\n{self}"
        assert "Traceback (most recent call last)" not in self.stderr, str(self)
        return self

    def json(self) -> object:
        """What stdout says, as JSON, after a run that must have ended with 0."""
        parsed: object = json.loads(self.ok().stdout)
        return parsed

    def __str__(self) -> str:
        return f"adr {' '.join(self.args)}\nexit {self.code}\n-- stdout\n{self.stdout}\n-- stderr\n{self.stderr}"


@dataclass(frozen=True)
class Adr:
    """Runs the command in a directory and an environment: ``adr("list", "--json").json()``.

    Attributes:
        cwd: where it runs.
        environment: all of its environment.
        apart: whether each run is a process of its own, ``python -m adr_kit``, instead of a call in the test's process.
            Every run is where ``ADR_TEST_PROCESSES`` is set: slower, and unseen by coverage.
    """

    cwd: Path
    environment: Mapping[str, str] = field(repr=False)
    apart: bool = field(default_factory=lambda: bool(os.environ.get("ADR_TEST_PROCESSES")))

    def __call__(
        self, *args: str | Path, stdin: str | bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Ran:
        """Run the command to its end.

        Args:
            args: the command line after ``adr``.
            stdin: what it can read; never a terminal.
            cwd: where to run, if not in this runner's directory.
            env: variables on top of the scrubbed environment.
        """
        words = tuple(str(arg) for arg in args)
        run = _process if self.apart else in_process.run
        given = stdin.encode() if isinstance(stdin, str) else stdin
        return Ran(words, *run(words, cwd or self.cwd, {**self.environment, **(env or {})}, given))

    def at(self, cwd: Path) -> Adr:
        """The same runner in another directory."""
        return replace(self, cwd=cwd)

    def given(self, **env: str) -> Adr:
        """The same runner with more environment variables."""
        return replace(self, environment={**self.environment, **env})

    def as_processes(self) -> Adr:
        """The same runner with a process for each run, for what only an interpreter that starts takes notice of."""
        return replace(self, apart=True)


def _process(args: Sequence[str], cwd: Path, env: Mapping[str, str], stdin: bytes) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "adr_kit", *args],
        cwd=cwd,
        env=env,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@dataclass(frozen=True)
class Repo:
    """A real git repository."""

    path: Path
    environment: Mapping[str, str] = field(repr=False)

    def git(self, *args: str | Path, env: Mapping[str, str] | None = None) -> str:
        """Run git in it; what it printed, without the last line end."""
        done = subprocess.run(
            ["git", *map(str, args)],
            cwd=self.path,
            env={**self.environment, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file exactly (no line end is translated), with the folders above it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, name: str) -> str:
        """A file's text, exactly."""
        return (self.path / name).read_bytes().decode("utf-8", "surrogateescape")

    def commit(self, message: str = "A change", date: str | None = None) -> str:
        """Commit everything in the work tree; the new commit's hash."""
        self.git("add", "--all")
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else None
        self.git("commit", "--quiet", "--allow-empty", "--message", message, env=dates)
        return self.git("rev-parse", "HEAD")
