"""Which of two records with one number a mention means, by the side of the merge that it came from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adr_kit.insight.citations.model import Mention, State
from adr_kit.text.alignment import kept_lines
from adr_kit.text.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import PurePosixPath


@dataclass(frozen=True)
class Side:
    """A state of the repository in which one of the records was there, and those that came later were not.

    Attributes:
        record: the identity of that record.
        texts: the files as they were then, those that were there.
        after: the identities of those of the others that were there, too: what they had, this side has inherited.
        why: what this side is, in a few words ("main before the merge").
    """

    record: str
    texts: Mapping[PurePosixPath, str] = field(default_factory=dict)
    after: tuple[str, ...] = ()
    why: str = ""


def settle(mentions: Iterable[Mention], source: Source, sides: Iterable[Side]) -> tuple[Mention, ...]:
    """The mentions of one text, those that could mean several records settled where their line came from one side.

    A line that both sides had is older than both records (or was written twice), one that none had came after the
    merge: these stay undecided.
    """
    known = list(sides)
    had: dict[str, frozenset[int]] = {}
    settled = []
    for mention in mentions:
        here = [side for side in known if side.record in mention.means]
        if mention.state is not State.AMBIGUOUS or len(here) < 2:  # noqa: PLR2004 -- sides
            settled.append(mention)
            continue
        for side in here:
            if side.record not in had:
                had[side.record] = kept_lines(_lines(_decoded(side.texts.get(mention.file, ""))), _lines(source))
        settled.append(_decided(mention, source.line_of(mention.span.start), here, had))
    return tuple(settled)


def _decided(mention: Mention, line: int, sides: list[Side], had: Mapping[str, frozenset[int]]) -> Mention:
    found = [side for side in sides if line in had[side.record]]
    names = {side.record for side in found}
    found = [side for side in found if not names & set(side.after)]
    if len(found) != 1:
        return mention
    return dataclasses.replace(
        mention, means=(found[0].record,), state=State.SURE, why=f"its line came with {found[0].why}"
    )


def _decoded(text: str) -> Source:
    """A text as it was in a commit, without its BOM, as all that is read."""
    return Source.decode(text.encode("utf-8", "surrogateescape"))


def _lines(source: Source) -> list[str]:
    return [source.slice(span) for span in source.lines]
