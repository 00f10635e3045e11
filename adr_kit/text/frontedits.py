"""Edits of front matter that touch one value: quotes, comments, order and line endings stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.errors import Refused
from adr_kit.text.frontmatter import Mapping, Scalar, Sequence
from adr_kit.text.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence as Items

    from adr_kit.text.frontmatter import Entry, FrontMatter

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
# What other YAML readers would take for something else than text; an ISO date is left as people write it.
_NOT_TEXT = re.compile(
    r"(?:yes|no|y|n|true|false|on|off|null|~|=|<<|[-+]?\.(?:inf|nan)|\.nan|[-+]?(?:0x[\da-f_]+|0b[01_]+|0o[0-7_]+|"
    r"[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.[\d_]+(?:e[-+]?\d+)?|\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?))",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"\\\\]')
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_NEEDS_ESCAPES = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def quote(value: str, style: str = "", *, flow: bool = False) -> str:
    """A value as YAML writes it: as it is where every reader takes that for text, else in quotes.

    Args:
        value: the text.
        style: the quotes to use ("'" or '"'); "" chooses none where they are not needed.
        flow: whether it stands in brackets, where a comma must be quoted.
    """
    if _NEEDS_ESCAPES.search(value):
        return '"' + _ESCAPED.sub(_escape, value) + '"'
    if style == '"':
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return value if style != "'" and _plain(value, flow=flow) else "'" + value.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}.get(char, f"\\u{ord(char):04x}")


def _plain(value: str, *, flow: bool) -> bool:
    if not value or value != value.strip() or value[0] in _INDICATORS or value in ("---", "..."):
        return False
    if ": " in value or ":\t" in value or value.endswith(":") or re.search(r"[ \t]#", value):
        return False
    if flow and any(char in value for char in ",[]{}"):
        return False
    return bool(_DATE.fullmatch(value)) or not _NOT_TEXT.fullmatch(value)


def set_scalar(front: FrontMatter, key: str, value: str) -> Edit | None:
    """Give a key a value, in the quotes that it has; a key that is not there is added at the end.

    Returns:
        The edit; None where the value is there already.

    Raises:
        Refused: the front matter is written in a form in which nothing can be added.
    """
    entry = front.get(key)
    if entry is None:
        return add_entry(front, key, value)
    if isinstance(entry.value, Scalar):
        if entry.value.text == value:
            return None
        style = entry.value.style if entry.value.style in ("'", '"') else ""
        return Edit(entry.value.span, quote(value, style))
    return _replace(front, entry, quote(value))


def set_list(front: FrontMatter, key: str, values: Items[str]) -> Edit | None:
    """Give a key a list, in the form of the list that stands there; items that stay keep every byte.

    Returns:
        The edit; None where the list is there already.

    Raises:
        Refused: the front matter is written in a form in which nothing can be added.
    """
    entry = front.get(key)
    if entry is None:
        return add_entry(front, key, tuple(values))
    old = entry.value
    if isinstance(old, Sequence) and _texts(old) == tuple(values):
        return None
    if isinstance(old, Sequence) and old.items and None not in _texts(old):
        if old.flow:
            return _trimmed(front, Edit(old.span, _in_brackets(front, old, values) if values else "[]"))
        if values:
            return _block_list(front, entry, old, values)
    if isinstance(old, Scalar) and list(values) == [old.text]:
        return None
    return _replace(front, entry, _flow(values))


def add_entry(front: FrontMatter, key: str, value: str | Items[str], after: str | None = None) -> Edit:
    """Add a key on a line of its own, at the end or after another key.

    Raises:
        Refused: the whole front matter is in braces.
    """
    if front.entries and _inline(front):
        raise Refused("front matter in braces cannot be added to", "write one key a line between the --- lines")
    neighbour = front.get(after) if after else None
    at = neighbour.span.end if neighbour else front.body.end
    indent = " " * _column(front.text, front.entries[0].key_span.start) if front.entries else ""
    return Edit(Span(at, at), indent + entry(key, value, _newline(front, at)))


def entry(key: str, value: str | Items[str], ending: str) -> str:
    """A key's line as it is written anew."""
    written = quote(value) if isinstance(value, str) else _flow(value)
    return f"{quote(key)}: {written}{ending}"


def remove_entry(front: FrontMatter, key: str) -> Edit | None:
    """Take a key with its value away; comments stay, but no empty front matter does. None where it is not there."""
    entry = front.get(key)
    if entry is None:
        return None
    if _inline(front):
        raise Refused("front matter in braces cannot be taken from", "write one key a line between the --- lines")
    if not (front.text[front.body.start : entry.span.start] + front.text[entry.span.end : front.body.end]).strip():
        blank = _BLANK_LINE.match(front.text, front.span.end)
        return Edit(Span(0, blank.end() if blank else front.span.end), "")
    return Edit(entry.span, "")


