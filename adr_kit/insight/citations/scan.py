"""The mentions in one text: numbers with what says that they are a record's, and names of records' files."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from adr_kit.insight.citations import lines
from adr_kit.insight.citations.book import handle
from adr_kit.insight.citations.model import Form, Mention, State
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
        return Cited.of(dataclasses.replace(self.book, records=log.everything), texts)


# A run of what file names are made of begins at its first character, so that a text without blanks takes linear time.
_WORD = r"(?<![\w.%~+-])[\w.%~+-]+"
_SUFFIX = re.compile(r"\.(?:mdx?|markdown|html?)\Z", re.IGNORECASE)
_PATH = re.compile(r"[^\s()<>\[\]{}\"'`|,;=]*\Z")
_FRAGMENT = re.compile(r"(?:\.(?:mdx?|markdown|html?))?/?#(?P<fragment>[\w%.~-]+)", re.IGNORECASE)
_LINKING = (".md", ".mdx", ".markdown", ".html", ".htm")  # elsewhere, what looks like a link is a text for some page
_MARKS = "_*~.+-"
_LONGEST_PATH = 300
# "ADRs 12, 13 and 14": the numbers that follow the first one.
_NEXT = re.compile(r"\s*(?:,|/|&|and|or|und|et|y)\s*(?:and\s+|or\s+)?#?(?P<digits>\d{1,6})(?![^\W_]|[-.]\d)")
_LINK_BEFORE = re.compile(r"\]\(<?(?:\./)?\Z|\A {0,3}\[[^\]]+\]:[ \t]*<?\Z|href=[\"']?\Z|src=[\"']?\Z", re.IGNORECASE)
_OLD = re.compile(
    r"(?:formerly|previously|previous number|renumbered from)\W{0,4}(?:\w{0,6}\W{0,2}\d{1,6}, )*\w{0,6}\W?\Z",
    re.IGNORECASE,
)
_GLUED = 3  # digits that a number in small letters has at least, to be one without a separator: "adr012"


class Scanner:
    """Finds the mentions of a book's records; made once for many texts.

    Args:
        book: the records.
    """

    def __init__(self, book: Book) -> None:
        self.book = book

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Names in which a blank or a bracket stands are looked for as they are; all others are words."""
        odd = {handle(record).name for record in self.book.records if not re.fullmatch(_WORD, handle(record).name)}
        return re.compile("|".join([*(re.escape(name) for name in sorted(odd, key=len, reverse=True)), _WORD]))

    @cached_property
    def _numbers(self) -> re.Pattern[str]:
        prefixes = "|".join(re.escape(prefix) for prefix in sorted(self.book.prefixes, key=len, reverse=True))
        names = sorted((one.name for one in self.book.folders if one.name), key=len, reverse=True)
        logs = "|".join(map(re.escape, names)) or "(?!)"
        return re.compile(
            rf"(?<![^\W_])(?<![^\W_]-)(?:(?<![/.])(?P<log>{logs})/)?(?P<prefix>{prefixes}|(?(log)|(?!)))"
            r"(?P<sep>(?P<many>s)?(?:[-_ \u00a0#№/]{0,2}|\s(?:no|nr)\.?\s?))"
            r"(?P<digits>\d{1,6})(?![^\W_]|[-.]\d)",
            re.IGNORECASE,
        )

    def scan(self, file: PurePosixPath, source: Source) -> tuple[Mention, ...]:
        """The mentions in a text, in its order.

        A record's own heading and metadata count as mentions of itself; what is said of old numbers does not.

        Args:
            file: the text's path from the workspace's root.
            source: the text.
        """
        names = list(self._named(file, source.text))
        taken = [mention.span for mention in names]
        numbers = [found for found in self._numbered(file, source.text) if not _within(found.span, taken)]
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
        return stem if known or (suffix and naming.parse_stem(name).number is not None) else None

    def _name(self, file: PurePosixPath, text: str, span: Span, suffix: bool) -> Mention | None:  # noqa: FBT001 -- a word had one
        name = unquote(text[span.start : span.end])
        before = _PATH.search(text, max(0, span.start - _LONGEST_PATH), span.start)
        path = before.group() if before else ""
        if not path.endswith("/"):
            if path and not path.endswith((":", "#", "@", "!", "(", "*", "_", "~", "+", "&", "?", ".", "$")):
                return None
            path = ""
        start = span.start - len(path)
        tail = _FRAGMENT.match(text, span.end)
        end = (
            tail.end()
            if tail
            else span.end
            + (len(m.group()) if (m := re.match(r"\.(?:mdx?|markdown|html?)\b", text[span.end : span.end + 10])) else 0)
        )
        whole = Span(start, end)
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
            link=file.suffix.lower() in _LINKING
            and bool(_LINK_BEFORE.search(text, text.rfind("\n", 0, start) + 1, start)),
        )
        if "://" in path:
            return self._addressed(mention, name)
        return self._placed(mention, name, suffix=suffix)

    def _placed(self, mention: Mention, name: str, *, suffix: bool) -> Mention | None:
        """A path, or a bare name; a bare word without a number and a suffix is no name."""
        book, path = self.book, mention.path
        found = book.placed(mention.file, path, name)
        if found:
            if not suffix and not path and not (mention.number is not None and naming.parse_stem(name).slug):
                return None  # "ADR-12" may be a file's name, but is a number; "caching" may be one, but is a word
            led = book.led(mention.file.parent.as_posix(), path, name)
            lost = mention.link and not path.startswith("/") and all(handle(record) != led for record in found)
            return dataclasses.replace(mention, means=_ids(found), state=_state(found, lost=lost))
        return self._stale(mention, name) if suffix else None

    def _stale(self, mention: Mention, name: str) -> Mention | None:
        """A path into the log, or from inside it, at whose end there is no record (any more)."""
        book = self.book
        led = book.led(mention.file.parent.as_posix(), mention.path, name)
        rooted = book.led("", mention.path, name)
        if any(
            f"{place}{end}" in book.files
            for place in (led, rooted)
            for end in (".md", ".mdx", ".markdown", "/README.md", ".html")
        ):
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

    # -- numbers

    def _numbered(self, file: PurePosixPath, text: str) -> Iterator[Mention]:
        for match in self._numbers.finditer(text):
            if not _is_number(match, text):
                continue
            about = match["prefix"].casefold(), match["log"] or ""
            yield self._number(file, text, Span(*match.span()), Span(*match.span("digits")), about)
            following = _NEXT.match(text, match.end()) if match["many"] else None
            while following:
                at = Span(*following.span("digits"))
                yield self._number(file, text, at, at, about)
                following = _NEXT.match(text, following.end())

    def _number(self, file: PurePosixPath, text: str, span: Span, digits: Span, about: tuple[str, str]) -> Mention:
        number = int(text[digits.start : digits.end])
        prefix, log = about
        found, former = self.book.numbered(number, prefix, file, log)
        state = State.FORMER if former else State.SURE
        if len(found) != 1:
            state = State.AMBIGUOUS if found else State.UNKNOWN
        return Mention(file, span, text[span.start : span.end], Form.NUMBER, state, _ids(found), number, digits)


def _is_number(match: re.Match[str], text: str) -> bool:
    """Whether it is a record's number, and not a register's name, a part of a path or what a record was once called."""
    prefix, separator, digits = match["prefix"], match["sep"], match["digits"]
    fewest = _GLUED if prefix.islower() else _GLUED - 1  # "ADR1" is a register
    if not separator and not match["log"] and len(digits) < fewest:
        return False
    if ("/" in separator or match["log"]) and text[match.end() : match.end() + 1] in ("/", "-", "_"):
        return False
    around = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    if re.search(r"\w_\Z", around[0]) or re.match(r"_\w", around[1]):
        return False  # an identifier: "test_adr_0012", "ADR_12_TIMEOUT"
    before = _PATH.search(text, max(0, match.start() - _LONGEST_PATH), match.start())
    if before and "://" in before.group():
        return False
    return not _OLD.search(text, max(0, match.start() - _LONGEST_PATH), match.start())


def _ids(records: tuple[Record, ...]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _state(found: tuple[Record, ...], *, lost: bool) -> State:
    if lost:
        return State.STALE
    return State.AMBIGUOUS if len(found) > 1 else State.SURE


def _within(span: Span, taken: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)
