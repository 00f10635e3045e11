"""Who the user is and where the repository came from, as git was told."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from adr_kit.workspace.git.repository import Repository


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as git names them.

    Attributes:
        name: the name.
        email: the address; "" where none is configured.
    """

    name: str
    email: str = ""


def user(repository: Repository | None) -> Identity | None:
    """The user: ``GIT_AUTHOR_NAME`` as git itself takes it, else ``author.name`` or ``user.name`` of the configuration.

    Args:
        repository: whose own configuration counts too; None asks for the user's only.

    Returns:
        The identity; None where git is not told a name (the one of the operating system's account is never guessed).
    """
    values = _settings(repository, r"^(user|author)\.(name|email)$")
    name = os.environ.get("GIT_AUTHOR_NAME") or values.get("author.name") or values.get("user.name", "")
    email = os.environ.get("GIT_AUTHOR_EMAIL") or values.get("author.email") or values.get("user.email", "")
    return Identity(name.strip(), email.strip()) if name.strip() else None


def remote_url(repository: Repository) -> str | None:
    """Where the repository came from: ``origin``, else the one remote that it has; without a password.

    Args:
        repository: where.

    Returns:
        The URL as configured; None where there is no remote, or several and none is ``origin``.
    """
    urls = _settings(repository, r"^remote\..*\.url$")
    url = urls.get("remote.origin.url") or (next(iter(urls.values())) if len(urls) == 1 else None)
    return re.sub(r"^(\w+://)[^/@]*@", r"\1", url) if url and not url.startswith("ssh://") else url


def _settings(repository: Repository | None, pattern: str) -> dict[str, str]:
    """The settings whose name matches, from one process; of one that is given twice the last, as git does."""
    answer = ask(repository, "config", "--includes", "-z", "--get-regexp", pattern)
    values: dict[str, str] = {}
    for field in answer.fields:
        name, _, value = field.decode("utf-8", "surrogateescape").partition("\n")
        values[name] = value
    return values
