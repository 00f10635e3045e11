"""Write a site into a directory that is known to be ours: only what changed is written, what is stale goes."""

from __future__ import annotations

import json
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from adr_kit.site.model import Picture, Site
    from adr_kit.workspace.templates.pages import PageWriter

MANIFEST = PurePosixPath(".adr-site.json")
_MADE_BY = "adr site build"
_MANIFEST_LIMIT = 64 * 1024 * 1024
# A picture is opened on its own as well, where no page's policy stops what it may hold.
_ACTIVE = re.compile(
    rb"<[^>]{0,40}?(?:script|iframe|embed|object)|[\s/\"']on[a-z]+\s*=|javascript:|<!entity|<\?xml-style|&#"
)


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: how many files were written, were the same already, and were removed."""

    written: tuple[PurePosixPath, ...]
    same: int
    removed: tuple[PurePosixPath, ...]


def site_files(site: Site, writer: PageWriter, root: Path) -> tuple[dict[PurePosixPath, bytes], tuple[str, ...]]:
    """The bytes of every file of a site, and a sentence for each picture that could not be taken along.

    Args:
        site: the site.
        writer: makes the pages.
        root: the workspace's root, in which the pictures lie.
    """
    files = {page.path: writer.write(page) for page in site.pages}
    files |= {file.path: file.data for file in site.files}
    troubles: list[str] = []
    for picture in site.pictures:
        try:
            files[picture.path] = _picture(root, picture)
        except AdrError as error:
            troubles.append(error.message)
    return files, tuple(troubles)


def publish(out: Path, files: Mapping[PurePosixPath, bytes], *, dry_run: bool = False) -> Published:
    """Makes a directory hold exactly these files of ours; what others put there stays.

    Args:
        out: the directory; made where it does not exist.
        files: the site's files by their path in it.
        dry_run: whether to say only what would be done.

    Raises:
        AdrError: the directory holds something and is not ours, or one of the files would replace somebody else's.
    """
    known = _known(out)
    wanted = dict(files)
    written = tuple(path for path, data in wanted.items() if not _holds(out, path, data))
    removed = tuple(sorted(path for path in known - wanted.keys() if _inside(out, path).is_file()))
    for path in written:
        if path not in known and os.path.lexists(out / path):
            raise AdrError(f"{out / path} is not a page of ours", "adr site build --out DIR writes somewhere else")
    done = Published(written, len(wanted) - len(written), removed)
    if dry_run:
        return done
    # First of all, so that a directory in which a build was interrupted is known to be ours.
    _write(out, MANIFEST, _manifest(known | wanted.keys()))
    for path in written:
        _write(out, path, wanted[path])
    for path in removed:
        _remove(out, path)
    _write(out, MANIFEST, _manifest(wanted.keys()))
    return done


def _picture(root: Path, picture: Picture) -> bytes:
    data = read_file(root, picture.file)
    if picture.file.suffix.lower() == ".svg" and (b"\0" in data or _ACTIVE.search(data.lower())):
        raise AdrError(f"{picture.file} is a drawing that may run something: it is not published")
    return data


def _known(out: Path) -> frozenset[PurePosixPath]:
    """The files that the last build left in a directory; none for one that is new or empty."""
    if not os.path.lexists(out) or (out.is_dir() and not any(out.iterdir())):
        return frozenset()
    if not out.is_dir():
        raise AdrError(f"{out} is not a directory", "adr site build --out DIR writes somewhere else")
    listed = _listed(out / MANIFEST)
    if listed is None:
        raise AdrError(
            f"{out} is not empty and holds no site of ours", "adr site build --out DIR writes somewhere else"
        )
    paths = (PurePosixPath(name) for name in listed)
    return frozenset(path for path in paths if path.parts and not path.is_absolute() and ".." not in path.parts)


def _listed(manifest: Path) -> list[str] | None:
    try:
        if manifest.is_symlink() or manifest.stat().st_size > _MANIFEST_LIMIT:
            return None
        data: object = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("made_by") != _MADE_BY or not isinstance(data.get("files"), list):
        return None
    return [name for name in data["files"] if isinstance(name, str)]


def _manifest(paths: Iterable[PurePosixPath]) -> bytes:
    data = {"made_by": _MADE_BY, "files": sorted(str(path) for path in paths)}
    return (json.dumps(data, indent=1) + "\n").encode()


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
