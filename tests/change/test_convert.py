"""Records from form to form: whatever they say, they say it afterwards, and every line of prose keeps its bytes."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adr_kit.change.convert import forms
from adr_kit.change.convert.plan import convert
from adr_kit.record import sections
from adr_kit.record.dialects.style import Style
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.change.convert.forms import Form
    from adr_kit.record.model import Record

FOLDER = PurePosixPath("docs/adr")
FILE = FOLDER / "0002-keep-sessions.md"
OTHERS = {
    FOLDER / "0001-first.md": b"# 1. First\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Decision\n\nA.\n",
    FOLDER / "0003-third.md": b"---\nstatus: accepted\n---\n\n# Third\n\n## Decision Outcome\n\nC.\n",
}
NAMES = [form.name for form in forms.FORMS]


def log_of(text: bytes) -> Log:
    return Log.of([read(file, data, DEFAULT) for file, data in {**OTHERS, FILE: text}.items()], FOLDER)


def converted(text: bytes, name: str) -> bytes:
    log = log_of(text)
    made = convert(log, Style(), [log.by_file[FILE]], forms.named(name))
    return made.changes[0].after or b"" if made.changes else text


def facts(text: bytes) -> dict[str, object]:
    """All that a record says, links by what they mean."""
    record = log_of(text).by_file[FILE]
    people = record.people
    return {
        "title": record.title,
        "number": record.number,
        "status": (record.status, (record.status_text or "").casefold()),
        "date": record.date,
        "people": [[p.name for p in g] for g in (people.deciders, people.authors, people.consulted, people.informed)],
        "tags": record.tags,
        "affects": record.affects,
        "review by": record.reading.review_by and record.reading.review_by.value,
        "formerly": record.reading.formerly,
        "component": record.component,
        "links": Counter((link.relation, link.target_id, link.partial) for link in record.links),
        "questions": [(question.text, question.done) for question in sections.questions(record.reading)],
        "reason": sections.reason(record),
    }


# -- the forms that go in, as people write them; names of fields in each form, then its sections

FRONT = ("status", "date", "decision-makers", "authors", "consulted", "informed", "tags", "affects", "review-by")
LINES = ("Status", "Date", "Deciders", "Authors", "Consulted", "Informed", "Tags", "Affects", "Review by")
HEADINGS = {
    "nygard": ("## Context", "## Options", "## Decision", "## Consequences"),
    "madr": ("## Context and Problem Statement", "## Considered Options", "## Decision Outcome", "### Consequences"),
    "fields": ("## Kontext", "## Optionen", "## Entscheidung", "### Positive Consequences"),
    "table": ("## Background", "## Alternatives considered", "## Decision", "## Impact"),
}
PROSE = (
    "We pay for two databases.",
    "- a list\n  with a second line\n    - and a deeper one",
    "```yaml\nstatus: code\n## Status\n```",
    "> Status: quoted, and not ours",
    "See [the paper](https://example.org/a.md#part) and [ADR-1](0001-first.md).",
    "| Load | Cost |\n| ---- | ---- |\n| high | 12 |",
    "### A part of it\n\nwith words.\n\n#### Deeper\n\nmore",
    "*Naïve* — “quotes”, trailing blanks   \nand a hard break",
    "<details>\n\nhidden\n\n</details>",
    "1. one\n2. two",
)
STATUSES = ("Accepted", "proposed", "Rejected", "Deprecated", "Accepted (by lazy consensus)", "Draft", "In review")
RELATIONS = (
    "Amends [1. First](0001-first.md)",
    "Partly supersedes [1. First](0001-first.md)",
    "Relates to [Third](0003-third.md)",
    "Depends on [ADR-0003](0003-third.md)",
)


DAYS = st.dates(dt.date(1971, 1, 1), dt.date(2099, 12, 31))


@st.composite
def values(draw: st.DrawFn) -> Mapping[str, str]:
    """What a record says of itself, by the name of the field in a line."""
    found = {
        "Status": draw(st.sampled_from(STATUSES)),
        "Date": draw(DAYS).isoformat(),
    }
    people = st.lists(st.sampled_from(("Ada Lovelace", "Grace Hopper", "Zoë", "@ops-team")), min_size=1, unique=True)
    for name in ("Deciders", "Authors", "Consulted", "Informed"):
        if draw(st.booleans()):
            found[name] = ", ".join(draw(people))
    if draw(st.booleans()):
        found["Tags"] = ", ".join(draw(st.lists(st.sampled_from(("storage", "c#", "ci")), min_size=1, unique=True)))
    if draw(st.booleans()):
        found["Affects"] = ", ".join(draw(st.lists(st.sampled_from(("src/**", "db/*.sql")), min_size=1, unique=True)))
    if draw(st.booleans()):
        found["Review by"] = "2030-01-31"
    return found


@st.composite
def records(draw: st.DrawFn) -> bytes:
    """A record in one of the forms, with any line ending, with or without a last one."""
    form = draw(st.sampled_from(sorted(HEADINGS)))
    said = draw(values())
    links = draw(st.lists(st.sampled_from(RELATIONS), max_size=2, unique=True))
    text = {"nygard": nygard, "madr": madr, "fields": listed, "table": tabled}[form](said, links)
    for heading in HEADINGS[form]:
        prose = draw(st.lists(st.sampled_from(PROSE), max_size=2, unique=True))
        text += "\n\n".join([heading, *prose]) + "\n\n"
    if draw(st.booleans()):
        text += "## Open questions\n\n- [ ] Who runs it?\n- [x] How much? 12\n\n"
    if form != "nygard" and links:
        text += "## Links\n\n" + "".join(f"* {link}\n" for link in links)
    text = text.rstrip("\n") + draw(st.sampled_from(("\n", "", "\n\n")))
    return text.replace("\n", draw(st.sampled_from(("\n", "\r\n")))).encode()


def nygard(said: Mapping[str, str], links: list[str]) -> str:
    lines = [f"{name}: {backticked(name, value)}" for name, value in said.items() if name != "Status"]
    return "\n\n".join(["# 2. Keep sessions", *lines, "## Status", said["Status"], *links]) + "\n\n"


def madr(said: Mapping[str, str], _: list[str]) -> str:
    keys = dict(zip(LINES, FRONT, strict=True))
    lists = ("Affects", "Tags")
    lines = [f"{keys[name]}: {f'[{v}]' if name in lists else quoted(v)}\n" for name, v in said.items()]
    return f"---\n# These are optional.\n{''.join(lines)}---\n\n# Keep sessions\n\n"


def listed(said: Mapping[str, str], _: list[str]) -> str:
    lines = [f"* {name}: {backticked(name, value)}\n" for name, value in said.items()]
    return f"# ADR-2: Keep sessions\n\n{''.join(lines)}\nTechnical story: SHOP-12\n\n"


def tabled(said: Mapping[str, str], _: list[str]) -> str:
    lines = [f"| {name} | {backticked(name, value)} |\n" for name, value in said.items()]
    return f"# Keep sessions\n\n| Field | Value |\n| --- | --- |\n{''.join(lines)}\n"


def backticked(name: str, value: str) -> str:
    return ", ".join(f"`{glob}`" for glob in value.split(", ")) if name == "Affects" else value


def quoted(value: str) -> str:
    return f'"{value}"' if value.startswith("@") else value


def prose(text: bytes) -> Counter[str]:
    """The lines of the sections in the middle, headings aside: those that no form may touch."""
    kept = {line for piece in PROSE for line in piece.split("\n") if line and not line.startswith("#")}
    return Counter(line for line in re.split(r"\r?\n", text.decode()) if line in kept)


@settings(max_examples=60)
@given(text=records(), way=st.lists(st.sampled_from(NAMES), min_size=2, max_size=4))
def test_any_record_says_the_same_in_any_form(text: bytes, way: list[str]) -> None:
    now = text
    for name in way:
        now = converted(now, name)
        assert facts(now) == facts(text)
        assert prose(now) == prose(text)
        assert (b"\r\n" in now) == (b"\r\n" in text)
        assert converted(now, name) == now
        form = forms.named(name)
        assert log_of(now).by_file[FILE].reading.dialect == form.dialect
        assert in_place(log_of(now).by_file[FILE], form)


def in_place(record: Record, form: Form) -> bool:
    """Whether status and date stand where the form keeps them."""
    reading = record.reading
    assert reading.status is not None
    assert reading.date is not None
    return (reading.status.place, reading.date.place) == (form.status, form.fields)


def test_there_and_back_gives_the_first_bytes() -> None:
    text = (
        b"# 2. Keep sessions\n\nDate: 2024-05-06\n\nDeciders: Ada, Grace\n\n## Status\n\nAccepted\n\n"
        b"Supersedes [1. First](0001-first.md)\n\n## Context\n\nx\n\n## Decision\n\ny\n\n## Consequences\n\n"
        b"### Good\n\nz\n\n## Notes of the meeting\n\nlast\n"
    )
    madr_text = converted(text, "madr")
    assert madr_text.startswith(b"---\nstatus: accepted\ndate: 2024-05-06\ndecision-makers: [")
    assert b"\n### Consequences\n\n#### Good\n\nz\n\n## Notes of the meeting\n" in madr_text
    assert madr_text.endswith(b"## More Information\n\n- Supersedes [1. First](0001-first.md)\n")
    assert converted(madr_text, "nygard") == text


@pytest.mark.parametrize("name", NAMES)
def test_a_history_of_the_status_stays_whole(name: str) -> None:
    history = b"2017-11-22 proposed\n\n2017-11-26 accepted\n\n"
    text = b"# 2. Keep sessions\n\n## Status\n\n" + history + b"## Decision\n\nx\n"
    now = converted(text, name)
    assert b"## Status\n\n" + history in now
    assert facts(now) == facts(text)
    assert facts(converted(now, "nygard")) == facts(text)


def test_what_has_no_place_stays_under_its_own_heading() -> None:
    text = (
        b"---\nlayout: page\nstatus: accepted\n---\n\n# Keep sessions\n\n## Risks\n\nr\n\n## Decision Outcome\n\nd\n\n"
        b"### Confirmation\n\nc\n\n### Consequences\n\nk\n\n## Pros and Cons of the Options\n\n### Redis\n\np\n"
    )
    assert converted(text, "nygard") == (
        b"---\nlayout: page\n---\n\n# 2. Keep sessions\n\n## Status\n\nAccepted\n\n## Risks\n\nr\n\n"
        b"## Decision\n\nd\n\n### Confirmation\n\nc\n\n## Consequences\n\nk\n\n"
        b"## Pros and Cons of the Options\n\n### Redis\n\np\n"
    )


def test_consequences_go_past_what_stands_behind_them() -> None:
    text = (
        b"---\nstatus: accepted\n---\n\n# Keep sessions\n\n## Decision Outcome\n\nd\n\n### Consequences\n\nk\n\n"
        b"Ends\n----\n\n### Confirmation\n\nc"
    )
    now = converted(text, "nygard")
    assert now.endswith(b"## Decision\n\nd\n\n## Consequences\n\nk\n\nEnds\n----\n\n### Confirmation\n\nc")
    two = text.replace(b"Ends\n----\n\n", b"")
    assert converted(two, "nygard").endswith(b"## Decision\n\nd\n\n### Confirmation\n\nc\n\n## Consequences\n\nk")
    assert converted(converted(two, "nygard"), "madr").endswith(b"d\n\n### Consequences\n\nk\n\n### Confirmation\n\nc")


def test_positive_and_negative_consequences_get_a_heading_beside_the_decision() -> None:
    text = (
        b"# Keep sessions\n\n* Status: accepted\n\n## Decision Outcome\n\nd\n\n### Positive Consequences\n\n* p\n\n"
        b"### Negative Consequences\n\n* n\n\n## Links\n\n* [A page](https://example.org)\n"
    )
    now = converted(text, "nygard")
    assert b"d\n\n## Consequences\n\n### Positive Consequences\n\n* p\n\n### Negative Consequences\n\n* n\n" in now
    assert now.endswith(b"## Links\n\n* [A page](https://example.org)\n")


def test_relations_by_key_become_statements_with_links() -> None:
    text = (
        b"---\nstatus: accepted\nsupersedes: [1]\ndepends-on: 0003-third.md\nrelates-to: 77\n---\n\n# Keep sessions\n\n"
        b"## Decision Outcome\n\nd\n"
    )
    now = converted(text, "nygard")
    assert b"\nSupersedes [" in now
    assert b"](0001-first.md)\n" in now
    assert b"](0003-third.md)\n" in now
    assert b"---\nrelates-to: 77\n---\n" in now  # no record of this log: nothing to link to
    assert facts(now)["links"] == facts(text)["links"]


def test_a_comment_of_front_matter_is_kept_as_one_of_the_text() -> None:
    text = b"---\n# Optional.\nstatus: accepted # by mail\n---\n\n# Keep sessions\n\n## Decision Outcome\n\nd\n"
    now = converted(text, "nygard")
    assert now.startswith(b"<!-- Optional. -->\n<!-- by mail -->\n\n# 2. Keep sessions\n")


def test_a_heading_that_a_link_leads_to_keeps_its_words() -> None:
    text = b"# 2. Keep sessions\n\n## Status\n\nAccepted\n\n## Context\n\nsee [below](#decision)\n\n## Decision\n\nd\n"
    now = converted(text, "madr")
    assert b"## Context and Problem Statement\n" in now
    assert b"## Decision\n" in now
    assert b"## Decision Outcome" not in now


def test_headings_of_another_language_stay() -> None:
    text = (
        "# 2. Keep sessions\n\n## Statut\n\nAccepté\n\n## Contexte\n\nc\n\n## Décision\n\nd\n\n## Conséquences\n\nk\n"
    )
    now = converted(text.encode(), "madr").decode()
    assert now.startswith("---\nstatus: accepté\n---\n\n# Keep sessions\n")
    assert now.endswith("## Contexte\n\nc\n\n## Décision\n\nd\n\n### Conséquences\n\nk\n")


def test_a_table_that_says_more_than_its_fields_stays() -> None:
    text = (
        b"# Keep sessions\n\n| Field | Value |\n| --- | --- |\n| Status | Accepted |\n| Risk class | B |\n\n"
        b"## Decision\n\nd\n"
    )
    log = log_of(text)
    made = convert(log, Style(), [log.by_file[FILE]], forms.named("nygard"))
    assert made.notes == (f"{FILE}: a table: stays where it is, since it could not move unchanged",)
    assert b"| Status | Accepted |\n| Risk class | B |" in (made.changes[0].after or b"")
