"""Searching on the pages of a site, as a reader does: by keyboard, with half a word, a typing error, in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import visit

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser import Visit

FIELD = "form.search input"
HITS = "form.search .found a"


def ask(page: Page, query: str) -> list[str]:
    """What stands in the list once a query was typed: the titles, best first."""
    page.press("body", "/")
    page.locator(FIELD).fill("")
    page.keyboard.type(query)
    page.locator("form.search .found > *").first.wait_for()
    return page.locator(f"{HITS} bdi:first-of-type").all_inner_texts()


def marked(page: Page) -> set[str]:
    return {text.lower() for text in page.locator(f"{HITS} mark").all_inner_texts()}


def harmless(seen: Visit) -> bool:
    return not seen.complaints and not seen.foreign


@pytest.mark.parametrize("where", ["index.html", "records/0003-use-postgresql.html", "tags/data.html"])
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_key_a_word_an_arrow_and_enter_lead_to_a_record_from_any_page(
    browser: Browser, site: Path, address: str, where: str, scheme: str
) -> None:
    root = site.as_uri() if scheme == "file" else address
    with visit(browser, f"{root}/{where}") as seen:
        page = seen.page
        found = ask(page, "postgres")
        assert [title for title in found if "PostgreSQL" in title][:2] == ["Use PostgreSQL", "Queue jobs in PostgreSQL"]
        assert page.locator(FIELD).get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        chosen = page.locator(f"{HITS}[aria-selected=true]")
        assert page.locator(FIELD).get_attribute("aria-activedescendant") == chosen.get_attribute("id")
        assert "Queue jobs" in chosen.inner_text()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url("**/records/0003-use-postgresql.html")
        assert page.inner_text("h1") == "Use PostgreSQL"
        assert harmless(seen)


@pytest.mark.parametrize(
    ("query", "title", "mark"),
    [
        ("queu", "Queue jobs in PostgreSQL", "queue"),  # the beginning of a word
        ("postgrseql", "Use PostgreSQL", "postgresql"),  # a typing error
        ("中文", "使用中文記錄決策", "中文"),
        ("CARTS week", "Keep carts for a week", "carts"),
    ],
)
def test_what_is_found_is_marked(browser: Browser, site: Path, query: str, title: str, mark: str) -> None:
    with visit(browser, (site / "index.html").as_uri()) as seen:
        assert title in ask(seen.page, query)[:2]
        assert mark in marked(seen.page)
        assert harmless(seen)


def test_a_decision_in_force_comes_before_the_one_that_it_replaced(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").as_uri()) as seen:
        found = ask(seen.page, "use")
        assert found.index("Use PostgreSQL") < found.index("Use MySQL")


def test_a_word_of_the_text_is_shown_where_it_stands(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").as_uri()) as seen:
        assert ask(seen.page, "telephone")[:1] == ["Use PostgreSQL"]
        excerpt = seen.page.locator(f"{HITS} .hit-text", has_text="telephone").first
        excerpt.locator("mark").wait_for()  # the texts come from a file of their own
        assert harmless(seen)


def test_escape_closes_the_list_and_then_leaves_the_field(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").as_uri()) as seen:
        page = seen.page
        ask(page, "tea")
        page.keyboard.press("Escape")
        assert page.locator("form.search .found").is_hidden()
        assert page.locator(FIELD).get_attribute("aria-expanded") == "false"
        assert page.evaluate("document.activeElement.type") == "search"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement === document.body")


def test_nothing_found_is_said_and_a_slash_in_a_field_is_a_slash(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").as_uri()) as seen:
        page = seen.page
        assert ask(page, "zzzzzz") == []
        assert page.inner_text("form.search [role=status]") == page.inner_text("form.search .found")
        page.locator(FIELD).fill("")
        page.keyboard.type("a/b")
        assert page.input_value(FIELD) == "a/b"


def test_the_list_keeps_nobody_out(browser: Browser, site: Path, node_modules: Path) -> None:
    for dark in (False, True):
        with visit(browser, (site / "index.html").as_uri(), dark=dark) as seen:
            ask(seen.page, "use")
            seen.page.keyboard.press("ArrowDown")
            assert seen.barriers(node_modules) == []
            assert seen.overflow() == 0


def test_on_a_telephone_the_list_fits(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").as_uri(), width=320) as seen:
        ask(seen.page, "use")
        assert seen.overflow() == 0
        box = seen.page.locator("form.search .found").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_without_scripts_no_field_pretends(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").as_uri(), scripts=False) as seen:
        assert seen.page.locator("form.search").is_hidden()
