"""What to draw: a selection of a log's graph, and how the reader wants it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from adr_kit.drawing.characters import clean
from adr_kit.insight.graph import name_of
from adr_kit.record.model import Relation, StatusKind
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.insight.graph import Edge, Graph
    from adr_kit.record.model import Record
    from adr_kit.record.vocabulary import Vocabulary

FORWARD = {
    Relation.SUPERSEDES: "supersedes",
    Relation.AMENDS: "amends",
    Relation.DEPENDS_ON: "depends on",
    Relation.REFINES: "refines",
    Relation.CONFLICTS_WITH: "conflicts with",
    Relation.RELATES_TO: "relates to",
}
BACKWARD = {
    Relation.SUPERSEDES: "superseded by",
    Relation.AMENDS: "amended by",
    Relation.DEPENDS_ON: "required by",
    Relation.REFINES: "refined by",
    Relation.CONFLICTS_WITH: "conflicts with",
    Relation.RELATES_TO: "relates to",
}


@dataclass(frozen=True, slots=True)
class Marks:
    """Words that single records and relations of a drawing carry.

    Attributes:
        records: by identity: "new", "gone", "was proposed".
        edges: by source, target and key: "new", "gone".
    """

    records: Mapping[str, str]
    edges: Mapping[tuple[str, str, str], str]


NO_MARKS = Marks({}, {})


@dataclass(frozen=True)
class Picture:
    """One drawing.

    Attributes:
        graph: what to draw.
        whole: the log's whole graph, which says what is in force.
        focus: the record that was asked about, or None.
        width: the columns that text may take.
        everything: whether text lists every record.
        vocabulary: the words by which sections are found.
        marks: words that single records and relations carry.
    """

    graph: Graph
    whole: Graph
    focus: str | None = None
    width: int = 80
    everything: bool = False
    vocabulary: Vocabulary = DEFAULT
    marks: Marks = NO_MARKS

    @classmethod
    def of(cls, graph: Graph) -> Picture:
        """A drawing of a whole log."""
        return cls(graph, graph)

    @cached_property
    def nodes(self) -> tuple[tuple[str, Record], ...]:
        """The records, each with a short name that every format can hold (n1, n2 and so on)."""
        return tuple((f"n{place}", record) for place, record in enumerate(self.graph.records, 1))

    @cached_property
    def node_names(self) -> dict[str, str]:
        """The short names by identity."""
        return {record.id: name for name, record in self.nodes}

    def notes_on(self, record: Record) -> list[str]:
        """What a label says of a record below its title: the word of its status, and its mark."""
        return [note for note in (status_word(record), self.marks.records.get(record.id, "")) if note]

    def words_on(self, edge: Edge) -> str:
        """What a label says of a relation, its mark in front."""
        mark = self.marks.edges.get((edge.source, edge.target, edge.key), "")
        return f"{mark}: {relation_words(edge)}" if mark else relation_words(edge)


def heading(record: Record) -> str:
    """Number and title, safe, in one line; without a number the title, which is what people say then."""
    title = clean(record.title)
    if title and record.number is None:
        return title
    name = clean(name_of(record))
    return f"{name} {title}" if title and title != name else name


def status_word(record: Record) -> str:
    """The status as one word, or as written where it is none of the known ones; "" where none is stated."""
    if record.status is StatusKind.OTHER:
        return clean(record.status_text or "") or record.status.value
    return record.status.value if record.status else ""


def relation_words(edge: Edge, *, backward: bool = False) -> str:
    """A relation as a reader says it, from its source or (backward) from its target."""
    known = (BACKWARD if backward else FORWARD).get(edge.relation)
    words = known or clean(edge.text) or "relates to"
    if edge.partial:
        words = f"{words.removesuffix(' by')} in part by" if words.endswith(" by") else f"{words} in part"
    return f"← {words}" if backward and known is None else words
