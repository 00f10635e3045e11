"""How a team wants its site to look: its logo, links and colour, a style sheet and templates of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adr_kit.site.accent import accent_of

if TYPE_CHECKING:
    from adr_kit.site.accent import Accent
    from adr_kit.workspace.settings import Settings

_COLOUR = "#0b6658"
_FOLLOWED = ("http", "https", "mailto")


@dataclass(frozen=True, slots=True)
class Look:
    """What the settings say under ``[site]`` about its looks; files from the root of the repository.

    Attributes:
        logo: a picture that stands before the site's name.
        links: more links at the head of each page: words, and where they lead.
        accent: the colour of links and marks, as it is written.
        css: a style sheet that is loaded after ours.
        mermaid: the ``mermaid.min.js`` with which diagrams are drawn.
    """

    logo: PurePosixPath | None = None
    links: tuple[tuple[str, str], ...] = ()
    accent: str | None = None
    css: PurePosixPath | None = None
    mermaid: PurePosixPath | None = None

    @property
    def colours(self) -> Accent | None:
        """The accent for light and for dark pages."""
        return accent_of(self.accent) if self.accent else None


def look_of(settings: Settings) -> Look:
    """The looks that settings describe.

    Raises:
        AdrError: a link leads nowhere, or a colour is none.
    """
    accent = settings.string("site.accent", like=_COLOUR)
    if accent is not None and accent_of(accent) is None:
        raise settings.wrong("site.accent", f'must be a colour, like "{_COLOUR}"')
    return Look(
        logo=_file(settings, "site.logo"),
        links=tuple(_links(settings).items()),
        accent=accent,
        css=_file(settings, "site.css"),
        mermaid=_file(settings, "site.mermaid"),
    )


def _file(settings: Settings, key: str) -> PurePosixPath | None:
    value = settings.string(key)
    if value is None:
        return None
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts:
        raise settings.wrong(key, "must be a file of the repository, from its root")
    return path


def _links(settings: Settings) -> dict[str, str]:
    found = {}
    for words, address in settings.table("site.links").items():
        if not isinstance(address, str) or urlsplit(address).scheme not in _FOLLOWED:
            raise settings.wrong(f"site.links.{words}", "must be a web address, like https://example.org/handbook")
        found[words] = address
    return found
