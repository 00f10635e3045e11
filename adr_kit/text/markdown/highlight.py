"""Code with its parts marked by a dozen classes: the one place that says pygments."""

from __future__ import annotations

from functools import cache
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

# Some lexers take quadratic time: what is longer than any listing that people read is shown as it is.
_LONGEST = 30_000
_CLASSES = {
    "Comment": "c",
    "Keyword": "k",
    "Literal.String": "s",
    "Literal.String.Escape": "e",
    "Literal.Number": "m",
    "Name.Attribute": "a",
    "Name.Builtin": "b",
    "Name.Class": "f",
    "Name.Constant": "m",
    "Name.Decorator": "a",
    "Name.Exception": "f",
    "Name.Function": "f",
    "Name.Namespace": "f",
    "Name.Tag": "k",
    "Name.Variable": "v",
    "Operator.Word": "k",
    "Generic.Deleted": "d",
    "Generic.Heading": "k",
    "Generic.Inserted": "i",
    "Generic.Prompt": "c",
    "Generic.Subheading": "k",
}


def highlight(code: str, language: str, mark: str) -> str:
    """The code as HTML.

    Args:
        code: the code.
        language: what its author calls the language; an unknown one gives the code without marks.
        mark: what stands before each class.
    """
    lexer = _lexer(language.lower()) if language and len(code) <= _LONGEST else None
    if lexer is None:
        return escape(code)
    pieces = groupby(((_class(kind), text) for kind, text in lexer.get_tokens(code)), key=lambda piece: piece[0])
    marked = ((name, escape("".join(text for _, text in run))) for name, run in pieces)
    return "".join(f'<span class="{mark}{name}">{text}</span>' if name else text for name, text in marked)


@cache
def _languages() -> frozenset[str]:
    from pygments.lexers import get_all_lexers

    return frozenset(alias for _, aliases, _, _ in get_all_lexers(plugins=False) for alias in aliases)


@cache
def _lexer(language: str) -> Lexer | None:
    # Asking for an unknown name would search the installed packages for plugins: another machine, another page.
    if language not in _languages():
        return None
    from pygments.lexers import get_lexer_by_name

    return get_lexer_by_name(language, stripnl=False, ensurenl=False)


@cache
def _class(kind: _TokenType) -> str:
    parts = tuple(kind)
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((_CLASSES[name] for name in names if name in _CLASSES), "")
