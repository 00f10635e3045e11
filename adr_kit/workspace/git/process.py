"""Start git: one process, fixed arguments, a scrubbed environment; what a repository holds runs nothing."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from adr_kit.workspace.git.repository import Repository

# What a repository's own configuration could make a reading command run, or leave out of its answer.
_HARMLESS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "core.askPass": "",
    "core.sshCommand": "false",
    "core.alternateRefsCommand": "false",
    "credential.helper": "",
    "protocol.allow": "never",
    "log.diffMerges": "separate",  # what -m means
    "log.showSignature": "false",  # would start gpg.program
    "log.showRoot": "true",
    "diff.orderFile": os.devnull,
    "mailmap.file": os.devnull,  # people are called as the repository's .mailmap says, on every machine
    "mailmap.blob": "",
    "trailer.separators": ":",
    "core.commentChar": "#",  # else lines that begin with it would be no trailers
    "color.ui": "false",
    "color.diff": "false",  # each of its own wins over color.ui
    "color.grep": "false",
    "gc.auto": "0",
}
# Where the user's git lives and what the user configured; the rest of GIT_* points somewhere else or runs things.
_KEPT = frozenset({"GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"})
_SCRUBBED = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_PAGER": "cat",
}
# git rev-parse --local-env-vars: what belongs to another repository (a hook that called us), not to the user.
_OF_A_REPOSITORY = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES"),
        *("PREFIX", "NAMESPACE", "IMPLICIT_WORK_TREE", "GRAFT_FILE", "SHALLOW_FILE", "CONFIG", "CONFIG_PARAMETERS"),
        *("CONFIG_COUNT", "NO_REPLACE_OBJECTS", "REPLACE_REF_BASE", "INTERNAL_SUPER_PREFIX", "CEILING_DIRECTORIES"),
        *("LITERAL_PATHSPECS", "GLOB_PATHSPECS", "NOGLOB_PATHSPECS", "ICASE_PATHSPECS"),
    )
)
NOT_INSTALLED = "git is not installed"
LACKING = "this clone is partial and lacks what is asked for, and nothing is fetched"


@dataclass(frozen=True, slots=True)
class Answer:
    """What git said.

    Attributes:
        out: its output.
        why: why there is no answer, in a few words; "" where there is one.
        said: all that it wrote besides (what a commit's hooks had to say).
    """

    out: bytes = b""
    why: str = ""
    said: str = ""

    @property
    def ok(self) -> bool:
        """Whether it worked."""
        return not self.why

    @property
    def fields(self) -> tuple[bytes, ...]:
        """The output of an option ``-z``: what stands between NULs."""
        return tuple(part for part in self.out.split(b"\0") if part)


def ask(repository: Repository | None, *arguments: str, stdin: bytes = b"") -> Answer:
    """Run a git command that reads; nothing that the repository holds or configures is executed.

    Commands that look into files of the work tree (``status``, ``diff`` against it) would run its clean filters, and
    must not be asked. Those that print contents need ``--no-ext-diff --no-textconv``. Paths are literal, no patterns; a
    name that comes from outside stands behind ``--end-of-options`` or ``--``, or goes in through ``stdin``.

    Args:
        repository: where; None asks for the user's own configuration.
        arguments: the command and its arguments.
        stdin: what git reads.

    Returns:
        The answer; its ``why`` says what was in the way (no git, somebody else's repository, git's own message).
    """
    command = _reading(repository, arguments)
    if command is None:
        return Answer(why=NOT_INSTALLED)
    return _run(command, _cwd(repository), reading_environment(repository), stdin)


def ask_blocks(repository: Repository, *arguments: str, stdin: bytes = b"") -> Generator[bytes, None, None]:
    """The same for an answer that is too long to hold: its bytes, block by block, as they come.

    Args:
        repository: where.
        arguments: the command and its arguments.
        stdin: what git reads; of any size, for it comes from a file, and so neither waits for the other.

    Yields:
        The blocks.

    Raises:
        AdrError: git cannot be started, or ended with an error, after what it had to say.
    """
    command = _reading(repository, arguments)
    if command is None:
        raise AdrError(NOT_INSTALLED)
    with TemporaryFile() as errors, TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        with _started(command, repository, given, errors) as process:
            yield from _said(process)
        errors.seek(0)
        why = _why(process.returncode, errors.read().decode("utf-8", "replace").strip())
    if why:
        raise AdrError(why)


def ask_lines(
    repository: Repository, *arguments: str, stdin: bytes = b"", end: bytes = b"\0"
) -> Generator[bytes, None, None]:
    """The same in parts: what stands between NULs, or other ends.

    Args:
        repository: where.
        arguments: the command and its arguments.
        stdin: what git reads.
        end: what ends each part.

    Yields:
        The parts, without their end.

    Raises:
        AdrError: as above.
    """
    blocks = ask_blocks(repository, *arguments, stdin=stdin)
    try:
        yield from _parts(blocks, end)
    finally:
        blocks.close()


def _started(
    command: list[str], repository: Repository, given: IO[bytes], errors: IO[bytes]
) -> subprocess.Popen[bytes]:
    environment = reading_environment(repository)
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, cwd=_cwd(repository), env=environment, stdin=given, stdout=pipe, stderr=errors)
    except OSError as error:
        raise AdrError(f"git cannot be started: {error.strerror}") from None


def _said(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    """The output; a reader who wants no more ends the process."""
    source = process.stdout
    if source is None:
        return
    try:
        yield from iter(lambda: source.read(1 << 16), b"")
    except GeneratorExit:
        process.kill()
        raise


def act(repository: Repository, *arguments: str, stdin: bytes = b"") -> Answer:
    """Run a git command that the user asked for by name (a commit): with the user's settings, and the hooks.

    Args:
        repository: where.
        arguments: the command and its arguments; paths are literal.
        stdin: what git reads.

    Returns:
        The answer.
    """
    binary = _binary(os.environ.get("PATH", os.defpath))
    if binary is None:
        return Answer(why=NOT_INSTALLED)
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
    environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_CEILING_DIRECTORIES": str(repository.top.parent)}
    return _run([binary, "--no-pager", "--literal-pathspecs", *arguments], repository.top, environment, stdin)


def reading_environment(repository: Repository | None) -> dict[str, str]:
    """The environment in which git reads: no GIT_* of the caller's, no prompt, no network, and no climbing higher."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _KEPT}
    environment |= _SCRUBBED
    if repository is not None:
        environment["GIT_CEILING_DIRECTORIES"] = str(repository.top.parent)
    if repository is not None and repository.worktree is not None:
        environment["GIT_WORK_TREE"] = str(repository.worktree)  # core.worktree could point anywhere
    return environment


def _reading(repository: Repository | None, arguments: Iterable[str]) -> list[str] | None:
    binary = _binary(os.environ.get("PATH", os.defpath))
    if binary is None:
        return None
    settings = [part for name, value in _HARMLESS.items() for part in ("-c", f"{name}={value}")]
    if repository is not None and repository.worktree is not None:
        settings += ["-c", "safe.bareRepository=explicit"]
    return [binary, "--no-pager", "--literal-pathspecs", *settings, *arguments]


def _cwd(repository: Repository | None) -> Path:
    return repository.top if repository is not None else Path(Path.cwd().anchor)


@cache
def _binary(search: str) -> str | None:
    """Git in the PATH, absolute entries only: a ``git.exe`` that lies in the current directory is the repository's."""
    names = ("git.exe", "git.cmd") if os.name == "nt" else ("git",)
    places = [Path(entry) for entry in search.split(os.pathsep) if entry and Path(entry).is_absolute()]
    found = (place / name for place in places for name in names)
    return next((str(file) for file in found if os.access(file, os.X_OK) and file.is_file()), None)


def _run(command: list[str], cwd: Path, environment: dict[str, str], stdin: bytes) -> Answer:
    try:
        done = subprocess.run(command, cwd=cwd, env=environment, input=stdin, capture_output=True, check=False)
    except OSError as error:
        return Answer(why=f"git cannot be started: {error.strerror}")
    said = done.stderr.decode("utf-8", "replace").strip()
    return Answer(done.stdout, _why(done.returncode, said), said)


def _why(code: int, said: str) -> str:
    if code == 0:
        return ""
    if "dubious ownership" in said:
        return (
            "the repository belongs to another user (git config --global --add safe.directory DIR says it may be read)"
        )
    if "promisor remote" in said or "lazy fetching disabled" in said:
        return LACKING
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    line = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    text = line.removeprefix("fatal:").removeprefix("error:").strip()
    return "".join(c for c in text if c.isprintable()) or f"git ended with status {code}"


def _parts(blocks: Iterable[bytes], end: bytes) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        *parts, rest = (rest + block).split(end)
        yield from parts
    if rest:
        yield rest
