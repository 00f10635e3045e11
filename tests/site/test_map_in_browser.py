"""The map in a real browser: read without a script, walked with arrow keys, narrowed, enlarged, lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import html5lib
import pytest

from adr_kit.drawing.chart import chart
from adr_kit.drawing.picture import Picture
from adr_kit.insight.graph import build
from adr_kit.record.model import StatusKind
from adr_kit.workspace.templates.standalone import map_page
from browser import visit
from decisions import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser import Visit
    from command_line import Adr, Repo

LOG = [
    record("0001-base", title="The base", tags=("core",)),
    record("0002-old", "depends-on 0001-base", title="Old way", status=StatusKind.SUPERSEDED),
    record("0003-new", "supersedes 0002-old", "depends-on 0001-base", title="New way", tags=("ways",)),
    record(
        "0004-on", "refines 0002-old", "depends-on 0003-new", title="On the new way", tags=("ways",), component="api"
    ),
    record("0005-no", "depends-on 0002-old", title="Rejected", status=StatusKind.REJECTED, component="web"),
    record("0006-alone", title="Alone <b>&amp;</b>"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "map.html"
    path.write_bytes(map_page(chart(Picture.of(build(LOG))), "Map of 6 decisions"))
    return path


@pytest.fixture
def seen(browser: Browser, file: Path) -> Iterator[Visit]:
    with visit(browser, file.as_uri()) as found:
        yield found
        assert found.complaints == []
        assert found.foreign == []


def chosen(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.id ?? ''"))


def shown(page: Page) -> list[str]:
    return [str(one) for one in page.eval_on_selector_all(".node:not(.out)", "all => all.map(one => one.dataset.id)")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(browser: Browser, file: Path, node_modules: Path, scheme: str) -> None:
    with visit(browser, file.as_uri(), dark=scheme == "dark") as found:
        assert found.barriers(node_modules) == []
        assert found.complaints == []


def test_without_a_script_all_is_there_and_nothing_pretends(browser: Browser, file: Path) -> None:
    with visit(browser, file.as_uri(), scripts=False) as found:
        assert "The base" in found.shown
        assert "Alone <b>&amp;</b>" in found.shown.replace("\n", " ")
        assert found.page.is_hidden("form.choices")
        assert found.overflow() == 0


def test_a_telephone_shows_what_lines_mean_as_large_as_a_desk_does(browser: Browser, file: Path) -> None:
    heights = []
    for width in (1280, 360):
        with visit(browser, file.as_uri(), width=width) as found:
            heights.append(found.page.eval_on_selector("#legend text", "text => text.getBoundingClientRect().height"))
            assert found.overflow() == 0
    assert heights[0] == heights[1] > 0


def test_arrow_keys_lead_along_the_lines_and_light_what_rests_on_a_decision(seen: Visit) -> None:
    page = seen.page
    page.focus("[data-id='0001-base']")
    page.keyboard.press("ArrowDown")
    below = chosen(page)
    assert below in ("0002-old", "0003-new")
    page.focus("[data-id='0002-old']")
    assert "1 rests on it directly, 1 in all" in page.inner_text(".told")  # what was rejected does not
    page.focus("[data-id='0003-new']")
    told = page.inner_text(".told")
    assert "0003 New way (accepted): depends on 0001 The base; supersedes 0002 Old way; required by 0004" in told
    assert "1 rests on it directly, 1 in all" in told
    assert "chain of 2" in told
    lit = page.eval_on_selector_all(".node.lit", "all => all.map(one => one.dataset.id)")
    assert set(lit) == {"0001-base", "0002-old", "0003-new", "0004-on"}
    assert page.eval_on_selector_all(".node.rests", "all => all.map(one => one.dataset.id)") == ["0004-on"]
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "0004-on"
    page.keyboard.press("ArrowUp")
    assert chosen(page) == "0003-new"
    page.keyboard.press("Escape")
    assert page.locator(".node.lit").count() == 0


def test_a_map_is_one_stop_of_the_tab_key(seen: Visit) -> None:
    page = seen.page
    page.focus(".sheet")
    page.keyboard.press("Tab")
    assert chosen(page) == "0001-base"
    page.keyboard.press("Tab")
    assert chosen(page) == ""


def test_what_is_chosen_stands_in_the_address_and_comes_back(browser: Browser, seen: Visit) -> None:
    page = seen.page
    page.select_option("[name=tag]", "ways")
    assert shown(page) == ["0003-new", "0004-on"]
    assert "2 of 6 decisions shown" in page.inner_text(".told")
    assert page.locator(".edge[data-from]:not(.out)").count() == 1
    assert page.url.endswith("#tag=ways")
    page.select_option("[name=component]", "api")
    with visit(browser, page.url) as again:
        assert shown(again.page) == ["0004-on"]
    page.select_option("[name=tag]", "")
    page.select_option("[name=component]", "")
    page.select_option("[name=status]", "rejected")
    assert shown(page) == ["0005-no"]
    page.select_option("[name=status]", "")
    page.check("[name=current]")
    assert shown(page) == ["0001-base", "0003-new", "0004-on", "0006-alone"]


def test_the_map_is_enlarged_and_dragged(seen: Visit) -> None:
    page = seen.page
    page.set_viewport_size({"width": 500, "height": 500})
    before = int(page.get_attribute("#map", "width") or 0)
    for _ in range(4):
        page.click("[name=larger]")
    assert int(page.get_attribute("#map", "width") or 0) > 2 * before
    page.locator(".sheet").scroll_into_view_if_needed()
    box = page.locator(".sheet").bounding_box()
    assert box
    left = page.evaluate("document.querySelector('.sheet').scrollLeft")
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 80, box["y"] + 190, steps=4)
    page.mouse.up()
    assert page.evaluate("document.querySelector('.sheet').scrollLeft") == left + 120
    page.focus(".sheet")
    page.keyboard.press("0")
    assert page.evaluate("(s => s.scrollWidth <= s.clientWidth)(document.querySelector('.sheet'))")


def test_a_large_log_is_topics_that_open(browser: Browser, tmp_path: Path, node_modules: Path) -> None:
    log = [
        record(f"{n:04d}-x", *([f"depends-on {n - 2:04d}-x"] if n > 2 else []), tags=("even" if n % 2 == 0 else "odd",))
        for n in range(1, 31)
    ]
    file = tmp_path / "map.html"
    file.write_bytes(map_page(chart(Picture.of(build(log)), most=20), "Map"))
    with visit(browser, file.as_uri(), scripts=False) as found:
        assert found.page.is_hidden("[data-id='0003-x']")
        found.page.click("summary >> text=odd")
        assert found.page.is_visible("[data-id='0003-x']")
        assert found.page.is_hidden("[data-id='0004-x']")
    with visit(browser, file.as_uri()) as found:
        assert found.barriers(node_modules) == []
        found.page.click(".overview a >> nth=0")
        assert found.page.is_visible("[data-id='0004-x']")
        found.page.select_option("[name=tag]", "odd")
        assert found.page.is_hidden("summary >> text=even")
        assert found.complaints == []


def test_in_a_site_a_box_leads_to_its_record(browser: Browser, adr: Adr, repo: Repo) -> None:
    repo.write("docs/adr/0001-a.md", "# 1. A\n\n## Status\n\nAccepted\n")
    repo.write("docs/adr/0002-b.md", "# 2. B\n\n## Status\n\nAccepted\n\nAmends [1. A](0001-a.md)\n")
    adr("site", "build").ok()
    with visit(browser, (repo.path / "_site" / "map.html").as_uri()) as found:
        found.page.focus("[data-id='0001-a']")
        found.page.keyboard.press("ArrowDown")
        found.page.keyboard.press("Enter")
        found.page.wait_for_url("**/records/0002-b.html")
        assert found.complaints == []


def test_the_parser_of_browsers_finds_no_error(file: Path) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(file.read_text(encoding="utf-8"))
    assert parser.errors == []
