"""The gate through which all HTML of a record passes: the one place that says nh3."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import unescape
from typing import Protocol

import nh3

from adr_kit.text.markdown.target import Target, safe

Resolve = Callable[[str], Target]

_ALLOWED = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr"
)
_EVERYWHERE = frozenset({"class", "id", "title", "lang", "dir", "role", "aria-label", "tabindex"})
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": _EVERYWHERE | {"href", "name"},
    "details": _EVERYWHERE | {"open"},
    "img": _EVERYWHERE | {"src", "alt", "width", "height", "loading"},
    "ol": _EVERYWHERE | {"start", "reversed"},
    "td": _EVERYWHERE | {"colspan", "rowspan"},
    "th": _EVERYWHERE | {"colspan", "rowspan", "scope"},
    "time": _EVERYWHERE | {"datetime"},
}
_NEVER_SHOWN = (
    "applet audio base canvas embed frame frameset iframe link math meta noembed noframes noscript object plaintext "
    "script select style svg template textarea title video xmp"
)
_UNWRAPPED = (
    "address article aside body button center dialog dir fieldset font footer form head header hgroup html input "
    "label legend main map area nav nobr optgroup option output param picture progress meter search source strike "
    "track tt big acronym marquee blink data slot path g rect circle line text"
)
_TAGS = frozenset(_ALLOWED.split())
_SILENT = frozenset(_NEVER_SHOWN.split())
_KNOWN = _TAGS | _SILENT | frozenset(_UNWRAPPED.split())
_OURS_ALONE = frozenset({"class", "role", "aria-label", "tabindex", "loading"})
_NUMBERS = frozenset({"width", "height", "colspan", "rowspan", "start"})
_WORDS = {"lang": re.compile(r"[A-Za-z0-9-]{1,35}"), "dir": re.compile("ltr|rtl|auto"), "scope": re.compile("row|col")}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_ANCHOR = re.compile(r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^\s"'<>`]{1,200})""")
_LINK_OR_IMAGE = re.compile(r"<(/?)a(?=[\s>])|<img\b((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def anchors(html: str) -> tuple[str, ...]:
    """The places in a piece of raw HTML to which a link can lead."""
    return tuple(match.group(1) for match in _ANCHOR.finditer(html))


class Picture(Protocol):
    """Makes the HTML for a picture, from its source, its text, its width, and whether it stands in a link."""

    def __call__(self, source: str, alt: str, width: str, /, *, linked: bool) -> str:
        """The HTML."""


def tame(html: str, shift: int, image: Picture, *, linked: bool = False) -> str:
    """A piece of raw HTML with its pictures and headings fitted to the page and what is no HTML shown as text.

    Args:
        html: what stands in the source, whole or one tag of it.
        shift: how many levels headings move down.
        image: makes the HTML for a picture.
        linked: whether it stands in a link.
    """

    def picture(match: re.Match[str]) -> str:
        nonlocal linked
        slash, attributes = match.groups()
        if attributes is None:
            linked = not slash
            return match.group()
        found = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(attributes)}
        return image(found.get("src", ""), found.get("alt", ""), found.get("width", ""), linked=linked)

    def tag(match: re.Match[str]) -> str:
        slash, name = match.groups()
        name = name.lower()
        if name not in _KNOWN:
            return "&lt;" + match.group()[1:]  # `Map<Key, Value>` outside of code: its author meant the characters
        return f"<{slash}h{min(int(name[1]) + shift, 6)}" if re.fullmatch("h[1-6]", name) else match.group()

    return _LINK_OR_IMAGE.sub(picture, _TAG.sub(tag, html))


def clean(html: str, mark: str, own_ids: frozenset[str], resolve: Resolve, prefix: str = "") -> str:
    """The HTML with nothing left that a record must not bring into a page.

    Args:
        html: markup of ours and of the record's author, mixed.
        mark: what stands before each attribute value of ours; an author cannot know it.
        own_ids: identifiers of ours, that an author's element must not take.
        resolve: where a link of the author's raw HTML leads.
        prefix: what the author's identifiers get in front.
    """
    taken = set(own_ids)
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_SILENT - {"title", "textarea", "plaintext", "xmp", "svg", "math"},
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, mark, taken, resolve, prefix),
        link_rel=None,
        strip_comments=True,
    )


def _attribute(  # noqa: PLR0913, PLR0917 -- nh3 gives the last three
    mark: str, taken: set[str], resolve: Resolve, prefix: str, tag: str, name: str, value: str
) -> str | None:
    if value.startswith(mark):
        return value.removeprefix(mark)
    if name in _OURS_ALONE or name == "src":
        return None
    if name in ("id", "name"):
        return _identifier(value, taken, prefix)
    if name == "href":
        found = resolve(value).href if tag == "a" else None
        return None if found is None else safe(found)
    if name in _NUMBERS:
        return value if value.isascii() and value.isdigit() and len(value) < 5 else None  # noqa: PLR2004 -- a screen has fewer than 10000 pixels
    pattern = _WORDS.get(name)
    return value if pattern is None or pattern.fullmatch(value) else None


def _identifier(value: str, taken: set[str], prefix: str) -> str | None:
    # A dot marks the identifiers of the page itself.
    if prefix + value in taken or "." in value or not value or any(character.isspace() for character in value):
        return None
    taken.add(prefix + value)
    return prefix + value
