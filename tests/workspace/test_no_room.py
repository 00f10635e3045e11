"""A disk without room, and places that may not be written: one clear error, and nothing is changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kills
from command_line import Repo

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX limits and users")

LIMITED = """
import contextlib, os, resource, signal, sys
import adr_kit.workspace.writing
from adr_kit.cli.main import main
size, *words = sys.argv[1:]
with open(os.devnull, "w", encoding="utf-8") as nothing, contextlib.redirect_stdout(nothing):
    main([*words, "--dry-run"])  # whoever is not root may not be able to import the modules of root's Python
if os.getuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)  # modes stop everybody but root
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
sys.exit(main(words))
"""
ENOUGH = 1 << 20
RENAME = ("rename", "1", "Cache nothing")
TRUST = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}


def limited(repo: Repo, size: int, words: tuple[str, ...] = RENAME) -> subprocess.CompletedProcess[str]:
    """A rename, or another command, by somebody who is not root and may write files of so many bytes."""
    return subprocess.run(
        [sys.executable, "-B", "-c", LIMITED, str(size), *words],
        cwd=repo.path,
        env={**repo.environment, **TRUST},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def everything(repo: Repo) -> dict[str, bytes]:
    files = (path for path in sorted(repo.path.rglob("*")) if path.is_file() and path.name != "adr-kit.lock")
    return {str(path): path.read_bytes() for path in files}


@pytest.fixture
def log(environment: dict[str, str]) -> Iterator[Repo]:
    """32 records of 6 KB, of which 30 link to the first; everybody may write, which pytest's own folders forbid."""
    with tempfile.TemporaryDirectory() as directory:
        top = Path(directory).resolve()
        kills.begin(top / "repo")
        for path in (top, *top.rglob("*")):
            path.chmod(path.stat().st_mode | (0o777 if path.is_dir() else 0o666))
        own = {"HOME": directory, "XDG_CACHE_HOME": directory, "GIT_CONFIG_GLOBAL": os.devnull}
        yield Repo(top / "repo", environment | own)


def test_a_full_disk_changes_nothing_and_says_so(log: Repo) -> None:
    before = everything(log)
    for size in (0, 2000, 6000):  # the journal does not fit; nor does any record
        done = limited(log, size)
        assert done.returncode == 2, done.stderr
        assert "File too large; nothing was changed\nhint: free some space\n" in done.stderr
        assert everything(log) == before
    assert limited(log, ENOUGH).returncode == 0


def test_a_record_or_a_folder_that_may_not_be_written_stops_all(log: Repo) -> None:
    folder = log.path / kills.FOLDER
    before = everything(log)
    for place, mode in ((folder / "0020-cache-20.md", 0o444), (folder, 0o555)):
        usual = stat.S_IMODE(place.stat().st_mode)
        place.chmod(mode)
        done = limited(log, ENOUGH)
        place.chmod(usual)
        assert done.returncode == 2, done.stderr
        assert "; nothing was changed\nhint: make it writable" in done.stderr
        assert everything(log) == before


def test_where_says_how_many_files_it_may_not_read(log: Repo) -> None:
    for name, mode in (("a.txt", 0), ("b.txt", 0), ("c.txt", 0o644)):
        (log.path / name).write_text("ADR-1\n", encoding="utf-8")
        (log.path / name).chmod(mode)
    done = limited(log, ENOUGH, ("where", "1"))
    assert done.returncode == 0, done.stderr
    assert "2 files were left out: unreadable" in done.stderr
    assert "c.txt:1:1" in done.stdout
