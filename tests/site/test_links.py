"""Where the links of a record lead on its page."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from adr_kit.site import names
from adr_kit.site.forge import forge_of
from adr_kit.site.links import Places, Resolver
from adr_kit.site.model import Setting
from sites import log_of, nygard

LOG = {
    "0001-one.md": nygard(1, "One"),
    "0002-zwei #2.md": nygard(2, "Two"),
    "README.md": "# Index\n\n* [One](0001-one.md)\n",
    "0003-three/README.md": nygard(3, "Three"),
}
TREE = frozenset(f"docs/adr/{name}" for name in LOG) | {"src/app/main.py", "docs/pic one.png", "docs/adr/x.svg"}
FORGE = forge_of("https://github.com/o/r")


def resolver(*, forge: bool = True, tree: bool = True) -> Resolver:
    log = log_of(dict(LOG))
    setting = Setting(forge=FORGE if forge else None, tree=TREE if tree else None)
    places = Places(log, setting, names.page_names(record.id for record in log.records))
    return Resolver(places, PurePosixPath("docs/adr/0001-one.md"), places.page("0001-one"))


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("//example.org/x", "https://example.org/x"),
        ("mailto:ada@example.org", "mailto:ada@example.org"),
        ("0002-zwei%20%232.md", "0002-zwei%20%232.html"),
        ("./0002-zwei #2.md", None),  # the "#" begins a fragment
        ("0002-zwei%20%232.md#context", "0002-zwei%20%232.html#context"),
        ("0002-zwei%20%232", "0002-zwei%20%232.html"),
        ("0001-one.html", "0001-one.html"),
        ("0003-three/", "0003-three.html"),
        ("../adr/0003-three/README.md", "0003-three.html"),
        ("/docs/adr/0001-one.md", "0001-one.html"),
        ("README.md", "../index.html"),
        (".", "../index.html"),
        ("../../src/app/main.py#L3", "https://github.com/o/r/blob/HEAD/src/app/main.py#L3"),
        ("../../src/app", "https://github.com/o/r/tree/HEAD/src/app"),
        ("/", "https://github.com/o/r"),
        ("../../../elsewhere.md", None),
        ("gone.md", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("C:\\x", None),
        ("?q", None),
        ("%00", None),
    ],
)
def test_links(written: str, href: str | None) -> None:
    got = resolver()(written)
    assert got.href == href
    assert bool(got.note) is (href is None)


def test_without_a_forge_a_file_is_named_but_not_linked() -> None:
    got = resolver(forge=False)("../../src/app/main.py")
    assert (got.href, got.exists) == (None, True)


def test_a_picture_of_the_repository_is_taken_along() -> None:
    resolve = resolver(forge=False)
    got = resolve("../pic%20one.png")
    assert got.image
    assert got.href == f"../media/{names.media_path(PurePosixPath('docs/pic one.png')).name}".replace(" ", "%20")
    assert resolve.pictures == {PurePosixPath("docs/pic one.png")}
    assert resolve("../gone.png").href is None


def test_where_the_files_are_not_known_nothing_is_called_missing() -> None:
    resolve = resolver(tree=False)
    assert resolve("gone.py").href == "https://github.com/o/r/blob/HEAD/docs/adr/gone.py"
    assert resolve("x.png").image is False
    assert not resolve.pictures


def test_the_records_that_links_lead_to_are_remembered() -> None:
    resolve = resolver()
    resolve("0003-three/README.md")
    resolve("0002-zwei%20%232.md")
    assert list(resolve.mentioned) == ["0003-three", "0002-zwei #2"]
