"""What a log can be exported as: one file and one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.exchange import documents, schema, single, spreadsheet
from adr_kit.record.data import written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.record.log import Log

# Each makes the whole text from a log and the folder, from the workspace's root, in which the text will lie.
FORMATS: Mapping[str, Callable[[Log, PurePosixPath], str]] = {
    "json": lambda log, _: documents.whole(log),
    "jsonl": lambda log, _: documents.lines(log),
    "csv": lambda log, _: spreadsheet.table(log),
    "md": single.document,
    "schema": lambda _log, _: written(schema.schema()),
}
