"""Every record of real logs to each form and on to another: proven or refused, and afterwards it says the same.

Run with ``ADR_CORPORA=DIRECTORY pytest -s tests/change/test_corpora_convert.py``; each folder there is a repository.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.change.convert import forms
from adr_kit.change.convert.plan import convert
from adr_kit.errors import Refused
from adr_kit.record.dialects.style import Style
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.model import Record

CORPORA = os.environ.get("ADR_CORPORA", "")
EVERY = int(os.environ.get("ADR_CORPORA_EVERY", "10"))  # every how many-th record is converted
SHOW = int(os.environ.get("ADR_CORPORA_SHOW", "0"))  # how many of the refused are shown
ON = {"nygard": "madr", "madr": "nygard", "madr-minimal": "fields", "fields": "madr", "y-statement": "nygard"}

pytestmark = pytest.mark.corpora


def logs() -> Iterator[Log]:
    for repository in sorted(path for path in Path(CORPORA).iterdir() if path.is_dir()):
        files = sorted(path for path in repository.rglob("*.md*") if path.is_file())
        names = [PurePosixPath(path.relative_to(repository).as_posix()) for path in files]
        yield Log.of([read(name, path.read_bytes(), DEFAULT) for name, path in zip(names, files, strict=True)])


@dataclass
class Sweep:
    """Counts, and why something was refused."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)

    def take(self, log: Log, record: Record, name: str) -> Log | None:
        """The log with one record converted; None where that was refused."""
        try:
            made = convert(log, Style(), [record], forms.named(name))
        except Refused as refused:
            self.refused.append(refused.message)
            return None
        self.counts["proven"] += 1
        self.counts["something stays"] += any("stays where it is" in note for note in made.notes)
        readings = {other.file: other.reading for other in log.records}
        for change in made.changes:
            readings[change.path] = read(change.path, change.after or b"", DEFAULT)
        return Log.of(readings.values(), log.folder)


def facts(record: Record) -> dict[str, object]:
    people = record.people
    return {
        "title": record.title,
        "number": record.number,
        "status": record.status,
        "date": record.date,
        "people": [[p.name for p in g] for g in (people.deciders, people.authors, people.consulted, people.informed)],
        "tags": record.tags,
        "affects": record.affects,
        "formerly": record.reading.formerly,
        "links": Counter((link.relation, link.target_id or link.target, link.partial) for link in record.links),
    }


def test_every_record_says_the_same_in_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    sweep = Sweep()
    for log in logs():
        for record in log.records[::EVERY]:
            for there, on in ON.items():
                first = sweep.take(log, record, there)
                second = sweep.take(first, first.by_file[record.file], on) if first else None
                if second is not None:
                    after = second.by_file[record.file]
                    assert facts(after) == facts(record), f"{there}, {on}: {record.file}"
                    sweep.counts["the first bytes again"] += after.source.encode() == record.source.encode()
    with capsys.disabled():
        print(f"\n{dict(sweep.counts)}, refused: {len(sweep.refused)}")  # noqa: T201 -- the test's table
        for message in sweep.refused[:SHOW]:
            print(f"--- {message}")  # noqa: T201 -- the same
    assert len(sweep.refused) <= sweep.counts["proven"] * 0.02
