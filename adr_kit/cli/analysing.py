"""``adr graph --analysis``: a question that has a name, about the log, a topic or a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.drawing.findings import Findings, findings_data, findings_text
from adr_kit.insight.graph.analysis import ANALYSES, Subject

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.graph import Graph
    from adr_kit.record.log import Log


def answer(context: Context, log: Log, graph: Graph, asked: tuple[str, str | None], *, check: bool) -> int:
    """Prints what an analysis finds.

    Args:
        context: the run.
        log: the log.
        graph: its graph.
        asked: the analysis' name, and the record or the topic that it is asked about.
        check: whether something found is to be said with the exit status.

    Returns:
        The exit status.
    """
    name, about = asked
    analysis = ANALYSES[name]
    if check and not analysis.wrong:
        wrong = ", ".join(name for name, one in ANALYSES.items() if one.wrong)
        raise click.UsageError(f"--check is for analyses that find something wrong: {wrong}")
    subject = _subject(log, about) if about is not None else None
    if analysis.wants_subject and subject is None:
        raise click.UsageError(f"of which record, tag or component? adr graph --analysis {name} REF")
    findings = Findings(name, analysis, graph, subject, analysis.look(graph, subject))
    if context.json:
        context.out.json(findings_data(findings))
    else:
        context.out.text(findings_text(findings, context.shown, context.out.width))
        for one in findings.observations[:1]:
            context.out.note(f"next: {analysis.then.format(graph.by_id[one.records[0]].reference)}")
    return 1 if check and findings.observations else 0


def _subject(log: Log, about: str) -> Subject:
    """A tag or a component by its name, unless that is a number; else one record."""
    word = about.casefold()
    topic = frozenset(
        record.id
        for record in log.records
        if word in (tag.casefold() for tag in record.tags) or word == (record.component or "").casefold()
    )
    if topic and not word.isdigit():
        return Subject(topic, about)
    record = log.find(about)
    return Subject(frozenset({record.id}), f"{record.reference} {record.title}")
