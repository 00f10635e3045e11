"""Writing a site: only into a directory that is ours, only what changed, and nothing of anybody else's is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.site.interface import ENGLISH
from adr_kit.site.model import Content, DataFile, Page, Site
from adr_kit.workspace import publish as publishing
from adr_kit.workspace.files import read_file
from adr_kit.workspace.manifest import MANIFEST
from adr_kit.workspace.pictures import picture
from adr_kit.workspace.templates.pages import PageWriter

if TYPE_CHECKING:
    from adr_kit.workspace.publish import Published


def files(**texts: str) -> Site:
    names = {name.replace("__", "/").replace("_", "."): text.encode() for name, text in texts.items()}
    return Site((), tuple(DataFile(PurePosixPath(name), partial(bytes, data)) for name, data in names.items()))


def publish(out: Path, site: Site, *, dry_run: bool = False, jobs: int = 1) -> Published:
    return publishing.publish(out, site, PageWriter(), out.parent, dry_run=dry_run, jobs=jobs)


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} - {str(MANIFEST)}


SITE = files(index_html="one", records__a_html="a", records__b_html="b")


def test_a_new_directory_is_made_with_all_above_it(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    done = publish(out, SITE)
    assert names(out) == {"index.html", "records/a.html", "records/b.html"}
    assert (len(done.written), done.same, done.removed) == (3, 0, ())


def test_only_what_changed_is_written_and_what_is_stale_goes(tmp_path: Path) -> None:
    publish(tmp_path, SITE)
    before = (tmp_path / "index.html").stat()
    done = publish(tmp_path, files(index_html="one", records__c_html="c"))
    assert [str(path) for path in done.written] == ["records/c.html"]
    assert [str(path) for path in done.removed] == ["records/a.html", "records/b.html"]
    assert (tmp_path / "index.html").stat().st_mtime_ns == before.st_mtime_ns
    assert names(tmp_path) == {"index.html", "records/c.html"}
    publish(tmp_path, files(index_html="one"))
    assert not (tmp_path / "records").exists()


def test_a_directory_that_holds_anything_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(AdrError, match="holds no site of ours"):
        publish(tmp_path, SITE)
    assert names(tmp_path) == {"thesis.doc"}


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b'{"made_by": "adr site build"}', b"[" * 100_000, b"\xff"])
def test_a_manifest_that_is_not_ours_proves_nothing(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(AdrError, match="holds no site of ours"):
        publish(tmp_path, SITE)


def test_what_others_add_to_a_site_stays(tmp_path: Path) -> None:
    publish(tmp_path, SITE)
    (tmp_path / "CNAME").write_text("adr.example.org", encoding="utf-8")
    (tmp_path / "records" / "note.txt").write_text("mine", encoding="utf-8")
    publish(tmp_path, files(index_html="two"))
    assert names(tmp_path) == {"index.html", "CNAME", "records/note.txt"}


def test_what_others_add_is_not_replaced_either(tmp_path: Path) -> None:
    publish(tmp_path, SITE)
    (tmp_path / "new.html").write_text("mine", encoding="utf-8")
    with pytest.raises(AdrError, match="not a page of ours"):
        publish(tmp_path, Site((), SITE.files + files(new_html="ours").files))
    assert (tmp_path / "new.html").read_text(encoding="utf-8") == "mine"


def test_a_page_that_somebody_removed_comes_back(tmp_path: Path) -> None:
    publish(tmp_path, SITE)
    (tmp_path / "index.html").unlink()
    assert [str(path) for path in publish(tmp_path, SITE).written] == ["index.html"]


def test_an_interrupted_first_build_is_taken_up(tmp_path: Path) -> None:
    in_the_way = tmp_path / "records" / "b.html"
    (tmp_path / "records").mkdir()
    (tmp_path / "records").rmdir()
    publish(tmp_path, files(index_html="one"))
    in_the_way.mkdir(parents=True)
    with pytest.raises(AdrError):
        publish(tmp_path, SITE)
    in_the_way.rmdir()
    publish(tmp_path, SITE)
    assert names(tmp_path) == {"index.html", "records/a.html", "records/b.html"}


def test_no_symlink_leads_out_of_the_site(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    publish(out, files(index_html="one"))
    elsewhere.mkdir()
    (elsewhere / "a.html").write_text("mine", encoding="utf-8")
    (out / "records").symlink_to(elsewhere)
    with pytest.raises(AdrError, match="leads out"):
        publish(out, SITE)
    assert (elsewhere / "a.html").read_text(encoding="utf-8") == "mine"


def test_a_manifest_cannot_name_what_lies_outside(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, files(index_html="one"))
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    text = '{"made_by": "adr site build", "files": ["../victim", "' + str(victim) + '", "", "index.html"]}'
    (out / MANIFEST).write_text(text, encoding="utf-8")
    publish(out, files(index_html="one"))
    assert victim.exists()


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(AdrError, match="not a directory"):
        publish(tmp_path / "file", SITE)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = publish(tmp_path / "site", SITE, dry_run=True)
    assert len(done.written) == 3
    assert not (tmp_path / "site").exists()


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    publish(tmp_path, SITE)
    assert sorted(path.name for path in tmp_path.iterdir()) == [str(MANIFEST), "index.html", "records"]


def shows(*pictures: str) -> Site:
    """A site of one page that shows these."""
    found = tuple(PurePosixPath(name) for name in pictures)
    return Site((Page(PurePosixPath("icon.svg"), "icon.svg", lambda: Content(pictures=found)),))


def test_pictures_are_taken_from_the_repository_only(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (root / "a.png").write_bytes(b"picture")
    (root / "b.png").symlink_to(tmp_path / "secret.png")
    done = publish(root / "site", shows("a.png", "b.png", "c.png"))
    assert len(done.troubles) == 2
    assert [path.read_bytes() for path in (root / "site" / "media").iterdir()] == [b"picture"]
    (root / "site" / "media" / "note.txt").write_text("mine", encoding="utf-8")
    assert [path.parts[0] for path in publish(root / "site", shows()).removed] == ["media"]
    assert names(root / "site") == {"icon.svg", "media/note.txt"}


@pytest.mark.parametrize(
    "text",
    [
        "<svg><script>alert(1)</script></svg>",
        '<svg xmlns:s="x"><s:script>alert(1)</s:script></svg>',
        '<svg onload="alert(1)"></svg>',
        '<svg><a href="javascript:alert(1)"/></svg>',
        '<svg><a href="&#106;avascript:alert(1)"/></svg>',
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>',
        "<svg><foreignObject><iframe src='x'/></foreignObject></svg>",
        "<s\0vg/>",
    ],
)
def test_a_drawing_that_may_run_something_is_not_published(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.svg").write_text(text, encoding="utf-8")
    (tmp_path / "b.svg").write_text(
        '<svg viewBox="0 0 1 1"><path d="M0 0h1"/><text>on time = money</text></svg>', encoding="utf-8"
    )
    assert picture(partial(read_file, tmp_path), PurePosixPath("b.svg"))
    with pytest.raises(AdrError, match="may run something"):
        picture(partial(read_file, tmp_path), PurePosixPath("a.svg"))


def page(name: str, words: str) -> Page:
    return Page(PurePosixPath(name), "search.html", lambda: Content({"links": {"root": words}, "say": ENGLISH}))


def test_a_page_that_says_the_same_is_not_made_again(tmp_path: Path) -> None:
    first = publish(tmp_path, Site((page("a.html", "x"), page("b.html", "x"))))
    assert (first.made, first.same) == (2, 0)
    second = publish(tmp_path, Site((page("a.html", "x"), page("b.html", "y"))))
    assert (second.made, [str(path) for path in second.written]) == (1, ["b.html"])
    (tmp_path / "a.html").write_text("somebody else's words", encoding="utf-8")
    third = publish(tmp_path, Site((page("a.html", "x"), page("b.html", "y"))))
    assert (third.made, [str(path) for path in third.written]) == (1, ["a.html"])


def test_what_does_not_change_and_is_not_made_is_still_kept(tmp_path: Path) -> None:
    site = Site((page("a.html", "x"),))
    publish(tmp_path, site)
    assert not publish(tmp_path, site).stale
    assert names(tmp_path) == {"a.html"}


def test_several_processes_make_what_one_does(tmp_path: Path) -> None:
    site = Site(tuple(page(f"{number}.html", str(number)) for number in range(25)))
    one, many = publish(tmp_path / "one", site), publish(tmp_path / "many", site, jobs=3)
    assert one == many
    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (tmp_path / "many" / MANIFEST).read_bytes()
