"""All records as one Markdown document: headings one below the other, links among records as links within it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from adr_kit.exchange.relinking import Document, led, linked
from adr_kit.record.model import Place
from adr_kit.text.characters import printable
from adr_kit.text.markdown.blocks import definitions
from adr_kit.text.markdown.escape import literal
from adr_kit.text.outline import at_level
from adr_kit.text.source import Edit, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from adr_kit.record.log import Log
    from adr_kit.record.model import Link, Person, Record

_TOP = 3  # the level of a record's sections: the document is one, each record two


def document(log: Log, base: PurePosixPath, title: str = "Decisions") -> str:
    """The log's records as one document.

    Args:
        log: the log.
        base: the folder, from the workspace's root, from which links to other files are to count.
        title: its first heading.
    """
    labels = Counter(label for record in log.records for label in definitions(record.source.text))
    twice = frozenset(label for label, many in labels.items() if many > 1)
    known = Document(base, anchors(log.records), twice, {record.id: record for record in log.records})
    listed = "".join(_entry(record, known) for record in log.records)
    return f"# {literal(title)}\n\n{listed}" + "".join(f"\n{_section(record, known)}" for record in log.records)


def anchors(records: Iterable[Record]) -> dict[str, str]:
    """A place of its own for each record, by its file."""
    taken: Counter[str] = Counter()
    found = {}
    for record in records:
        name = re.sub(r"[^\w-]+", "-", record.id).strip("-").casefold() or "record"
        taken[name] += 1
        found[str(record.file)] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return found


def name_of(record: Record) -> str:
    """A record's number and title."""
    number = record.reference if record.log else record.number
    return literal(f"{number}. {record.title}" if record.number is not None else record.title or record.id)


def _entry(record: Record, known: Document) -> str:
    status = f" ({record.status.value})" if record.status else ""
    return f"- [{name_of(record)}](#{known.places[str(record.file)]}){status}\n"


def _section(record: Record, known: Document) -> str:
    place = known.places[str(record.file)]
    text = printable(linked(record, Source(_arranged(record)), known).text)
    body = re.sub(r"\r\n?", "\n", text).strip("\n")
    facts = "".join(f"- {name}: {said}\n" for name, said in _facts(record, known))
    parts = (f'<a id="{place}"></a>', f"## {name_of(record)}", facts.rstrip("\n"), body)
    return "\n\n".join(part for part in parts if part) + "\n"


def _arranged(record: Record) -> str:
    """The text without front matter and title, its other headings from level three on."""
    outline, source = record.reading.outline, record.source
    title = record.reading.title.span
    heading = next((one for one in outline.sections if title is not None and one.content.contains(title)), None)
    others = [one for one in outline.sections if one is not heading]
    by = _TOP - min((one.level for one in others), default=_TOP)
    edits = [at_level(source, one, one.level + by) for one in others]
    edits += [Edit(heading.heading, "")] if heading else []
    edits += [Edit(outline.front.span, "")] if outline.front else []
    return source.apply(edits).text


def _facts(record: Record, known: Document) -> Iterator[tuple[str, str]]:
    """What front matter says, which the text does not."""
    if record.reading.outline.front is None:
        return
    people = record.people
    said = {
        "Status": literal(record.status_text or ""),
        "Date": record.date.isoformat() if record.date else "",
        "Deciders": _names(people.deciders),
        "Authors": _names(people.authors),
        "Consulted": _names(people.consulted),
        "Informed": _names(people.informed),
        "Tags": ", ".join(map(literal, record.tags)),
        "Affects": ", ".join(f"`{glob}`" for glob in record.affects),
    }
    yield from ((name, value) for name, value in said.items() if value)
    for link in record.links:
        if link.place is Place.FRONT_MATTER:
            yield link.relation.value.replace("-", " ").capitalize(), _to(link, record, known)


def _names(people: tuple[Person, ...]) -> str:
    return ", ".join(literal(person.name) for person in people)


def _to(link: Link, record: Record, known: Document) -> str:
    target = known.records.get(link.target_id or "")
    if target is not None:
        return f"[{name_of(target)}](#{known.places[str(target.file)]})"
    return literal(led(link.target, record, known) or link.target)
