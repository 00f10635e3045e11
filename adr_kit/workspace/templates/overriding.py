"""A site's page by a team's own templates: each stands in for ours of its name, in a sandbox with limits."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, FileSystemLoader
from jinja2.filters import FILTERS

from adr_kit.workspace.templates.engine import FolderLoader, Sandbox, render
from adr_kit.workspace.templates.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# A list of ten thousand records is one page.
_STEPS = 5_000_000
_CHARACTERS = 200_000_000
_LONGEST = 32 * 1024 * 1024


def render_page(own: Path, template: str, context: Mapping[str, object]) -> str:
    """A page's text.

    Args:
        own: the folder of the team's templates.
        template: the name of the page's template, there or among ours.
        context: what it knows.

    Raises:
        AdrError: a template is wrong, asks for something unknown, or does too much; with the line where.
    """
    sandbox = _sandbox(own)
    sandbox.budget.steps, sandbox.budget.characters = _STEPS, _CHARACTERS
    return render(sandbox, template, context, longest=_LONGEST)


@lru_cache(maxsize=1)
def _sandbox(own: Path) -> Sandbox:
    """One for all pages of a build: a template is compiled once."""
    ours = FileSystemLoader(shipped("site"))
    sandbox = Sandbox(ChoiceLoader([FolderLoader(own, f"{own.parent.name}/{own.name}/"), ours]))
    sandbox.autoescape = True
    sandbox.auto_reload = True
    sandbox.filters |= {name: FILTERS[name] for name in ("safe", "escape", "e", "tojson")} | {"digest": digest}
    return sandbox


def digest(script: str) -> str:
    """A script as a page's policy names it."""
    return "sha256-" + b64encode(sha256(str(script).encode()).digest()).decode()
