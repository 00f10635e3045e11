"""A run inside the test's process says and does what a process of its own says and does."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

import in_process
from command_line import Adr, Ran, Repo

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LINES: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("list",),
    ("init",),
    ("new", "Use Café", "--status", "accepted", "--because", "We must.", "--decision", "We do."),
    ("new", "Drop it", "-F", "-", "--commit"),
    ("accept", "3"),
    ("list",),
    ("list", "--json"),
    ("show", "2"),
    ("show", "99"),
    ("supersede", "2", "Use tea", "--dry-run"),
    ("graph", "--format", "dot"),
    ("generate", "toc", "--write", "README.md", "--check"),
    ("nosuch",),
    (),
)


def played(adr: Adr) -> list[Ran]:
    return [adr(*line, stdin="## Context\n\nZoë said so: \\udc80.\n") for line in LINES]


def tree(folder: Path) -> Mapping[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and ".git" not in file.parts
    }


def test_both_ways_say_and_do_the_same(tmp_path: Path, environment: dict[str, str]) -> None:
    done = []
    for apart in (False, True):
        place = tmp_path / str(apart) / "log"
        place.mkdir(parents=True)
        dated = environment | {"SOURCE_DATE_EPOCH": "1795435200"}
        Repo(place, dated).git("init", "--quiet")
        done.append((played(Adr(place, dated, apart=apart)), tree(place)))
    (inside, files), (outside, files_outside) = done
    assert inside == outside
    assert files == files_outside
    assert {ran.code for ran in inside} == {0, 1, 2}


@pytest.mark.usefixtures("repo")
def test_nothing_is_left_behind(tmp_path: Path, environment: dict[str, str]) -> None:
    before = os.getcwd(), dict(os.environ), sys.argv, sys.stdin, sys.stdout, sys.stderr  # noqa: PTH109 -- as it was
    code, _, err = in_process.run(["-C", "nowhere", "list"], tmp_path, environment, b"")
    assert (code, err[:6]) == (2, b"error:")
    assert (os.getcwd(), dict(os.environ), sys.argv, sys.stdin, sys.stdout, sys.stderr) == before  # noqa: PTH109
