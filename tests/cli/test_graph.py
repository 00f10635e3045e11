"""``adr graph`` as people and programs see it."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from adr_kit.drawing.formats import FORMATS
from adr_kit.insight.graph.analysis import ANALYSES
from flowchart import parse

if TYPE_CHECKING:
    from command_line import Adr, Repo

RECORD = "# {n}. {title}\n\n## Status\n\n{status}\n\n## Context\n\nC.\n\n## Decision\n\nWe do {n}.\n"
RECORDS = {
    "0001-base.md": RECORD.format(n=1, title="Base", status="Accepted"),
    "0002-old.md": RECORD.format(n=2, title="Old", status="Superseded by [3. New](0003-new.md)"),
    "0003-new.md": RECORD.format(
        n=3, title="New", status="Accepted\n\nSupersedes [2. Old](0002-old.md)\n\nDepends on [1. Base](0001-base.md)"
    ),
    "0004-next.md": "---\nstatus: proposed\ntags: [later]\ndepends-on: [3]\n---\n# Next\n",
}


@pytest.fixture
def log(repo: Repo) -> Repo:
    for name, text in RECORDS.items():
        repo.write(f"docs/adr/{name}", text)
    return repo


def drawn(adr: Adr, *args: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Nodes and edges of the JSON."""
    data = cast("dict[str, list[dict[str, str]]]", adr("graph", "--json", *args).json())
    edges = [(edge["source"][:4], edge["relation"], edge["target"][:4]) for edge in data["edges"]]
    return [node["id"][:4] for node in data["nodes"]], edges


@pytest.mark.usefixtures("log")
def test_the_default_is_for_newcomers(adr: Adr) -> None:
    lines = adr("graph").ok().lines
    assert lines[:8] == [
        "Read first: 2 decisions in force",
        "",
        " 1. 0001 Base",
        "    We do 1.",
        "    > 1 decision rests on it directly",
        "",
        " 2. 0003 New",
        "    We do 3.",
    ]
    assert "    > replaced 0002 Old" in lines


@pytest.mark.usefixtures("log")
def test_json_is_the_graph(adr: Adr) -> None:
    nodes, edges = drawn(adr)
    assert nodes == ["0001", "0002", "0003", "0004"]
    assert edges == [("0003", "depends-on", "0001"), ("0003", "supersedes", "0002"), ("0004", "depends-on", "0003")]
    assert adr("graph", "--json").stdout == adr("graph", "--format", "json").stdout


@pytest.mark.usefixtures("log")
def test_every_format_holds_the_same_nodes(adr: Adr) -> None:
    assert len(parse(adr("graph", "--format", "mermaid").ok().stdout).nodes) == 4
    assert len(nx.parse_graphml(adr("graph", "--format", "graphml").ok().stdout)) == 4
    assert adr("graph", "--format", "dot").ok().stdout.count("shape=") == 5


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["1"], ["0001", "0003"]),
        (["1", "--depth", "2"], ["0001", "0002", "0003", "0004"]),
        (["3", "--direction", "in"], ["0003", "0004"]),
        (["3", "--direction", "out"], ["0001", "0002", "0003"]),
        (["--current"], ["0001", "0003"]),
        (["--status", "proposed"], ["0004"]),
        (["--tag", "later"], ["0004"]),
        (["2", "--current"], ["0002", "0003"]),
    ],
)
def test_a_part_can_be_drawn(adr: Adr, args: list[str], expected: list[str]) -> None:
    assert drawn(adr, *args)[0] == expected


@pytest.mark.usefixtures("log")
def test_a_record_is_drawn_with_what_stands_around_it(adr: Adr) -> None:
    assert adr("graph", "old").ok().lines == [
        "0002 Old (superseded)",
        "  We do 2.",
        "  Now in force: 0003 New",
        "",
        "└─ superseded by 0003 New (accepted)",
    ]


@pytest.mark.usefixtures("log")
def test_what_does_not_exist_is_an_error_with_a_hint(adr: Adr) -> None:
    assert "hint: " in adr("graph", "99").ends_with(2).stderr
    assert "did you mean 'later'?" in adr("graph", "--tag", "latr").ends_with(2).stderr


def test_the_command_offers_every_format(adr: Adr) -> None:
    assert f"[{'|'.join([*FORMATS, 'html'])}]" in adr("graph", "--help").ok().stdout


@pytest.mark.usefixtures("log")
def test_an_analysis_says_what_why_and_where(adr: Adr) -> None:
    assert adr("graph", "--analysis", "impact", "1").ok().lines == [
        "2 records to look at again about 1 Base, 1 of them directly (looked at 4",
        "records, 3 relations)",
        "",
        "0003 New (accepted)",
        "  depends on 0001",
        "    docs/adr/0003-new.md:9: Depends on [1. Base](0001-base.md)",
        "",
        "0004 Next (proposed)",
        "  depends on 0003",
        "    docs/adr/0004-next.md:4: 3",
    ]


