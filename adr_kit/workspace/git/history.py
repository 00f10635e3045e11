"""What commits did to a log's files: one pass over ``git log``, renames followed, each merge named as what it is.

The one place that says GitPython, which reads git's own notations here (its processes inherit GIT_* variables, so the
processes are ours).
"""

from __future__ import annotations

import datetime as dt
import os
from collections import deque
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from adr_kit.errors import AdrError
from adr_kit.insight.timeline.model import Commit, FileChange, Moment, Signature
from adr_kit.workspace.git.process import ask_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from adr_kit.workspace.git.repository import Repository

_BEGIN = b"\1"
_TRAILERS = "%(trailers:key={},valueonly,unfold,separator=%x01)"
_CO_AUTHORS = _TRAILERS.format("Co-authored-by")
_FIELDS = ("%x01%H", "%P", "%aN", "%aE", "%ad", "%cN", "%cE", "%cd", "%s", _CO_AUTHORS)
# Merges are compared with their first parent: that is what they brought to the line that people call main; those that
# brought something are shown (--show-pulls), and no side branch is left out (--full-history).
_WALK = (
    *("log", "--full-history", "--show-pulls", "--diff-merges=first-parent", "--no-follow"),
    *("--raw", "--no-abbrev", "-z", "-l1000", "--date=raw", "--encoding=UTF-8", "--format=" + "%x00".join(_FIELDS)),
    *("--no-ext-diff", "--no-textconv", "--no-relative", "--no-color", "--no-show-signature", "--no-notes"),
)
_NO_GIT = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
_GRAPH = ("rev-list", "--parents")
SIMILAR = "--find-renames"
EXACT = "--find-renames=100%"  # reads no contents: a partial clone lacks them


Graph: TypeAlias = "Mapping[str, tuple[str, ...]]"
"""Commits with their parents, by full names."""
Key = tuple[str, PurePosixPath]
"""A commit's full name and a file."""


class Entry(NamedTuple):
    """A commit of the walk."""

    commit: Commit
    merge: bool
    files: tuple[FileChange, ...]


def walk(
    repository: Repository, tip: str, places: Sequence[PurePosixPath], known: str = "", renames: str = SIMILAR
) -> tuple[Entry, ...]:
    """The commits that touch some places, from one process, the newest first.

    Args:
        repository: where.
        tip: the full name of the commit to begin at.
        places: folders and files, from the repository's top.
        known: the full name of a commit whose history need not be walked again.
        renames: how renames are found.

    Raises:
        AdrError: git cannot look.
    """
    since = (f"^{known}",) if known else ()
    given = "\n".join([tip, *since, "--", *(str(place) for place in places), ""])
    options = (*_people(repository, tip), *_WALK, renames, "--stdin")
    parts = ask_lines(repository, *options, stdin=given.encode("utf-8", "surrogateescape"))
    return tuple(_entries(parts))


def came_from(
    repository: Repository, added: Mapping[str, frozenset[PurePosixPath]], renames: str = SIMILAR
) -> Mapping[Key, FileChange]:
    """The files that commits moved into a log from elsewhere, from one process.

    Args:
        repository: where.
        added: commits by their full names, and the files that each seems to add.
        renames: how renames are found.

    Returns:
        For those that had another name before: the change as it was.

    Raises:
        AdrError: git cannot look.
    """
    given = "\n".join([*added, ""]).encode()
    parts = ask_lines(repository, *_WALK, renames, "--no-walk=unsorted", "--stdin", stdin=given)
    return {
        (entry.commit.id, change.path): change
        for entry in _entries(parts)
        for change in entry.files
        if change.source is not None and change.path in added.get(entry.commit.id, ())
    }


def stated(
    repository: Repository, trailer: str, tip: str, *, known: str = "", since: dt.date | None = None
) -> Iterator[tuple[Commit, tuple[str, ...]]]:
    """The commits whose message has a trailer, whatever they touch, from one process, the newest first.

    Args:
        repository: where.
        trailer: its name.
        tip: the full name of the commit to begin at.
        known: the full name of a commit whose history is left out; "" for none.
        since: the day before which commits may be left out.

    Yields:
        Each commit, and what its trailers of that name say.

    Raises:
        AdrError: git cannot look.
    """
    form = "%x00".join((*_FIELDS, _TRAILERS.format(trailer)))
    search = ("-z", f"--grep=^{trailer}:", "--regexp-ignore-case", "--date=raw", "--encoding=UTF-8", f"--format={form}")
    ends = (*((f"--since={since}T00:00:00",) if since else ()), tip, *((f"^{known}",) if known else ()))
    own_name = ("-c", f"trailer.{trailer}.key={trailer}")  # a configuration may have git tell it under another one
    options = (*_people(repository, tip), *own_name, "log", *search, "--no-color", "--no-show-signature", "--no-notes")
    parts = ask_lines(repository, *options, *ends)
    head: list[bytes] = []
    for part in parts:
        head.append(part)
        if len(head) > len(_FIELDS):
            values = head.pop().decode("utf-8", "replace").strip("\n")
            yield _entry(head, ()).commit, tuple(value for value in values.split("\1") if value)
            head = []


def _people(repository: Repository, tip: str) -> tuple[str, ...]:
    """Where git finds how people are called where no work tree says it; a partial clone may lack the file."""
    if repository.worktree is not None or repository.partial:
        return ()
    return "-c", f"mailmap.blob={tip}:.mailmap"


