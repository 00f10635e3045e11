"""Front matter: values as text with spans, refusals, and edits that change nothing else."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adr_kit.errors import Refused
from adr_kit.text.frontedits import add_entry, quote, remove_entry, set_list, set_scalar
from adr_kit.text.frontmatter import Entry, FrontMatter, Mapping, Scalar, Sequence, Value, read
from adr_kit.text.source import Edit, Source, Span

MADR = """---
# These are optional metadata elements. Feel free to remove any of them.
status: 'proposed'   # for now
date: {YYYY-MM-DD when the decision was last updated}
decision-makers: [ada, "bob, jr"] # both
tags:
  - storage  # fast
  - 'no'
Review By:
---

# Use it
"""


def must(text: str) -> FrontMatter:
    front = read(text)
    assert front is not None
    return front


def scalar(front: FrontMatter, key: str) -> str | None:
    entry = front.get(key)
    return entry.value.text if entry and isinstance(entry.value, Scalar) else None


def items(front: FrontMatter, key: str) -> list[str]:
    entry = front.get(key)
    found = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    return [item.text for item in found if isinstance(item, Scalar)]


def apply(text: str, edit: Edit | None) -> str:
    return Source(text).apply([edit]).text if edit else text


def test_values_are_text_and_know_where_they_stand() -> None:
    front = must(MADR)
    assert MADR[front.span.end :] == "\n# Use it\n"
    assert [entry.key for entry in front.entries] == ["status", "date", "decision-makers", "tags", "Review By"]
    status = front.entries[0]
    assert isinstance(status.value, Scalar)
    assert (status.value.text, status.value.style) == ("proposed", "'")
    assert MADR[status.value.span.start : status.value.span.end] == "'proposed'"
    assert MADR[status.span.start : status.span.end] == "status: 'proposed'   # for now\n"
    assert isinstance(front.entries[1].value, Mapping)
    assert items(front, "decision_makers") == ["ada", "bob, jr"]
    assert items(front, "tags") == ["storage", "no"]
    tags = front.entries[3]
    assert MADR[tags.span.start : tags.span.end] == "tags:\n  - storage  # fast\n  - 'no'\n"
    review = front.get("review-by")
    assert review is not None
    assert review.value is None
    assert front.problem is None


@pytest.mark.parametrize("value", ["no", "012", "12:30", "2024-02-31", "1e3", "~", "0x1F", "=", "null"])
def test_no_value_becomes_anything_but_text(value: str) -> None:
    assert scalar(must(f"---\nstatus: {value}\n---\n"), "status") == value


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\ud800", "\ufeff", "\U0001f600"])
def test_spans_hold_with_every_line_ending_and_odd_character(newline: str, odd: str) -> None:
    text = newline.join(["---", f"title: a{odd}b", "status: accepted", "---", "# x"])
    front = must(text)
    assert scalar(front, "title") == f"a{odd}b"
    status = front.entries[1].value
    assert status is not None
    assert text[status.span.start : status.span.end] == "accepted"
    assert front.problem is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# x\n",
        "+++\ntitle = 'x'\n+++\n",
        "---\nstatus: x\n",
        "---\nSome prose.\n---\n",
        "---\n\n# Heading\n\ntext\n---\n",
    ],
)
def test_what_is_not_front_matter(text: str) -> None:
    assert read(text) is None


def test_an_empty_one_and_one_of_comments_only() -> None:
    assert must("---\n---\n# x\n").entries == ()
    assert must("---\n# all removed\n---\n# x\n").span == Span(0, 22)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("a: &x 1\nb: *x", "an anchor"),
        ("a: !!python/object:os.system x", "a tag"),
        ("<<: {a: b}\nc: d", "a merge key"),
        ("a: 1\na: 2", "twice"),
        ("a: " + "[" * 60_000, "nested too deeply"),
        ("a: b\n--- c\nd: e", "second document"),
        ("a: " + "x" * 70_000, "64 KB"),
        ("title: a: b\nstatus: accepted", "not YAML"),
        ("title: a\n\tb: c\nstatus: accepted", "not YAML"),
        ("a: 'x\nb: y", "not YAML"),
    ],
)
def test_what_is_refused_is_named_and_what_can_be_read_is_given(body: str, says: str) -> None:
    front = must(f"---\n{body}\n---\n")
    assert front.problem is not None
    assert says in front.problem
    assert front.problem_span is not None
    assert front.entries


def test_a_bomb_of_aliases_ends_at_once() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 64)]
    front = must("---\n" + "\n".join(lines) + "\n---\n")
    assert len(front.entries) == 64


def test_invalid_yaml_is_read_line_by_line() -> None:
    text = "---\ntitle: Naming: a way\nstatus: 'accepted' # yes\ntags:\n - a\n - b\ndate: {x | [y](z)…}\n---\n"
    front = must(text)
    assert front.problem_span is not None
    assert text[front.problem_span.start - 6 : front.problem_span.start] == "Naming"
    assert scalar(front, "title") == "Naming: a way"
    assert scalar(front, "status") == "accepted"
    assert items(front, "tags") == ["a", "b"]
    status = front.entries[1].value
    assert status is not None
    assert text[status.span.start : status.span.end] == "'accepted'"


def test_a_block_scalar_ends_with_its_last_word() -> None:
    text = "---\ntitle: |\n  9. Simplify\n  Logging\n\nstatus: x\n---\n"
    front = must(text)
    assert scalar(front, "title") == "9. Simplify\nLogging\n"
    title = front.entries[0]
    assert text[title.span.start : title.span.end] == "title: |\n  9. Simplify\n  Logging\n"


# --- edits


def test_a_value_keeps_its_quotes_and_its_comment() -> None:
    text = apply(MADR, set_scalar(must(MADR), "status", "accepted"))
    assert text == MADR.replace("'proposed'", "'accepted'")
    assert set_scalar(must(text), "STATUS", "accepted") is None


def test_a_placeholder_and_an_empty_value_are_filled() -> None:
    text = apply(MADR, set_scalar(must(MADR), "date", "2024-05-01"))
    text = apply(text, set_scalar(must(text), "review-by", "2025-05-01"))
    assert "\ndate: 2024-05-01\n" in text
    assert "\nReview By: 2025-05-01\n" in text


def test_a_flow_list_grows_and_shrinks_and_keeps_what_stays() -> None:
    grown = apply(MADR, set_list(must(MADR), "decision-makers", ["ada", "bob, jr", "eve, sr"]))
    assert """decision-makers: [ada, "bob, jr", 'eve, sr'] # both\n""" in grown
    assert apply(grown, set_list(must(grown), "decision-makers", ["ada", "bob, jr"])) == MADR


