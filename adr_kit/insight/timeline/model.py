"""What git remembers of a log's files, as values: who committed what and when, and what each version of a file says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from adr_kit.record.body import prose
from adr_kit.record.model import StatusKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from adr_kit.record.model import Reading


@dataclass(frozen=True, slots=True)
class Signature:
    """Who put a name to a commit, and when (as `.mailmap` corrects it)."""

    name: str
    email: str
    when: dt.datetime


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its full name, who wrote it, who committed it, and the first line of what they said.

    Attributes:
        co_authors: the names of those who wrote it as well, as its trailers say (a squashed branch has them there).
    """

    id: str
    author: Signature
    committer: Signature
    subject: str
    co_authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a commit did to one file.

    Attributes:
        path: the file, from the repository's top; its name after the commit where it has one.
        before: the object that it was; "" where it did not exist.
        after: the object that it became; "" where it was removed.
        source: its name before a rename; None where it kept its name.
    """

    path: PurePosixPath
    before: str
    after: str
    source: PurePosixPath | None = None

    @property
    def old_path(self) -> PurePosixPath:
        """Its name before the commit."""
        return self.source or self.path


@dataclass(frozen=True, slots=True)
class Moment:
    """A commit and what it did to the log's files, compared with its first parent.

    Attributes:
        merge: whether it has several parents.
        landed: the commit of the first-parent line that brought it there: itself, or the merge of its branch.
    """

    commit: Commit
    files: tuple[FileChange, ...]
    merge: bool
    landed: str

    @property
    def main(self) -> bool:
        """Whether it stands on the first-parent line itself."""
        return self.landed == self.commit.id


@dataclass(frozen=True, slots=True)
class Said:
    """What one version of a file says, as far as its history needs it.

    Attributes:
        body: a digest of all that it says besides its metadata.
        record: whether it is a record at all (not an index or a template).
    """

    status: StatusKind | None
    status_text: str | None
    number: int | None
    title: str
    body: str
    record: bool = True

    @classmethod
    def of_no_record(cls, title: str) -> Said:
        """What a file says that is none."""
        return cls(None, None, None, title, "", record=False)

    @classmethod
    def of(cls, reading: Reading) -> Said:
        """What a reading says."""
        if reading.skipped is not None:
            return cls.of_no_record(reading.title.text)
        return cls(
            status=reading.status.kind if reading.status else None,
            status_text=reading.status.text if reading.status else None,
            number=reading.number,
            title=reading.title.text,
            body=hashlib.sha256(prose(reading).encode("utf-8", "surrogateescape")).hexdigest()[:16],
        )

    @property
    def standing(self) -> str:
        """The status in one word; a word that this tool does not know as it is written; "" where none is stated."""
        if self.status is StatusKind.OTHER:
            return (self.status_text or "").strip().casefold()
        return self.status.value if self.status else ""


Version: TypeAlias = "tuple[str, PurePosixPath]"
"""A version of a file: its object, and its name, which says something as well."""


@dataclass(frozen=True, slots=True)
class History:
    """All that git remembers of a log, up to one commit.

    Attributes:
        tip: that commit; "" where there is none.
        moments: what happened, the oldest first, parents before their children.
        notes: what could not be seen, a few words each.
        cut: the commits whose parents are not here: nobody can tell what they themselves changed.
    """

    tip: str = ""
    moments: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()
    cut: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Versions:
    """What versions of files say; those that could not be read are missing."""

    said: Mapping[Version, Said]

    def after(self, change: FileChange) -> Said | None:
        """What a file says after a change; None where it is gone, or could not be read."""
        return self.said.get((change.after, change.path))

    def before(self, change: FileChange) -> Said | None:
        """What it said before."""
        return self.said.get((change.before, change.old_path))
