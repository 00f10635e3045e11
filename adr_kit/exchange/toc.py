"""A table of the log's records in Markdown, for a README."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.model import Relation
from adr_kit.text.markdown.blocks import blocks
from adr_kit.text.markdown.escape import literal
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from adr_kit.record.model import Record
    from adr_kit.text.source import Source

BEGIN = "<!-- adr toc -->"
END = "<!-- /adr toc -->"
_NOT_IN_URL = re.compile(r"[\x00-\x20\x7f-\x9f\"#%()<>?\[\\\]^`{|}\ud800-\udfff]")
_DIGITS = re.compile(r"\d+")


def contents(records: Iterable[Record], place: Callable[[Record], str]) -> str:
    """The records as a Markdown table: number, title with a link, status, date.

    Args:
        records: in the order in which to list them.
        place: the path of a record from where the table stands.
    """
    chosen = tuple(records)
    by_id = {record.id: record for record in chosen}
    rows = [_row(record, by_id, place) for record in chosen]
    return "".join(f"| {' | '.join(row)} |\n" for row in (("#", "Decision", "Status", "Date"), ("---",) * 4, *rows))


def _row(record: Record, by_id: Mapping[str, Record], place: Callable[[Record], str]) -> tuple[str, str, str, str]:
    return (
        _number(record),
        f"[{literal(record.title) or literal(record.id)}]({_url(place(record))})",
        _status(record, by_id, place),
        record.date.isoformat() if record.date else "",
    )


def _number(record: Record) -> str:
    """As the file's name writes it, where it does."""
    if record.number is None:
        return ""
    written = next((run for run in _DIGITS.findall(record.id) if int(run) == record.number), None)
    return record.reference if record.log else written or str(record.number)


def _status(record: Record, by_id: Mapping[str, Record], place: Callable[[Record], str]) -> str:
    newer = [
        by_id[link.target_id]
        for link in record.links
        if link.relation is Relation.SUPERSEDED_BY and not link.partial and link.target_id and link.target_id in by_id
    ]
    if not newer:
        return literal(record.status.value if record.status else record.status_text or "")
    links = ", ".join(f"[{_number(one) or literal(one.title)}]({_url(place(one))})" for one in newer)
    return f"superseded by {links}"


def _url(path: str) -> str:
    return _NOT_IN_URL.sub(_percent, path)


def _percent(match: re.Match[str]) -> str:
    # A byte that is no UTF-8 came in as one of these surrogates; Windows has names with any of them.
    escaped = "\udc80" <= match.group() <= "\udcff"
    data = match.group().encode("utf-8", "surrogateescape" if escaped else "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)


def splice(source: Source, table: str, name: str = "the file") -> Source:
    """The file with the table between the two markers; with markers and table at its end, where it has none.

    Args:
        source: the file.
        table: lines that end in LF; they take the file's own line ends.
        name: what to call the file in a message.

    Raises:
        AdrError: one marker is missing, stands twice, or both stand in the wrong order.
    """
    markers = [
        (block.span, line)
        for block in blocks(source)
        if block.kind == "html" and (line := source.slice(block.span).strip()) in (BEGIN, END)
    ]
    content = f"{BEGIN}\n\n{table}\n{END}\n".replace("\n", source.newline)
    if not markers:
        return source.apply([Edit(Span(len(source.text), len(source.text)), _gap(source) + content)])
    if [line for _, line in markers] != [BEGIN, END]:
        number, _ = source.position(markers[0][0].start)
        raise AdrError(
            f"{name}:{number}: the markers of the table do not pair", f"keep one {BEGIN} and, below it, one {END}"
        )
    begin, end = markers[0][0], markers[1][0]
    return source.apply([Edit(Span(begin.start, end.end), content)])


def _gap(source: Source) -> str:
    """What separates new text at the end from what is there: one blank line."""
    text = source.text
    if not text:
        return ""
    return source.newline if text.endswith(("\n", "\r")) else source.newline * 2
