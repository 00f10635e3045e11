"""Where things are: the repository's root, the settings file, and the folder that holds the log."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from adr_kit.errors import AdrError
from adr_kit.workspace.git.repository import find_repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_AnyPath = TypeVar("_AnyPath", Path, PurePosixPath)

USUAL = (
    "docs/adr",
    "doc/adr",
    "docs/adrs",
    "doc/adrs",
    "docs/decisions",
    "doc/decisions",
    "docs/architecture/decisions",
    "doc/architecture/decisions",
    "docs/architecture/adr",
    "docs/architecture-decisions",
    "doc/architecture-decisions",
    "docs/ADR",
    "adr",
    "adrs",
    "ADR",
    "decisions",
    "architecture/decisions",
    "architecture-decisions",
)
DEFAULT_LOG = PurePosixPath("docs/adr")
COMPAT_LOG = "doc/adr"
ADR_DIR = ".adr-dir"
ADR_TOML = "adr.toml"
PYPROJECT = "pyproject.toml"
_LIMIT = 256 * 1024  # bytes; nobody writes more settings, and tomllib is not made for hostile text
_TOOL_ADR = re.compile(rb"^\s*\[\s*tool\s*\.\s*(?:adr|\"adr\")\s*[.\]]", re.MULTILINE)
_COMPAT_KEY = re.compile(rb"^\s*\"?compat\"?\s*=", re.MULTILINE)
_LOG_NAME = re.compile(
    r"adrs?|(?:architecture|architectural)?[-_ ]?decisions?(?:[-_ ]?(?:records?|log))?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:adr[-_ ]?)?(?!\d{4}-\d\d-\d\d)\d{3,5}[-_. ].*\.md", re.IGNORECASE)
_DATED = re.compile(r"\d{4}-?\d\d-?\d\d[-_. ].*\.md", re.IGNORECASE)  # a log's, a blog's, a diary's
_STATES = re.compile(rb"^(?:#+|[-*>|]*)[ *_|]*status\b", re.IGNORECASE | re.MULTILINE)
_HEAD = 2048  # bytes in which a record says how far it has come
_FOREIGN = frozenset(
    {"node_modules", "vendor", "third_party", "dist", "build", "target", "_site", "venv", "site-packages"}
)
_DEPTH = 4  # folders below the root: docs/internals/design/adr
_MOST = 4000  # folders to look into: a search that has to guess must still be quick
_FEW = 3  # numbered files that make a folder of any name a log
_RECORD_NAME = re.compile(r"(?:[A-Za-z]+-)?\d{2,}[-_. ].*\.md$")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file with settings: its folder, its name, its bytes."""

    folder: Path
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a ``.adr-dir`` says: at which level it lies and the folder that it names, as it spells it."""

    level: Path
    word: str


def git_root(start: Path) -> Path | None:
    """The work tree that a directory is in; git itself is not asked."""
    repository = find_repository(start)
    return repository.worktree if repository else None


def levels(start: Path, root: Path | None) -> tuple[Path, ...]:
    """The directories from ``start`` up to the root (to the filesystem's where there is none)."""
    climb = (start, *start.parents)
    return climb if root is None else tuple(level for level in climb if level.is_relative_to(root))


def settings_file(climb: Iterable[Path]) -> SettingsFile | None:
    """The nearest ``adr.toml``, or ``pyproject.toml`` with a ``[tool.adr]`` table."""
    for level in climb:
        for name in (ADR_TOML, PYPROJECT):
            data = _read(level / name)
            if data is not None and (name == ADR_TOML or _has_our_table(data)):
                return SettingsFile(level, name, data)
    return None


def _has_our_table(pyproject: bytes) -> bool:
    if _TOOL_ADR.search(pyproject):  # also a broken one, which is then to be put right
        return True
    if b"adr" not in pyproject:
        return False
    import tomllib

    try:
        tool = tomllib.loads(pyproject.decode("utf-8-sig")).get("tool")
    except (ValueError, RecursionError):
        return False
    return isinstance(tool, dict) and "adr" in tool


def pointer(climb: Iterable[Path]) -> Pointer | None:
    """The nearest ``.adr-dir``."""
    for level in climb:
        data = _read(level / ADR_DIR)
        if data is not None:
            return Pointer(level, _pointed(level, data.decode("utf-8", "surrogateescape")))
    return None


def above(log: _AnyPath) -> _AnyPath | None:
    """What is in front of a usual name: ``services/payments`` of ``services/payments/docs/adr``; None without one."""
    usual = max((name for name in USUAL if f"/{log.as_posix()}".endswith(f"/{name}")), key=len, default="")
    return log.parents[usual.count("/")] if usual else None


def usual_folder(climb: Iterable[Path], root: Path | None) -> Path | None:
    """The log that is there although nobody said so: a usual folder with Markdown in it, or one that we are inside."""
    seen = tuple(climb)
    for level in seen:
        for name in USUAL:
            if _holds_markdown(level / name) and _inside(level / name, root):
                return level / name
        if _looks_like_log(level):
            return level
    empty = (level / name for level in seen for name in USUAL if "/" in name)
    return next((folder for folder in empty if folder.is_dir() and _inside(folder, root)), None)


def hidden_away(root: Path) -> tuple[Path, ...]:
    """The logs in unusual places below a root, where nobody said and nothing usual is there.

    Folders that are called like a log and hold Markdown come first, those nearest to the root; where there are none,
    folders of numbered files do, and of dated ones that state a status. Several mean that somebody has to say which.
    """
    named: list[Path] = []
    numbered: list[Path] = []
    for folder in _folders(root):
        if is_called_like_a_log(folder.name) and _holds_markdown(folder):
            named.append(folder)
        elif _numbered_files(folder) >= _FEW or _dated_records(folder) >= _FEW:
            numbered.append(folder)
    found = named or numbered
    nearest = min((len(folder.parts) for folder in found), default=0)
    return tuple(folder for folder in found if len(folder.parts) == nearest)


def is_called_like_a_log(folder: str) -> bool:
    """Whether a folder's name says that it holds decisions."""
    return _LOG_NAME.fullmatch(folder) is not None


def _folders(root: Path) -> Iterator[Path]:
    """Folders below a root, level by level, in order; no hidden ones, none of other people's, no symbolic links."""
    level = [root]
    seen = 0
    for _ in range(_DEPTH):
        level = [child for folder in level for child in _children(folder)][: _MOST - seen]
        seen += len(level)
        yield from level


def _children(folder: Path) -> list[Path]:
    try:
        entries = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [folder / name for name in entries if not name.startswith(".") and name not in _FOREIGN]


def _numbered_files(folder: Path) -> int:
    try:
        return sum(1 for entry in folder.iterdir() if _NUMBERED.fullmatch(entry.name))
    except OSError:
        return 0


def _dated_records(folder: Path) -> int:
    try:
        dated = [entry for entry in folder.iterdir() if _DATED.fullmatch(entry.name) and entry.is_file()]
        return sum(1 for entry in dated if _STATES.search(_head(entry)))
    except OSError:
        return 0


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def compatible_folder(start: Path) -> Pointer:
    """adr-tools' own search: at each level ``.adr-dir`` before ``doc/adr``, up to the filesystem's root."""
    for level in (start, *start.parents):
        found = pointer([level])
        if found is not None:
            return found
        if (level / COMPAT_LOG).is_dir():
            return Pointer(level, COMPAT_LOG)
    return Pointer(start, COMPAT_LOG)


def within(root: Path, folder: Path, said_by: str) -> PurePosixPath:
    """The folder's path from the root.

    Raises:
        AdrError: it leads out of the root, by its name or through a symbolic link.
    """
    plain = Path(os.path.normpath(folder))
    if not plain.is_relative_to(root) or not _inside(plain, root):
        raise AdrError(
            f"{said_by}: the log's folder lies outside of the repository",
            "name a folder inside, or use --dir to read a log elsewhere",
        )
    return PurePosixPath(plain.relative_to(root).as_posix())


def wants_compatibility(env: Mapping[str, str], start: Path | None = None) -> bool:
    """Whether adr-tools' command line is asked for, by ``ADR_COMPAT`` or (at a glance) by the settings file."""
    if env.get("ADR_COMPAT"):
        return env["ADR_COMPAT"] == "adr-tools"
    here = (start or Path.cwd()).resolve()
    try:
        found = settings_file(levels(here, git_root(here)))
    except AdrError:  # said when the settings are needed; help must work without
        return False
    return found is not None and _COMPAT_KEY.search(found.data) is not None and b"adr-tools" in found.data


def _read(path: Path) -> bytes | None:
    """A small regular file's bytes; None where there is none."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise AdrError(f"{path.name}: cannot be read: {error.strerror}") from error
    if len(data) > _LIMIT and path.name != PYPROJECT:
        raise AdrError(f"{path.name}: larger than {_LIMIT // 1024} KiB")
    return data


def _pointed(level: Path, text: str) -> str:
    """adr-tools takes the first word; a whole line that names a folder with blanks is taken as it is (its issue 72)."""
    line = text.strip().split("\n", 1)[0].strip()
    if not line:
        return COMPAT_LOG
    word = line if (level / line).is_dir() else line.split(maxsplit=1)[0]
    return word.rstrip("/") or "/"


def _holds_markdown(folder: Path) -> bool:
    try:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        return any(
            entry.suffix == ".md" or (entry.is_dir() and not entry.is_symlink() and any(entry.glob("*.md")))
            for entry in entries
        )
    except OSError:
        return False


def _looks_like_log(folder: Path) -> bool:
    try:
        return any(_RECORD_NAME.match(entry.name) for entry in folder.iterdir())
    except OSError:
        return False


def _inside(folder: Path, root: Path | None) -> bool:
    return root is None or folder.resolve().is_relative_to(root.resolve())
