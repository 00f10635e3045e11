"""``adr repair``: what it would do can be asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line import Adr, Repo


def test_a_repair_can_be_looked_at_first(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    stray = repo.path / "docs/adr" / f".adr-kit-{7:016x}.tmp"
    stray.write_bytes(b"half")
    looked = adr("repair", "-n").ok()
    assert stray.exists()
    assert "nothing was written" in looked.stderr
    assert adr("repair").ok().lines == looked.lines
    assert not stray.exists()
