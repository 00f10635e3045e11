"""The inside of a paragraph made fit for a page: links, pictures, bare addresses, footnote marks."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it.token import Token

from adr_kit.text.markdown.sheet import dead
from adr_kit.text.markdown.target import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adr_kit.text.markdown.sheet import Sheet

# Ideographic punctuation ends an address too: it is written without a space before it.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_])https?://[^\s<>\"`\u3000-\u3002\uff08\uff09\uff0c\uff1a\uff1b\u300a-\u3011]{1,2000}"
)
_AFTER_ADDRESS = ".,;:!?*_~'"
_A_TAG = re.compile(r"<(/?)a[\s>]", re.IGNORECASE)


def own(html: str) -> Token:
    """A token that is HTML of ours."""
    token = Token("html_inline", "", 0)
    token.content = html
    return token


def dress(sheet: Sheet, children: Iterable[Token]) -> list[Token]:
    """The tokens of one paragraph as the page shows them."""
    dressed: list[Token] = []
    open_links: list[Token] = []
    in_raw_link = False
    for token in _named(sheet, list(children)):
        if token.type == "text" and not open_links and not in_raw_link:
            dressed += _addresses(sheet, token)
            continue
        if token.type == "html_inline":
            tag = _A_TAG.match(token.content)
            in_raw_link = tag.group(1) == "" if tag else in_raw_link
        if token.type in ("link_open", "link_close"):
            dressed += _link(sheet, token, open_links)
        else:
            dressed.append(_single(sheet, token, linked=bool(open_links) or in_raw_link))
    return dressed


def _named(sheet: Sheet, children: list[Token]) -> Iterator[Token]:
    """The tokens with a name for each link that has no words: readers who cannot see it need one (WCAG 2.4.4)."""
    for at, token in enumerate(children):
        inside = _inside(children, at) if token.type == "link_open" else [token]
        nameless = not plain(inside).strip() and token.type == "link_open"
        address = str(token.attrs.get("href", ""))
        pictured = any(one.type in ("image", "html_inline") for one in inside)
        if nameless and pictured:
            token.attrs["aria-label"] = sheet.mark + address
        yield token
        if nameless and not pictured:
            yield _text(address)


def _inside(children: list[Token], opening: int) -> list[Token]:
    """What stands in a link: no link stands in another one."""
    end = next(at for at in range(opening, len(children)) if children[at].type == "link_close")
    return children[opening + 1 : end]


def plain(children: Iterable[Token]) -> str:
    """The words of a paragraph without markup."""
    return "".join(
        plain(child.children) if child.children else " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in children
        if child.type != "html_inline"
    )


def footnote_use(note: int, use: int) -> str:
    """The identifier of the place where a footnote is referred to; the dot keeps it apart from headings'."""
    return f"noted.{note + 1}" + (f".{use + 1}" if use else "")


def _single(sheet: Sheet, token: Token, *, linked: bool) -> Token:
    match token.type:
        case "image":
            return own(sheet.picture(str(token.attrs.get("src", "")), plain(token.children or ()), linked=linked))
        case "html_inline":
            return own(sheet.raw(token.content, linked=linked))
        case "footnote_ref":
            return own(_footnote_mark(sheet, int(token.meta["id"]), int(token.meta["subId"])))
        case _:
            return token


def _link(sheet: Sheet, token: Token, open_links: list[Token]) -> list[Token]:
    """A link's beginning or end; one that leads nowhere says so behind its words, for readers who cannot hover."""
    if token.type == "link_close":
        if not open_links:
            return [token]
        opened = open_links.pop()
        token.tag = opened.tag
        note = str(opened.meta.get("note", ""))
        return [own(sheet.note(note)), token] if note else [token]
    open_links.append(token)
    target = sheet.follow(str(token.attrs.get("href", "")))
    if target.href is None:
        token.tag = "span"
        token.attrs = {"class": sheet.mark + dead(target)}
        token.meta = {"note": "" if target.exists else target.note}
        if target.exists:
            token.attrs["title"] = target.note
    else:
        token.attrs["href"] = sheet.mark + target.href
    return [token]


def _footnote_mark(sheet: Sheet, note: int, use: int) -> str:
    mark, prefix, number = sheet.mark, sheet.prefix, note + 1
    return (
        f'<sup class="{mark}footnote-mark" id="{mark}{prefix}{footnote_use(note, use)}">'
        f'<a href="{mark}#{prefix}note.{number}" aria-label="{mark}Footnote {number}">{number}</a></sup>'
    )


def _addresses(sheet: Sheet, token: Token) -> list[Token]:
    pieces: list[Token] = []
    done = 0
    for match in _ADDRESS.finditer(token.content):
        address = _trimmed(match.group())
        target = sheet.resolve(address)
        href = target.href and safe(target.href)
        if href:
            pieces += [_text(token.content[done : match.start()])]
            pieces += [own(f'<a href="{sheet.mark}{escape(href)}">{escape(address)}</a>')]
            done = match.start() + len(address)
    return [*pieces, _text(token.content[done:])] if done else [token]


def _trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it (GFM 6.9)."""
    address = address.rstrip(_AFTER_ADDRESS)
    bare = address.rstrip(")")
    surplus = max(0, min(address.count(")") - address.count("("), len(address) - len(bare)))
    return address[: len(address) - surplus].rstrip(_AFTER_ADDRESS) if surplus else address


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token
