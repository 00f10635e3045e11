"""What ``new``, ``supersede`` and ``amend`` share: the options of a new record, and the way from there to its path."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from adr_kit.cli.options import DATE
from adr_kit.cli.output import interactive
from adr_kit.cli.writing import Done, Writes, before_writing, commit, listed, outcome, show, writes, written
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from adr_kit.cli.context import Context
    from adr_kit.record.data import Json
    from adr_kit.record.draft import Capture
    from adr_kit.record.model import Record
    from adr_kit.workspace.composing import Composed, Order

P = ParamSpec("P")
T = TypeVar("T")


class Creates(Writes):
    """The options of a new record, as click names them."""

    number: int | None
    fetch: bool
    template: str | None
    status: str | None
    deciders: tuple[str, ...]
    tags: tuple[str, ...]
    affects: tuple[str, ...]
    review_by: dt.date | None
    supersedes: tuple[str, ...]
    links: tuple[str, ...]
    body: str | None
    because: str | None
    decision: str | None
    over: tuple[str, ...]
    costs: tuple[str, ...]
    gains: tuple[str, ...]
    questions: tuple[str, ...]
    edit: bool | None
    launch: bool


_OPTIONS = (
    click.option("--because", metavar="TEXT", help="The problem, and what pulls in which direction."),
    click.option("--decision", metavar="TEXT", help="What is decided."),
    click.option("--over", multiple=True, metavar='"OPTION: WHY NOT"', help="What was turned down (repeatable)."),
    click.option("--gain", "gains", multiple=True, metavar="TEXT", help="What it brings (repeatable)."),
    click.option("--cost", "costs", multiple=True, metavar="TEXT", help="What it costs (repeatable)."),
    click.option("--question", "questions", multiple=True, metavar="TEXT", help="What is still open (repeatable)."),
    click.option("-F", "--file", "body", metavar="FILE", help="The text, from a file; - for standard input."),
    click.option("-s", "--supersedes", multiple=True, metavar="REF", help="A record that this replaces (repeatable)."),
    click.option(
        "-l", "--link", "links", multiple=True, metavar="REF:RELATION[:REVERSE]", help="Link to a record (repeatable)."
    ),
    click.option("--status", metavar="STATUS", help="The status, if not the usual one."),
    click.option("--decider", "deciders", multiple=True, metavar="NAME", help="Who decides (repeatable)."),
    click.option("--tag", "tags", multiple=True, metavar="TAG", help="A topic (repeatable)."),
    click.option("--affects", multiple=True, metavar="GLOB", help="Which files it governs (repeatable)."),
    click.option("--review-by", type=DATE, help="When to look at it again."),
    click.option("--number", type=click.IntRange(min=0), metavar="N", help="The number, if not the next free one."),
    click.option("--fetch", is_flag=True, help="Ask the remotes for new branches first, so that their numbers count."),
    click.option("--template", metavar="NAME", help="The template: a name, or a path."),
    click.option("--edit/--no-edit", default=None, help="Open the editor, or not; usual on a terminal."),
    click.option("--open", "launch", is_flag=True, help="Open the file with the program that the desktop has for it."),
)


def creates(function: Callable[P, T]) -> Callable[P, T]:
    """The options of a new record."""
    command = writes(function)
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Ending:
    """What comes of a new record, to be told."""

    composed: Composed
    record: Record
    done: Done
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The records that a new one is about, where a command of their own names them."""

    supersedes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    part: str | None = None


def run(context: Context, words: tuple[str, ...], options: Creates, about: About = About()) -> None:
    """Make a new record: compose and write it under the lock, then the editor, the commit, and the path on stdout.

    Args:
        context: the run.
        words: the title's words.
        options: what else was asked for.
        about: the records that it replaces or changes.
    """
    from adr_kit.cli.similar import similar_lines
    from adr_kit.workspace.composing import compose
    from adr_kit.workspace.editor import require_editor
    from adr_kit.workspace.git.refs import fetch
    from adr_kit.workspace.git.repository import find_repository
    from adr_kit.workspace.session import begin

    before_writing(context, options)
    order = _order(context, words, options, about)
    if options["fetch"]:
        fetch(find_repository(context.root))
    editor = require_editor(context.env) if _wants_editor(context, options) else None
    who = f"adr {click.get_current_context().info_name}"
    with begin(context.config, context.vocabulary, who=who, dry_run=options["dry_run"]) as session:
        composed = compose(session, order)
        done = Done(composed.plan, session.write(composed.plan), session.repaired)
        alike = similar_lines(context, session.log.records, order, composed)
    if options["dry_run"]:
        show(context, composed.plan)
        return
    _tell_before(context, composed, done, alike)
    if editor is not None:
        _edit(context, editor, composed)
    record = _read_again(context, composed)
    if options["commit"]:
        commit(context, done, f"{_VERB.get(who, 'Record')}: {record.title}")
    _tell_after(context, Ending(composed, record, done, alike))
    if options["launch"]:
        _launch(context, composed)


def _launch(context: Context, composed: Composed) -> None:
    from adr_kit.workspace.editor import show_on_desktop

    if not show_on_desktop(context.root / composed.file):
        context.out.warn("nothing can open it: there is no xdg-open, or the desktop has no program for Markdown")


