"""Dates of old adr-tools become ISO dates, and nothing else changes."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.change.upgrade import iso_dates
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

FILE = PurePosixPath("doc/adr/0001-a.md")
DATES = st.dates(min_value=dt.date(1000, 1, 1))


def upgraded(data: bytes) -> bytes:
    changes = iso_dates([read(FILE, data, DEFAULT)], DEFAULT).changes
    return changes[0].after or b"" if changes else data


@given(DATES, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"]))
def test_the_date_line(date: dt.date, newline: str, bom: str) -> None:
    lines = ["# 1. A", "", "Date: {}", "", "## Status", "", "Accepted", "", "text \u2028 Date: {} date: 01/01/2001"]
    text = bom + newline.join(lines)
    old = text.replace("{}", date.strftime("%d/%m/") + f"{date.year:04}").encode()
    new = text.replace("{}", date.isoformat()).encode()
    assert upgraded(old) == new
    assert upgraded(new) == new


def test_only_the_first_date_of_a_line_behind_the_word_and_one_blank() -> None:
    text = b"# 1. A\n\n(Date: 13/01/1992, Date: 14/01/1992)\nDate:  15/01/1992 1/2/1992 date: 16/01/1992 \xff\n"
    assert upgraded(text) == text.replace(b"13/01/1992", b"1992-01-13")


@given(st.from_regex(r"\A(Date: )?[0-9]{2}/[0-9]{2}/[0-9]{4}[0-9]?\Z"))
def test_no_date_that_is_none_is_made_up(line: str) -> None:
    text = f"# 1. A\n\n{line}\n\n## Status\n\nAccepted\n".encode()
    after = upgraded(text).decode()
    for found in re.findall(r"\d{4}-\d{2}-\d{2}", after):
        dt.date.fromisoformat(found)


def test_an_impossible_date_stays_and_is_told_with_its_line() -> None:
    plan = iso_dates([read(FILE, b"# 1. A\n\nDate: 12/25/2019\n\n## Status\n\nAccepted\n", DEFAULT)], DEFAULT)
    assert plan.changes == ()
    assert plan.notes == ("doc/adr/0001-a.md:3: 12/25/2019 has no such month or day; it stays as it is",)


def test_a_date_in_a_title() -> None:
    text = b"# 1. Freeze Date: 01/02/2003\n\n## Status\n\nAccepted\n"
    assert upgraded(text) == text.replace(b"01/02/2003", b"2003-02-01")
