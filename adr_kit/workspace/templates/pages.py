"""From a page's values to its bytes, by the templates of the site."""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adr_kit.text.characters import printable
from adr_kit.workspace.templates.overriding import digest, render_page
from adr_kit.workspace.templates.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


class PageWriter:
    """Makes pages; reads each template once.

    Args:
        own: the folder of a team's own templates, each of which stands in for ours of that name; None for none.
    """

    def __init__(self, own: Path | None = None) -> None:
        self._own = own if own is not None and own.is_dir() else None
        # Our own templates: their loader follows symlinks, which those of a repository must not be given to.
        self._templates = Environment(
            loader=FileSystemLoader(shipped("site")),
            autoescape=True,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["digest"] = digest

    @cached_property
    def _texts(self) -> str:
        """All templates: a page is made anew where one of them, or this tool, has changed."""
        digest = hashlib.sha256(version("adr-toolkit").encode())
        for folder in (shipped("site"), *([self._own] if self._own else [])):
            for file in sorted(file for file in folder.rglob("*") if file.is_file()):
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
        return digest.hexdigest()

    @cached_property
    def made_by(self) -> str:
        """The program and its templates: what is made of the same values by another one may be something else."""
        package = Path(__file__).parents[2]
        state = hashlib.sha256(self._texts.encode())
        for library in ("Jinja2", "markdown-it-py", "mdit-py-plugins", "nh3", "Pygments"):
            state.update(f"{library} {version(library)}\n".encode())
        for file in sorted(package.rglob("*.py")):
            state.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
        return state.hexdigest()

    def key(self, template: str, context: Mapping[str, object]) -> str:
        """What a page is made of, in short: the same key means the same bytes."""
        made_of = f"{self._texts} {template} {context!r}"
        return hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def write(self, template: str, context: Mapping[str, object]) -> bytes:
        """A page's bytes: UTF-8 without a character that HTML forbids, whatever the values hold.

        Raises:
            AdrError: a template of the team's is wrong, or does too much; with the line where.
        """
        if self._own is not None:
            return printable(render_page(self._own, template, context)).encode()
        return printable(self._templates.get_template(template).render(context)).encode()
