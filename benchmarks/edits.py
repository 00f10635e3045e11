"""Edit every record of real logs in every way, in memory, and count what is proven, refused, damaged and undone.

``ADR_CORPORA=DIRECTORY python benchmarks/edits.py [--every N] [--show]``: each folder there is a repository, of which
all Markdown files are read as one log. Nothing is written. The table says:

- proven, or refused with a reason (``--show`` prints reasons and diffs);
- bytes changed outside: see ``edits_outside``; what is done twice; lines changed;
- undone by the command for that: to the first bytes, or why not.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.dialects.page import Page
from adr_kit.record.dialects.style import learn
from adr_kit.record.languages import Field
from adr_kit.record.log import Log
from adr_kit.record.vocabulary import DEFAULT, key
from adr_kit.text.diff import unified
from adr_kit.text.frontmatter import Scalar
from edits_outside import lines_changed, outside, reading_of
from edits_tried import BY_HAND, attempts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adr_kit.change.model import Change
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.model import Record
    from edits_tried import Attempt

UNKNOWN = "of something else"
REFUSED = 0.01  # the share of edits that may be refused


@dataclass(frozen=True, slots=True)
class Case:
    """Something worth a look: what was done to which file, why it is listed, and the text before and after."""

    edit: str
    file: str
    why: str
    diff: str = ""


@dataclass
class Tally:
    """What was counted; filled while the sweep goes on."""

    records: int = 0
    tried: Counter[str] = field(default_factory=Counter)
    refused: list[Case] = field(default_factory=list)
    outside: list[Case] = field(default_factory=list)
    bytes_outside: int = 0
    twice: list[Case] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    undone: int = 0
    otherwise: list[Case] = field(default_factory=list)
    no_way_back: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count what another one counted, too."""
        for name in Tally.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def share_refused(self) -> float:
        """The share of the edits that were refused, without those that take out sentences that people wrote."""
        refused = sum(case.edit != BY_HAND for case in self.refused)
        return refused / max(1, self.tried.total() - self.tried[BY_HAND])


def log_of(repository: Path) -> Log:
    """The Markdown files of a repository as one log."""
    files = sorted(path for path in repository.rglob("*.md*") if path.is_file())
    names = [PurePosixPath(path.relative_to(repository).as_posix()) for path in files]
    return Log.of([reading_of(name, path.read_bytes()) for name, path in zip(names, files, strict=True)])


def swept(directory: Path, every: int = 1) -> Iterator[tuple[str, Tally]]:
    """The sweep of each repository in a directory, in two processes, in the order of their names."""
    repositories = sorted(path for path in directory.iterdir() if path.is_dir())
    with ProcessPoolExecutor(2) as pool:
        tallies = pool.map(_sweep_one, repositories, [every] * len(repositories))
        yield from zip((repository.name for repository in repositories), tallies, strict=True)


def _sweep_one(repository: Path, every: int) -> Tally:
    tally = Tally()
    sweep(log_of(repository), tally, every)
    return tally


def sweep(log: Log, tally: Tally, every: int = 1) -> None:
    """Try all edits on every n-th record of a log, each time from the log as it is."""
    style = learn(log.records)
    pairs = list(zip(log.records, (*log.records[1:], *log.records[:1]), strict=True))[::every]
    for record, neighbour in pairs:
        if record.id != neighbour.id:
            tally.records += 1
            for attempt in attempts(style, record, neighbour):
                _try(attempt, record, log, style, tally)


def _try(attempt: Attempt, record: Record, log: Log, style: Style, tally: Tally) -> None:
    file = str(record.file)
    tally.tried[attempt.name] += 1
    try:
        changes = attempt.make(log).changes
        changed = after(log, changes)
        again = attempt.make(changed).changes
    except AdrError as refused:
        tally.refused.append(Case(attempt.name, file, refused.message))
        return
    if again:
        tally.twice.append(Case(attempt.name, file, "done twice", diffs(again)))
    for change in changes:
        tally.lines.append(lines_changed(change))
        wrong = outside(change, attempt.about)
        if wrong:
            tally.bytes_outside += wrong
            tally.outside.append(Case(attempt.name, file, f"{wrong} bytes outside", diffs((change,))))
    _back(attempt, record, (log, changed), style, tally)


def after(log: Log, changes: Sequence[Change]) -> Log:
    """The log that is read when a plan is carried out."""
    readings = {record.file: record.reading for record in log.records}
    readings |= {change.path: reading_of(change.path, change.after or b"") for change in changes}
    return Log.of(readings.values(), log.folder) if changes else log


