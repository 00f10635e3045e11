"""The user's pager: text given to a program that shows it page by page."""

from __future__ import annotations

import subprocess


def paged(command: list[str], text: str) -> int | None:
    """Runs a pager on a text, and waits until it ends.

    Args:
        command: the program and its options.
        text: what it is to show.

    Returns:
        its status; None where it cannot be started.
    """
    try:
        done = subprocess.run(command, input=text.encode("utf-8", "surrogateescape"), check=False)
    except OSError:
        return None
    return done.returncode