def _newline(front: FrontMatter, at: int) -> str:
    """The line ending in front of an offset at which a line begins."""
    return next(ending for ending in ("\r\n", "\n", "\r") if front.text.endswith(ending, 0, at))


def _inline(front: FrontMatter) -> bool:
    # An entry of a flow mapping ends with its value, one of a block mapping with its line.
    return front.text[front.entries[0].span.end - 1] not in "\r\n" if front.entries else False


def _column(text: str, offset: int) -> int:
    return offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) - 1


def _replace(front: FrontMatter, entry: Entry, written: str) -> Edit:
    """Put a value where another kind of value, or none, stands."""
    if isinstance(entry.value, Scalar) or (isinstance(entry.value, Sequence | Mapping) and entry.value.flow):
        return Edit(entry.value.span, written)
    colon = front.text.index(":", entry.key_span.end) + 1
    end = entry.value.span.end if entry.value else colon
    return Edit(Span(colon, end), f" {written}")


def _texts(old: Sequence) -> tuple[str | None, ...]:
    return tuple(item.text if isinstance(item, Scalar) else None for item in old.items)


def _flow(values: Items[str]) -> str:
    return "[" + ", ".join(quote(value, flow=True) for value in values) + "]"


def _in_brackets(front: FrontMatter, old: Sequence, values: Items[str]) -> str:
    """A list in brackets with other items: those that stay keep every byte, and the comments and lines between them."""
    text, spans = front.text, [item.span for item in old.items]
    ends = [*(span.start for span in spans[1:]), old.span.end - 1]
    behind = [text[span.end : end] for span, end in zip(spans, ends, strict=True)]
    begin = text[old.span.start : spans[0].start]
    comma, _, closing = _apart(behind[-1])
    layouts = (_apart(one)[2] for one in behind[:-1])
    layout = next((one for one in layouts if "#" not in one), begin[1:] if begin[1:].isspace() else " ")
    known = {item.text: index for index, item in enumerate(old.items) if isinstance(item, Scalar)}
    made = [begin]
    for value, following in zip(values, [*values[1:], None], strict=True):
        index = known.get(value, -1)
        made.append(text[spans[index].start : spans[index].end] if index >= 0 else quote(value, flow=True))
        after = len(spans) if following is None else known.get(following, -1)
        if index >= 0 and after == index + 1:
            made.append(behind[index])
            continue
        comment = _apart(behind[index])[1] if index >= 0 else ""
        space = closing if following is None else layout
        if comment and not re.match(r"\s*[\r\n]", space):
            space = _newline(front, front.body.start) + space
        made += [comma if following is None else ",", comment, space]
    return "".join([*made, "]"])


def _apart(behind: str) -> tuple[str, str, str]:
    """What stands behind an item in brackets: its comma, the comment on its line, and the way to the next item."""
    match = re.match(r"(?:[ \t]*(,))?([ \t]*#[^\r\n]*)?(\s*,)?", behind)
    if match is None:
        return "", "", behind
    late = (match[3] or "").removesuffix(",")  # the comma may stand on the next line, behind the comment
    return match[1] or ("," if match[3] else ""), match[2] or "", late + behind[match.end() :]


def _block_list(front: FrontMatter, entry: Entry, old: Sequence, values: Items[str]) -> Edit:
    """Whole lines of a list of ``- item`` lines: those that stay are taken over with their comments."""
    starts = [item.span.start - _column(front.text, item.span.start) for item in old.items]
    chunks: dict[str, str] = {}
    for item, start, end in zip(old.items, starts, [*starts[1:], entry.span.end], strict=True):
        if isinstance(item, Scalar):
            chunks[item.text] = front.text[start:end]
    if len(set(starts)) != len(starts) or starts[0] <= entry.key_span.start:
        return _replace(front, entry, _flow(values))
    first = front.text[starts[0] : old.items[0].span.start]
    made = [chunks.get(value) or f"{first}{quote(value)}{_newline(front, starts[0])}" for value in values]
    return _trimmed(front, Edit(Span(starts[0], entry.span.end), "".join(made)))


def _trimmed(front: FrontMatter, edit: Edit) -> Edit:
    """The same edit without what it leaves as it is at its beginning and its end."""
    old, new = front.text[edit.span.start : edit.span.end], edit.text
    limit = min(len(old), len(new))
    head = next((i for i in range(limit) if old[i] != new[i]), limit)
    tail = next((i for i in range(limit - head) if old[-1 - i] != new[-1 - i]), limit - head)
    return Edit(Span(edit.span.start + head, edit.span.end - tail), new[head : len(new) - tail])
