"""The plan of a record's move to another number: which ones move, what cites them, and from which side each came."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change.model import Plan
from adr_kit.change.renumber import Move, renumber, undecided
from adr_kit.errors import AdrError
from adr_kit.insight import collisions
from adr_kit.insight.citations import Cited, Side, State, handle, settle
from adr_kit.record import naming
from adr_kit.workspace.citing import cited
from adr_kit.workspace.files import read_any
from adr_kit.workspace.git.arrivals import arrivals, texts
from adr_kit.workspace.git.branch import default_branch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adr_kit.insight.citations import Mention
    from adr_kit.record.model import Record
    from adr_kit.workspace.git.arrivals import Arrival
    from adr_kit.workspace.session import Session


@dataclass(frozen=True, slots=True)
class Renumbered:
    """What is to be done.

    Attributes:
        plan: the plan.
        moves: which records move where.
        left: the mentions that could mean several records, and stay as they are.
        cited: where records are mentioned.
    """

    plan: Plan
    moves: tuple[Move, ...]
    left: tuple[Mention, ...]
    cited: Cited


def one(session: Session, reference: str, number: int | None) -> Renumbered:
    """A record gets another number: the given one, else the next.

    Raises:
        AdrError: it has none, or the given one was used before.
        Refused: it cannot be proven.
    """
    record = session.log.find(reference)
    session = _in_log(session, record.log)
    taken = session.given_number(number, "NEW") if number is not None else session.next_number()
    group = next((group for group in collisions.duplicates(session.log.everything) if record in group), (record,))
    found, notes = cited(session.config, session.repository, session.log, group)
    if len(group) > 1:
        found = _settled(session, (group,), found)
    return _plan(session, (Move(record, taken.value),), found, (*taken.notes, *notes))


def every(session: Session) -> Renumbered:
    """Every record that shares its number with one that stays gets the next free number.

    Raises:
        AdrError: no two records share a number.
        Refused: it cannot be proven.
    """
    groups = collisions.duplicates(session.log.records)
    if not groups:
        raise AdrError("no two records share a number", "adr check --numbers looks at other branches, too")
    members = tuple(record for group in groups for record in group)
    found, notes = cited(session.config, session.repository, session.log, members)
    found = _settled(session, groups, found)
    moves, said = list[Move](), list(notes)
    for name in dict.fromkeys(group[0].log for group in groups):
        here = _in_log(session, name)
        arrived, number = _arrived(here), here.next_number().value
        for settled in (collisions.settle(group, arrived, found) for group in groups if group[0].log == name):
            moves += [Move(record, number + index) for index, record in enumerate(settled.moves)]
            number += len(settled.moves)
            said.append(f"{settled.stays.file} keeps {settled.number}, for {settled.why}")
    said += [f"{move.record.file} gets {move.number}" for move in moves]
    return _plan(session, tuple(moves), found, tuple(said))


def _in_log(session: Session, name: str) -> Session:
    """The same session for one of the repository's logs: each counts its own numbers."""
    if name == session.log.name:
        return session
    folder = next(one.folder for one in session.config.folders if one.name == name)
    return dataclasses.replace(
        session,
        config=dataclasses.replace(session.config, log=folder),
        log=dataclasses.replace(session.log, folder=folder, name=name),
    )


def _plan(session: Session, moves: tuple[Move, ...], found: Cited, notes: tuple[str, ...]) -> Renumbered:
    plan = renumber(session.log, session.style, moves, found, _attached(session, moves))
    return Renumbered(Plan(plan.changes, (*notes, *plan.notes)), moves, undecided(moves, found), found)


def _attached(session: Session, moves: Sequence[Move]) -> Mapping[PurePosixPath, bytes]:
    """The files beside a folder's README: they go where their folder goes."""
    root, records = session.config.root, session.log.by_file
    found: dict[PurePosixPath, bytes] = {}
    for move in moves:
        folder = move.record.file.parent
        if handle(move.record) != folder:
            continue
        beside = sorted(path for path in (root / folder).rglob("*") if path.is_file() or path.is_symlink())
        for place in beside:
            path = PurePosixPath(place.relative_to(root).as_posix())
            if path not in records:
                found[path] = read_any(root, path)
    return found


def _arrived(session: Session) -> Mapping[str, int]:
    """When each record came to the default branch."""
    repository = session.repository
    branch = default_branch(repository) if repository else None
    if repository is None or branch is None:
        return {}
    came = _came(session, branch)
    return {record.id: came[record.file].place for record in session.log.own if record.file in came}


def _came(session: Session, revision: str) -> Mapping[PurePosixPath, Arrival]:
    if session.repository is None:
        return {}
    return arrivals(session.repository, revision, (session.config.log,), lambda path: naming.parse(path).number)


def _settled(session: Session, groups: Sequence[tuple[Record, ...]], found: Cited) -> Cited:
    """The mentions, those settled that came from one side of a merge."""
    repository = session.repository
    files = [file for file, mentions in found.mentions.items() if any(m.state is State.AMBIGUOUS for m in mentions)]
    if repository is None or not files:
        return found
    states = [state for group in groups for state in _states(session, group)]
    members = [record for group in groups for record in group]
    places = dict.fromkeys([*files, *(record.file for record in members)])
    then = texts(repository, [(state.revision, file) for state in states if state.revision for file in places])
    sides = [
        _side(state, found, {file: then.get((state.revision, file)) for file in places}, members) for state in states
    ]
    mentions = {
        file: settle(known, found.texts[file], sides) if file in files else known
        for file, known in found.mentions.items()
    }
    return Cited(found.book, found.texts, mentions)


@dataclass(frozen=True, slots=True)
class _State:
    """A state of the repository in which a record was there; the revision "" is the work tree."""

    record: Record
    revision: str
    why: str


def _side(state: _State, found: Cited, then: Mapping[PurePosixPath, str | None], members: Sequence[Record]) -> Side:
    """What stood in the files at that time, and which of the other records were there already."""
    if not state.revision:
        then = {file: found.texts[file].text for file in then if file in found.texts}
    texts_then = {file: text for file, text in then.items() if text is not None}
    before = tuple(other.id for other in members if other.file in texts_then and other is not state.record)
    return Side(state.record.id, texts_then, before, state.why)


def _states(session: Session, group: tuple[Record, ...]) -> list[_State]:
    """For each record that shares a number, a state of the repository in which the later ones were not there yet."""
    repository = session.repository
    if repository is None:
        return []
    here = _in_log(session, group[0].log)
    came = _came(here, "HEAD")
    default = default_branch(repository)
    published = _came(here, default) if default else {}
    ordered = sorted(group, key=lambda record: came[record.file].place if record.file in came else 1)
    if ordered[0].file not in came:
        return []  # none is committed: nothing tells them apart
    found: list[_State] = []
    for record in ordered[1:]:
        arrival = came.get(record.file)
        if arrival is None:
            merging = (repository.git_dir / "MERGE_HEAD").is_file()
            sides = ("HEAD", "MERGE_HEAD") if merging else ("HEAD", "")
        elif arrival.merged:
            sides = (arrival.parents[0], arrival.parents[1])
        else:  # a branch that was rebased: all that it adds is of its side
            sides = (
                arrival.parents[0] if arrival.parents else "HEAD",
                arrival.commit if record.file in published else "",
            )
        if not found:
            found.append(_State(ordered[0], sides[0], f"the side of {ordered[0].file.name}"))
        found.append(_State(record, sides[1], f"the side of {record.file.name}"))
    return found
