"""No number is used twice: wherever one is, or ever was, it is seen, and it is said where."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace import cache
from adr_kit.workspace.git.numbers import Seen, UsedNumbers, used_numbers
from adr_kit.workspace.git.repository import find_repository

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from command_line import Repo

LOG = PurePosixPath("docs/adr")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def number_of(path: PurePosixPath) -> int | None:
    match = re.match(r"\d+", path.name)
    return int(match.group()) if match else None


def look(repo: Repo | Path, log: PurePosixPath = LOG, beside: Sequence[PurePosixPath] = ()) -> UsedNumbers:
    root = repo if isinstance(repo, Path) else repo.path
    return used_numbers(find_repository(root), root, log, beside, number_of)


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
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before_git: Callable[[str], str]) -> Processes:
    kept = f'kept="{tmp_path}/$(date +%s.%N)-$$.stdin"'
    monkeypatch.setenv("PATH", before_git(f'{kept}\ncat >"$kept"\nexec <"$kept"'))
    return Processes(tmp_path)


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


def moved(repo: Repo, place: str, to: str) -> None:
    (repo.path / to).parent.mkdir(parents=True, exist_ok=True)
    repo.git("mv", place, to)
    repo.commit()


def lost(repo: Repo, place: str, number: int) -> str:
    """Add a record and delete it again; the commit that deleted it."""
    file = repo.write((PurePosixPath(place) / f"{number:04d}-lost.md").as_posix(), "x")
    repo.commit()
    file.unlink()
    return repo.commit()


def test_what_was_deleted_before_the_folder_got_its_name_counts(repo: Repo, processes: Processes) -> None:
    repo.write("doc/old/backend/0001-x.md", "x")
    repo.commit()
    deleted = lost(repo, "doc/old", 9)
    moved(repo, "doc/old", "doc/newer")
    lost(repo, "doc/newer", 7)
    moved(repo, "doc/newer", "docs/adr")
    before = len(processes.inputs)
    assert highest(repo) == f"0009 was deleted (main, {deleted[:9]})"
    assert look(repo).numbers == {1, 7, 9}
    assert len(processes.inputs) == before + 5, "references and history, each former folder; references"
    lost(repo, "elsewhere", 12)
    assert look(repo).numbers == {1, 7, 9}
    assert processes.inputs[-1].startswith(b"refs/heads/main\n^"), "only what is new is read"


def test_a_former_folder_with_a_usual_name_costs_no_process(repo: Repo, processes: Processes) -> None:
    repo.write("doc/adr/0001-x.md", "x")
    lost(repo, "doc/adr", 9)
    lost(repo, "adr", 20)
    moved(repo, "doc/adr", "docs/adr")
    before = len(processes.inputs)
    assert look(repo, LOG, [PurePosixPath("doc/adr"), PurePosixPath("adr")]).numbers == {1, 9}
    assert len(processes.inputs) == before + 2


def test_a_branch_that_knows_the_log_by_another_name_counts(repo: Repo) -> None:
    record(repo, 1)
    repo.commit()
    for branch, number in (("later", 5), ("earlier", 6)):
        repo.git("switch", "--quiet", "--create", branch, "main")
        if branch == "later":
            moved(repo, "docs/adr", "docs/decisions")
            repo.write("docs/decisions/0005-y.md", "y")
        else:
            record(repo, number)
        repo.commit()
    assert look(repo).numbers == {1, 5, 6}
    repo.git("switch", "--quiet", "later")
    assert look(repo, PurePosixPath("docs/decisions")).numbers == {1, 5, 6}


def test_a_record_that_came_from_another_log_brings_no_other_numbers(repo: Repo) -> None:
    for number in (1, 2, 40):
        repo.write(f"other/{number:04d}-other.md", "x")
    record(repo, 1)
    repo.commit()
    moved(repo, "other/0002-other.md", "docs/adr/0002-other.md")
    assert look(repo).numbers == {1, 2}


def test_logs_that_move_at_once_keep_their_own_numbers(repo: Repo) -> None:
    for part in ("pay", "ship"):
        repo.write(f"services/{part}/adr/0001-record-decisions.md", "x")
    repo.commit()
    lost(repo, "services/pay/adr", 5)
    lost(repo, "services/ship/adr", 9)
    moved(repo, "services", "apps")
    assert look(repo, PurePosixPath("apps/pay/adr")).numbers == {1, 5}
    assert look(repo, PurePosixPath("apps/ship/adr")).numbers == {1, 9}


def test_a_log_that_was_moved_down_counts_what_lay_beside_it_not_what_lies_below(repo: Repo) -> None:
    repo.write("docs/0001-x.md", "x")
    lost(repo, "docs", 4)
    lost(repo, "docs/blog", 77)
    moved(repo, "docs/0001-x.md", "docs/adr/0001-x.md")
    assert look(repo).numbers == {1, 4}
    repo.write("0001-y.md", "y")
    lost(repo, "", 6)
    moved(repo, "0001-y.md", "docs/adr/0001-y.md")
    assert look(repo).numbers == {1, 4, 6}


@pytest.mark.parametrize("how", ["git mv", "mv"])
def test_a_move_that_is_not_committed_yet_is_seen(repo: Repo, how: str) -> None:
    repo.write("notes/log/0001-x.md", "x")
    repo.commit()
    lost(repo, "notes/log", 3)
    (repo.path / "docs").mkdir()
    if how == "git mv":
        repo.git("mv", "notes/log", "docs/adr")
    else:
        (repo.path / "notes/log").rename(repo.path / "docs/adr")
    assert look(repo).numbers == {1, 3}
    repo.commit()
    assert look(repo).numbers == {1, 3}


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
