"""Whole commands in a real repository, byte for byte: the transcripts in ``tests/cases/commands``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transcript import Case, Stage, cases

if TYPE_CHECKING:
    from command_line import Repo

FOLDER = Path(__file__).parent / "cases" / "commands"
CASES = [case for file in sorted(FOLDER.glob("*.txt")) for case in cases(file)]
DAY = "1782043200"  # 2026-06-21


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.name}")
def test_transcript(case: Case, repo: Repo) -> None:
    env = {**repo.environment, "SOURCE_DATE_EPOCH": DAY}
    Stage(repo.path.resolve(), env).play(case)
