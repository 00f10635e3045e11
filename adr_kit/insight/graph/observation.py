"""What a look at the graph finds: the records it is about, one sentence, and where it is taken from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.insight.graph.model import name_of
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.insight.graph.evidence import Statement
    from adr_kit.insight.graph.model import Edge, Graph
    from adr_kit.record.model import Record


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was found.

    Attributes:
        kind: what sort of thing, as a word for programs.
        records: identities; the first is the record that it is about.
        says: a sentence without its subject, which is that record; "" where being found says it all.
        evidence: the places in files that it is taken from.
        distance: how many relations away from what was asked about, where that is counted.
    """

    kind: str
    records: tuple[str, ...]
    says: str = ""
    evidence: tuple[Statement, ...] = ()
    distance: int | None = None


def called(record: Record) -> str:
    """What a sentence calls a record: its number, else its title in quotes."""
    return name_of(record) if record.number is not None else f"“{record.title}”"


def named(graph: Graph, identities: Iterable[str]) -> str:
    """Several records in a sentence."""
    *most, last = [called(graph.by_id[one]) for one in identities]
    return f"{', '.join(most)} and {last}" if most else last


def verb(edge: Edge) -> str:
    """A relation as a verb: "depends on", or the words of one that this tool does not know."""
    words = edge.text or "relates to" if edge.relation is Relation.OTHER else edge.relation.value.replace("-", " ")
    return f"{words} a part of" if edge.partial else words


def status_words(record: Record) -> str:
    """A record's status in a sentence."""
    if record.status is None:
        return "without a status"
    return (record.status_text or "other") if record.status is StatusKind.OTHER else record.status.value
