"""Any record of any dialect: an edit is proven or refused, touches nothing else, is done once, and can be undone."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from documents import DIALECTS, documents
from edits import Tally, sweep

FOLDER = PurePosixPath("docs/adr")


def swept(first: bytes, second: bytes) -> Tally:
    files = {FOLDER / "0001-cache-it.md": first, FOLDER / "0002-cache-more.md": second}
    log = Log.of([read(file, data, DEFAULT) for file, data in files.items()], FOLDER)
    tally = Tally()
    sweep(log, tally)
    return tally


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_edit_of_every_document(dialect: str, data: st.DataObject) -> None:
    first, second = (data.draw(documents(dialect, number)).data for number in (1, 2))
    tally = swept(first, second)
    assert tally.records == 2
    assert not tally.outside, tally.outside[0]
    assert not tally.twice, tally.twice[0]
    assert not tally.refused, tally.refused[0]
    lost = [case for case in tally.otherwise if case.why != "a key without a value was there"]  # that goes when emptied
    assert not lost, lost[0]
