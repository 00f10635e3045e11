"""A new record from what its author asked for: number, file name, template, text, and the plan that ties it in."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change import statements
from adr_kit.change.body import with_body
from adr_kit.change.capture import fill
from adr_kit.change.creating import Tie, Ties
from adr_kit.change.plan import create
from adr_kit.errors import AdrError
from adr_kit.record import naming
from adr_kit.record.draft import Capture, Draft
from adr_kit.record.folders import home_of
from adr_kit.record.model import Relation, StatusKind
from adr_kit.record.recognise import recognise
from adr_kit.record.slug import adr_tools_slug, slug
from adr_kit.record.vocabulary import key
from adr_kit.workspace.files import is_foreign
from adr_kit.workspace.git.identity import user
from adr_kit.workspace.looking_alike import Look, choose
from adr_kit.workspace.relating import words_for

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.change.model import Plan
    from adr_kit.record.model import Record
    from adr_kit.record.recognise import Habits, Naming
    from adr_kit.workspace.session import Number, Session

PROPOSED = "proposed"
TEMPLATES = "templates"  # of a log: what lies there is no record


@dataclass(frozen=True, slots=True)
class Wish:
    """A link that the new record is to state: ``REF:RELATION[:REVERSE]``."""

    reference: str
    relation: str
    reverse: str | None = None

    @classmethod
    def parse(cls, text: str) -> Wish:
        """The link written as ``REF:RELATION`` or ``REF:RELATION:REVERSE``.

        Raises:
            AdrError: it is not written so.
        """
        parts = [part.strip() for part in text.split(":", 2)]
        if len(parts) < 2 or not all(parts):  # noqa: PLR2004 -- a reference and a relation
            raise AdrError(f"--link {text!r} is not REF:RELATION", "for example: --link 12:depends-on")
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Order:
    """What the author of a new record asked for; what is empty is chosen for them.

    Attributes:
        title: the title, one line.
        date: the day on which it is written.
        number: the number; None for the next one.
        template: a template's name, or a path.
        status: a status, by its kind or in the team's words.
        supersedes, amends: references to records that it takes the place of, or changes.
        part: which part of those is meant; None for all.
        body: the text under the title and the metadata, in place of the template's.
        capture: what was told of it on the command line.
        here: where the command is run: a category's folder is the record's; None for the log's own.
    """

    title: str
    date: dt.date
    number: int | None = None
    template: str | None = None
    status: str | None = None
    deciders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    affects: tuple[str, ...] = ()
    review_by: dt.date | None = None
    supersedes: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    part: str | None = None
    links: tuple[Wish, ...] = ()
    body: str | None = None
    capture: Capture = field(default_factory=Capture)
    here: Path | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A new record, not yet written.

    Attributes:
        file: its path from the root.
        plan: what it takes; the notes say what its author should know.
        tied: the records that it names.
    """

    file: PurePosixPath
    plan: Plan
    tied: tuple[Record, ...] = ()


def compose(session: Session, order: Order) -> Composed:
    """The plan of a new record; every reference is resolved before anything else.

    Raises:
        AdrError: a reference, template, status or number is not to be had.
        Refused: the record would not be read as meant.
    """
    return _Composer(session, order).compose()


