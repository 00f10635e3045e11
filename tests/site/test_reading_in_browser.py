"""What a reader does with the pages: narrow the list, choose colours, see the place, go by keyboard, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import serving, visit
from built_sites import drawn

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser import Visit

RECORD = "records/0003-use-postgresql.html"
FEW = {
    "state=waiting": ["Shard the store"],
    "status=Rejected": ["Use no ORM"],
    "tag=shop": ["Keep carts for a week"],
    "component=shop": ["Keep carts for a week", "Sell tea"],
    "until=2019": ["Record decisions"],
    "since=2020&until=2023": ["Use MySQL"],
    "tag=data&q=queue": ["Queue jobs in PostgreSQL"],
    "q=nothing+has+this": [],
}


def titles(page: Page) -> list[str]:
    return page.locator(".rows.all > li:visible .name").all_inner_texts()


@pytest.mark.parametrize("query", FEW)
@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_filter_stands_in_the_address(browser: Browser, site: Path, address: str, query: str, scheme: str) -> None:
    root = site.as_uri() if scheme == "file" else address
    with visit(browser, f"{root}/index.html?{query}") as seen:
        assert titles(seen.page) == FEW[query]
        said = seen.page.inner_text(".filter [role=status]")
        assert said == (f"{len(FEW[query])} of 10" if FEW[query] else "No decision fits.")


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_what_is_chosen_goes_into_the_address_and_back(browser: Browser, site: Path, address: str, scheme: str) -> None:
    root = site.as_uri() if scheme == "file" else address
    with visit(browser, f"{root}/index.html") as seen:
        page = seen.page
        assert len(titles(page)) == 10
        assert page.locator(".filter [type=reset]").is_hidden()
        page.select_option(".filter [name=tag]", "data")
        page.get_by_label("Words in title or decision").fill("postgresql")
        assert titles(page) == ["Use PostgreSQL", "Queue jobs in PostgreSQL"]
        assert page.url == f"{root}/index.html?q=postgresql&tag=data"
        page.reload()
        assert titles(page) == ["Use PostgreSQL", "Queue jobs in PostgreSQL"]
        page.get_by_role("button", name="Show all").click()
        page.locator(".filter [type=reset]").wait_for(state="hidden")
        assert len(titles(page)) == 10
        assert page.url == f"{root}/index.html"
        assert seen.complaints == []


def test_the_counts_lead_to_the_list_narrowed(browser: Browser, site: Path, long_site: Path) -> None:
    for root, page in ((site, "index.html"), (long_site, "decisions.html")):
        with visit(browser, f"{root.as_uri()}/index.html") as seen:
            seen.page.click(".jumps a >> nth=0")
            seen.page.wait_for_url(f"**/{page}?state=in-force*")
            count = int(seen.page.inner_text(".jumps strong >> nth=0")) if root is site else 101
            assert len(titles(seen.page)) == count


def ground(seen: Visit) -> str:
    found = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("dark", [False, True])
def test_the_reader_s_colours_hold_on_the_next_page_from_the_first_paint(
    browser: Browser, address: str, *, dark: bool
) -> None:
    with visit(browser, f"{address}/index.html", dark=dark) as seen:
        system = ground(seen)
        seen.page.click("button.theme")
        other = ground(seen)
        assert other != system
        # A script that runs before the page's body is there sees the chosen colours: nothing flashes.
        seen.page.add_init_script(
            "addEventListener('readystatechange', () => window.first ??= document.documentElement.dataset.theme, true)"
        )
        seen.page.goto(f"{address}/{RECORD}")
        assert ground(seen) == other
        assert seen.page.evaluate("window.first") == ("light" if dark else "dark")
        seen.page.click("button.theme")
        assert ground(seen) == system
        assert seen.page.evaluate("localStorage.length") == 0
        assert seen.complaints == []


def test_the_contents_show_the_place(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/{RECORD}") as seen:
        here = seen.page.locator("aside [aria-current=location]")
        assert here.count() == 0
        seen.page.evaluate("document.getElementById('decision-outcome').scrollIntoView()")
        here.and_(seen.page.get_by_text("Decision Outcome")).wait_for()
        seen.page.evaluate("scrollTo(0, document.body.scrollHeight)")
        here.and_(seen.page.get_by_text("A deep heading")).wait_for()
        assert here.count() == 1


def test_everything_is_reached_by_keyboard_and_seen(browser: Browser, site: Path) -> None:
    for name in ("index.html", RECORD):
        with visit(browser, f"{site.as_uri()}/{name}") as seen:
            page = seen.page
            reachable = "a[href], button, input, select, summary, [tabindex='0']"
            count = "selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).length"
            wanted = page.evaluate(count, reachable)
            met = set()
            for _ in range(wanted + 5):
                page.keyboard.press("Tab")
                place, shown, outlined = page.evaluate(
                    "selector => { const one = document.activeElement; return ["
                    "[...document.querySelectorAll(selector)].indexOf(one), one.outerHTML.slice(0, 100),"
                    "one === document.body || (one.matches('svg a') ? getComputedStyle(one.querySelector('.box'))"
                    ".strokeWidth === '4px' : getComputedStyle(one).outlineStyle !== 'none')] }",
                    reachable,
                )
                assert outlined, shown
                met.add(place)
            assert len(met - {-1}) == wanted


def test_the_first_key_leads_past_the_head(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/index.html") as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the content"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "site.content"


@pytest.mark.parametrize("page", ["index.html", RECORD, "tags/data.html"])
def test_nothing_is_missing_without_scripts(browser: Browser, site: Path, page: str) -> None:
    with visit(browser, f"{site.as_uri()}/{page}", scripts=False) as seen:
        bare = seen.page.inner_text("main")
        assert seen.page.locator("form:visible, button:visible").count() == 0
        assert seen.complaints == []
    with visit(browser, f"{site.as_uri()}/{page}") as seen:
        seen.page.evaluate("document.querySelectorAll('form').forEach(form => form.remove())")
        assert seen.page.inner_text("main").split() == bare.split()


def test_a_telephone_has_the_contents_above_the_text(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/{RECORD}", width=360) as seen:
        contents = seen.page.locator(".contents-here")
        assert contents.is_visible()
        assert seen.page.locator("aside .contents").is_hidden()
        contents.locator("summary").click()
        contents.get_by_role("link", name="Decision Outcome").click()
        assert seen.page.url.endswith("#decision-outcome")


def test_paper_gets_the_text_and_where_links_lead(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/{RECORD}", dark=True) as seen:
        seen.page.emulate_media(media="print", color_scheme="dark")
        for gone in (".bar", ".foot", ".contents-here", ".neighbours", "aside .contents"):
            assert seen.page.locator(gone).is_hidden(), gone
        assert seen.page.eval_on_selector("body", "body => getComputedStyle(body).color") == "rgb(0, 0, 0)"
        after = "link => getComputedStyle(link, '::after').content"
        assert "https://github.com/o/tea" in seen.page.eval_on_selector(".prose a[href^=http]", after)
        assert seen.page.pdf()[:5] == b"%PDF-"


def test_a_record_says_what_a_reader_needs_first(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/{RECORD}") as seen:
        digest = seen.page.inner_text(".digest")
        for said in (
            "it is there and everybody knows it",
            "SomethingElseThat",
            "Nothing",
            "it must be paid for every month",
        ):
            assert said in digest
        assert "May be replaced in part. Not decided yet: 0005 Shard the store" in seen.page.inner_text(
            ".notice.proposal"
        )
        assert "Replaces 0002 Use MySQL (2020-05-06)" in seen.page.inner_text(".notice.replaces")
        assert "there is no docs/adr/gone.png" in seen.page.inner_text(".missing-picture")
        assert seen.page.locator(".around svg a").count() >= 3
        for name in ("Edit", "History", "Blame", "At GitHub"):
            assert "github.com/o/tea/" in str(seen.page.get_attribute(f".source >> text={name}", "href"))
    with visit(browser, f"{site.as_uri()}/records/0002-use-mysql.html") as seen:
        notice = seen.page.inner_text(".notice.superseded")
        assert "No longer in force. Superseded by 0003 Use PostgreSQL on 2024-03-04." in notice
    with visit(browser, f"{site.as_uri()}/records/0005-shard-it.html") as seen:
        assert "This is a proposal (for 5 weeks)." in seen.page.inner_text(".notice.proposed")
        assert "Who runs it? (@ada)" in seen.page.inner_text(".notice.questions")


def test_the_first_page_tells_where_to_begin_and_what_is_open(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/index.html") as seen:
        assert seen.page.inner_text("h1") == "tea decisions"
        tour = seen.page.inner_text(".tour")
        assert "Shard the store\n\nfor 5 weeks · 1 open question" in tour
        assert "1 place to be done" in tour
        assert seen.page.locator("#site\\.tag ~ .topics h3").all_inner_texts() == ["data 2", "shop 1", "code 0"]


def test_a_record_s_history_says_who_and_when_and_what_changed_word_by_word(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/records/0004-queue-jobs-in-it.html") as seen:
        newest, oldest = seen.page.locator(".past li").all()
        assert "2024-06-07 proposed → accepted Accept <the queue>" in newest.inner_text()
        assert "by Ada Lovelace" in newest.inner_text()
        assert "2024-05-06 new: proposed Propose to queue jobs" in oldest.inner_text()
        assert "https://github.com/o/tea/commit/" in str(newest.locator("a").get_attribute("href"))
        assert oldest.locator("details").count() == 0
        diff = newest.locator(".diff")
        assert diff.is_hidden()
        newest.locator("summary").click()
        assert newest.locator("del").all_inner_texts() == ["proposed", "nobody"]
        assert newest.locator("ins").all_inner_texts() == ["accepted", "everybody"]


def test_the_timeline_says_what_became_of_a_status_and_by_whom(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/timeline.html") as seen:
        seen.page.click("h2 >> text=2024-06")
        seen.page.wait_for_url("**/months/2024-06.html")
        (event,) = seen.page.locator(".events > li").all_inner_texts()
        assert "2024-06-07" in event
        assert "0004 Queue jobs in PostgreSQL" in event
        assert "proposed → accepted" in event
        assert "by Ada Lovelace" in event
        seen.page.click(".neighbours .previous")
        seen.page.wait_for_url("**/months/2024-05.html")


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_a_diagram_is_drawn_in_a_frame_that_reaches_nothing(browser: Browser, own_look: Path, scheme: str) -> None:
    with serving(own_look) as origin:
        root = own_look.as_uri() if scheme == "file" else origin
        with visit(browser, f"{root}/{RECORD}") as seen:
            frame = seen.page.locator(".diagram iframe")
            assert frame.get_attribute("sandbox") == "allow-scripts"
            seen.page.locator(".diagram").scroll_into_view_if_needed()
            drawn = seen.page.frame_locator(".diagram iframe").locator("svg title")
            drawn.wait_for(state="attached")
            assert drawn.text_content() == "38 nothing14"
            seen.page.locator(".diagram iframe.drawn").wait_for()
            assert seen.page.locator(".diagram pre").is_hidden()
            assert frame.evaluate("frame => frame.style.height") == "77px"
            assert (seen.complaints, seen.foreign) == ([], [])
            seen.page.click("text=Source of the diagram")
            assert "a[Shop] --> b[(Store)]" in seen.page.inner_text(".diagram pre")


@pytest.mark.parametrize("dark", [False, True])
def test_the_real_mermaid_draws_under_the_policy_and_what_it_cannot_draw_stays_its_source(
    browser: Browser, tmp_path: Path, node_modules: Path, *, dark: bool
) -> None:
    out = drawn(tmp_path, node_modules / "@mermaid-js" / "tiny" / "dist" / "mermaid.tiny.js")
    with visit(browser, (out / "records" / "0001-draw-it.html").as_uri(), dark=dark) as seen:
        diagrams = seen.page.locator(".diagram")
        for place in range(3):
            diagrams.nth(place).scroll_into_view_if_needed()
            diagrams.nth(place).locator("iframe.drawn").wait_for()
            assert diagrams.nth(place).locator("pre").is_hidden()
        drawing = seen.page.frame_locator(".diagram iframe").first.locator("svg")
        assert "a job" in (drawing.text_content() or "")
        diagrams.nth(3).scroll_into_view_if_needed()
        assert "b{broken" in diagrams.nth(3).locator("pre").inner_text()
        assert (seen.complaints, seen.foreign) == ([], [])


def test_without_mermaid_a_diagram_is_its_source(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/{RECORD}") as seen:
        assert seen.page.locator("iframe").count() == 0
        assert "a[Shop] --> b[(Store)]" in seen.page.inner_text(".prose")


_AIR = """() => {
  const box = document.querySelector(".diff"), inside = [...box.children].map(part => part.getBoundingClientRect());
  const frame = box.getBoundingClientRect();
  return Math.max(inside[0].top - frame.top, frame.bottom - inside.at(-1).bottom);
}"""


def test_a_reviewer_sees_what_the_branch_changes(browser: Browser, site: Path) -> None:
    with visit(browser, f"{site.as_uri()}/changes.html") as seen:
        assert "1 record differs from HEAD~1." in seen.page.inner_text(".lead")
        # No blank line between the frame and its text, above or below.
        assert seen.page.evaluate(_AIR) < 2 * 16
        change = seen.page.locator(".change")
        assert change.locator("h2").inner_text() == "0004 Queue jobs in PostgreSQL"
        assert change.locator(".aspects .tag").first.inner_text() == "status"
        assert change.locator(".badge").all_inner_texts() == ["Proposed", "Accepted"]
        assert change.locator("ins").all_inner_texts() == ["accepted", "everybody"]
        assert seen.page.locator(".around h2").all_inner_texts() == ["Before", "After"]
        assert seen.page.locator(".around svg").count() == 2
        change.locator("h2 a").click()
        seen.page.wait_for_url("**/records/0004-queue-jobs-in-it.html")
