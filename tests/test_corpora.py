"""Real logs, whatever is in them: every command answers, and every Markdown file is a record or has a reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Adr

pytestmark = pytest.mark.corpora

CORPORA = Path(os.environ.get("ADR_CORPORA", "."))
REPOSITORIES = sorted(path.name for path in CORPORA.iterdir() if path.is_dir()) if "ADR_CORPORA" in os.environ else []


@pytest.mark.parametrize("name", REPOSITORIES)
def test_every_command_that_reads_answers(name: str, adr: Adr, tmp_path: Path) -> None:
    folder = (CORPORA / name).resolve()
    log = adr("--dir", str(folder), "list", "--json").ok().json()
    assert isinstance(log, dict)
    accounted = {entry["path"] for key in ("records", "skipped") for entry in log[key]}
    markdown = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".md", ".mdx")}
    hidden = {path for path in markdown if any(part.startswith(".") for part in path.split("/"))}
    assert markdown - hidden <= accounted
    assert all(entry["reason"] for entry in log["skipped"])
    graph = adr("--dir", str(folder), "graph", "--format", "json").ok().json()
    assert isinstance(graph, dict)
    assert len(graph["nodes"]) == len(log["records"])
    adr("--dir", str(folder), "site", "build", "--out", str(tmp_path / "site")).ok()
    assert (tmp_path / "site" / "index.html").is_file()
