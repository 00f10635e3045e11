"""A sample of the sweep over real logs, which ``benchmarks/edits.py`` does whole: nothing damaged, little refused."""

from __future__ import annotations

import os
import statistics
from typing import TYPE_CHECKING

import pytest

from edits import REFUSED, Tally, report, swept

if TYPE_CHECKING:
    from pathlib import Path

EVERY = int(os.environ.get("ADR_CORPORA_EVERY", "40"))  # every how many-th record is edited


@pytest.mark.corpora
def test_every_record_can_be_edited_and_nothing_else_changes(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    for _, one in swept(corpora, EVERY):
        tally.add(one)
    with capsys.disabled():
        report(tally)
    assert tally.records
    assert not tally.outside, tally.outside[0]
    assert not tally.twice, tally.twice[0]
    assert tally.share_refused <= REFUSED, tally.refused[0]
    assert statistics.median(tally.lines) <= 4
