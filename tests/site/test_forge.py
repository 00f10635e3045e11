"""What a remote's address tells about where files can be looked at."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from adr_kit.site.forge import forge_of

FILE = PurePosixPath("src/a b#.py")


@pytest.mark.parametrize(
    ("remote", "file"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r/blob/HEAD/src/a%20b%23.py"),
        ("git@github.com:o/r.git", "https://github.com/o/r/blob/HEAD/src/a%20b%23.py"),
        ("ssh://git@github.com:22/o/r", "https://github.com/o/r/blob/HEAD/src/a%20b%23.py"),
        ("https://ada:secret@github.com/o/r.git", "https://github.com/o/r/blob/HEAD/src/a%20b%23.py"),
        ("git@gitlab.example.org:team/sub/r.git", "https://gitlab.example.org/team/sub/r/-/blob/HEAD/src/a%20b%23.py"),
        ("https://gitlab.example.org:8443/t/r/", "https://gitlab.example.org:8443/t/r/-/blob/HEAD/src/a%20b%23.py"),
        ("https://bitbucket.org/o/r", "https://bitbucket.org/o/r/src/HEAD/src/a%20b%23.py"),
        ("https://codeberg.org/o/r", "https://codeberg.org/o/r/src/HEAD/src/a%20b%23.py"),
        ("https://git.sr.ht/~o/r", "https://git.sr.ht/~o/r/tree/HEAD/item/src/a%20b%23.py"),
        ("https://GitHub.com/o/r", "https://github.com/o/r/blob/HEAD/src/a%20b%23.py"),
    ],
)
def test_known_forges(remote: str, file: str) -> None:
    forge = forge_of(remote)
    assert forge is not None
    assert forge.file(FILE) == file
    assert forge.name == "r"
    assert forge.folder(PurePosixPath()) == forge.url


@pytest.mark.parametrize(
    "remote",
    ["", "/srv/git/r.git", "../r", "file:///srv/r", "git@example.org:o/r.git", "https://github.com", "C:\\r", "x"],
)
def test_nothing_is_guessed(remote: str) -> None:
    assert forge_of(remote) is None


def test_a_folder_has_a_page_of_another_kind() -> None:
    forge = forge_of("https://github.com/o/r")
    assert forge is not None
    assert forge.folder(PurePosixPath("docs")) == "https://github.com/o/r/tree/HEAD/docs"
