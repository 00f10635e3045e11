"""The mentions in one text: numbers with what says that they are a record's, and names of records' files."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.insight.citations import lines
from adr_kit.insight.citations.book import handle
from adr_kit.insight.citations.model import Form, Mention, State
from adr_kit.insight.citations.numbers import ESCAPES, Numbers, before, line_before
from adr_kit.record import naming
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from adr_kit.insight.citations.book import Book
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.text.source import Source


@dataclass(frozen=True)
class Cited:
    """Where records are mentioned.

    Attributes:
        book: what the mentions were looked up in.
        texts: the files, by path.
        mentions: the mentions in each of them.
    """

    book: Book
    texts: Mapping[PurePosixPath, Source]
    mentions: Mapping[PurePosixPath, tuple[Mention, ...]]

    @classmethod
    def of(cls, book: Book, texts: Mapping[PurePosixPath, Source]) -> Cited:
        """The mentions in some texts."""
        scanner = Scanner(book)
        return cls(book, texts, {file: scanner.scan(file, source) for file, source in texts.items()})

    def again(self, log: Log, texts: Mapping[PurePosixPath, Source]) -> Cited:
        """The mentions in other texts, looked up in the log as it will be."""
        gone, come = ({record.file.as_posix() for record in some} for some in (self.book.records, log.everything))
        files = (self.book.files - gone) | come
        return Cited.of(dataclasses.replace(self.book, records=log.everything, files=files), texts)


# A run of what file names are made of begins at its first character, so that a text without blanks takes linear time.
# Behind an escape of a string ("\n0012-x.md") it begins behind the letter.
_WORD = rf"(?:(?<![\w.%~+\\-])|(?<=\\)(?![{ESCAPES}])|(?<=\\[{ESCAPES}]))[\w.%~+-]+"
_WITHIN = re.compile(r"/[\w%.-]")  # behind a folder's name: a file in it
_SUFFIX = re.compile(r"\.(?:mdx?|markdown|html?)\Z", re.IGNORECASE)
_FRAGMENT = re.compile(r"(?:\.(?:mdx?|markdown|html?))?/?#(?P<fragment>[\w%.~-]+)", re.IGNORECASE)
_LINKING = (".md", ".mdx", ".markdown", ".html", ".htm")  # elsewhere, what looks like a link is a text for some page
_ENDING = re.compile(r"\.(?:mdx?|markdown|html?)\b")
_MARKS = "_*~.+-"
_STUCK = (":", "#", "@", "!", "(", "*", "_", "~", "+", "&", "?", ".", "$")
# What may stand right in front of a path, and is none of it: "**docs/adr/…**", "xref:docs/adr/…", "$ROOT/docs/adr/…".
_LEAD = re.compile(r"(?:[*_~@#!+&?^]|\$\w+/|file:/{2,3}|[\w+-]+::?(?!//))+")
_LINK_BEFORE = re.compile(
    r"\]\(<?(?:\./)?\Z|^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?:\./)?\Z|href=[\"']?\Z|src=[\"']?\Z", re.IGNORECASE | re.MULTILINE
)


class Scanner:
    """Finds the mentions of a book's records; made once for many texts.

    Args:
        book: the records.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self._numbers = Numbers(book)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Names in which a blank or a bracket stands are looked for as they are; all others are words."""
        odd = {handle(record).name for record in self.book.records if not re.fullmatch(_WORD, handle(record).name)}
        return re.compile("|".join([*(re.escape(name) for name in sorted(odd, key=len, reverse=True)), _WORD]))

    def scan(self, file: PurePosixPath, source: Source) -> tuple[Mention, ...]:
        """The mentions in a text, in its order.

        A record's own heading and metadata count as mentions of itself; what is said of old numbers does not.

        Args:
            file: the text's path from the workspace's root.
            source: the text.
        """
        names = list(self._named(file, source.text))
        taken = sorted(mention.span for mention in names)
        numbers = [found for found in self._numbers.scan(file, source.text) if not _within(found.span, taken)]
        stated = [found for found in lines.stated(self.book, file, source) if not _within(found.span, taken)]
        return lines.settled(self.book, file, source, (*names, *numbers), stated)

    # -- names

    def _named(self, file: PurePosixPath, text: str) -> Iterator[Mention]:
        # Most words of a text stand in it often, and are no names: each is looked up once.
        names = {word: stem for word in set(self._words.findall(text)) if (stem := self._stem(word)) is not None}
        for match in self._words.finditer(text) if names else ():
            word = match.group()
            stem = names.get(word)
            if stem is not None:
                begin = match.start() + len(word) - len(word.lstrip(_MARKS))
                suffix = bool(_SUFFIX.match(word, begin - match.start() + len(stem)))
                found = self._name(file, text, Span(begin, begin + len(stem)), suffix)
                if found is not None:
                    yield found

    def _stem(self, word: str) -> str | None:
        """The name that a word may be, without marks around it and its suffix; None where it can be none."""
        word = word.strip(_MARKS)
        suffix = _SUFFIX.search(word)
        stem = word[: suffix.start()] if suffix else word
        name = unquote(stem)
        known = name.casefold() in self.book.by_name
        return stem if known or (suffix and (self.book.has_plain_names or _is_told_apart(name))) else None

    def _name(self, file: PurePosixPath, text: str, span: Span, suffix: bool) -> Mention | None:  # noqa: FBT001 -- a word had one
        name = unquote(text[span.start : span.end])
        path = self._path(file, text, span.start, name)
        if path is None:
            return None
        start = span.start - len(path)
        tail = _FRAGMENT.match(text, span.end)
        ending = tail or _ENDING.match(text, span.end)
        whole = Span(start, ending.end() if ending else span.end)
        mention = Mention(
            file,
            whole,
            text[whole.start : whole.end],
            Form.NAME,
            State.SURE,
            number=naming.parse_stem(name).number,
            name=span,
            fragment=Span(*tail.span("fragment")) if tail else None,
            path=path,
            link=file.suffix.lower() in _LINKING and bool(_LINK_BEFORE.search(text, line_before(text, start), start)),
        )
        if "://" in path:
            return self._addressed(mention, name)
        return self._placed(mention, name, suffix=suffix, within=bool(_WITHIN.match(text, span.end)))

    def _path(self, file: PurePosixPath, text: str, end: int, name: str) -> str | None:
        """The path in front of a name, without what is stuck to it ("see:", "**"); None where it is no name."""
        path = before(text, end)
        if not path.endswith("/"):
            return None if path and not path.endswith(_STUCK) else ""
        lead = _LEAD.match(path)
        if lead and not self.book.placed(file, path, name):
            return path[lead.end() :]
        return path

    def _placed(self, mention: Mention, name: str, *, suffix: bool, within: bool) -> Mention | None:
        """A path, or a bare name; a bare word without a number and a suffix is no name."""
        book, path = self.book, mention.path
        found = book.placed(mention.file, path, name)
        if within:  # "0012-x/picture.png": beside 0012-x.md, a folder of its name is not the record
            found = tuple(record for record in found if handle(record) == record.file.parent)
        if found:
            if not suffix and not path and not (_is_told_apart(name) and naming.parse_stem(name).slug):
                return None  # "ADR-12" may be a file's name, but is a number; "caching" may be one, but is a word
            led = book.led(mention.file.parent.as_posix(), path, name)
            lost = mention.link and not path.startswith("/") and all(handle(record) != led for record in found)
            if lost and book.leads_to_a_file(led):
                return None  # a copy of the record, or its page: a file of its own
            return dataclasses.replace(mention, means=_ids(found), state=_state(found, lost=lost))
        return self._stale(mention, name) if suffix else None

    def _stale(self, mention: Mention, name: str) -> Mention | None:
        """A path into the log, or from inside it, at whose end there is no record (any more)."""
        book = self.book
        led = book.led(mention.file.parent.as_posix(), mention.path, name)
        rooted = book.led("", mention.path, name)
        if book.leads_to_a_file(led) or book.leads_to_a_file(rooted):
            return None
        into = bool(mention.path) and book.in_log(rooted.parent, whole=False)
        if mention.link:
            into = into or book.in_log(led.parent, whole=True) or name.casefold() in book.by_name
        if not into:
            return None
        return dataclasses.replace(mention, state=State.STALE, means=_ids(self._moved(mention.file, name)))

    def _moved(self, file: PurePosixPath, name: str) -> tuple[Record, ...]:
        """Which record a name that is no more belonged to: the one of the same words, else of the same number."""
        facts = naming.parse_stem(name)
        alike = self.book.by_slug.get(facts.slug.casefold(), ())
        if len(alike) == 1:
            return alike
        numbered: tuple[Record, ...] = ()
        if facts.number is not None:
            numbered, _ = self.book.numbered(facts.number, facts.prefix.casefold(), file)
        both = tuple(record for record in alike if record in numbered)
        return both or alike or numbered

    def _addressed(self, mention: Mention, name: str) -> Mention | None:
        placed = self.book.address.place(mention.path)
        if placed is None:
            return None
        path, pinned = placed
        found = self.book.by_name.get(name.casefold(), ())
        parts = PurePosixPath(unquote(path)).parts
        near = tuple(
            record for record in found if parts[-len(handle(record).parent.parts) :] == handle(record).parent.parts
        )
        near = near or (found if self.book.address.forge else ())
        if not near and not (pinned or self.book.in_log(PurePosixPath(path), whole=True)):
            return None
        state = State.PINNED if pinned else _state(near, lost=not near)
        means = _ids(near) if near else _ids(self._moved(mention.file, name))
        return dataclasses.replace(mention, form=Form.ADDRESS, means=means, state=state)


def _is_told_apart(name: str) -> bool:
    """Whether a name has a number or a date, which words do not have."""
    facts = naming.parse_stem(name)
    return facts.number is not None or facts.date is not None


def _ids(records: tuple[Record, ...]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _state(found: tuple[Record, ...], *, lost: bool) -> State:
    if lost:
        return State.STALE
    return State.AMBIGUOUS if len(found) > 1 else State.SURE


def _within(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares a character with one of others, which are in order and share none among themselves."""
    at = bisect_right(taken, span)
    return any(span.overlaps(other) for other in taken[max(0, at - 1) : at + 1])
