"""A record's links as they are in a document of all records: to places in it, or to files from where it lies."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from adr_kit.text.markdown.blocks import blocks, definitions, inline_links
from adr_kit.text.markdown.hrefs import changed, verbatim, within
from adr_kit.text.markdown.target import scheme
from adr_kit.text.source import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from adr_kit.record.model import Record

_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_LABEL = re.compile(r"^ {0,3}\[(?P<label>[^\^\[\]\n][^\[\]\n]*)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"\[(?P<text>.*?)\](?:\[(?P<label>[^\[\]]*)\])?\Z", re.DOTALL)


@dataclass(frozen=True)
class Document:
    """What is known of the document while its records are written.

    Attributes:
        base: the folder, from the workspace's root, in which the document will lie.
        places: the anchor of each record, by its file.
        twice: labels of link definitions that several records have.
        records: the records by their identity.
    """

    base: PurePosixPath
    places: Mapping[str, str]
    twice: frozenset[str]
    records: Mapping[str, Record]


def linked(record: Record, source: Source, known: Document) -> Source:
    """The text with links that lead to the same things from where the document lies."""
    place = known.places[str(record.file)]
    source = source.apply(changed(source, lambda href: led(href, record, known)))
    held = verbatim(source)
    notes = [match for match in _NOTE.finditer(source.text) if not within(match.start(), held)]
    source = source.apply(Edit(Span(note.start(1), note.start(1)), f"{place}-") for note in notes)
    return source.apply(_labels(source, known, place))


def led(href: str, record: Record, known: Document) -> str | None:
    """Where a link leads in the document; None where it stays as it is."""
    href = href.strip()
    if not href or scheme(href) or href.startswith("//"):
        return None
    if href.startswith("#"):
        return f"#{known.places[str(record.file)]}"
    path, sign, fragment = href.partition("#")
    written = unquote(path, errors="surrogateescape")
    whole = written.lstrip("/") if written.startswith("/") else posixpath.join(str(record.file.parent), written)
    found = posixpath.normpath(whole)
    for candidate in (found, f"{found.removesuffix('.html')}.md", f"{found}/README.md", f"{found}/index.md"):
        if candidate in known.places:
            return f"#{known.places[candidate]}"
    away = posixpath.relpath(found, str(known.base)) if not found.startswith("../") else None
    if away is None or away == posixpath.normpath(written):
        return None
    return quote(away, safe="/~!$&'()*+,;=:@%", errors="surrogateescape") + sign + fragment


def _labels(source: Source, known: Document, place: str) -> Iterator[Edit]:
    """Labels of definitions that other records have, too, made this record's own."""
    defined = definitions(source.text)
    ours = {label: href for label, href in defined.items() if label in known.twice}
    if not ours:
        return
    held = verbatim(source)
    for found in _LABEL.finditer(source.text):
        if found["label"].strip().casefold() in ours and not within(found.start(), held):
            yield Edit(Span(found.start("label"), found.start("label")), f"{place}-")
    for block in blocks(source):
        if block.kind not in ("paragraph", "heading", "row"):
            continue
        for link in inline_links(source.slice(block.span), ours):
            at = block.span.start + link.span.start
            written = source.text[at : block.span.start + link.span.end]
            match = _REFERENCE.match(written) if not written.endswith(")") else None
            label = (match["label"] or match["text"]) if match else ""
            defines = source.text[block.span.start + link.span.end :][:1] == ":"
            if match and label.strip().casefold() in ours and not defines:
                yield Edit(Span(at, at + len(written)), f"[{match['text']}][{place}-{label}]")
