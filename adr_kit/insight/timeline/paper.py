"""An answer in groups of entries, and its two forms: text for a terminal, Markdown to paste into a chat or a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.text.markdown.escape import literal

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in a group.

    Attributes:
        head: its reference and its title.
        words: what there is to say, in sentences; "" where the head says it all.
        lines: what stands below, a line each.
    """

    head: str
    words: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries about the same thing."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole answer.

    Attributes:
        title: what it is about.
        groups: those that are empty are not shown.
        nothing: what to say where all are.
        notes: what could not be seen.
    """

    title: str
    groups: tuple[Group, ...]
    nothing: str
    notes: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[Group, ...]:
        """The groups that hold something."""
        return tuple(group for group in self.groups if group.entries)


def markdown(paper: Paper) -> str:
    """The paper as Markdown in which no title or name is markup."""
    return "\n".join(_markdown(paper)) + "\n"


def _markdown(paper: Paper) -> Iterator[str]:
    yield f"## {literal(paper.title)}"
    if not paper.filled:
        yield from ("", literal(paper.nothing))
    for group in paper.filled:
        yield from ("", f"### {literal(group.title)}", "")
        for entry in group.entries:
            yield f"- **{literal(entry.head)}**{': ' + literal(entry.words) if entry.words else ''}"
            yield from (f"  - {literal(line)}" for line in entry.lines)
    if paper.notes:
        yield from ("", *(f"*{literal(note)}*" for note in paper.notes))


def text(paper: Paper) -> Iterator[tuple[str, str]]:
    """The paper line by line, each with what it is: title, group, head, words, line or note."""
    yield "title", paper.title
    if not paper.filled:
        yield "words", paper.nothing
    for group in paper.filled:
        yield "group", group.title
        for entry in group.entries:
            yield "head", f"  {entry.head}"
            if entry.words:
                yield "words", f"      {entry.words}"
            yield from (("line", f"      - {line}") for line in entry.lines)
    yield from (("note", note) for note in paper.notes)
