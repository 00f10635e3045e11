"""Killed at any instant, a command leaves every file whole, and the next one leaves all old or all new."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import kills
from command_line import needs

PROGRAM = Path(__file__).with_name("kill_at_each_call.py")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")


def program(*arguments: str | Path, strace: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [*strace, sys.executable, "-B", str(PROGRAM), *map(str, arguments)]
    # Coverage would write files of its own between the calls that are counted.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("size", "least"), [("one", 20), ("several", 60)])
def test_killed_before_and_after_each_call(tmp_path: Path, size: str, least: int) -> None:
    done = program("killed", tmp_path, size)
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    assert counts["instants"] >= least, counts
    assert counts["old"] > 1, counts
    assert counts["completed"] > 1, counts


def strace(*options: str) -> tuple[str, ...]:
    return ("strace", "-f", "-qq", *options)


def calls_made(top: Path, size: str) -> list[tuple[str, int]]:
    """Each system call that changes the disk when the program writes its plan: its name, and the how manieth it is."""
    program("fresh", top / "original", size)
    root, log = shutil.copytree(top / "original", top / "counted"), top / "strace.txt"
    wanted = ",".join(f"?{call}" for call in kills.CALLS)  # "?" where this machine has no such call
    done = program("alone", root, size, strace=strace("-o", str(log), "-e", f"trace={wanted}"))
    if "ptrace" in done.stderr.lower():
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr
    times = Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(encoding="utf-8"), re.MULTILINE))
    return [(call, nth) for call, most in times.items() for nth in range(1, most + 1)]


def interfere(top: Path, size: str, call: str, nth: int, what: str) -> subprocess.CompletedProcess[str]:
    """Write the plan with the n-th call of a name interfered with: ``signal=KILL``, ``error=ENOSPC``."""
    root = shutil.copytree(top / "original", top / f"{call}-{nth}")
    options = ("-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={nth}")
    return program("alone", root, size, strace=strace(*options))


def outcomes(top: Path, size: str) -> dict[str, str]:
    seen = program("check", top, size)
    assert seen.returncode == 0, seen.stderr
    came_out: dict[str, str] = json.loads(seen.stdout)
    return came_out


@needs("strace")
@pytest.mark.parametrize("size", ["one", "several"])
def test_killed_at_each_system_call(tmp_path: Path, size: str) -> None:
    for call, nth in calls_made(tmp_path, size):
        assert interfere(tmp_path, size, call, nth, "signal=KILL").returncode != 0, f"{call} {nth} was not killed"
    counts = Counter(outcomes(tmp_path, size).values())
    assert counts["old"] > 1, counts
    assert counts["completed"] > 1, counts


@needs("strace")
def test_each_system_call_that_fails_leaves_all_old_and_one_error_or_all_new(tmp_path: Path) -> None:
    said: dict[str, str] = {}
    for call, nth in calls_made(tmp_path, "several"):
        error = "ENOSPC" if call in ("write", "fsync", "mkdir", "mkdirat") else "EIO"
        said[f"{call}-{nth}"] = interfere(tmp_path, "several", call, nth, f"error={error}").stderr
    came_out = outcomes(tmp_path, "several")
    for name, message in said.items():
        one_error = r"AdrError: cannot (write .+; nothing was changed|repair .+)\n"
        assert re.fullmatch(one_error, message) if came_out[name] == "old" else not message, f"{name}: {message}"
    assert Counter(came_out.values())["old"] > 10, came_out


@needs("strace")
@pytest.mark.parametrize(("name", "every"), [("new", 6), ("supersede", 7), ("rename", 31), ("renumber", 53)])
def test_a_command_killed_at_its_system_calls_is_completed_by_the_next(tmp_path: Path, name: str, every: int) -> None:
    found = kills.outcomes(tmp_path, kills.COMMANDS[name], every)
    assert len(found) >= 4
    states = {outcome.state for outcome in found}
    assert states >= {"old"}, found
    assert states & {"completed", "new"}, found


@needs("strace")
def test_an_edit_that_comes_between_reading_and_renaming_is_never_lost(tmp_path: Path) -> None:
    root = tmp_path / "repo"
    kills.begin(root)
    before = kills.tree(root)
    slow = strace("-o", os.devnull, "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=300000:when=29+")
    with ThreadPoolExecutor() as pool:
        renaming = pool.submit(kills.run, root, *kills.COMMANDS["rename"], strace=slow)
        while not any((root / kills.FOLDER).glob(".adr-kit-*")):  # the first new text is being written
            assert not renaming.done(), renaming.result().stderr
        edited = root / kills.FOLDER / "0007-cache-7.md"
        edited.write_bytes(before[edited.name] + b"\nA sentence more.\n")
        done = renaming.result()
    assert done.returncode == 2
    assert b"0007-cache-7.md changed while this command ran" in done.stderr
    assert kills.tree(root) == {**before, edited.name: before[edited.name] + b"\nA sentence more.\n"}
