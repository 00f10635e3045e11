"""New records that look like their neighbours, and hold nothing of what those say."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from adr_kit.change.imitate import imitate, says_a_date
from adr_kit.record.draft import Draft
from adr_kit.record.log import Log
from adr_kit.record.model import Record, StatusKind
from adr_kit.record.reader import read
from adr_kit.record.recognise import section_keys
from adr_kit.record.vocabulary import DEFAULT

DRAFT = Draft("Use **Kafka** & co", "Proposed", "2026-06-21", 12, "0012")


def record(text: str, name: str = "0007-old.md") -> Record:
    return Log.of([read(PurePosixPath("adr") / name, text.encode(), DEFAULT)], PurePosixPath("adr")).records[0]


def imitated(text: str, draft: Draft = DRAFT) -> str:
    example = record(text)
    found = imitate(example, section_keys(example.reading), draft, DEFAULT)
    assert found is not None
    return found


def test_field_lines_with_people_links_and_prose() -> None:
    text = (
        "# ADR-0007: Old title\n\n* Status: accepted\n* Deciders: Ada, Grace\n* Date: 2020-05-06\n"
        "* Tags: a, b\n\nTechnical story: SHOP-12\n\n## Context\n\nSecret.\n\n* one\n\n### Deeper\n\nSecret.\n\n"
        "## Decision\n\nSecret.\n\n## Links\n\n* Supersedes [ADR-0001](0001-a.md)\n"
    )
    assert imitated(text) == (
        "# ADR-0012: Use **Kafka** & co\n\n* Status: Proposed\n* Date: 2026-06-21\n\n## Context\n\n### Deeper\n\n"
        "## Decision\n\n"
    )


def test_front_matter_with_keys_of_ones_own() -> None:
    text = (
        '---\ntitle: "Old: title"\nlayout: page # ours\nstatus: accepted\ndate: 2020-05-06\ntags: [a, b]\n'
        "superseded-by: 0009\n---\n\n# Old: title\n\n## Context\n\nSecret\n"
    )
    assert imitated(text) == (
        '---\ntitle: "Use **Kafka** & co"\nlayout: page # ours\nstatus: Proposed\ndate: 2026-06-21\n---\n\n'
        "# Use **Kafka** & co\n\n## Context\n"
    )


def test_a_dated_status_of_several_lines() -> None:
    text = "# 7. Alt\n\nDatum: 06.05.2020\n\n## Status\n\n2020-05-06 accepted, see #7\n\nBy us.\n\n## Kontext\n\nx\n"
    assert imitated(text) == (
        "# 12. Use **Kafka** & co\n\nDatum: 21.06.2026\n\n## Status\n\n2026-06-21 Proposed\n\n## Kontext\n"
    )


def test_a_table_keeps_its_rows_without_what_they_say() -> None:
    text = (
        "# Old\n\n| Metadata | Value |\n|---|---|\n| Date | 2020-05-06 |\n| Author | Ada |\n| Status | Accepted |\n"
        "| Tags | a, b |\n\n| Revision | Info |\n|---|---|\n| 1 | Secret |\n\n## Context\n\nx\n"
    )
    found = imitated(text)
    assert "Secret" not in found
    assert "Ada" not in found
    assert "| Status | Proposed |" in found
    assert "| Date | 2026-06-21 |" in found
    assert "Revision" not in found


def test_a_table_of_revisions_begins_anew() -> None:
    text = (
        "# Old\n\n| Metadata | Value |\n|---|---|\n| Date | 2020-05-06 |\n| Status | Accepted |\n\n"
        "| Revision | Date | Author | Info |\n|---|---|---|---|\n| 1 | 2020-05-06 | Ada | Secret |\n"
        "| 2 | 2020-06-07 | Ada | Secret |\n\n## Context\n\nx\n"
    )
    assert imitated(text) == (
        "# Use **Kafka** & co\n\n| Metadata | Value |\n|---|---|\n| Date | 2026-06-21 |\n| Status | Proposed |\n\n"
        "| Revision | Date | Author | Info |\n|---|---|---|---|\n\n## Context\n"
    )


def test_a_status_in_bold_keeps_its_marks() -> None:
    text = "# Old\n\nDate: 2020-05-06\n\n## Status\n\n**APPROVED**.\n\n## Context\n\nx\n"
    assert "\n## Status\n\n**Proposed**.\n\n" in imitated(text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_endings_and_what_is_read(newline: str) -> None:
    head = "# 7. Old\n\nDate: 2020-05-06\n\n## Status\n\nAccepted\n\nAmends [1. A](0001-a.md)\n\n"
    text = f"{head}## Context\n\nx\n\n## Decision\n\ny\n"
    found = imitated(text.replace("\n", newline))
    assert found.count("\n") == found.count(newline)
    new = record(found, "0012-new.md")
    assert (new.number, new.reading.heading_number, new.title) == (12, 12, "Use Kafka & co")
    assert new.status is StatusKind.PROPOSED
    assert not new.links


def test_a_padded_number_stays_padded() -> None:
    assert imitated("# ADR 0007 - Old\n\n## Status\n\nAccepted\n\n## Context\n\nx\n").startswith("# ADR 0012 - Use")
    assert imitated("# ADR 7 - Old\n\n## Status\n\nAccepted\n\n## Context\n\nx\n").startswith("# ADR 12 - Use")


def test_whether_there_is_a_date() -> None:
    assert says_a_date("# A\n\nDate: 2020-01-01\n", DEFAULT)
    assert not says_a_date("# A\n\n## Status\n\nAccepted\n", DEFAULT)
