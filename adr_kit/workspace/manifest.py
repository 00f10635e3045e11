"""What the last build of a site left in a directory: by this it is known to be ours, and what is stale in it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = PurePosixPath(".adr-site.json")
_MADE_BY = "adr site build"
_MANIFEST_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file that a build left.

    Attributes:
        key: what its template was given, in short; "" for a file that none makes.
        digest: what it held, in short.
        made_of: what that depended on, in short; "" where nothing told.
        mentioned: the records that its text mentioned.
    """

    key: str = ""
    digest: str = ""
    made_of: str = ""
    mentioned: tuple[str, ...] = ()


def known_files(out: Path) -> dict[PurePosixPath, Kept]:
    """The files that the last build left in a directory; none for one that is new or empty."""
    if not os.path.lexists(out) or (out.is_dir() and not any(out.iterdir())):
        return {}
    if not out.is_dir():
        raise AdrError(f"{out} is not a directory", "adr site build --out DIR writes somewhere else")
    listed = _listed(out / MANIFEST)
    if listed is None:
        raise AdrError(
            f"{out} is not empty and holds no site of ours", "adr site build --out DIR writes somewhere else"
        )
    files = {PurePosixPath(name): kept for name, kept in listed.items()}
    return {
        path: kept for path, kept in files.items() if path.parts and not path.is_absolute() and ".." not in path.parts
    }


def _listed(manifest: Path) -> dict[str, Kept] | None:
    """The files that a manifest names; None where it is none of ours. Anybody may have written it."""
    try:
        if manifest.is_symlink() or manifest.stat().st_size > _MANIFEST_LIMIT:
            return None
        data: object = json.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    files = data.get("files") if isinstance(data, dict) and data.get("made_by") == _MADE_BY else None
    if isinstance(files, list):  # as adr-kit wrote them before it kept what they were made of
        return {name: Kept() for name in files if isinstance(name, str)}
    if not isinstance(files, dict):
        return None
    return {str(name): _kept(value) for name, value in files.items()}


def _kept(value: object) -> Kept:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        return Kept()
    words = [*map(str, value), "", "", ""]
    return Kept(words[0], words[1], words[2], tuple(map(str, value[3:])))


def manifest(files: Mapping[PurePosixPath, Kept]) -> bytes:
    """The manifest of some files, as ``known_files`` reads it."""
    data = {str(path): [kept.key, kept.digest, kept.made_of, *kept.mentioned] for path, kept in files.items()}
    return (json.dumps({"made_by": _MADE_BY, "files": data}, indent=1, sort_keys=True) + "\n").encode()
