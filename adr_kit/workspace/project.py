"""What a project is called: its repository's name at a forge, else the first heading of its README."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.text.markdown.blocks import plain
from adr_kit.workspace.files import read_file

if TYPE_CHECKING:
    from pathlib import Path

_READMES = ("README.md", "readme.md", "Readme.md", "README.markdown")
_HEADING = re.compile(r"^(?:#[ \t]+(?P<atx>[^\r\n]+?)[ \t#]*$|(?P<setext>[^\s#<][^\r\n]*)\r?\n=+[ \t]*$)", re.MULTILINE)
_PICTURE = re.compile(r"\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?")
_LAST = re.compile(r"(?:(?:https?|ssh|git)://|[\w.+-]+@[\w.-]+:).*?(?P<name>[^/:?#]+?)(?:\.git)?/*")
_LONGEST = 60  # characters: a longer heading is a sentence


def name_of_project(root: Path, remote: str) -> str:
    """The name by which people know a project; "" where nothing tells.

    Args:
        root: the workspace's root.
        remote: the address of its repository elsewhere; "" where there is none.
    """
    found = _LAST.fullmatch(remote.strip())
    return found["name"] if found else _from_readme(root)


def _from_readme(root: Path) -> str:
    for name in _READMES:
        try:
            text = read_file(root, PurePosixPath(name)).decode("utf-8", "replace")
        except AdrError:
            continue
        match = _HEADING.search(text)
        title = plain(_PICTURE.sub("", match["atx"] or match["setext"])) if match else ""
        return title if 0 < len(title) <= _LONGEST else ""
    return ""
