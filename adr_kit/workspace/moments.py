"""What walking a log's history found, kept in the user's cache: an answer that took seconds takes milliseconds."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.insight.timeline.model import Commit, FileChange, Moment, Signature
from adr_kit.workspace import cache
from adr_kit.workspace.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.data import Json
    from adr_kit.workspace.git.repository import Repository

_KIND = "history"
_SHAPE = "2"  # of what is kept; another one is not understood


@dataclass(frozen=True, slots=True)
class Walked:
    """What walking found.

    Attributes:
        tip: the commit up to which it went.
        sources: files elsewhere that records of the log came from.
        moments: the commits that touch records.
        notes: what could not be seen.
    """

    tip: str
    sources: tuple[PurePosixPath, ...] = ()
    moments: tuple[Moment, ...] = ()
    notes: tuple[str, ...] = ()


def key(repository: Repository, folders: Iterable[PurePosixPath], revision: str, tip: str) -> str:
    """What the answer depends on: the repository, the folders, the branch, and how `.mailmap` names people.

    Args:
        repository: where.
        folders: the log's folders.
        revision: what was asked for: each branch has its own memory, so that changing between them forgets nothing.
        tip: the commit that it means.
    """
    if repository.worktree is None:
        names = tip  # git reads the names from that very commit
    else:
        try:
            names = hashlib.sha256(read_file(repository.worktree, PurePosixPath(".mailmap"))).hexdigest()
        except AdrError:  # there is none, or none that git would read
            names = ""
    branch = repository.head if revision == "HEAD" else revision
    return "\0".join([_SHAPE, *repository.mark, *(str(folder) for folder in folders), branch, names])


def load(key: str) -> Walked | None:
    """What was kept under a key; None where that is nothing, or nothing that makes sense."""
    value = cache.load(_KIND, key)
    try:
        match value:
            case {"tip": str(tip), "sources": list(sources), "people": list(people), "moments": list(kept)}:
                signers = [(str(name), str(mail)) for name, mail in people]
                found = tuple(_moment(one, signers) for one in kept)
                return Walked(tip, tuple(PurePosixPath(source) for source in sources), found)
            case _:
                return None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def store(key: str, walked: Walked) -> None:
    """Keep what walking found."""
    people: dict[tuple[str, str], int] = {}
    for moment in walked.moments:
        for one in (moment.commit.author, moment.commit.committer):
            people.setdefault((one.name, one.email), len(people))
    cache.store(
        _KIND,
        key,
        {
            "tip": walked.tip,
            "sources": [str(source) for source in walked.sources],
            "people": [list(person) for person in people],
            "moments": [_data(moment, people) for moment in walked.moments],
        },
    )


def _data(moment: Moment, people: dict[tuple[str, str], int]) -> list[Json]:
    commit = moment.commit
    signed: list[Json] = []
    for one in (commit.author, commit.committer):
        signed += [people[one.name, one.email], one.when.isoformat()]
    files: list[Json] = [
        [str(change.path), change.before, change.after, *([str(change.source)] if change.source else [])]
        for change in moment.files
    ]
    landed = "" if moment.main else moment.landed
    return [commit.id, *signed, commit.subject, list(commit.co_authors), moment.merge, landed, files]


def _moment(value: object, people: list[tuple[str, str]]) -> Moment:
    match value:
        case [
            str(name),
            int(author),
            str(written),
            int(committer),
            str(made),
            str(subject),
            list(others),
            merge,
            str(way),
            list(files),
        ]:
            signed = (_signature(people[author], written), _signature(people[committer], made))
            commit = Commit(name, *signed, subject, tuple(str(one) for one in others))
            return Moment(commit, tuple(_change(*one) for one in files), bool(merge), way or name)
        case _:
            raise ValueError


def _signature(person: tuple[str, str], when: str) -> Signature:
    return Signature(*person, dt.datetime.fromisoformat(when))


def _change(path: str, before: str, after: str, source: str | None = None) -> FileChange:
    return FileChange(PurePosixPath(path), before, after, PurePosixPath(source) if source else None)
