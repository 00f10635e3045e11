"""Every record has a page of its own on every file system, and links find it."""

from __future__ import annotations

import posixpath
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.site.names import href, media_path, page_names, topic_pages

IDS = st.text(min_size=1, max_size=12) | st.sampled_from(
    [
        "index",
        "INDEX",
        "con",
        "aux.x",
        "a",
        "A",
        "é",
        "e\u0301",
        "x/y",
        "x-y",
        "..",
        ".",
        "a ",
        "a.",
        "ß",
        "SS",
        "\ud800",
    ]
)


def test_usual_names_stay_as_they_are() -> None:
    ids = ["0001-use-x", "ADR-12", "日本語", "a b#c?d", "50%[x]"]
    assert page_names(ids) == {**{i: i for i in ids}, "a b#c?d": page_names(["a b#c?d"])["a b#c?d"]}


def test_what_a_file_system_takes_for_the_same_is_told_apart() -> None:
    names = page_names(["Use-X", "use-x", "caf\u00e9", "cafe\u0301", "backend/1", "backend-1"])
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names.values()}) == 6
    assert names["Use-X"].startswith("Use-X-")


@given(st.sets(IDS, max_size=30))
def test_every_name_is_possible_everywhere_and_unique(ids: set[str]) -> None:
    names = page_names(sorted(ids))
    folded = {unicodedata.normalize("NFC", unicodedata.normalize("NFC", n).casefold()) for n in names.values()}
    assert len(folded) == len(ids)
    for name in names.values():
        assert len(name.encode()) <= 230
        assert not set(name) & set('<>:"/\\|?*\x00')
        assert name == name.strip(". ")
        assert name.casefold() not in {"index", "con", "aux", "nul", ".", "..", ""}


@given(st.sampled_from(["index.html", "records/x.html"]), st.text("aé #?%[]:&日+;=@'", min_size=1, max_size=8))
def test_links_lead_where_they_should_from_any_folder(source: str, name: str) -> None:
    target = PurePosixPath("records") / f"{name}.html"
    link = href(PurePosixPath(source), target, "a b")
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.query, unquote(parts.fragment)) == ("", "", "", "a b")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path))) == str(target)
    assert link.isascii()


def test_pictures_of_one_name_in_two_folders_are_two() -> None:
    one, other = media_path(PurePosixPath("a/x.PNG")), media_path(PurePosixPath("b/x.PNG"))
    assert one != other
    assert one.suffix == ".png"


def test_topics_have_pages_of_their_own() -> None:
    pages = topic_pages(PurePosixPath("tags"), ["API", "api", "a b", "a-b", "日本", "++", "con"])
    assert len(pages) == len(set(pages.values())) == 6
    assert str(pages["api"]) == "tags/api.html"
    assert str(pages["日本"]) == "tags/日本.html"
    assert pages["con"].stem != "con"
