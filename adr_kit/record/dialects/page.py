"""One record's text as a writer sees it: where its metadata stands, and where a line or a paragraph can go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from adr_kit.record import metadata, naming, titles
from adr_kit.record.model import Place
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from adr_kit.record.languages import Field, Role
    from adr_kit.record.metadata import Metadata, Named
    from adr_kit.record.model import Reading
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Field as Line
    from adr_kit.text.outline import Section

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\Z)")
_BLANK = " \t\r\n"  # what a blank line may hold; str.strip takes away more


@dataclass(frozen=True)
class Page:
    """One record as it is written to.

    Attributes:
        reading: what it says.
        vocabulary: the words by which its parts are recognised.
        compat: whether lines go where adr-tools puts them.
        house: the dialect of the log's other records, for one that says nothing of itself yet.
    """

    reading: Reading
    vocabulary: Vocabulary
    compat: bool = False
    house: str = ""

    @property
    def text(self) -> str:
        """The record's text."""
        return self.reading.source.text

    @property
    def newline(self) -> str:
        """The line ending that most of its lines have."""
        return self.reading.source.newline

    @cached_property
    def dialect(self) -> str:
        """How it is written, as far as it shows that; else as its log is."""
        bare = not self.metadata.values and self.reading.outline.front is None
        return self.house if bare and self.house else self.reading.dialect

    @cached_property
    def title(self) -> int | None:
        """The index of the section whose heading is the title."""
        return titles.find(self.reading.outline, self.vocabulary, naming.parse(self.reading.file)).heading

    @cached_property
    def metadata(self) -> Metadata:
        """All its named values."""
        return metadata.gather(self.reading.outline, self.vocabulary, self.title)

    def named(self, field: Field) -> Named | None:
        """Where a field is given: the most trusted place that has a value, else the first that is empty."""
        return self.metadata.first(field) or next(iter(self.metadata.all(field)), None)

    def section(self, role: Role) -> Section | None:
        """The first section with a role; among those about links, one that is about nothing else."""
        found = [
            section
            for index, section in enumerate(self.reading.outline.sections)
            if index != self.title and self.vocabulary.role(section.name) is role
        ]
        return found[0] if found else None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The field lines and table rows that hold metadata, in the order of the text."""
        known = {named.span for named in self.metadata.values if named.place in (Place.FIELD, Place.TABLE)}
        return tuple(line for line in self.reading.outline.fields if line.span in known)

    @cached_property
    def head_end(self) -> int:
        """The offset behind the title and the field lines under it: where another one can go."""
        sections = self.reading.outline.sections
        if self.title is None:
            return self.reading.outline.body_start
        inside = [line.span.end for line in self.lines if line.section == self.title]
        return max([self.line_end(end) for end in inside], default=sections[self.title].heading.end)

    def line_end(self, offset: int) -> int:
        """The offset behind the line ending of the line in which an offset stands."""
        found = _LINE_END.search(self.text, offset)
        return found.end() if found else len(self.text)

    def content_end(self, span: Span) -> int:
        """The end of a span's last line that is not blank, without its line ending; the span's start where all are."""
        return self._line_content(span.start + len(self.text[span.start : span.end].rstrip(_BLANK)))

    def _line_content(self, offset: int) -> int:
        found = _LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)

    def paragraph(self, offset: int, written: str) -> Edit:
        """A paragraph behind the last line that is not blank before an offset, a blank line above it.

        The blank lines that stand there, or are missing, stay behind it, so that taking the paragraph away again leaves
        the text as it was; one is added where the text that follows would become a part of it.
        """
        if not self.text[:offset].strip(_BLANK):
            return Edit(Span(offset, offset), written + self.newline * (2 if self.text[offset:].strip(_BLANK) else 1))
        at = self.content_end(Span(0, offset))
        follows = self._line(self.line_end(at))
        joins = follows.strip(_BLANK) and not _HEADING.match(follows)
        behind = self.line(at, written + ("\n" if joins else ""))
        return Edit(behind.span, self._ending(at) + behind.text)

    def line(self, offset: int, written: str) -> Edit:
        """Lines behind the one in which an offset stands; all keep their endings, and a missing last one."""
        at, ending = self.line_end(offset), self._ending(offset)
        lines = written.replace("\n", ending)
        ended = at > self._line_content(offset)
        return Edit(Span(at, at), lines + ending if ended else ending + lines)

    def _ending(self, offset: int) -> str:
        """How the line ends in which an offset stands: LF behind a lone CR would become a part of that."""
        return self.text[self._line_content(offset) : self.line_end(offset)] or self.newline

    def without(self, span: Span) -> Edit:
        """Take a span's lines away, and the blank lines between it and what stands above, or else below."""
        start = max(self.text.rfind("\n", 0, span.start), self.text.rfind("\r", 0, span.start)) + 1
        end = self.content_end(Span(span.start, max(span.start, span.end)))
        below = self.line_end(end)
        above = self.content_end(Span(0, start)) if self.text[:start].strip(_BLANK) else None
        if above is None:
            blank = _BLANK_LINE.match(self.text, below)
            return Edit(Span(start, blank.end() if blank else below), "")
        follows = self._line(below)
        if not follows.strip(_BLANK) or _HEADING.match(follows) or not self.blank_before(start):
            return Edit(Span(self.line_end(above), below) if below > end else Span(above, end), "")
        return Edit(Span(start, below), "")

    def _line(self, offset: int) -> str:
        """The rest of the line in which an offset stands."""
        return self.text[offset : self._line_content(offset)]

    def blank_before(self, offset: int) -> bool:
        """Whether the line before the one that begins at an offset is blank."""
        source = self.reading.source
        return offset > 0 and not source.slice(source.lines[source.line_of(offset - 1)]).strip(_BLANK)

    def last_block(self, span: Span) -> Block | None:
        """The last block in a span."""
        inside = [block for block in self.reading.outline.blocks if span.contains(block.span)]
        return inside[-1] if inside else None

    def bullet(self) -> str:
        """The sign with which this text's lists are written."""
        signs = [self.text[block.item] for block in self.reading.outline.blocks if block.container == "bullet"]
        return max(("-", "*", "+"), key=signs.count) if signs else "-"


class Dialect(Protocol):
    """How one family of records writes what does not stand in them yet; what stands in them is edited where it is."""

    @property
    def name(self) -> str:
        """The name in ``Reading.dialect``."""
        ...

    def status(self, page: Page, words: str) -> Edit:
        """State a status where none is stated."""
        ...

    def link(self, page: Page, statement: str) -> Edit:
        """Add a relation: ``Supersedes [1. First](0001-first.md)``."""
        ...

    def field(self, page: Page, field: Field, values: tuple[str, ...]) -> Edit:
        """Add a field that is not there."""
        ...
