"""The life of one record, as ``adr history REF`` shows it: what is known of it, then its commits, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.cli.list import label, status_cell
from adr_kit.cli.period import chronicle
from adr_kit.errors import AdrError
from adr_kit.insight.timeline.data import edit_data, life_data
from adr_kit.insight.timeline.lives import decided, disagreements
from adr_kit.insight.timeline.telling import way, who
from adr_kit.record.data import SCHEMA_VERSION, record_data
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.text.source import Source
from adr_kit.text.worddiff import Op, word_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adr_kit.cli.context import Context
    from adr_kit.insight.timeline.lineage import Lineage
    from adr_kit.insight.timeline.lives import Edit, Life
    from adr_kit.insight.timeline.model import FileChange
    from adr_kit.record.data import Json
    from adr_kit.record.model import Record
    from adr_kit.text.worddiff import Line
    from adr_kit.workspace.chronicle import Chronicle

UNSHALLOW = "git fetch --unshallow brings what is older"
_COLOURS = {Op.ADDED: "green", Op.REMOVED: "red", Op.SAME: None}
_MARKS = {Op.ADDED: ("{+", "+}"), Op.REMOVED: ("[-", "-]"), Op.SAME: ("", "")}


def show(context: Context, reference: str, limit: int | None, *, diff: bool) -> None:
    """Print the life of a record.

    Args:
        context: the run.
        reference: which record; one that is gone is found as well.
        limit: how many of its commits.
        diff: whether to say what changed in the text.

    Raises:
        AdrError: there is no such record, none of its commits, or git cannot look.
    """
    found = chronicle(context)
    record, lineage = _meant(context, found, reference)
    if not lineage.steps:
        raise AdrError(f"{context.shown(lineage.path)} changed last before this shallow clone begins", UNSHALLOW)
    lives, notes = found.lives([lineage])
    if not lives:
        raise AdrError(f"no version of {lineage.path} can be read here", "; ".join(notes) or "git fsck")
    life = lives[0]
    changes = life.changes[::-1][:limit]
    texts = _texts(found, changes) if diff else {}
    if context.json:
        context.out.json(_data(record, life, changes, texts, notes))
        return
    lines = (line for change in changes for line in _change(context, life, change, texts))
    for line in (*_facts(context, record, life), *lines):
        context.out.styled(line)
    for note in notes:
        context.out.warn(note)


def _meant(context: Context, found: Chronicle, reference: str) -> tuple[Record | None, Lineage]:
    """The record and its file: one of the log, else one that is not there any more, or not checked out."""
    by_path = {lineage.path: lineage for lineage in found.lineages}
    try:
        record = context.read_log_then().find(reference)
    except AdrError as error:
        lineage = _elsewhere(context, found, reference)
        if lineage is None:
            raise AdrError(error.message, error.hint) from None
        return None, lineage
    if record.file not in by_path:
        from adr_kit.workspace.past import within_another

        elsewhere = within_another(context.config, record.file.parent)
        raise elsewhere or AdrError(
            f"{context.shown(record.file)} is in no commit yet", "git commit it, then ask again"
        )
    return record, by_path[record.file]


def _elsewhere(context: Context, found: Chronicle, reference: str) -> Lineage | None:
    """The file that is meant among those that are not in the work tree, each as it last was."""
    from adr_kit.workspace.git.objects import contents

    gone = {one.path: one for one in found.lineages if one.gone or not (context.root / one.path).exists()}
    objects = {one.last.after or one.last.before: path for path, one in gone.items()}
    readings = (
        read(objects[name], data, context.vocabulary)
        for name, data in contents(found.repository, objects)
        if data is not None
    )
    try:
        return gone[Log.of(readings, context.config.log).find(reference).file]
    except AdrError:
        return None


def _texts(found: Chronicle, changes: tuple[Edit, ...]) -> Mapping[str, str]:
    """The texts of all versions that are to be shown, from one process."""
    from adr_kit.workspace.git.objects import contents

    names = dict.fromkeys(name for one in changes for name in (one.change.before, one.change.after) if name)
    read_all = contents(found.repository, names)
    return {name: Source.decode(data).text for name, data in read_all if data is not None}


def _diff(change: FileChange, texts: Mapping[str, str]) -> tuple[Line, ...]:
    """What a commit changed in the text; nothing where it made or removed the file, or a version is not here."""
    before, after = texts.get(change.before), texts.get(change.after)
    return word_diff(before, after) if before is not None and after is not None else ()


def _facts(context: Context, record: Record | None, life: Life) -> Iterator[str]:
    out = context.out
    if record is not None:
        status = status_cell(record)
        named = f"{out.style(label(record), bold=True)}  {out.style(record.title, bold=True)}"
        yield f"{named}  {out.style(status.text, status.colour)}"
    else:
        where = "removed" if life.gone else "not in the work tree"
        yield f"{out.style(life.said.title, bold=True)}  {out.style(where, 'red')}"
    yield out.style(context.shown(life.path), dim=True)
    for name in life.names[:-1] if record is not None else ():
        yield out.style(f"formerly {name}", dim=True)
    for word, fact in _dates(record, life):
        yield f"{out.style(f'{word:<11}')}{out.style(fact)}"
    for told in disagreements(record, life) if record is not None else ():
        yield out.style(f"! {told}", "yellow")


def _dates(record: Record | None, life: Life) -> Iterator[tuple[str, str]]:
    if life.created is not None:
        yield "created", f"{life.created.author.when.date()} by {life.created.author.name}"
    for word, change in (("proposed", life.proposed), ("accepted", life.accepted)):
        if change is not None:
            yield word, f"{change.commit.author.when.date()}. {who(change)}"
    day = decided(record, life) if record is not None else None
    if record is not None and day is not None:
        people = ", ".join(person.name for person in record.people.deciders)
        source = "the record says so" if record.date is not None else "git says so, the record has no date"
        yield "decided", f"{day} ({source}{f'; by {people}' if people else ''})"
    yield "changed", f"{life.changed.author.when.date()} by {life.changed.author.name}"
    yield "authors", ", ".join(name for name, _ in life.contributors)


def _change(context: Context, life: Life, one: Edit, texts: Mapping[str, str]) -> Iterator[str]:
    out = context.out
    commit = one.commit
    yield ""
    yield f"{commit.author.when.date()}  {out.style(commit.id[:9], 'yellow')}  {out.style(commit.subject, bold=True)}"
    yield out.style(f"    {who(one)}", dim=True)
    for transition in life.transitions:
        if transition.commit is commit:
            yield out.style(f"    {way(transition)}", "cyan")
    if one.change.source is not None:
        yield out.style(f"    renamed from {one.change.source}", "cyan")
    for line in _diff(one.change, texts):
        yield "    " + "".join(_piece(context, piece.op, piece.text) for piece in line)


def _piece(context: Context, op: Op, text: str) -> str:
    if context.out.colour:
        return context.out.style(text, _COLOURS[op])
    before, after = _MARKS[op]
    return context.out.style(f"{before}{text}{after}")


def _data(
    record: Record | None, life: Life, changes: tuple[Edit, ...], texts: Mapping[str, str], notes: tuple[str, ...]
) -> dict[str, Json]:
    told: list[Json] = [_change_data(one, texts) for one in changes]
    return {
        "schema_version": SCHEMA_VERSION,
        "record": record_data(record) if record else None,
        "path": life.path.as_posix(),
        "history": life_data(record, life),
        "changes": told,
        "notes": list(notes),
    }


def _change_data(one: Edit, texts: Mapping[str, str]) -> dict[str, Json]:
    lines: list[Json] = []
    for line in _diff(one.change, texts):
        pieces: list[Json] = [{"op": piece.op.value, "text": piece.text} for piece in line]
        lines.append(pieces)
    return {
        **edit_data(one),
        "path": one.change.path.as_posix(),
        "renamed_from": one.change.source.as_posix() if one.change.source else None,
        "diff": lines,
    }
