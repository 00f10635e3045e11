"""The plan of a record's move to another number: which ones move, and what cites them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change.model import Plan
from adr_kit.change.renumber import Move, renumber, undecided
from adr_kit.errors import AdrError
from adr_kit.insight import collisions
from adr_kit.insight.citations import handle
from adr_kit.workspace import deciding
from adr_kit.workspace.citing import cited
from adr_kit.workspace.files import read_any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adr_kit.insight.citations import Cited, Mention
    from adr_kit.workspace.session import Session


_OTHER = "adr renumber FILE"
_ONE = "adr renumber FILE gives one of them another number"


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
    own = record.reading.formerly
    taken = session.next_number(option=_OTHER) if number is None else session.given_number(number, "NEW", own)
    group = next((group for group in collisions.duplicates(session.log.everything) if record in group), (record,))
    found, notes = cited(session.config, session.repository, session.log, group)
    if len(group) > 1:
        came = deciding.arrivals(session.config, session.repository, session.log, (group,))
        found = deciding.told_apart(came, (group,), found)
    return _plan(session, (Move(record, taken.value),), found, (*taken.notes, *notes))


def every(session: Session) -> Renumbered:
    """Every record that shares its number with one that stays gets the next free number.

    Raises:
        AdrError: no two records share a number.
        Refused: it cannot be proven.
    """
    twice = collisions.duplicates(session.log.records)
    came = deciding.arrivals(session.config, session.repository, session.log, twice)
    groups, left = deciding.due(came, session.log, twice, session.config.strict_from or 0)
    already = ", ".join(str(group[0].number) for group in left)
    if left and not groups:
        raise AdrError(f"no two records share a number but those that the default branch has already: {already}", _ONE)
    if not groups:
        raise AdrError("no two records share a number", "adr check --numbers looks at other branches, too")
    members = tuple(record for group in groups for record in group)
    found, notes = cited(session.config, session.repository, session.log, members)
    decided, found = deciding.decide(came, groups, found)
    moves, said = list[Move](), list(notes)
    for name in dict.fromkeys(group[0].log for group in groups):
        next_one = _in_log(session, name).next_number(option=_OTHER)
        number = next_one.value
        said += next_one.notes
        for one in (one for one in decided if one.stays.log == name):
            moves += [Move(record, number + index) for index, record in enumerate(one.moves)]
            number += len(one.moves)
            said.append(f"{one.stays.file} keeps {one.number}, for {one.why}")
    if came and not any(one.trunks for one in came.values()):
        said.append("there is no main branch that could say which record was first, so that citations decide")
    said += [f"{move.record.file} gets {move.number}" for move in moves]
    said += [f"left, for the default branch has them twice already: {already} ({_ONE})"] if left else []
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