BRACKETS = """---
tags: [a, b,]
deciders: [  # by age
  Ada,   # lead
  "Bob",
  Cy  # new
]
---
"""


@pytest.mark.parametrize(
    ("key", "values", "written"),
    [
        ("tags", ["a", "b", "c"], "tags: [a, b, c,]\n"),
        ("tags", ["b"], "tags: [b,]\n"),
        ("tags", [], "tags: []\n"),
        ("deciders", ["Ada", "Bob", "Cy", "Eve"], "  Cy,  # new\n  Eve\n]\n"),
        ("deciders", ["Eve", "Ada"], "deciders: [  # by age\n  Eve,\n  Ada   # lead\n]\n"),
        ("deciders", ["Cy", "Bob"], 'deciders: [  # by age\n  Cy,  # new\n  "Bob"\n]\n'),
    ],
)
def test_a_list_in_brackets_keeps_its_lines_its_comments_and_its_last_comma(
    key: str, values: list[str], written: str
) -> None:
    for text in (BRACKETS, BRACKETS.replace("\n", "\r\n")):
        edited = apply(text, set_list(must(text), key, values))
        assert written in edited.replace("\r\n", "\n")
        assert items(must(edited), key) == values
        assert edited.count("\n") == edited.count("\r\n") or "\r" not in text


@given(
    st.lists(st.sampled_from(("a", "b c", "'d, e'", '"f#"', "g")), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from((",", ", ", ",\n  ", ", # x\n  ", " # y\n  , ")), min_size=4, max_size=4),
    st.sampled_from(("", " ", "\n  ", " # z\n  ")),
    st.sampled_from(("", ",", " ", ",\n", "# no\n", " # w\n", ", # w\n ")),
    st.lists(st.sampled_from(("a", "b c", "d, e", "f#", "g", "new", "[x]")), min_size=1, max_size=6, unique=True),
)
def test_whatever_a_list_in_brackets_looks_like_it_says_what_it_is_given(
    old: list[str], joints: list[str], begin: str, end: str, values: list[str]
) -> None:
    inside = "".join(item + joint for item, joint in zip(old, [*joints[: len(old) - 1], ""], strict=True))
    text = f"---\nx: [{begin}{inside}{end}]\ny: 1\n---\n"
    front = must(text)
    if front.problem:
        return  # a comment took the bracket away
    assert items(must(apply(text, set_list(front, "x", values))), "x") == values


def test_a_block_list_grows_and_shrinks_and_keeps_what_stays() -> None:
    grown = apply(MADR, set_list(must(MADR), "tags", ["storage", "no", "db"]))
    assert "  - storage  # fast\n  - 'no'\n  - db\nReview" in grown
    assert apply(grown, set_list(must(grown), "tags", ["storage", "no"])) == MADR
    assert set_list(must(grown), "tags", ["storage", "no", "db"]) is None


def test_an_emptied_list_and_a_list_where_a_word_stood() -> None:
    text = apply(MADR, set_list(must(MADR), "tags", []))
    assert "\ntags: []\n" in text
    text = apply(text, set_list(must(text), "tags", ["a"]))
    assert "\ntags: [a]\n" in text
    text = apply("---\ntags: a # c\n---\n", set_list(must("---\ntags: a # c\n---\n"), "tags", ["a", "b"]))
    assert text == "---\ntags: [a, b] # c\n---\n"


