"""Write a site into a directory that is known to be ours: only what changed is made and written, what is stale goes."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.site.names import media_path
from adr_kit.workspace.files import read_file
from adr_kit.workspace.manifest import MANIFEST, Kept, known_files, manifest
from adr_kit.workspace.parallel import spread
from adr_kit.workspace.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path, PurePosixPath
    from typing import TypeAlias

    from adr_kit.record.model import Problem
    from adr_kit.site.model import DataFile, Page, Site
    from adr_kit.workspace.templates.pages import PageWriter

    Reader: TypeAlias = Callable[[Iterable[PurePosixPath]], Callable[[PurePosixPath], bytes]]


@dataclass(frozen=True, slots=True)
class Done:
    """One file of the site, after it was made (or was found as it should be).

    Attributes:
        path: where it lies in the site.
        kept: what the next build is to know of it.
        written: whether it is different now.
        made: whether it was made to know that.
        pictures: the files of the repository that it shows.
        problems: what it could not show.
    """

    path: PurePosixPath
    kept: Kept
    written: bool
    made: bool = True
    pictures: tuple[PurePosixPath, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What was done.

    Attributes:
        written: the files that are new or different.
        same: how many were as they should be.
        removed: the files that are gone.
        made: how many pages a template made.
        problems: what of the records could not be shown.
        troubles: a sentence for each picture that could not be taken along.
    """

    written: tuple[PurePosixPath, ...] = ()
    same: int = 0
    removed: tuple[PurePosixPath, ...] = ()
    made: int = 0
    problems: tuple[Problem, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the directory was not what it should be."""
        return bool(self.written or self.removed)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Writes the files of one site.

    Attributes:
        out: the directory.
        writer: makes the pages.
        dry_run: whether to say only what would be done.
        known: what the last build left there.
    """

    out: Path
    writer: PageWriter
    dry_run: bool = False
    known: Mapping[PurePosixPath, Kept] = field(default_factory=dict)

    def page(self, page: Page) -> Done:
        """Make a page, if it says anything else than before."""
        content = page.content()
        key = self.writer.key(page.template, content.context)
        kept = self.known.get(page.path)
        if kept is not None and kept.key == key and kept.digest == _digest_of(self.out, page.path):
            told, written, made = kept, False, False
        else:
            data = self.writer.write(page.template, content.context)
            told, written, made = Kept(key, _digest(data)), self.put(page.path, data), True
        return Done(page.path, told, written, made, content.pictures, content.problems)

    def file(self, file: DataFile) -> Done:
        """Make a file that no template makes."""
        data = file.data()
        return Done(file.path, Kept("", _digest(data)), self.put(file.path, data))

    def put(self, path: PurePosixPath, data: bytes) -> bool:
        """Write a file where it holds anything else; whether it did."""
        if _holds(self.out, path, data):
            return False
        if not self.dry_run:
            _write(self.out, path, data)
        return True


def publish(  # noqa: PLR0913 -- two of them are how, not what
    out: Path,
    site: Site,
    writer: PageWriter,
    root: Path,
    *,
    dry_run: bool = False,
    jobs: int = 1,
    reader: Reader | None = None,
) -> Published:
    """Makes a directory hold exactly the files of a site; what others put there stays.

    Args:
        out: the directory; made where it does not exist.
        site: the site.
        writer: makes the pages.
        root: the workspace's root, in which the pictures lie.
        dry_run: whether to say only what would be done.
        jobs: how many processes may make pages.
        reader: makes ready to read some files of the repository elsewhere than in its work tree.

    Raises:
        AdrError: the directory holds something and is not ours, or one of the files would replace somebody else's.
    """
    known = known_files(out)
    declared = {**known, **{path: known.get(path, Kept()) for path in site.paths}}
    _refuse_others(out, known, site.paths)
    publisher = Publisher(out, writer, dry_run, known)
    if not dry_run:  # first of all, so that a directory in which a build was interrupted is known to be ours
        _write(out, MANIFEST, manifest(declared))
    done = [*spread(publisher.page, site.pages, jobs), *map(publisher.file, site.files)]
    files = sorted({file for one in done for file in one.pictures})
    read = reader(files) if reader is not None else partial(read_file, root)
    pictures, troubles = _pictures(publisher, files, declared, read)
    return _finished(publisher, [*done, *pictures], troubles)


def _pictures(
    publisher: Publisher,
    files: list[PurePosixPath],
    declared: Mapping[PurePosixPath, Kept],
    read: Callable[[PurePosixPath], bytes],
) -> tuple[list[Done], tuple[str, ...]]:
    """The pictures that pages show, taken along; and a sentence for each that could not be."""
    found: dict[PurePosixPath, bytes] = {}
    troubles: list[str] = []
    for file in files:
        try:
            found[media_path(file)] = picture(read, file)
        except AdrError as error:
            troubles.append(error.message)
    _refuse_others(publisher.out, publisher.known, found)
    if not publisher.dry_run and not found.keys() <= declared.keys():
        _write(publisher.out, MANIFEST, manifest({**declared, **dict.fromkeys(found, Kept())}))
    done = [Done(path, Kept("", _digest(data)), publisher.put(path, data)) for path, data in found.items()]
    return done, tuple(troubles)


def _finished(publisher: Publisher, done: list[Done], troubles: tuple[str, ...]) -> Published:
    """What is stale goes, and the next build is told what there is."""
    out, now = publisher.out, {one.path: one.kept for one in done}
    removed = tuple(sorted(path for path in publisher.known.keys() - now.keys() if _inside(out, path).is_file()))
    if not publisher.dry_run:
        for path in removed:
            _remove(out, path)
        _write(out, MANIFEST, manifest(now))
    written = tuple(one.path for one in done if one.written)
    made = sum(one.made for one in done if one.kept.key)
    problems = tuple(problem for one in done for problem in one.problems)
    return Published(written, len(done) - len(written), removed, made, problems, troubles)


def _refuse_others(out: Path, known: Mapping[PurePosixPath, Kept], wanted: Iterable[PurePosixPath]) -> None:
    for path in wanted:
        if path not in known and os.path.lexists(_inside(out, path)):
            raise AdrError(f"{out / path} is not a page of ours", "adr site build --out DIR writes somewhere else")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def _digest_of(out: Path, path: PurePosixPath) -> str | None:
    place = _inside(out, path)
    try:
        return None if place.is_symlink() else _digest(place.read_bytes())
    except OSError:
        return None


def _inside(out: Path, path: PurePosixPath) -> Path:
    """The file's place; refuses to go through a symlink that leads out of the directory."""
    place = out.joinpath(*path.parts)
    if not place.parent.resolve().is_relative_to(out.resolve()):
        raise AdrError(f"{place.parent} leads out of the site's directory", f"remove the symlink {place.parent}")
    return place


def _holds(out: Path, path: PurePosixPath, data: bytes) -> bool:
    place = _inside(out, path)
    try:
        return not place.is_symlink() and place.stat().st_size == len(data) and place.read_bytes() == data
    except OSError:
        return False


def _write(out: Path, path: PurePosixPath, data: bytes) -> None:
    place = _inside(out, path)
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".adr-site-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _remove(out: Path, path: PurePosixPath) -> None:
    place = _inside(out, path)
    place.unlink(missing_ok=True)
    for folder in path.parents[:-1]:
        with suppress(OSError):  # something else is in it
            (out / folder).rmdir()
