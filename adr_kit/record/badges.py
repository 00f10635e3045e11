"""Badges as metadata: ``![Status](https://img.shields.io/badge/status-accepted-green)`` says a status."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,200})\]\(\s*<?(?P<url>https?://[^\s()<>]{1,500})")
_WORD = r"(?:[^-/?#&\s]|--)+"
_FORMS = (
    # shields.io: /badge/LABEL-MESSAGE-COLOR, with "--" for a hyphen; /badge/MESSAGE-COLOR has no label
    re.compile(rf"/badge/(?:(?P<label>{_WORD})-)?(?P<message>{_WORD})-{_WORD}(?:$|[?#])"),
    # badgen.net: /badge/LABEL/MESSAGE/COLOR
    re.compile(r"/badge/(?P<label>[^/?#]+)/(?P<message>[^/?#]+)(?:/[^/?#]*)?/?(?:$|[?#])"),
    # shields.io: /static/v1?label=LABEL&message=MESSAGE&color=COLOR
    re.compile(r"/static/v1\?(?:[^#]*&)?label=(?P<label>[^&#]+)&(?:[^#]*&)?message=(?P<message>[^&#]+)"),
)


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge: what it is about by its label and by its alternative text, and what it says.

    Attributes:
        names: the label and the alternative text, as far as there are any.
        text: the message as people see it, in as many characters as it takes in the address.
        span: where the message stands in the line.
    """

    names: tuple[str, ...]
    text: str
    span: Span


def find(line: str) -> Iterator[Badge]:
    """The badges of a line."""
    for image in _IMAGE.finditer(line):
        match = next((found for form in _FORMS if (found := form.search(image["url"]))), None)
        if match:
            names = tuple(_shown(name) for name in (match["label"], image["alt"]) if name)
            at = image.start("url")
            yield Badge(names, _shown(match["message"]), Span(at + match.start("message"), at + match.end("message")))


def _shown(text: str) -> str:
    """The text as it is shown; blanks stand for the rest of an escape, so that offsets stay what they are."""
    return text.replace("%20", "   ").replace("__", " _").replace("--", " -").replace("_", " ")
