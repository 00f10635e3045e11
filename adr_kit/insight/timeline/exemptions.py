"""Changes that came without a decision on purpose: a trailer of their commit says so, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.insight.timeline.model import Commit
    from adr_kit.insight.timeline.period import Period

TRAILER = "ADR"  # git's own form (git-interpret-trailers): "ADR: none, because only a name changes"
_NONE = re.compile(r"(?:none|no)\b[\s,:;.–—-]*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
_IN_PARENTHESES = re.compile(r"\((?P<inside>[^()]*)\)\.?")


@dataclass(frozen=True, slots=True)
class Exemption:
    """A commit that says that it needs no decision, and why; "" where it does not say why."""

    commit: Commit
    reason: str


def reason_of(value: str) -> str | None:
    """Why a change needs no decision, as the value of its trailer says.

    Args:
        value: what stands behind the colon.

    Returns:
        The reason, "" where none is given; None where the trailer says something else (``ADR: 12``).
    """
    match = _NONE.fullmatch(value.strip())
    if match is None:
        return None
    reason = " ".join(match["reason"].split())
    whole = _IN_PARENTHESES.fullmatch(reason)
    return whole["inside"].strip() if whole else reason


def exemptions(stated: Iterable[tuple[Commit, tuple[str, ...]]], period: Period) -> Iterator[Exemption]:
    """The commits of a period that say that they need no decision, in the order given.

    Args:
        stated: commits with the values of their trailers.
        period: which time is meant.
    """
    for commit, values in stated:
        reasons = [reason for value in values if (reason := reason_of(value)) is not None]
        if reasons and period.has(commit):
            yield Exemption(commit, reasons[0])
