"""What the author of a new record has said about it so far."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field

from adr_kit.text.characters import printable

_LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
# "Redis: no joins", "Redis：結合できない"; not the colon of "http://localhost:6379".
_WHY_NOT = re.compile(r":(?:\s+|\Z)|：\s*")


@dataclass(frozen=True, slots=True)
class Alternative:
    """An option that was not chosen, and why not ("" where nobody said)."""

    option: str
    why_not: str = ""

    @classmethod
    def parse(cls, text: str) -> Alternative:
        """The alternative written as ``OPTION: why not``; a text without a colon is an option alone."""
        parts = _WHY_NOT.split(text.strip(), maxsplit=1)
        return cls(parts[0].strip(), parts[1].strip() if len(parts) > 1 else "")


@dataclass(frozen=True, slots=True)
class Capture:
    """A decision told in a minute; whatever is empty was not told.

    Attributes:
        because: the problem and the forces.
        decision: what was decided.
        over: the options that were not chosen.
        costs: what it costs, one a text.
        gains: what it brings, one a text.
        questions: what is still open ("Who runs the backups? (@ada)").
    """

    because: str = ""
    decision: str = ""
    over: tuple[Alternative, ...] = ()
    costs: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A new record before it has a text.

    Attributes:
        title: one line, without the number.
        status: the word to write ("proposed", "Accepted").
        date: as it is to be written: an ISO date, or any text where adr-tools' ``ADR_DATE`` says so.
        number: None where the log's file names hold none.
        number_padded: the number as the file name has it.
        supersedes: the records that it takes the place of, as people refer to them ("ADR-12").
        review_by: an ISO date; "" where none was given.
    """

    title: str
    status: str
    date: str
    number: int | None = None
    number_padded: str = ""
    deciders: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    review_by: str = ""
    capture: Capture = field(default_factory=Capture)


def tidy(draft: Draft) -> Draft:
    """The same draft with one-line texts on one line, and nothing in it that may not stand in a page.

    Blanks inside stay: adr-tools keeps those of a title.
    """
    told = draft.capture
    capture = Capture(
        printable(told.because).strip(),
        printable(told.decision).strip(),
        tuple(Alternative(line(other.option).strip(), line(other.why_not).strip()) for other in told.over),
        *(tuple(line(text).strip() for text in texts) for texts in (told.costs, told.gains, told.questions)),
    )
    return dataclasses.replace(
        draft,
        title=line(draft.title),
        status=line(draft.status),
        date=line(draft.date),
        deciders=tuple(map(line, draft.deciders)),
        authors=tuple(map(line, draft.authors)),
        tags=tuple(map(line, draft.tags)),
        affects=tuple(map(line, draft.affects)),
        supersedes=tuple(map(line, draft.supersedes)),
        review_by=line(draft.review_by),
        capture=capture,
    )


def line(text: str) -> str:
    """A text on one line."""
    return printable(_LINE_ENDS.sub(" ", text))
