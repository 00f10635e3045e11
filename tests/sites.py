"""Logs and their sites, for tests."""

from __future__ import annotations

from pathlib import PurePosixPath

from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site.build import build
from adr_kit.site.index_page import IndexView
from adr_kit.site.model import Page, Setting, Site
from adr_kit.site.views import RecordView

FOLDER = PurePosixPath("docs/adr")


def log_of(files: dict[str, str | bytes]) -> Log:
    """A log of these files, by their path from its folder."""
    readings = (
        read(FOLDER / name, text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text, DEFAULT)
        for name, text in files.items()
    )
    return Log.of(readings, FOLDER)


def site_of(files: dict[str, str | bytes], setting: Setting | None = None) -> Site:
    """The site of such a log."""
    return build(log_of(files), setting or Setting())


def index_of(site: Site) -> IndexView:
    """What the first page says."""
    view = _page(site, "index.html").content().context["view"]
    assert isinstance(view, IndexView)
    return view


def record_of(site: Site, identity: str) -> RecordView:
    """What a record's page says."""
    view = _page(site, f"records/{identity}.html").content().context["view"]
    assert isinstance(view, RecordView)
    return view


def page_of(site: Site, path: str) -> object:
    """What any page says."""
    return _page(site, path).content().context["view"]


def _page(site: Site, path: str) -> Page:
    return next(page for page in site.pages if str(page.path) == path)


def nygard(number: int, title: str, status: str = "Accepted", *, date: str = "2020-01-02", more: str = "") -> str:
    """A record as adr-tools writes it."""
    return (
        f"# {number}. {title}\n\nDate: {date}\n\n## Status\n\n{status}\n\n## Context\n\nWe need {title}.\n\n"
        f"## Decision\n\nWe will do {title}.\n\n## Consequences\n\nIt costs.\n{more}"
    )
