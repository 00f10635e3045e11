"""Records made by hand, for tests of what comes after reading."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.record.model import Fact, Link, Place, Reading, Record, Relation, Status, StatusKind
from adr_kit.text.outline import Outline
from adr_kit.text.source import Source, Span

if TYPE_CHECKING:
    import datetime as dt

WORDS = {relation.value: relation for relation in Relation}


def link(text: str) -> Link:
    """``depends-on 0001-a`` or, for a part, ``supersedes? 0001-a``; a target in brackets is not in the log."""
    word, _, target = text.partition(" ")
    relation = WORDS.get(word.rstrip("?"), Relation.OTHER)
    missing = target.startswith("(")
    return Link(
        relation,
        word.rstrip("?"),
        target.strip("()"),
        Span(0, 0),
        Place.SECTION,
        partial=word.endswith("?"),
        target_id=None if missing else target,
    )


def record(
    identity: str,
    *links: str,
    title: str | None = None,
    status: StatusKind | None = StatusKind.ACCEPTED,
    status_text: str | None = None,
    text: str = "",
    tags: tuple[str, ...] = (),
    affects: tuple[str, ...] = (),
    component: str | None = None,
    date: dt.date | None = None,
) -> Record:
    """A record whose number is what its identity begins with."""
    digits = identity.partition("-")[0]
    number = int(digits) if digits.isascii() and digits.isdigit() else None
    name = title if title is not None else identity.partition("-")[2].replace("-", " ").capitalize() or identity
    body = text or f"# {name}\n\n## Status\n\n{status or ''}\n"
    source = Source(body)
    start = body.find(name)
    path = PurePosixPath(f"{identity}.md")
    reading = Reading(
        PurePosixPath("docs/adr") / path,
        source,
        Outline(source),
        number=number,
        title=Fact(name, Span(start, start + len(name)) if start >= 0 else None),
        status=Status(status, status_text or status.value, Span(0, 0), Place.SECTION) if status else None,
        tags=tuple(Fact(tag) for tag in tags),
        affects=tuple(Fact(glob) for glob in affects),
    )
    return Record(identity, path, reading, number, name, status, date, tuple(map(link, links)), component)
