"""Where a record says what an edge or a status of the graph is taken from: file, line and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from adr_kit.insight.graph.model import Edge, Graph
    from adr_kit.record.model import Link, Record


@dataclass(frozen=True, slots=True)
class Statement:
    """One place in a file.

    Attributes:
        file: the file's path from the workspace's root.
        line: counted from 1.
        words: what stands there, in one line.
    """

    file: PurePosixPath
    line: int
    words: str


def statements(graph: Graph, edge: Edge) -> tuple[Statement, ...]:
    """All that states a relation, in the order of the log."""
    return tuple(
        statement(graph.by_id[identity], link.span)
        for identity in edge.stated_by
        for link in _links(graph.by_id[identity], edge)
    )


def status_statement(record: Record) -> tuple[Statement, ...]:
    """Where a record states its status; nothing where it states none."""
    status = record.reading.status
    return (statement(record, status.span),) if status else ()


def _links(record: Record, edge: Edge) -> Iterator[Link]:
    other = edge.target if record.id == edge.source else edge.source
    for link in record.links:
        relation = link.relation if link.relation.forward else link.relation.inverse
        if link.target_id == other and relation is edge.relation:
            yield link


def own_statement(record: Record) -> tuple[Statement, ...]:
    """Where a record says what it is: its status, else its title, else the beginning of its file."""
    return status_statement(record) or (statement(record, record.reading.title.span or Span(0, 0)),)


def statement(record: Record, span: Span) -> Statement:
    """The place of a span of a record's text."""
    line, _ = record.source.position(span.start)
    return Statement(record.file, line, " ".join(record.source.text[span.start : span.end].split()))