@dataclass(frozen=True)
class _Composer:
    session: Session
    order: Order

    @cached_property
    def habits(self) -> Habits:
        """What the log's records have in common."""
        return recognise(self.session.log)

    @cached_property
    def naming(self) -> Naming:
        """How files are named."""
        return naming_of(self.session, self.habits)

    def compose(self) -> Composed:
        """The plan."""
        session, order = self.session, self.order
        session.config.require_home()
        ties = self._ties()
        look = choose(session, self.habits, order.template)
        status = self._status(look)
        number = self._number()
        draft = self._draft(status, number, ties)
        file = folder_of(session, order.here) / self._name(draft)
        text, used = look.text(draft, session.vocabulary)
        if order.body is not None:
            text = with_body(text, order.body, session.vocabulary)
        text = fill(text, draft, session.vocabulary, used)
        plan = create(session.log, session.style, file, text, look.asked(text, draft, session.vocabulary), ties)
        notes = (*(number.notes if number else ()), *plan.notes)
        tied = (*ties.supersedes, *ties.amends, *(tie.target for tie in ties.links))
        return Composed(file, replace(plan, notes=notes), tied)

    def _ties(self) -> Ties:
        log, order = self.session.log, self.order
        supersedes = [log.find(reference) for reference in order.supersedes]
        amends = [log.find(reference) for reference in order.amends]
        links = []
        for wish in order.links:
            target = log.find(wish.reference)
            relation = self.session.vocabulary.relation(wish.relation) if wish.reverse is None else None
            if relation is Relation.SUPERSEDES:  # these two wait with their other half until the record is accepted
                supersedes.append(target)
            elif relation is Relation.AMENDS:
                amends.append(target)
            else:
                words = words_for(self.session, wish.relation, wish.reverse)
                links.append(Tie(target, words.relation, words.reverse))
        return Ties(tuple(dict.fromkeys(supersedes)), tuple(dict.fromkeys(amends)), tuple(links), order.part)

    def _number(self) -> Number | None:
        wanted = self.order.number
        if not self.naming.numbered:
            if wanted is not None:
                raise AdrError(
                    "the records of this log have no numbers", 'leave --number out, or set number = "sequence"'
                )
            return None
        return self.session.next_number(self.order.date) if wanted is None else self.session.given_number(wanted)

    def _status(self, look: Look) -> str:
        """The word for the status, as this log writes it."""
        given = self.order.status or self.session.config.default_status or PROPOSED
        kind = self.session.vocabulary.status(given)
        own = {record.status_text.casefold() for record in self.session.log.own if record.status_text}
        if kind is None and given.casefold() not in own:
            close = difflib.get_close_matches(given.casefold(), [*StatusKind, *own], n=1, cutoff=0.6)
            known = ", ".join(kind for kind in StatusKind if kind is not StatusKind.OTHER)
            raise AdrError(
                f"there is no status {given!r}", f"did you mean {close[0]}?" if close else f"statuses: {known}"
            )
        if kind is None or kind is StatusKind.OTHER or key(given) != kind.value:
            return given
        style = self.session.style
        return style.status(kind, "" if style.statuses else look.like)

    def _draft(self, status: str, number: Number | None, ties: Ties) -> Draft:
        order = self.order
        value = number.value if number else None
        return Draft(
            title=order.title,
            status=status,
            date=order.date.isoformat(),
            number=value,
            number_padded="" if value is None else f"{value:0{self.naming.width}d}",
            deciders=order.deciders,
            authors=self._authors(),
            tags=order.tags,
            affects=order.affects,
            supersedes=tuple(statements.number_of(old) or old.id for old in ties.supersedes),
            review_by=order.review_by.isoformat() if order.review_by else "",
            capture=order.capture,
        )

    def _authors(self) -> tuple[str, ...]:
        """Git's user, except in a log whose records name no authors: new ones look like their neighbours."""
        if self.habits.example is not None and not self.habits.names_authors:
            return ()
        identity = user(self.session.repository)
        return (identity.name,) if identity else ()

    def _name(self, draft: Draft) -> PurePosixPath:
        return name_of(self.session, self.naming, draft.title, self.order.date, draft.number)


def naming_of(session: Session, habits: Habits) -> Naming:
    """How the files of new records are named: as the configuration says, else as the neighbours are."""
    config, found = session.config, habits.naming
    form = "%Y%m%d" if config.number == "date" and "{date}" not in found.pattern else found.date_format
    pattern, width = config.file_name or found.pattern, config.number_width or found.width
    return replace(found, pattern=pattern, width=width, date_format=form)


def folder_of(session: Session, here: Path | None) -> PurePosixPath:
    """The folder of a new record: the category that somebody works in, else the log's.

    Args:
        session: the log.
        here: where they are; what the log's reader leaves out, templates and records' own folders are no categories.
    """
    config, log = session.config, session.log
    if here is None or not here.is_relative_to(config.root):
        return config.log
    place = PurePosixPath(here.relative_to(config.root).as_posix())
    home = home_of(place, config.folders)
    if home is None or home.folder != config.log:
        return config.log
    closed = {record.file.parent for record in log.own if naming.speaks_for_folder(record.file)}
    folder = config.log
    for name in place.relative_to(config.log).parts:
        if is_foreign(name) or name == TEMPLATES or folder / name in closed:
            break
        folder /= name
    return folder


def name_of(session: Session, named: Naming, title: str, date: dt.date, number: int | None) -> PurePosixPath:
    """The name of a new record's file, from the log's folder."""
    words = (adr_tools_slug if session.config.compat else slug)(title)
    if named.separator != "-":
        words = words.replace("-", named.separator)
    written = date.strftime(named.date_format)
    return PurePosixPath(naming.file_name(named.pattern, words, written, number, named.width))


def body_from(path: Path) -> str:
    """A body's text from a file.

    Raises:
        AdrError: it cannot be read, or is no UTF-8.
    """
    try:
        return decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise AdrError(f"{path}: {error.strerror}") from error


def decoded(data: bytes, name: str) -> str:
    """Bytes as a text, with line feeds.

    Raises:
        AdrError: they are no UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AdrError(f"{name}:{line}: not UTF-8", "save it as UTF-8") from error
    return text.replace("\r\n", "\n")
