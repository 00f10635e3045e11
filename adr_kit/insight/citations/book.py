"""The records of a log by everything that a mention may say: their names, their numbers, where they are published."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.record import naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.citations.model import Mention
    from adr_kit.record.folders import LogFolder
    from adr_kit.record.model import Record

_HASHES = (40, 64)  # how many digits a commit's name has
_HEX = frozenset("0123456789abcdef")
# The names that a log's folder has below the part of the repository that it speaks of.
_LOG_NAMES = frozenset(
    {"adr", "adrs", "doc", "docs", "decisions", "decision-records", "architecture", "design"}
) | frozenset({"architecture-decisions", "architectural-decisions", "decision-log", "documentation"})
_NEWEST = frozenset({"HEAD", "main", "master", "trunk", "develop"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where the repository and its site are to be seen from outside.

    Attributes:
        forge: the repository's page ("https://github.com/team/project"); "" where it is not known.
        site: the site's first page; "" where it is not known.
        branches: the names under which a forge shows the newest state.
    """

    forge: str = ""
    site: str = ""
    branches: frozenset[str] = _NEWEST

    def place(self, url: str) -> tuple[str, bool] | None:
        """What an address in our own places names: the path behind it, and whether it is pinned to an old state.

        Returns:
            None for an address of somebody else's. Where ours is not known, any may be it: its end decides.
        """
        if self.site and url.startswith(self.site.rstrip("/") + "/"):
            return url[len(self.site.rstrip("/")) + 1 :], False
        if not self.forge and "://" in url:
            path = url.partition("://")[2].partition("/")[2]
            return path, any(len(part) in _HASHES and set(part) <= _HEX for part in path.split("/"))
        plain = url.replace("http://", "https://", 1).replace("https://www.", "https://", 1)
        raw = self.forge.replace("https://github.com/", "https://raw.githubusercontent.com/", 1)
        for base in filter(None, (self.forge, raw)):
            if plain.casefold().startswith(base.casefold() + "/"):
                parts = plain[len(base) + 1 :].split("/")
                words = [i for i, part in enumerate(parts) if part in self.branches]
                begin = words[0] + 1 if words else len(parts) - 1
                return "/".join(parts[begin:]), not words
        return None


