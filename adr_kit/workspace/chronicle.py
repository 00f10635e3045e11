"""What git remembers of a log: walked once, kept in the user's cache, and extended by what is new."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.insight.timeline.lineage import lineages
from adr_kit.insight.timeline.lives import lives
from adr_kit.insight.timeline.model import History
from adr_kit.workspace import moments
from adr_kit.workspace.files import is_read
from adr_kit.workspace.git.objects import next_step
from adr_kit.workspace.git.revisions import commit_of
from adr_kit.workspace.moments import Walked
from adr_kit.workspace.versions import read_versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.lineage import Lineage
    from adr_kit.insight.timeline.lives import Life
    from adr_kit.insight.timeline.model import FileChange, Moment
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.git.history import Entry, Graph
    from adr_kit.workspace.git.repository import Repository

_MOVES = 8  # times that a log's folder may have moved: each is one more walk
_FEW = 16
SHALLOW = "shallow clone: what is older than its first commit cannot be seen"
PARTIAL = "partial clone: some versions are not here, and nothing is fetched"
DAMAGED = "some versions are missing or damaged (git fsck says which)"


@dataclass(frozen=True, slots=True)
class _Walk:
    """One walk to be made: from where, in which folders, and which files elsewhere belong to them as well."""

    repository: Repository
    tip: str
    folders: tuple[PurePosixPath, ...]
    sources: tuple[PurePosixPath, ...] = ()
    known: str = ""


@dataclass(frozen=True, slots=True)
class Chronicle:
    """What git remembers of a log, and how what is not known yet can be read.

    Attributes:
        repository: where.
        vocabulary: the words that are understood.
        history: the commits.
        lineages: the files that they are about, those that are gone included.
    """

    repository: Repository
    vocabulary: Vocabulary
    history: History
    lineages: tuple[Lineage, ...]

    def lives(self, chosen: Iterable[Lineage]) -> tuple[tuple[Life, ...], tuple[str, ...]]:
        """The lives of some files, whose versions are read now: one process, none where they were read before.

        Returns:
            The lives of those that are records, and what could not be seen.

        Raises:
            AdrError: git ends with an error.
        """
        asked = tuple(chosen)
        changes = (step.change for lineage in asked for step in lineage.steps)
        versions, missing = read_versions(self.repository, changes, self.vocabulary)
        lacking = PARTIAL if self.repository.partial else DAMAGED
        notes = (*self.history.notes, *((lacking,) if missing else ()))
        return lives(self.history, asked, versions), tuple(dict.fromkeys(notes))


def chronicle_of(
    repository: Repository,
    folders: Iterable[PurePosixPath],
    vocabulary: Vocabulary,
    revision: str = "HEAD",
    commit: str | None = None,
) -> Chronicle:
    """What git remembers of some folders' records, up to a revision.

    Records are followed into the folders that they came from. One process where nothing is new; else one for the graph
    of commits, one for those that touch the log, one that looks for files that came from elsewhere (these two once more
    for each time that the log moved).

    Args:
        repository: where.
        folders: the log's folders, from the repository's top.
        vocabulary: the words that are understood.
        revision: where to begin.
        commit: the full name of the commit that it means, where it is known.

    Returns:
        The history; its notes say what could not be seen.

    Raises:
        AdrError: git is not there, the repository is broken or somebody else's, or there is no such revision.
    """
    walk = _Walk(repository, commit or commit_of(repository, revision), tuple(dict.fromkeys(folders)))
    key = moments.key(repository, walk.folders, revision, walk.tip)
    before = moments.load(key)
    walked = before if before is not None and before.tip == walk.tip else _walked(walk, before)
    if walked is not before and not walked.notes:
        moments.store(key, walked)
    cut = repository.cut
    notes = (*((SHALLOW,) if cut else ()), *walked.notes)
    history = History(walk.tip, walked.moments, notes, cut)
    return Chronicle(repository, vocabulary, history, lineages(history))


def _walked(walk: _Walk, before: Walked | None) -> Walked:
    """What was known and what is new; all of it anew where the first-parent line, or the log's past, is another."""
    if before is not None:
        newer = _newer(replace(walk, sources=before.sources, known=before.tip))
        if newer is not None and newer.sources == before.sources:
            return replace(newer, moments=(*before.moments, *newer.moments))
    graph = _graph(walk)
    found = _found(walk, graph)
    for _ in range(_MOVES):
        if found is None or found.sources == walk.sources:
            break
        walk = replace(walk, sources=found.sources)
        found = _found(walk, graph)
    return found or Walked(walk.tip)


def _newer(walk: _Walk) -> Walked | None:
    try:
        return _found(walk, _graph(walk))
    except AdrError:  # what was known may be gone: somebody rewrote history, and git threw the old one away
        return None


def _graph(walk: _Walk) -> Graph:
    from adr_kit.workspace.git import history

    try:
        return history.parents(walk.repository, walk.tip, walk.known)
    except AdrError as error:
        raise AdrError(error.message, error.hint or next_step(error.message)) from None


def _found(walk: _Walk, graph: Graph) -> Walked | None:
    """One walk, and the files elsewhere that records came from; None where what was known is of no use."""
    from adr_kit.workspace.git import history

    entries, renames = _entries(walk)
    sources = frozenset(walk.sources)
    narrowed = (entry._replace(files=tuple(_of_records(walk, sources, entry))) for entry in entries)
    relevant = [entry for entry in narrowed if entry.files]
    found = history.moments(relevant, graph, walk.tip, walk.known)
    if found is None:
        return None
    added = {moment.commit.id: _added(moment) for moment in found if not moment.merge and _added(moment)}
    moved = history.came_from(walk.repository, added, renames) if added else {}
    new = dict.fromkeys(change.source for change in moved.values() if change.source is not None)
    elsewhere = (source for source in new if not any(source.is_relative_to(folder) for folder in walk.folders))
    files = {
        moment.commit.id: tuple(moved.get((moment.commit.id, change.path), change) for change in moment.files)
        for moment in found
    }
    return Walked(
        walk.tip,
        tuple(dict.fromkeys([*walk.sources, *elsewhere])),
        tuple(replace(moment, files=files[moment.commit.id]) for moment in found),
        (PARTIAL,) if renames == history.EXACT else (),
    )


def _entries(walk: _Walk) -> tuple[tuple[Entry, ...], str]:
    """The walk and how renames were found: by contents, or by names of objects in a clone that lacks contents."""
    from adr_kit.workspace.git import history

    where = (walk.repository, walk.tip, (*walk.folders, *_around(walk.sources)), walk.known)
    try:
        return history.walk(*where), history.SIMILAR
    except AdrError as error:
        try:
            return history.walk(*where, history.EXACT), history.EXACT
        except AdrError:
            raise AdrError(error.message, error.hint or next_step(error.message)) from None


def _around(sources: tuple[PurePosixPath, ...]) -> tuple[PurePosixPath, ...]:
    """Where to look for some files: where they are many, in their folders, for git compares each path with each."""
    return sources if len(sources) <= _FEW else tuple(dict.fromkeys(source.parent for source in sources))


def _of_records(walk: _Walk, sources: frozenset[PurePosixPath], entry: Entry) -> Iterable[FileChange]:
    """What a commit did to files that could be records."""
    for change in entry.files:
        if change.path in sources or is_read(change.path, walk.folders):
            yield change


def _added(moment: Moment) -> frozenset[PurePosixPath]:
    return frozenset(change.path for change in moment.files if not change.before)
