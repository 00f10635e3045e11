"""What a site says to programs besides its data: a list for language models, a map for search engines, old names."""

from __future__ import annotations

import base64
import hashlib
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from adr_kit.insight.graph import name_of
from adr_kit.record import naming
from adr_kit.record.model import StatusKind
from adr_kit.site import names
from adr_kit.site.feeds import ATOM, JSON, atom, json_feed
from adr_kit.site.model import Content, DataFile, Page
from adr_kit.text.characters import printable
from adr_kit.text.markdown.escape import item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from adr_kit.record.model import Record
    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations

LLMS, SITEMAP, LOST = PurePosixPath("llms.txt"), PurePosixPath("sitemap.xml"), PurePosixPath("404.html")
# A server shows this page for any address, so nothing that it needs may be looked for beside it.
_STYLE = (
    "body{margin:0;font:1rem/1.6 system-ui,sans-serif}main{max-width:36rem;margin:15vh auto;padding:0 1.5rem}"
    "h1{line-height:1.2;letter-spacing:-.02em}a{color:inherit}"
)
_WAITING = (StatusKind.PROPOSED, StatusKind.DRAFT)


def machine_files(places: Places, relations: Relations, pages: Sequence[PurePosixPath]) -> Iterator[DataFile]:
    """The files for programs.

    Args:
        places: where things are.
        relations: how the log's records stand to one another.
        pages: every page that a search engine may show.
    """
    yield DataFile(LLMS, partial(llms, places, relations))
    yield DataFile(ATOM, partial(atom, places))
    yield DataFile(JSON, partial(json_feed, places))
    if places.setting.url:
        yield DataFile(SITEMAP, partial(sitemap, places, pages))


def machine_pages(places: Places) -> Iterator[Page]:
    """The page for addresses that lead nowhere, and one for each address that a record had."""
    yield Page(LOST, "404.html", partial(_lost, places))
    for path, record in old_pages(places):
        yield Page(path, "moved.html", partial(_moved, places, path, record))


def _lost(places: Places) -> Content:
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    home = f"{places.setting.url}/" if places.setting.url else str(names.INDEX)
    return _content(places, {"hash": f"sha256-{digest}", "style": _STYLE, "home": home})


def _moved(places: Places, path: PurePosixPath, record: Record) -> Content:
    page = places.page(record.id)
    view = {"href": names.href(path, page), "address": places.address(page), "title": record.title or record.id}
    if not places.setting.url:
        view["address"] = view["href"]
    return _content(places, view)


def _content(places: Places, view: dict[str, str]) -> Content:
    return Content({"view": view, "site": places.setting, "say": places.setting.say})


def llms(places: Places, relations: Relations) -> bytes:
    """The decisions as https://llmstxt.org wants them: what holds first, each with its Markdown and in one sentence."""
    setting, records = places.setting, places.log.records
    holds = [record for record in records if record.id in relations.in_force]
    waits = [record for record in records if record.status in _WAITING]
    told = {record.id for record in (*holds, *waits)}
    rest = [record for record in records if record.id not in told]
    about = setting.description or "Architecture decision records: what was decided, why, and at what cost."
    lines = [f"# {item(setting.title)}", "", f"> {item(about)}"]
    for heading, group in (("In force", holds), ("Proposed", waits), ("Optional", rest)):
        if group:
            lines += ["", f"## {heading}", "", *(_line(places, record) for record in group)]
    return printable("\n".join(lines) + "\n").encode()


def _line(places: Places, record: Record) -> str:
    name = f"{name_of(record)} " if record.number is not None else ""
    status = f" ({record.status_text})" if record.status_text else ""
    gist = places.gists[record.id]
    address = places.address(places.source(record.id))
    return f"- [{item(name + record.title)}]({address}){status}" + (f": {item(gist)}" if gist else "")


def sitemap(places: Places, pages: Iterable[PurePosixPath]) -> bytes:
    """The addresses of some pages, for search engines (https://www.sitemaps.org); the site's own must be known."""
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for page in pages:
        SubElement(SubElement(root, "url"), "loc").text = places.address(page)
    indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def old_pages(places: Places) -> Iterator[tuple[PurePosixPath, Record]]:
    """Where a record's page was under an earlier name or number of its file; never where a page is now."""
    taken = {places.page(record.id) for record in places.log.records}
    for record in places.log.records:
        log = f"{record.log}/" if record.id.startswith(f"{record.log}/") else ""
        for stem in dict.fromkeys((*_earlier_names(places, record), *_earlier_numbers(record))):
            page = names.RECORDS / f"{names.page_name(log + stem)}.html"
            if page not in taken:
                taken.add(page)
                yield page, record


def _earlier_names(places: Places, record: Record) -> Iterator[str]:
    life = (places.setting.lives or {}).get(record.file)
    for path in life.names if life else ():
        yield path.parent.name if naming.speaks_for_folder(path) else path.stem


def _earlier_numbers(record: Record) -> Iterator[str]:
    """The name that the file had with a number that the record says it had."""
    facts = naming.parse_stem(record.file.parent.name if naming.speaks_for_folder(record.file) else record.file.stem)
    date = facts.date.strftime(facts.date_format) if facts.date and facts.date_format else ""
    if facts.number is not None:
        for number in record.reading.formerly:
            yield naming.file_name(facts.pattern, facts.slug, date, number, facts.width)
