"""Many people at once: fifty processes record a decision each, in one log, at the same time."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line import Adr, Repo

HOW_MANY = 50


def test_fifty_records_at_once_have_fifty_numbers(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    command = [sys.executable, "-m", "adr_kit", "new", "--no-edit"]
    running = [
        subprocess.Popen(
            [*command, f"Decision {place}"],
            cwd=repo.path,
            env=repo.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for place in range(HOW_MANY)
    ]
    said = [process.communicate(timeout=300) for process in running]
    assert [process.returncode for process in running] == [0] * HOW_MANY, said
    files = {out.decode("utf-8").strip() for out, _ in said}
    assert len(files) == HOW_MANY
    numbers = sorted(int(re.sub(r"\D+", " ", file).split()[0]) for file in files)
    assert numbers == list(range(2, HOW_MANY + 2))
    assert all((repo.path / file).read_text(encoding="utf-8").startswith("---\n") for file in files)
