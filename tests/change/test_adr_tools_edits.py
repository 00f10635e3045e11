"""Edits of a Status section, compared with a description of what adr-tools does to it, line by line."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.change import plan
from adr_kit.errors import Refused
from adr_kit.record.dialects.style import learn
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = PurePosixPath("doc/adr")
OLD, NEW = FOLDER / "0001-old.md", FOLDER / "0002-new.md"
OTHER = b"# 2. New\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n\ntext\n"


def described(text: str, link: str, *, superseded: bool) -> str:
    """What adr-tools makes of a text (its behaviour as described: 8.1), for lines that end with LF."""
    done: list[str] = []
    section: list[str] | None = None
    for line in [*text.removesuffix("\n").split("\n"), None]:
        if section is not None and (line is None or line.startswith("##")):
            if line is not None:
                section += [link, ""]
            done += _without_accepted(section) if superseded else section
            section = None
        if line is not None and section is not None:
            section.append(line)
        elif line is not None:
            done.append(line)
        if line == "## Status":
            section = []
    return "\n".join(done) + "\n"


def _without_accepted(section: list[str]) -> list[str]:
    kept: list[str] = []
    for line in section:
        if line != "Accepted" and not (line == "" and kept[-1:] == [""]):
            kept.append(line)
    return kept


def ours(text: str, *, superseded: bool) -> str | None:
    """What we make of it; None where we refuse."""
    log = Log.of([read(OLD, text.encode(), DEFAULT), read(NEW, OTHER, DEFAULT)], FOLDER)
    old, new = log.find("1"), log.find("2")
    style = learn(log.records, compat=True)
    try:
        if superseded:
            changes = plan.supersede(log, style, old, new).changes
        else:
            changes = plan.link(log, style, old, plan.Words("Clarified by", None, literal=True), new).changes
    except Refused:
        return None
    return next((change.after or b"").decode() for change in changes if change.path == OLD)


WORDS = st.sampled_from(
    ["", "", "Accepted", "Accepted on 1991-01-01", "Some words.", "Deprecated", "Amends [3. C](0003-c.md)", "### More"]
)


@given(st.lists(WORDS, max_size=8), st.booleans())
def test_any_status_section(lines: list[str], superseded: bool) -> None:  # noqa: FBT001 -- hypothesis' argument
    text = "\n".join(["# 1. Old", "", "", "## Status", "", *lines, "", "## Context", "", "", "Accepted", ""])
    link = f"{'Superceded' if superseded else 'Clarified'} by [2. New](0002-new.md)"
    assert ours(text, superseded=superseded) == described(text, link, superseded=superseded)


def _real_records() -> Iterator[Path]:
    for folder in sorted(Path(os.environ["ADR_CORPORA"]).iterdir()):
        yield from (file for file in sorted(folder.rglob("[0-9]*-*.md")) if b"\n## Status\n" in file.read_bytes())


@pytest.mark.corpora
def test_real_records() -> None:
    """Records of the shape that adr-tools writes; what it loses or leaves half done is not asked of us."""
    seen = 0
    for file in _real_records():
        text = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
        status = re.search(r"\n## Status\n\n(Accepted\n\n)(?:[A-Z][\w ]* \[.*\]\(.*\)\n\n)*## ", text)
        if status is None or "\r" in text or text.count("\n## Status\n") > 1:
            continue
        for superseded in (True, False):
            link = f"{'Superceded' if superseded else 'Clarified'} by [2. New](0002-new.md)"
            wanted = described(text, link, superseded=superseded)
            made = ours(text, superseded=superseded)
            assert made is not None, file
            assert made.removesuffix("\n") == wanted.removesuffix("\n"), file
            seen += 1
    assert seen > 100
