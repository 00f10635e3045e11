"""The one place that says yaml: the front matter of a text, its keys and values as text with their spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# Whole files are parsed on every command: no front matter that people write comes near these (design: the merge-key
# bomb, and libyaml's loader crashing on 100 KB of "[" - events are streamed here, and nothing is composed or resolved).
MAX_SIZE = 64 * 1024
MAX_DEPTH = 32

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(r"(?:(?<=\n)|(?<=\r))---[ \t]*(?:\r\n|\n|\r|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
# What YAML 1.1 refuses, or takes for a line break where CommonMark does not; replaced one for one, so that marks hold.
_FOREIGN = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffc\U00010000-\U0010ffff]")
_STAND_IN = "\ufffd"
_KEY_LINE = re.compile(r"(?P<key>[^\W\d][^\n\r:#\[\]{}\"'`]{0,60}?)[ \t]*:(?=[ \t\r\n]|\Z)[ \t]*(?P<value>[^\r\n]*)")
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\r\n]*)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same events and marks; fifteen times as fast


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text: never a date, a number or a truth value. ``style`` is how it is quoted: "", ', ", | or >."""

    text: str
    span: Span
    style: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; ``flow`` where it is written in brackets."""

    items: tuple[Value, ...]
    span: Span
    flow: bool


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values below a key; MADR's unfilled ``date: {YYYY-MM-DD ...}`` is one, too."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool


Value = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value; ``span`` is all its lines with the last one's ending (in a flow mapping, just the pair)."""

    key: str
    key_span: Span
    value: Value | None
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of one text.

    Attributes:
        text: the whole text, in which the spans count.
        span: from the first ``---`` to the end of the closing fence's line.
        body: what stands between the fences.
        entries: the keys of the top level in their order.
        problem: why YAML, or this tool, refuses it; the entries are then what could be read line by line.
        problem_span: where.
    """

    text: str = field(repr=False)
    span: Span
    body: Span
    entries: tuple[Entry, ...] = ()
    problem: str | None = None
    problem_span: Span | None = None

    def get(self, key: str) -> Entry | None:
        """The first entry with a key, whatever its case and whether its words are joined by -, _ or a space."""
        wanted = same_key(key)
        return next((entry for entry in self.entries if same_key(entry.key) == wanted), None)


def same_key(key: str) -> str:
    """A key as it is compared."""
    return re.sub(r"[-_\s]+", "-", key.strip().casefold())


def read(text: str) -> FrontMatter | None:
    """The front matter with which a text begins; None where there is none. Never raises."""
    opening = _FENCE.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return None
    span, body = Span(0, closing.end()), Span(opening.end(), closing.start())
    if body.end - body.start > MAX_SIZE:
        return _tolerant(text, span, body, f"front matter of more than {MAX_SIZE // 1024} KB is not read", body)
    try:
        root, problem = _Builder(text, body).build()
    except _Unreadable as error:
        return _tolerant(text, span, body, error.problem, error.span)
    if isinstance(root, Mapping):
        return FrontMatter(text, span, body, root.entries, *(problem or (None, None)))
    if root is None and all(line.strip() for line in text[body.start : body.end].splitlines()):
        return FrontMatter(text, span, body)  # nothing, or nothing but comments
    return None if root is None else _tolerant(text, span, body, "front matter is not a mapping of keys", body)


class _Unreadable(Exception):
    def __init__(self, problem: str, span: Span) -> None:
        super().__init__(problem)
        self.problem = problem
        self.span = span


@dataclass
class _Node:
    """A collection being read."""

    mapping: bool
    start: int
    flow: bool
    values: list[Value] = field(default_factory=list)


class _Builder:
    """Values from YAML's events; aliases, tags and merge keys are reported and never followed."""

    def __init__(self, text: str, body: Span) -> None:
        self.text = text
        self.offset = body.start
        self.body = text[body.start : body.end]
        self.clean = _FOREIGN.sub(_STAND_IN, self.body)
        self.problem: tuple[str, Span] | None = None
        self.stack: list[_Node] = []
        self.root: Value | None = None

    def build(self) -> tuple[Value | None, tuple[str, Span] | None]:
        documents = 0
        try:
            for event in yaml.parse(self.clean, Loader=_LOADER):
                documents += isinstance(event, yaml.DocumentStartEvent)
                if documents > 1:
                    raise self._unreadable("front matter holds a second document", event)
                self._take(event)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            at = self.offset + (mark.index if mark else 0)
            what = str(getattr(error, "problem", None) or "cannot be read")
            deep = "nesting depth" in what  # libyaml's own limit, which it reaches while it looks ahead
            said = "front matter is nested too deeply" if deep else f"front matter is not YAML: {what}"
            raise _Unreadable(said, Span(at, at)) from error
        return self.root, self.problem

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._odd(event)
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event))
        elif isinstance(event, yaml.AliasEvent):
            self._add(Scalar(self.text[self._span(event).start : self._span(event).end], self._span(event)))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self.stack) >= MAX_DEPTH:
                raise self._unreadable("front matter is nested too deeply", event)
            mapping = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Node(mapping, self._span(event).start, bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(self.stack.pop(), self._span(event).end)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.offset + (start.index if start else 0), self.offset + (end.index if end else 0))

    def _unreadable(self, problem: str, event: yaml.Event) -> _Unreadable:
        return _Unreadable(problem, self._span(event))

    def _odd(self, event: yaml.NodeEvent) -> None:
        kind = "an anchor" if getattr(event, "anchor", None) else "a tag" if getattr(event, "tag", None) else ""
        kind = "an alias" if isinstance(event, yaml.AliasEvent) else kind
        if kind and self.problem is None:
            self.problem = (f"front matter uses {kind}, which is not followed", self._span(event))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = self._span(event)
        raw = self.text[span.start : span.end]
        end = span.start + len(raw.rstrip(" \t\r\n")) if event.style in ("|", ">") else span.end
        return Scalar(self._restored(str(event.value), raw), Span(span.start, end), event.style or "")

    def _restored(self, value: str, raw: str) -> str:
        """A value with the characters that were hidden from YAML put back in their order."""
        hidden = [char for char in raw if char == _STAND_IN or _FOREIGN.match(char)]
        if len(hidden) != value.count(_STAND_IN):
            return value
        return re.sub(_STAND_IN, lambda _: hidden.pop(0), value) if hidden else value

    def _add(self, value: Value) -> None:
        if self.stack:
            self.stack[-1].values.append(value)
        else:
            self.root = value

    def _close(self, node: _Node, end: int) -> None:
        # A block collection's own end mark stands at whatever comes next, behind comments and blank lines.
        last = max((value.span.end for value in node.values), default=node.start)
        span = Span(node.start, end if node.flow else last)
        if node.mapping:
            self._add(Mapping(tuple(self._entries(node)), span, node.flow))
        else:
            self._add(Sequence(tuple(node.values), span, node.flow))

    def _entries(self, node: _Node) -> Iterator[Entry]:
        seen = set()
        for key, value in zip(node.values[::2], node.values[1::2], strict=False):
            name = key.text if isinstance(key, Scalar) else self.text[key.span.start : key.span.end]
            if self.problem is None and (name in seen or name == "<<"):
                what = "a merge key, which is not followed" if name == "<<" else f"the key {name!r} twice"
                self.problem = (f"front matter uses {what}", key.span)
            seen.add(name)
            filled = None if isinstance(value, Scalar) and value.span.empty else value
            pair = Span(key.span.start, max(key.span.end, value.span.end))
            span = pair if node.flow else _whole_lines(self.text, pair, self.offset + len(self.body))
            yield Entry(name, key.span, filled, span)


