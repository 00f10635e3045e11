"""From a page's values to its bytes, by the templates of the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import adr_kit
from adr_kit.text.characters import printable

if TYPE_CHECKING:
    from adr_kit.site.model import Page


class PageWriter:
    """Makes pages; reads each template once."""

    def __init__(self) -> None:
        # Our own templates: their loader follows symlinks, which those of a repository must not be given to.
        self._templates = Environment(
            loader=FileSystemLoader(_folder()),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self, page: Page) -> bytes:
        """A page's bytes: UTF-8 without a character that HTML forbids, whatever the values hold."""
        return printable(self._templates.get_template(page.template).render(page.context)).encode()


def _folder() -> Path:
    """Where the templates lie: inside an installed package, beside it in a checkout."""
    package = Path(adr_kit.__file__).parent
    inside = package / "_templates"
    return (inside if inside.is_dir() else package.parent / "templates") / "site"
