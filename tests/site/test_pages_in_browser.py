"""Every kind of page in a real browser: nothing is refused, nothing is fetched from outside, nobody is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest

from browser import visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

KINDS = {
    "home": "index.html",
    "changes": "changes.html",
    "lost": "404.html",
    "timeline": "timeline.html",
    "month": "months/2024-06.html",
    "tags": "tags.html",
    "tag": "tags/data.html",
    "components": "components.html",
    "component": "components/shop.html",
    "map": "map.html",
    "with everything": "records/0003-use-postgresql.html",
    "superseded": "records/0002-use-mysql.html",
    "proposed": "records/0005-shard-it.html",
    "rejected": "records/0006-no-orm.html",
    "with a history": "records/0004-queue-jobs-in-it.html",
    "Chinese": "records/0008-中文.html",
    "without a status": "records/0010-no-status.html",
}


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["index.html", "decisions.html"])
def test_nor_by_a_long_log(browser: Browser, long_site: Path, node_modules: Path, page: str, scheme: str) -> None:
    with visit(browser, f"{long_site.as_uri()}/{page}", dark=scheme == "dark", width=360) as seen:
        assert seen.barriers(node_modules) == []
        assert (seen.overflow(), seen.complaints, seen.foreign) == (0, [], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["index.html", "tags.html", "records/0003-use-postgresql.html"])
def test_nor_by_a_team_s_own_look(browser: Browser, own_look: Path, node_modules: Path, page: str, scheme: str) -> None:
    with visit(browser, f"{own_look.as_uri()}/{page}", dark=scheme == "dark") as seen:
        assert seen.barriers(node_modules) == []
        assert (seen.overflow(), seen.complaints, seen.foreign) == (0, [], [])
        assert seen.page.inner_text(".brand") == "Tea & Co"
        assert seen.page.eval_on_selector(".brand img", "image => image.naturalWidth") == 1
        assert seen.page.get_attribute("nav >> text=Handbook", "href") == "https://example.org/h"
        assert "serif" in seen.page.eval_on_selector("h1", "h1 => getComputedStyle(h1).fontFamily")


def test_the_parser_of_browsers_finds_no_error(site: Path, long_site: Path, own_look: Path) -> None:
    for page in (page for root in (site, long_site, own_look) for page in root.rglob("*.html")):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.read_text(encoding="utf-8"))
        assert parser.errors == [], page


def test_a_template_of_the_team_s_stands_in_for_ours(own_look: Path, site: Path) -> None:
    assert "<h1>Ours: Tags</h1>" in (own_look / "tags.html").read_text(encoding="utf-8")
    ours, theirs = (
        (root / "records/0006-no-orm.html")
        .read_text(encoding="utf-8")
        .partition("<main")[2]
        .partition('<section class="past"')[0]
        for root in (site, own_look)
    )
    assert ours == theirs  # made in the sandbox, and the same all the same
