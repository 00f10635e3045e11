"""One file as a reading: each way of writing a fact, and each trap, as a text of our own."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adr_kit.record.data import record_data
from adr_kit.record.log import Log
from adr_kit.record.model import Place, Reading, Relation, StatusKind
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

BODY = "## Context\n\nWe need a queue.\n\n## Decision\n\nWe use PostgreSQL.\n"


def reading(text: str, name: str = "0007-use-a-queue.md") -> Reading:
    return read(PurePosixPath("docs/adr") / name, text.encode("utf-8", "surrogateescape"), DEFAULT)


@pytest.mark.parametrize(
    ("status", "kind", "text"),
    [
        ("## Status\n\nAccepted\n", StatusKind.ACCEPTED, "Accepted"),
        ("## Status\n\n✅ Accepted\n", StatusKind.ACCEPTED, "✅ Accepted"),
        ("## Status\n\n2020-03-05 proposed\n\n2020-03-25 accepted\n", StatusKind.ACCEPTED, "accepted"),
        ("## Status\n\nAccepted (lazy consensus) & implemented\n", StatusKind.ACCEPTED, None),
        ("## Status\n\nAccepted\n\nSuperceded by [9. Later](0009-later.md)\n", StatusKind.SUPERSEDED, None),
        ("## Status\n\nImplemented. Superseded by [9](0009-later.md).\n", StatusKind.SUPERSEDED, None),
        ("## Status\n\nImplemented. Parts of this were superseded by [9](0009-later.md)\n", StatusKind.ACCEPTED, None),
        ("## Status\n\nRejected in favour of ADR 9\n", StatusKind.REJECTED, None),
        ("## Status\n\n**DRAFT**.\n_VALUES: (DRAFT, IN REVIEW, APPROVED, REJECTED)_\n", StatusKind.DRAFT, "DRAFT"),
        ("## Status\n\n{Deprecated|Proposed|Accepted}\n", None, None),
        ('## Status\n\n> A decision may be "proposed", "accepted" or "rejected".\n', None, None),
        ("## Status\n\n<!-- Accepted -->\nProposed\n", StatusKind.PROPOSED, "Proposed"),
        ("## Status\n\n```\nAccepted\n```\n", None, None),
        ("## Status\n\n{ Accepted }\n", StatusKind.ACCEPTED, None),
        ("## Status Quo\n\nAccepted practice is to poll.\n", None, None),
        ("- Status: accepted\n", StatusKind.ACCEPTED, "accepted"),
        ("* **Status**: _Akzeptiert_\n", StatusKind.ACCEPTED, "Akzeptiert"),
        ("**Status** Accepted\n", StatusKind.ACCEPTED, "Accepted"),
        ("**Status:** Accepted<!-- |Rejected -->\n", StatusKind.ACCEPTED, "Accepted"),
        ("> Status: accepted\n", StatusKind.ACCEPTED, "accepted"),
        ("> **Status: Deprecated.** Superseded by\n> [9](0009-later.md)\n", StatusKind.SUPERSEDED, None),
        ("* Situação: __Aceito__\n", StatusKind.ACCEPTED, "Aceito"),
        ("- ステータス: 承認済み\n", StatusKind.ACCEPTED, "承認済み"),
        ("## 状态\n\n2017-11-22 提议\n\n2017-11-24 完成\n", StatusKind.ACCEPTED, "完成"),
        ("| Metadata | Value |\n|---|---|\n| Status | Implemented |\n", StatusKind.ACCEPTED, "Implemented"),
        ("| Date | By | Status |\n|-|-|-|\n| 18.09.2025 | Ada | decided |\n", StatusKind.ACCEPTED, "decided"),
        ("## Status\n\nStagnant\n", StatusKind.OTHER, "Stagnant"),
        ("## Status\n\nBlessed by the elders\n", StatusKind.OTHER, "Blessed by the elders"),
    ],
)  # fmt: skip
def test_a_status_is_found_where_people_write_it(status: str, kind: StatusKind | None, text: str | None) -> None:
    got = reading(f"# 7. Use a queue\n\n{status}\n{BODY}").status
    assert (got.kind if got else None) == kind
    if text is not None:
        assert got is not None
        assert got.text == text


def test_a_status_span_is_exactly_its_words() -> None:
    found = reading(f"\ufeff# 7. Use a queue\r\n\r\n## Status\r\n\r\n  Accepted  \r\n\r\n{BODY}")
    assert found.status is not None
    assert found.source.slice(found.status.span) == "Accepted"


@pytest.mark.parametrize("remark", ["(amended — no pictures)", "(amended: below; no more)", "(so far. More) and on"])
def test_a_status_never_takes_half_of_a_remark_in_parentheses(remark: str) -> None:
    status = reading(f"# Case\n\n- Status: accepted {remark}\n{BODY}").status
    assert status is not None
    assert status.text.count("(") == status.text.count(")")


def test_front_matter_is_trusted_before_a_section_and_the_difference_is_a_problem() -> None:
    found = reading(f"---\nstatus: deprecated\n---\n# Use a queue\n\n## Status\n\nAccepted\n\n{BODY}")
    assert found.status is not None
    assert (found.status.kind, found.status.place) == (StatusKind.DEPRECATED, Place.FRONT_MATTER)
    assert [problem.code for problem in found.problems] == ["status-differs"]


@pytest.mark.parametrize(
    ("text", "name", "title", "number"),
    [
        ("# 7. Use a queue\n", "0007-use-a-queue.md", "Use a queue", 7),
        ("# ADR-0007: Use a queue\n", "ADR-0007-use-a-queue.md", "Use a queue", 7),
        ("# ADR 7 – Use a queue\n", "007-queue.md", "Use a queue", 7),
        ("# 0007 - Use a queue\n", "0007-queue.md", "Use a queue", 7),
        ("# 33 Manager cluster\n", "033-manager.md", "Manager cluster", 33),
        ("# API-001: Use a queue\n", "API-001-use-a-queue.md", "Use a queue", 1),
        ("# Architecture Decision Record: Use a queue\n", "use.md", "Use a queue", None),
        ("Use a queue\n===========\n", "0007-x.md", "Use a queue", 7),
        (
            "---\ntitle: |\n  9. Simplify Logging\n---\n\n# Decision\n\nx\n",
            "2021-06-05_009-log.md",
            "Simplify Logging",
            9,
        ),
        ("# Abstract\n\nx\n", "ADR-6.md", "6", 6),
        ("## Records and Builders\n\nx\n", "0004-x.md", "Records and Builders", 4),
        ("# 5. Data Migrations\n", "0014-one-parent.md", "Data Migrations", 14),
        ("# Use `git` and [links](x.md) (ADR)\n", "0001-x.md", "Use git and links", 1),
        ("# 2 factor logins\n", "0003-x.md", "2 factor logins", 3),
        ("plain words\n", "0012-no_heading-at-all.md", "No heading at all", 12),
    ],
)
def test_titles_and_numbers(text: str, name: str, title: str, number: int | None) -> None:
    found = reading(f"{text}\n{BODY}", name)
    assert found.skipped is None
    if title != "6":
        assert found.title.text == title
    assert found.number == number


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Date: 2016-02-12", "2016-02-12"),
        ("Date : 2016-2-3", "2016-02-03"),
        ("* Date: 2021-02-23 (_updated 2023-01-18_)", "2021-02-23"),
        ("**Date:** March 5th, 2020", "2020-03-05"),
        ("Date: 5 March 2020", "2020-03-05"),
        ("Date: 01-Mar-2022", "2022-03-01"),
        ("Date: 2020-Nov-09", "2020-11-09"),
        ("Datum: 18.09.2025", "2025-09-18"),
        ("Date: 2020/03/05", "2020-03-05"),
        ("Date: 25/12/2020", "2020-12-25"),
        ("日付: 2020年3月5日", "2020-03-05"),
        ("Date: 2025-11- 05", "2025-11-05"),
        ("Date: 2020-02-31", None),
        ("Date: 2025-11019", None),
        ("Date: YYYY-MM-DD", None),
    ],
)
def test_dates(line: str, date: str | None) -> None:
    found = reading(f"# 7. Use a queue\n\n{line}\n\n{BODY}").date
    assert (found.value.isoformat() if found and found.value else None) == date


@pytest.mark.parametrize("line", ["Date: 2020-02-31", "Date: 2025-11019"])
def test_a_date_that_is_none_is_a_problem_and_no_guess(line: str) -> None:
    found = reading(f"# 7. Use a queue\n\n{line}\n\n{BODY}")
    assert [problem.code for problem in found.problems] == ["date"]


def test_day_and_month_are_decided_by_the_log() -> None:
    texts = {"0001-a.md": "03/04/2020", "0002-b.md": "25/04/2020", "0003-c.md": "01/02/2021"}
    log = Log.of(reading(f"# T\n\nDate: {date}\n\n{BODY}", name) for name, date in texts.items())
    assert [str(record.date) for record in log.records] == ["2020-04-03", "2020-04-25", "2021-02-01"]
    alone = Log.of([reading(f"# T\n\nDate: 03/04/2020\n\n{BODY}")])
    assert alone.records[0].date is None
    assert "2020-04-03 or 2020-03-04" in alone.problems[0].message


@pytest.mark.parametrize(
    ("text", "deciders"),
    [
        ("* Deciders: Ada Lovelace, Grace Hopper\n", ["Ada Lovelace", "Grace Hopper"]),
        ("* Deciders: Ada & Grace\n", ["Ada", "Grace"]),
        ("* Deciders: @ada @grace\n", ["@ada", "@grace"]),
        ("* Deciders:\n  * Ada\n  * Grace <grace@example.org>\n", ["Ada", "Grace"]),
        ("* Deciders: [Ada](https://example.org/ada), [Grace](x)\n", ["Ada", "Grace"]),
        ("* Deciders: {list everyone involved in the decision}\n", []),
        ("## Décideurs\n\n- Ada\n- Grace\n", ["Ada", "Grace"]),
        ("**Entscheider:** Ada und Grace\n", ["Ada", "Grace"]),
    ],
)
def test_people(text: str, deciders: list[str]) -> None:
    found = reading(f"# 7. Use a queue\n\n{text}\n{BODY}")
    assert [person.name for person in found.people.deciders] == deciders


@pytest.mark.parametrize(
    ("text", "component"),
    [
        ("## Component\n\nBilling\n", "Billing"),
        ("Component: The one that sends all our letters\n", "The one that sends all our letters"),
        ("## Services\n\nWe use two services.\n", None),
        ("## Services\n\nEverything that talks to the outside world\n", None),
    ],
)
def test_a_section_is_a_component_where_it_says_a_name(text: str, component: str | None) -> None:
    assert reading(f"# 7. Use a queue\n\n{text}\n{BODY}").component == component


def test_front_matter_people_tags_and_globs() -> None:
    found = reading(
        "---\nstatus: accepted\ndecision-makers: [Ada, 'Grace']\nauthors:\n  - name: Alan\ntags: [db, \"two words\"]\n"
        f"affects:\n  - src/db/**\nreview-by: 2027-01-31\nformerly: 12\ncomponent: billing\n---\n# T\n\n{BODY}"
    )
    assert [person.name for person in found.people.deciders] == ["Ada", "Grace"]
    assert [person.name for person in found.people.authors] == ["Alan"]
    assert [tag.text for tag in found.tags] == ["db", "two words"]
    assert [glob.text for glob in found.affects] == ["src/db/**"]
    assert found.review_by is not None
    assert str(found.review_by.value) == "2027-01-31"
    assert (found.formerly, found.component, found.dialect) == ((12,), "billing", "madr")


@pytest.mark.parametrize(
    ("text", "relation", "partial"),
    [
        ("## Status\n\nAccepted\n\nSupercedes [1. First](0001-first.md)\n", Relation.SUPERSEDES, False),
        ("Replaces: [ADR-0001](0001-first.md)\n", Relation.SUPERSEDES, False),
        ("## Status\n\nAccepted. Amends ADR-1\n", Relation.AMENDS, False),
        ("| Field | Value |\n|---|---|\n| Updated | 2024-05-01 |\n| Updates | ADR-1 |\n", Relation.AMENDS, False),
        (
            "## Status\n\nAccepted\n\nPartially supersedes [1](0001-first.md) with respect to x\n",
            Relation.SUPERSEDES,
            True,
        ),
        ("## Links\n\n* Depends on [first](./0001-first.md)\n", Relation.DEPENDS_ON, False),
        ("## Links\n\n* [first](0001-first.md) - refines\n", Relation.REFINES, False),
        ("## Enlaces\n\n- Concreta: [first](0001-first.md)\n", Relation.REFINES, False),
        ("## Verwandte Dokumente\n\n- `0001-first.md`\n", Relation.RELATES_TO, False),
        ("## References\n\n- [ADR 1][one]\n\n[one]: 0001-first.md\n", Relation.RELATES_TO, False),
        (
            "This amends [the first](https://example.org/o/r/blob/main/docs/adr/0001-first.md).\n",
            Relation.AMENDS,
            False,
        ),
    ],
)
def test_relations(text: str, relation: Relation, *, partial: bool) -> None:
    log = Log.of([reading(f"# 1. First\n\n{BODY}", "0001-first.md"), reading(f"# 7. Use a queue\n\n{text}\n{BODY}")])
    links = log.find("7").links
    assert [(link.relation, link.target_id, link.partial) for link in links] == [(relation, "0001-first", partial)]


def test_updates_on_a_day_are_no_amendment() -> None:
    found = reading(f"# 7. Use a queue\n\n- Status: accepted\n- Updates: 2024-05-01\n\n{BODY}")
    assert found.links == ()
    assert found.date is not None


def test_a_stale_number_is_a_problem_and_no_wrong_edge() -> None:
    log = Log.of(
        [
            reading(f"# 5. Uploads\n\n{BODY}", "0005-uploads.md"),
            reading(f"# 7. Q\n\n## Status\n\nSuperseded by [5](0005-compliance.md)\n\n{BODY}"),
        ]
    )
    (link,) = log.find("7").links
    assert link.target_id is None
    assert "broken link" in log.problems[0].message
    assert "0005-uploads" in log.problems[0].message


def test_an_ambiguous_number_names_the_candidates() -> None:
    log = Log.of(
        [
            reading(f"# A\n\n{BODY}", "0003-a.md"),
            reading(f"# B\n\n{BODY}", "0003-b.md"),
            reading(f"# 7. Q\n\n## Status\n\nAccepted\n\nSupersedes ADR-3\n\n{BODY}"),
        ]
    )
    assert [record.id for record in log.records if record.number == 3] == ["0003-a", "0003-b"]
    assert log.find("7").links[0].target_id is None
    assert log.problems[0].message == "'ADR-3' is ambiguous: 0003-a, 0003-b"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("README.md", "# Decisions\n\n* [one](0001-a.md)\n", "an index or README"),
        ("template.md", f"# {{short title}}\n\n{BODY}", "a template"),
        ("adr-template.md", f"# Title\n\n{BODY}", "a template"),
        ("templates/madr.md", f"# Title\n\n{BODY}", "a template"),
        ("notes.md", "# Notes\n\nNothing decided here.\n", None),
        ("0000-empty.md", "  \n", "an empty file"),
    ],
)
def test_what_is_no_record_says_why(name: str, text: str, reason: str | None) -> None:
    found = read(PurePosixPath("doc") / name, text.encode(), DEFAULT)
    assert found.skipped == (reason or "no decision in it: no number, status or decision section")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("0013-use-templates-to-switch-themes.md", "Use templates to switch themes"),
        ("0001-adr-template.md", "Adopt this template"),
        ("0002-ship-templates-in-the-wheel.md", "Ship templates in the wheel"),
        ("2022-06-02-ids-serializer/README.md", "IDS serializer"),
    ],
)
def test_real_records_with_misleading_names(name: str, title: str) -> None:
    found = reading(f"# {title}\n\n## Status\n\nAccepted\n\n{BODY}", name)
    assert (found.skipped, found.title.text) == (None, title)


def test_identities_are_file_stems_and_tell_namesakes_apart() -> None:
    names = ["a/README.md", "payments/0001-x.md", "orders/0001-x.md", "2022-06-02-ids/README.md"]
    log = Log.of(
        (reading(f"# T\n\n## Status\n\nAccepted\n\n{BODY}", name) for name in names), PurePosixPath("docs/adr")
    )
    assert {record.id for record in log.records} == {"payments/0001-x", "orders/0001-x", "2022-06-02-ids"}


PIECES = st.sampled_from(
    ["# 1. T", "## Status", "Accepted", "Superseded by [1](0001-a.md)", "---", "status: x", "- Status: y", "| a | b |",
     "|---|---|", "> Status:", "```", "<!--", "-->", "[x]: y.md", "\x00", "\u2028", "\udcff", "\x85", "  - z", "{a|b}",
     "Date: 1/2/2020", "[[[[", "((((", "`", "**Status** ", "\ufeff", "## 日付", "2020年3月5日"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25), st.sampled_from(["\n", "\r\n", "\r", "\n\n", " "]), st.text(max_size=40))
@example(["---", "a: [" + "[" * 300], "\n", "")
def test_reading_is_total_and_spans_lie_inside(pieces: list[str], end: str, tail: str) -> None:
    data = (end.join(pieces) + tail).encode("utf-8", "surrogatepass")
    found = read(PurePosixPath("0001-a.md"), data, DEFAULT)
    assert found.source.encode() == data
    log = Log.of([found])
    for record in log.records:
        record_data(record)
        size = len(record.source.text)
        spans = [link.span for link in record.links] + ([found.status.span] if found.status else [])
        assert all(0 <= span.start <= span.end <= size for span in spans)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_record_or_are_skipped_with_a_reason(data: bytes) -> None:
    found = read(PurePosixPath("x.md"), data, DEFAULT)
    assert found.skipped or found.title.text is not None


def test_a_new_record_about_templates_is_a_record_before_anything_is_filled_in() -> None:
    text = "# Ship templates\n\n## Context\n\n<!-- why -->\n\n## Decision\n\n<!-- what -->\n"
    assert reading(text, "0002-ship-templates-in-the-wheel.md").skipped is None
    assert reading(text, "adr-template.md").skipped == "a template"
