"""The blocks of a text made fit for a page: headings, tasks, alerts, tables, code, footnotes."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.token import Token

from adr_kit.text.anchor import slug
from adr_kit.text.markdown import inlines
from adr_kit.text.markdown.highlight import highlight
from adr_kit.text.markdown.sheet import Heading

if TYPE_CHECKING:
    from collections.abc import Callable

    from adr_kit.text.markdown.sheet import Sheet

_LANGUAGE = re.compile(r"[\w+#.-]+")
_TASK = re.compile(r"\[([ xX])\][ \t\n]+")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)", re.IGNORECASE)
_LAST_LEVEL = 6


def collect_headings(tokens: list[Token], prefix: str = "", top: int = 2) -> tuple[Heading, ...]:
    """The text's headings from level ``top`` on without gaps, each with an identifier of its own."""
    above: list[int] = []
    taken: dict[str, int] = {}
    headings = []
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            written = int(token.tag[1])
            above = [*(level for level in above if level < written), written]
            text = inlines.plain(inside.children or ()).strip()
            identifier = prefix + _unique(slug(text) or "section", taken)
            headings.append(Heading(min(len(above) + top - 1, _LAST_LEVEL), identifier, text))
    return tuple(headings)


def dress(sheet: Sheet, tokens: list[Token]) -> list[Token]:
    """The tokens as the page shows them."""
    headings = iter(sheet.headings)
    _alerts(sheet, tokens)
    _tasks(sheet, tokens)
    dressed: list[Token] = []
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            dressed.append(_heading(sheet, token, headings.__next__))
        elif token.type == "inline":
            token.children = inlines.dress(sheet, token.children or ())
            dressed.append(token)
        else:
            make = _BLOCKS.get(token.type)
            dressed += [token] if make is None else make(sheet, token)
    return dressed


def _heading(sheet: Sheet, token: Token, following: Callable[[], Heading]) -> Token:
    if token.type == "heading_open":
        heading = following()
        token.meta = {"heading": heading}
        token.tag = f"h{heading.level}"
        token.attrs = {"id": sheet.mark + heading.id}
    return token


def _block(html: str) -> Token:
    token = Token("html_block", "", 0)
    token.content = html
    return token


def _fence(sheet: Sheet, token: Token) -> list[Token]:
    found = _LANGUAGE.search(token.info)
    language = found.group() if found else ""
    code = highlight(token.content, language, sheet.mark)
    label = f' aria-label="{sheet.mark}Code: {escape(language)}"' if language else f' aria-label="{sheet.mark}Code"'
    opening = f'<pre class="{sheet.mark}code" tabindex="{sheet.mark}0" role="{sheet.mark}group"{label}>'
    return [_block(f"{opening}<code>{code}</code></pre>\n")]


def _table_open(sheet: Sheet, token: Token) -> list[Token]:
    mark = sheet.mark
    return [_block(f'<div class="{mark}table" tabindex="{mark}0" role="{mark}group" aria-label="{mark}Table">'), token]


def _table_close(_: Sheet, token: Token) -> list[Token]:
    return [token, _block("</div>\n")]


def _cell(sheet: Sheet, token: Token) -> list[Token]:
    # The page's policy forbids style attributes.
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    token.attrs = {"class": sheet.mark + side} if side else {}
    return [token]


def _raw_block(sheet: Sheet, token: Token) -> list[Token]:
    return [_block(sheet.raw(token.content))]


def _notes_open(sheet: Sheet, _: Token) -> list[Token]:
    mark = sheet.mark
    return [_block(f'<section class="{mark}footnotes" aria-label="{mark}Footnotes">\n<ol>\n')]


def _note_open(sheet: Sheet, token: Token) -> list[Token]:
    return [_block(f'<li id="{sheet.mark}{sheet.prefix}note.{int(token.meta["id"]) + 1}">')]


def _note_anchor(sheet: Sheet, token: Token) -> list[Token]:
    use = sheet.prefix + inlines.footnote_use(int(token.meta["id"]), int(token.meta["subId"]))
    return [
        _block(
            f' <a class="{sheet.mark}back" href="{sheet.mark}#{use}" aria-label="{sheet.mark}Back to the text">↩</a>'
        )
    ]


_BLOCKS: dict[str, Callable[[Sheet, Token], list[Token]]] = {
    "fence": _fence,
    "code_block": _fence,
    "table_open": _table_open,
    "table_close": _table_close,
    "td_open": _cell,
    "th_open": _cell,
    "html_block": _raw_block,
    "footnote_block_open": _notes_open,
    "footnote_block_close": lambda _sheet, _token: [_block("</ol>\n</section>\n")],
    "footnote_open": _note_open,
    "footnote_close": lambda _sheet, _token: [_block("</li>\n")],
    "footnote_anchor": _note_anchor,
}


def _tasks(sheet: Sheet, tokens: list[Token]) -> None:
    """Boxes for ``- [ ]`` items: characters, since a form control that nobody can use needs a label all the same."""
    for item, paragraph, inside in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (item.type, paragraph.type) != ("list_item_open", "paragraph_open") or not inside.children:
            continue
        first = inside.children[0]
        match = _TASK.match(inside.content)
        if match and first.type == "text" and first.content[:3] == match.group()[:3]:
            done = match.group(1) != " "
            item.attrs = {"class": sheet.mark + ("task done" if done else "task")}
            first.content = first.content[3:].lstrip()
            inside.children.insert(0, inlines.own(_box(sheet.mark, done=done)))


def _box(mark: str, *, done: bool) -> str:
    word, sign = ("Done", "☑") if done else ("Open", "☐")
    return f'<span class="{mark}box" role="{mark}img" aria-label="{mark}{word}">{sign}</span> '


def _alerts(sheet: Sheet, tokens: list[Token]) -> None:
    open_quotes: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type == "blockquote_open":
            open_quotes.append(token)
            inside = tokens[index + 2] if index + 2 < len(tokens) else None
            match = _ALERT.match(inside.content) if inside is not None and inside.type == "inline" else None
            if match and inside is not None and token.level == inside.level - 2:
                _alert(sheet, token, inside, match.group(1).lower())
        elif token.type == "blockquote_close":
            token.tag = open_quotes.pop().tag


def _alert(sheet: Sheet, quote: Token, inside: Token, kind: str) -> None:
    quote.tag = "div"
    quote.attrs = {"class": f"{sheet.mark}alert {kind}", "role": sheet.mark + "note"}
    children = inside.children or []
    line_end = next((at for at, child in enumerate(children) if child.type == "softbreak"), len(children) - 1)
    title = inlines.own(f'<strong class="{sheet.mark}alert-title">{kind.capitalize()}</strong> ')
    inside.children = [title, *children[line_end + 1 :]]


def _unique(wanted: str, taken: dict[str, int]) -> str:
    """The identifier, with a number behind it where it is taken (as GitHub counts)."""
    candidate = wanted
    while candidate in taken:
        taken[wanted] += 1
        candidate = f"{wanted}-{taken[wanted]}"
    taken[candidate] = 0
    return candidate
