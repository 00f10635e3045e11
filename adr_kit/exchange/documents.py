"""The records as JSON: the whole log as one value, or a line a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.data import log_data, record_data, written

if TYPE_CHECKING:
    from adr_kit.record.log import Log


def whole(log: Log) -> str:
    """The log as ``adr list --json`` prints it."""
    return written(log_data(log))


def lines(log: Log) -> str:
    """A JSON object a line, each a record."""
    return "".join(written(record_data(record), indent=None) for record in log.records)
