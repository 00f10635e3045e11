"""How long numbers take in a big repository: 1,000 branches, 100,000 commits and 500 records, made by fast-import.

Run it as ``python benchmarks/branch_numbers.py [--commits N] [--branches N] [--records N]``. Each line says what was
run, how long it took, and how many git processes it started.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD = "# {number}. Decision {number}\n\n## Status\n\nAccepted\n\n## Context\n\nADR-0001.\n\n## Decision\n\nWe do.\n"
_FILES = 400  # of code, each of which cites a record
_DELETED = 7  # every seventh record is deleted again


def stream(commits: int, branches: int, records: int) -> Iterator[str]:
    """The repository for fast-import: a main line on which records come and go, and branches with one record each.

    Args:
        commits: how many commits main has.
        branches: how many branches leave it; every second one takes the number that its neighbour takes.
        records: how many records come on main.
    """
    every = max(commits // records, 1)
    yield "feature done\n"
    for commit in range(1, commits + 1):
        yield _commit("refs/heads/main", commit, f":{commit - 1}" if commit > 1 else "")
        file = commit % _FILES
        yield _file(f"src/part{file % 20}/file{file}.py", f"# ADR-{file % records + 1:04d}\nx = {commit}\n")
        number, rest = divmod(commit, every)
        if rest == 0 and number <= records:
            yield _file(f"docs/adr/{number:04d}-decision-{number}.md", _RECORD.format(number=number))
        elif rest == 1 and number and number % _DELETED == 0 and number <= records:
            yield f"D docs/adr/{number:04d}-decision-{number}.md\n"
        yield "\n"
    for branch in range(branches):
        number = records + 1 + branch // 2
        yield _commit(
            f"refs/heads/team{branch % 10}/branch{branch}", commits + branch + 1, f":{commits - branch % 100}"
        )
        yield _file(f"docs/adr/{number:04d}-branch-{branch}.md", _RECORD.format(number=number)) + "\n"
    yield "done\n"


def _commit(ref: str, mark: int, parent: str) -> str:
    who = f"Ada <ada@example.org> {1_600_000_000 + mark * 60} +0000"
    begun = f"commit {ref}\nmark :{mark}\nauthor {who}\ncommitter {who}\ndata 6\nChange\n"
    return begun + (f"from {parent}\n" if parent else "")


def _file(path: str, text: str) -> str:
    return f"M 100644 inline {path}\ndata {len(text.encode())}\n{text}\n"


def build(place: Path, commits: int, branches: int, records: int) -> None:
    """Make the repository, with its work tree on the first branch."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", place], check=True)
    with subprocess.Popen(["git", "fast-import", "--quiet"], cwd=place, stdin=subprocess.PIPE) as importing:
        for piece in stream(commits, branches, records):
            importing.stdin.write(piece.encode())  # type: ignore[union-attr]  # -- it is a pipe
    if importing.returncode != 0:
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "switch", "--quiet", "team0/branch0"], cwd=place, check=True)


class Counted:
    """Runs ``adr``, with a script in front of git that counts its processes."""

    def __init__(self, home: Path, place: Path) -> None:
        self.home, self.place = home, place
        self.count = home / "count"
        front = home / "front"
        front.mkdir(parents=True)
        script = front / "git"
        script.write_text(f'#!/bin/sh\necho x >>"{self.count}"\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        path = os.pathsep.join([str(front), os.environ["PATH"]])
        self.environment = {**os.environ, "PATH": path, "XDG_CACHE_HOME": str(home / "cache")}

    def run(self, what: str, *words: str) -> None:
        """Run a command and print a line about it."""
        self.count.write_text("", encoding="utf-8")
        begin = time.perf_counter()
        command = [sys.executable, "-m", "adr_kit", *words]
        done = subprocess.run(
            command, cwd=self.place, env=self.environment, capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - begin
        processes = self.count.read_text(encoding="utf-8").count("x")
        if done.returncode > 1:
            raise SystemExit(done.stderr)
        answer = (done.stdout.strip() or done.stderr.strip()).splitlines()
        print(f"{seconds:7.2f} s  {processes} git  {what:44} {answer[-1][:70] if answer else ''}")


def main() -> None:
    """Build the repository in a temporary directory, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("commits", 100_000), ("branches", 1000), ("records", 500)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    commits, branches, records = int(given.commits), int(given.branches), int(given.records)
    with tempfile.TemporaryDirectory(prefix="adr-kit-numbers-") as name:
        place = Path(name) / "repository"
        begin = time.perf_counter()
        build(place, commits, branches, records)
        print(f"{time.perf_counter() - begin:7.2f} s         building {commits} commits, {branches} branches")
        adr = Counted(Path(name) / "home", place)
        adr.run("adr new, nothing remembered", "new", "Use Kafka", "--dry-run", "--quiet", "--json")
        adr.run("adr new, nothing new", "new", "Use Kafka", "--no-edit")
        subprocess.run(["git", "add", "--all"], cwd=place, check=True)
        subprocess.run(["git", "commit", "--quiet", "--message=Kafka"], cwd=place, check=True)
        adr.run("adr new, one new commit", "new", "Use Redis", "--no-edit")
        adr.run("adr check --numbers", "check", "--numbers")
        adr.run(f"adr check --numbers --all-branches ({branches})", "check", "--numbers", "--all-branches")
        adr.run("adr where 1", "where", "1")
        adr.run("adr where --all", "where", "--all")
        adr.run("adr renumber 1 --dry-run", "renumber", "1", "--dry-run")


if __name__ == "__main__":
    main()
