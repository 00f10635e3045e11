"""A bare ``adr``: what this branch adds, and what each record still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line import Adr, Repo

OLD = "# 1. Old\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Context\n\n\n## Decision\n\nWe will.\n"


def test_records_older_than_the_rules_are_left_in_peace(adr: Adr, repo: Repo) -> None:
    repo.write("doc/adr/0001-old.md", OLD)
    adr("init").ok()
    adr("new", "Young", "--decision", "We will").ok()
    said = adr().ok().stdout
    assert "strict-from = 2" in repo.read("adr.toml")
    old, young = said.split("0002  Young")
    assert "still empty" not in old
    assert "nobody" not in old
    assert "still empty: Context" in young
    assert "next: adr edit 2" in said


def test_without_a_log_it_says_how_to_begin(adr: Adr, repo: Repo) -> None:
    repo.git("status")
    ran = adr()
    assert "adr init" in ran.stdout + ran.stderr
