"""How long history takes in long histories, and how many git processes: 20,000 commits and 1,000 records, three shapes.

Run it as ``python benchmarks/history.py [--commits N] [--records N]``. The repositories are made by ``git fast-import``
in a temporary directory. Times are of the whole command, the best of three; "first" is with nothing in the cache.
Processes are counted in runs of their own, through a ``git`` that stands before git. The peer is what tools without a
pass over the log do: one ``git log --follow`` for each record, measured on some and multiplied.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from histories import ENVIRONMENT, git, shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from histories import Repository

_SAMPLE = 10  # records of which git is asked one by one


@dataclass(frozen=True)
class Bench:
    """One repository and the places that a run needs."""

    place: Path
    cache: Path
    front: Path
    counted: bool = False

    def run(self, *words: str, fresh: bool) -> float:
        """Run a command; the seconds that it took."""
        if fresh:
            shutil.rmtree(self.cache, ignore_errors=True)
        path = os.pathsep.join([str(self.front), ENVIRONMENT["PATH"]]) if self.counted else ENVIRONMENT["PATH"]
        environment = {**ENVIRONMENT, "ADR_CACHE_DIR": str(self.cache), "PATH": path, "HOME": str(self.cache.parent)}
        began = time.perf_counter()
        command = [sys.executable, "-m", "adr_kit", *words]
        subprocess.run(command, cwd=self.place, env=environment, stdout=subprocess.DEVNULL, check=True)
        return time.perf_counter() - began

    def processes(self, *words: str, fresh: bool) -> int:
        """Run a command; how many git processes it started."""
        log = self.front / "started"
        log.write_text("", encoding="utf-8")
        replace(self, counted=True).run(*words, fresh=fresh)
        return len(log.read_text(encoding="utf-8").split())

    def measured(self, what: str, *words: str, fresh: bool = False) -> None:
        """Print a row."""
        if not fresh:
            self.run(*words, fresh=False)
        best = min(self.run(*words, fresh=fresh) for _ in range(3))
        started = self.processes(*words, fresh=fresh)
        print(f"  {what:<44} {best:7.2f} s  {started:4d} git")


def _front(place: Path) -> Path:
    """A ``git`` that writes a line for each start, and starts git."""
    place.mkdir()
    real = shutil.which("git", path=ENVIRONMENT["PATH"])
    shim = place / "git"
    shim.write_text(f'#!/bin/sh\necho x >> {place}/started\nexec {real} "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return place


def _peer(place: Path) -> None:
    records = git(place, "ls-files", "docs").splitlines()
    began = time.perf_counter()
    for record in records[:: max(1, len(records) // _SAMPLE)][:_SAMPLE]:
        git(place, "log", "--follow", "--format=%H %an %ad %s", "--", record)
    each = (time.perf_counter() - began) / min(_SAMPLE, len(records))
    what = f"git log --follow, {len(records)} times"
    print(f"  {what:<44} {each * len(records):7.2f} s  {len(records):4d} git")


def measure(name: str, shape: Callable[[int, int], Repository], commits: int, records: int, top: Path) -> None:
    """Make a repository and print its table."""
    place = top / "repository"
    place.mkdir(parents=True)
    shape(commits, records).build(place)
    git(place, "gc", "--quiet")
    count = git(place, "rev-list", "--count", "HEAD").strip()
    print(f"{name}: {count} commits, {len(git(place, 'ls-files', 'docs').splitlines())} records")
    bench = Bench(place, top / "cache", _front(top / "front"))
    today = "--today=2013-07-01"
    bench.measured("history 7, first", "history", "7", fresh=True)
    bench.measured("history 7", "history", "7")
    bench.measured("digest, first", "digest", today, fresh=True)
    bench.measured("digest", "digest", today)
    bench.measured("history of the whole log, first", "history", fresh=True)
    bench.measured("history of the whole log", "history")
    bench.measured("diff HEAD~1000 HEAD", "diff", "HEAD~1000", "HEAD")
    bench.measured("list --at HEAD~1000", "list", "--at", "HEAD~1000")
    bench.measured("list", "list")
    _peer(place)


def main() -> None:
    """Measure all three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--commits", type=int, default=20_000)
    parser.add_argument("--records", type=int, default=1_000)
    given = parser.parse_args()
    for name, shape in shapes():
        with tempfile.TemporaryDirectory() as top:
            measure(name, shape, given.commits, given.records, Path(top))


if __name__ == "__main__":
    main()
