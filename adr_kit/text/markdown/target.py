"""Where a link of a text leads on the page that shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_URL_CHARACTERS = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    Attributes:
        href: the link for the page; None where there is nothing to lead to.
        note: why there is nothing, for the reader of the page.
        image: whether ``href`` is a picture that the page may load.
        exists: whether there is something, though no page of it.
    """

    href: str | None
    note: str = ""
    image: bool = False
    exists: bool = False


def scheme(href: str) -> str:
    """The scheme of an absolute link in lower case; "" for a relative one."""
    match = _SCHEME.match(href)
    return match.group(1).lower() if match else ""


def safe(href: str) -> str | None:
    """A link with everything encoded that has no business in one; None where its scheme could run something."""
    encoded = quote(_LONE_PERCENT.sub("%25", href.strip()), safe=_URL_CHARACTERS, errors="replace")
    return encoded if scheme(encoded) in _SAFE_SCHEMES | {""} else None
