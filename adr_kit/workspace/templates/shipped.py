"""Where the templates that come with this tool lie."""

from __future__ import annotations

from pathlib import Path

import adr_kit


def shipped(kind: str) -> Path:
    """The folder of our templates for "records" or for the "site".

    A wheel carries them inside the package; in a checkout, and so in an editable install, they stand beside it.
    """
    package = Path(adr_kit.__file__).parent
    inside = package / "_templates"
    return (inside if inside.is_dir() else package.parent / "templates") / kind
