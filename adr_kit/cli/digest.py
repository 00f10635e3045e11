"""``adr digest``: the note to everybody: what was decided lately, what waits and for whom, what is due for review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.paper import show
from adr_kit.cli.period import SINCE, chronicle, ends_of, period_of
from adr_kit.errors import AdrError
from adr_kit.insight.timeline.digest import Remembered, digest
from adr_kit.insight.timeline.exemptions import TRAILER, exemptions
from adr_kit.insight.timeline.telling import tell_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.exemptions import Exemption
    from adr_kit.insight.timeline.period import Period
    from adr_kit.record.log import Log
    from adr_kit.workspace.chronicle import Chronicle

LATELY = "1w"
MARGIN = dt.timedelta(days=2)
BEGINNING = dt.date(1971, 1, 1)  # git takes an earlier day for a time of today


@click.command()
@click.argument("words", metavar="[RANGE]", required=False)
@click.option("--since", type=SINCE, metavar="WHEN", help="Since a day, or 3d, 1w (the default), 6m, 1y ago.")
@pass_context
def command(context: Context, words: str | None, since: str | None) -> None:
    """Write what was decided lately, what waits and for whom, and what is due for review, as Markdown to paste.

    \b
      adr digest                  the last week
      adr digest --since 1m       the last month
      adr digest v1.0..HEAD       between two revisions
    """
    period = period_of(context, words, since or (None if words else LATELY))
    revision = ends_of(words)[1] if words else None
    log = context.read_log_then() if revision in (None, "HEAD") else context.log_at(str(revision))
    found = digest(log, _remembered(context, log, period, words), period, context.today)
    if context.json:
        from adr_kit.insight.timeline.data import digest_data

        context.out.json(digest_data(found, context.vocabulary))
        return
    show(context, tell_digest(found, context.vocabulary), "markdown")


def _remembered(context: Context, log: Log, period: Period, words: str | None) -> Remembered:
    """What git remembers; without git, what the records say has to do, and that is said."""
    revision = ends_of(words)[1] if words else None
    try:
        found = chronicle(context, revision)
    except AdrError as error:
        if revision is not None:
            raise
        return Remembered(notes=(f"changes of status ({error.message}): what follows is what the records say",))
    absent = tuple(_absent(context, log, found)) if revision is None else ()
    open_ones = {record.file for record in log.records if record.status in ("proposed", "draft")}
    touched = {id(one) for one in period.touched(found.history, found.lineages)}
    lives, notes = found.lives(one for one in found.lineages if id(one) in touched or one.path in open_ones)
    return Remembered(lives, tuple(_exempted(context, found, period, words)), (*notes, *absent))


def _exempted(context: Context, found: Chronicle, period: Period, words: str | None) -> Iterator[Exemption]:
    """The commits that say that they need no decision; two days are a margin for time zones."""
    from adr_kit.workspace.git.history import stated

    known = context.commit(ends_of(words)[0]) if words else ""
    since = period.since - MARGIN if period.since and period.since > BEGINNING else None
    return exemptions(stated(found.repository, TRAILER, found.history.tip, known=known, since=since), period)


def _absent(context: Context, log: Log, found: Chronicle) -> Iterator[str]:
    """Records of the last commit that the work tree lacks are not in the digest: that is said."""
    if context.at is not None or found.repository.worktree is None:
        return
    known = (one for one in found.lineages if not one.gone and one.path not in log.unseen)
    count = sum(not (context.root / one.path).exists() for one in known)
    if count:
        yield f"{count} of the last commit's files are not in the work tree; --at HEAD looks at all"
