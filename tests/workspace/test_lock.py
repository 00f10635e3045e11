"""One writer at a time, and nobody waits for a process that has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.workspace.lock import lock
from adr_kit.workspace.state import lock_file

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Repo

HOLD = """
import sys, time
from pathlib import Path
from adr_kit.workspace.lock import lock
with lock(Path(sys.argv[1]), who="adr new"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_writer_is_told_who_holds_the_lock_and_gets_it_when_that_one_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with (
            pytest.raises(AdrError, match=rf"process {holder.pid} \(adr new\) holds the lock"),
            lock(tmp_path, timeout=0.2),
        ):
            pass
        holder.kill()
    with lock(tmp_path, timeout=10):
        pass


def test_waiting_ends_when_the_lock_is_free(tmp_path: Path) -> None:
    last = HOLD.replace("time.sleep(60)", "time.sleep(0.5); Path(sys.argv[1], 'last').touch()")
    with subprocess.Popen([sys.executable, "-c", last, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with lock(tmp_path, timeout=30):
            assert (tmp_path / "last").exists()  # what the other did last, while it held the lock


def test_outside_git_the_lock_is_hidden_beside_the_log_and_goes(tmp_path: Path) -> None:
    with lock(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".adr-kit.lock"]
    if os.name != "nt":
        assert not list(tmp_path.iterdir())


def test_in_git_the_work_tree_stays_clean_and_linked_work_trees_share_the_lock(repo: Repo, tmp_path: Path) -> None:
    repo.write("x", "x")
    repo.commit()
    other = tmp_path / "other"
    repo.git("worktree", "add", "--quiet", other)
    assert lock_file(repo.path) == lock_file(other) == repo.path.resolve() / ".git" / "adr-kit.lock"
    with lock(repo.path):
        assert repo.git("status", "--porcelain") == ""
        with pytest.raises(AdrError, match="holds the lock"), lock(other, timeout=0):
            pass


@pytest.mark.skipif(os.name == "nt", reason="needs symlinks")
def test_a_planted_symlink_is_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious", encoding="utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / ".adr-kit.lock").symlink_to(victim)
    with pytest.raises(AdrError, match="cannot lock"), lock(root, timeout=0):
        pass
    assert victim.read_text(encoding="utf-8") == "precious"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_an_error_inside_releases_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), lock(tmp_path):
        raise ValueError("inside")
    with lock(tmp_path, timeout=0):
        pass