def _back(attempt: Attempt, record: Record, states: tuple[Log, Log], style: Style, tally: Tally) -> None:
    first, now = states
    if not attempt.back:
        tally.no_way_back[attempt.name] += 1
        return
    try:
        for step in attempt.back:
            now = after(now, step(now).changes)
    except AdrError as refused:
        tally.refused.append(Case(f"undo {attempt.name}", str(record.file), refused.message))
        return
    left = [file for file, old in first.by_file.items() if now.by_file[file].source != old.source]
    if not left:
        tally.undone += 1
        return
    old, new = first.by_file[left[0]].source.encode(), now.by_file[left[0]].source.encode()
    shown = unified(str(left[0]), str(left[0]), old, new).decode("utf-8", "replace")
    tally.otherwise.append(Case(attempt.name, str(left[0]), _why(first.by_file[left[0]], style, attempt), shown))


def _why(record: Record, style: Style, attempt: Attempt) -> str:
    """What of the old text no command can know any more."""
    status, date = record.reading.status, record.reading.date
    if attempt.name.startswith(("status", "supersede")) and status is not None:
        if Page(record.reading, DEFAULT).named(Field.REASON) is not None:
            return "the reason for the status went with it"
        if DEFAULT.statuses.get(key(status.text)) is not status.kind:
            return "the status was a sentence"
        if style.status(status.kind, status.text) != status.text:
            return "the status was another word than its log's"
    if attempt.name == "date" and date is not None and date.text != (record.date.isoformat() if record.date else ""):
        return "the date was written in another form"
    front = record.reading.outline.front
    keys = [entry for entry in front.entries if DEFAULT.field(entry.key) == attempt.name] if front else []
    if any(not isinstance(entry.value, Scalar) and not getattr(entry.value, "items", ()) for entry in keys):
        return "a key without a value was there"
    return UNKNOWN


def diffs(changes: Sequence[Change]) -> str:
    """Changes as people read them."""
    shown = (unified(str(change.path), str(change.path), change.before, change.after) for change in changes)
    return "".join(diff.decode("utf-8", "replace") for diff in shown)


def report(tally: Tally) -> None:
    """Print the table."""
    tried = tally.tried.total()
    print(f"{tally.records} records, {tried} edits tried: {', '.join(sorted(tally.tried))}")
    by_hand = sum(case.edit == BY_HAND for case in tally.refused)
    print(f"refused: {len(tally.refused) - by_hand} ({tally.share_refused:.2%} of the edits)")
    print(f"  and {by_hand} of {tally.tried[BY_HAND]} times to {BY_HAND}: their line says more")
    print(f"bytes changed outside: {tally.bytes_outside}, in {len(tally.outside)} edits")
    print(f"doing it twice changes something: {len(tally.twice)}")
    if tally.lines:
        median, most = statistics.median(tally.lines), sorted(tally.lines)[-len(tally.lines) // 100 :][0]
        print(f"lines changed in a file: median {median:g}, 99 % {most}, most {max(tally.lines)}")
    back = tally.undone + len(tally.otherwise)
    print(f"undone to the first bytes: {tally.undone} of {back} ({tally.undone / max(1, back):.1%})")
    for why, times in Counter(case.why for case in tally.otherwise).most_common():
        print(f"  not, because {why}: {times}")
    print(f"  no command undoes it: {tally.no_way_back.total()} ({', '.join(sorted(tally.no_way_back))})")


def show(name: str, tally: Tally) -> None:
    """Print what is worth a look in one log, with its diffs."""
    unexplained = [case for case in tally.otherwise if case.why == UNKNOWN]
    for case in (*tally.refused, *tally.outside, *tally.twice, *unexplained):
        print(f"--- {name}: {case.edit}: {case.file}: {case.why}\n{case.diff}", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Sweep the directory that ``ADR_CORPORA`` names; 1 where the numbers are not what they are to be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="edit every n-th record only")
    parser.add_argument("--show", action="store_true", help="print what was refused, damaged or not undone")
    options = parser.parse_args(arguments)
    directory = os.environ.get("ADR_CORPORA")
    if not directory:
        parser.error("ADR_CORPORA names no directory of logs")
    tally, began = Tally(), time.monotonic()
    for name, one in swept(Path(directory), options.every):
        print(f"{name}: {one.tried.total()} edits", file=sys.stderr)
        tally.add(one)
        if options.show:
            show(name, one)
    report(tally)
    print(f"in {time.monotonic() - began:.0f} s")
    return int(bool(tally.share_refused > REFUSED or tally.bytes_outside or tally.twice))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
