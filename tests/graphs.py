"""Graphs to draw in tests: one of every kind of thing, and any at all."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from adr_kit.drawing.picture import Picture
from adr_kit.insight.graph import build
from adr_kit.record.model import Relation, StatusKind
from decisions import record

NASTY = (
    'Use "quotes" and \\ backslash',
    "[brackets] (parens) {braces} | pipe",
    "1. a list? - no # heading *emph* `code`",
    "two\nlines\r\nand\ttabs",
    "control \x00\x07\x1b[31m and \x85",
    "bidi \u202eevil\u202c \u2066iso\u2069",
    "surrogate \udcff here, noncharacter \uffff",
    "emoji 👩‍💻 and 日本語",
    "&amp; <b>html</b> #quot; #35; %% comment %%{init}%%",
    "direction TB; style a:#b; click n1; end",
    "ﬂ°°35¶ß www.example.com a@b.example http://x",
    "\\N \\G \\l",
    "",
)

SAMPLE = Picture.of(
    build(
        [
            record("0001-a", "superseded-by 0003-c", status=StatusKind.SUPERSEDED, date=dt.date(2024, 1, 2)),
            record("0002-b", "depends-on 0003-c", tags=("storage",), component="core"),
            record("0003-c", "supersedes 0001-a", title='The "third"'),
            record("0004-d", "amends? 0002-b", "depends-on (0099-x)", status=StatusKind.PROPOSED),
            record("0005-e", "Inspired-by 0004-d", status=StatusKind.OTHER, status_text="On hold"),
            record("0006-f", "relates-to 0006-f", status=None),
            record("0007-g", "conflicts-with 0002-b", status=StatusKind.REJECTED),
            record("0008-h", "refines 0002-b", status=StatusKind.DEPRECATED),
            record("0009-i", status=StatusKind.DRAFT),
            *(record(f"{number:04d}-n", title=title) for number, title in enumerate(NASTY, 20)),
        ]
    )
)

# A supersession of each sort: whole, of a part, and by what is not decided yet.
SUCCESSIONS = Picture.of(
    build(
        [
            record("0001-a", status=StatusKind.SUPERSEDED),
            record("0002-b", "supersedes 0001-a"),
            record("0003-c", "supersedes? 0002-b"),
            record("0004-d", "supersedes 0003-c", status=StatusKind.PROPOSED),
        ]
    )
)

_TITLES = st.one_of(st.sampled_from(NASTY), st.text(st.characters(categories=None), max_size=20))
_IDS = st.lists(
    st.one_of(
        st.integers(0, 9999).map("{:04d}-x".format), st.text(st.characters(categories=None), min_size=1, max_size=6)
    ),
    max_size=6,
    unique=True,
)


Spec = tuple[str, list[str], str, StatusKind | None, str]  # identity, links, title, status, its words


@st.composite
def logs(draw: st.DrawFn) -> list[Spec]:
    """Any log, in short: circles, links to oneself, twice the same, to nothing; any title, any identity."""
    ids = draw(_IDS)
    words = st.sampled_from([*map(str, Relation), "supersedes?", "Driven-by", 'say-"x"\\', "\u202e\x00"])
    links = st.lists(st.tuples(words, st.sampled_from([*ids, "(nothing)"])).map(" ".join), max_size=4)
    statuses = st.sampled_from([*StatusKind, None])
    return [(one, draw(links), draw(_TITLES), draw(statuses), draw(_TITLES) or "?") for one in ids]


def picture(log: list[Spec]) -> Picture:
    """A picture of such a log (hypothesis prints what a test is given; a picture holds whole texts)."""
    return Picture.of(
        build(
            record(one, *links, title=title, status=status, status_text=words)
            for one, links, title, status, words in log
        )
    )
