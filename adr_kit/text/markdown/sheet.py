"""What is known of the page while one text is made into HTML: its marks, its places, where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.text.anchor import slug
from adr_kit.text.markdown import raw
from adr_kit.text.markdown.target import Target, safe

if TYPE_CHECKING:
    from adr_kit.text.markdown.raw import Resolve


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the rendered text: ``level`` from 2, ``id`` to link to, ``text`` without markup."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A link that leads nowhere: as it is written, and why."""

    href: str
    note: str


@dataclass
class Sheet:
    """One text on its way to a page; mutable, since what is broken turns up on the way.

    Attributes:
        mark: what stands before each attribute value of ours, so that the author's can be told apart.
        resolve: where a link to something outside the text leads.
        anchors: places that the author's raw HTML names.
        above: places that stand above the text, at the page's head.
        shift: how many levels headings move down.
        prefix: the text's own place and a dot, which all places in it have in front on a page of several texts.
    """

    mark: str
    resolve: Resolve
    anchors: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    shift: int = 0
    prefix: str = ""
    headings: list[Heading] = field(default_factory=list)
    broken: dict[Broken, None] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()

    def follow(self, href: str) -> Target:
        """Where a link leads, encoded and safe; one that leads nowhere is remembered."""
        target = self._within(unquote(href[1:], errors="replace")) if href.startswith("#") else self.resolve(href)
        if target.href is not None:
            target = Target(safe(target.href), "A link of this kind is not followed", image=target.image)
        if target.href is None and not target.exists:
            self.broken[Broken(href, target.note)] = None
        return target

    def raw(self, html: str, *, linked: bool = False) -> str:
        """A piece of the author's raw HTML, fitted to the page; ``linked`` where it stands in a link."""
        return raw.tame(html, self.shift, self.picture, linked=linked)

    def picture(self, source: str, alt: str, width: str = "", *, linked: bool = False) -> str:
        """The HTML for a picture: itself where it lies beside the page, a link to it where it lies elsewhere.

        Args:
            source: where it lies.
            alt: what it shows, in words.
            width: in pixels; "" where nobody says.
            linked: whether it stands in a link already: then its words are that link's.
        """
        target = self.follow(source)
        text = escape(alt.strip() or "Picture")
        if target.href is None:
            return f'<span class="{self.mark}missing-picture">{text}{self.note(target.note or "It is not here")}</span>'
        href = self.mark + escape(target.href)
        if not target.image and linked:
            return text
        if not target.image:
            return f'<a class="{self.mark}picture-link" href="{href}">{text}</a>'
        size = f' width="{width}"' if width.isascii() and width.isdigit() else ""
        return f'<img src="{href}" alt="{escape(alt)}" loading="{self.mark}lazy"{size}>'

    def note(self, text: str) -> str:
        """Why something leads nowhere, behind it."""
        return f" <small>({escape(text[:1].lower() + text[1:])})</small>"

    def _within(self, place: str) -> Target:
        if place in ("", "top"):
            return Target(f"#{self.prefix.removesuffix('.')}")
        for candidate in (place, place.lower(), slug(place)):
            if self.prefix + candidate in self.ids or candidate in self.anchors:
                return Target(f"#{self.prefix}{candidate}")
            if candidate in self.above:
                return Target(f"#{self.prefix.removesuffix('.')}")
        return Target(None, "This page has no such place")


def dead(target: Target) -> str:
    """The class of a link that cannot be followed."""
    return "unlinked" if target.exists else "broken-link"
