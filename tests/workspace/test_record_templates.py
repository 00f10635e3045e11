"""Every template of ours with whatever people may say, read again as a record."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.change.capture import fill
from adr_kit.record.draft import Draft, tidy
from adr_kit.record.log import Log
from adr_kit.record.model import Record, StatusKind
from adr_kit.record.reader import read
from adr_kit.record.slug import slug
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.markdown.blocks import plain
from adr_kit.text.markdown.escape import heading
from adr_kit.workspace.templates.records import find_template, render_record
from adr_kit.workspace.templates.shipped import shipped

OURS = ("madr", "madr-minimal", "nygard", "y-statement")
ROOT = shipped("records").parent
TITLES = (
    "Use List<String> & C#",
    "Prefer `Option<T>` to null #",
    "status: accepted",
    "--- | '\"",
    "[WIP] Queue (jobs)",
    "UPDATE the STATUS codes",
    "日本語 を 使う",
    "two\nlines\r\nor\u2028three",
    "{{ title }} {% if %}",
    "<!-- hidden -->",
    "100% sure?",
    "12 factor app",
    "*a*",
    "# x",
    "Java 17 everywhere",
    "HTTP 2: where?",
)
PIECES = ("Redis", "Queue", "the", "DATE", "STATUS", "TITLE", "NUMBER", "&", "|", "\\", "'a'", '"b"', "x:", "-", "*")
WORDS = st.lists(st.sampled_from((*PIECES, "@ado", "12", "Context")), min_size=1).map(" ".join)
NAMES = st.lists(
    st.sampled_from(["@ada", "Grace Hopper", "O'Neil: CTO", "C#: 1", "日本", "true", "2026-01-01", "Zoë"]), unique=True
).map(tuple)


def read_again(template: str, draft: Draft) -> Record:
    told = tidy(draft)
    rendered = render_record(find_template(template, None, ROOT), told)
    text = fill(rendered.text, told, DEFAULT, rendered.used)
    file = PurePosixPath("adr") / f"0003-{slug(draft.title)}.md"
    reading = read(file, text.encode("utf-8", "surrogateescape"), DEFAULT)
    assert reading.skipped is None, reading.skipped
    return Log.of([reading], PurePosixPath("adr")).records[0]


def draft_of(title: str, deciders: tuple[str, ...] = (), tags: tuple[str, ...] = ()) -> Draft:
    return Draft(title, "proposed", "2026-11-23", 3, "0003", deciders, ("Eve",), tags, ("src/**", "a b"))


@pytest.mark.parametrize("template", OURS)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_read_as_it_was_said(template: str, title: str) -> None:
    assert read_again(template, draft_of(title)).title == plain(heading(tidy(draft_of(title)).title))


@pytest.mark.parametrize("template", OURS)
@given(title=WORDS, deciders=NAMES, tags=NAMES)
def test_whatever_was_said_is_read_again(
    template: str, title: str, deciders: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    record = read_again(template, draft_of(title, deciders, tags))
    assert record.status is StatusKind.PROPOSED
    assert str(record.date) == "2026-11-23"
    assert tuple(person.name for person in record.people.deciders) == deciders
    assert tuple(person.name for person in record.people.authors) == ("Eve",)
    assert record.tags == tags
    assert record.affects == ("src/**", "a b")
