"""What a repository tells those who look at it from outside: its files, and the day of its newest commit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from adr_kit.workspace.git.repository import Repository


def tree(repository: Repository) -> frozenset[str] | None:
    """The paths of the work tree's files, those included that are new and not ignored; None where git cannot say."""
    answer = ask(repository, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return frozenset(name.decode("utf-8", "surrogateescape") for name in answer.fields) if answer.ok else None


def newest_commit(repository: Repository, commit: str = "HEAD") -> dt.date | None:
    """The day (UTC) of a commit, else of the one that is checked out; None where there is none yet."""
    answer = ask(repository, "log", "-1", "--format=%ct", "--end-of-options", commit, "--")
    seconds = answer.out.strip()
    if not answer.ok or not seconds.isdigit():
        return None
    try:
        return dt.datetime.fromtimestamp(int(seconds), tz=dt.UTC).date()
    except (OverflowError, OSError, ValueError):
        return None
