"""Decision records as people and programs leave them, for hypothesis: each dialect, each line ending, each trap."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

# str.splitlines breaks lines at these, and CommonMark does not.
ODD_SEPARATORS = ("\x0b", "\x0c", "\x1c", "\x85", "\u2028")
DIALECTS = ("nygard", "madr", "fields", "table")
ENDINGS = ("\n", "\r\n", "\r")

_PIECES = st.sampled_from(("a", "cache", "é", "決", "**b**", "`c`", "[x]", "\udcff", *ODD_SEPARATORS))
_LINES = st.builds(" ".join, st.builds(lambda pieces: ["Words", *pieces], st.lists(_PIECES, max_size=4)))
_BLOCKS = (
    st.lists(_LINES, min_size=1, max_size=3),
    st.just(["```markdown", "## Status", "", "Rejected", "```"]),
    st.just(["~~~", "status: rejected", "~~~"]),
    st.just(["- one", "  - two", "", "    - three", "- four"]),
    st.just(["* [Words](https://example.org/x)", "* more words"]),
    st.just(["> Status of the union", "> is fine"]),
    st.just(["| Option | Cost |", "|--------|------|", "| one    | 1    |"]),
    st.just(["<!-- Status: rejected -->"]),
    st.just(["    indented code"]),
    st.just(["1. first", "2. second  "]),
)
_DECIDERS = (["decision-makers: [ada, 'bob']"], ["deciders:", "  - ada", "  - bob  # too"], ["deciders: ada"])
_BLOCK = st.one_of(*_BLOCKS)


@dataclass(frozen=True, slots=True)
class Document:
    """A generated record's bytes, and how it was made."""

    dialect: str
    data: bytes


@st.composite
def documents(draw: st.DrawFn, dialect: str, number: int) -> Document:
    """A record of a dialect, whose status is a known word.

    Args:
        draw: hypothesis' own.
        dialect: one of ``DIALECTS``.
        number: its number.
    """
    status = draw(st.sampled_from(("Accepted", "Proposed", "Rejected")))
    lines = [*_head(draw, dialect, status, number), *_sections(draw)]
    return Document(dialect, _bytes(draw, lines))


def _head(draw: st.DrawFn, dialect: str, status: str, number: int) -> list[str]:
    title = [f"# {number}. Cache {draw(st.sampled_from(('it', 'what we can', '`all` *of it*')))}", ""]
    date = draw(st.sampled_from(([], ["2020-01-31"])))
    if dialect == "nygard":
        gap = [""] * draw(st.integers(0, 2))
        said = draw(st.sampled_from((f"{status}", f"**{status}**", f"> {status}", f"{status}.", f"{status}  ")))
        return [*title, *(f"Date: {day}" for day in date), *([""] if date else []), "## Status", *gap, said, ""]
    if dialect == "madr":
        return [*_front(draw, status.lower(), date), *title]
    if dialect == "table":
        row = draw(st.sampled_from(("| {} | {} |", "|{}|{}|", "| {:9} | {:20} |")))
        rows = [("Status", status), *(("Date", day) for day in date), ("Author", "ada")]
        return [*title, row.format("Metadata", "Value"), "|---|---|", *(row.format(*pair) for pair in rows), ""]
    sign = draw(st.sampled_from(("* {}: {}", "- {}: {}", "- **{}**: {}", "**{}:** {}  ", "> {}: {}")))
    fields = [("Status", status.lower()), *(("Date", day) for day in date), ("Deciders", "ada, bob")]
    return [*title, *(sign.format(*pair) for pair in draw(st.permutations(fields))), ""]


def _front(draw: st.DrawFn, status: str, date: list[str]) -> list[str]:
    quote = draw(st.sampled_from(("", "'", '"')))
    comment = draw(st.sampled_from(("", "  # said on a Tuesday")))
    entries = [
        [f"status: {quote}{status}{quote}{comment}"],
        *([f"date: {day}"] for day in date),
        draw(st.sampled_from(_DECIDERS)),
        draw(st.sampled_from(([], ["tags:"], ['tags: [a, "b"]'], ["# a comment", "layout: page"]))),
    ]
    return ["---", *(line for entry in draw(st.permutations(entries)) for line in entry), "---", ""]


def _sections(draw: st.DrawFn) -> list[str]:
    lines: list[str] = []
    for heading in ("## Context", "## Decision", "## Consequences")[: draw(st.integers(1, 3))]:
        lines += [heading, ""]
        for block in draw(st.lists(_BLOCK, min_size=1, max_size=2)):
            lines += [*block, ""]
    return lines


def _bytes(draw: st.DrawFn, lines: list[str]) -> bytes:
    endings = draw(st.sampled_from((*((ending,) for ending in ENDINGS), ("\n", "\r\n"), ENDINGS)))
    kinds = st.sampled_from(endings)
    text = "".join(line + (endings[0] if len(endings) == 1 else draw(kinds)) for line in lines)
    end = draw(st.sampled_from(("as it is", "no last line ending", "blank lines", "trailing blanks")))
    body = text.rstrip("\r\n")
    ends = {"as it is": text, "no last line ending": body, "blank lines": text + endings[0] * 2}
    text = ends.get(end, f"{body}  {endings[0]}")
    return (b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode("utf-8", "surrogateescape")