@dataclass(frozen=True)
class Book:
    """What mentions are looked up in.

    Attributes:
        records: the log's records.
        folders: the logs' folders, from the workspace's root.
        address: where the repository is published.
        files: the paths of all files, to tell a link that leads nowhere from one to a file that is no record.
    """

    records: tuple[Record, ...]
    folders: tuple[LogFolder, ...] = ()
    address: Address = field(default_factory=Address)
    files: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by identity."""
        return {record.id: record for record in self.records}

    @cached_property
    def by_file(self) -> Mapping[PurePosixPath, Record]:
        """The records by path."""
        return {record.file: record for record in self.records}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Record, ...]]:
        """The records by the name of their file (or folder) without its suffix, case folded."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            found[handle(record).name.casefold()].append(record)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def by_slug(self) -> Mapping[str, tuple[Record, ...]]:
        """The records by the words of their names."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            if words := naming.parse(record.file).slug.casefold():
                found[words].append(record)
        return {name: tuple(records) for name, records in found.items()}

    @cached_property
    def has_plain_names(self) -> bool:
        """Whether records are called by words alone, so that any name in the log's folder may have been one's."""
        names = (naming.parse(record.file) for record in self.records)
        return any(name.number is None and name.date is None for name in names)

    @cached_property
    def _live(self) -> Mapping[int, tuple[Record, ...]]:
        return self._numbers((record, record.number) for record in self.records if record.number is not None)

    @cached_property
    def _former(self) -> Mapping[int, tuple[Record, ...]]:
        return self._numbers((record, n) for record in self.records for n in dict.fromkeys(record.reading.formerly))

    @staticmethod
    def _numbers(pairs: Iterable[tuple[Record, int]]) -> Mapping[int, tuple[Record, ...]]:
        found: dict[int, list[Record]] = defaultdict(list)
        for record, number in pairs:
            found[number].append(record)
        return {number: tuple(records) for number, records in found.items()}

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """What stands in front of a record's number, case folded: "adr", and what this log writes besides."""
        own = {record.reading.prefix.casefold() for record in self.records}
        return frozenset(own - {""}) | {"adr"}

    @cached_property
    def places(self) -> frozenset[str]:
        """What the logs' folders are called, case folded, where that says nothing of records: "decisions"."""
        return frozenset({one.folder.name.casefold() for one in self.folders} - self.prefixes - {""})

    def numbered(self, number: int, prefix: str, file: PurePosixPath, log: str = "") -> tuple[tuple[Record, ...], bool]:
        """The records that a number means: those that have it now, else those that had it; and whether it is old.

        Args:
            number: the number.
            prefix: what stands in front of it, case folded; "adr" and nothing stand for any.
            file: where it stands: among several logs, it means a record of the one around, else of the one without a
                name; only where there is neither, of any.
            log: the log that it names itself; "" where it names none.
        """
        near = log or self.around(file)
        scopes: list[tuple[str, ...]] = [(log,)] if log else [(near,), ("",)]
        if not log and all(one.name != near for one in self.folders):
            scopes.append(tuple(one.name for one in self.folders))
        for former, known in ((False, self._live), (True, self._former)):
            found = known.get(number, ())
            if prefix and prefix != "adr":
                found = tuple(record for record in found if record.reading.prefix.casefold() == prefix)
            for scope in scopes:
                there = tuple(record for record in found if record.log in scope)
                if there:
                    return there, former
        return (), False

    def around(self, file: PurePosixPath) -> str:
        """The name of the log whose part of the repository a file lies in; "" where it is in none's."""
        homes = [
            (len(region.parts), one.name) for one in self.folders if file.is_relative_to(region := _region(one.folder))
        ]
        return max(homes, default=(0, ""))[1]

    def in_log(self, path: PurePosixPath, *, whole: bool) -> bool:
        """Whether a folder's path leads into a log: from the root (``whole``), or by the last of its names."""
        parts = tuple(part for part in path.parts if part not in ("..", "."))
        for one in self.folders:
            own = one.folder.parts
            if path.is_relative_to(one.folder) or (not whole and parts and own[-len(parts) :] == parts):
                return True
        return False

    def placed(self, file: PurePosixPath, path: str, name: str) -> tuple[Record, ...]:
        """The records of a name that a path in a file can mean: the one it leads to, else those it ends like."""
        found = self.by_name.get(name.casefold(), ())
        for base in (file.parent.as_posix(), ""):
            led = self.led(base, path, name)
            exact = tuple(record for record in found if handle(record) == led)
            if exact:
                return exact
        parts = tuple(part for part in PurePosixPath(unquote(path)).parts if part not in ("..", ".", "/"))
        if not parts:
            return found
        named = tuple(record for record in found if parts == (record.log,))  # "payments/0012-use-queues", an identity
        return named or tuple(record for record in found if handle(record).parent.parts[-len(parts) :] == parts)

    def leads_to_a_file(self, place: PurePosixPath) -> bool:
        """Whether a file is where a link leads that gives its path without the suffix."""
        return any(f"{place}{end}" in self.files for end in (".md", ".mdx", ".markdown", "/README.md", ".html"))

    @staticmethod
    def led(base: str, path: str, name: str) -> PurePosixPath:
        """Where a relative path leads from a folder."""
        return PurePosixPath(posixpath.normpath(posixpath.join(base, unquote(path).lstrip("/"), name)))

    def record_of(self, mention: Mention) -> Record | None:
        """The record that a mention means; None where that is not sure."""
        return self.by_id.get(mention.target) if mention.target else None


def handle(record: Record) -> PurePosixPath:
    """A record's path as people cite it: without the suffix; the folder of a record that is a folder's README."""
    return handle_of(record.file)


def handle_of(file: PurePosixPath) -> PurePosixPath:
    """The same for a record's path."""
    if file.stem.casefold() in ("readme", "index") and naming.parse_stem(file.stem).number is None:
        return file.parent
    return file.with_suffix("")


def _region(folder: PurePosixPath) -> PurePosixPath:
    """The part of the repository that a log is about: ``services/payments`` of ``services/payments/docs/adr``."""
    while folder.name.casefold() in _LOG_NAMES:
        folder = folder.parent
    return folder