def parents(repository: Repository, tip: str, known: str = "") -> Graph:
    """All commits with their parents, from one process.

    Args:
        repository: where.
        tip: the full name of the commit to begin at.
        known: the full name of a commit whose history is left out.

    Raises:
        AdrError: git cannot look.
    """
    since = (f"^{known}",) if known else ()
    found = (line.decode("ascii").split() for line in ask_lines(repository, *_GRAPH, tip, *since, end=b"\n"))
    return {commit: tuple(rest) for commit, *rest in found}


def moments(entries: Iterable[Entry], graph: Graph, tip: str, known: str = "") -> tuple[Moment, ...] | None:
    """The commits of a walk with the way by which each came to the first-parent line, the oldest first.

    Their order depends on nothing but the graph: the first-parent line, and in front of each merge what it brought.

    Args:
        entries: the walk.
        graph: all commits with their parents.
        tip: the commit to begin at.
        known: the commit up to which everything was walked before.

    Returns:
        The moments; None where the known commit does not stand on the first-parent line, so that what was known of the
        way has to be found out anew.
    """
    line: list[str] = []
    at = tip
    while at in graph:
        line.append(at)
        at = next(iter(graph[at]), "")
    if known and at != known:
        return None
    by_id = {entry.commit.id: entry for entry in entries}
    found: list[Moment] = []
    seen = set(line)
    for main in reversed(line):
        for name in (*_brought(graph, graph[main][1:], seen), main):
            entry = by_id.get(name)
            if entry is not None:
                found.append(Moment(entry.commit, entry.files, entry.merge, main))
    return tuple(found)


def _brought(graph: Graph, tops: Iterable[str], seen: set[str]) -> Iterator[str]:
    """The commits that a merge brought, parents before their children; they are seen from then on."""
    waiting = [(top, iter(graph[top])) for top in tops if top in graph and top not in seen]
    waiting.reverse()
    seen.update(top for top, _ in waiting)
    while waiting:
        commit, rest = waiting[-1]
        parent = next(rest, None)
        if parent is None:
            waiting.pop()
            yield commit
        elif parent in graph and parent not in seen:
            seen.add(parent)
            waiting.append((parent, iter(graph[parent])))


def _entries(parts: Iterable[bytes]) -> Iterator[Entry]:
    """Read the walk: a header of fields for each commit, then for each change its facts and one or two paths."""
    words = deque[bytes]()
    head: list[bytes] = []
    files: list[FileChange] = []
    for part in parts:
        words.append(part)
        if len(head) < len(_FIELDS):
            head.append(words.popleft())
        elif not _complete(words):
            continue
        elif words[0].startswith(_BEGIN):
            yield _entry(head, files)
            head, files = [words.popleft()], []
        elif words[0].strip(b"\n"):
            files.append(_change(words.popleft(), words))
        else:
            words.popleft()
    if head:
        yield _entry(head, files)


def _complete(words: Sequence[bytes]) -> bool:
    """Whether a change has all of its paths (renames and copies have two)."""
    facts = words[0].strip(b"\n")
    if not facts.startswith(b":"):
        return True
    return len(words) > (2 if facts.rpartition(b" ")[2][:1] in (b"R", b"C") else 1)


def _change(facts: bytes, paths: deque[bytes]) -> FileChange:
    _, _, before, after, letter = facts.strip(b"\n").decode("ascii", "replace").split(" ")
    first = PurePosixPath(os.fsdecode(paths.popleft()))
    if letter[:1] not in ("R", "C"):
        return FileChange(first, before.strip("0") and before, after.strip("0") and after)
    return FileChange(PurePosixPath(os.fsdecode(paths.popleft())), before, after, first if letter[0] == "R" else None)


def _entry(head: Sequence[bytes], files: Iterable[FileChange]) -> Entry:
    if len(head) < len(_FIELDS):
        raise AdrError("git log ended in the middle of a commit", "git fsck says whether the repository is whole")
    commit, above, *said = (field.decode("utf-8", "replace") for field in head)
    author, committer = (Signature(name, mail, when(raw)) for name, mail, raw in (said[0:3], said[3:6]))
    others = tuple(name for one in said[7].strip("\n").split("\1") if (name := one.partition("<")[0].strip()))
    made = Commit(commit.strip("\1\n"), author, committer, said[6] or "(without a message)", others)
    return Entry(made, len(above.split()) > 1, tuple(files))


@cache
def when(raw: str) -> dt.datetime:
    """A date as git keeps it (``1700000000 +0100``); the epoch where a commit has none that makes sense."""
    parse_date, from_timestamp = _notation()
    try:
        found = from_timestamp(*parse_date(raw))
    except (ValueError, OverflowError, OSError):
        found = from_timestamp(0, 0)
    # A zone of GitPython's has an address in its name: what is written of a date would be another each time.
    return found.replace(tzinfo=dt.timezone(found.utcoffset() or dt.timedelta(0)))


@cache
def _notation() -> tuple[Callable[[str], tuple[int, int]], Callable[[int, int], dt.datetime]]:
    """GitPython's readers of dates; imported so that it starts no git of its own, wherever it would find one."""
    kept = {name: os.environ.get(name) for name in _NO_GIT}
    os.environ.update(_NO_GIT)
    try:
        from git.objects.util import from_timestamp, parse_date
    finally:
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    return parse_date, from_timestamp
