"""End ``adr new``, ``supersede``, ``rename`` and ``renumber`` at each system call that changes a disk.

The last two change some 31 and 52 files.

``python benchmarks/kills.py [--every N]`` (needs strace) runs the real command in a real repository once for each call,
ends it by SIGKILL before that call is done, and looks: each record must be whole, as it was or as it is to be. Then
``adr repair``, or every other time another command that writes, must leave all old or all new, and nothing else.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Tree = dict[str, bytes]

COMMANDS = {
    "new": ("new", "Cache more", "--because", "It is slow.", "--decision", "We cache more."),
    "supersede": ("supersede", "1", "Cache less", "--status", "accepted"),
    "rename": ("rename", "1", "Cache nothing"),
    "renumber": ("renumber", "1", "40"),
}
NEXT = (("repair",), ("set", "32", "component=cache"))  # what runs after a kill, in turn
# What changes a disk, or makes a change last; "?": some of them have only an -at form on some machines.
CALLS = [
    "write",
    "fsync",
    "rename",
    "renameat",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "chmod",
    "fchmod",
    "fchmodat",
    "ftruncate",
]
KEPT = ("PATH", "HOME", "PYTHONPATH", "GIT_CONFIG_GLOBAL")
RECORDS = 32
FOLDER = Path("docs", "adr")
CODE = 20  # files of code, each of which cites the first record
STRACE = ("strace", "-qq")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one killed command: whether all was ``old``, ``new``, or ``completed`` by the next one."""

    call: str
    nth: int
    state: str


def run(root: Path, *words: str, strace: Sequence[str] = ()) -> subprocess.CompletedProcess[bytes]:
    """A command of ours in a repository, traced or not."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "PYTHONPATH", "GIT_CONFIG_GLOBAL")
    }
    env = {**kept, "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "1700000000", "LC_ALL": "C.UTF-8"}
    command = [*strace, sys.executable, "-m", "adr_kit", *words]
    return subprocess.run(command, cwd=root, env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)


def begin(root: Path) -> None:
    """A repository with 32 records, of which 30 link to the first, and code that cites it."""
    (root / FOLDER).mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--template=", str(root)], check=True)
    for number in range(1, RECORDS + 1):
        links = "\nRelates to [1. Cache 1](0001-cache-1.md)\n" if 1 < number < RECORDS else ""
        text = f"# {number}. Cache {number}\n\n## Status\n\nAccepted\n{links}\n## Context\n\n{'Words. ' * 900}\n"
        (root / FOLDER / f"{number:04}-cache-{number}.md").write_text(text, encoding="utf-8")
    (root / "src").mkdir()
    for number in range(CODE):
        (root / "src" / f"part{number}.py").write_text("# ADR-0001\n", encoding="utf-8")


def tree(root: Path) -> Tree:
    """The records and the code of a repository, by their names."""
    return {path.name: path.read_bytes() for path in sorted([*(root / FOLDER).glob("*.md"), *root.glob("src/*.py")])}


def calls_of(root: Path, words: Sequence[str]) -> list[tuple[str, int]]:
    """Run a command, and name each of its system calls that changes the disk, with its number among its kind."""
    log = root.with_suffix(".trace")
    wanted = ",".join(f"?{call}" for call in CALLS)
    done = run(root, *words, strace=(*STRACE, "-o", str(log), "-e", f"trace={wanted}"))
    assert done.returncode == 0, done.stderr.decode()
    times: Counter[str] = Counter()
    found = []
    for match in re.finditer(r"^(\w+)\(", log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE):
        times[match[1]] += 1
        found.append((match[1], times[match[1]]))
    return found


def kill(root: Path, words: Sequence[str], call: tuple[str, int]) -> None:
    """Run a command that is ended before one of its calls is done."""
    name, nth = call
    inject = f"inject={name}:signal=KILL:when={nth}"
    done = run(root, *words, strace=(*STRACE, "-o", os.devnull, "-e", f"trace={name}", "-e", inject))
    assert done.returncode != 0, f"{name} {nth} was not killed"


def look(root: Path, states: tuple[Tree, Tree], following: Sequence[str]) -> str:
    """Check what a killed command left behind, let the next one run, and check again; how it came out."""
    old, new = states
    for name, data in tree(root).items():
        assert data in (old.get(name), new.get(name)), f"{name} is neither old nor new"
    at_once = tree(root)
    done = run(root, *following)
    assert done.returncode == 0, done.stderr.decode()
    left = [str(path) for path in root.rglob(".adr-kit*")] + [str(path) for path in root.rglob("adr-kit.journal*")]
    assert not left, left
    last = f"{RECORDS:04}-cache-{RECORDS}.md"  # which the next command may have changed; nothing else
    now, olds, news = ({name: data for name, data in one.items() if name != last} for one in (tree(root), old, new))
    assert now in (olds, news), f"half of it is done: {sorted(now)}"
    return "old" if now == olds else "new" if at_once == new else "completed"


def outcomes(top: Path, words: Sequence[str], every: int = 1) -> list[Outcome]:
    """Kill a command at each of its calls, or at every n-th.

    Args:
        top: an empty directory to work in.
        words: the command.
        every: at which calls.
    """
    begin(top / "old")
    shutil.copytree(top / "old", top / "new")
    calls = calls_of(top / "new", words)
    states = (tree(top / "old"), tree(top / "new"))
    assert states[0] != states[1]
    found = []
    for index, call in enumerate(calls[::every]):
        root = shutil.copytree(top / "old", top / "killed")
        kill(root, words, call)
        found.append(Outcome(*call, look(root, states, NEXT[index % len(NEXT)])))
        shutil.rmtree(root)
    return found


def main(arguments: Sequence[str]) -> int:
    """Print how many kills each command survived, and how."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", type=int, default=1, help="end it at every n-th call only")
    options = parser.parse_args(arguments)
    for name, words in COMMANDS.items():
        with tempfile.TemporaryDirectory() as directory:
            found = outcomes(Path(directory), words, options.every)
        states = Counter(outcome.state for outcome in found)
        kinds = Counter(outcome.call for outcome in found)
        print(f"{name}: {len(found)} kills ({', '.join(f'{n} {call}' for call, n in kinds.most_common())})")
        print(
            f"  each file whole each time; after the next command: {', '.join(f'{n} {s}' for s, n in states.items())}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
