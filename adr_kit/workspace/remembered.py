"""What files said when they were read before: readings kept in the user's cache directory, by what they depend on."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sqlite3
import sys
import zlib
from contextlib import closing, suppress
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from adr_kit.record.gist import gist
from adr_kit.record.model import Reading
from adr_kit.record.reader import read
from adr_kit.text.outline import Outline
from adr_kit.text.source import Source
from adr_kit.workspace import cache
from adr_kit.workspace.headway import counted
from adr_kit.workspace.parallel import default_jobs, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.headway import Tell

Answer = TypeVar("Answer")
_TABLE = "CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, reading BLOB NOT NULL)"
_MOST = 50_000  # readings that are kept; the oldest go first
_AT_ONCE = 500  # keys in one question
_PATIENCE = 0.5  # seconds for another process that writes
_CODE = ("record", "text")  # the rooms that make a reading
_VALUES = ("adr_kit.record.model", "adr_kit.text.source")
_OTHERS = frozenset({("datetime", "date")})
_BROKEN = (pickle.UnpicklingError, zlib.error, ValueError, TypeError, LookupError, AttributeError, EOFError)


def read_all(
    files: Mapping[PurePosixPath, bytes], vocabulary: Vocabulary, tell: Tell | None = None, jobs: int | None = None
) -> list[Reading]:
    """What each file says; one that was read before, with the same bytes and words, is not parsed again.

    Args:
        files: their bytes, by their path from the workspace's root.
        vocabulary: the words to look for.
        tell: told how many are read, and of how many.
        jobs: how many processes may read; None for as many as pay.
    """
    folder = cache.private_directory("readings")
    if folder is None:
        return [read(path, data, vocabulary) for path, data in counted(files.items(), tell)]
    place, basis = folder / "readings.sqlite", _basis(vocabulary)
    keys = {path: _key(basis, path, data) for path, data in files.items()}
    kept = _load(place, list(keys.values()))
    found: dict[PurePosixPath, Reading] = {}

    def further(done: int, _of: int) -> None:
        if tell is not None:
            tell(len(found) + done, len(files))

    for path, data in files.items():
        further(0, 0)
        reading = thawed(kept.get(keys[path]), path, data)
        if reading is not None:
            found[path] = reading
    missing = [path for path in files if path not in found]
    jobs = jobs or default_jobs(len(missing))
    made = spread(lambda path: _made(path, files[path], vocabulary), missing, jobs, further)
    if missing:
        _store(place, {keys[path]: reading for path, reading in zip(missing, made, strict=True)})
    found |= {path: _thaw(reading, path, files[path]) for path, reading in zip(missing, made, strict=True)}
    return [found[path] for path in files]


def _made(path: PurePosixPath, data: bytes, vocabulary: Vocabulary) -> bytes:
    """What a file says, to be kept; in a large log that is also what all that speaks of its records asks each time."""
    reading = read(path, data, vocabulary)
    return frozen(reading if reading.skipped else replace(reading, gist=gist(reading, vocabulary)))


def _basis(vocabulary: Vocabulary) -> bytes:
    """Everything but the file that a reading depends on: the program itself, and the words."""
    package = Path(__file__).parents[1]
    words = [_in_order(getattr(vocabulary, field.name)) for field in fields(vocabulary)]
    state = hashlib.blake2b(repr((sys.version, words)).encode("utf-8", "surrogateescape"), digest_size=16)
    for room in _CODE:
        for file in sorted((package / room).rglob("*.py")):
            stat = file.stat()
            state.update(f"{file.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return state.digest()


def _in_order(words: object) -> object:
    """A set's order is another in each process."""
    return sorted(words, key=repr) if isinstance(words, frozenset) else words


def _key(basis: bytes, path: PurePosixPath, data: bytes) -> bytes:
    state = hashlib.blake2b(os.fsencode(str(path)), digest_size=16, key=basis)
    state.update(b"\0")
    state.update(data)
    return state.digest()


class _Pickler(pickle.Pickler):
    """Leaves out what the file itself tells."""

    def __init__(self, file: io.BytesIO, reading: Reading) -> None:
        super().__init__(file, protocol=5)
        self._reading = reading

    def persistent_id(self, value: object) -> str | None:
        match value:
            case Source():
                return "source"
            case Outline():
                return "outline"
            case PurePosixPath() if value == self._reading.file:
                return "file"
            case _:
                return None


class _Unpickler(pickle.Unpickler):
    """Makes plain values of ours and nothing else: whoever wrote the file, it runs no program."""

    def __init__(self, file: io.BytesIO, path: PurePosixPath, data: bytes) -> None:
        super().__init__(file)
        source = Source.decode(data)
        self._told = {"source": source, "outline": Outline(source), "file": path}

    def persistent_load(self, pid: str) -> object:
        return self._told[pid]

    def find_class(self, module: str, name: str) -> type:
        if (module, name) in _OTHERS or (module in _VALUES and "." not in name):
            found: object = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a reading")


def frozen(reading: Reading) -> bytes:
    """A reading as bytes, without what the file itself tells."""
    file = io.BytesIO()
    _Pickler(file, reading).dump(reading)
    return zlib.compress(file.getvalue(), 1)


def thawed(kept: bytes | None, path: PurePosixPath, data: bytes) -> Reading | None:
    """The reading again.

    Args:
        kept: what ``frozen`` made of it.
        path: the file's path.
        data: its bytes.

    Returns:
        The reading; None where there is none, or what is kept is broken or something else.
    """
    try:
        return None if kept is None else _thaw(kept, path, data)
    except _BROKEN:
        return None


def _thaw(kept: bytes, path: PurePosixPath, data: bytes) -> Reading:
    value: object = _Unpickler(io.BytesIO(zlib.decompress(kept)), path, data).load()
    if not isinstance(value, Reading):
        raise pickle.UnpicklingError("it is no reading")
    return value


def _load(place: Path, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    def ask(database: sqlite3.Connection) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            found |= database.execute(f"SELECT key, reading FROM readings WHERE key IN ({marks})", some)  # noqa: S608 -- only question marks
        return found

    return _with_database(place, ask, {}) if place.exists() else {}


def _store(place: Path, readings: Mapping[bytes, bytes]) -> None:
    def tell(database: sqlite3.Connection) -> None:
        database.executemany("INSERT OR REPLACE INTO readings (key, reading) VALUES (?, ?)", readings.items())
        database.execute("DELETE FROM readings WHERE rowid <= (SELECT max(rowid) FROM readings) - ?", (_MOST,))

    _with_database(place, tell, None)


def _with_database(place: Path, work: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
    """What some work on the database gives; where it is locked, full, not ours to write or broken, something else."""
    try:
        with closing(sqlite3.connect(place, timeout=_PATIENCE)) as database, database:
            database.execute("PRAGMA synchronous = OFF")  # what a crash breaks is found out, and made again
            database.execute(_TABLE)
            return work(database)
    except sqlite3.OperationalError:
        return otherwise
    except sqlite3.DatabaseError:
        with suppress(OSError):
            place.unlink()
        return otherwise
