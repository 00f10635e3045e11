"""A diff is what ``git apply`` makes the same change of."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adr_kit.text.diff import unified

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"\n", b"c\r\n", b"\xff\xfe\n", "é\u2028\n".encode()]), max_size=12)
CONTENT = st.builds(lambda lines, end: b"".join(lines) + end, LINES, st.sampled_from([b"", b"end", b"x\r"]))


def applied(place: Path, diff: bytes) -> None:
    done = subprocess.run(
        ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
        cwd=place,
        input=diff,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode() + diff.decode("utf-8", "replace")


def test_nothing_for_nothing() -> None:
    assert unified("a", "a", b"x", b"x") == b""


def test_it_reads_like_gits() -> None:
    assert unified("d/a.md", "d/a.md", b"1\n2\n", b"1\n3") == (
        b"diff --git a/d/a.md b/d/a.md\n--- a/d/a.md\n+++ b/d/a.md\n@@ -1,2 +1,2 @@\n 1\n-2\n+3\n"
        b"\\ No newline at end of file\n"
    )


@given(before=CONTENT, after=CONTENT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_git_makes_the_same_change_of_it(tmp_path: Path, before: bytes, after: bytes) -> None:
    file = tmp_path / "0001-a.md"
    file.write_bytes(before)
    diff = unified(file.name, file.name, before, after)
    if diff:
        applied(tmp_path, diff)
    assert file.read_bytes() == after


@pytest.mark.parametrize("name", ["0001-日本語.md", "with blanks.md", 'dir/tab\tquote".md', "back\\slash.md"])
def test_names_that_need_quotes(repo: Repo, name: str) -> None:
    file = repo.write(name, "old\n")
    applied(repo.path, unified(name, name, b"old\n", b"new\n"))
    assert file.read_bytes() == b"new\n"
    applied(repo.path, unified(name, f"{name}2", b"new\n", b"new\n"))
    assert not file.exists()
    applied(repo.path, unified(f"{name}2", f"{name}3", b"new\n", b"moved\n"))
    assert (repo.path / f"{name}3").read_bytes() == b"moved\n"


def test_files_that_come_and_go(repo: Repo) -> None:
    applied(repo.path, unified("a/new.md", "a/new.md", None, b"x\n"))
    assert repo.read("a/new.md") == "x\n"
    applied(repo.path, unified("a/new.md", "a/new.md", b"x\n", None))
    assert not (repo.path / "a" / "new.md").exists()
