"""When records came to a branch, and what the repository was on either side of a merge that brought two together."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.workspace.git.objects import contents, tree_files
from adr_kit.workspace.git.process import ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from adr_kit.workspace.git.branch import Trunk
    from adr_kit.workspace.git.repository import Repository

# What git, and the forges' buttons, say of a merge by which a branch took up what another one had meanwhile.
_TAKEN_UP = re.compile(
    r"Merged? (?:from )?(?:remote-tracking )?(?:branch )?'?"
    r"(?:(?:origin|upstream)/)?(?P<name>[^'\s]+)'?(?= into | to | of |$)"
)
_SHOWN = ("--name-status", "-z", "--no-ext-diff", "--no-textconv", "--no-relative")

_Names = dict[PurePosixPath, PurePosixPath]  # the names of then, and what the files are called by who asks


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a file came to a branch.

    Attributes:
        place: the commit's place in the branch's own history; later is higher.
        name: what the file was called then.
        commit: the commit that brought it.
        parents: what that commit was made from; several for a merge.
        subject: the first line of what it says.
    """

    place: int
    name: PurePosixPath
    commit: str
    parents: tuple[str, ...]
    subject: str

    @property
    def merged(self) -> bool:
        """Whether a merge brought it."""
        return len(self.parents) > 1

    def takes_up(self, branch: str) -> bool:
        """Whether it is the merge by which a branch took up what another one had meanwhile."""
        found = _TAKEN_UP.match(self.subject) if self.merged else None
        return found is not None and found["name"] == branch


