"""Which records may have decided already what a new one is about, so that nobody decides twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.cli.list import label
from adr_kit.insight.search import similar
from adr_kit.record.gist import decision_sentence
from adr_kit.record.model import StatusKind
from adr_kit.record.sections import reason

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.record.model import Record
    from adr_kit.workspace.composing import Composed, Order


def similar_lines(context: Context, records: tuple[Record, ...], order: Order, composed: Composed) -> tuple[str, ...]:
    """A line each for those that are closest to a new record; those that it names itself aside."""
    named = {record.id for record in composed.tied}
    told = f"{order.capture.because} {order.capture.decision}"
    hits = similar([record for record in records if record.id not in named], order.title, told)
    return tuple(_alike(context, hit.record, f"{hit.line}: {hit.text}") for hit in hits[:3])


def _alike(context: Context, record: Record, line: str) -> str:
    status = record.status_text if record.status is StatusKind.OTHER else record.status
    said = f"{label(record)} {record.title} ({status or 'no status'})"
    because = reason(record, context.vocabulary) if record.status is StatusKind.REJECTED else ""
    why = because or decision_sentence(record, context.vocabulary)
    return f"{said}: {why}" if why else f"{said}: {context.shown(record.file)}:{line}"
