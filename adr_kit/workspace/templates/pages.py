"""From a page's values to its bytes, by the templates of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adr_kit.text.characters import printable
from adr_kit.workspace.templates.shipped import shipped

if TYPE_CHECKING:
    from adr_kit.site.model import Page


class PageWriter:
    """Makes pages; reads each template once."""

    def __init__(self) -> None:
        # Our own templates: their loader follows symlinks, which those of a repository must not be given to.
        self._templates = Environment(
            loader=FileSystemLoader(shipped("site")),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self, page: Page) -> bytes:
        """A page's bytes: UTF-8 without a character that HTML forbids, whatever the values hold."""
        return printable(self._templates.get_template(page.template).render(page.context)).encode()
