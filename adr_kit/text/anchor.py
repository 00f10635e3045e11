"""The identifier by which a link leads to a heading, as forges and our site make it."""

from __future__ import annotations

import re

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def slug(text: str) -> str:
    """A heading's words as an identifier, as GitHub makes it."""
    return _NOT_IN_SLUG.sub("", text.strip().lower()).replace(" ", "-")
