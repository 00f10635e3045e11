"""``adr generate``: what it prints, and the table that it keeps in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Adr, Repo

RECORD = "# {}. {}\n\nDate: 2024-05-06\n\n## Status\n\nAccepted\n\n## Context\n\ntext\n"
TABLE = """\
<!-- adr toc -->

| # | Decision | Status | Date |
| --- | --- | --- | --- |
| 0001 | [First](docs/adr/0001-first.md) | accepted | 2024-05-06 |

<!-- /adr toc -->
"""


@pytest.fixture
def log(repo: Repo) -> Repo:
    repo.write("docs/adr/0001-first.md", RECORD.format(1, "First"))
    return repo


def test_reports(adr: Adr) -> None:
    assert adr("generate").ok().lines == ["graph", "toc"]


def test_toc_prints_adr_tools_list(adr: Adr, log: Repo) -> None:
    log.write("docs/adr/api/0002-second.md", RECORD.format(2, "Second"))
    log.write("in.md", b"caf\xe9\n")
    out = adr("generate", "toc", "-i", "in.md", "-o", "in.md", "-p", "x/").ok().out
    assert out == (
        b"# Architecture Decision Records\n\ncaf\xe9\n\n"
        b"* [1. First](x/0001-first.md)\n* [2. Second](x/api/0002-second.md)\n\ncaf\xe9\n"
    )
    assert "nope.md" in adr("generate", "toc", "-i", "nope.md").ends_with(2).stderr


def test_graph_prints_adr_tools_dot(adr: Adr, log: Repo) -> None:
    assert '_1 [label="1. First"; URL="x/0001-first.xhtml"];' in (
        adr("generate", "graph", "-p", "x/", "-e", ".xhtml").ok().stdout
    )
    assert log.path.exists()


def test_without_a_log(adr: Adr) -> None:
    for report in ("toc", "graph"):
        assert "adr init" in adr("generate", report).ends_with(2).stderr


def test_a_table_is_kept_between_its_markers(adr: Adr, log: Repo) -> None:
    log.write("README.md", "# Project\r\n\r\nText.\r\n")
    stale = adr("generate", "toc", "--write", "README.md", "--check").ends_with(1)
    assert "stale" in stale.stderr
    assert adr("generate", "toc", "--write", "README.md", "-n").ok().stdout.startswith("diff --git a/README.md")
    assert log.read("README.md") == "# Project\r\n\r\nText.\r\n"

    assert adr("generate", "toc", "--write", "README.md").ok().lines == ["README.md"]
    assert log.read("README.md") == ("# Project\n\nText.\n\n" + TABLE).replace("\n", "\r\n")
    assert adr("generate", "toc", "--write", "README.md", "--check").ok().out == b""
    assert adr("generate", "toc", "--write", "README.md").ok().out == b""

    log.write("README.md", log.read("README.md") + "More.\r\n")
    log.write("docs/adr/0002-second.md", RECORD.format(2, "Second"))
    adr("generate", "toc", "--write", "README.md", "--check").ends_with(1)
    adr("generate", "toc", "--write", "README.md").ok()
    assert "[Second](docs/adr/0002-second.md)" in log.read("README.md")
    assert log.read("README.md").endswith("<!-- /adr toc -->\r\nMore.\r\n")


@pytest.mark.parametrize(
    ("file", "way"), [("docs/adr/index.md", ""), ("docs/site/a b.md", "../adr/"), ("x.md", "docs/adr/")]
)
def test_a_new_file_links_from_where_it_is(adr: Adr, log: Repo, file: str, way: str) -> None:
    assert adr("generate", "toc", "--write", file).ok().lines == [file]
    assert log.read(file) == TABLE.replace("docs/adr/", way)
    adr("generate", "toc", "--write", file, "-p", "../x/").ok()
    assert "](../x/0001-first.md)" in log.read(file)


def test_the_file_counts_from_the_current_directory_and_is_committed_alone(adr: Adr, log: Repo) -> None:
    log.commit()
    log.write("other.txt", "staged")
    log.git("add", "other.txt")
    (log.path / "docs").mkdir(exist_ok=True)
    assert adr.at(log.path / "docs")("generate", "toc", "--write", "README.md", "--commit").ok().lines == ["README.md"]
    assert log.git("show", "--name-only", "--format=", "HEAD") == "docs/README.md"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--write", "../x.md"), "outside"),
        (("--write", ".git/x.md"), "git's own"),
        (("--write", "README.md", "-i", "x"), "--intro"),
        (("--check",), "--write"),
        (("--write", "broken.md"), "broken.md:1"),
    ],
)
def test_what_cannot_be_done(adr: Adr, log: Repo, args: tuple[str, ...], said: str) -> None:
    log.write("broken.md", "<!-- adr toc -->\n")
    assert said in adr("generate", "toc", *args).ends_with(2).stderr


def test_json_holds_what_is_printed_and_says_whether_a_table_is_stale(adr: Adr) -> None:
    adr("init").ok()
    for report in ("toc", "graph"):
        assert json.loads(adr("generate", report, "--json").ok().out)["report"] == adr("generate", report).ok().stdout
    kept = ("generate", "toc", "--write", "README.md", "--check", "--json")
    assert json.loads(adr(*kept).ends_with(1).out) == {"schema_version": 1, "path": "README.md", "stale": True}
    adr("generate", "toc", "--write", "README.md").ok()
    assert not json.loads(adr(*kept).ok().out)["stale"]
