"""What an analysis of the graph found, as text for people and as data for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.drawing.characters import clean, shorten, wrap
from adr_kit.drawing.picture import heading, status_word
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePosixPath

    from adr_kit.insight.graph import Graph
    from adr_kit.insight.graph.analysis import Analysis, Subject
    from adr_kit.insight.graph.observation import Observation
    from adr_kit.record.data import Json

SCHEMA_VERSION = 1
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Findings:
    """An answer.

    Attributes:
        name: what the analysis is called.
        analysis: the analysis.
        graph: what was looked at.
        subject: what it was asked about, or None.
        observations: what was found.
    """

    name: str
    analysis: Analysis
    graph: Graph
    subject: Subject | None
    observations: tuple[Observation, ...]


def findings_text(findings: Findings, shown: Callable[[PurePosixPath], str], width: int) -> str:
    """The findings as lines: what, why, and where that stands.

    Args:
        findings: what was found.
        shown: a file's path as the reader would type it.
        width: the columns that sentences may take; places in files are whole.
    """
    width = max(width, _NARROWEST)
    return "".join(f"{line.rstrip()}\n" for line in _lines(findings, shown, width))


def _lines(findings: Findings, shown: Callable[[PurePosixPath], str], width: int) -> Iterator[str]:
    yield from wrap(_summary(findings), width)
    apart = True  # from the summary, and from what has a sentence of its own
    for one in findings.observations:
        record = findings.graph.by_id[one.records[0]]
        word = shorten(status_word(record) or "no status", width // 3)
        if one.says or apart:
            yield ""
        apart = bool(one.says)
        yield f"{shorten(heading(record), width - len(word) - 3)} ({word})"
        for line in wrap(clean(one.says), width - 2):
            yield f"  {line}"
        for place in dict.fromkeys(one.evidence):
            where = f"    {shown(place.file)}:{place.line}: "
            yield where + shorten(clean(place.words), max(width - len(where), 40))


def _summary(findings: Findings) -> str:
    """How many there are, and among how many records and relations: nothing found is no proof unless one looked."""
    found, (one, many) = len(findings.observations), findings.analysis.found
    about = f" about {clean(findings.subject.name)}" if findings.subject else ""
    records, relations = len(findings.graph.records), len(findings.graph.edges)
    looked = f"{count(records, 'record')}, {count(relations, 'relation')}"
    direct = sum(one.distance == 1 for one in findings.observations)
    near = f", {direct} of them directly" if any(one.distance for one in findings.observations) else ""
    return f"{count(found, one, many) if found else f'No {many}'}{about}{near} (looked at {looked})"


def findings_data(findings: Findings) -> dict[str, Json]:
    """The findings as the documented schema.

    ``analysis``, ``about`` (the ids that it was asked about, or null), ``looked_at`` (``records``, ``relations``), and
    ``found``: each with its ``kind``, ``records`` (ids, the first is the one it is about), ``says`` (a sentence whose
    subject is that record), ``distance`` (or null) and ``evidence`` (``file`` from the workspace's root, ``line``,
    ``words``).
    """
    about = findings.graph.sort(findings.subject.records) if findings.subject else None
    return {
        "schema_version": SCHEMA_VERSION,
        "analysis": findings.name,
        "about": list(about) if about is not None else None,
        "looked_at": {"records": len(findings.graph.records), "relations": len(findings.graph.edges)},
        "found": [_data(one) for one in findings.observations],
    }


def _data(one: Observation) -> dict[str, Json]:
    return {
        "kind": one.kind,
        "records": list(one.records),
        "says": one.says,
        "distance": one.distance,
        "evidence": [
            {"file": place.file.as_posix(), "line": place.line, "words": place.words}
            for place in dict.fromkeys(one.evidence)
        ],
    }
