"""What ``adr generate`` of adr-tools prints, byte for byte, but for what is broken there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.record.model import Record

_FILE = re.compile(r"0*(?P<number>\d+)-.*\.md\Z", re.DOTALL)
# adr-tools takes all before the last " [" for the label, which a bracket in a title breaks; brackets that pair do not.
_LINK = re.compile(r"(?P<label>.*?) \[(?:[^\[\]]|\[[^\[\]]*\])*\]\((?P<file>0*(?P<number>\d+)[^)]*)")
_LOOSE_LINK = re.compile(r"(?P<label>.*) \[.*\]\((?P<file>0*(?P<number>\d+)[^)]*)")
_LONGEST = 2000  # characters of a line that may be a link: longer ones would take time in its square


def listed(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records that adr-tools knows: directly in the log's directory, called ``NNNN-slug.md``.

    They stay in the log's order, in which 10000 comes after 9999 (adr-tools sorts it before).
    """
    return tuple(record for record in records if len(record.path.parts) == 1 and _FILE.match(record.path.name))


def heading_text(record: Record) -> str:
    """What adr-tools calls a record in links: its first line without ``# ``.

    Where the first line is no such heading (front matter, a comment), the first heading, which adr-tools misses.
    """
    first, _, _ = record.source.text.partition("\n")
    if first.startswith("# "):
        return first[2:].removesuffix("\r")
    headings = (section.content for section in record.reading.outline.sections if section.level == 1)
    span = next(headings, None)
    if span is not None and not span.empty:
        return " ".join(record.source.slice(span).split())
    return record.title if record.number is None else f"{record.number}. {record.title}"


def table_of_contents(
    records: Iterable[Record], *, prefix: str = "", intro: str | None = None, outro: str | None = None
) -> str:
    """What ``adr generate toc`` prints.

    Args:
        records: those of the log (``listed`` takes adr-tools' own).
        prefix: what to glue before each file's name.
        intro: the content of the file that ``-i`` names.
        outro: the content of the file that ``-o`` names.
    """
    head = "# Architecture Decision Records\n\n"
    entries = "".join(
        f"* [{_text(heading_text(record))}]({_destination(prefix + record.path.as_posix())})\n" for record in records
    )
    return head + ("" if intro is None else f"{intro}\n") + entries + ("" if outro is None else f"\n{outro}")


def _text(heading: str) -> str:
    """A heading as link text: brackets only need an escape where they do not pair."""
    depth = 0
    for character in heading:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if depth < 0:
            break
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", heading) if depth else heading


def _destination(path: str) -> str:
    return f"<{path}>" if re.search(r"[\s()]", path) else path


def graph(records: Iterable[Record], *, prefix: str = "", extension: str = ".html") -> str:
    """What ``adr generate graph`` prints; records that share a number, which adr-tools draws as one, are several nodes.

    Args:
        records: those of the log (``listed`` takes adr-tools' own).
        prefix: what to put before each file's name in its URL.
        extension: what to put for ``.md``.
    """
    nodes = _nodes(records)
    lines = ["digraph {", "  node [shape=plaintext];", "  subgraph {"]
    for node in nodes:
        url = prefix + node.record.path.as_posix().removesuffix(".md") + extension
        lines.append(f'    {node.name} [label="{_quoted(heading_text(node.record))}"; URL="{_quoted(url)}"];')
        if node.number > 1:
            lines.append(f'    _{node.number - 1} -> {node.name} [style="dotted", weight=1];')
    lines.append("  }")
    named = {str(node.number): node.name for node in reversed(nodes)} | {node.file: node.name for node in nodes}
    for node in nodes:
        for label, number, file in _forward_links(node.record):
            target = named.get(file) or named.get(number) or f"_{number}"
            lines.append(f'  {node.name} -> {target} [label="{_quoted(label)}", weight=0]')
    return "\n".join([*lines, "}"]) + "\n"


def shared_numbers(records: Iterable[Record]) -> tuple[str, ...]:
    """The file names, in the log's order, of those records whose number an earlier one has."""
    return tuple(node.file for node in _nodes(records) if node.name != f"_{node.number}")


@dataclass(frozen=True, slots=True)
class _Node:
    """A record in the graph: ``_2``, and ``_2_2`` where it is the second with this number."""

    name: str
    number: int
    record: Record

    @property
    def file(self) -> str:
        return self.record.path.name


def _nodes(records: Iterable[Record]) -> list[_Node]:
    seen: Counter[int] = Counter()
    nodes = []
    for record in records:
        if match := _FILE.match(record.path.name):
            number = int(match["number"])
            seen[number] += 1
            name = f"_{number}" if seen[number] == 1 else f"_{number}_{seen[number]}"
            nodes.append(_Node(name, number, record))
    return nodes


def _forward_links(record: Record) -> Iterator[tuple[str, str, str]]:
    """Label, number and file of the target of each link line under ``## Status``, but for those that end in ``by``."""
    inside = False
    for line in record.source.text.split("\n"):
        if line.startswith("#"):
            inside = line.startswith("## Status")
        match = (_LINK.match(line) or _LOOSE_LINK.match(line)) if inside and len(line) < _LONGEST else None
        if match and not match["label"].endswith(" by"):
            yield match["label"], str(int(match["number"])), match["file"]


def _quoted(text: str) -> str:
    """Inside DOT's quotes; adr-tools escapes nothing, which a quote in a title breaks."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
