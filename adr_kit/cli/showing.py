"""What all that shows the log in a browser says and knows besides its records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import Path, PurePosixPath

    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.lives import Life
    from adr_kit.site.model import Setting
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.repository import Repository
    from adr_kit.workspace.past import Snapshot


@dataclass(frozen=True, slots=True)
class Memory:
    """What git remembers at a commit.

    Attributes:
        as_of: the commit's day; None where there is no commit.
        lives: the lives of the records; None where they cannot be told.
        texts: the versions whose differences are shown.
    """

    as_of: dt.date | None = None
    lives: Mapping[PurePosixPath, Life] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


def then(context: Context) -> Snapshot | None:
    """All files as they were, where ``--at`` asks for the past."""
    if context.at is None:
        return None
    from adr_kit.workspace.past import snapshot

    return snapshot(context.config, context.at)


def memory_of(context: Context, repository: Repository, commit: str) -> Memory:
    """What git remembers; what it cannot tell is said, and the rest is shown without it."""
    from adr_kit.workspace.git.published import newest_commit

    as_of = newest_commit(repository, commit)
    return Memory(as_of, *_lives(context)) if as_of else Memory()


def setting_of(
    context: Context,
    past: Snapshot | None = None,
    memory: Callable[[Context, Repository, str], Memory] = memory_of,
) -> Setting:
    """What a site, or a single page, says and knows besides the log.

    Args:
        context: the run.
        past: the files, where they are not those of the work tree.
        memory: what asks git, for whoever keeps the answer.
    """
    from adr_kit.site.forge import forge_of
    from adr_kit.site.model import Setting
    from adr_kit.workspace.git.identity import remote_url
    from adr_kit.workspace.git.repository import find_repository
    from adr_kit.workspace.project import name_of_project
    from adr_kit.workspace.tree import tree_of

    config = context.config
    repository = find_repository(context.root)
    address = config.repository or (remote_url(repository) if repository else None) or ""
    forge = forge_of(address)
    name = name_of_project(context.root, address)
    known = memory(context, repository, past.commit if past else "HEAD") if repository else Memory()
    return Setting(
        title=config.site_title or (f"{name} decisions" if name else "Decisions"),
        description=config.site_description or "",
        forge=forge,
        as_of=known.as_of,
        tree=frozenset(map(str, past.objects)) if past else tree_of(context.root, repository),
        vocabulary=context.vocabulary,
        logo=config.look.logo,
        links=config.look.links,
        accent=config.look.colours,
        styles=_bytes(config, "site.css", config.look.css),
        mermaid=_bytes(config, "site.mermaid", config.look.mermaid),
        url=config.site_url or "",
        lives=known.lives,
        texts=known.texts,
    )


def _bytes(config: Config, key: str, file: PurePosixPath | None) -> bytes | None:
    """What stands in a file that a setting names."""
    from adr_kit.workspace.files import read_any

    with config.using(key):
        return read_any(config.root, file) if file else None


def _lives(context: Context) -> tuple[Mapping[PurePosixPath, Life] | None, Mapping[str, str]]:
    """The lives of the records, and the versions whose differences are shown."""
    from adr_kit.cli.period import chronicle
    from adr_kit.errors import AdrError
    from adr_kit.site.past import SHOWN
    from adr_kit.text.source import Source
    from adr_kit.workspace.git.objects import contents

    try:
        found = chronicle(context)
        lives, notes = found.lives(found.lineages)
        shown = (edit.change for life in lives if not life.gone for edit in life.changes[-SHOWN:])
        pairs = (name for change in shown if change.before and change.after for name in (change.before, change.after))
        read = contents(found.repository, dict.fromkeys(pairs))
        texts = {name: Source.decode(data).text for name, data in read if data is not None}
    except AdrError as error:
        context.out.warn(f"without its history: {error.message}")
        return None, {}
    for note in notes:
        context.out.warn(f"the history is not whole: {note}")
    return {life.path: life for life in lives}, texts


def compared(context: Context, setting: Setting, revision: str | None) -> Setting:
    """The same, with the state of the log from which it is to be told what differs: an empty one before there was any.

    Raises:
        AdrError: there is no such revision.
    """
    if revision is None:
        return setting
    from adr_kit.record.log import Log
    from adr_kit.site.model import Base
    from adr_kit.workspace.past import NoLogThenError

    try:
        log = context.log_at(revision)
    except NoLogThenError:  # the branch that brings the log
        log = Log.of((), context.config.log)
    return replace(setting, base=Base(revision, log))


def own_templates(context: Context) -> Path:
    """Where a team's own templates for pages lie: beside its records."""
    return context.config.folder / "templates" / "site"
