"""How one record refers to another: the words, the label and the relative path."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.record.dialects.page import Page
    from adr_kit.record.dialects.style import Style
    from adr_kit.record.model import Link, Record, Relation

_DIGITS = re.compile(r"\d+")
_TAIL = re.compile(r"\)\s*:\s+(?P<part>\S.*)\Z", re.DOTALL)


def statement(page: Page, words: str, target: Record, part: str | None = None) -> str:
    """A relation in full: ``Supersedes [1. First](0001-first.md)``, with the part that is meant behind it."""
    tail = f": {part}" if part else ""
    return f"{words} {reference(page, target)}{tail}"


def words_of(style: Style, relation: Relation, part: str | None) -> str:
    """The words for a relation, to a whole record or to a part of one."""
    return style.partly(relation) if part is not None else style.relation(relation)


def reference(page: Page, target: Record) -> str:
    """A link to a record, with the label that the dialect gives it."""
    heading = heading_of(target)
    if page.dialect == "nygard" and heading:
        label = heading
    else:
        short = number_of(target)
        label = f"{short}: {target.title}" if short else target.title
    return f"[{_label(label)}]({href(page.reading.file, target.file)})"


def short_reference(page: Page, target: Record) -> str:
    """A link to a record for places where there is little room: a status."""
    return f"[{_label(number_of(target) or target.title)}]({href(page.reading.file, target.file)})"


def number_of(target: Record) -> str:
    """``ADR-0012``, with the digits and the prefix of the file name; "" for a record without a number."""
    if target.number is None:
        return ""
    name = target.file.name if _DIGITS.search(target.file.name) else target.file.parent.name
    same = [digits for digits in _DIGITS.findall(name) if int(digits) == target.number]
    prefix = target.reading.prefix or "ADR"
    return f"{prefix.rstrip('-_ ')}-{same[0] if same else target.number}"


def heading_of(target: Record) -> str:
    """A record's heading as it is written: "2. Second Record"."""
    span = target.reading.title.span
    for section in target.reading.outline.sections:
        if span is not None and section.content.contains(span):
            return " ".join(line.strip() for line in target.source.slice(section.content).splitlines())
    return f"{target.number}. {target.title}" if target.number is not None else target.title


def href(file: PurePosixPath, target: PurePosixPath) -> str:
    """The path from one record to another, written so that Markdown takes it for one."""
    path = posixpath.relpath(target.as_posix(), file.parent.as_posix() or ".")
    path = path.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace("<", "%3C").replace(">", "%3E")
    return f"<{path}>" if re.search(r"[\s()]", path) else path.replace("\\", "%5C")


def part_of(page: Page, link: Link) -> str | None:
    """The part of a record that a partial relation is about; "" where it is not said; None for a whole one."""
    if not link.partial:
        return None
    found = _TAIL.search(page.text[link.span.start : link.span.end])
    return " ".join(found["part"].split()) if found else ""


def _label(text: str) -> str:
    """A label in which no bracket ends the link too early."""
    depth = 0
    for char in re.sub(r"\\.", "", text):
        depth += (char == "[") - (char == "]")
        if depth < 0:
            break
    whole = depth == 0 and "](" not in text and "][" not in text
    return text if whole else re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)
