"""What every writing command shares: its options, its plan carried out, and what it says afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, ParamSpec, TypedDict, TypeVar

import click

from adr_kit.cli.options import dry_run

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.record.data import Json
    from adr_kit.workspace.session import Session

_NONE: Mapping[str, Json] = MappingProxyType({})
P = ParamSpec("P")
T = TypeVar("T")


class Writes(TypedDict):
    """The options of every writing command, as click names them."""

    dry_run: bool
    commit: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did.

    Attributes:
        plan: its plan.
        changed: every path that is now different (a renamed file's old one too).
        repaired: what was put right before.
    """

    plan: Plan
    changed: tuple[PurePosixPath, ...]
    repaired: tuple[str, ...] = ()


def writes(function: Callable[P, T]) -> Callable[P, T]:
    """``--dry-run`` and ``--commit``."""
    option = click.option("--commit", is_flag=True, help="Commit exactly the files that this changes.")
    return dry_run(option(function))


def carry_out(
    context: Context,
    make: Callable[[Session], Plan],
    message: Callable[[Session], str],
    options: Writes,
    facts: Callable[[], dict[str, Json]] = dict,
) -> None:
    """Run a command that is a plan and nothing else: write it (or show it), print what changed, commit.

    Args:
        context: the run.
        make: the plan, made under the lock.
        message: what a commit says; asked before anything is written.
        options: whether to write, and to commit.
        facts: what JSON says besides; asked when the plan is made.
    """
    from adr_kit.workspace.session import begin

    before_writing(context, options)
    who = f"adr {click.get_current_context().info_name}"
    with begin(context.config, context.vocabulary, who=who, dry_run=options["dry_run"]) as session:
        plan = make(session)
        said = message(session)
        done = Done(plan, session.write(plan), session.repaired)
    if options["dry_run"]:
        show(context, plan, facts())
        return
    if options["commit"]:
        commit(context, done, said)
    else:
        _follow(context, plan)
    tell(context, done, facts())


def before_writing(context: Context, options: Writes) -> None:
    """Refuse a commit that cannot be, while nothing is written yet."""
    if options["commit"] and not options["dry_run"]:
        from adr_kit.workspace.git.index import may_commit
        from adr_kit.workspace.git.repository import find_repository

        may_commit(find_repository(context.root))


def _follow(context: Context, plan: Plan) -> None:
    """Rename in git's index, too, what was renamed on disk: then ``git status`` says so."""
    moves = {change.moved_from: change.path for change in plan.changes if change.moved_from is not None}
    if not moves:
        return
    from adr_kit.workspace.git.index import follow
    from adr_kit.workspace.git.repository import find_repository

    why = follow(find_repository(context.root), moves)
    if why:
        context.out.note(f"git's index is as it was, so that git add has to name both files: {why}")


def tell(context: Context, done: Done, facts: Mapping[str, Json] = _NONE) -> None:
    """The changed paths on stdout, remarks on stderr; both as JSON, with some facts, where that is asked for."""
    notes = (*done.repaired, *done.plan.notes)
    if context.json:
        context.out.json({**outcome(context, done.plan, notes), **facts})
        return
    for note in notes:
        context.out.note(note)
    for path in written(done.plan):
        context.out.path(context.shown(path))


def outcome(context: Context, plan: Plan, notes: tuple[str, ...]) -> dict[str, Json]:
    """What a writing command answers as JSON: the changed paths, and the remarks."""
    changed: list[Json] = [context.shown(path) for path in written(plan)]
    return {"schema_version": 1, "changed": changed, "notes": list(notes)}


def written(plan: Plan) -> tuple[PurePosixPath, ...]:
    """The files that a plan makes or changes, under their new names."""
    return tuple(change.path for change in plan.changes)


def show(context: Context, plan: Plan, facts: Mapping[str, Json] = _NONE) -> None:
    """A plan as a diff: on stdout, or as one of JSON's values, with some facts."""
    from adr_kit.text.diff import unified

    pieces = [
        unified(str(change.moved_from or change.path), str(change.path), change.before, change.after)
        for change in plan.changes
    ]
    diff = b"".join(pieces)
    if context.json:
        context.out.json({**outcome(context, plan, plan.notes), **facts, "diff": diff.decode("utf-8", "replace")})
        return
    for note in plan.notes:
        context.out.note(note)
    context.out.bytes(diff)


def commit(context: Context, done: Done, message: str) -> None:
    """Commit what was changed; whatever else is staged stays as it is."""
    if not done.changed:
        return
    from adr_kit.workspace.git.index import commit as commit_files
    from adr_kit.workspace.git.repository import find_repository

    commit_files(find_repository(context.root), done.changed, message)


def listed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that may be given again, or once with commas; those of a glob's braces are its own."""
    values = [""]
    for word in words:
        depth = 0
        for character in word:
            depth = max(depth + (character == "{") - (character == "}"), 0)
            if character == "," and depth == 0:
                values.append("")
            else:
                values[-1] += character
        values.append("")
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
