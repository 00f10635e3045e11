"""Edits over every record of real logs, in memory: proven or refused, and nothing outside the edited spans changes.

Run with ``ADR_CORPORA=DIRECTORY pytest -s tests/change/test_corpora_edits.py``; each folder there is a repository.
"""

from __future__ import annotations

import difflib
import os
import statistics
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.change import plan
from adr_kit.change.lifecycle import Decided
from adr_kit.errors import Refused
from adr_kit.record.dialects.style import learn
from adr_kit.record.log import Log
from adr_kit.record.model import StatusKind
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.change.model import Change, Plan
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.model import Record

CORPORA = os.environ.get("ADR_CORPORA", "")
EVERY = int(os.environ.get("ADR_CORPORA_EVERY", "10"))  # every how many-th record is edited
SHOW = int(os.environ.get("ADR_CORPORA_SHOW", "0"))  # how many of the refused are shown
KINDS = (StatusKind.PROPOSED, StatusKind.ACCEPTED, StatusKind.REJECTED, StatusKind.DEPRECATED)
NOTHING = Decided()

pytestmark = pytest.mark.corpora


def logs() -> Iterator[Log]:
    for repository in sorted(path for path in Path(CORPORA).iterdir() if path.is_dir()):
        files = sorted(path for path in repository.rglob("*.md*") if path.is_file())
        names = [PurePosixPath(path.relative_to(repository).as_posix()) for path in files]
        yield Log.of([read(name, path.read_bytes(), DEFAULT) for name, path in zip(names, files, strict=True)])


def after(log: Log, changes: tuple[Change, ...]) -> Log:
    readings = {record.file: record.reading for record in log.records}
    for change in changes:
        assert change.after is not None
        readings[change.path] = read(change.path, change.after, DEFAULT)
    return Log.of(readings.values(), log.folder)


class Sweep:
    """Counts, and why something was refused."""

    def __init__(self) -> None:
        self.proven: Counter[str] = Counter()
        self.refused: list[tuple[str, str]] = []
        self.lines: list[int] = []
        self.undone: Counter[bool] = Counter()

    def take(self, name: str, log: Log, make: Callable[[Log], Plan]) -> Log | None:
        try:
            made = make(log)
        except Refused as refused:
            self.refused.append((name, refused.message))
            return None
        self.proven[name] += 1
        for change in made.changes:
            self.lines.append(changed_lines(change))
        changed = after(log, made.changes)
        again = make(changed)
        assert again.changes == (), f"{name}: twice is not once: {made.changes[0].path}"
        return changed


def changed_lines(change: Change) -> int:
    """How many lines differ; and that every other one has kept its bytes and its ending."""
    old, new = (change.before or b"").splitlines(keepends=True), (change.after or b"").splitlines(keepends=True)
    codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for tag, a, b, c, d in codes if tag != "equal")


def set_to(style: Style, identity: str, kind: StatusKind) -> Callable[[Log], Plan]:
    return lambda now: plan.set_status(now, style, now.by_id[identity], kind, NOTHING)


def edits(style: Style, record: Record, neighbour: Record) -> Iterator[tuple[str, Callable[[Log], Plan]]]:
    for kind in KINDS:
        yield f"status {kind}", set_to(style, record.id, kind)
    both = (record.id, neighbour.id)
    yield "supersede", lambda now: plan.supersede(now, style, now.by_id[both[0]], now.by_id[both[1]])
    words = plan.Words("relates-to", "relates-to")
    yield "link", lambda now: plan.link(now, style, now.by_id[both[0]], words, now.by_id[both[1]])
    tags = {"tags": (*record.tags, "kept-by-tests")}
    yield "tag", lambda now: plan.set_fields(now, style, now.by_id[record.id], tags)
    affects = {"affects": ("src/**/*.py",), "review-by": ("2031-01-31",)}
    yield "affects", lambda now: plan.set_fields(now, style, now.by_id[record.id], affects)
    date = {"date": ("2021-12-31",)}
    yield "date", lambda now: plan.set_fields(now, style, now.by_id[record.id], date)


def undo(log: Log, style: Style, name: str, record: Record, neighbour: Record) -> Plan | None:
    one = log.by_id[record.id]
    if name == "tag":
        return plan.set_fields(log, style, one, {"tags": record.tags})
    if name in ("supersede", "link") and not any(link.target_id == neighbour.id for link in record.links):
        return plan.unlink(log, style, one, log.by_id[neighbour.id])
    if name.startswith("status") and record.status is not None:
        return plan.set_status(log, style, one, record.status, Decided())
    return None


def take_back(sweep: Sweep, style: Style, name: str, pair: tuple[Record, Record], changed: Log) -> None:
    record, neighbour = pair
    try:
        back = undo(changed, style, name, record, neighbour)
    except Refused as refused:
        sweep.refused.append((f"undo {name} {record.file}", refused.message))
        return
    if back is not None:
        text = after(changed, back.changes).by_id[record.id].source.text
        sweep.undone[text == record.source.text] += 1


def pairs(log: Log) -> list[tuple[Record, Record]]:
    neighbours = (*log.records[1:], *log.records[:1])
    return [pair for pair in zip(log.records, neighbours, strict=True) if pair[0].id != pair[1].id][::EVERY]


def test_every_record_can_be_edited_and_nothing_else_changes(capsys: pytest.CaptureFixture[str]) -> None:
    sweep = Sweep()
    count = 0
    for log in logs():
        style = learn(log.records)
        for pair in pairs(log):
            count += 1
            for name, make in edits(style, *pair):
                changed = sweep.take(f"{name} {pair[0].file}", log, make)
                if changed is not None:
                    take_back(sweep, style, name, pair, changed)
    report(sweep, count, capsys)
    total = sum(sweep.proven.values()) + len(sweep.refused)
    assert len(sweep.refused) <= total * 0.01
    assert statistics.median(sweep.lines) <= 4


def report(sweep: Sweep, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{count} records, {sum(sweep.proven.values())} edits proven, {len(sweep.refused)} refused")  # noqa: T201 -- the test's table
        print(f"lines changed: median {statistics.median(sweep.lines)}, most {max(sweep.lines)}")  # noqa: T201 -- the same
        print(f"undone to the first bytes: {sweep.undone[True]}, to others: {sweep.undone[False]}")  # noqa: T201 -- the same
        for name, message in sweep.refused[:SHOW]:
            print(f"--- {name}\n{message}")  # noqa: T201 -- the same
