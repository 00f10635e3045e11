"""Readings that are kept: always what reading again would give, and never more than a shortcut."""

from __future__ import annotations

import os
import pickle
import sqlite3
import tempfile
import zlib
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adr_kit.record.gist import gist
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.workspace import cache
from adr_kit.workspace.remembered import frozen, read_all, thawed
from effort import at_most

if TYPE_CHECKING:
    from command_line import Adr, Repo

FILE = PurePosixPath("docs/adr/0001-a.md")
MANY = 120
PARTS = (
    b"---\nstatus: accepted\ndate: 2024-02-30\ndeciders: [Zo\xc3\xab, x]\ntags: a\n---\n",
    b"# 1. Use it\n",
    b"## Status\n\nSuperseded by [2. B](0002-b.md)\n\n",
    b"- Depends on: ADR-3\n",
    b"| Status | Draft |\n| --- | --- |\n| Date | 2024-01-02 |\n",
    b"\xff\xfe\n",
    b"Amends part of [3](0003-c.md): the rest\r\n",
)
SAYING = (
    b"## Decision\n\nWe will use tea.\n\n",
    b"In the context of tea, we decided for **green** tea to achieve calm.\n\n",
    b"## Open questions\n\n- [ ] Who? TODO\n- [x] When?\n",
)


@pytest.fixture
def log(repo: Repo, adr: Adr) -> Repo:
    adr("init").ok()
    for number in range(2, MANY + 1):
        repo.write(
            f"docs/adr/{number:04d}-x.md", f"# {number}. Title {number}\n\n## Status\n\nAccepted\n\n## Context\n\nX\n"
        )
    return repo


def database(adr: Adr) -> Path:
    return Path(adr.environment["XDG_CACHE_HOME"]) / "adr-kit" / "readings" / "readings.sqlite"


def rows(adr: Adr) -> int:
    with closing(sqlite3.connect(database(adr))) as kept:
        count = kept.execute("SELECT count(*) FROM readings").fetchone()[0]
    assert isinstance(count, int)
    return count


@given(st.lists(st.sampled_from(PARTS)).map(b"".join) | st.binary())
def test_what_was_kept_is_what_reading_gives(data: bytes) -> None:
    fresh = read(FILE, data, DEFAULT)
    again = thawed(frozen(fresh), FILE, data)
    assert again == fresh
    assert again is not None
    assert again.outline.sections == fresh.outline.sections


@settings(max_examples=30)
@given(st.lists(st.sampled_from((*PARTS, *SAYING))).map(b"".join))
def test_a_record_in_short_is_kept_with_it(data: bytes) -> None:
    fresh = read(FILE, data, DEFAULT)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADR_CACHE_DIR", folder)
        for (again,) in (read_all({FILE: data}, DEFAULT) for _ in range(2)):
            assert again.gist == (gist(fresh) if fresh.skipped is None else None)


def test_what_is_remembered_is_not_parsed_again_for_the_log_or_its_gists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADR_CACHE_DIR", str(tmp_path))
    text = b"# A\n\n- Depends on: ADR-1\n\n## Decision\n\nWe will use tea.\n\n" + b"## More\n\nWords.\n\n" * 200
    files = {PurePosixPath(f"adr/{number:04d}-a.md"): text for number in range(1, MANY + 1)}
    read_all(files, DEFAULT)
    readings = read_all(files, DEFAULT)
    with at_most(300 * MANY):  # to find out where the blocks of one stand takes many thousands
        log = Log.of(readings, PurePosixPath("adr"))
        assert {gist(one.reading).decision for one in log.records} == {"We will use tea."}
    assert {link.target_id for record in log.records[1:] for link in record.links} == {"0001-a"}


def test_a_large_log_is_read_once_and_says_the_same(adr: Adr, log: Repo) -> None:
    first = adr("list", "--json").ok().out
    assert rows(adr) == MANY
    assert adr("list", "--json").ok().out == first
    log.write("docs/adr/0007-x.md", "# 7. Changed\n\n## Status\n\nProposed\n\n## Context\n\nX\n")
    assert "7\tproposed\t\tChanged\tdocs/adr/0007-x.md" in adr("list").ok().lines
    assert rows(adr) == MANY + 1
    database(adr).unlink()
    assert "7\tproposed\t\tChanged\tdocs/adr/0007-x.md" in adr("list").ok().lines
    assert rows(adr) == MANY


def test_another_process_finds_what_one_has_kept(adr: Adr, log: Repo) -> None:
    assert log.path.is_dir()
    for seed in ("1", "2"):  # sets are in another order in each process
        adr.as_processes().given(PYTHONHASHSEED=seed)("list").ok()
    assert rows(adr) == MANY


def test_what_was_kept_is_used(adr: Adr, log: Repo) -> None:
    assert len(list((log.path / "docs/adr").iterdir())) == MANY
    adr("list").ok()
    with closing(sqlite3.connect(database(adr))) as kept, kept:
        reading = frozen(read(FILE, b"# 1. Only kept\n\n## Status\n\nAccepted\n", DEFAULT))
        kept.execute("UPDATE readings SET reading = ?", (reading,))
    assert "Only kept" in adr("list").ok().stdout


def test_a_teams_words_are_part_of_what_it_depends_on(adr: Adr, log: Repo) -> None:
    log.write("docs/adr/0007-x.md", "# 7. Seven\n\n## Status\n\nBlessed\n\n## Context\n\nX\n")
    assert "7" not in [line.split("\t")[0] for line in adr("list", "--status", "accepted").ok().lines]
    log.write("adr.toml", log.read("adr.toml") + '[status-words]\n"blessed" = "accepted"\n')
    assert "7" in [line.split("\t")[0] for line in adr("list", "--status", "accepted").ok().lines]


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("evil",)


@pytest.mark.parametrize(
    "reading",
    [zlib.compress(pickle.dumps(Evil())), zlib.compress(pickle.dumps("no reading")), zlib.compress(b"junk"), b"junk"],
    ids=["program", "other value", "no pickle", "not compressed"],
)
def test_what_is_kept_is_not_trusted(adr: Adr, log: Repo, reading: bytes) -> None:
    right = adr("list").ok().out
    with closing(sqlite3.connect(database(adr))) as kept, kept:
        kept.execute("UPDATE readings SET reading = ?", (reading,))
    assert adr("list").ok().out == right
    assert not (log.path / "evil").exists()


def test_a_broken_database_is_made_anew(adr: Adr, log: Repo) -> None:
    assert log.path.is_dir()
    right = adr("list").ok().out
    database(adr).write_bytes(b"no database at all" * 1000)
    assert adr("list").ok().out == right
    assert adr("list").ok().out == right
    assert rows(adr) == MANY


@pytest.mark.skipif(os.name == "nt", reason="permissions are POSIX")
def test_a_folder_that_others_can_reach_is_not_used(adr: Adr, log: Repo) -> None:
    assert log.path.is_dir()
    database(adr).parent.mkdir(parents=True)
    database(adr).parent.chmod(0o755)
    adr("list").ok()
    assert not database(adr).exists()
    database(adr).parent.chmod(0o700)
    adr("list").ok()
    assert rows(adr) == MANY


def test_a_small_log_keeps_nothing(adr: Adr) -> None:
    adr("init").ok()
    adr("list").ok()
    assert not database(adr).parent.exists()


def test_a_place_that_is_no_folder_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "adr-kit").write_bytes(b"a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.private_directory("readings") is None
