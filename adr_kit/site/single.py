"""The whole log as one page that needs no other file: every record below the other, links among them within it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.insight.graph.model import name_of
from adr_kit.record.body import body
from adr_kit.site import names, words
from adr_kit.site.language import language_of
from adr_kit.site.links import Places, Resolver
from adr_kit.site.model import Content
from adr_kit.site.record_page import people_of
from adr_kit.site.relations import Relations
from adr_kit.site.views import status_view
from adr_kit.text.markdown.render import render
from adr_kit.text.markdown.target import Target

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.site.model import Setting
    from adr_kit.site.relations import Neighbour
    from adr_kit.site.views import StatusView

_ALONE = PurePosixPath("decisions.html")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record on the page; ``place`` is its identifier, ``relations`` says in words how it stands to others."""

    place: str
    number: str
    title: str
    status: StatusView
    date: dt.date | None
    people: tuple[tuple[str, tuple[str, ...]], ...]
    tags: tuple[str, ...]
    affects: tuple[str, ...]
    relations: tuple[tuple[str, Entry | None, str], ...]
    language: str
    html: str


@dataclass
class _Within(Resolver):
    """Links to other records lead to their place on the same page; pictures, which it cannot hold, to the forge."""

    def _page(self, path: str, fragment: str) -> Target | None:
        found = super()._page(path, fragment)
        if found is None:
            return None
        identity = next(reversed(self.mentioned), None) if path not in self.places.fronts else None
        return Target(f"#{place_of(self.places, identity)}" if identity else "#")

    def _file(self, path: PurePosixPath, fragment: str) -> Target:
        found = super()._file(path, fragment)
        if not found.image:
            return found
        forge = self.places.setting.forge
        return Target(forge.file(path)) if forge else Target(None, f"{path} is in the repository", exists=True)


def place_of(places: Places, identity: str) -> str:
    """A record's place on the page; the page's own places have a dot in them."""
    return f"record-{places.names[identity].replace('.', '-')}"


TEMPLATE = "single.html"


def single(log: Log, setting: Setting) -> Content:
    """What the page says.

    Args:
        log: the log.
        setting: what is known besides it.
    """
    places = Places(log, setting, names.page_names(record.id for record in log.records))
    relations = Relations.of(log)
    entries = tuple(_entry(places, relations, record) for record in log.records)
    return Content({"entries": entries, "site": setting, "say": setting.say})


def _entry(places: Places, relations: Relations, record: Record) -> Entry:
    place = place_of(places, record.id)
    text = body(record.reading)
    rendered = render(text.text, resolve=_Within(places, record.file, _ALONE), above=text.above, place=place)
    near = tuple(_named(places, neighbour) for neighbour in relations.around(record.id))
    lost = tuple(
        (words.RELATION.get(k.relation, k.text), None, k.label or k.target) for k in record.links if not k.target_id
    )
    return _head(places, record, (*near, *lost), rendered.html)


def _named(places: Places, neighbour: Neighbour) -> tuple[str, Entry | None, str]:
    partly = words.PARTLY.get(neighbour.relation) if neighbour.partial else None
    said = partly or words.RELATION.get(neighbour.relation) or neighbour.text or words.LINKS_TO
    return said, _head(places, places.log.by_id[neighbour.id]), ""


def _head(
    places: Places, record: Record, relations: tuple[tuple[str, Entry | None, str], ...] = (), html: str = ""
) -> Entry:
    return Entry(
        place=place_of(places, record.id),
        number=name_of(record) if record.number is not None else "",
        title=record.title or words.UNTITLED,
        status=status_view(record),
        date=record.date,
        people=tuple(people_of(record)),
        tags=record.tags,
        affects=record.affects,
        relations=relations,
        language=language_of(record, places.setting.language),
        html=html,
    )
