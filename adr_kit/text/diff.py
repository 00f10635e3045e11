"""What a change does to a file, as a unified diff that people read and ``git apply`` takes."""

from __future__ import annotations

import difflib
import re

_PLAIN = re.compile(rb"[^\x00-\x1f\"\\\x7f]*")
_NO_NEWLINE = b"\\ No newline at end of file\n"
_ESCAPES = {ord('"'): b'\\"', ord("\\"): b"\\\\", 9: b"\\t", 10: b"\\n", 13: b"\\r"}


def unified(old: str, new: str, before: bytes | None, after: bytes | None) -> bytes:
    """The difference between two contents of one file.

    Args:
        old: its path before, ``/`` separators.
        new: its path afterwards; another one where it is renamed.
        before: the bytes before; None where there was no file.
        after: the bytes afterwards; None where there is no file any more.

    Returns:
        The diff, line endings as they are; empty where nothing differs.
    """
    if before == after and old == new:
        return b""
    head = b"diff --git " + _name("a/" + old) + b" " + _name("b/" + new) + b"\n"
    if before is None:
        head += b"new file mode 100644\n"
    elif after is None:
        head += b"deleted file mode 100644\n"
    elif old != new:
        head += b"rename from " + _name(old) + b"\nrename to " + _name(new) + b"\n"
    body = _body(before or b"", after or b"")
    if not body:
        return head
    here = b"/dev/null" if before is None else _marked("a/" + old)
    there = b"/dev/null" if after is None else _marked("b/" + new)
    return head + b"--- " + here + b"\n+++ " + there + b"\n" + body


def _body(before: bytes, after: bytes) -> bytes:
    # Latin-1 gives every byte a character, so that undecodable files have a diff too.
    lines = difflib.unified_diff(_lines(before), _lines(after), lineterm="\n")
    body = [line.encode("latin-1") for line in lines][2:]
    return b"".join(line if line.endswith(b"\n") else line + b"\n" + _NO_NEWLINE for line in body)


def _lines(data: bytes) -> list[str]:
    """Lines as git counts them: only a line feed ends one."""
    return [line for line in re.split(r"(?<=\n)", data.decode("latin-1")) if line]


def _name(path: str) -> bytes:
    """A path as git writes it: quoted where it holds what would end it."""
    raw = path.encode("utf-8", "surrogateescape")
    if _PLAIN.fullmatch(raw):
        return raw
    return b'"' + b"".join(_ESCAPES.get(byte) or _octal(byte) for byte in raw) + b'"'


def _octal(byte: int) -> bytes:
    return b"\\%03o" % byte if byte < ord(" ") or byte == 0x7F else bytes((byte,))  # noqa: PLR2004 -- DEL


def _marked(path: str) -> bytes:
    """The same on a ``---`` line, where a tab ends a name with blanks."""
    name = _name(path)
    return name + b"\t" if b" " in name and not name.startswith(b'"') else name
