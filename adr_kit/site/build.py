"""From a log to its site: which pages and files there are, and what each says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.drawing import graph_json, ink
from adr_kit.drawing.picture import Picture as GraphPicture
from adr_kit.record.data import log_data, written
from adr_kit.record.model import Problem
from adr_kit.site import names
from adr_kit.site.changes_page import CHANGES, changes_view
from adr_kit.site.diagrams import FRAME, diagram_view
from adr_kit.site.feeds import ATOM
from adr_kit.site.fingerprints import Fingerprints
from adr_kit.site.index_page import has_list_of_its_own, index_view, list_view
from adr_kit.site.links import Places
from adr_kit.site.machines import machine_files, machine_pages
from adr_kit.site.map_page import map_view
from adr_kit.site.model import Content, DataFile, Page, Site
from adr_kit.site.record_page import record_view
from adr_kit.site.relations import Relations
from adr_kit.site.search import Entry, search_files
from adr_kit.site.timeline_page import TIMELINE, has_timeline, timeline_pages
from adr_kit.site.topic_pages import overview_page, topic_pages
from adr_kit.site.views import status_view
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.site.model import Setting
    from adr_kit.text.markdown.sheet import Broken

_STYLE, _ICON, _RECORDS, _GRAPH = (
    PurePosixPath(name) for name in ("style.css", "icon.svg", "records.json", "graph.json")
)
_EXTRA = PurePosixPath("extra.css")
_FIXED = ("icon.svg", "theme.js", "site.js", "search.js", "search-box.js", "map.js")  # the same for every log
_EVERYWHERE = {
    "home": names.INDEX,
    "map": names.MAP,
    "style": _STYLE,
    "icon": _ICON,
    "data": _RECORDS,
    "graph": _GRAPH,
}


def build(log: Log, setting: Setting) -> Site:
    """A log's site: pages, the records' Markdown, ``records.json``; each is made only when it is asked for.

    Args:
        log: the log.
        setting: all that the site needs to know besides it.
    """
    places = Places(log, setting, names.page_names(record.id for record in log.records))
    relations = Relations.of(log)
    ids = [None, *(record.id for record in log.records), None]
    prints = Fingerprints(places, relations)
    pages = [_said(places, *page, prints) for page in _listed(places, relations)]
    pages += (
        Page(
            places.page(record.id),
            "record.html",
            partial(_record, places, relations, record, around),
            partial(prints.record, record, around),
        )
        for record, *around in zip(log.records, ids, ids[2:], strict=False)
    )
    shown = [page.path for page in pages]
    pages += machine_pages(places)
    pages += [Page(_STYLE, "style.css", partial(_content, places, _STYLE, _nothing))]
    pages += (Page(PurePosixPath(name), name) for name in _FIXED)
    files = [DataFile(places.source(record.id), record.source.encode) for record in log.records]
    files.append(DataFile(names.DRAWING_STYLE, ink.RULES.encode))
    if setting.styles is not None:
        files.append(DataFile(_EXTRA, partial(bytes, setting.styles)))
    of_all = [DataFile(_RECORDS, partial(_records, log)), DataFile(_GRAPH, partial(_graph, relations))]
    of_all += (*machine_files(places, relations, shown), *search_files(log.records, partial(_found, places, relations)))
    files += (replace(file, made_of=file.made_of or prints.site) for file in of_all)
    return Site(tuple(pages), tuple(files), () if setting.logo is None else (setting.logo,))


def _listed(places: Places, relations: Relations) -> Iterator[tuple[PurePosixPath, str, Callable[[], object]]]:
    """The site's own pages: the first, the map, those that lead to records, and the one that draws diagrams."""
    yield names.INDEX, "index.html", partial(index_view, places, relations)
    yield names.MAP, "map.html", partial(map_view, places, relations)
    if has_list_of_its_own(places):
        yield names.ALL, "decisions.html", partial(list_view, places, relations)
    yield from topic_pages(places, relations)
    yield from timeline_pages(places)
    if places.setting.base is not None:
        yield CHANGES, "changes.html", partial(changes_view, places, relations)
    if places.setting.mermaid is not None:
        yield FRAME, "diagram.html", partial(diagram_view, places)


def _said(places: Places, path: PurePosixPath, template: str, view: Callable[[], object], prints: Fingerprints) -> Page:
    """A page of the site's own. What differs from another state of the log depends on that state, too."""
    made_of = None if path in (CHANGES, FRAME) else prints.site
    return Page(path, template, partial(_content, places, path, view), made_of)


def _content(places: Places, path: PurePosixPath, view: Callable[[], object]) -> Content:
    return Content(_context(places, path, view()))


def _nothing() -> None:
    """What a style sheet says of the log."""


def _record(places: Places, relations: Relations, record: Record, around: list[str | None]) -> Content:
    view, resolver, broken = record_view(places, relations, record, (around[0], around[1]))
    context = _context(places, places.page(record.id), view)
    told = (
        None
        if resolver.elsewhere or broken or any(one.kind == "partly" for one in view.notices)
        else tuple(resolver.mentioned)
    )
    problems = tuple(_problem(record, link) for link in broken)
    return Content(context, tuple(sorted(resolver.pictures)), problems, told)


def _context(places: Places, path: PurePosixPath, view: object) -> dict[str, object]:
    targets = dict(_EVERYWHERE)
    if places.setting.logo:
        targets["logo"] = names.media_path(places.setting.logo)
    if places.setting.styles is not None:
        targets["extra"] = _EXTRA
    targets |= {kind: overview_page(kind) for kind in ("tag", "component") if places.topics(kind)}
    if places.setting.base is not None:
        targets["changes"] = CHANGES
    if has_timeline(places):
        targets["timeline"] = TIMELINE
    own_page = has_list_of_its_own(places)
    targets["listed"] = names.ALL if own_page else names.INDEX
    here = {name: names.href(path, target) for name, target in targets.items()}
    here["place"] = "" if own_page else "#site.all"
    here["all"] = here["listed"] + here["place"]
    here["address"] = places.address(path) if places.setting.url else ""
    here["feed"] = names.href(path, ATOM)
    here["root"] = "../" * (len(path.parts) - 1)
    return {"view": view, "site": places.setting, "say": places.setting.say, "links": here}


def _found(places: Places, relations: Relations, record: Record) -> Entry:
    status = status_view(record)
    page = names.href(names.INDEX, places.page(record.id))
    return Entry(page, (status.kind, status.word), record.id in relations.in_force, places.gists[record.id])


def _problem(record: Record, link: Broken) -> Problem:
    at = record.source.text.find(link.href)
    span = Span(at, at + len(link.href)) if at >= 0 and link.href else None
    return Problem(
        record.file, f"broken link {link.href or '()'}: {link.note[:1].lower()}{link.note[1:]}", span, "broken-link"
    )


def _graph(relations: Relations) -> bytes:
    return graph_json.draw(GraphPicture.of(relations.graph)).encode()


def _records(log: Log) -> bytes:
    return written(log_data(log)).encode()
