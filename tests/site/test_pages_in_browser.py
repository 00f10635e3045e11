"""Every kind of page in a real browser: nothing is refused, nothing is fetched from outside, nobody is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest

from browser import serving, visit
from command_line import Adr, Repo, scrubbed_environment
from rich_log import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

KINDS = {
    "home": "index.html",
    "map": "map.html",
    "with everything": "records/0003-use-postgresql.html",
    "superseded": "records/0002-use-mysql.html",
    "proposed": "records/0005-shard-it.html",
    "rejected": "records/0006-no-orm.html",
    "Chinese": "records/0008-中文.html",
    "without a status": "records/0010-no-status.html",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    repo = Repo(root / "repo", scrubbed_environment(root / "home"))
    repo.path.mkdir()
    repo.git("init", "--quiet")
    for name, data in LOG.items():
        repo.write(name, data)
    repo.git("remote", "add", "origin", "https://github.com/o/tea.git")
    repo.commit(date="2024-06-07T08:09:10Z")
    Adr(repo.path, repo.environment)("site", "build", "--out", root / "www" / "under" / "tea").ok()
    return root / "www" / "under" / "tea"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: below a path, as forges do it."""
    with serving(site.parents[1]) as origin:
        yield f"{origin}/under/tea"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", KINDS.values(), ids=KINDS)
def test_nobody_is_kept_out(browser: Browser, site: Path, node_modules: Path, page: str, scheme: str) -> None:
    with visit(browser, f"{site.as_uri()}/{page}", dark=scheme == "dark") as seen:
        assert seen.barriers(node_modules) == []
        assert seen.complaints == []
        assert seen.foreign == []


@pytest.mark.parametrize("page", KINDS.values(), ids=KINDS)
def test_a_telephone_scrolls_one_way(browser: Browser, address: str, page: str) -> None:
    with visit(browser, f"{address}/{page}", width=320) as seen:
        assert seen.overflow() == 0
        assert seen.complaints == []
        assert seen.foreign == []


def test_the_parser_of_browsers_finds_no_error(site: Path) -> None:
    for page in site.rglob("*.html"):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.read_text(encoding="utf-8"))
        assert parser.errors == [], page
