"""Writing commands side by side, after a crash, and without a trace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from adr_kit.change.model import Change, Plan
from adr_kit.errors import AdrError
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.workspace.load import load
from adr_kit.workspace.session import begin
from command_line import Adr, Repo

AT_ONCE = 50


def tree(folder: Path) -> dict[str, bytes]:
    """Every file, and what is in it."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_fifty_at_once_get_fifty_numbers(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "adr_kit", "new", "Decision", "of", str(number)],
            cwd=repo.path,
            env=dict(repo.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(AT_ONCE)
    ]
    ended = [(process.communicate(timeout=240), process.returncode) for process in running]
    assert [code for _, code in ended] == [0] * AT_ONCE, [err.decode() for (_, err), _ in ended]
    printed = {out.decode().strip() for (out, _), _ in ended}
    assert len(printed) == AT_ONCE
    files = sorted(file.name for file in (repo.path / "docs" / "adr").iterdir())
    assert [int(name[:4]) for name in files] == list(range(1, AT_ONCE + 2))
    assert {f"docs/adr/{name}" for name in files[1:]} == printed
    titles = {re.sub(r"^\d+-decision-of-|\.md$", "", name) for name in files[1:]}
    assert titles == {str(number) for number in range(AT_ONCE)}


def test_a_dry_run_leaves_no_trace(adr: Adr, repo: Repo) -> None:
    assert b"+++ b/adr.toml" in adr("init", "-n").ok().out
    adr("init").ok()
    adr("new", "One", "--status", "accepted").ok()
    before = tree(repo.path)
    for args in (
        ("new", "Two"),
        ("supersede", "2", "Two"),
        ("accept", "2", "--decider", "Grace"),
        ("reject", "2"),
        ("link", "2", "depends-on", "1"),
        ("set", "2", "tags=a"),
        ("rename", "2", "Another"),
        ("unlink", "2", "1"),
    ):
        adr(*args, "--dry-run").ok()
        assert tree(repo.path) == before, args


@pytest.mark.parametrize(
    "args",
    [
        ("new", "Two", "-l", "2:refines", "--tag", "x"),
        ("supersede", "2", "Two", "--status", "accepted"),
        ("rename", "2", "A *better* name — é"),
        ("accept", "2", "--decider", "Grace"),
    ],
)
def test_git_makes_the_same_of_a_dry_run(adr: Adr, repo: Repo, args: tuple[str, ...]) -> None:
    adr("init").ok()
    adr("new", "One").ok()
    adr("new", "Other", "-l", "2:depends-on").ok()
    repo.commit()
    diff = adr(*args, "--dry-run").ok().out
    adr(*args).ok()
    wanted = tree(repo.path / "docs")
    repo.git("stash", "--include-untracked")
    repo.git("apply", repo.write("../a.diff", diff))
    assert tree(repo.path / "docs") == wanted


def test_what_a_killed_command_left_is_finished_first_and_said(repo: Repo) -> None:
    repo.write("docs/adr/0001-a.md", "# 1. A\n\n## Status\n\nAccepted\n")
    stray = repo.write("docs/adr/.adr-kit-0123456789abcdef.tmp", "half")
    with begin(load(repo.path, {}), DEFAULT, who="a test") as session:
        assert len(session.repaired) == 1
        assert not stray.exists()
        assert [record.id for record in session.log.records] == ["0001-a"]


def test_a_number_that_is_only_on_another_branch_is_not_given_again(adr: Adr, repo: Repo) -> None:
    adr("init", "--commit").ok()
    repo.git("checkout", "-q", "-b", "other")
    adr("new", "Theirs", "--commit").ok()
    repo.git("checkout", "-q", "main")
    ran = adr("new", "Ours").ok()
    assert ran.stdout == "docs/adr/0003-ours.md\n"
    assert "number 3: 0002 is on other" in ran.stderr


def test_outside_of_git_it_says_once_what_it_could_not_see(tmp_path: Path, environment: dict[str, str]) -> None:
    adr = Adr(tmp_path, environment)
    adr("init").ok()
    ran = adr("new", "One").ok()
    assert ran.stderr.count("not in a git repository") == 1
    assert (tmp_path / "docs" / "adr" / "0002-one.md").is_file()


def test_a_file_that_changed_meanwhile_is_not_overwritten(repo: Repo) -> None:
    file = repo.write("docs/adr/0001-a.md", "# 1. A\n\n## Status\n\nAccepted\n")
    path = PurePosixPath("docs/adr/0001-a.md")
    with begin(load(repo.path, {}), DEFAULT, who="a test") as session:
        plan = Plan((Change(path, session.log.records[0].source.encode(), b"# 1. B\n"),))
        file.write_bytes(b"# 1. C\n")
        with pytest.raises(AdrError, match="changed while this command ran"):
            session.write(plan)
    assert file.read_bytes() == b"# 1. C\n"


@pytest.mark.skipif(os.name == "nt", reason="a shell script is the editor")
def test_the_lock_is_free_while_an_editor_is_open(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    editor = repo.write("../editor.sh", f'#!/bin/sh\ncd "{repo.path}"\n{sys.executable} -m adr_kit new Inner >&2\n')
    editor.chmod(0o755)
    ran = adr.given(EDITOR=str(editor))("new", "Outer", "--edit").ok()
    assert ran.stdout == "docs/adr/0002-outer.md\n"
    assert (repo.path / "docs/adr/0003-inner.md").is_file()
