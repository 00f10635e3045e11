"""Which of the records with one number keeps it, and which of them each mention means: what git knows decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.insight import collisions
from adr_kit.insight.citations import Cited, Side, State, settle
from adr_kit.record import naming
from adr_kit.workspace.git.arrivals import Arrivals, texts
from adr_kit.workspace.git.branch import default_branches
from adr_kit.workspace.session import used

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adr_kit.insight.collisions import Settled
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.repository import Repository

_Group = tuple["Record", ...]


def arrivals(
    config: Config, repository: Repository | None, log: Log, groups: Sequence[_Group]
) -> Mapping[str, Arrivals]:
    """For each log that has such records how they came to it, under whatever name its folder had then.

    What git answered is kept in it: made once for all that is asked below.

    Args:
        config: where the logs are.
        repository: their repository; None where there is none, so that nothing is known.
        log: the log as it is.
        groups: the records, a group a number.
    """
    if repository is None:
        return {}
    trunks = default_branches(repository)
    homes = {one.name: one.folder for one in config.folders}
    found = {}
    for name in dict.fromkeys(group[0].log for group in groups):
        home = homes.get(name, config.log)
        folders = dict.fromkeys([home, *used(config, repository, log, home).folders])
        found[name] = Arrivals(repository, trunks, tuple(folders), lambda path: naming.parse(path).number)
    return found


def decide(came: Mapping[str, Arrivals], groups: Sequence[_Group], found: Cited) -> tuple[tuple[Settled, ...], Cited]:
    """Who stays and who moves of the records that share a number.

    Args:
        came: how they came to their logs; empty where no git can say so, and citations alone decide.
        groups: the records, a group a number.
        found: where they are mentioned.

    Returns:
        A decision a group; and the mentions, settled as far as they can be.
    """
    found = told_apart(came, groups, found)
    decided = []
    for group in groups:
        published = came[group[0].log].published(record.file for record in group) if came else {}
        places = {record.id: published[record.file] for record in group if record.file in published}
        decided.append(collisions.settle(group, places, found))
    return tuple(decided), found


def due(
    came: Mapping[str, Arrivals], log: Log, groups: Sequence[_Group], strict_from: int
) -> tuple[tuple[_Group, ...], tuple[_Group, ...]]:
    """Which records with one number are to be told apart here, and which are left: what ``adr check --numbers`` finds.

    A branch that adds records settles what they collide with; what the default branch has twice is settled there, from
    the number on for which the team's rules hold.

    Args:
        came: how they came to their logs; empty where no git can say so, and nothing is left.
        log: the log as it is.
        groups: the records, a group a number.
        strict_from: the number from which on the team's rules hold.

    Returns:
        Those to be told apart, and those that are left.
    """
    here, left = list[_Group](), list[_Group]()
    for name, known in came.items():
        there = known.on_default(record.file for record in log.everything if record.log == name)
        adds = there is not None and any(record.log == name and record.file not in there for record in log.records)
        for group in (group for group in groups if group[0].log == name):
            settled = there is not None and all(record.file in there for record in group)
            old = adds or (group[0].number or 0) < strict_from
            (left if settled and old else here).append(group)
    return (tuple(here), tuple(left)) if came else (tuple(groups), ())


def told_apart(came: Mapping[str, Arrivals], groups: Sequence[_Group], found: Cited) -> Cited:
    """The mentions, those settled whose line came with one of the records that they may mean; see ``decide``."""
    files = [file for file, mentions in found.mentions.items() if any(m.state is State.AMBIGUOUS for m in mentions)]
    if not came or not files:
        return found
    repository = next(iter(came.values())).repository
    members = {record.file: record for group in groups for record in group}
    states = [
        (members[file], revision)
        for group in groups
        for file, revision in came[group[0].log].sides(record.file for record in group)
    ]
    places = tuple(dict.fromkeys([*files, *members]))
    now = {("", file): found.texts[file].text for file in places if file in found.texts}
    then = {**now, **texts(repository, [(revision, file) for _, revision in states if revision for file in places])}
    sides = []
    for record, revision in states:
        there = {file: text for file in places if (text := then.get((revision, file))) is not None}
        before = (other for file, other in members.items() if (revision, file) in then and other is not record)
        sides.append(Side(record.id, there, tuple(other.id for other in before), f"the side of {record.file.name}"))
    known = set(files) - {file for (_, file), text in then.items() if text is None}  # a partial clone lacks some
    mentions = {
        file: settle(said, found.texts[file], sides) if file in known else said for file, said in found.mentions.items()
    }
    return Cited(found.book, found.texts, mentions)
