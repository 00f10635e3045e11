"""What a project is called, for the site's title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace.project import name_of_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("remote", "name"),
    [
        ("https://github.com/o/tea.git", "tea"),
        ("git@git.example.org:team/tea", "tea"),
        ("ssh://git@example.org:22/tea/", "tea"),
        ("/srv/git/tea.git", ""),
        ("../tea", ""),
        ("", ""),
    ],
)
def test_a_repository_elsewhere_gives_its_name(tmp_path: Path, remote: str, name: str) -> None:
    assert name_of_project(tmp_path, remote) == name


@pytest.mark.parametrize(
    ("readme", "name"),
    [
        ("[![Build](b.svg)](https://ci)\n\n# *Tea* shop\n\nWe sell.\n", "Tea shop"),
        ("Tea shop\n========\n", "Tea shop"),
        ("# ![logo](x.png)\n", ""),
        ("No heading.\n", ""),
        (f"# {'A very long sentence ' * 5}\n", ""),
    ],
)
def test_else_the_readme_does(tmp_path: Path, readme: str, name: str) -> None:
    (tmp_path / "README.md").write_text(readme, encoding="utf-8")
    assert name_of_project(tmp_path, "/srv/git/other.git") == name
