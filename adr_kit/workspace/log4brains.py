"""What a ``.log4brains.yml`` says of a project's logs, so that such a project is read as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.text import frontmatter
from adr_kit.text.frontmatter import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from adr_kit.text.frontmatter import Entry, Value

NAME = ".log4brains.yml"
_FENCE = "---\n"
_LIMIT = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Named:
    """A log as log4brains names it: its folder as written, its package's name ("" for the project's), its line."""

    folder: str
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Project:
    """A project of log4brains: the folder of its configuration, and its logs."""

    folder: Path
    logs: tuple[Named, ...]


def find(climb: Iterable[Path]) -> Project | None:
    """The nearest project.

    Raises:
        AdrError: its configuration cannot be understood.
    """
    for level in climb:
        place = level / NAME
        if place.is_file() and not place.is_symlink():
            return Project(level, tuple(_logs(_read(place))))
    return None


def _read(place: Path) -> str:
    try:
        data = place.read_bytes()
    except OSError as error:
        raise AdrError(f"{NAME}: cannot be read: {error.strerror}") from error
    if len(data) > _LIMIT:
        raise AdrError(f"{NAME}: larger than {_LIMIT // 1024} KiB")
    return data.decode("utf-8-sig", "replace").removeprefix(_FENCE)


def _logs(text: str) -> Iterator[Named]:
    wrapped = f"{_FENCE}{text}\n{_FENCE}"
    front = frontmatter.read(wrapped)
    if front is None or front.problem:
        line = wrapped.count("\n", 0, front.problem_span.start) if front and front.problem_span else 1
        said = (front.problem or "").removeprefix("front matter ") if front else "is no mapping of keys"
        raise AdrError(f"{NAME}:{line}: {said or 'cannot be read'}", "log4brains expects: project: {name, adrFolder}")
    project = front.get("project")
    entries = project.value.entries if project and isinstance(project.value, Mapping) else ()
    own = _text(entries, "adrFolder")
    if own is None:
        raise AdrError(f"{NAME}:1: names no project.adrFolder", "adr --dir LOG reads any folder")
    yield Named(own.text, "", wrapped.count("\n", 0, own.span.start))
    packages = next((entry.value for entry in entries if entry.key == "packages"), None)
    for package in packages.items if isinstance(packages, Sequence) else ():
        found = _package(package)
        if found is not None:
            yield Named(found[1].text, found[0].text, wrapped.count("\n", 0, found[1].span.start))


def _package(value: Value) -> tuple[Scalar, Scalar] | None:
    entries = value.entries if isinstance(value, Mapping) else ()
    name, folder = _text(entries, "name"), _text(entries, "adrFolder")
    return (name, folder) if name and folder else None


def _text(entries: Iterable[Entry], key: str) -> Scalar | None:
    return next((e.value for e in entries if e.key == key and isinstance(e.value, Scalar) and e.value.text), None)
