"""Which file of the site a record's page is, on every file system, and how one page links to another."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from adr_kit.text.anchor import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

INDEX = PurePosixPath("index.html")
MAP = PurePosixPath("map.html")
DRAWING_STYLE = PurePosixPath("drawing.css")  # for every page that shows a drawing
RECORDS = PurePosixPath("records")
MEDIA = PurePosixPath("media")
ALL = PurePosixPath("decisions.html")
TAGS = PurePosixPath("tags")
COMPONENTS = PurePosixPath("components")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\ud800-\udfff]+')  # by Windows, or by UTF-8
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\..*)?", re.IGNORECASE)
_LONGEST = 180  # bytes: 255 are allowed, and somebody will put a suffix behind it


def page_names(ids: Iterable[str]) -> dict[str, str]:
    """A file name without suffix for each identity; those that some file system takes for one another get a digest."""
    wanted = {identity: file_name(identity) for identity in ids}
    count = Counter(_folded(name) for name in wanted.values())
    return {identity: page_name(identity, alone=count[_folded(name)] == 1) for identity, name in wanted.items()}


def page_name(identity: str, *, alone: bool = True) -> str:
    """The name of an identity's page; with a digest where it is not the identity itself, or not the only one."""
    name = file_name(identity)
    return name if name == identity and alone else f"{name}-{_digest(identity)}"


def media_path(file: PurePosixPath) -> PurePosixPath:
    """Where a picture of the repository lies in the site."""
    return MEDIA / f"{_digest(str(file))}-{file_name(file.stem)}{file.suffix.lower()}"


def topic_pages(folder: PurePosixPath, topics: Iterable[str]) -> dict[str, PurePosixPath]:
    """The page of each tag or component, by its name without regard to case."""
    wanted = {topic: slug(topic) for topic in dict.fromkeys(topic.casefold() for topic in topics)}
    files = page_names(wanted.values())
    count = Counter(wanted.values())
    return {
        topic: folder / f"{files[name] if name and count[name] == 1 else f'topic-{_digest(topic)}'}.html"
        for topic, name in wanted.items()
    }


@lru_cache(maxsize=65_536)  # every page of records links to the same few, from the same folder
def href(source: PurePosixPath, target: PurePosixPath, fragment: str = "") -> str:
    """A link from one file of the site to another."""
    here, there = source.parts[:-1], target.parts
    shared = len(posixpath.commonprefix((here, there[:-1])))
    relative = "/".join((*[".."] * (len(here) - shared), *there[shared:]))
    return quote(relative, safe="/", errors="replace") + (
        f"#{quote(fragment, safe='', errors='replace')}" if fragment else ""
    )


def file_name(identity: str) -> str:
    """An identity as a file name, without its suffix, that every file system takes."""
    name = _FORBIDDEN.sub("-", identity).strip(". ") or "record"
    name = name.encode()[:_LONGEST].decode("utf-8", "ignore")
    return f"{name}-" if _RESERVED.fullmatch(name) else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
