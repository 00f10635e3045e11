"""Texts that make a careless reader think for hours: the reading of each ends, and loses nothing.

Nothing here looks at a clock. Each shape once took time that grew with the square of its length or faster; the worst
of them do not come back from these in any time that a test run has.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.record.data import log_data
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

SIZE = 20_000
STATUS = "# T\n\n## Status\n\n"
SHAPES = {
    "headings": "# a\n",
    "status sections": "## Status\n\nAccepted\n\n",
    "fields": "Status: accepted\n",
    "fields on one line": "Date: 2020-01-01 · ",
    "numbers": STATUS + "Supersedes " + "ADR-1, ",
    "links": "- [a](0001-a.md)\n",
    "opened links": "[a](",
    "opened badges": "![a](https://img.shields.io/badge/status-",
    "hyphens in a badge": "a-",
    "rows": "| Status | Accepted |\n",
    "quotes": "> ",
    "boxes": "- [ ] Accepted\n",
    "choices": "Accepted | ",
    "rules": "a\n\n---\n\n",
    "forms": "[short title ",
    "comments": "<!-- a",
    "prose about itself": "This ADR supersedes ADR-1. ",
    "relation words": "superseded by ",
}
ENDLESS = ("[", "(", "{", "*", "`", "~", "\u200b", "1", "-", ">", "_a", "<a")


def bounded(text: str) -> None:
    data = text.encode()
    found = read(PurePosixPath("docs/adr/0001-a.md"), data, DEFAULT)
    assert found.source.encode() == data
    assert log_data(Log.of([found]))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_shape_that_is_repeated_without_end_is_read(shape: str) -> None:
    bounded("# T\n\n" + shape * (SIZE // len(shape)))


@pytest.mark.parametrize("piece", ENDLESS)
def test_a_line_that_does_not_end_is_read_wherever_it_stands(piece: str) -> None:
    line = piece * (SIZE // len(piece))
    for before in ("# ", STATUS, "Status: ", "Date: ", "Deciders: ", "---\ntags: "):
        bounded(before + line)


def test_blanks_without_end_are_read() -> None:
    bounded("# ADR" + " " * SIZE + "x\n\nStatus" + " " * SIZE + ": x\n\n|" + " a |" * (SIZE // 4) + "\n")


@given(st.binary(max_size=400), st.sampled_from(["0001-a.md", "README.md", "template.md", "2021-01-01-a/README.md"]))
def test_any_bytes_under_any_name_are_a_record_or_have_a_reason(data: bytes, name: str) -> None:
    log = Log.of([read(PurePosixPath("docs/adr") / name, data, DEFAULT)])
    assert len(log.records) + len(log.skipped) == 1
    assert all(skip.reason for skip in log.skipped)
