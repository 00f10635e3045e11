"""What happened to the decisions, for feed readers: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from adr_kit.site import names
from adr_kit.text.characters import printable

if TYPE_CHECKING:
    from adr_kit.site.events import Event
    from adr_kit.site.links import Places

ATOM, JSON = PurePosixPath("feed.xml"), PurePosixPath("feed.json")
_MOST = 100  # entries: a feed tells what is new
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def atom(places: Places) -> bytes:
    """The newest changes of status as an Atom feed."""
    setting = places.setting
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _text(feed, "title", setting.title)
    if setting.description:
        _text(feed, "subtitle", setting.description)
    _text(feed, "id", f"{setting.url}/" if setting.url else _urn(setting.title))
    _text(feed, "updated", max((event.when for event in places.events), default=_EPOCH).isoformat())
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": places.address(ATOM)})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": places.address(names.INDEX)})
    for event in places.events[:_MOST]:
        _entry(feed, places, event)
    indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode").encode() + b"\n"


def _entry(feed: Element, places: Places, event: Event) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "title", _title(event))
    _text(entry, "id", _id(event))
    _text(entry, "updated", event.when.isoformat())
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _page(places, event)})
    _text(SubElement(entry, "author"), "name", event.author or places.setting.title)
    for tag in event.record.tags if event.record else ():
        SubElement(entry, "category", {"term": printable(tag)})
    _text(entry, "summary", _summary(places, event))


def json_feed(places: Places) -> bytes:
    """The newest changes of status as a JSON feed."""
    setting = places.setting
    data: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": setting.title}
    if setting.url:
        data |= {"home_page_url": f"{setting.url}/", "feed_url": places.address(JSON)}
    if setting.description:
        data["description"] = setting.description
    data["language"] = setting.language
    data["items"] = [_item(places, event) for event in places.events[:_MOST]]
    return printable(json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _item(places: Places, event: Event) -> dict[str, object]:
    item: dict[str, object] = {
        "id": _id(event),
        "url": _page(places, event),
        "title": _title(event),
        "content_text": _summary(places, event),
        "date_published": event.when.isoformat(),
    }
    if event.author:
        item["authors"] = [{"name": event.author}]
    if event.record and event.record.tags:
        item["tags"] = list(event.record.tags)
    return item


def _title(event: Event) -> str:
    became = "removed" if event.removed else event.word or event.status or "no status"
    return f"{event.name}: {became}"


def _summary(places: Places, event: Event) -> str:
    """The decision in a sentence, and who did what, as git names them."""
    gist = places.gists.get(event.record.id, "") if event.record else ""
    was = f"It was {event.before}." if event.before else ""
    by = f"Commit {event.commit[:9]} by {event.author}: {event.subject}" if event.commit else ""
    merged = f"Merged by {event.merged_by}." if event.merged_by and event.merged_by != event.author else ""
    return "\n".join(part for part in (gist, was, by, merged) if part)


def _page(places: Places, event: Event) -> str:
    return places.address(places.page(event.record.id) if event.record else names.INDEX)


def _id(event: Event) -> str:
    """The same for the same change, wherever the site is published."""
    told = f"{event.commit} {event.name} {event.status} {'' if event.commit else event.when.isoformat()}"
    return _urn(told)


def _urn(text: str) -> str:
    """A name for a text that is the same everywhere: a UUID of the version that is anybody's own (RFC 9562, 5.8)."""
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-a{digits[17:20]}-{digits[20:32]}"


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = printable(text)
