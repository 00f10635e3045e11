"""A new record as adr-tools makes it: number, file name, template and links; with what our options add."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change.body import with_body
from adr_kit.change.capture import fill
from adr_kit.change.creating import Tie, Ties
from adr_kit.change.plan import create
from adr_kit.errors import AdrError
from adr_kit.record import naming
from adr_kit.record.draft import Capture, Draft
from adr_kit.record.slug import adr_tools_slug
from adr_kit.workspace.relating import words_for
from adr_kit.workspace.templates.records import find_template, render_record
from adr_kit.workspace.templates.shipped import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from adr_kit.change.model import Plan
    from adr_kit.workspace.session import Number, Session
    from adr_kit.workspace.templates.records import TemplateSource

ACCEPTED = "Accepted"
_BUILT_IN = "adr-tools"
_FIELDS = 3  # of a link: TARGET:LABEL:REVERSE; what follows is ignored


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for.

    Attributes:
        title: the title, exactly.
        date: what is written for DATE.
        template: a template's name or path, by our option.
        own_template: the file that ``ADR_TEMPLATE`` names.
        built_in: whether only the built-in template counts.
        supersedes: references.
        links: ``TARGET:LABEL:REVERSE``.
        status: a status, by our option.
    """

    title: str
    date: str
    template: str | None = None
    own_template: Path | None = None
    built_in: bool = False
    supersedes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    number: int | None = None
    status: str | None = None
    deciders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    review_by: str = ""
    body: str | None = None
    capture: Capture = field(default_factory=Capture)


@dataclass(frozen=True, slots=True)
class Composed:
    """A new record, not yet written: its path from the root, its title, and what it takes."""

    file: PurePosixPath
    title: str
    plan: Plan
    notes: tuple[str, ...] = ()


def compose(session: Session, order: Order) -> Composed:
    """The plan of a new record; every reference is resolved first, where adr-tools leaves half-written records.

    Raises:
        AdrError: a reference, template, status or number is not to be had.
    """
    ties = _ties(session, order)
    source = _template(session, order)
    number = session.next_number() if order.number is None else session.given_number(order.number)
    draft = _draft(session, order, number)
    text = render_record(source, draft).text
    if order.body is not None:
        text = with_body(text, order.body, session.vocabulary)
    if order.capture != Capture():
        text = fill(text, draft, session.vocabulary)
    file = session.config.log / _name(session, draft)
    plan = create(session.log, session.style, file, text, _left_out(order, draft), ties)
    plan = ended(plan, None if ties == Ties() else file)
    # adr-tools knows nothing of git: outside of it there is nothing to tell about numbers elsewhere.
    return Composed(file, order.title, plan, number.notes if session.repository else ())


def ended(plan: Plan, new: PurePosixPath | None = None) -> Plan:
    """The plan with the last line end that adr-tools supplies to each file into which it writes a link.

    Args:
        plan: the plan.
        new: a file that it makes, where that gets links, too.
    """
    changes = tuple(
        replace(change, after=change.after + b"\n")
        if change.after and not change.after.endswith(b"\n") and (change.before is not None or change.path == new)
        else change
        for change in plan.changes
    )
    return replace(plan, changes=changes)


def _ties(session: Session, order: Order) -> Ties:
    links = tuple(_tie(session, spec) for spec in order.links)
    old = tuple(dict.fromkeys(session.log.find(reference) for reference in order.supersedes))
    return Ties(supersedes=old, links=links)


def _tie(session: Session, spec: str) -> Tie:
    """A link; with two fields, the other half is that of a relation that is known."""
    reference, *labels = spec.split(":")[:_FIELDS]
    if not (reference and labels and all(labels)):
        raise AdrError(f"-l {spec}: is not TARGET:LINK:REVERSE-LINK", 'for example: -l "5:Amends:Amended by"')
    target = session.log.find(reference)
    if len(labels) == 1:
        words = words_for(session, labels[0])
        return Tie(target, words.relation, words.reverse)
    return Tie(target, labels[0], labels[1], literal=True)


def _template(session: Session, order: Order) -> TemplateSource:
    """Our option's, else ``ADR_TEMPLATE``, else the project's own, else the built-in one."""
    config = session.config
    project = config.folder / "templates" / "template.md"
    if order.template is not None:
        return find_template(order.template, config.folder, config.root)
    if order.own_template is not None:
        if not order.own_template.is_file():
            raise AdrError(
                f"ADR_TEMPLATE: there is no file {order.own_template}", "unset it, or name one that is there"
            )
        return find_template(str(order.own_template), config.folder, config.root, words=True)
    if project.is_file() and not order.built_in:
        return find_template(str(project), config.folder, config.root, words=True)
    if config.template is not None and not order.built_in:
        with config.using("template"):
            return find_template(config.template, config.folder, config.root)
    return find_template(str(shipped("records") / f"{_BUILT_IN}.md"), None, config.root, words=True)


def _draft(session: Session, order: Order, number: Number) -> Draft:
    return Draft(
        title=order.title,
        status=_status(session, order.status or session.config.default_status or ACCEPTED),
        date=order.date,
        number=number.value,
        number_padded=f"{number.value:0{session.config.number_width or 4}d}",
        deciders=order.deciders,
        tags=order.tags,
        affects=order.affects,
        review_by=order.review_by,
        capture=order.capture,
    )


def _status(session: Session, given: str) -> str:
    kind = session.vocabulary.status(given)
    if kind is None:
        raise AdrError(f"there is no status {given!r}", "statuses: proposed, accepted, rejected, deprecated, draft")
    return given[:1].upper() + given[1:]


def _left_out(order: Order, draft: Draft) -> Draft:
    """What is added where a template has no place for it: only what was asked for, as adr-tools adds nothing."""
    return Draft(
        title=draft.title,
        status=draft.status if order.status else "",
        date="",
        number=draft.number,
        deciders=draft.deciders,
        tags=draft.tags,
        affects=draft.affects,
        review_by=draft.review_by,
    )


def _name(session: Session, draft: Draft) -> PurePosixPath:
    config = session.config
    pattern = config.file_name or "{number}-{slug}.md"
    slug = adr_tools_slug(draft.title)
    return PurePosixPath(naming.file_name(pattern, slug, draft.date, draft.number, config.number_width or 4))
