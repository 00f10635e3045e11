"""The pictures of a repository that its site shows: taken along only where they are no more than pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePosixPath

# A picture is opened on its own as well, where no page's policy stops what it may hold.
_ACTIVE = re.compile(
    rb"<[^>]{0,40}?(?:script|iframe|embed|object)|[\s/\"']on[a-z]+\s*=|javascript:|<!entity|<\?xml-style|&#"
)


def picture(read: Callable[[PurePosixPath], bytes], file: PurePosixPath) -> bytes:
    """A picture's bytes.

    Args:
        read: gives the bytes of a file of the repository, or raises an ``AdrError``.
        file: the picture.

    Raises:
        AdrError: it cannot be read, leads out of the root, or is a drawing that may run something.
    """
    data = read(file)
    if file.suffix.lower() == ".svg" and (b"\0" in data or _ACTIVE.search(data.lower())):
        raise AdrError(f"{file} is a drawing that may run something: it is not published")
    return data
