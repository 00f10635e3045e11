"""The table for a README, and its place between two markers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from adr_kit.errors import AdrError
from adr_kit.exchange.toc import BEGIN, END, contents, splice
from adr_kit.record.model import StatusKind
from adr_kit.text.source import Source
from decisions import record

TABLE = "| # |\n| --- |\n| 1 |\n"


def test_a_row_has_number_title_status_and_date() -> None:
    log = [
        record("0001-a", "superseded-by 0002-b", title="Use A", status=StatusKind.SUPERSEDED),
        record("0002-b", "supersedes 0001-a", title="Use [B] | C", date=dt.date(2024, 2, 3)),
        record("no number", title="Free", status=None),
    ]
    assert contents(log, lambda one: f"docs/adr/{one.path}").split("\n") == [
        "| # | Decision | Status | Date |",
        "| --- | --- | --- | --- |",
        "| 0001 | [Use A](docs/adr/0001-a.md) | superseded by [0002](docs/adr/0002-b.md) |  |",
        r"| 0002 | [Use \[B\] \| C](docs/adr/0002-b.md) | accepted | 2024-02-03 |",
        "|  | [Free](docs/adr/no%20number.md) |  |  |",
        "",
    ]


@given(st.text(min_size=1).filter(str.strip), st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=9))
def test_any_title_and_any_file_name_stay_in_their_cell(title: str, name: str) -> None:
    table = contents([record(f"0001-{name}", title=title)], lambda one: str(one.path))
    tokens = MarkdownIt("commonmark").enable("table").parse(table)
    cells = [token for token in tokens if token.type == "inline"]
    assert [cell.content for cell in cells[:4]] == ["#", "Decision", "Status", "Date"]
    assert len(cells) == 8
    assert [child.type for child in cells[5].children or []].count("link_open") == 1


def test_a_file_without_markers_gets_them_at_its_end() -> None:
    assert splice(Source("# Log"), TABLE).text == f"# Log\n\n{BEGIN}\n\n{TABLE}\n{END}\n"
    assert splice(Source(""), TABLE).text == f"{BEGIN}\n\n{TABLE}\n{END}\n"


def test_what_stands_between_the_markers_is_replaced_and_nothing_else() -> None:
    before = f"# Log\r\n\r\n{BEGIN}\r\nold\r\n{END}\r\n\r\ntail  \r\n"
    after = splice(Source(before), TABLE)
    table = TABLE.replace("\n", "\r\n")
    assert after.text == f"# Log\r\n\r\n{BEGIN}\r\n\r\n{table}\r\n{END}\r\n\r\ntail  \r\n"
    assert splice(after, TABLE) == after


def test_markers_in_code_are_no_markers() -> None:
    source = Source(f"```\n{BEGIN}\n{END}\n```\n")
    assert splice(source, TABLE).text.startswith(source.text)


@pytest.mark.parametrize("markers", [[BEGIN], [END], [END, BEGIN], [BEGIN, END, BEGIN, END]])
def test_markers_that_do_not_pair_are_an_error_with_a_place(markers: list[str]) -> None:
    source = Source("# Log\n\n" + "\n\n".join(markers) + "\n")
    with pytest.raises(AdrError, match=r"README.md:3: ") as caught:
        splice(source, TABLE, "README.md")
    assert BEGIN in (caught.value.hint or "")


@given(st.text())
def test_writing_twice_is_writing_once(text: str) -> None:
    try:
        once = splice(Source(text), TABLE)
    except AdrError:
        return
    assert splice(once, TABLE) == once
