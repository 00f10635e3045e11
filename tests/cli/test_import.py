"""``adr import``: another log's records come in, numbered anew, and their links still mean the same records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from command_line import Repo

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr

OURS = "# 1. Ours\n\nDate: 2019-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nx\n"
FIRST = """\
# 1. Keep sessions

Date: 2020-01-02

## Status

Superseded by [2. Keep tokens](0002-keep-tokens.md)

## Context

![The load](img/load.png) See [notes](../notes.txt), [this page](https://example.org/0009-x.md) and ADR-2.

## Decision

We keep sessions.
"""
SECOND = """\
---
status: accepted
date: 2021-03-04
supersedes: [1]
---

# Keep tokens

## Decision Outcome

As in [the first](./0001-keep-sessions.md#context), also [there](https://github.com/shop/shop/blob/main/adr/0001-keep-sessions.md#context).
"""


@pytest.fixture
def other(tmp_path: Path) -> Repo:
    """Another team's log, in a place of its own."""
    folder = Repo(tmp_path / "shop", {})
    folder.write("adr/0001-keep-sessions.md", FIRST)
    folder.write("adr/0002-keep-tokens.md", SECOND)
    folder.write("adr/README.md", "# Decisions\n")
    folder.write("adr/img/load.png", b"\x89PNG")
    folder.write("notes.txt", "x")
    return folder


@pytest.fixture
def ours(repo: Repo) -> Repo:
    repo.write("docs/adr/0001-ours.md", OURS)
    repo.commit()
    return repo


def records(adr: Adr) -> dict[str, dict[str, object]]:
    answer = adr("list", "--json").json()
    assert isinstance(answer, dict)
    return {record["id"]: record for record in answer["records"]}


def test_records_come_with_new_numbers_and_links_among_them_follow(ours: Repo, adr: Adr, other: Repo) -> None:
    ran = adr("import", other.path / "adr").ok()
    assert ran.lines == [
        "docs/adr/0002-keep-sessions.md",
        "docs/adr/0003-keep-tokens.md",
        "docs/adr/img/load.png",
    ]
    assert "0001-keep-sessions.md comes as docs/adr/0002-keep-sessions.md" in ran.stderr
    assert "README.md stays there: an index or README" in ran.stderr
    assert "docs/adr/0001-keep-sessions.md links to ../notes.txt, which does not come along" in ran.stderr
    first, second = ours.read("docs/adr/0002-keep-sessions.md"), ours.read("docs/adr/0003-keep-tokens.md")
    assert first.startswith("# 2. Keep sessions\n\nDate: 2020-01-02\n")
    assert "Superseded by [3. Keep tokens](0003-keep-tokens.md)" in first
    assert (
        "![The load](img/load.png) See [notes](../notes.txt), [this page](https://example.org/0009-x.md) and ADR-3."
        in first
    )
    assert "supersedes: [2]" in second
    assert "[the first](./0002-keep-sessions.md#context), also [there](0002-keep-sessions.md#context)." in second
    assert (ours.path / "docs/adr/img/load.png").read_bytes() == b"\x89PNG"
    came = records(adr)
    assert came["0002-keep-sessions"]["formerly"] == [1]
    assert came["0003-keep-tokens"]["formerly"] == [2]
    links = came["0003-keep-tokens"]["links"]
    assert isinstance(links, list)
    assert [(link["relation"], link["target_id"]) for link in links] == [("supersedes", "0002-keep-sessions")]
    assert ours.read("docs/adr/0001-ours.md") == OURS
    assert other.read("adr/0001-keep-sessions.md") == FIRST


def test_a_dry_run_shows_what_would_come_and_writes_nothing(ours: Repo, adr: Adr, other: Repo) -> None:
    ran = adr("import", other.path / "adr", "--dry-run").ok()
    assert "+++ b/docs/adr/0002-keep-sessions.md\n" in ran.stdout
    assert "+# 2. Keep sessions\n" in ran.stdout
    assert [path.name for path in (ours.path / "docs/adr").iterdir()] == ["0001-ours.md"]
    answer = adr("import", other.path / "adr", "--json", "-n").json()
    assert isinstance(answer, dict)
    assert "docs/adr/0003-keep-tokens.md" in answer["changed"]


@pytest.mark.usefixtures("ours")
def test_twice_is_once(adr: Adr, other: Repo) -> None:
    adr("import", other.path / "adr").ok()
    again = adr("import", other.path / "adr").ok()
    assert again.lines == []
    assert "0001-keep-sessions.md is here already: docs/adr/0002-keep-sessions.md" in again.stderr


@pytest.mark.usefixtures("ours")
def test_twice_is_once_where_a_title_cites_a_record(adr: Adr, other: Repo) -> None:
    """The number in the title follows its record, and the record is still the same one."""
    other.write("adr/0003-cookies.md", "# 3. Cookies (considered beside ADR 2)\n\n## Status\n\nRejected\n")
    adr("import", other.path / "adr").ok()
    assert records(adr)["0004-cookies"]["title"] == "Cookies (considered beside ADR 3)"
    assert adr("import", other.path / "adr").ok().stdout == ""
    other.write("adr/0003-cookies.md", "# 3. Cookies (considered beside ADR 1)\n\n## Status\n\nRejected\n")
    adr("import", other.path / "adr").ok()
    assert len(records(adr)) == len(("ours", "sessions", "tokens", "cookies", "cookies beside another one"))


def test_what_comes_later_links_to_what_came_before(ours: Repo, adr: Adr, other: Repo) -> None:
    adr("import", other.path / "adr").ok()
    other.write("adr/0003-rotate-tokens.md", "# 3. Rotate\n\n## Decision\n\nSee [it](0002-keep-tokens.md).\n")
    assert adr("import", other.path / "adr").ok().lines == ["docs/adr/0004-rotate-tokens.md"]
    assert "See [it](0003-keep-tokens.md)." in ours.read("docs/adr/0004-rotate-tokens.md")


def test_nothing_is_overwritten(ours: Repo, adr: Adr, other: Repo) -> None:
    ours.write("docs/adr/img/load.png", b"ours")
    assert "docs/adr/img/load-2.png" in adr("import", other.path / "adr").ok().lines
    assert (ours.path / "docs/adr/img/load.png").read_bytes() == b"ours"
    assert "![The load](img/load-2.png)" in ours.read("docs/adr/0002-keep-sessions.md")


def test_numbers_are_above_all_that_were_ever_used(ours: Repo, adr: Adr, other: Repo) -> None:
    ours.git("switch", "--quiet", "--create", "branch")
    ours.write("docs/adr/0040-elsewhere.md", OURS)
    ours.commit()
    ours.git("switch", "--quiet", "main")
    assert adr("import", other.path / "adr").ok().lines[0] == "docs/adr/0041-keep-sessions.md"


def test_records_of_other_forms_get_this_log_s_names_and_keep_their_dates(ours: Repo, adr: Adr, tmp_path: Path) -> None:
    folder = Repo(tmp_path / "log", {})
    folder.write("20200101-use-kafka.md", "# Use Kafka\n\n- Status: accepted\n\n## Decision\n\nx\n")
    folder.write(
        "2021-02-03-b/README.md",
        "# Use B\n\nStatus: draft\n\n## Decision\n\n![b](b.png) [a](../20200101-use-kafka.md)\n",
    )
    folder.write("2021-02-03-b/b.png", b"b")
    folder.write("API-007-paths.md", "# API-007: Paths\n\n## Status\n\nAccepted\n\n## Decision\n\nAs API-007 says.\n")
    adr("import", folder.path).ok()
    came = records(adr)
    assert came["0003-use-kafka"]["date"] == "2020-01-01"
    assert came["0004-b"]["date"] == "2021-02-03"
    text = ours.read("docs/adr/0004-b.md")
    assert "![b](2021-02-03-b/b.png) [a](0003-use-kafka.md)" in text
    assert (ours.path / "docs/adr/2021-02-03-b/b.png").read_bytes() == b"b"
    assert "As API-002 says." in ours.read("docs/adr/API-002-paths.md")


def test_a_label_that_is_a_file_s_name_follows_once(ours: Repo, adr: Adr, other: Repo) -> None:
    other.write("adr/0003-c.md", "# 3. C\n\n## Decision\n\nAs [0002-keep-tokens.md](0002-keep-tokens.md) says.\n")
    adr("import", other.path / "adr").ok()
    assert "As [0003-keep-tokens.md](0003-keep-tokens.md) says." in ours.read("docs/adr/0004-c.md")


def test_a_mention_that_cannot_follow_is_said_aloud(ours: Repo, adr: Adr, other: Repo) -> None:
    other.write("adr/0003-c.md", "# 3. C\n\n## Decision\n\nAs [said](0002-an-old-name.md).\n")
    assert "0004-c.md: would no longer cite 0003-keep-tokens" in adr("import", other.path / "adr").ok().stderr
    assert "As [said](0002-an-old-name.md)." in ours.read("docs/adr/0004-c.md")


def test_a_log_inside_of_the_repository_keeps_its_links_to_files(ours: Repo, adr: Adr) -> None:
    ours.write("services/a/README.txt", "x")
    ours.write("services/a/adr/0001-a.md", "# 1. A\n\n## Status\n\nAccepted\n\n## Decision\n\n[x](../README.txt)\n")
    adr("import", "services/a/adr").ok()
    assert "[x](../../services/a/README.txt)" in ours.read("docs/adr/0002-a.md")


def test_wrong_settings_of_the_other_log_are_said_to_be_the_other_ones(ours: Repo, adr: Adr, other: Repo) -> None:
    other.write("adr.toml", 'log = "adr"\ndialect = "nygrad"\n')
    said = adr("import", other.path, "--dry-run").ends_with(2).stderr
    assert said.startswith(f"error: {other.path}: adr.toml:2:11: dialect cannot be 'nygrad'\nhint: did you mean")
    assert ours.git("status", "--short") == ""


def test_errors_say_what_to_do(ours: Repo, adr: Adr, tmp_path: Path) -> None:
    assert "is no folder" in adr("import", "nowhere").ends_with(2).stderr
    assert "is this log" in adr("import", "docs/adr").ends_with(2).stderr
    (tmp_path / "empty").mkdir()
    assert "no record in" in adr("import", tmp_path / "empty").ends_with(2).stderr
    folder = Repo(tmp_path / "log", {})
    folder.write("0001-a.md", "# 1. A\n\n## Decision\n\n![x](x.png)\n")
    (folder.path / "x.png").symlink_to(ours.path / "docs/adr/0001-ours.md")
    ran = adr("import", folder.path).ok()
    assert ran.lines == ["docs/adr/0002-a.md"]
    assert "x.png, which does not come along" in ran.stderr


# -- log4brains

LOG4BRAINS = """\
project:
  name: Shop
  tz: Europe/Paris
  adrFolder: ./docs/adr
  packages:
    - name: backend
      path: ./packages/backend
      adrFolder: ./packages/backend/docs/adr
"""


@pytest.fixture
def project(tmp_path: Path) -> Repo:
    folder = Repo(tmp_path / "brains", {})
    fill(folder, LOG4BRAINS)
    return folder


def fill(folder: Repo, settings: str) -> None:
    folder.write(".log4brains.yml", settings)
    folder.write("docs/adr/20200101-use-log4brains.md", "# Use log4brains\n\n- Status: accepted\n\n## Decision\n\nx\n")
    link = "[log4brains](../../../../docs/adr/20200101-use-log4brains.md)"
    text = f"# Use Rust\n\n- Status: accepted\n\n## Decision\n\nx\n\n## Links\n\n- Depends on {link}\n"
    folder.write("packages/backend/docs/adr/20200102-use-rust.md", text)


def test_a_log4brains_project_is_read_as_it_is(repo: Repo, adr: Adr) -> None:
    fill(repo, LOG4BRAINS)
    assert adr("list").ok().lines == [
        "\taccepted\t2020-01-01\tUse log4brains\tdocs/adr/20200101-use-log4brains.md",
        "\taccepted\t2020-01-02\tUse Rust\tpackages/backend/docs/adr/20200102-use-rust.md",
    ]
    assert len(adr("--log", "backend", "list").ok().lines) == 1
    assert len(adr("list", cwd=repo.path / "packages/backend").ok().lines) == 1
    assert adr("config", "--json").ok().stdout.count(".log4brains.yml:4") >= 1
    fill(repo, LOG4BRAINS.partition("  packages")[0].replace("./docs/adr", "docs/adr # ours"))
    assert len(adr("list").ok().lines) == 1


def test_settings_of_our_own_come_first(repo: Repo, adr: Adr) -> None:
    fill(repo, LOG4BRAINS)
    repo.write("adr.toml", 'log = "packages/backend/docs/adr"\n')
    assert [line.split("\t")[3] for line in adr("list").ok().lines] == ["Use Rust"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("project: [", ".log4brains.yml:2: "),
        ("project:\n  name: x\n", ".log4brains.yml:1: names no project.adrFolder"),
        ("project:\n  adrFolder: ../../etc\n", ".log4brains.yml:2: the log's folder lies outside"),
        ("just words\n", ".log4brains.yml:"),
        ("a: &x [*x]\nproject: *x\n", ".log4brains.yml:"),
    ],
)
def test_a_log4brains_file_that_is_wrong_is_an_error_with_its_line(
    repo: Repo, adr: Adr, settings: str, said: str
) -> None:
    repo.write(".log4brains.yml", settings)
    assert said in adr("list").ends_with(2).stderr


def test_all_packages_of_a_log4brains_project_come_in(ours: Repo, adr: Adr, project: Repo) -> None:
    assert adr("import", project.path).ok().lines == [
        "docs/adr/0002-use-log4brains.md",
        "docs/adr/0003-use-rust.md",
    ]
    came = records(adr)
    assert came["0003-use-rust"]["component"] == "backend"
    assert came["0002-use-log4brains"]["component"] is None
    assert "- Depends on [log4brains](0002-use-log4brains.md)" in ours.read("docs/adr/0003-use-rust.md")