def test_an_analysis_can_be_a_check(adr: Adr, log: Repo) -> None:
    assert adr("graph", "--analysis", "contradictions", "--check").ok().lines == [
        "No contradictions (looked at 4 records, 3 relations)"
    ]
    log.write("docs/adr/0005-a.md", "---\nstatus: accepted\nsupersedes: [1]\n---\n# Again\n")
    ran = adr("graph", "--analysis", "contradictions", "--check").ends_with(1)
    assert "  is accepted, though 0005, accepted too, replaces it" in ran.lines
    adr("graph", "--analysis", "contradictions").ok()


@pytest.mark.usefixtures("log")
def test_an_analysis_as_data(adr: Adr) -> None:
    data = adr("graph", "--analysis", "impact", "old", "--json").json()
    assert data == {
        "schema_version": 1,
        "analysis": "impact",
        "about": ["0002-old"],
        "looked_at": {"records": 4, "relations": 3},
        "found": [],
    }
    data = adr("graph", "--json", "--analysis", "current", "2").json()
    assert isinstance(data, dict)
    assert data["found"] == [
        {
            "kind": "in-force",
            "records": ["0003-new", "0002-old"],
            "says": "replaced 0002",
            "distance": None,
            "evidence": [
                {"file": "docs/adr/0003-new.md", "line": 5, "words": "Accepted"},
                {"file": "docs/adr/0002-old.md", "line": 5, "words": "Superseded by [3. New](0003-new.md)"},
                {"file": "docs/adr/0003-new.md", "line": 7, "words": "Supersedes [2. Old](0002-old.md)"},
            ],
        }
    ]


@pytest.mark.usefixtures("log")
def test_an_analysis_names_what_to_run_next_where_it_found_something(adr: Adr) -> None:
    assert adr("graph", "--analysis", "impact", "1").ok().stderr == "next: adr show 3\n"
    assert adr("graph", "--analysis", "load-bearing").ok().stderr == "next: adr graph --analysis impact 1\n"
    for quiet in (["contradictions"], ["impact", "1", "--json"], ["impact", "1", "-q"]):
        assert adr("graph", "--analysis", *quiet).ok().stderr == ""


def test_all_answers_count_what_rests_on_a_decision_alike(adr: Adr, log: Repo) -> None:
    log.write(
        "docs/adr/0005-late.md", RECORD.format(n=5, title="Late", status="Accepted\n\nDepends on [2](0002-old.md)")
    )
    log.write(
        "docs/adr/0006-gone.md", RECORD.format(n=6, title="Gone", status="Rejected\n\nDepends on [3](0003-new.md)")
    )
    lines = adr("graph").ok().lines
    assert "    > 1 decision rests on it directly; replaced 0002 Old" in lines
    assert "  Rests on it: 0005" in adr("graph", "3").ok().lines
    found = adr("graph", "--analysis", "load-bearing").ok().stdout
    assert "\n0003 New (accepted)\n  1 decision rests on it directly\n    docs/adr/0005-late.md:7: Depends on" in found
    impact = adr("graph", "--analysis", "impact", "3").ok().stdout
    assert "\n0005 Late (accepted)\n  depends on 0002, which 0003 replaced\n" in impact
    assert "\n0004 Next (proposed)\n" in impact
    assert "0006" not in impact


@pytest.mark.usefixtures("log")
def test_an_analysis_of_a_topic(adr: Adr) -> None:
    assert adr("graph", "--analysis", "impact", "later").ok().lines == [
        "No records to look at again about later (looked at 4 records, 3 relations)"
    ]
    assert adr("graph", "--analysis", "orphans", "later").ok().lines == [
        "No orphans about later (looked at 4 records, 3 relations)"
    ]
    assert "hint: " in adr("graph", "--analysis", "orphans", "latr").ends_with(2).stderr


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "args",
    [
        ["--check"],
        ["--analysis", "orphans", "--check"],
        ["--analysis", "impact"],
        ["--analysis", "nonsense"],
    ],
)
def test_what_makes_no_sense_is_a_usage_error(adr: Adr, args: list[str]) -> None:
    adr("graph", *args).ends_with(2)


def test_the_command_offers_every_analysis(adr: Adr) -> None:
    assert f"[{'|'.join(ANALYSES)}]" in "".join(adr("graph", "--help").ok().stdout.split())


