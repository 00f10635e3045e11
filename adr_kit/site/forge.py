"""Where a repository can be looked at in a browser, as far as its remote's address tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

_SCP = re.compile(r"(?:[\w.+-]+@)?(?P<host>[\w.-]+):(?!//)(?P<path>[^\s]+)")
_URL = re.compile(r"(?P<scheme>https?|ssh|git)://(?:[^\s/@]*@)?(?P<host>[\w.-]+)(?P<port>:\d+)?/(?P<path>[^\s?#]+)")
# What stands between the repository and a file's path: the newest state of the default branch, so that a page stays
# the same from commit to commit.
_KINDS = (
    ("github", "GitHub", "/blob/HEAD/", "/tree/HEAD/"),
    ("gitlab", "GitLab", "/-/blob/HEAD/", "/-/tree/HEAD/"),
    ("bitbucket", "Bitbucket", "/src/HEAD/", "/src/HEAD/"),
    ("codeberg", "Codeberg", "/src/HEAD/", "/src/HEAD/"),
    ("gitea", "Gitea", "/src/HEAD/", "/src/HEAD/"),
    ("forgejo", "Forgejo", "/src/HEAD/", "/src/HEAD/"),
    ("git.sr.ht", "sourcehut", "/tree/HEAD/item/", "/tree/HEAD/item/"),
)


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository at a forge.

    Attributes:
        kind: what people call the forge.
        url: the repository's page, without a slash at the end.
        before_file: what stands between that and a file's path; ``before_folder`` the same for a folder.
    """

    kind: str
    url: str
    before_file: str
    before_folder: str

    @property
    def name(self) -> str:
        """The repository's own name."""
        return self.url.rpartition("/")[2]

    def file(self, path: PurePosixPath) -> str:
        """The page of a file, by its path from the repository's root."""
        return self.url + self.before_file + quote(str(path), errors="replace")

    def edit(self, path: PurePosixPath) -> str:
        """Where a file can be edited in the browser; "" where the forge has no such page."""
        return self._other(path, {"GitHub": "/edit/HEAD/", "GitLab": "/-/edit/HEAD/"})

    def history(self, path: PurePosixPath) -> str:
        """The commits that changed a file."""
        gitea = dict.fromkeys(("Codeberg", "Gitea", "Forgejo"), "/commits/HEAD/")
        return self._other(
            path,
            {"GitHub": "/commits/HEAD/", "GitLab": "/-/commits/HEAD/", "sourcehut": "/log/HEAD/item/", **gitea},
        )

    def blame(self, path: PurePosixPath) -> str:
        """Who wrote which line of a file."""
        return self._other(path, {"GitHub": "/blame/HEAD/", "GitLab": "/-/blame/HEAD/", "sourcehut": "/blame/HEAD/"})

    def commit(self, name: str) -> str:
        """The page of a commit."""
        return self.url + {"GitLab": "/-/commit/", "Bitbucket": "/commits/"}.get(self.kind, "/commit/") + name

    def _other(self, path: PurePosixPath, between: Mapping[str, str]) -> str:
        found = between.get(self.kind)
        return self.url + found + quote(str(path), errors="replace") if found else ""

    def folder(self, path: PurePosixPath) -> str:
        """The page of a folder."""
        return self.url if not path.parts else self.url + self.before_folder + quote(str(path), errors="replace")


def forge_of(remote: str) -> Forge | None:
    """The forge of a remote's address; None where it is none that we know. No user name or password gets through."""
    match = _URL.fullmatch(remote.strip()) or _SCP.fullmatch(remote.strip())
    if match is None:
        return None
    parts = match.groupdict()
    host = parts["host"].lower()
    path = parts["path"].strip("/").removesuffix(".git")
    scheme = "http" if parts.get("scheme") == "http" else "https"
    port = (parts.get("port") or "") if (parts.get("scheme") or "").startswith("http") else ""
    kind = next((kind for kind in _KINDS if kind[0] in host), None)
    if kind is None or not path:
        return None
    return Forge(kind[1], f"{scheme}://{host}{port}/{quote(path, safe='/~')}", kind[2], kind[3])
