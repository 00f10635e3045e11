"""A site as values: its pages, the files beside them, and what is said about what could not be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from adr_kit.record.model import Problem
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.site.forge import Forge


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the template of that name, with these values, makes it.

    Attributes:
        path: where it lies in the site.
        template: the template's name in ``templates/site``.
        context: what the template says.
    """

    path: PurePosixPath
    template: str
    context: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site whose bytes are already known."""

    path: PurePosixPath
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the repository that a page shows: it is copied.

    Attributes:
        path: where it lies in the site.
        file: where it lies in the repository.
    """

    path: PurePosixPath
    file: PurePosixPath


@dataclass(frozen=True, slots=True)
class Site:
    """All that a site consists of, in order."""

    pages: tuple[Page, ...]
    files: tuple[DataFile, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problems: tuple[Problem, ...] = ()


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
    """

    title: str = "Decisions"
    description: str = ""
    language: str = "en"
    forge: Forge | None = None
    as_of: dt.date | None = None
    tree: frozenset[str] | None = None
    vocabulary: Vocabulary = DEFAULT
