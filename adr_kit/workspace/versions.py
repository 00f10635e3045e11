"""What the versions of records say: each read once by the reader of records, and then kept in the user's cache."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import adr_kit
from adr_kit.insight.timeline.model import Said, Versions
from adr_kit.record.model import StatusKind
from adr_kit.record.reader import read
from adr_kit.workspace import cache
from adr_kit.workspace.files import SIZE_LIMIT
from adr_kit.workspace.git.objects import contents
from adr_kit.workspace.parallel import default_jobs, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.insight.timeline.model import FileChange, Version
    from adr_kit.record.data import Json
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.git.repository import Repository

_KIND = "versions"


def read_versions(
    repository: Repository, changes: Iterable[FileChange], vocabulary: Vocabulary
) -> tuple[Versions, bool]:
    """What each version of some files says, from one process; from none where all were read before.

    Args:
        repository: where.
        changes: what happened to the files.
        vocabulary: the words that are understood.

    Returns:
        What they say, and whether some are not here.

    Raises:
        AdrError: git ends with an error.
    """
    wanted = {version: None for change in changes for version in _versions(change)}
    key = "\0".join([*repository.mark, _reader(), _words(vocabulary)])
    kept = _loaded(cache.load(_KIND, key))
    said = {version: kept[version] for version in wanted if version in kept}
    new = _read(repository, [version for version in wanted if version not in kept], vocabulary)
    if new:
        said |= new
        cache.store(_KIND, key, [_data(version, one) for version, one in {**kept, **new}.items()])
    return Versions(said), len(said) < len(wanted)


def _versions(change: FileChange) -> Iterator[Version]:
    if change.before:
        yield change.before, change.old_path
    if change.after:
        yield change.after, change.path


def _read(repository: Repository, versions: Iterable[Version], vocabulary: Vocabulary) -> dict[Version, Said]:
    """Each object is asked for once, and read once for each name that it had; many by several processes."""
    paths: dict[str, list[PurePosixPath]] = {}
    for name, path in versions:
        paths.setdefault(name, []).append(path)
    there = [
        ((name, path), data)
        for name, data in contents(repository, paths)
        if data is not None and len(data) <= SIZE_LIMIT
        for path in paths[name]
    ]
    said = spread(lambda one: Said.of(read(one[0][1], one[1], vocabulary)), there, default_jobs(len(there)))
    return {version: one for (version, _), one in zip(there, said, strict=True)}


def _reader() -> str:
    """Which reader it was that read: another one may understand more."""
    top = Path(adr_kit.__file__).parent
    files = sorted(file for room in ("record", "text", "insight/timeline") for file in (top / room).rglob("*.py"))
    marks = (f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _words(vocabulary: Vocabulary) -> str:
    own = (sorted(vocabulary.statuses.items()), sorted(vocabulary.relations.items()))
    return hashlib.sha256(repr(own).encode("utf-8", "surrogateescape")).hexdigest()


def _data(version: Version, said: Said) -> list[Json]:
    name, path = version
    if not said.record:
        return [name, str(path), said.title]
    status = said.status.value if said.status else None
    return [name, str(path), said.title, status, said.status_text, said.number, said.body]


def _loaded(value: object) -> dict[Version, Said]:
    """What the cache holds, where it has the shape that it should have."""
    found: dict[Version, Said] = {}
    for one in value if isinstance(value, list) else []:
        match one:
            case [str(name), str(path), str(title)]:
                found[name, PurePosixPath(path)] = Said.of_no_record(title)
            case [str(name), str(path), str(title), status, text, number, str(body)] if _sound(status, text, number):
                kind = StatusKind(status) if status else None
                found[name, PurePosixPath(path)] = Said(kind, text, number, title, body)
            case _:
                return {}
    return found


def _sound(status: object, text: object, number: object) -> bool:
    return (
        (status is None or status in tuple(StatusKind))
        and (text is None or isinstance(text, str))
        and (number is None or isinstance(number, int))
    )
