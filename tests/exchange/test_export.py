"""``adr export``: what it writes is what its schema says, opens in a spreadsheet, and stands alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from adr_kit.exchange.schema import schema
from adr_kit.exchange.spreadsheet import safe
from markup import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from command_line import Adr, Repo

FIRST = """\
# 1. Use =SUM(A1) & <b>bold</b>

* Status: accepted
* Deciders: Ada, Grace
* Date: 2020-05-06
* Tags: storage, ci
* Affects: `src/**`

## Context and Problem Statement

See [the notes](../notes.md), [below](#decision-outcome), [this][1] and [the second](0002-second.md#context).[^1]

```md
[not a link](0002-second.md)
```

[^1]: A note.

## Decision Outcome

<script>alert(1)</script> Yes. ![A picture](img/a.png)

## Open questions

- [ ] Who runs it?

[1]: https://example.org/one
"""
SECOND = """\
---
status: superseded by [ADR-1](0001-first.md)
date: 2021-01-02
supersedes: [77]
---

# Second

Context
-------

The same [label][1].[^1]

[^1]: Another note.

## Decision Outcome

No.

[1]: https://example.org/two
"""


@pytest.fixture
def log(repo: Repo) -> Repo:
    repo.write("docs/adr/0001-first.md", FIRST)
    repo.write("docs/adr/0002-second.md", SECOND.replace("\n", "\r\n"))
    repo.write("docs/adr/README.md", "# Decisions\n")
    repo.write("docs/notes.md", "x")
    repo.write("docs/adr/img/a.png", b"\x89PNG")
    repo.commit()
    return repo


def described(name: str) -> Draft202012Validator:
    """What the schema says of one kind of answer."""
    whole = schema()
    reference = {"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]}
    return Draft202012Validator(reference, format_checker=Draft202012Validator.FORMAT_CHECKER)


def keys(name: str) -> set[str]:
    definitions = schema()["$defs"]
    assert isinstance(definitions, dict)
    definition = definitions[name]
    assert isinstance(definition, dict)
    properties = definition["properties"]
    assert isinstance(properties, dict)
    return set(properties)


def test_the_schema_is_one_and_is_printed(log: Repo, adr: Adr) -> None:
    printed = adr("export", "schema").json()
    assert printed == schema()
    Draft202012Validator.check_schema(schema())
    assert adr("export", "schema", cwd=log.path.parent).json() == printed  # where there is no log, too


@pytest.mark.usefixtures("log")
def test_every_answer_is_as_the_schema_says(adr: Adr) -> None:
    whole = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    for words in (("list", "--json"), ("export", "json"), ("export", "json", "--current")):
        answer = adr(*words).json()
        assert isinstance(answer, dict)
        whole.validate(answer)
        for record in answer["records"]:
            assert set(record) == keys("record")
    described("shown").validate(adr("show", "1", "--json").json())
    described("found").validate(adr("search", "second", "--json").json())
    for typed in (("set", "1", "tags=a", "--json", "-n"), ("accept", "2", "--json"), ("convert", "1", "--to", "madr")):
        described("changed").validate(adr(*typed, "--json").json())
    lines = adr("export", "jsonl").ok().lines
    assert [json.loads(line)["number"] for line in lines] == [1, 2]
    for line in lines:
        described("record").validate(json.loads(line))


def test_a_wrong_answer_is_not_as_the_schema_says() -> None:
    assert not described("record").is_valid({"id": "a"})
    assert not described("link").is_valid({"relation": "eats", "text": "", "target": "", "target_id": None})


@pytest.mark.usefixtures("log")
def test_the_schema_tells_what_the_page_tells(adr: Adr) -> None:
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in keys("record"))
    assert adr("export", "json").json() == adr("list", "--json").json()


@pytest.mark.usefixtures("log")
def test_a_spreadsheet_gets_a_row_a_record_and_no_formula(adr: Adr) -> None:
    head, first, second = csv.reader(io.StringIO(adr("export", "csv").ok().stdout))
    row = dict(zip(head, first, strict=True))
    assert row["number"] == "1"
    assert row["title"] == "Use =SUM(A1) & bold"
    assert row["deciders"] == "Ada; Grace"
    assert dict(zip(head, second, strict=True))["links"] == "supersedes 77; superseded-by 0001-first"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =x", "\t=x", "＝x"])
def test_what_would_be_a_formula_is_text(cell: str) -> None:
    assert safe(cell).startswith("'")


@given(st.text())
def test_no_cell_begins_a_formula_and_none_breaks_its_row(cell: str) -> None:
    written = safe(cell)
    assert written[:1] not in tuple("=+-@\t\r\n")
    assert "\n" not in written
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([written, "x"])
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [[written, "x"]]


@pytest.mark.usefixtures("log")
def test_one_document_holds_all_records_and_its_links_stay_in_it(adr: Adr, repo: Repo) -> None:
    text = adr("export", "md", "--out", "docs/all.md").ok()
    assert text.lines == ["docs/all.md"]
    document = repo.read("docs/all.md")
    assert document.startswith("# Decisions\n\n- [1. Use ")
    assert (
        '\n<a id="0002-second"></a>\n\n## 2. Second\n\n- Status: superseded by ADR-1\n- Date: 2021-01-02\n' in document
    )
    assert "[the notes](notes.md), [below](#0001-first), [this][0001-first-1]" in document
    assert "[the second](#0002-second).[^0001-first-1]" in document
    assert "```md\n[not a link](0002-second.md)\n```" in document
    assert "![A picture](adr/img/a.png)" in document
    assert "[0001-first-1]: https://example.org/one\n" in document
    assert "The same [label][0002-second-1].[^0002-second-1]\n\n[^0002-second-1]: Another note.\n" in document
    assert "### Context\n" in document
    assert "\r" not in document
    assert [line for line in document.split("\n") if line.startswith("# ")] == ["# Decisions"]


@pytest.mark.usefixtures("log")
def test_one_page_needs_no_other_file_and_runs_nothing(adr: Adr) -> None:
    page = Markup(adr("export", "html", "--single").ok().stdout.removeprefix("<!doctype html>"))
    assert page.all("article")[1].attributes["id"] == "record-0002-second"
    assert not [one for one in page.elements if one.tag in ("script", "img", "link", "iframe")]
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    within = {href.removeprefix("#") for href in page.values("href") if href.startswith("#")}
    assert within <= set(ids)
    assert {"record-0001-first.decision-outcome", "record-0002-second", "record-0001-first.note.1"} <= within
    assert {href for href in page.values("href") if not href.startswith("#")} == {
        "https://example.org/one",
        "https://example.org/two",
    }
    assert levels(page) == sorted_without_gaps(levels(page))


def levels(page: Markup) -> list[int]:
    return [int(one.tag[1]) for one in page.elements if len(one.tag) == 2 and one.tag[0] == "h" and one.tag != "hr"]


def sorted_without_gaps(found: Iterable[int]) -> list[int]:
    """The same levels, none more than one below the heading before."""
    kept: list[int] = []
    for level in found:
        kept.append(min(level, kept[-1] + 1) if kept else 1)
    return kept


@pytest.mark.usefixtures("log")
def test_the_same_log_gives_the_same_bytes(adr: Adr) -> None:
    for kind in ("json", "jsonl", "csv", "md", "html"):
        assert adr("export", kind).ok().out == adr("export", kind).ok().out


@pytest.mark.usefixtures("log")
def test_only_some_records(adr: Adr) -> None:
    assert len(adr("export", "jsonl", "--current").ok().lines) == 1
    assert len(adr("export", "jsonl", "--tag", "CI").ok().lines) == 1
    assert len(adr("export", "jsonl", "--status", "superseded").ok().lines) == 1
    assert "did you mean" in adr("export", "csv", "--status", "acepted").ends_with(2).stderr


def test_a_file_is_written_whole_or_not_at_all(log: Repo, adr: Adr) -> None:
    adr("export", "csv", "--out", "out.csv", "-n").ok()
    assert not (log.path / "out.csv").exists()
    adr("export", "csv", "--out", "out.csv").ok()
    assert log.read("out.csv") == adr("export", "csv").ok().stdout
    described("changed").validate(adr("export", "csv", "--out", "out.csv", "--json").json())
    said = adr("export", "csv", "--out", "no/such/folder.csv").ends_with(2).stderr
    assert said.startswith("error: no/such/folder.csv cannot be written: No such file or directory\n")
    assert "inside of the log" in adr("export", "md", "--out", "docs/adr/all.md").ends_with(2).stderr
    assert "is no file" in adr("export", "md", "--out", "docs").ends_with(2).stderr
    assert [path.name for path in log.path.iterdir() if path.name.startswith(".adr")] == []
