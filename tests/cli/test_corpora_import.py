"""Every real log comes into an empty one: all of its records, and each link that meant one of them still does.

Run with ``ADR_CORPORA=DIRECTORY pytest -s tests/cli/test_corpora_import.py``; each folder there is a repository.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Adr, Repo

pytestmark = pytest.mark.corpora

CORPORA = Path(os.environ.get("ADR_CORPORA", "."))
REPOSITORIES = sorted(path.name for path in CORPORA.iterdir() if path.is_dir()) if "ADR_CORPORA" in os.environ else []


@pytest.mark.parametrize("name", REPOSITORIES)
def test_a_real_log_comes_in(name: str, repo: Repo, adr: Adr, capsys: pytest.CaptureFixture[str]) -> None:
    folder = (CORPORA / name).resolve()
    found = adr("list", "--json", cwd=folder)
    theirs = found.json() if found.code == 0 else adr("--dir", folder, "list", "--json").json()
    adr("init", "-q").ok()
    ran = adr("import", folder).ok()
    ours = adr("list", "--json").json()
    assert isinstance(theirs, dict)
    assert isinstance(ours, dict)
    lost = [line for line in ran.stderr.splitlines() if "would no longer cite" in line]
    assert len(ours["records"]) == len(theirs["records"]) + 1
    assert [facts(record) for record in ours["records"][1:]] == [facts(record) for record in theirs["records"]]
    came = {old["id"]: new["id"] for old, new in zip(theirs["records"], ours["records"][1:], strict=True)}
    broken = 0
    for old, new in zip(theirs["records"], ours["records"][1:], strict=True):
        meant = {(link["relation"], came[link["target_id"]]) for link in old["links"] if link["target_id"] in came}
        broken += len(meant - {(link["relation"], link["target_id"]) for link in new["links"]})
    with capsys.disabled():
        print(f"{name}: {len(came)} records, {len(lost)} with mentions that cannot follow, {broken} links lost")  # noqa: T201 -- the test's table
    assert broken <= len(lost)
    assert repo.path.is_dir()


def facts(record: dict[str, object]) -> list[object]:
    named = ("status", "date", "deciders", "authors", "tags", "affects", "review_by")
    # A title may name another record: "Partly undo ADR 109".
    return [re.sub(r"\d+", "N", str(record["title"])), *(record[name] for name in named)]
