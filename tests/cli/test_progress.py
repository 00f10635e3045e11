"""The line that says how far long work has come: on a terminal alone, late enough, and gone at the end."""

from __future__ import annotations

import os
from contextlib import contextmanager, redirect_stderr, suppress
from functools import partial
from itertools import count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.cli.progress import progress
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site.model import DataFile, Site
from adr_kit.workspace.parallel import spread
from adr_kit.workspace.publish import publish
from adr_kit.workspace.remembered import read_all
from adr_kit.workspace.templates.pages import PageWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pty = pytest.importorskip("pty", reason="a terminal as POSIX has them")


@contextmanager
def stderr_on(ends: tuple[int, int]) -> Iterator[Callable[[], str]]:
    """Stderr is the second of two ends; what was written there is read from the first."""
    reading, writing = ends
    with os.fdopen(writing, "w", encoding="utf-8") as stream, redirect_stderr(stream):

        def written() -> str:
            stream.write("END")
            stream.flush()
            data = b""
            while not data.endswith(b"END"):
                data += os.read(reading, 1 << 16)
            return data.removesuffix(b"END").decode()

        yield written
    os.close(reading)


def ticks() -> Callable[[], float]:
    """A clock that goes on by a second each time that somebody looks."""
    return partial(next, map(float, count()))


def screen(text: str) -> tuple[list[str], str]:
    """Each state of the only line there is, and what is on it in the end."""
    assert "\n" not in text
    line, states = "", []
    for state in text.split("\r")[1:]:
        line = state + line[len(state) :]
        states.append(line.rstrip())
    return states, line.rstrip()


def test_one_line_is_written_over_and_taken_back() -> None:
    with stderr_on(pty.openpty()) as terminal:
        with progress("records", 80, patience=0, now=ticks()) as tell:
            assert tell is not None
            for done in (0, 1200, 5000, 3):
                tell(done, 5000)
        states, left = screen(terminal())
        assert states == [
            "adr: 0 of 5,000 records",
            "adr: 1,200 of 5,000 records",
            "adr: 5,000 of 5,000 records",
            "adr: 3 of 5,000 records",
            "",
            "",
        ]
        assert left == ""


def test_nothing_is_written_by_work_that_takes_no_second() -> None:
    with stderr_on(pty.openpty()) as terminal:
        with progress("records", 80, now=lambda: 7.5) as tell:
            assert tell is not None
            tell(1, 2)
        assert terminal() == ""


def test_it_begins_after_a_second_and_is_written_no_more_often_than_can_be_read() -> None:
    with stderr_on(pty.openpty()) as terminal:
        times = iter((0.0, 0.5, 1.0, 1.0625, 1.5))
        with progress("records", 80, now=partial(next, times)) as tell:
            assert tell is not None
            for done in range(4):
                tell(done, 4)
        assert screen(terminal())[0] == ["adr: 1 of 4 records", "adr: 3 of 4 records", "", ""]


def test_it_is_gone_before_the_message_of_what_went_wrong() -> None:
    with stderr_on(pty.openpty()) as terminal:
        with suppress(KeyboardInterrupt), progress("records", 80, patience=0, now=ticks()) as tell:
            assert tell is not None
            tell(1, 2)
            raise KeyboardInterrupt
        assert screen(terminal())[1] == ""


def test_a_narrow_terminal_has_it_on_one_line() -> None:
    with stderr_on(pty.openpty()) as terminal:
        with progress("records", 12, patience=0, now=ticks()) as tell:
            assert tell is not None
            tell(1, 2)
        assert screen(terminal())[0][0] == "adr: 1 of 2"


def test_a_pipe_has_nothing_of_it() -> None:
    with stderr_on(os.pipe()) as pipe:
        with progress("records", 80, patience=0, now=ticks()) as tell:
            assert tell is None
        assert pipe() == ""


def test_every_file_of_a_site_counts(tmp_path: Path) -> None:
    with stderr_on(pty.openpty()) as terminal:
        site = Site((), tuple(DataFile(PurePosixPath(f"{name}.txt"), name.encode) for name in "abc"))

        def states(site: Site) -> list[str]:
            with progress("files", 80, patience=0, now=ticks()) as tell:
                publish(tmp_path / "site", site, PageWriter(), tmp_path, tell=tell)
            return screen(terminal())[0]

        looked = ["adr: 0 of 3 files"] * 3
        assert states(site) == [*looked, *(f"adr: {done} of 3 files" for done in range(3)), "", ""]


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_that_is_spread_counts_that_of_the_other_processes(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    assert spread(abs, [-1, -2, -3, -4], jobs, lambda *counts: told.append(counts)) == [1, 2, 3, 4]
    forked = jobs > 1 and hasattr(os, "fork")
    assert told == [(done, 4) for done in range(0, 4, 2 if forked else 1)]


def test_each_record_that_is_read_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADR_CACHE_DIR", str(tmp_path))
    told: list[tuple[int, int]] = []
    files = {PurePosixPath(f"adr/{number:04}-a.md"): b"# A\n" for number in range(1, 4)}
    read_all(files, DEFAULT, lambda *counts: told.append(counts))
    assert told == [(0, 3)] * 3 + [(0, 3), (1, 3), (2, 3)]  # none is remembered; each is read
    told.clear()
    read_all(files, DEFAULT, lambda *counts: told.append(counts))
    assert told == [(0, 3), (1, 3), (2, 3)]
