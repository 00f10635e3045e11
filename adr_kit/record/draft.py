"""What the author of a new record has said about it so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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
