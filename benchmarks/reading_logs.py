"""How long a big log takes to be listed and searched: for the first time, again, without a cache, and beside its peers.

Run it as ``python benchmarks/reading_logs.py [--records N …]``. Peers are what a team without this tool does: a loop of
shell over the files, as adr-tools lists titles, and ``git grep``. Times are processor seconds of the command and its
children, the least of three runs, so that a busy machine matters little.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

_WORDS = (
    "queue",
    "store",
    "cache",
    "order",
    "ledger",
    "gateway",
    "token",
    "schema",
    "replica",
    "index",
    "tenant",
    "stream",
)
_RUNS = 3
_SHELL = 'for f in docs/adr/*.md; do sed -n "s/^# //p;/^status:/p" "$f" | head -n 2; done'
_ADR = (sys.executable, "-m", "adr_kit")


def record(number: int, dice: random.Random) -> str:
    """A record of the usual length: 2 KB, every fifth with links."""

    def passage(words: int) -> str:
        return " ".join(dice.choices(_WORDS, k=words)).capitalize() + "."

    link = f"- Depends on [ADR-{number // 2:04d}]({number // 2:04d}-decision.md)\n" if number % 5 == 0 else ""
    return (
        f"---\nstatus: accepted\ndate: 2024-01-{number % 28 + 1:02d}\ntags: [{dice.choice(_WORDS)}]\n---\n\n"
        f"# {passage(4)[:-1]}\n\n## Context and Problem Statement\n\n{passage(60)}\n\n{passage(60)}\n\n"
        f"## Considered Options\n\n- A — {passage(3)}\n- B — {passage(3)}\n\n## Decision Outcome\n\n{passage(60)}\n\n"
        f"### Consequences\n\n- Good, because {passage(30)}\n- Bad, because {passage(30)}\n\n"
        f"## More Information\n\n{link}"
    )


def make(root: Path, records: int) -> None:
    """A repository with a log of so many records."""
    dice = random.Random(records)  # the same log for everybody
    folder = root / "docs" / "adr"
    folder.mkdir(parents=True)
    for number in range(1, records + 1):
        (folder / f"{number:04d}-decision.md").write_text(record(number, dice), encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    subprocess.run(["git", "add", "--all"], cwd=root, check=True)


def seconds(command: tuple[str, ...], root: Path, cache: Path) -> float:
    """The processor time of a command that must work, its children's included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "ADR_CACHE_DIR": str(cache)}, stdout=subprocess.PIPE, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout, command
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rows(root: Path, place: Path) -> dict[str, float]:
    """What was run, and how long it took."""
    no_cache = place / "file"  # where a folder should be: nothing can be kept
    no_cache.touch()
    found: dict[str, float] = {}
    ours: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("adr list", (*_ADR, "list")),
        ("adr search ledger", (*_ADR, "search", "ledger")),
        ("adr graph", (*_ADR, "graph")),
    )
    for name, command in ours:
        caches = [place / f"{name.replace(' ', '-')}{run}" for run in range(_RUNS)]
        found[f"{name}, nothing kept"] = min(seconds(command, root, no_cache) for _ in caches)
        found[f"{name}, for the first time"] = min(seconds(command, root, cache) for cache in caches)
        found[f"{name}, again"] = min(seconds(command, root, cache) for cache in caches)
    peers: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("shell: title and status of each file", ("sh", "-c", _SHELL)),
        ("git grep ledger", ("git", "grep", "-n", "ledger", "--", "docs/adr")),
    )
    for name, command in peers:
        found[name] = min(seconds(command, root, no_cache) for _ in range(_RUNS))
    return found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, nargs="+", default=[100, 1000], metavar="N")
    counts: list[int] = options.parse_args().records
    columns: list[dict[str, float]] = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "repository"
            root.mkdir()
            make(root, count)
            columns.append(rows(root, Path(folder)))
    print(f"{'processor seconds for so many records':40}", *(f"{count:>8}" for count in counts))
    for name in columns[0]:
        print(f"{name:40}", *(f"{column[name]:8.2f}" for column in columns))


if __name__ == "__main__":
    main()