def _whole_lines(text: str, span: Span, limit: int) -> Span:
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    found = _LINE.match(text, span.end)
    return Span(start, min(found.end() if found else span.end, limit))


def _tolerant(text: str, span: Span, body: Span, problem: str, where: Span) -> FrontMatter | None:
    """What can be read line by line; None where the text only happens to stand between two thematic breaks."""
    lines = [match for match in _LINE.finditer(text, body.start, body.end) if match.group()]
    first = next((line.group() for line in lines if line.group().strip() and line.group()[0] != "#"), "")
    if not _KEY_LINE.match(first):
        return None
    return FrontMatter(text, span, body, tuple(_line_entries(lines)), problem, where)


def _line_entries(lines: list[re.Match[str]]) -> Iterator[Entry]:
    for index, line in enumerate(lines):
        match = _KEY_LINE.match(line.group())
        if match is None:
            continue
        value: Value | None = _line_scalar(match["value"], line.start() + match.start("value"))
        end = line.end()
        if value is None:
            items, end = _line_items(lines[index + 1 :], end)
            value = Sequence(items, Span(items[0].span.start, items[-1].span.end), flow=False) if items else None
        key = Span(line.start() + match.start("key"), line.start() + match.end("key"))
        yield Entry(match["key"], key, value, Span(line.start(), end))


def _line_items(lines: list[re.Match[str]], end: int) -> tuple[tuple[Scalar, ...], int]:
    items = []
    for line in lines:
        match = _ITEM.match(line.group())
        found = _line_scalar(match["value"], line.start() + match.start("value")) if match else None
        if found is None:
            break
        items.append(found)
        end = line.end()
    return tuple(items), end


def _line_scalar(raw: str, start: int) -> Scalar | None:
    quoted = re.match(r"(['\"])(.*)\1[ \t]*(?:#.*)?$", raw)
    if quoted:
        return Scalar(quoted[2], Span(start, start + quoted.end(2) + 1), quoted[1])
    bare = _COMMENT.sub("", raw).rstrip()
    return Scalar(bare, Span(start, start + len(bare))) if bare else None
