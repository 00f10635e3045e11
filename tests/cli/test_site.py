"""``adr site build``: from a log to pages that can be opened from disk."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from markup import Markup
from sites import nygard

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr, Repo

LOG = {
    "docs/adr/0001-record-decisions.md": nygard(1, "Record decisions"),
    "docs/adr/0002-use-café #2.md": nygard(2, 'Use café < tea & "quotes"', "Superseded by [3](0003-use-tea.md)"),
    "docs/adr/0003-use-tea.md": nygard(
        3,
        "Use tea",
        "Accepted\n\nSupersedes [2](0002-use-café%20%232.md)",
        more="\n![pot](pot.png) [code](../../src/a.py) [gone](gone.md) <script>alert(1)</script>\n",
    ),
    "docs/adr/0004-maybe.md": nygard(4, "Maybe", "Proposed", more="\n## Open questions\n\n- [ ] Who?\n"),
    "docs/adr/pot.png": "no real picture",
    "src/a.py": "",
}


@pytest.fixture
def site(repo: Repo, adr: Adr) -> Path:
    for name, text in LOG.items():
        repo.write(name, text)
    repo.git("remote", "add", "origin", "https://ada:secret@github.com/o/tea.git")
    repo.commit(date="2022-02-03T04:05:06Z")
    assert adr("site", "build").ok().stdout == "_site/index.html\n"
    return repo.path / "_site"


def pages(site: Path) -> dict[str, str]:
    return {
        page.relative_to(site).as_posix(): page.read_text(encoding="utf-8") for page in sorted(site.rglob("*.html"))
    }


def test_every_page_is_whole_and_keeps_the_policy(site: Path) -> None:
    for html in pages(site).values():
        markup = Markup(html.removeprefix("<!doctype html>"))
        (policy,) = [e for e in markup.all("meta") if e.attributes.get("http-equiv") == "Content-Security-Policy"]
        assert policy.attributes["content"].startswith("default-src 'none'")
        assert "unsafe" not in policy.attributes["content"]
        assert all(e.attributes["src"].endswith(".js") and not e.text for e in markup.all("script"))
        assert all("'sha256-" in policy.attributes["content"] for _ in markup.all("style"))
        assert not [e for e in markup.elements for name in e.attributes if name == "style" or name.startswith("on")]
        assert len(markup.all("h1")) == 1
        levels = [int(e.tag[1]) for e in markup.elements if re.fullmatch("h[1-6]", e.tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
        ids = markup.values("id")
        assert len(ids) == len(set(ids))
        assert markup.all("html")[0].attributes["lang"] == "en"


def test_every_link_of_ours_leads_somewhere_from_the_disk(site: Path) -> None:
    html = pages(site)
    places = {name: set(Markup(text).values("id")) for name, text in html.items()}
    for name, text in html.items():
        markup = Markup(text)
        for address in (*markup.values("href"), *markup.values("src")):
            parts = urlsplit(address)
            if parts.scheme:
                assert address.startswith("https://github.com/o/tea")
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            assert target.is_file(), address
            if parts.fragment:
                assert unquote(parts.fragment) in places[target.resolve().relative_to(site).as_posix()]


def test_a_record_s_page_says_what_it_must(site: Path) -> None:
    markup = Markup(pages(site)["records/0002-use-café #2.html"])
    assert markup.all("h1")[0].words == 'Use café < tea & "quotes"'
    (notice,) = markup.all("div", "notice", "superseded")
    assert "No longer in force" in notice.words
    assert "Use tea" in notice.words
    assert markup.all("span", "badge", "superseded")[0].words == "Superseded"
    tea = Markup(pages(site)["records/0003-use-tea.html"])
    assert [e.words for e in tea.all("span", "broken-link")] == [
        "gone (there is no docs/adr/gone.md in the repository)"
    ]
    assert len(tea.all("img")) == 1
    assert "https://github.com/o/tea/blob/HEAD/src/a.py" in tea.values("href")
    assert "secret" not in str(pages(site))


def test_the_first_page_names_the_repository_and_its_newest_commit(site: Path) -> None:
    markup = Markup(pages(site)["index.html"])
    assert markup.all("h1")[0].words == "tea decisions"
    assert "2022-02-03" in markup.all("footer")[0].words
    rows = markup.all("ul", "rows", "all")[0].words
    assert rows.index("Record decisions") < rows.index("Use café < tea") < rows.index("Maybe")


def test_broken_links_are_told_with_their_place_and_the_site_is_built(adr: Adr, site: Path) -> None:
    ran = adr("site", "build").ok()
    line = LOG["docs/adr/0003-use-tea.md"].split("[gone](gone.md)")[0].count("\n") + 1
    assert f"docs/adr/0003-use-tea.md:{line}:" in ran.stderr
    assert ran.stdout == "_site/index.html\n"
    assert site.is_dir()


def test_the_same_log_gives_the_same_bytes(adr: Adr, repo: Repo, site: Path, tmp_path: Path) -> None:
    apart = adr.as_processes().given(PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    apart("site", "build", "--out", tmp_path / "other").ok()
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    other = tmp_path / "other"
    assert {path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()} == first
    assert str(repo.path).encode() not in b"".join(first.values())


def test_a_record_that_is_gone_takes_its_page_along(adr: Adr, repo: Repo, site: Path) -> None:
    (repo.path / "docs/adr/0004-maybe.md").unlink()
    data = adr("site", "build", "--json").json()
    assert isinstance(data, dict)
    assert data["removed"] == ["records/0004-maybe.html", "records/0004-maybe.md"]
    assert not (site / "records/0004-maybe.html").exists()


def test_the_site_s_data_is_what_list_prints(adr: Adr, site: Path) -> None:
    assert json.loads((site / "records.json").read_text(encoding="utf-8")) == adr("list", "--json").json()
    assert len(json.loads((site / "graph.json").read_text(encoding="utf-8"))["nodes"]) == 4


def test_a_dry_run_says_what_would_be_written(adr: Adr, site: Path, tmp_path: Path) -> None:
    ran = adr("site", "build", "-n", "--out", tmp_path / "new").ok()
    assert "write index.html" in ran.lines
    assert not (tmp_path / "new").exists()
    assert adr("site", "build", "--dry-run").ok().stdout == ""
    assert site.is_dir()


def test_a_foreign_directory_is_refused(adr: Adr, repo: Repo, site: Path) -> None:
    ran = adr("site", "build", "--out", "src").ends_with(2)
    assert "holds no site of ours" in ran.stderr
    assert "hint: " in ran.stderr
    ran = adr("site", "build", "--out", "docs/adr/site").ends_with(2)
    assert "inside of the log" in ran.stderr
    assert repo.read("src/a.py") == ""
    assert site.is_dir()


def test_a_page_that_cannot_be_written_is_named_as_it_was_asked_for(adr: Adr, repo: Repo) -> None:
    repo.write("docs/adr/0001-a.md", nygard(1, "A"))
    adr("site", "build", "--out", "out").ok()
    page = repo.path / "out" / "records" / "0001-a.html"
    page.unlink()
    (page / "in the way").mkdir(parents=True)
    error, hint = adr("site", "build", "--out", "out").ends_with(2).stderr.splitlines()
    assert error == "error: out/records/0001-a.html cannot be written: Is a directory"
    assert hint == "hint: make it writable, or --out DIR"
    assert [file.name for file in page.parent.iterdir() if file.name.endswith(".tmp")] == []


def test_without_a_log_there_is_no_site(adr: Adr) -> None:
    assert "adr init" in adr("site", "build").ends_with(2).stderr


def test_any_bytes_give_valid_pages(adr: Adr, repo: Repo) -> None:
    repo.write(
        "docs/adr/0001-\N{SNOWMAN}.md",
        b"# 1. \xff\xfe\x00\x1b[31m\n\n## Status\n\n\x80\n\n## Context\n\n\xed\xa0\x80\n",
    )
    repo.write("docs/adr/0002-empty.md", "")
    adr("site", "build").ok()
    for html in pages(repo.path / "_site").values():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", html)


def test_a_build_makes_only_pages_that_say_anything_else(repo: Repo, adr: Adr, site: Path) -> None:
    for seed in ("7", "8"):
        told = replace(adr, apart=True)("site", "build", "--json", env={"PYTHONHASHSEED": seed}).json()
        assert isinstance(told, dict)
        assert told["written"] == told["removed"] == []
    assert adr("site", "build", "--check").ok().stderr.endswith("_site is up to date\n")
    path = repo.path / "docs" / "adr" / "0003-use-tea.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore words.\n", encoding="utf-8")
    stale = adr("site", "build", "--check").ends_with(1)
    assert "stale: " in stale.stderr
    assert "adr site build puts it right" in stale.stderr
    assert stale.out == b""
    told = adr("site", "build", "--json").json()
    assert isinstance(told, dict)
    pages = [name for name in told["written"] if name.endswith(".html")]
    assert pages == ["records/0003-use-tea.html"]
    assert site.is_dir()


def test_a_strict_build_ends_with_1_where_something_is_broken(adr: Adr, site: Path) -> None:
    ran = adr("site", "build", "--strict").ends_with(1)
    assert "broken link" in ran.stderr
    assert ran.stdout == "_site/index.html\n", "the site is built all the same"
    assert site.is_dir()


def test_what_differs_from_no_revision_is_an_error(adr: Adr, site: Path) -> None:
    ran = adr("site", "build", "--base", "nowhere").ends_with(2)
    assert "nowhere" in ran.stderr
    assert not (site / "changes.html").exists()
    adr("site", "build", "--base", "HEAD").ok()
    assert (
        "0 records differ from HEAD."
        in Markup(pages(site)["changes.html"].removeprefix("<!doctype html>")).all("p", "lead")[0].words
    )


def test_a_branch_that_brings_the_log_has_only_new_records(adr: Adr, repo: Repo) -> None:
    repo.write("README.md", "# Tea")
    first = repo.commit()
    repo.write("docs/adr/0001-a.md", nygard(1, "A"))
    repo.commit()
    adr("site", "build", "--base", first).ok()
    page = Markup(pages(repo.path / "_site")["changes.html"].removeprefix("<!doctype html>"))
    assert [one.words for one in page.all("span", "tag")] == ["new"]


def test_no_column_of_the_first_page_stays_empty(adr: Adr, repo: Repo) -> None:
    repo.write("docs/adr/0001-use-tea.md", "# 1. Use tea\n\n## Decision\n\nWe drink tea.\n")
    adr("site", "build").ok()
    page = (repo.path / "_site/index.html").read_text(encoding="utf-8")
    assert re.search(r'<div class="tour[^>]*>\s*<div>\s*<section', page)
    assert not re.search(r"<div>\s*</div>", page)
