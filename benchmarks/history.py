"""How long history takes in long histories, and how many git processes: 20,000 commits and 1,000 records, three shapes.

Run it as ``python benchmarks/history.py [--commits N] [--records N] [--runs N]``. The repositories are made by ``git
fast-import`` in a temporary directory. Times are of the whole command, the best of some; "first" is with nothing in the
cache. Processes are counted in runs of their own, through a ``git`` that stands before git. The peer is what tools
without a pass over the log do: one ``git log --follow`` for each record, measured on some and multiplied.
"""

from __future__ import annotations

import argparse
import os
import resource
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
    runs: int = 3
    counted: bool = False

    def run(self, *words: str, fresh: bool) -> tuple[float, float]:
        """Run a command; the seconds that it took, and the seconds in which it, and git, used a processor."""
        if fresh:
            shutil.rmtree(self.cache, ignore_errors=True)
        path = os.pathsep.join([str(self.front), ENVIRONMENT["PATH"]]) if self.counted else ENVIRONMENT["PATH"]
        environment = {**ENVIRONMENT, "ADR_CACHE_DIR": str(self.cache), "PATH": path, "HOME": str(self.cache.parent)}
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [sys.executable, "-m", "adr_kit", *words]
        subprocess.run(command, cwd=self.place, env=environment, stdout=subprocess.DEVNULL, check=True)
        took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

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
        took, used = min(self.run(*words, fresh=fresh) for _ in range(self.runs))
        started = self.processes(*words, fresh=fresh)
        print(f"  {what:<36} {took:7.2f} s  {used:7.2f} s of processor  {started:4d} git", flush=True)


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
    sample = records[:: max(1, len(records) // _SAMPLE)][:_SAMPLE]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for record in sample:
        git(place, "log", "--follow", "--format=%H %an %ad %s", "--", record)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    times = len(records) / len(sample)
    what = f"git log --follow, {len(records)} times"
    print(f"  {what:<36} {took * times:7.2f} s  {used * times:7.2f} s of processor  {len(records):4d} git", flush=True)


def measure(name: str, shape: Callable[[int, int], Repository], given: argparse.Namespace, top: Path) -> None:
    """Make a repository and print its table."""
    place = top / "repository"
    place.mkdir(parents=True)
    shape(given.commits, given.records).build(place)
    git(place, "gc", "--quiet")
    count = git(place, "rev-list", "--count", "HEAD").strip()
    print(f"{name}: {count} commits, {len(git(place, 'ls-files', 'docs').splitlines())} records")
    bench = Bench(place, top / "cache", _front(top / "front"), given.runs)
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
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    for name, shape in shapes():
        with tempfile.TemporaryDirectory() as top:
            measure(name, shape, given, Path(top))


if __name__ == "__main__":
    main()
