"""Every command that the README and the pages of docs/ show is run, each page in an empty repository of its own."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Adr, Repo

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)  # a file that the page tells to write
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(page: Path) -> list[tuple[str, str]]:
    """Each command of a page with the output that the page shows for it."""
    found = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            typed, _, shown = piece.partition("\n")
            found.append((typed, shown))
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.name)
def test_a_page_says_what_happens(page: Path, repo: Repo, adr: Adr) -> None:
    adr = adr.given(SOURCE_DATE_EPOCH="1795435200")  # 2026-11-23: pages may show dates
    for name, text in _FILE.findall(page.read_text(encoding="utf-8")):
        repo.write(name, text)
    for typed, shown in commands(page):
        program, *arguments = shlex.split(typed)
        assert program == "adr"
        ran = adr(*arguments)
        assert ran.code == (2 if typed == "adr show quue" else 0), (typed, ran.stderr)
        if shown:
            assert ran.stdout.splitlines() == shown.splitlines(), typed


def test_every_page_is_reached_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/[\w.-]+)\)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {f"docs/{page.name}" for page in PAGES[1:]} <= linked


def test_every_relative_link_of_the_documentation_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)\s#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
