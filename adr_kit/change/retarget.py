"""Let citations that lead to an old name or number of a record lead to the record as it is called now."""

from __future__ import annotations

import dataclasses
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from adr_kit.change import citations
from adr_kit.change.desk import Desk
from adr_kit.change.model import Plan
from adr_kit.insight.citations import Form, handle
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import PurePosixPath

    from adr_kit.insight.citations import Cited, Mention, Remark
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record


def retarget(log: Log, style: Style, remarks: Iterable[Remark], cited: Cited) -> Plan:
    """Put right the citations that can mean only one record, under its name and number of today.

    Args:
        log: the log as it is.
        style: how it writes.
        remarks: what was said of the mentions; those that are certain are put right.
        cited: the texts.

    Raises:
        Refused: it cannot be proven.
    """
    desk = Desk(log, style)
    edits: dict[PurePosixPath, dict[Span, str]] = {}
    meant: dict[Mention, Mention] = {}
    for remark in remarks:
        if remark.certain and remark.instead is not None:
            text = cited.texts[remark.mention.file].text
            edits.setdefault(remark.mention.file, {}).update(_edits(remark.mention, remark.instead, text))
            meant[remark.mention] = dataclasses.replace(remark.mention, means=(remark.instead.id,))
    for file, found in edits.items():
        if file in log.by_file:
            citations.edit(desk, log.by_file[file], file, found)
    known = {file: tuple(meant.get(one, one) for one in mentions) for file, mentions in cited.mentions.items()}
    plan = citations.carried_out(desk, dataclasses.replace(cited, mentions=known), edits)
    return plan if plan.changes else Plan((), ("nothing that could be put right for certain",))


def _edits(mention: Mention, record: Record, text: str) -> Iterator[tuple[Span, str]]:
    """What is to stand in a mention's place; what says the right thing already stays."""
    if mention.digits is not None and record.number is not None and mention.number != record.number:
        written = text[mention.digits.start : mention.digits.end]
        yield mention.digits, citations.like(written, record.number)
    if mention.name is not None:
        path = mention.path if mention.form is Form.ADDRESS else _path(mention, handle(record).parent)
        name = handle(record).name
        new = path + (quote(name) if mention.link or mention.form is Form.ADDRESS else name)
        yield Span(mention.name.start - len(mention.path), mention.name.end), new


def _path(mention: Mention, folder: PurePosixPath) -> str:
    """The way to a record's folder, spelled as the old one was: from the file, from the root, or by its last names."""
    if mention.link or not mention.path or mention.path.startswith("."):
        way = posixpath.relpath(folder.as_posix(), mention.file.parent.as_posix())
        lead = "./" if mention.path.startswith("./") and not way.startswith(".") else ""
        return lead if way == "." else f"{lead}{way}/"
    depth = len([part for part in mention.path.split("/") if part])
    return ("/" if mention.path.startswith("/") else "") + "/".join(folder.parts[-depth:]) + "/"