def test_open_shows_a_page_whose_boxes_lead_to_the_files(adr: Adr, log: Repo, tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\ncp "$1" "{shown}.part" && mv "{shown}.part" "{shown}"\n', encoding="utf-8")
    opener.chmod(0o755)
    path = f"{opener.parent}{os.pathsep}{log.environment['PATH']}"
    printed = adr.given(PATH=path)("graph", "3", "--open").ok().lines
    for _ in range(500):
        if shown.exists():
            break
        time.sleep(0.02)
    page = shown.read_text(encoding="utf-8")
    assert Path(printed[0]).read_text(encoding="utf-8") == page
    assert "Map of 4 decisions around 0003 New" in page
    assert f'href="{(log.path / "docs/adr/0001-base.md").as_uri()}"' in page


def test_where_no_program_shows_pages_open_says_so(adr: Adr, log: Repo, tmp_path: Path) -> None:
    git = shutil.which("git")
    assert git
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(git)
    ran = adr.given(PATH=str(tmp_path / "bin"))("graph", "--open").ends_with(2)
    assert "hint: adr graph --format html > map.html" in ran.stderr
    assert log.path.is_dir()


@pytest.fixture
def changed(log: Repo) -> Repo:
    """The log with a branch's work on it: one record decided, one renamed, one gone, one new that replaces another."""
    log.commit()
    log.write("docs/adr/0004-next.md", RECORDS["0004-next.md"].replace("proposed", "accepted"))
    log.git("mv", "docs/adr/0001-base.md", "docs/adr/0001-the-base.md")
    log.write("docs/adr/0003-new.md", RECORDS["0003-new.md"].replace("(0001-base.md)", "(0001-the-base.md)"))
    (log.path / "docs/adr/0002-old.md").unlink()
    log.write("docs/adr/0005-more.md", "---\nstatus: accepted\nsupersedes: [4]\n---\n# More\n")
    return log


@pytest.mark.usefixtures("changed")
def test_what_differs_since_a_revision(adr: Adr) -> None:
    assert adr("graph", "--diff", "HEAD").ok().lines == [
        "Since HEAD: 1 new record, 1 record with another status, 1 record gone, 1 new",
        "relation, 1 relation gone",
        "",
        "+ 0005 More (accepted)",
        "~ 0004 Next (accepted, was proposed)",
        "- 0002 Old (superseded)",
        "",
        "+ 0005 More supersedes 0004 Next",
        "- 0003 New supersedes 0002 Old",
    ]


@pytest.mark.usefixtures("changed")
def test_what_differs_around_a_record_or_within_a_filter(adr: Adr) -> None:
    assert adr("graph", "5", "--diff", "HEAD").ok().lines == [
        "Since HEAD: 1 new record, 1 record with another status, 1 new relation",
        "",
        "+ 0005 More (accepted)",
        "~ 0004 Next (accepted, was proposed)",
        "",
        "+ 0005 More supersedes 0004 Next",
    ]
    assert adr("graph", "1", "--diff", "HEAD").ok().lines == ["Since HEAD: nothing in the graph differs"]
    gone = adr("graph", "--status", "superseded", "--diff", "HEAD", "--json").json()
    assert isinstance(gone, dict)
    assert gone["records"] == {"new": [], "gone": ["0002-old"], "changed": []}


@pytest.mark.usefixtures("changed")
def test_what_differs_as_data_and_as_pictures(adr: Adr) -> None:
    data = adr("graph", "--diff", "HEAD", "--json").json()
    assert isinstance(data, dict)
    assert data["records"] == {
        "new": ["0005-more"],
        "gone": ["0002-old"],
        "changed": [{"id": "0004-next", "status": "accepted", "was": "proposed"}],
    }
    assert [(edge["source"], edge["relation"], edge["target"]) for edge in data["edges"]["gone"]] == [
        ("0003-new", "supersedes", "0002-old")
    ]
    svg = ET.fromstring(adr("graph", "--diff", "HEAD", "--format", "svg").ok().stdout)  # noqa: S314 -- our own
    marked = {one.get("data-id"): one.get("class") for one in svg.iter() if one.get("data-id")}
    assert marked == {
        "0002-old": "node superseded gone",
        "0003-new": "node accepted",
        "0004-next": "node accepted was",
        "0005-more": "node accepted new",
    }
    lines = [one.get("class") for one in svg.iter() if one.get("data-from")]
    assert sorted(map(str, lines)) == ["edge depends-on", "edge supersedes gone", "edge supersedes new"]
    assert ">was proposed</text>" in adr("graph", "--diff", "HEAD", "--format", "html").ok().stdout
    dot = adr("graph", "--diff", "HEAD", "--format", "dot").ok().lines
    assert any('label="0002 Old\\nsuperseded\\ngone"' in line for line in dot)
    assert any("0005-more" in line and 'label="new: supersedes"' in line for line in dot)
    mermaid = adr("graph", "--diff", "HEAD", "--format", "mermaid").ok().lines
    assert '  n4[["0002 Old<br/>superseded<br/>gone"]]' in mermaid
    assert '  n1 ==>|"gone#58; supersedes"| n4' in mermaid
    adr("graph", "--diff", "HEAD", "--format", "graphml").ends_with(2)
    adr("graph", "--diff", "nowhere").ends_with(2)


def test_nothing_differs_from_oneself(adr: Adr, log: Repo) -> None:
    log.commit()
    assert adr("graph", "--diff", "HEAD").ok().lines == ["Since HEAD: nothing in the graph differs"]
