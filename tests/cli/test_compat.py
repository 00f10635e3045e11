"""adr-tools' command line, byte for byte: the transcripts in ``tests/cases/adr-tools`` are its description as data.

``[T]`` and ``[C]`` cases hold adr-tools' own behaviour. ``[Q]`` cases are its warts, and show what ours does instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transcript import Case, cases, stage

if TYPE_CHECKING:
    from command_line import Adr

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "adr-tools"
CASES = [case for file in sorted(FOLDER.glob("*.txt")) for case in cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.name}")
def test_transcript(case: Case, tmp_path: Path, environment: dict[str, str]) -> None:
    env = {**environment, "ADR_COMPAT": "adr-tools", "ADR_DATE": "1992-01-12", "ADR_PAGER": "cat"}
    stage(tmp_path, env).play(case)


def test_the_overview_names_only_commands_that_there_are(adr: Adr) -> None:
    adr_tools = {"ADR_COMPAT": "adr-tools", "ADR_PAGER": "cat"}
    named = [line.strip() for line in adr("help", env=adr_tools).ok().lines if line.startswith("  ")]
    ours = {line.split()[0] for line in adr("help", "--all").ok().lines if line.startswith("  ") and line.strip()}
    assert set(named) <= ours
