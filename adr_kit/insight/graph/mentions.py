"""Which records a record's text mentions, for logs that do not state their relations."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.insight.graph.model import Graph
    from adr_kit.record.model import Record

# "ADR-12", "adr 0012", "ADR#12", and any word that ends like a record's file name. The run before the extension is
# bounded and begins at its first character, so that a text without blanks takes linear time.
_MENTION = re.compile(
    r"(?i)\badr[-_ #]{0,2}(?P<number>\d{1,6})\b"
    r"|(?<![\w.%-])(?P<stem>[\w.%-]{1,200}?)\.(?:md|markdown|adoc|rst|html)\b"
)


def mentions(graph: Graph) -> dict[str, tuple[str, ...]]:
    """For each record that others mention in their text: by which (in the order of the log; never itself)."""
    numbers = Counter(record.number for record in graph.records if record.number is not None)
    by_number = {
        record.number: record.id
        for record in graph.records
        if record.number is not None and numbers[record.number] == 1
    }
    stems = {PurePosixPath(record.path).stem: record.id for record in graph.records}
    found: dict[str, list[str]] = {}
    for record in graph.records:
        for target in sorted(set(_mentioned(record, by_number, stems)) - {record.id}, key=graph.order.__getitem__):
            found.setdefault(target, []).append(record.id)
    return {target: tuple(sources) for target, sources in found.items()}


def _mentioned(record: Record, by_number: dict[int, str], stems: dict[str, str]) -> Iterator[str]:
    for match in _MENTION.finditer(record.source.text):
        number, stem = match["number"], match["stem"]
        target = by_number.get(int(number)) if number else stems.get(unquote(stem))
        if target is not None:
            yield target
