"""``adr new`` of adr-tools: its options end where the title begins; our long options can stand before it, too."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, cast

import click

from adr_kit.cli.compat import commandline
from adr_kit.cli.context import Context
from adr_kit.cli.group import load
from adr_kit.cli.table import COMMANDS

if TYPE_CHECKING:
    from adr_kit.cli.compat.composing import Composed, Order
    from adr_kit.cli.creating import Creates


def run(_context: Context, words: list[str]) -> int:
    """Makes a record, opens it in the editor, and prints its path."""
    parent = click.get_current_context()
    command = load(next(entry for entry in COMMANDS if entry.name == "new"))
    try:
        with command.make_context("new", words, parent=parent, allow_interspersed_args=False) as made:
            options = cast("Creates", made.params)
            return make(Context.current(made), made.params["words"], options)
    except click.NoSuchOption as error:
        return _refused(f"illegal option -- {error.option_name[1:2]}", error)
    except click.BadOptionUsage as error:
        return _refused(f"option requires an argument -- {error.option_name.lstrip('-')}", error)


def _refused(what: str, error: click.UsageError) -> int:
    """What a shell's getopts says; for a long option, which it does not know, also what was wrong."""
    sys.stderr.write(f"adr-new: {what}\n{commandline.NOT_IMPLEMENTED}\n")
    if isinstance(error, click.NoSuchOption) and error.option_name.startswith("--"):
        sys.stderr.write(f"hint: {error.format_message()}\n")
    return 1


def make(context: Context, words: tuple[str, ...], options: Creates) -> int:
    """Makes a record."""
    from adr_kit.cli.compat.composing import compose
    from adr_kit.cli.writing import before_writing
    from adr_kit.workspace.session import begin

    title = " ".join(words)
    if not title.strip():
        sys.stdout.write("ERROR: no title given\n")  # where adr-tools writes it
        return 1
    before_writing(context, options)
    order = _order(context, title, options)
    with begin(context.config, context.vocabulary, who="adr new", dry_run=options["dry_run"], founding=True) as session:
        composed = compose(session, order)
        changed = session.write(composed.plan)
    finish(context, composed, options)
    if options["commit"] and changed:
        from adr_kit.workspace.git.index import commit
        from adr_kit.workspace.git.repository import find_repository

        commit(find_repository(context.root), changed, f"Record: {title}")
    return 0


def _order(context: Context, title: str, options: Creates) -> Order:
    from adr_kit.cli.compat.composing import Order
    from adr_kit.cli.creating import body_of, capture_of
    from adr_kit.cli.writing import listed

    named = context.env.get("ADR_TEMPLATE")
    review_by = options["review_by"]
    return Order(
        title=title,
        date=date(context),
        template=options["template"],
        own_template=context.cwd / named if named else None,
        supersedes=options["supersedes"],
        links=options["links"],
        number=options["number"],
        status=options["status"],
        deciders=listed(options["deciders"]),
        tags=listed(options["tags"]),
        affects=listed(options["affects"]),
        review_by=review_by.isoformat() if review_by else "",
        body=body_of(options["body"]),
        capture=capture_of(options),
    )


def date(context: Context) -> str:
    """What is written for DATE: any text that ``ADR_DATE`` holds, else today."""
    return (context.today_option is None and context.env.get("ADR_DATE")) or context.today.isoformat()


def finish(context: Context, composed: Composed, options: Creates) -> None:
    """The editor, and the path."""
    from adr_kit.cli.writing import outcome, show

    for note in composed.notes:
        context.out.note(note)
    if options["dry_run"]:
        show(context, composed.plan)
        return
    shown = context.shown(composed.file)
    editor = _editor(context, options)
    if editor is not None:
        from adr_kit.workspace.editor import open_editor

        open_editor(editor, context.root / composed.file, shown, share_stdout=True)
    if context.json:
        context.out.json({**outcome(context, composed.plan, composed.notes), "path": shown})
    else:
        context.out.path(shown)


def _editor(context: Context, options: Creates) -> str | None:
    """``VISUAL``, else ``EDITOR``, split at blanks; also where nobody sits at a terminal."""
    told = options["body"] is not None or options["decision"] is not None
    if options["edit"] is False or (told and not options["edit"]):
        return None
    words = next((env.split() for name in ("VISUAL", "EDITOR") if (env := context.env.get(name, "")).split()), [])
    return shlex.join(words) or None
