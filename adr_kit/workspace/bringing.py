"""Another log, read to be brought into this one: where its records would lie here, and what they show."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from adr_kit.change.bringing import Arrival, bring
from adr_kit.change.model import Plan
from adr_kit.errors import AdrError
from adr_kit.record import naming
from adr_kit.record.dialects.style import learn
from adr_kit.record.log import Log
from adr_kit.record.reader import read_source
from adr_kit.record.recognise import Naming, recognise
from adr_kit.text.markdown.hrefs import changed
from adr_kit.text.markdown.target import scheme
from adr_kit.text.source import Source
from adr_kit.workspace import log4brains
from adr_kit.workspace.composing import name_of, naming_of
from adr_kit.workspace.config import DEFAULT
from adr_kit.workspace.files import MARKDOWN, read_file, read_folder
from adr_kit.workspace.load import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from adr_kit.record.model import Reading, Record
    from adr_kit.workspace.session import Session

_DIGITS = re.compile(r"(\d+)")
_FLAT = "{number}-{slug}.md"  # a record that comes lies in one file, whatever this log's own do


@dataclass(frozen=True, slots=True)
class Origin:
    """A folder with records, and the name of the package whose they are; "" for none."""

    folder: Path
    name: str = ""


def origins(place: Path) -> tuple[Origin, ...]:
    """The logs in a folder: those that its own settings name, else the folder itself.

    Raises:
        AdrError: there is no such folder, or its settings cannot be understood.
    """
    if not place.is_dir():
        raise AdrError(f"{place} is no folder", "name the folder of another log, or a project that has one")
    top = place.resolve()
    project = log4brains.find([top])
    if project is not None:
        return tuple(Origin((top / one.folder).resolve(), one.name) for one in project.logs)
    try:
        config = load(top, {})
    except AdrError as error:
        raise AdrError(f"{place}: {error.message}", error.hint) from error
    named = [Origin((config.root / one.folder).resolve(), one.name) for one in config.folders]
    inside = [one for one in named if one.folder.is_relative_to(top) and one.folder.is_dir()]
    return tuple(inside) if inside and config.origin("log") != DEFAULT else (Origin(top),)


def import_from(session: Session, place: Path, today: dt.date) -> Plan:
    """The plan that brings in every record of another log that is not here yet.

    Raises:
        AdrError: there is no log in that folder, or it is this one.
        Refused: a record would not say the same here.
    """
    session.config.require_home()
    return _Import(session, today).plan(origins(place))


@dataclass
class _Import:
    """One import at work; mutable: it gathers what comes along and what is to be said."""

    session: Session
    today: dt.date
    notes: list[str] = field(default_factory=list)
    attached: dict[PurePosixPath, bytes] = field(default_factory=dict)
    real: dict[PurePosixPath, tuple[Origin, PurePosixPath]] = field(default_factory=dict)
    here: dict[Path, PurePosixPath] = field(default_factory=dict)

    def plan(self, sources: tuple[Origin, ...]) -> Plan:
        """The plan."""
        readings = [reading for origin in sources for reading in self._readings(origin)]
        home = self.session.config.log
        first = Log.of(readings, home)
        if not first.records:
            raise AdrError(f"no record in {', '.join(str(one.folder) for one in sources)}", "adr --dir DIR list")
        for skip in first.skipped:
            self.notes.append(f"{self.real[home / skip.path][1]} stays there: {skip.reason}")
        coming = [record for record in first.records if not self._is_here(record)]
        log = Log.of([self._linked(record, first) for record in coming], home)
        made = bring(log, learn(log.records, self.session.vocabulary), tuple(self._arrivals(log)), self.attached)
        return Plan(made.changes, (*self.notes, *made.notes))

    def _readings(self, origin: Origin) -> Iterator[Reading]:
        """A log's files, read as if they lay here under their old names."""
        config = self.session.config
        own = (config.root / config.log).resolve()
        if own == origin.folder or own.is_relative_to(origin.folder) or origin.folder.is_relative_to(own):
            raise AdrError(f"{origin.folder} is this log", "name the folder of another one")
        for path, data in read_folder(origin.folder, PurePosixPath()).files:
            source = Source.decode(data)
            reading = read_source(config.log / path, source, self.session.vocabulary)
            file = self._place(path, origin, reading)
            self.real[file] = (origin, path)
            self.here[origin.folder / path] = file
            yield reading if file == reading.file else read_source(file, source, self.session.vocabulary)

    def _place(self, path: PurePosixPath, origin: Origin, reading: Reading) -> PurePosixPath:
        """Where a file would lie here; a record that is its folder's README becomes a file of the folder's name."""
        if path.stem.casefold() in ("readme", "index") and reading.skipped is None:
            path = path.parent.with_name(f"{path.parent.name}{path.suffix}")
        file = self.session.config.log / path
        return file.with_stem(f"{file.stem}-{origin.name or 'project'}") if file in self.real else file

    def _linked(self, record: Record, log: Log) -> Reading:
        """A record whose links lead from here to where they led from there."""
        reading = record.reading
        meant = {link.target: log.by_id[link.target_id].file for link in record.links if link.target_id}
        edits = changed(reading.source, lambda href: self._led(href, reading.file, meant), reading.outline.body_start)
        return read_source(reading.file, reading.source.apply(edits), self.session.vocabulary)

    def _led(self, href: str, file: PurePosixPath, meant: Mapping[str, PurePosixPath]) -> str | None:
        path, sign, fragment = href.strip().partition("#")
        written = unquote(path, errors="surrogateescape")
        if not path or scheme(path) or path.startswith("/"):
            return self._addressed(href.strip(), file, meant)
        origin, own = self.real[file]
        target = Path(posixpath.normpath((origin.folder / own.parent / written).as_posix()))
        place = self._target(target, origin)
        if place is None:
            if "." in PurePosixPath(written).suffix:
                self.notes.append(f"{file} links to {written}, which does not come along")
            return None
        led = posixpath.relpath(place.as_posix(), file.parent.as_posix())
        return None if led == posixpath.normpath(written) else quote(led, errors="surrogateescape") + sign + fragment

    def _addressed(self, url: str, file: PurePosixPath, meant: Mapping[str, PurePosixPath]) -> str | None:
        """An address that is read as a record which comes along, or ends with its name, leads to it from now on."""
        path, sign, fragment = url.partition("#")
        place = meant.get(url)
        if place is not None:
            origin, own = self.real[place]
            place = self.here[origin.folder / own]
        else:
            alike = [here for real, here in self.here.items() if unquote(path).endswith(f"/{real.name}")]
            place = alike[0] if len(alike) == 1 and alike[0].stem.casefold() not in ("readme", "index") else None
        led = quote(posixpath.relpath(place.as_posix(), file.parent.as_posix())) if place else None
        return f"{led}{sign}{fragment}" if led else None

    def _target(self, target: Path, origin: Origin) -> PurePosixPath | None:
        """Where what a link leads to is to be found here; None where nowhere."""
        for candidate in (target, target / "README.md", target / "index.md"):
            if candidate in self.here:
                return self.here[candidate]
        if not target.is_file() or not target.resolve().is_relative_to(self._top(target, origin)):
            return None
        root = self.session.config.root.resolve()
        if not target.is_relative_to(origin.folder):
            return PurePosixPath(target.relative_to(root).as_posix()) if target.is_relative_to(root) else None
        path = PurePosixPath(target.relative_to(origin.folder).as_posix())
        if path.suffix.lower() in MARKDOWN or any(part.startswith(".") for part in path.parts):
            return None
        return self._attach(self.session.config.log / path, read_file(origin.folder, path))

    def _top(self, target: Path, origin: Origin) -> Path:
        """What a file must not lead out of, by a symlink: the other log's folder, or this repository."""
        return origin.folder if target.is_relative_to(origin.folder) else self.session.config.root.resolve()

    def _attach(self, place: PurePosixPath, data: bytes) -> PurePosixPath:
        """The path here of a file that comes along: its old one, or one beside it where another file has that."""
        stem, count = place.stem, 1
        while True:
            taken = self.attached.get(place)
            there = self.session.config.root / place
            if taken is None and there.is_file():
                taken = there.read_bytes()
                if taken == data:
                    return place
            if taken in (None, data):
                self.attached[place] = data
                return place
            count += 1
            place = place.with_name(f"{stem}-{count}{place.suffix}")

    def _arrivals(self, log: Log) -> Iterator[Arrival]:
        """Each record that is not here yet, with its new number and name."""
        session = self.session
        named = naming_of(session, recognise(session.log))
        flat = named if "/" not in named.pattern else Naming(_FLAT, named.width, named.date_format, named.separator)
        number = session.next_number(self.today).value if flat.numbered else None
        taken = {record.file for record in (*session.log.everything, *log.records)}
        for record in log.records:
            name = self._name(record, flat, number, taken - {record.file})
            taken.add(record.file.with_name(name))
            self.notes.append(f"{self.real[record.file][1]} comes as {record.file.with_name(name)}")
            yield Arrival(record.file, number, name, self.real[record.file][0].name)
            number = None if number is None else number + 1

    def _name(self, record: Record, named: Naming, number: int | None, taken: set[PurePosixPath]) -> str:
        """The file's new name: this log's form with the file's own words; a form that is cited ("API-012") stays."""
        facts = naming.parse(record.file)
        own = record.reading.prefix.casefold() not in ("", "adr") or (
            facts.date is not None and record.number is not None
        )
        if number is not None and own and record.number is not None:
            name = PurePosixPath(naming.renumbered(record.file, number).name)
        elif facts.slug and named.numbered:
            date = (record.date or self.today).strftime(named.date_format)
            name = PurePosixPath(naming.file_name(named.pattern, facts.slug, date, number, named.width))
        else:
            name = name_of(self.session, named, record.title or record.id, record.date or self.today, number)
        count, stem = 1, name.stem
        while record.file.with_name(name.name) in taken:
            count += 1
            name = name.with_stem(f"{stem}-{count}")
        return name.name

    def _is_here(self, record: Record) -> bool:
        """Whether a record of this log came from this one, or is the same; links to the one lead to the other then."""
        origin, path = self.real[record.file]
        for own in self.session.log.own:
            same = own.date == record.date and self._says(own.title or "", record.title or "")
            came = record.number is None or record.number in own.reading.formerly
            if same and (came or own.source.text == record.source.text):
                self.notes.append(f"{path} is here already: {own.file}")
                self.here[origin.folder / path] = own.file
                return True
        return False

    def _says(self, here: str, there: str) -> bool:
        """Whether a title here is the other one; a number in it may have followed the record that it cites."""
        pairs = list(zip_longest(_DIGITS.split(here), _DIGITS.split(there)))
        return all(own == other or self._came_as(own, other) for own, other in pairs)

    def _came_as(self, here: str | None, there: str | None) -> bool:
        """Whether the record of one number here had the other one there."""
        if not (here and there and here.isdecimal() and there.isdecimal()):
            return False
        return any(own.number == int(here) and int(there) in own.reading.formerly for own in self.session.log.own)