_VERB = {"adr supersede": "Supersede", "adr amend": "Amend"}


def _order(context: Context, words: tuple[str, ...], options: Creates, about: About) -> Order:
    from adr_kit.change.body import title_of
    from adr_kit.workspace.composing import Order, Wish

    body = body_of(options["body"])
    title = " ".join(" ".join(words).split()) or (title_of(body, context.vocabulary) if body else "")
    if not title:
        raise AdrError("no title given", 'adr new "TITLE"')
    return Order(
        title=title,
        date=context.today,
        number=options["number"],
        template=options["template"],
        status=options["status"],
        deciders=listed(options["deciders"]),
        tags=listed(options["tags"]),
        affects=listed(options["affects"]),
        review_by=options["review_by"],
        supersedes=(*about.supersedes, *options["supersedes"]),
        amends=about.amends,
        part=about.part,
        links=tuple(Wish.parse(link) for link in options["links"]),
        body=body,
        capture=capture_of(options),
        here=context.cwd.resolve(),
    )


def capture_of(options: Creates) -> Capture:
    """What was told of the decision."""
    from adr_kit.record.draft import Alternative, Capture

    return Capture(
        because=options["because"] or "",
        decision=options["decision"] or "",
        over=tuple(Alternative.parse(text) for text in options["over"]),
        costs=options["costs"],
        gains=options["gains"],
        questions=options["questions"],
    )


def body_of(name: str | None) -> str | None:
    """The text in the file that ``-F`` names."""
    from adr_kit.workspace.composing import body_from, decoded

    if name is None:
        return None
    return decoded(sys.stdin.buffer.read(), "standard input") if name == "-" else body_from(Path(name))


def _wants_editor(context: Context, options: Creates) -> bool:
    """On a terminal, and where the command line has not said it all; ``--edit`` and ``--no-edit`` say it."""
    if options["dry_run"] or options["edit"] is not None:
        return bool(options["edit"]) and not options["dry_run"]
    told = options["body"] or options["decision"]
    if told or not interactive() or context.json:
        return False
    from adr_kit.workspace.editor import find_editor

    return find_editor(context.env) is not None


def _edit(context: Context, editor: str, composed: Composed) -> None:
    from adr_kit.workspace.editor import open_editor

    shown = context.shown(composed.file)
    if not open_editor(editor, context.root / composed.file, shown):
        context.out.note(f"{shown}: closed unchanged; the file is kept")


def _read_again(context: Context, composed: Composed) -> Record:
    """The record as it is now; where it is none any more, as it was written."""
    from adr_kit.record.log import Log
    from adr_kit.record.reader import read
    from adr_kit.workspace.files import read_file

    written = next(change.after for change in composed.plan.changes if change.path == composed.file)
    if context.json and (found := context.read_log().by_file.get(composed.file)):
        return found  # with its links resolved; for people, one file is enough
    for data in (read_file(context.root, composed.file), written or b""):
        log = Log.of([read(composed.file, data, context.vocabulary)], context.config.log, context.config.name)
        if log.records:
            return log.records[0]
    raise AdrError(f"{context.shown(composed.file)} is no record any more", "adr list --json says why, under skipped")


def _tell_before(context: Context, composed: Composed, done: Done, similar: tuple[str, ...]) -> None:
    if context.json:
        return
    for note in (*done.repaired, *done.plan.notes):
        context.out.note(note)
    others = [context.shown(path) for path in written(done.plan) if path != composed.file]
    if others:
        context.out.note(f"changed, too: {', '.join(others)}")
    for line in similar:
        context.out.note(f"similar: {line}")


def _tell_after(context: Context, ending: Ending) -> None:
    from adr_kit.cli.accept import open_questions
    from adr_kit.record.data import record_data
    from adr_kit.record.sections import unfilled

    record, done = ending.record, ending.done
    shown = context.shown(ending.composed.file)
    empty = unfilled(record, context.vocabulary)
    steps = next_step(record, empty)
    if context.json:
        missing: list[Json] = list(empty)
        alike: list[Json] = list(ending.similar)
        told = outcome(context, done.plan, (*done.repaired, *done.plan.notes))
        data: dict[str, Json] = {"path": shown, "record": record_data(record), "unfilled": missing, "similar": alike}
        context.out.json({**told, **data, "next": steps})
        return
    if empty:
        context.out.note(f"still empty: {', '.join(empty)}")
    for question in open_questions(context, record):
        context.out.note(f"open: {question}")
    context.out.note(f"next: {steps}")
    context.out.path(shown)


def next_step(record: Record, empty: tuple[str, ...]) -> str:
    """The command that comes next for a record, to be run as it is."""
    from adr_kit.record.model import StatusKind
    from adr_kit.record.sections import questions

    waits = record.status in (StatusKind.PROPOSED, StatusKind.DRAFT)
    if empty or (waits and any(not question.done for question in questions(record.reading))):  # accept would stop
        return f"adr edit {record.reference}"
    if waits:
        return f"adr accept {record.reference}"
    return f"adr show {record.reference}"
