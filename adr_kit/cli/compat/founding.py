"""``adr init`` of adr-tools: a directory, its name in ``.adr-dir``, and the record that says why."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.cli.compat.creating import date

if TYPE_CHECKING:
    from adr_kit.change.model import Change
    from adr_kit.cli.context import Context
    from adr_kit.workspace.config import Config


def run(context: Context, words: list[str]) -> int:
    """Starts a log, or adds that record to the one that is there; prints its path."""
    from adr_kit.change.model import Plan
    from adr_kit.cli.compat.composing import Order, compose
    from adr_kit.record import first
    from adr_kit.workspace.session import begin

    given = [word for word in words if word != "--"][:1]
    config = _config(context, given[0]) if given and given[0] else context.config
    told = replace(first.CAPTURE, over=())  # adr-tools' records have no section for options
    order = Order(first.ADR_TOOLS_TITLE, date(context), built_in=True, capture=told)
    with begin(config, context.vocabulary, who="adr init", founding=True) as session:
        composed = compose(session, order)
        pointer = _pointer(context, config, given[0]) if given and given[0] else ()
        session.write(Plan((*composed.plan.changes, *pointer)))
    context.out.path(config.shown(composed.file, context.cwd))
    return 0


def _config(context: Context, word: str) -> Config:
    """The configuration with the log in a directory that is typed."""
    from adr_kit.workspace.locate import Pointer

    here = context.cwd.resolve()
    log = Path(os.path.normpath(here / word))
    root = context.config.root
    if not (here.is_relative_to(root) and log.is_relative_to(root)):
        root = Path(os.path.commonpath([here, log]))
    name = word.rstrip("/") or "/"
    return replace(
        context.config, root=root, log=PurePosixPath(log.relative_to(root).as_posix()), pointer=Pointer(here, name)
    )


def _pointer(context: Context, config: Config, word: str) -> tuple[Change, ...]:
    """``.adr-dir`` in the current directory, as it is to be."""
    from adr_kit.change.model import Change
    from adr_kit.workspace.locate import ADR_DIR

    place = context.cwd.resolve() / ADR_DIR
    before = place.read_bytes() if place.is_file() else None
    file = PurePosixPath(place.relative_to(config.root.resolve()).as_posix())
    after = f"{word}\n".encode("utf-8", "surrogateescape")
    return () if before == after else (Change(file, before, after),)
