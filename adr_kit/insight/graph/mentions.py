"""Which records a record's text mentions, for logs that do not state their relations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.insight.graph.evidence import statement
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adr_kit.insight.graph.evidence import Statement
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
    names = _Names.of(graph)
    found: dict[str, list[str]] = {}
    for record in graph.records:
        targets = {target for target, _ in names.mentioned(record)} - {record.id}
        for target in sorted(targets, key=graph.order.__getitem__):
            found.setdefault(target, []).append(record.id)
    return {target: tuple(sources) for target, sources in found.items()}


def mention_statements(graph: Graph, target: str, sources: Iterable[str]) -> dict[str, Statement]:
    """Where each of these records mentions another one first: the line of its text."""
    names = _Names.of(graph)
    return {
        source: statement(record, _line(record.source.text, place))
        for source in sources
        for record in [graph.by_id[source]]
        for place in [place for one, place in names.mentioned(record) if one == target][:1]
    }


def _line(text: str, place: int) -> Span:
    end = text.find("\n", place)
    return Span(text.rfind("\n", 0, place) + 1, len(text) if end < 0 else end)


@dataclass(frozen=True, slots=True)
class _Names:
    """What a text may call the records of a log."""

    by_number: Mapping[int, str]
    by_stem: Mapping[str, str]

    @classmethod
    def of(cls, graph: Graph) -> _Names:
        numbers = Counter(record.number for record in graph.records if record.number is not None)
        return cls(
            {one.number: one.id for one in graph.records if one.number is not None and numbers[one.number] == 1},
            {PurePosixPath(record.path).stem: record.id for record in graph.records},
        )

    def mentioned(self, record: Record) -> Iterator[tuple[str, int]]:
        """Each mention: of which record, and where in the text."""
        for match in _MENTION.finditer(record.source.text):
            number, stem = match["number"], match["stem"]
            target = self.by_number.get(int(number)) if number else self.by_stem.get(unquote(stem))
            if target is not None:
                yield target, match.start()
