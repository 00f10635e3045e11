"""A mention of a record in some text file, as a value: where it stands, and which record it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.text.source import Span


class Form(StrEnum):
    """How a record is mentioned."""

    NUMBER = "number"  # ADR-0012, ADR 12, adr/12
    NAME = "name"  # 0012-use-postgres, 0012-use-postgres.md, with folders or without
    ADDRESS = "address"  # https://forge/team/project/blob/main/docs/adr/0012-use-postgres.md, or a page of the site
    LABEL = "label"  # the 12 of [12](0012-use-postgres.md), or of a table's cell beside such a link
    STATED = "stated"  # the 12 of "Superseded by 12" in a record


class State(StrEnum):
    """What is known of the record that is meant."""

    SURE = "sure"
    FORMER = "former"  # the record has another number now
    STALE = "stale"  # a file name or a path that leads nowhere; the record may be known all the same
    AMBIGUOUS = "ambiguous"  # several records have the number
    UNKNOWN = "unknown"  # none has it
    PINNED = "pinned"  # an address of a commit or a tag: it shows the log as it was, and is right as it is


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention.

    Attributes:
        file: the text file, from the workspace's root.
        span: the mention as it is written.
        text: what stands there.
        form: how the record is mentioned.
        state: what is known of it.
        means: the identities of the records that it may mean; one where it is sure.
        number: the number that is written; None where none is.
        digits: where that number stands; None where the name says it.
        name: where a file name stands, without its suffix; None where none does.
        fragment: where the part behind ``#`` stands that names a heading; None without one.
        path: the path in front of a file name; "" without one.
        link: whether a link of Markdown leads there, so that the path counts from the file.
        why: what settled it, where several records could be meant.
        ranged: whether its number is an end of a range (``0013-0018``): where one record moves, no other says the same.
    """

    file: PurePosixPath
    span: Span
    text: str
    form: Form
    state: State
    means: tuple[str, ...] = ()
    number: int | None = None
    digits: Span | None = None
    name: Span | None = None
    fragment: Span | None = None
    path: str = ""
    link: bool = False
    why: str = ""
    ranged: bool = False

    @property
    def target(self) -> str | None:
        """The record that is meant; None where that is not sure."""
        return self.means[0] if len(self.means) == 1 else None
