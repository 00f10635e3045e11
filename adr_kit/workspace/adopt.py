"""A log's beginning: settings for a new one and its first record, or settings that say what an old one does."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change.model import Change, Plan
from adr_kit.record import first
from adr_kit.record.model import StatusKind
from adr_kit.record.recognise import recognise
from adr_kit.text.amount import count
from adr_kit.workspace.composing import Order, compose
from adr_kit.workspace.git.identity import user
from adr_kit.workspace.locate import ADR_TOML
from adr_kit.workspace.looking_alike import DEFAULT, recognised

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.record.recognise import Habits
    from adr_kit.workspace.session import Session

Setting = tuple[str, str | int]


@dataclass(frozen=True, slots=True)
class Adopted:
    """An old log taken over.

    Attributes:
        plan: the settings file to write.
        settings: what stands in it.
        said: what was recognised, a sentence each.
    """

    plan: Plan
    settings: tuple[Setting, ...]
    said: tuple[str, ...]


def found(session: Session, today: dt.date, template: str | None, *, settings: bool) -> Plan:
    """The plan of a new log: its settings, and record 1, which says why this team records its decisions.

    Args:
        session: the log that is to be.
        today: the date of the first record.
        template: the template that new records get; None for the usual one.
        settings: whether there is no settings file yet.

    Raises:
        AdrError: there is no such template.
    """
    name = template or session.config.template or DEFAULT
    identity = user(session.repository)
    order = Order(
        title=first.TITLE,
        date=today,
        template=template or (None if session.config.template else DEFAULT),
        status=StatusKind.ACCEPTED,
        deciders=(identity.name,) if identity else (),
        capture=first.CAPTURE,
    )
    plan = compose(session, order).plan
    if not settings:
        return plan
    written = (("log", session.config.log.as_posix()), ("template", name))
    return replace(plan, changes=(_settings_file(written, _NEW), *plan.changes))


def adopt(session: Session, template: str | None, *, settings: bool) -> Adopted:
    """The plan of taking over a log that is there: settings that say how it is written, and no record touched.

    Args:
        session: the log.
        template: the template that new records are to get; None for what their neighbours look like.
        settings: whether there is no settings file yet; without, nothing is written.
    """
    habits = recognise(session.log)
    name = template or recognised(session, habits)
    written = tuple(_settings(session, habits, name))
    records = len(session.log.records)
    plan = Plan((_settings_file(written, _OLD.format(count(records, "record"))),)) if settings else Plan()
    return Adopted(plan, written, tuple(_said(session, habits, name)))


def _settings(session: Session, habits: Habits, template: str | None) -> list[Setting]:
    naming = habits.naming
    values: list[tuple[str, str | int | None]] = [
        ("log", session.config.log.as_posix()),
        ("template", template),
        ("dialect", habits.dialect),
        ("file-name", naming.pattern if naming.pattern.endswith(".md") and "/" not in naming.pattern else None),
        ("number-width", naming.width if naming.numbered else None),
        ("default-status", habits.status),
        ("spelling", habits.spelling),
        ("strict-from", session.next_number().value if naming.numbered else None),
    ]
    return [(key, value) for key, value in values if value is not None]


def _said(session: Session, habits: Habits, template: str | None) -> list[str]:
    log, naming = session.log, habits.naming
    example = naming.pattern.replace("{number}", "0" * (naming.width - 1) + "1")
    said = [
        f"adopted {count(len(log.records), 'record')} in {log.folder}; none of them was changed",
        f"form: {habits.dialect}, "
        + (f"as the template {template}" if template else "new records look like the newest"),
        f"files: {example}",
    ]
    if habits.status:
        said.append(f"new records begin as {habits.status}, as all of these did")
    if habits.spelling:
        said.append(f"spelling: {habits.spelling}")
    if naming.numbered:
        said.append(f"rules hold from number {session.next_number().value} on; older records are left in peace")
    if log.problems:
        said.append(f"problems seen while reading: {len(log.problems)} (adr list --json names them)")
    return said


_NEW = "# How this team keeps its decision records; `adr config` shows every setting."
_OLD = "# What `adr init` recognised in {}; `adr config` shows every setting."


def _settings_file(settings: tuple[Setting, ...], comment: str) -> Change:
    lines = [comment, *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in settings)]
    return Change(PurePosixPath(ADR_TOML), None, ("\n".join(lines) + "\n").encode())
