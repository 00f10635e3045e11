"""The pictures of a repository that its site shows: taken along only where they are no more than pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.files import read_file

if TYPE_CHECKING:
    from pathlib import Path, PurePosixPath

# A picture is opened on its own as well, where no page's policy stops what it may hold.
_ACTIVE = re.compile(
    rb"<[^>]{0,40}?(?:script|iframe|embed|object)|[\s/\"']on[a-z]+\s*=|javascript:|<!entity|<\?xml-style|&#"
)


def picture(root: Path, file: PurePosixPath) -> bytes:
    """A picture's bytes.

    Raises:
        AdrError: it cannot be read, leads out of the root, or is a drawing that may run something.
    """
    data = read_file(root, file)
    if file.suffix.lower() == ".svg" and (b"\0" in data or _ACTIVE.search(data.lower())):
        raise AdrError(f"{file} is a drawing that may run something: it is not published")
    return data
