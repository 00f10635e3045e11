"""No number is used twice: wherever one is, or ever was, it is seen, and it is said where."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace import cache
from adr_kit.workspace.git.numbers import Seen, UsedNumbers, used_numbers
from adr_kit.workspace.git.repository import find_repository

if TYPE_CHECKING:
    from command_line import Repo

LOG = PurePosixPath("docs/adr")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def number_of(path: PurePosixPath) -> int | None:
    match = re.match(r"\d+", path.name)
    return int(match.group()) if match else None


def look(repo: Repo | Path, *folders: PurePosixPath) -> UsedNumbers:
    root = repo if isinstance(repo, Path) else repo.path
    return used_numbers(find_repository(root), root, folders or (LOG,), number_of)


def highest(repo: Repo | Path) -> str:
    return str(look(repo).highest)


def record(repo: Repo, number: int, text: str = "x") -> Path:
    return repo.write(f"docs/adr/{number:04d}-x.md", text)


@dataclass(frozen=True)
class Processes:
    """A git in front of git, which keeps what each process was given."""

    folder: Path

    @property
    def inputs(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted(self.folder.glob("*.stdin"))]


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Processes:
    if os.name == "nt":
        pytest.skip("needs a shell script that stands before git")
    folder = tmp_path / "front"
    folder.mkdir()
    script = folder / "git"
    given = f'"{folder}/$(date +%s.%N)-$$.stdin"'
    script.write_text(
        f'#!/bin/sh\nkept={given}\ncat >"$kept"\nexec {shutil.which("git")} "$@" <"$kept"\n', encoding="utf-8"
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder), os.environ["PATH"]]))
    return Processes(folder)


def test_the_work_tree_counts_also_where_nothing_is_committed(repo: Repo) -> None:
    record(repo, 3)
    assert highest(repo) == "0003 is in the work tree"
    assert look(repo).notes == ()


def test_what_is_staged_counts_when_the_file_is_gone(repo: Repo) -> None:
    file = record(repo, 4)
    repo.git("add", ".")
    file.unlink()
    assert highest(repo) == "0004 is staged"


@pytest.mark.parametrize(
    "settings", [("index.version", "4"), ("core.splitIndex", "true"), ("feature.manyFiles", "true")]
)
def test_every_form_of_the_index_is_read(repo: Repo, settings: tuple[str, str]) -> None:
    repo.git("config", *settings)
    for number in range(1, 30):
        record(repo, number)
    repo.write("other/file.md", "x")
    repo.git("add", ".")
    repo.git("update-index", "--force-write-index" if settings[0] != "core.splitIndex" else "--split-index")
    late = record(repo, 31)
    repo.git("add", "--intent-to-add", late)
    late.unlink()
    assert {s.number for s in look(repo).sightings} == {*range(1, 30), 31}


def test_branches_tags_and_remote_branches_count(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    for branch, number in (("queue", 12), ("gone", 14)):
        repo.git("switch", "--quiet", "--create", branch, "main")
        record(repo, number)
        repo.commit()
    repo.git("tag", "v1", "gone")
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "-D", "gone")
    repo.git("update-ref", "refs/remotes/origin/queue", "queue")
    repo.git("branch", "-D", "queue")
    used = look(repo)
    assert used.numbers == {1, 12, 14}
    assert [str(sighting) for sighting in used.sightings] == [
        "0001 is in the work tree",
        "0012 is on origin/queue",
        "0014 is on tag v1",
    ]


def test_a_deleted_number_counts_also_where_only_a_side_branch_had_it(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    repo.git("switch", "--quiet", "--create", "side")
    short_lived = record(repo, 7)
    repo.commit()
    short_lived.unlink()
    deleted = repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.commit()
    repo.git("merge", "--quiet", "--no-edit", "side")
    repo.git("branch", "-D", "side")
    assert highest(repo) == f"0007 was deleted (main, {deleted[:9]})"


def test_a_number_that_came_in_the_merge_itself_counts(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    repo.git("switch", "--quiet", "--create", "side")
    record(repo, 2, "side")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    record(repo, 2, "side")
    repo.commit()
    repo.git("merge", "--quiet", "--no-commit", "side")
    repo.git("mv", "docs/adr/0002-x.md", "docs/adr/0009-x.md")
    repo.commit()
    repo.git("rm", "--quiet", "docs/adr/0009-x.md")
    repo.commit()
    assert look(repo).numbers == {1, 2, 9}


def test_a_pure_rename_counts_twice(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    repo.git("mv", "docs/adr/0001-x.md", "docs/adr/0005-x.md")
    repo.commit()
    repo.git("mv", "docs/adr/0005-x.md", "docs/adr/0002-x.md")
    repo.commit()
    assert look(repo).numbers == {1, 2, 5}


def test_a_detached_head_and_the_stash_count(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    repo.git("switch", "--quiet", "--detach")
    record(repo, 6)
    repo.commit()
    record(repo, 8)
    repo.git("stash", "push", "--quiet", "--include-untracked")
    (repo.path / "docs/adr/0006-x.md").unlink()
    assert {sighting.number: sighting.where for sighting in look(repo).sightings} == {1: "", 6: "", 8: "stash"}
    repo.git("rm", "--quiet", "--cached", "docs/adr/0006-x.md")
    assert look(repo).numbers == {1, 6, 8}


def test_another_work_tree_counts_before_anything_is_committed_there(repo: Repo, tmp_path: Path) -> None:
    record(repo, 1)
    repo.commit()
    other = tmp_path / "feature"
    repo.git("worktree", "add", "--quiet", other)
    (other / "docs/adr/0002-y.md").write_text("x", encoding="utf-8")
    assert highest(repo) == "0002 is in the work tree feature"
    record(repo, 3)
    assert highest(other) == "0003 is in the work tree repo"


@pytest.mark.skipif(os.name == "nt", reason="needs symlinks")
def test_a_folder_that_is_a_symlink_is_seen_where_it_leads(repo: Repo) -> None:
    repo.write("common/0004-x.md", "x")
    (repo.path / "docs").mkdir()
    (repo.path / "docs" / "adr").symlink_to("../common", target_is_directory=True)
    repo.commit()
    (repo.path / "common" / "0004-x.md").unlink()
    repo.commit()
    assert look(repo).numbers == {4}


def test_the_folders_that_a_log_had_before_count(repo: Repo) -> None:
    repo.write("doc/old/0009-x.md", "x")
    repo.commit()
    repo.git("rm", "--quiet", "doc/old/0009-x.md")
    record(repo, 1)
    repo.commit()
    assert look(repo).numbers == {1}
    assert look(repo, LOG, PurePosixPath("doc/old")).numbers == {1, 9}


def test_names_in_any_script_and_no_script_at_all_are_seen(repo: Repo) -> None:
    names = {3: "0003-日本語.md"}
    if sys.platform == "linux":  # elsewhere a name must be UTF-8
        names |= {4: os.fsdecode(b"0004-caf\xe9.md"), 5: '0005-"q\n.md'}
    for name in names.values():
        repo.write(f"docs/adr/{name}", "x")
    repo.commit()
    repo.git("rm", "--quiet", "-r", "docs")
    repo.commit()
    for _ in range(2):  # from git, and from what is remembered
        assert look(repo).numbers == set(names)


def test_outside_git_it_says_what_it_looked_at(tmp_path: Path) -> None:
    (tmp_path / "docs/adr").mkdir(parents=True)
    (tmp_path / "docs/adr/0002-x.md").write_text("x", encoding="utf-8")
    used = look(tmp_path)
    assert used.numbers == {2}
    assert used.notes == ("not in a git repository: only the work tree was looked at",)
    assert look(tmp_path, PurePosixPath("nowhere")).highest is None


def test_a_shallow_clone_says_so_and_begins_anew_when_it_is_deepened(repo: Repo, tmp_path: Path) -> None:
    record(repo, 5).unlink()
    record(repo, 5)
    repo.commit()
    repo.git("rm", "--quiet", "docs/adr/0005-x.md")
    record(repo, 1)
    repo.commit()
    repo.commit()
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth=1", repo.path.as_uri(), clone)
    assert look(clone).numbers == {1}
    assert "shallow" in look(clone).notes[0]
    repo.git("-C", clone, "fetch", "--quiet", "--unshallow")
    used = look(clone)
    assert used.numbers == {1, 5}
    assert used.notes == ()
    assert used.fetched is not None


def test_at_most_two_processes_and_one_where_nothing_is_new(repo: Repo, processes: Processes) -> None:
    for number in range(1, 4):
        record(repo, number)
        repo.commit()
    assert not processes.inputs  # the tests' own git has the environment of before
    first = look(repo)
    assert len(processes.inputs) == 2
    assert look(repo) == first
    assert len(processes.inputs) == 3


def test_only_new_commits_are_looked_at_and_what_was_seen_stays(repo: Repo, processes: Processes) -> None:
    record(repo, 1)
    repo.commit()
    repo.git("switch", "--quiet", "--create", "side")
    record(repo, 9)
    repo.commit()
    assert look(repo).numbers == {1, 9}
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "-D", "side")
    record(repo, 2)
    repo.commit()
    assert look(repo).numbers == {1, 2, 9}
    assert processes.inputs[-1].startswith(b"refs/heads/main\n^")
    count = len(processes.inputs)
    assert str(look(repo).highest) == "0009 is on side, which is gone"
    assert len(processes.inputs) == count + 1


def test_commits_that_were_pruned_are_no_error(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    record(repo, 9)
    repo.commit()
    look(repo)
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    repo.git("reflog", "expire", "--expire=now", "--all")
    repo.git("gc", "--quiet", "--prune=now")
    record(repo, 2)
    repo.commit()
    used = look(repo)
    assert used.numbers == {1, 2, 9}
    assert used.notes == ()


@pytest.mark.parametrize(
    "broken", [b"", b"[]", b'{"tips": ["--all"], "paths": {}}', b'{"tips": [], "paths": {"x": 1}}', b"{"]
)
def test_a_broken_cache_is_as_good_as_none(repo: Repo, broken: bytes) -> None:
    record(repo, 1)
    repo.commit()
    wanted = look(repo)
    place = cache.directory()
    assert place is not None
    (kept,) = (place / "numbers").iterdir()
    assert isinstance(json.loads(kept.read_bytes()), dict)
    kept.write_bytes(broken)
    assert look(repo) == wanted


def test_the_nearest_sighting_is_the_evidence(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    assert [sighting.seen for sighting in look(repo).sightings] == [Seen.WORK_TREE]
