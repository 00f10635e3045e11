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
from adr_kit.site.model import Page
from adr_kit.site.names import media_path
from adr_kit.workspace.files import read_file
from adr_kit.workspace.manifest import MANIFEST, Kept, known_files, manifest
from adr_kit.workspace.parallel import default_jobs, spread
from adr_kit.workspace.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path, PurePosixPath
    from typing import TypeAlias

    from adr_kit.record.model import Problem
    from adr_kit.site.model import DataFile, Site
    from adr_kit.workspace.headway import Tell
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

    def left(self, one: Page | DataFile) -> Done | None:
        """What the last build left of a page or file, where that still holds and is made of the same."""
        kept = self.known.get(one.path)
        if kept is None or not kept.made_of or one.made_of is None or kept.digest != _digest_of(self.out, one.path):
            return None
        same = kept.made_of == self._made_of(one.made_of(kept.mentioned))
        return Done(one.path, kept, written=False, made=False) if same else None

    def make(self, one: Page | DataFile) -> Done:
        """Make a page or file, if it says anything else than before."""
        return self._page(one) if isinstance(one, Page) else self._file(one)

    def _page(self, page: Page) -> Done:
        content = page.content()
        key = self.writer.key(page.template, content.context)
        kept = self.known.get(page.path)
        if kept is not None and kept.key == key and kept.digest == _digest_of(self.out, page.path):
            digest, written, made = kept.digest, False, False
        else:
            data = self.writer.write(page.template, content.context)
            digest, written, made = _digest(data), self.put(page.path, data), True
        told = Kept(key, digest, *self._depends(page, content.mentioned))
        return Done(page.path, told, written, made, content.pictures, content.problems)

    def _file(self, file: DataFile) -> Done:
        data = file.data()
        return Done(file.path, Kept("", _digest(data), *self._depends(file, ())), self.put(file.path, data))

    def _depends(self, one: Page | DataFile, mentioned: tuple[str, ...] | None) -> tuple[str, tuple[str, ...]]:
        if one.made_of is None or mentioned is None:
            return "", ()
        return self._made_of(one.made_of(mentioned)), mentioned

    def _made_of(self, values: str) -> str:
        """What something is made of: its values, and what makes it."""
        return _digest(f"{self.writer.made_by} {values}".encode())

    def put(self, path: PurePosixPath, data: bytes) -> bool:
        """Write a file where it holds anything else; whether it did."""
        if _holds(self.out, path, data):
            return False
        if not self.dry_run:
            _write(self.out, path, data)
        return True


def publish(  # noqa: PLR0913 -- three of them are how, not what
    out: Path,
    site: Site,
    writer: PageWriter,
    root: Path,
    *,
    dry_run: bool = False,
    jobs: int | None = None,
    reader: Reader | None = None,
    tell: Tell | None = None,
) -> Published:
    """Makes a directory hold exactly the files of a site; what others put there stays.

    Args:
        out: the directory; made where it does not exist.
        site: the site.
        writer: makes the pages.
        root: the workspace's root, in which the pictures lie.
        dry_run: whether to say only what would be done.
        jobs: how many processes may make pages; None for as many as pay.
        reader: makes ready to read some files of the repository elsewhere than in its work tree.
        tell: told how many pages and files are as they should be, and of how many.

    Raises:
        AdrError: the directory holds something and is not ours, or one of the files would replace somebody else's.
    """
    known = known_files(out)
    declared = {**known, **{path: known.get(path, Kept()) for path in site.paths}}
    _refuse_others(out, known, site.paths)
    publisher = Publisher(out, writer, dry_run, known)
    # First of all, so that a directory in which a build was interrupted is known to be ours.
    if not dry_run and declared.keys() != known.keys():
        _write(out, MANIFEST, manifest(declared))
    done = _made(publisher, site, jobs, tell)
    files = sorted({*site.pictures, *(file for one in done for file in one.pictures)})
    read = reader(files) if reader is not None else partial(read_file, root)
    pictures, troubles = _pictures(publisher, files, declared, read)
    return _finished(publisher, [*done, *pictures], troubles)


def _made(publisher: Publisher, site: Site, jobs: int | None, tell: Tell | None) -> list[Done]:
    """Every page and file, in order; made where the last build left none that is made of the same."""
    found: dict[PurePosixPath, Done] = {}
    everything: list[Page | DataFile] = [*site.pages, *site.files]

    def further(done: int, _of: int) -> None:
        if tell is not None:
            tell(len(found) + done, len(everything))

    for one in everything:
        further(0, 0)
        left = publisher.left(one)
        if left is not None:
            found[one.path] = left
    others = [one for one in everything if one.path not in found]
    pages = sum(isinstance(one, Page) for one in others)
    made = spread(publisher.make, others, jobs or default_jobs(pages), further)
    found |= {done.path: done for done in made}
    return [found[path] for path in site.paths]


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
    # Where a folder is a link is looked up each time: somebody may put one there while pages are written.
    if any(os.path.islink(out.joinpath(*path.parts[:depth])) for depth in range(1, len(path.parts))):  # noqa: PTH114 -- thousands
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
    temporary = place.with_name(f".adr-site-{secrets.token_hex(8)}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(place)
    except OSError as error:
        raise AdrError(f"{place} cannot be written: {error.strerror}", "make it writable, or --out DIR") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _remove(out: Path, path: PurePosixPath) -> None:
    place = _inside(out, path)
    place.unlink(missing_ok=True)
    for folder in path.parents[:-1]:
        with suppress(OSError):  # something else is in it
            (out / folder).rmdir()