def test_a_new_key_is_added_and_taken_away() -> None:
    for text in (MADR, MADR.replace("\n", "\r\n"), "---\r# c\r---\r"):
        added = apply(text, add_entry(must(text), "affects", ["src/**", "a, b"]))
        assert items(must(added), "affects") == ["src/**", "a, b"]
        assert apply(added, remove_entry(must(added), "affects")) == text
    assert remove_entry(must(MADR), "nothing") is None


def test_front_matter_does_not_stay_behind_empty() -> None:
    for ending in ("\n", "\r\n", "\r"):
        text = "---\ntags: [a]\n---\n\n# One\n".replace("\n", ending)
        assert apply(text, remove_entry(must(text), "tags")) == f"# One{ending}"


def test_a_new_key_after_another() -> None:
    text = apply(MADR, add_entry(must(MADR), "formerly", "12", after="date"))
    assert "}\nformerly: '12'\ndecision-makers" in text


def test_braces_are_refused() -> None:
    text = "---\n{a: b}\n---\n"
    with pytest.raises(Refused):
        add_entry(must(text), "c", "d")
    with pytest.raises(Refused):
        remove_entry(must(text), "a")
    assert apply(text, set_scalar(must(text), "a", "c")) == "---\n{a: c}\n---\n"


# --- properties

WORDS = st.text(
    st.sampled_from("aZ09é日:#-[]{}&*!|>'\"%@`?,. \t~=<\\\x00\x0b\x0c\x1c\x85\u2028\u2029\ufeff\ud800\U0001f600")
)
LINES = st.lists(
    st.one_of(WORDS, st.sampled_from(["---", "a: b", "  - x", "key:", "- y", "b: |", "  c", "d: [x, y]", ""]))
)
NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])


def _values(value: Value | None) -> list[Value]:
    if value is None:
        return []
    if isinstance(value, Sequence):
        return [value, *(inner for item in value.items for inner in _values(item))]
    if isinstance(value, Mapping):
        return [value, *(inner for entry in value.entries for inner in _values(entry.value))]
    return [value]


def _facts(entry: Entry) -> object:
    return entry.key, [item.text for item in _values(entry.value) if isinstance(item, Scalar)]


@given(LINES, NEWLINES)
@settings(max_examples=300)
def test_reading_never_fails_and_spans_lie_inside(lines: list[str], newline: str) -> None:
    text = newline.join(["---", *lines, "---", ""])
    front = read(text)
    if front is None:
        return
    assert text[front.span.start : front.span.end].rstrip().endswith("---")
    end = front.body.start
    for entry in front.entries:
        assert front.body.contains(entry.span)
        assert entry.span.contains(entry.key_span)
        for value in _values(entry.value):
            assert entry.span.contains(value.span)
        if front.problem is None and text[entry.span.end - 1] in "\r\n":
            assert entry.span.start >= end
            end = entry.span.end


@given(st.text())
def test_reading_any_text_never_fails(text: str) -> None:
    read(text)
    read(f"---\n{text}\n---\n")


TEMPLATES = [MADR, "---\nstatus: x\n---\n", "---\n# none\n---\nbody", "---\nstatus: |\n  a\n  b\ndate: c\n---\n"]
TEXTS = st.text(max_size=12)


@given(st.sampled_from(TEMPLATES), NEWLINES, TEXTS)
@example(MADR, "\n", "superseded by [ADR-0005](0005-x.md)")
@example(MADR, "\n", "a: b")
@example(MADR, "\n", "#")
@example(MADR, "\n", "---")
def test_a_set_value_is_read_again_and_nothing_else_changes(template: str, newline: str, value: str) -> None:
    text = template.replace("\n", newline)
    before = must(text)
    front = must(apply(text, set_scalar(before, "status", value)))
    assert front.problem is None
    if front.get("status") and scalar(front, "status") is None:
        assert value == ""
    else:
        assert scalar(front, "status") == value
    rest = [_facts(entry) for entry in front.entries if entry.key != "status"]
    assert rest == [_facts(entry) for entry in before.entries if entry.key != "status"]
    assert front.text[front.span.end :] == text[before.span.end :]


@given(
    st.sampled_from(TEMPLATES), NEWLINES, st.lists(TEXTS, unique=True, max_size=4), st.sampled_from(["tags", "status"])
)
def test_a_set_list_is_read_again_and_nothing_else_changes(
    template: str, newline: str, values: list[str], key: str
) -> None:
    text = template.replace("\n", newline)
    before = must(text)
    edit = set_list(before, key, values)
    front = must(apply(text, edit))
    assert items(front, key) == values or [scalar(front, key)] == values
    rest = [_facts(entry) for entry in front.entries if entry.key != key]
    assert rest == [_facts(entry) for entry in before.entries if entry.key != key]


@given(TEXTS)
def test_quoting_is_safe_in_every_place(value: str) -> None:
    for style in ("", "'", '"'):
        assert scalar(must(f"---\na: {quote(value, style)}\n---\n"), "a") == value
    assert items(must(f"---\na: [{quote(value, flow=True)}, {quote(value, flow=True)}]\n---\n"), "a") == [value, value]