class Arrivals:
    """How some files came to branches.

    Args:
        repository: where.
        trunks: the default branch as it is known here, the most telling first.
        folders: the log's folders, from the work tree's top: as it is called now, then its other names.
        number_of: the number that a path says: a file that was renamed and kept it came when that number came.
    """

    def __init__(
        self,
        repository: Repository,
        trunks: Sequence[Trunk],
        folders: Sequence[PurePosixPath],
        number_of: Callable[[PurePosixPath], int | None],
    ) -> None:
        self.repository, self.trunks = repository, tuple(trunks)
        self.folders, self.number_of = tuple(folders), number_of
        # A partial clone may lack what it takes to compare two files.
        self._shown = ("--find-renames=100%" if repository.partial else "--find-renames", *_SHOWN)
        self._known: dict[tuple[str, tuple[str, ...]], Mapping[PurePosixPath, Arrival]] = {}

    def published(self, files: Iterable[PurePosixPath]) -> Mapping[PurePosixPath, int]:
        """Which of some files was first on the default branch: a place each, the same for those that came at once.

        What the remote's branch has was there before what only ours has. Those that are on none are missing.
        """
        found: dict[PurePosixPath, int] = {}
        wanted = tuple(files)
        for trunk in self.trunks:
            missing = {name: file for file in wanted if file not in found for name in self._names(file)}
            if missing:
                base = max(found.values(), default=-1) + 1
                found |= {file: base + place for file, place in self._order(trunk.ref, trunk, missing).items()}
        return found

    def on_default(self, files: Iterable[PurePosixPath]) -> frozenset[PurePosixPath] | None:
        """Which of some files the default branch has; None where it is not known which branch that is."""
        wanted = tuple(files)
        for trunk in self.trunks[:1]:
            came = self._at(trunk.ref, wanted)
            return frozenset(file for file in wanted if any(name in came for name in self._names(file)))
        return None

    def sides(self, files: Iterable[PurePosixPath]) -> tuple[tuple[PurePosixPath, str], ...]:
        """A state of the repository for each of some files, in which those that came later were not there.

        Returns:
            Files and revisions; "" is the work tree. What nothing tells apart is missing: files that came in one
            commit, or are not committed yet.
        """
        wanted = tuple(files)
        came = self._at("HEAD", wanted)
        here = {file: file for file in wanted if file in came}
        new = {file: file for file in wanted if file not in came}
        if not here:
            return ()
        found = list(self._split("HEAD", here, "HEAD" if new else "", self.published(wanted)))
        for head in self._merge_heads() if new else ():
            mine = self._there(head, new)
            found += self._split(head, mine, head, {}) if mine else ()
            new = {name: file for name, file in new.items() if name not in mine}
        return (*found, *((file, "") for file in new.values() if len(new) == 1))

    def _names(self, file: PurePosixPath) -> Iterator[PurePosixPath]:
        """What a file may be called on a branch: there its folder may have another name."""
        now = self.folders[0]
        yield from (folder / file.relative_to(now) for folder in self.folders) if file.is_relative_to(now) else (file,)

    def _order(self, revision: str, trunk: Trunk, files: _Names) -> dict[PurePosixPath, int]:
        """The places of files on the default branch.

        A branch that had taken up the default branch may have become it (by a pull, or a fast-forward). Then what
        the default branch had is behind that merge, and what the branch had of its own came with the merge.
        """
        known = {file: arrival for name, file in files.items() if (arrival := self._at(revision, files).get(name))}
        places = {place: index for index, place in enumerate(sorted({arrival.place for arrival in known.values()}))}
        merge = max(
            (arrival for arrival in known.values() if arrival.takes_up(trunk.short)),
            key=lambda arrival: arrival.place,
            default=None,
        )
        if merge is not None and len(known) > 1:
            there = self._there(merge.parents[1], {known[file].name: file for file in known})
            before = self._order(merge.parents[1], trunk, there)
            return before | {
                file: len(known) + places[arrival.place] for file, arrival in known.items() if file not in before
            }
        if len(places) == 1 and len(known) > 1:
            old = self._called_before(known)
            return self._order(next(iter(known.values())).parents[0], trunk, old) if old else dict.fromkeys(known, 0)
        return {file: places[arrival.place] for file, arrival in known.items()}

    def _split(
        self, revision: str, files: _Names, tip: str, published: Mapping[PurePosixPath, int]
    ) -> Iterator[tuple[PurePosixPath, str]]:
        """See ``sides``; the last of the files to come is told apart from the others, and so on.

        Args:
            revision: where all of the files are.
            files: they.
            tip: the revision that shows all that was done on this side, also since it had them.
            published: which of them are on the default branch.
        """
        if len(files) == 1:
            yield from ((file, tip) for file in files.values())
            return
        came = {file: arrival for name, file in files.items() if (arrival := self._at(revision, files).get(name))}
        last = max((arrival.place for arrival in came.values()), default=0)
        late = {file: arrival for file, arrival in came.items() if arrival.place == last}
        if not late:
            return
        arrival = next(iter(late.values()))
        before = {name: file for name, file in files.items() if file not in late}
        if arrival.merged:
            left = {one.name: file for file, one in late.items()}
            for parent in arrival.parents[1:]:
                mine = self._there(parent, left)
                yield from self._split(parent, mine, parent, published) if mine else ()
                left = {name: file for name, file in left.items() if name not in mine}
        elif len(late) == 1:
            # A branch that was rebased: all that it adds is of its side.
            rebased = not late.keys() & published.keys() and published.keys() >= set(before.values())
            yield from ((file, tip if rebased else one.commit) for file, one in late.items())
        elif old := self._called_before(late):
            before |= old
        if before and arrival.parents:
            yield from self._split(arrival.parents[0], before, arrival.parents[0], published)

    def _at(self, revision: str, files: Iterable[PurePosixPath]) -> Mapping[PurePosixPath, Arrival]:
        """How each file in the folders came to a revision with the number that it has, from one process.

        Only the branch's own history counts (its first parents): what a merge brought came with the merge.
        """
        homes = {str(file.parent) for file in files if not any(file.is_relative_to(one) for one in self.folders)}
        places = tuple(sorted({*map(str, self.folders), *homes}))
        if (revision, places) not in self._known:
            answer = ask(
                self.repository,
                *(
                    "log",
                    "--first-parent",
                    "--diff-merges=first-parent",
                    "--diff-filter=AR",
                    *self._shown,
                    "--topo-order",
                ),
                *("--format=%x01%H%x02%P%x02%s", "--end-of-options", revision, "--", *places),
            )
            self._known[revision, places] = self._read(answer.out)
        return self._known[revision, places]

    def _read(self, out: bytes) -> Mapping[PurePosixPath, Arrival]:
        today: dict[PurePosixPath, PurePosixPath] = {}  # a name of then, and the name at the revision
        found: dict[PurePosixPath, Arrival] = {}
        place, commit = 0, ["", "", ""]
        parts = iter(os.fsdecode(out).split("\0"))
        for part in parts:
            status = part.strip("\n")
            if status.startswith("\1"):
                commit, place = status[1:].split("\2", 2), place - 1
            elif status:
                old = PurePosixPath(next(parts, "")) if status.startswith("R") else None
                new = PurePosixPath(next(parts, ""))
                name = today.get(new, new)
                if old is not None and self.number_of(old) == self.number_of(new):
                    today[old] = name
                elif name not in found:
                    found[name] = Arrival(place, new, commit[0], tuple(commit[1].split()), commit[2])
        return found

    def _called_before(self, files: Mapping[PurePosixPath, Arrival]) -> _Names:
        """The names that files had which one commit brought into these folders; empty where it did not rename them."""
        arrival = next(iter(files.values()))
        if len(arrival.parents) != 1:
            return {}
        answer = ask(
            self.repository, "diff-tree", "-r", "--diff-filter=R", *self._shown, arrival.parents[0], arrival.commit
        )
        parts = iter(os.fsdecode(answer.out).split("\0"))
        old = {}
        for status in parts:
            if status:
                before = PurePosixPath(next(parts, ""))
                old[PurePosixPath(next(parts, ""))] = before
        same = {one.name: file for file, one in files.items() if one.name in old}
        names = {old[name]: file for name, file in same.items() if self.number_of(old[name]) == self.number_of(name)}
        return names if len(names) == len(files) else {}

    def _there(self, revision: str, files: _Names) -> _Names:
        found = texts(self.repository, [(revision, name) for name in files])
        return {name: file for name, file in files.items() if (revision, name) in found}

    def _merge_heads(self) -> tuple[str, ...]:
        """What is being merged, where a merge is in progress."""
        try:
            return tuple((self.repository.git_dir / "MERGE_HEAD").read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError):
            return ()


def texts(
    repository: Repository, wanted: Iterable[tuple[str, PurePosixPath]]
) -> Mapping[tuple[str, PurePosixPath], str | None]:
    """Files as they were at revisions; those that were not there are missing, and None is what a partial clone lacks.

    Args:
        repository: where.
        wanted: a revision (a commit's name, or HEAD) and a path, each.

    Raises:
        AdrError: git cannot read them.
    """
    asked = tuple(dict.fromkeys(wanted))
    names = {question: f"{question[0]}:{question[1]}" for question in asked}
    if repository.partial:  # git dies at a path to what is lacking, and says which object it is only for whole trees
        revisions = dict.fromkeys(revision for revision, _ in asked)
        listed = {
            (revision, file.path): file.object for revision in revisions for file in tree_files(repository, revision)
        }
        names = {question: listed[question] for question in asked if question in listed}
    found = dict(contents(repository, names.values()))
    return {
        question: None if data is None else data.decode("utf-8", "surrogateescape")
        for question, name in names.items()
        if (data := found.get(name)) is not None or repository.partial
    }
