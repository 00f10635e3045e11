"""What a new record looks like: the template that was asked for, else what its neighbours look like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from adr_kit.change.imitate import imitate, says_a_date
from adr_kit.record.recognise import closest, shape_of
from adr_kit.workspace.templates.records import available, find_template, render_record

if TYPE_CHECKING:
    from adr_kit.record.draft import Draft
    from adr_kit.record.model import Record
    from adr_kit.record.recognise import Habits
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.workspace.session import Session
    from adr_kit.workspace.templates.records import TemplateSource

DEFAULT = "madr-minimal"
OURS = ("madr-minimal", "madr", "nygard", "y-statement")
_OF_DIALECT = {"madr": DEFAULT}
_OWN = "template"  # what adr-tools calls a project's own


class Look(Protocol):
    """What gives a new record its text."""

    @property
    def like(self) -> str:
        """A status in the letters that it is written with here: small or large."""
        ...

    def text(self, draft: Draft, vocabulary: Vocabulary) -> tuple[str, frozenset[str]]:
        """The text, and which of the captured answers have a place in it already."""
        ...

    def asked(self, text: str, draft: Draft, vocabulary: Vocabulary) -> Draft:
        """What the text is to be completed with, where it does not say it yet."""
        ...


@dataclass(frozen=True, slots=True)
class Template:
    """A template's look."""

    source: TemplateSource

    @property
    def like(self) -> str:
        """Front matter is for programs, and small; a section is for people."""
        return "accepted" if self.source.text.startswith("---") else "Accepted"

    def text(self, draft: Draft, vocabulary: Vocabulary) -> tuple[str, frozenset[str]]:  # noqa: ARG002 -- see Look
        """The template rendered."""
        rendered = render_record(self.source, draft)
        return rendered.text, rendered.used

    def asked(self, text: str, draft: Draft, vocabulary: Vocabulary) -> Draft:  # noqa: ARG002 -- see Look
        """All of it."""
        return draft


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The look of another record; a template's where that cannot be had."""

    example: Record
    sections: frozenset[str]
    instead: Template

    @property
    def like(self) -> str:
        """The neighbour's own status."""
        return self.example.status_text or self.instead.like

    def text(self, draft: Draft, vocabulary: Vocabulary) -> tuple[str, frozenset[str]]:
        """The neighbour's layout and headings."""
        found = imitate(self.example, self.sections, draft, vocabulary)
        if found is None:
            return self.instead.text(draft, vocabulary)
        return f"{found.rstrip()}\n\n", frozenset()  # a section that is added begins after a blank line

    def asked(self, text: str, draft: Draft, vocabulary: Vocabulary) -> Draft:
        """All but a date, where the records of this log have none in their text."""
        return replace(draft, date="") if not says_a_date(text, vocabulary) else draft


def choose(session: Session, habits: Habits, wanted: str | None) -> Look:
    """What a new record is to look like.

    Args:
        session: the log.
        habits: what its records have in common.
        wanted: the template that the author asked for.

    Raises:
        AdrError: there is no such template.
    """
    name = wanted
    if name is None and session.config.template is not None:
        with session.config.using("template"):
            return Template(_find(session, session.config.template))
    if name is None and _OWN in available(session.config.folder):
        name = _OWN
    if name is None and habits.example is None:
        name = "nygard" if session.config.dialect == "nygard" else DEFAULT
    if name is None:
        name = recognised(session, habits)
    if name is not None:
        return Template(_find(session, name))
    if habits.example is None:
        return Template(_find(session, DEFAULT))
    instead = Template(_find(session, _OF_DIALECT.get(habits.dialect or "", "nygard")))
    return Neighbour(habits.example, habits.sections, instead)


def recognised(session: Session, habits: Habits) -> str | None:
    """The one of our templates that the log's records look like; None where they have a look of their own."""
    shapes = {name: shape_of(_find(session, name).text) for name in OURS}
    return closest(habits, shapes)


def _find(session: Session, name: str) -> TemplateSource:
    here = Path.cwd() / name
    if "/" in name and here.is_file():  # people name files from where they are
        name = str(here)
    return find_template(name, session.config.folder, session.config.root)
