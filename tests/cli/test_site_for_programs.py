"""What the site says to programs: feeds, a list for language models, a site map, and the addresses that were."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from sites import nygard

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr, Repo

ATOM = {"a": "http://www.w3.org/2005/Atom"}
URL = "https://o.example/decisions"


@pytest.fixture
def log(repo: Repo) -> Repo:
    """Two records with a past: one was proposed and then accepted, one was renamed, one is gone."""
    repo.write("docs/adr/0001-first.md", nygard(1, "First <b> & co", "Proposed"))
    repo.write("docs/adr/0002-gone.md", nygard(2, "Gone"))
    repo.commit("Propose it", date="2021-01-02T03:04:05Z")
    repo.write("docs/adr/0001-first.md", nygard(1, "First <b> & co"))
    repo.git("rm", "--quiet", "docs/adr/0002-gone.md")
    repo.commit("Accept it", date="2021-02-03T04:05:06Z")
    repo.git("mv", "docs/adr/0001-first.md", "docs/adr/0001-one.md")
    repo.commit("Call it one", date="2021-03-04T05:06:07Z")
    return repo


def built(repo: Repo, adr: Adr, url: str = "") -> Path:
    repo.write("adr.toml", f'[site]\ntitle = "Ours"\nurl = "{url}/"\n' if url else '[site]\ntitle = "Ours"\n')
    adr("site", "build").ok()
    return repo.path / "_site"


def entries(site: Path) -> list[tuple[str, str, str]]:
    feed = ET.parse(site / "feed.xml").getroot()  # noqa: S314 -- we wrote it ourselves
    found = []
    for entry in feed.findall("a:entry", ATOM):
        link = entry.find("a:link", ATOM)
        assert link is not None
        found.append((entry.findtext("a:title", "", ATOM), entry.findtext("a:updated", "", ATOM), link.attrib["href"]))
    return found


def test_each_change_of_status_is_an_entry(log: Repo, adr: Adr) -> None:
    site = built(log, adr)
    page = "records/0001-one.html"
    assert entries(site) == [
        ("0002 Gone: removed", "2021-02-03T04:05:06+00:00", "index.html"),
        ("0001 First & co: Accepted", "2021-02-03T04:05:06+00:00", page),
        ("0002 Gone: Accepted", "2021-01-02T03:04:05+00:00", "index.html"),
        ("0001 First & co: Proposed", "2021-01-02T03:04:05+00:00", page),
    ]
    items = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in items["items"]] == [title for title, _, _ in entries(site)]
    assert "It was proposed." in items["items"][1]["content_text"]
    assert items["items"][1]["authors"] == [{"name": "Ada Lovelace"}]


def test_addresses_are_whole_where_the_site_s_own_is_known(log: Repo, adr: Adr) -> None:
    before = {item["id"] for item in json.loads((built(log, adr) / "feed.json").read_text(encoding="utf-8"))["items"]}
    site = built(log, adr, URL)
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{URL}/", f"{URL}/feed.json")
    assert feed["items"][1]["url"] == f"{URL}/records/0001-one.html"
    assert {item["id"] for item in feed["items"]} == before, "an entry is the same wherever it is published"
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314 -- the same
    pages = [loc.text or "" for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{URL}/index.html" in pages
    assert f"{URL}/records/0001-one.html" in pages
    assert not [page for page in pages if "404" in page or "0001-first" in page]
    html = (site / "records" / "0001-one.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{URL}/records/0001-one.html">' in html
    assert '<meta property="og:title" content="' in html
    assert f"({URL}/records/0001-one.md)" in (site / "llms.txt").read_text(encoding="utf-8")


def test_without_an_address_nothing_pretends_to_have_one(log: Repo, adr: Adr) -> None:
    site = built(log, adr)
    assert not (site / "sitemap.xml").exists()
    html = (site / "records" / "0001-one.html").read_text(encoding="utf-8")
    assert "og:" not in html
    assert "canonical" not in html
    assert '<link rel="alternate" type="application/atom+xml" title="Ours" href="../feed.xml">' in html


def test_without_history_the_records_dates_tell(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-first.md", nygard(1, "First"))
    assert entries(built(repo, adr)) == [
        ("0001 First: Accepted", "2020-01-02T00:00:00+00:00", "records/0001-first.html")
    ]


def test_what_holds_comes_first_for_language_models(log: Repo, adr: Adr) -> None:
    log.write("docs/adr/0003-next.md", nygard(3, "Next", "Proposed"))
    text = (built(log, adr) / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Ours\n\n> Architecture decision records")
    assert text.index("## In force") < text.index("records/0001-one.md") < text.index("## Proposed")
    assert "[0003 Next](records/0003-next.md) (Proposed): We will do Next." in text


def test_old_names_and_numbers_lead_to_the_record(log: Repo, adr: Adr) -> None:
    text = "---\nformerly: 7\n---\n" + nygard(4, "Four")
    log.write("docs/adr/0004-four.md", text)
    site = built(log, adr)
    for old, new in (("0001-first", "0001-one.html"), ("0007-four", "0004-four.html")):
        html = (site / "records" / f"{old}.html").read_text(encoding="utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={new}">' in html
        assert f'<a href="{new}">' in html
    log.write("docs/adr/0007-four.md", nygard(7, "Four again"))
    adr("site", "build").ok()
    assert "refresh" not in (site / "records" / "0007-four.html").read_text(encoding="utf-8"), "a live number wins"


def test_an_address_that_leads_nowhere_needs_no_other_file(log: Repo, adr: Adr) -> None:
    html = (built(log, adr, URL) / "404.html").read_text(encoding="utf-8")
    style = re.search(r"<style>(.*)</style>", html)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in html or f"style-src 'sha256-{digest}'" in html
    assert re.findall(r'(?:href|src)="([^"]*)"', html) == [f"{URL}/"]
