"""Where the traceback of a bug is kept, so that the terminal need not show it."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback


def save_traceback(error: BaseException) -> str | None:
    """Writes an exception's traceback to a new private file.

    Returns:
        The file's path, or None where it could not be written.
    """
    text = "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="adr-bug-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"Python {platform.python_version()} on {platform.system()}\n{text}")
    except OSError:
        return None
    return path
