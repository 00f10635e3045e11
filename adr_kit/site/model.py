"""A site as values: its pages, the files beside them, and what is said about what could not be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site.interface import ENGLISH

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from pathlib import PurePosixPath

    from adr_kit.insight.timeline.lives import Life
    from adr_kit.record.log import Log
    from adr_kit.record.model import Problem
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.site.accent import Accent
    from adr_kit.site.forge import Forge
    from adr_kit.site.interface import Interface


@dataclass(frozen=True, slots=True)
class Content:
    """What a page says, and what was found out while it was asked.

    Attributes:
        context: the values that its template writes down.
        pictures: the files of the repository that it shows.
        problems: what of the record could not be shown.
        mentioned: the identities of the records to which its text leads; None where it asked for anything else that may
            change without the records.
    """

    context: Mapping[str, object] = field(default_factory=dict)
    pictures: tuple[PurePosixPath, ...] = ()
    problems: tuple[Problem, ...] = ()
    mentioned: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the template of that name makes it; what it says is asked only when it is made.

    Attributes:
        path: where it lies in the site.
        template: the template's name in ``templates/site``.
        content: what it says.
        made_of: what that depends on, in short, given which records its text mentions; None where nothing tells.
    """

    path: PurePosixPath
    template: str
    content: Callable[[], Content] = Content
    made_of: Callable[[tuple[str, ...]], str] | None = None


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that no template makes; ``made_of`` is as a page's."""

    path: PurePosixPath
    data: Callable[[], bytes]
    made_of: Callable[[tuple[str, ...]], str] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """All that a site consists of, in order, and the pictures of every page; those of one page it tells itself."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...] = ()
    pictures: tuple[PurePosixPath, ...] = ()

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        """Where its pages and files lie."""
        return (*(page.path for page in self.pages), *(file.path for file in self.files))


@dataclass(frozen=True, slots=True)
class Base:
    """Another state of the log: its name as people know it, and its records."""

    name: str
    log: Log


@dataclass(frozen=True)
class Setting:
    """What a site needs to know besides its log.

    Attributes:
        title: the site's name.
        description: one sentence about it; "" for none.
        language: the language of the interface and, unless they say otherwise, of the records.
        forge: where the repository can be looked at; None where nobody knows.
        as_of: the newest commit's date; None where there is no history.
        tree: the repository's files from its root; None where they are not known.
        vocabulary: the words by which sections are found.
        url: where the site is published, without a slash at its end; "" where that is not known.
        lives: what git remembers of the records, those that are gone included; None where there is no history.
        say: what the pages say besides what the records say.
        logo: a picture of the repository that stands before the site's name; None for ours.
        links: more links for the head of each page: their words, and where they lead.
        accent: the colour of links and buttons, light and dark; None for ours.
        styles: a style sheet of the team's, loaded after ours; None for none.
        texts: versions of records by their objects, as far as differences are shown.
        base: another state of the log, from which it is to be told what differs.
        mermaid: the ``mermaid.min.js`` with which diagrams are drawn; None where their source is shown.
    """

    title: str = "Decisions"
    description: str = ""
    language: str = "en"
    forge: Forge | None = None
    as_of: dt.date | None = None
    tree: frozenset[str] | None = field(default=None, repr=False)  # what of it a page says, stands on the page
    vocabulary: Vocabulary = field(default=DEFAULT, repr=False)
    url: str = ""
    lives: Mapping[PurePosixPath, Life] | None = field(default=None, repr=False)
    say: Interface = ENGLISH
    logo: PurePosixPath | None = None
    links: tuple[tuple[str, str], ...] = ()
    accent: Accent | None = None
    styles: bytes | None = field(default=None, repr=False)
    mermaid: bytes | None = field(default=None, repr=False)
    base: Base | None = field(default=None, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
