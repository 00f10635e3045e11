"""The records as CSV: a row a record, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from adr_kit.record.data import record_data
from adr_kit.text.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.log import Log

COLUMNS = (
    *("id", "number", "log", "path", "title", "status", "status_text", "date"),
    *("deciders", "authors", "consulted", "informed", "tags", "affects"),
    *("review_by", "component", "formerly", "links", "dialect"),
)
BETWEEN = "; "
# What spreadsheets run as a formula, full-width forms included; an apostrophe in front makes it text (OWASP, "CSV
# Injection").
_FORMULA = re.compile(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]")


def table(log: Log) -> str:
    """The log's records as CSV (RFC 4180, but with LF): a head, then a row a record; lists have semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in log.records:
        data = record_data(record)
        writer.writerow([safe(BETWEEN.join(_words(data[column]))) for column in COLUMNS])
    return out.getvalue()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, on one line."""
    text = printable(" ".join(cell.split()))
    return f"'{text}" if _FORMULA.match(text) else text


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, dict):  # a link
        part = " (in part)" if value.get("partial") else ""
        yield f"{value['relation']} {value['target_id'] or value['target']}{part}"
    elif value is not None:
        yield str(value)
