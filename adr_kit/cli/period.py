"""Which time a command is asked about (``--since 1w``, ``v1..v2``), and what git remembers of it."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.period import Period
    from adr_kit.workspace.chronicle import Chronicle

    SinceBase = click.ParamType[str]
else:  # click before 8.5 has no type arguments
    SinceBase = click.ParamType

_SPAN = re.compile(r"(?P<count>\d{1,5})(?P<unit>[dwmy])", re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
RANGE = ".."


class SinceType(SinceBase):  # type: ignore[explicit-any]  # -- click declares its base with Any
    """A day, or how long ago: ``2026-01-31``, ``3d``, ``1w``, ``6m``, ``1y``."""

    name = "when"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text, if it says a time; else a usage error."""
        text = str(value)
        if _SPAN.fullmatch(text) is None and _day(text) is None:
            self.fail(f"{text!r} is no time: write 2026-01-31, 3d, 1w, 6m or 1y", param, ctx)
        return text


SINCE = SinceType()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def since_day(text: str, today: dt.date) -> dt.date:
    """The day that ``--since`` means."""
    span = _SPAN.fullmatch(text)
    if span is None:
        return _day(text) or today
    days = int(span["count"]) * _DAYS[span["unit"].lower()]
    return today - dt.timedelta(days=min(days, (today - dt.date.min).days))


def is_range(words: str) -> bool:
    """Whether words are a range of revisions, and no path that climbs (no revision begins with a slash)."""
    return RANGE in words and f"{RANGE}/" not in words.replace("\\", "/")


def ends_of(words: str) -> tuple[str, str]:
    """The two revisions of a range; HEAD where one is left out.

    Raises:
        AdrError: it is none.
    """
    old, dots, new = words.partition(RANGE)
    if not dots or new.startswith("."):
        raise AdrError(f"{words!r} is no range", "write OLD..NEW: v1..v2, main..HEAD")
    return old or "HEAD", new or "HEAD"


def period_of(context: Context, words: str | None, since: str | None) -> Period:
    """The period that a range, or ``--since``, means; all time where neither is given.

    Raises:
        AdrError: a revision does not exist, or both are given.
    """
    from adr_kit.insight.timeline.period import Period
    from adr_kit.workspace.git.revisions import commits_between
    from adr_kit.workspace.past import repository_of

    if words is not None and since is not None:
        raise AdrError("a range and --since cannot both say which time is meant", "leave one of them out")
    if words is not None and context.at is not None:
        raise AdrError("a range and --at cannot both say up to which commit", "leave one of them out")
    if words is not None:
        old, new = (context.commit(end) for end in ends_of(words))
        return Period(words, commits=commits_between(repository_of(context.config), old, new))
    if since is None:
        return Period()
    day = since_day(since, context.today)
    return Period(f"since {day}", since=day)


def chronicle(context: Context, revision: str | None = None) -> Chronicle:
    """What git remembers of the log that a command is about.

    Args:
        context: the run.
        revision: up to which commit; else what ``--at`` says, else HEAD.

    Raises:
        AdrError: there is no repository, git cannot look, or the whole log lies in a submodule.
    """
    from adr_kit.workspace.chronicle import chronicle_of
    from adr_kit.workspace.files import with_real_names
    from adr_kit.workspace.past import NoLogThenError, repository_of, within_another

    repository = repository_of(context.config)
    elsewhere = [within_another(context.config, place) for place in context.config.places]
    then = context.then if revision in (None, "HEAD") else revision
    config = context.config
    if then:
        with suppress(NoLogThenError):  # it was removed by then: its history is that of today's folders
            config = context.state(then).config
    elif elsewhere[0] is not None and all(elsewhere):
        raise elsewhere[0]
    folders = with_real_names(context.root, config.places)
    return chronicle_of(repository, folders, context.vocabulary, then or "HEAD", context.commit(then or "HEAD"))
