"""``adr where``: every place of the repository that mentions a record, and which of these are wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.list import label
from adr_kit.cli.options import REF
from adr_kit.cli.output import Cell
from adr_kit.cli.writing import Writes, carry_out, writes
from adr_kit.errors import AdrError
from adr_kit.record.data import SCHEMA_VERSION
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from adr_kit.change.model import Plan
    from adr_kit.cli.context import Context
    from adr_kit.insight.citations import Cited, Remark
    from adr_kit.record.data import Json
    from adr_kit.record.log import Log
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.repository import Repository
    from adr_kit.workspace.past import Snapshot
    from adr_kit.workspace.session import Session


@dataclass(frozen=True)
class Looked:
    """What was found: each mention with what is wrong with it, and what was not looked at."""

    log: Log
    cited: Cited
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...]


class Where(Writes):
    """The options of ``adr where``, as click names them."""

    everything: bool
    check: bool
    fix: bool


@click.command()
@click.argument("ref", type=REF, required=False)
@click.option("--all", "everything", is_flag=True, help="Mentions of every record, and of records that are not there.")
@click.option("--check", is_flag=True, help="Only what is wrong; exit 1 where something is.")
@click.option("--fix", is_flag=True, help="Put right what can mean only one record.")
@writes
@pass_context
def command(context: Context, ref: str | None, **options: Unpack[Where]) -> int:
    """Say where a record is mentioned, in code and prose: its number, its file's name, links and addresses.

    With --all, what is wrong is said, too: numbers that no record has, records that were superseded or renumbered,
    links that lead nowhere. Through a pipe: path:line:column, what is wrong, record, mention, more of that, line.
    """
    if (ref is None) is not options["everything"]:
        raise AdrError("name one record, or all of them", "adr where REF, or adr where --all")
    if options["fix"] and context.then:
        raise AdrError("--fix changes the work tree, and not the log as it was", "adr where … --fix, without --at")
    if options["fix"]:
        return _fix(context, ref, options)
    looked = look(context, ref)
    shown = [remark for remark in looked.remarks if remark.trouble or not options["check"]]
    if context.json:
        context.out.json(_data(context, looked, shown))
    else:
        _print(context, looked, shown)
        _sum_up(context, looked, ref)
    return 1 if options["check"] and any(remark.trouble for remark in looked.remarks) else 0


def look(context: Context, ref: str | None) -> Looked:
    """Each mention of one record, or of all, with what is wrong with it; with ``--at`` as it was."""
    from adr_kit.workspace.git.repository import find_repository

    log, config, then = context.read_log_then(), context.config, None
    if context.then:
        from adr_kit.workspace.past import snapshot

        config = context.state(context.then).config
        then = snapshot(config, context.then)
    return _looked(config, find_repository(context.root), log, ref, then)


def _looked(
    config: Config, repository: Repository | None, log: Log, ref: str | None, then: Snapshot | None = None
) -> Looked:
    from adr_kit.workspace.citing import cited, remarks_on

    record = log.find(ref) if ref is not None else None
    found, notes = cited(config, repository, log, (record,) if record else (), config.where_exclude, then)
    remarks = remarks_on(config, repository, log, found, record, then.commit if then else "HEAD")
    return Looked(log, found, remarks, notes)


def _print(context: Context, looked: Looked, shown: list[Remark]) -> None:
    """A row a mention; on a terminal a line of a file once for each record, those of a file together."""
    out = context.out
    if not out.terminal:
        out.rows([_row(context, looked, remark) for remark in shown])
        return
    last, told = "", set[tuple[str, ...]]()
    for remark in shown:
        place, _, record, _, _, text = (cell.text for cell in _row(context, looked, remark))
        file, line, _ = place.rsplit(":", 2)
        if file != last:
            out.styled(out.style(file, bold=True))
        last = file
        found = looked.log.by_id.get(record)
        if (place := f"{file}:{line}", record, remark.message) in told:
            continue
        told.add((place, record, remark.message))
        out.rows([[Cell(f"{line:>6}"), Cell(label(found) if found else "?"), Cell(text)]])
        if remark.message:
            out.rows([[Cell(" " * 6), Cell(remark.message, "yellow")]])


def _row(context: Context, looked: Looked, remark: Remark) -> list[Cell]:
    """Where the mention stands, what is wrong, which record it means, the mention, what to know of it, and its line."""
    from adr_kit.insight.citations import near

    mention = remark.mention
    source = looked.cited.texts[mention.file]
    line, column = source.position(mention.span.start)
    place, text = context.shown(mention.file), source.slice(near(source, mention)).strip()
    cells = (f"{place}:{line}:{column}", remark.trouble or "", mention.target or "", mention.text, remark.message, text)
    return [Cell(cell) for cell in cells]


def _sum_up(context: Context, looked: Looked, ref: str | None) -> None:
    """What was found and what was looked at: nothing found never means that nobody looked."""
    remarks = looked.remarks
    for note in looked.notes:
        context.out.note(note)
    files = len({remark.mention.file for remark in remarks})
    about = f"of {ref} " if ref else ""
    among = f"{files} of {count(len(looked.cited.book.files), 'file')}"
    said = f"{count(len(remarks), 'mention')} {about}in {among}"
    wrong = Counter(remark.trouble for remark in remarks if remark.trouble)
    listed = ", ".join(f"{number} {trouble}" for trouble, number in sorted(wrong.items()))
    certain = sum(remark.certain for remark in remarks)
    context.out.note(f"{said}; {listed}" if listed else said)
    if certain and not context.then:
        context.out.note(f"next: adr where {ref or '--all'} --fix (puts {certain} right)")


def _data(context: Context, looked: Looked, shown: list[Remark]) -> dict[str, Json]:
    mentions: list[Json] = [_mention_data(context, looked, remark) for remark in shown]
    notes: list[Json] = list(looked.notes)
    wrong = sum(bool(remark.trouble) for remark in looked.remarks)
    return {
        "schema_version": SCHEMA_VERSION,
        "records": len(looked.log.records),
        "files": len(looked.cited.book.files),
        "files_read": len(looked.cited.texts),
        "found": len(looked.remarks),
        "wrong": wrong,
        "mentions": mentions,
        "notes": notes,
    }


def _mention_data(context: Context, looked: Looked, remark: Remark) -> dict[str, Json]:
    mention = remark.mention
    source = looked.cited.texts[mention.file]
    line, column = source.position(mention.span.start)
    candidates: list[Json] = list(mention.means) if mention.target is None else []
    return {
        "path": context.shown(mention.file),
        "line": line,
        "column": column,
        "text": mention.text,
        "form": mention.form,
        "record": mention.target,
        "candidates": candidates,
        "trouble": remark.trouble,
        "message": remark.message,
        "instead": remark.instead.id if remark.instead else None,
        "certain": remark.certain,
    }


def _fix(context: Context, ref: str | None, options: Where) -> int:
    """Put right what is certain, say what is left: exit 1 where something is."""
    left: list[Remark] = []

    def make(session: Session) -> Plan:
        from adr_kit.change.retarget import retarget

        looked = _looked(context.config, session.repository, session.log, ref)
        plan = retarget(looked.log, session.style, looked.remarks, looked.cited)
        left.extend(remark for remark in looked.remarks if remark.trouble and not remark.certain)
        said = [_left(context, looked.cited, remark) for remark in left]
        return Plan(plan.changes, (*looked.notes, *plan.notes, *said))

    from adr_kit.change.model import Plan

    carry_out(context, make, lambda _: "Let citations mean the records that they meant", options)
    return 1 if left and options["check"] else 0


def _left(context: Context, found: Cited, remark: Remark) -> str:
    line, column = found.texts[remark.mention.file].position(remark.mention.span.start)
    return f"left: {context.shown(remark.mention.file)}:{line}:{column}: {remark.mention.text}: {remark.message}"
