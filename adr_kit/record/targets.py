"""Which record a written reference means: an existing file, a slug, then a number; never a silent guess."""

from __future__ import annotations

import dataclasses
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

from adr_kit.record import naming
from adr_kit.record.model import Problem, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.record.folders import LogFolder
    from adr_kit.record.model import Link, Reading

Key = TypeVar("Key")

# "EVL-242" is an issue's, unless this log's records are called so; these may be called so whatever their files are.
_KINDS = frozenset({"ad", "adr", "add", "dr", "edr", "madr", "pdr", "rfc", "tdr"})
_BARE = re.compile(r"^\s*(?P<prefix>[^\W\d_]{1,8}?)?[-_ #№]*(?P<number>\d{1,6})\s*$")


@dataclass(frozen=True, slots=True)
class Index:
    """The records of a log by everything that a reference may say.

    Attributes:
        ids, files: the identities and readings of all logs' records by their files: a path means one wherever it is.
        by_name, by_slug, by_number: this log's records.
        prefixes: what they are called with their numbers ("adr", "api"), case folded.
    """

    ids: Mapping[PurePosixPath, str]
    files: Mapping[PurePosixPath, Reading]
    by_name: Mapping[str, tuple[Reading, ...]]
    by_slug: Mapping[str, tuple[Reading, ...]]
    by_number: Mapping[int, tuple[Reading, ...]]
    prefixes: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, readings: Iterable[Reading], ids: Mapping[PurePosixPath, str], files: Mapping[PurePosixPath, Reading]
    ) -> Index:
        """The index of a log's records, among the files of all logs."""
        names: dict[str, list[Reading]] = defaultdict(list)
        slugs: dict[str, list[Reading]] = defaultdict(list)
        numbers: dict[int, list[Reading]] = defaultdict(list)
        former: dict[int, list[Reading]] = defaultdict(list)
        prefixes: set[str] = set()
        for reading in readings:
            facts = naming.parse(reading.file)
            prefixes |= {reading.prefix.casefold(), reading.heading_prefix.casefold()}
            names[_name(reading.file)].append(reading)
            if facts.slug:
                slugs[facts.slug.casefold()].append(reading)
            if reading.number is not None:
                numbers[reading.number].append(reading)
            for number in dict.fromkeys(reading.formerly):
                former[number].append(reading)
        live = {**former, **numbers}  # a number that a record has now is not the one that another one had
        return cls(ids, files, _frozen(names), _frozen(slugs), _frozen(live), frozenset(prefixes))

    def resolve(
        self, reading: Reading, neighbours: tuple[tuple[LogFolder, Index], ...] = ()
    ) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
        """A record's links with the records that they mean, and what is wrong with the others.

        Args:
            reading: a record of this log.
            neighbours: the repository's other logs.
        """
        links: list[Link] = []
        problems: list[Problem] = []
        for link in reading.links:
            index, target = self._addressed(reading, link.target, neighbours) if neighbours else (self, link.target)
            found, problem = index.candidates(reading, target)
            mere = link.relation is Relation.RELATES_TO
            if not found and (_is_elsewhere(link, mere=mere) or (mere and index.is_key(target))):
                continue
            links.append(dataclasses.replace(link, target_id=self.ids[found[0].file] if len(found) == 1 else None))
            if problem:
                problems.append(Problem(reading.file, problem, link.span, "link"))
        return _once(links, reading, self.ids), tuple(problems)

    def _addressed(
        self, reading: Reading, target: str, neighbours: tuple[tuple[LogFolder, Index], ...]
    ) -> tuple[Index, str]:
        """The log that a reference speaks of (``payments/12``, or a path into its folder), and what it says there."""
        path = _path_of(target, reading.file)
        if self._file(path) is None and "://" not in target:
            for place, index in neighbours:
                name, _, rest = target.partition("/")
                if place.name and name == place.name and rest:
                    return index, rest
                if path.is_relative_to(place.folder):
                    return index, target
        return self, target

    def _file(self, path: PurePosixPath) -> Reading | None:
        files = (path, path.with_suffix(".md") if path.name else path, path / "README.md", path / "index.md")
        return next((self.files[file] for file in files if file in self.files), None)

    def candidates(self, reading: Reading, target: str) -> tuple[tuple[Reading, ...], str | None]:
        """The records that a reference of a record may mean, and what is wrong with it."""
        bare = _BARE.match(target)
        if bare:
            return self._by_number(reading, bare, target)
        path = _path_of(target, reading.file)
        exact = self._file(path)
        if exact is not None:
            return (exact,), None
        named = self.by_name.get(_name(path), ())
        if "://" in target:  # another repository may have a record of that name, or the same number
            named = tuple(other for other in named if other.file.parent.name in path.parts[-3:-1])
        if len(named) == 1:
            return named, None
        slug = naming.parse(path).slug
        alike = () if "://" in target else self.by_slug.get(slug.casefold(), ())  # elsewhere, a namesake is another
        slugged = tuple(other for other in alike if other.file != reading.file)
        if len(slugged) == 1:
            stale = f"stale link {target!r}: there is no such file; read as {self.ids[slugged[0].file]}"
            return slugged, stale
        tail = _BARE.match(path.name)
        if tail and ("://" not in target or path.parent.name == reading.file.parent.name):
            return self._by_number(reading, tail, target)
        return (), self._unresolved(target, path)

    def is_key(self, target: str) -> bool:
        """Whether a reference is a key of something else (``EVL-242``, ``RFC-7628``), not the number of a record."""
        match = naming.KEY.fullmatch(target)
        if match is None or match["prefix"].casefold() in self.prefixes:
            return False
        known = match["prefix"].casefold() in _KINDS
        return not known or int(match["number"]) > max(self.by_number, default=0) + naming.AHEAD

    def _by_number(self, reading: Reading, match: re.Match[str], target: str) -> tuple[tuple[Reading, ...], str | None]:
        found = () if self.is_key(target) else self.by_number.get(int(match["number"]), ())
        prefix = (match["prefix"] or "").casefold()
        if len(found) > 1 and prefix:
            found = tuple(other for other in found if other.prefix.casefold() == prefix) or found
        if len(found) > 1:
            same_folder = tuple(
                other for other in found if other.file.parent == reading.file.parent and other.file != reading.file
            )
            found = same_folder if len(same_folder) == 1 else found
        if len(found) == 1:
            return found, None
        if not found:
            return (), f"{target!r} is no record of this log"
        names = ", ".join(sorted(self.ids[other.file] for other in found))
        return found, f"{target!r} is ambiguous: {names}"

    def _unresolved(self, target: str, path: PurePosixPath) -> str:
        number = naming.parse(path).number
        same = sorted(self.ids[other.file] for other in self.by_number.get(number, ())) if number is not None else []
        return f"broken link {target!r}" + (f": number {number} is {', '.join(same)} now" if same else "")


