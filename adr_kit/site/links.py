"""Where the links of one record lead on its page: to another page, to a picture, to the forge, or nowhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.record.gist import gist
from adr_kit.site import names
from adr_kit.site.events import Event, events
from adr_kit.text.markdown.target import Target, scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.record.log import Log
    from adr_kit.record.model import Gist
    from adr_kit.site.model import Setting

_FOLLOWED = frozenset({"http", "https", "mailto"})
_QUOTES = " .!\"“”„'"
_ITS_REASON = re.compile(r"[\"“„](?P<name>[^\"”“]+)[\"”“],?\s+(?P<reason>(?:because|since|weil|car|da)\s.+)", re.DOTALL)
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp"})


@dataclass(frozen=True)
class Places:
    """Where things are: the pages of the site, and the files of the repository."""

    log: Log
    setting: Setting
    names: Mapping[str, str]

    def page(self, identity: str) -> PurePosixPath:
        """A record's page."""
        return names.RECORDS / f"{self.names[identity]}.html"

    def source(self, identity: str) -> PurePosixPath:
        """A record's Markdown, beside its page."""
        return names.RECORDS / f"{self.names[identity]}.md"

    def address(self, path: PurePosixPath) -> str:
        """A file's whole address where the site's own is known; else its path from the site's root."""
        relative = names.href(names.INDEX, path)
        return f"{self.setting.url}/{relative}" if self.setting.url else relative

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every change of status that is known, the newest first."""
        return events(self.log, self.setting.lives)

    @cached_property
    def tags(self) -> dict[str, PurePosixPath]:
        """Each tag's page, by the tag without regard to case."""
        return names.topic_pages(names.TAGS, (tag for record in self.log.records for tag in record.tags))

    @cached_property
    def components(self) -> dict[str, PurePosixPath]:
        """Each component's page, by its name without regard to case."""
        return names.topic_pages(names.COMPONENTS, (one.component for one in self.log.records if one.component))

    def topics(self, kind: str) -> Mapping[str, PurePosixPath]:
        """The pages of tags, or of components."""
        return self.tags if kind == "tag" else self.components

    @cached_property
    def gists(self) -> Mapping[str, str]:
        """Each decision in one sentence, where that says more than the title does."""
        return {one.id: _besides(self.in_short[one.id].decision, one.title) for one in self.log.records}

    @cached_property
    def in_short(self) -> Mapping[str, Gist]:
        """Each record in short."""
        return {one.id: gist(one.reading, self.setting.vocabulary) for one in self.log.records}

    @cached_property
    def by_file(self) -> dict[str, str]:
        """The identity of the record in each file."""
        return {str(record.file): record.id for record in self.log.records}

    @cached_property
    def fronts(self) -> frozenset[str]:
        """What stands for a whole log: its folder, and that folder's README or index."""
        logs = [one.folder for one in self.log.folders] or [self.log.folder]
        return frozenset(str(path) for log in logs for path in (log, log / "README.md", log / "index.md"))

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder of the repository that holds a file."""
        found: set[str] = set()
        for file in self.setting.tree or ():
            folder = posixpath.dirname(file)
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)


def _besides(sentence: str, title: str) -> str:
    """What a sentence says that its title does not: its reason, where that is all ("Use tea", because …)."""
    if sentence.casefold().strip(_QUOTES) == title.casefold().strip(_QUOTES):
        return ""
    match = _ITS_REASON.fullmatch(sentence)
    if match is None or match["name"].casefold().strip(_QUOTES) != title.casefold().strip(_QUOTES):
        return sentence
    return match["reason"][0].upper() + match["reason"][1:]


@dataclass
class Resolver:
    """Answers for the links of one record; mutable: it gathers where they lead.

    Attributes:
        places: where things are.
        file: the record.
        page: its page.
        pictures: those that they show.
        mentioned: the records that they lead to.
        elsewhere: whether any leads to a file that is no record of the log, or to none.
    """

    places: Places
    file: PurePosixPath
    page: PurePosixPath
    pictures: set[PurePosixPath] = field(default_factory=set)
    mentioned: dict[str, None] = field(default_factory=dict)
    elsewhere: bool = False

    def __call__(self, href: str) -> Target:
        """Where a link leads, given as it is written in the record."""
        href = href.strip()
        if href.startswith("//"):
            return Target("https:" + href)
        if scheme(href):
            return Target(href) if scheme(href) in _FOLLOWED else Target(None, "A link of this kind is not followed")
        path, _, fragment = href.partition("#")
        written = unquote(path.partition("?")[0], errors="surrogateescape")
        if not written or "\0" in written:
            return Target(None, "This link is empty")
        joined = written.lstrip("/") if written.startswith("/") else posixpath.join(str(self.file.parent), written)
        found = posixpath.normpath(joined)
        if found == ".." or found.startswith("../"):
            return Target(None, "This link leads out of the repository")
        return self._page(found, unquote(fragment, errors="replace")) or self._file(PurePosixPath(found), fragment)

    def _page(self, path: str, fragment: str) -> Target | None:
        stem = path.removesuffix(".html")
        for candidate in (path, f"{stem}.md", f"{path}/README.md", f"{path}/index.md"):
            identity = self.places.by_file.get(candidate)
            if identity is not None:
                self.mentioned[identity] = None
                return Target(names.href(self.page, self.places.page(identity), fragment))
        self.elsewhere = True
        if path in self.places.fronts:
            return Target(names.href(self.page, names.INDEX))
        return None

    def _file(self, path: PurePosixPath, fragment: str) -> Target:
        tree, forge = self.places.setting.tree, self.places.setting.forge
        is_folder = str(path) in self.places.folders or not path.parts
        if tree is not None and not is_folder and str(path) not in tree:
            return Target(None, f"There is no {path} in the repository")
        if path.suffix.lower() in _PICTURES and not is_folder and tree is not None:
            self.pictures.add(path)
            return Target(names.href(self.page, names.media_path(path)), image=True)
        if forge is None:
            return Target(None, f"{path} is in the repository", exists=True)
        if is_folder:
            return Target(forge.folder(path))
        return Target(forge.file(path) + (f"#{fragment}" if fragment else ""))
