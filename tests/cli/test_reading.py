"""The commands that read: list, show and search, as people and programs see them."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr, Repo

RECORDS = {
    "0001-use-postgres.md": (
        "---\nstatus: accepted\ndate: 2025-01-02\ndecision-makers: [Ada Lovelace]\ntags: [storage]\n"
        "affects: [src/db/]\n---\n# Use Postgres\n\n## Context and Problem Statement\n\nWe keep orders.\n\n"
        '## Decision Outcome\n\nChosen option: "Postgres", because **everybody** knows it.\n\n<!-- a hint -->\n'
        "\n```sql\n# not a heading\nselect 1;\n```\n"
    ),
    "0002-cache-in-redis.md": (
        "---\nstatus: proposed\ndate: 2025-03-04\ndecision-makers: Bob\ntags: [storage, speed]\n---\n"
        "# Cache in Redis\n\n## Context and Problem Statement\n\nReads are slow.\n\n"
        "## Open questions\n\n- [ ] Who pays? (@ada)\n- [x] Which version?\n"
    ),
    "0003-drop-mongo.md": (
        "# 3. Drop Mongo\n\nDate: 2024-05-06\n\n## Status\n\nSuperseded by [1. Use Postgres](0001-use-postgres.md)\n\n"
        "## Context\n\nIt lost an order.\n\n## Decision\n\nWe drop Mongo.\n\n## Consequences\n\nWork.\n"
    ),
    "README.md": "# Our decisions\n",
}


@pytest.fixture
def log(repo: Repo) -> Repo:
    for name, text in RECORDS.items():
        repo.write(f"docs/adr/{name}", text)
    return repo


def numbers(adr: Adr, *args: str) -> list[str]:
    return [line.partition("\t")[0] for line in adr("list", *args).ok().lines]


def on_a_terminal(repo: Repo, *args: str, columns: int = 60, **env: str) -> str:
    """What somebody sees who runs the command on a terminal of so many columns."""
    pty = pytest.importorskip("pty", reason="pseudo-terminals are POSIX")
    main, worker = pty.openpty()
    environment = {**repo.environment, "COLUMNS": str(columns), "TERM": "xterm", **env}
    process = subprocess.Popen(
        [sys.executable, "-m", "adr_kit", *args],
        cwd=repo.path,
        env=environment,
        stdin=worker,
        stdout=worker,
        stderr=worker,
        close_fds=True,
    )
    os.close(worker)
    seen = b""
    while True:
        try:
            block = os.read(main, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not block:
            break
        seen += block
    os.close(main)
    assert process.wait() == 0, seen.decode()
    return seen.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_what_cannot_be_read_is_said_and_hides_nothing_else(log: Repo, adr: Adr) -> None:
    outside = log.path.parent / "outside.md"
    outside.write_text("# Secret\n", encoding="utf-8")
    for number in range(10, 35):
        (log.path / f"docs/adr/00{number}-x.md").symlink_to(outside)
    ran = adr("list").ok()
    assert len(ran.lines) == 3
    assert ran.stderr.startswith("warning: docs/adr/0010-x.md is a symlink out of the repository\n")
    assert ran.stderr.endswith("warning: 5 more files like these (adr list --json names them)\n")
    built = adr("site", "build").ok().stderr
    assert built.count("0010-x.md") == 1


def test_a_pipe_gets_one_line_a_record_with_tabs(adr: Adr, log: Repo) -> None:
    ran = adr("list").ok()
    assert ran.lines == [
        "1\taccepted\t2025-01-02\tUse Postgres\tdocs/adr/0001-use-postgres.md",
        "2\tproposed\t2025-03-04\tCache in Redis\tdocs/adr/0002-cache-in-redis.md",
        "3\tsuperseded\t2024-05-06\tDrop Mongo\tdocs/adr/0003-drop-mongo.md",
    ]
    assert not ran.err
    assert adr.at(log.path / "docs")("list").ok().lines[0].endswith("\tadr/0001-use-postgres.md")


def test_json_is_the_documented_schema(adr: Adr, log: Repo) -> None:
    data = adr("list", "--json", "--status", "accepted").json()
    assert isinstance(data, dict)
    assert list(data) == ["schema_version", "records", "skipped", "problems"]
    (record,) = data["records"]
    assert record["id"] == "0001-use-postgres"
    assert record["path"] == "0001-use-postgres.md"
    assert record["deciders"] == ["Ada Lovelace"]
    assert [skipped["path"] for skipped in data["skipped"]] == ["README.md"]
    assert log.path.is_dir()


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (("--status", "accepted"), ["1"]),
        (("--status", "Accepted", "--status", "proposed"), ["1", "2"]),
        (("--status", "abgelöst"), ["3"]),
        (("--tag", "Storage"), ["1", "2"]),
        (("--tag", "storage", "--tag", "speed"), ["1", "2"]),
        (("--tag", "storage", "--status", "proposed"), ["2"]),
        (("--decider", "lovelace"), ["1"]),
        (("--since", "2025-01-02"), ["1", "2"]),
        (("--until", "2025-01-02"), ["1", "3"]),
        (("--since", "2024-01-01", "--until", "2024-12-31"), ["3"]),
        (("--affects", "src/db/schema.sql"), ["1"]),
        (("--affects", "src/db"), ["1"]),
        (("--affects", "src/web/index.html"), []),
        (("--current",), ["1"]),
        (("--sort", "date"), ["3", "1", "2"]),
        (("--sort", "title"), ["2", "3", "1"]),
        (("--sort", "status"), ["2", "1", "3"]),
        (("--reverse",), ["3", "2", "1"]),
        (("--sort", "date", "--reverse"), ["2", "1", "3"]),
    ],
    ids=" ".join,
)
def test_filters_and_order(adr: Adr, log: Repo, args: tuple[str, ...], found: list[str]) -> None:
    assert [number for number in numbers(adr, *args) if number] == found, log


@pytest.mark.parametrize(
    ("args", "error", "hint"),
    [
        (("--status", "acepted"), "no record has the status 'acepted'", "did you mean 'accepted'?"),
        (("--tag", "storge"), "no record has the tag 'storge'", "did you mean 'storage'?"),
        (("--tag", "zzz"), "no record has the tag 'zzz'", "one of: speed, storage"),
        (("--affects", "../../etc"), "--affects ../../etc: outside of the repository", ""),
        (("--since", "spring"), "Invalid value for '--since': 'spring' is not a date", "adr list --help"),
    ],
)
def test_a_filter_that_means_nothing_is_an_error(
    adr: Adr, log: Repo, args: tuple[str, ...], error: str, hint: str
) -> None:
    ran = adr("list", *args).ends_with(2)
    assert error in ran.stderr, log
    assert hint in ran.stderr
    assert not ran.out


def test_the_teams_own_words_count(adr: Adr, log: Repo) -> None:
    log.write("docs/adr/0004-ship.md", "# 4. Ship\n\n## Status\n\nShipped\n\n## Context\n\nNow.\n")
    assert numbers(adr, "--status", "shipped") == ["4"]
    log.write("adr.toml", '[status-words]\nshipped = "accepted"\n')
    assert numbers(adr, "--current") == ["1", "4"]


def test_without_a_log_it_says_what_to_do(adr: Adr) -> None:
    ran = adr("list").ends_with(2)
    assert ran.stderr == "error: there is no decision log here\nhint: adr init, or --dir LOG for a log elsewhere\n"


def test_on_a_terminal_it_is_a_table_that_fits(log: Repo) -> None:
    log.write("docs/adr/0004-x.md", "# 4. " + "Long " * 40 + "\n\n## Status\n\nAccepted\n\n## Context\n\nIt.\n")
    seen = on_a_terminal(log, "list").splitlines()
    assert seen[0] == "0001  accepted    2025-01-02  Use Postgres"
    assert seen[1] == "0002  proposed    2025-03-04  Cache in Redis"
    assert seen[3].endswith("…")
    assert len(seen[3]) <= 60
    assert seen[4] == "4 records, 1 files skipped"
    assert on_a_terminal(log, "list", "-q").splitlines() == seen[:4]


def test_colours_are_for_terminals_that_want_them(log: Repo) -> None:
    assert "\x1b[32maccepted" in on_a_terminal(log, "list", NO_COLOR="")
    assert "\x1b" not in on_a_terminal(log, "list", NO_COLOR="1")
    assert "\x1b" not in on_a_terminal(log, "list", NO_COLOR="", TERM="dumb")


def test_what_a_record_says_cannot_drive_the_terminal(log: Repo) -> None:
    evil = "# 9. \x1b]0;owned\x07Evil\u202e\n\n## Status\n\nAccepted \x1b[2J\n\n## Context\n\n\x9b31m\x1b[H\n"
    log.write("docs/adr/0009-evil.md", evil)
    for args in (("list",), ("show", "9"), ("show", "9", "--raw"), ("search", "Evil")):
        seen = on_a_terminal(log, *args)
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(seen), args
        assert "Evil" in seen


def test_show_through_a_pipe_is_the_file(adr: Adr, log: Repo) -> None:
    data = b"\xef\xbb\xbf# 5. CRLF\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\n\xff\x1b"
    log.write("docs/adr/0005-crlf.md", data)
    assert adr("show", "5").ok().out == data
    assert adr("show", "crlf", "--raw").ok().out == data


def test_show_on_a_terminal_says_how_it_stands_and_then_its_text(log: Repo) -> None:
    seen = on_a_terminal(log, "show", "1").splitlines()
    assert seen[:4] == [
        "0001  Use Postgres",
        "accepted  ·  2025-01-02  ·  Ada Lovelace",
        "tags: storage",
        "docs/adr/0001-use-postgres.md",
    ]
    text = "\n".join(seen[4:])
    assert text.startswith("\nContext and Problem Statement\n\nWe keep orders.\n\nDecision Outcome\n\n")
    assert "# not a heading" in text
    assert "a hint" not in text
    assert "decision-makers" not in text
    assert "Superseded by: 0001 Use Postgres" in on_a_terminal(log, "show", "3")
    coloured = on_a_terminal(log, "show", "1", NO_COLOR="")
    assert "\x1b[1mDecision Outcome\x1b[0m" in coloured
    assert "\x1b[1meverybody\x1b[0m knows" in coloured


def test_show_as_json_adds_what_the_record_says(adr: Adr, log: Repo) -> None:
    data = adr("show", "2", "--json").json()
    assert isinstance(data, dict)
    record = data["record"]
    assert data["schema_version"] == 1
    assert record["title"] == "Cache in Redis", log
    assert record["questions"] == [
        {"text": "Who pays? (@ada)", "done": False},
        {"text": "Which version?", "done": True},
    ]
    assert [(section["name"], section["role"]) for section in record["sections"]] == [
        ("Cache in Redis", None),
        ("Context and Problem Statement", "context"),
        ("Open questions", "questions"),
    ]
    assert record["sections"][1]["text"] == "Reads are slow."


def test_show_says_what_was_meant(adr: Adr, log: Repo) -> None:
    ran = adr("show", "use-postgre5").ends_with(2)
    assert "0001-use-postgres" in ran.stderr, log
    assert adr("show", "99").ends_with(2).stderr.startswith("error: no record '99' in this log")


def test_search_ranks_and_shows_the_line(adr: Adr, log: Repo) -> None:
    ran = adr("search", "mongo").ok()
    assert ran.lines == ["3\tsuperseded\tDrop Mongo\tdocs/adr/0003-drop-mongo.md:1\tDrop Mongo"], log
    orders = adr("search", "order").ok().lines
    assert {line.split("\t")[0] for line in orders} == {"1", "3"}
    assert numbers_found(adr, "order", "--limit", "1") == numbers_found(adr, "order")[:1]
    assert numbers_found(adr, "order", "--current") == ["1"]


def numbers_found(adr: Adr, *args: str) -> list[str]:
    return [line.split("\t")[0] for line in adr("search", *args).ok().lines]


def test_search_as_json_and_without_a_hit(adr: Adr, log: Repo) -> None:
    data = adr("search", "slow", "reads", "--json").json()
    assert isinstance(data, dict)
    (result,) = data["results"]
    assert (result["record"]["number"], result["line"], result["text"]) == (2, 11, "Reads are slow."), log
    ran = adr("search", "kubernetes").ok()
    assert (ran.stdout, ran.stderr) == ("", "none of 3 records speaks of kubernetes\n")


def test_search_on_a_terminal(log: Repo) -> None:
    seen = on_a_terminal(log, "search", "slow").splitlines()
    assert seen == ["0002  proposed  Cache in Redis", "       Reads are slow."]


def test_config_says_where_each_value_comes_from(adr: Adr, log: Repo) -> None:
    log.write("adr.toml", 'template = "madr"\ndeciders = ["Ada", "Bob"]\n[status-words]\nshipped = "accepted"\n')
    lines = adr("config").ok().lines
    assert lines[:2] == ["log\tdocs/adr\tfound", "template\tmadr\tadr.toml:1:12"]
    assert "deciders\tAda, Bob\tadr.toml:2:12" in lines
    assert "status-words\tshipped = accepted\tadr.toml:3:2" in lines
    data = adr("config", "--json").json()
    assert isinstance(data, dict)
    assert data["settings"]["deciders"] == {"value": ["Ada", "Bob"], "origin": "adr.toml:2:12"}
    assert data["settings"]["number-width"] == {"value": None, "origin": "default"}


def test_edit_opens_by_itself_on_a_terminal(log: Repo, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho "more words" >> "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    assert on_a_terminal(log, "edit", "1", EDITOR=str(script)) == "docs/adr/0001-use-postgres.md\n"
    assert log.read("docs/adr/0001-use-postgres.md").endswith("more words\n")