def _is_elsewhere(link: Link, *, mere: bool) -> bool:
    """Whether a reference that finds no record means no record of this log: a web page, or a file next door."""
    parts = urlsplit(link.target)
    if parts.scheme or parts.netloc:
        return mere or not parts.path.endswith((".md", ".mdx", ".html"))
    return (
        mere and naming.parse(PurePosixPath(unquote(parts.path) or "x")).number is None and not _BARE.match(link.target)
    )


def _once(links: list[Link], reading: Reading, ids: Mapping[PurePosixPath, str]) -> tuple[Link, ...]:
    """Each relation to each record once, as its most trusted place states it; a mere mention yields to a relation."""
    kept: dict[tuple[Relation, str], Link] = {}
    for link in links:
        if link.target_id == ids[reading.file]:
            continue
        kept.setdefault((link.relation, link.target_id or link.target), link)
    stated = {link.target_id for link in kept.values() if link.target_id and link.relation is not Relation.RELATES_TO}
    return tuple(
        link
        for link in kept.values()
        if link.relation is not Relation.RELATES_TO or link.text or link.target_id not in stated
    )


def _path_of(target: str, file: PurePosixPath) -> PurePosixPath:
    """The path from the root that a target would name."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    if path.endswith((".html", ".htm")):
        path = path.rsplit(".", 1)[0] + ".md"
    if parts.scheme or parts.netloc or path.startswith("/"):
        return PurePosixPath(path.lstrip("/") or "/")
    return PurePosixPath(posixpath.normpath((file.parent / path).as_posix()))


def _name(path: PurePosixPath) -> str:
    directory = path.stem.casefold() in ("readme", "index") and path.parent.name
    name = path.parent.name if directory else path.name
    return re.sub(r"\.(?:mdx?|markdown|html?)$", "", name, flags=re.IGNORECASE).casefold()


def _frozen(groups: Mapping[Key, list[Reading]]) -> dict[Key, tuple[Reading, ...]]:
    return {name: tuple(found) for name, found in groups.items()}
