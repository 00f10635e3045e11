"""``adr upgrade-repository`` on a real log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line import Adr, Repo

OLD = "# 1. A\n\nDate: 31/12/2019\n\n## Status\n\nAccepted\n"


def test_dates_are_rewritten_once_and_the_paths_printed(adr: Adr, repo: Repo) -> None:
    repo.write("doc/adr/0001-a.md", OLD)
    repo.write("doc/adr/0002-b.md", OLD.replace("31/12/2019", "2020-01-01"))
    assert adr("upgrade-repository", "--dry-run").ok().stdout.endswith("+Date: 2019-12-31\n \n ## Status\n \n")
    assert repo.read("doc/adr/0001-a.md") == OLD
    assert adr("upgrade-repository").ok().stdout == "doc/adr/0001-a.md\n"
    assert repo.read("doc/adr/0001-a.md") == OLD.replace("31/12/2019", "2019-12-31")
    again = adr("upgrade-repository").ok()
    assert again.stdout == ""
    assert "already" in again.stderr


def test_without_a_log(adr: Adr) -> None:
    assert "adr init" in adr("upgrade-repository").ends_with(2).stderr
