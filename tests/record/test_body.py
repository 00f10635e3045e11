"""A page says each thing once: what its head shows is not repeated, and nothing else is left out."""

from __future__ import annotations

import pytest

from adr_kit.record.body import body
from sites import log_of, nygard


def body_of(text: str) -> str:
    (record,) = log_of({"0001-x.md": text}).records
    return body(record.reading).text


def test_front_matter_and_title_are_not_repeated() -> None:
    text = "---\nstatus: accepted\n---\n# Use X\n\nIntro.\n\n## Context\n\n# Use X\n"
    assert body_of(text).strip() == "Intro.\n\n## Context\n\n# Use X"


def test_an_adr_tools_record_begins_with_its_context() -> None:
    assert body_of(nygard(1, "Use X")).lstrip().startswith("## Context")


def test_a_status_section_that_says_more_stays() -> None:
    text = nygard(1, "Use X", "Accepted\n\nBut only on Tuesdays, when the moon is full.")
    assert "## Status" in body_of(text)
    assert "Tuesdays" in body_of(text)


@pytest.mark.parametrize(
    "facts",
    [
        "* Status: accepted\n* Deciders: Ada, Grace\n* Date: 2020-01-02\n",
        "- **Status:** accepted\n- **Date:** 2020-01-02\n",
        "Status: accepted\nDate: 2020-01-02\n",
        "> Status: accepted\n",
        "Status: accepted\n\nAffects: `src/db/**`, `lib/{a,b}.py`\n",
        "| Metadata | Value |\n|---|---|\n| Status | accepted |\n| Date | 2020-01-02 |\n",
        "| Status | Date |\n|---|---|\n| accepted | 2020-01-02 |\n",
    ],
)
def test_fields_that_hold_facts_alone_are_not_repeated(facts: str) -> None:
    text = f"# Use X\n\n{facts}\n## Context\n\nWhy: because.\n"
    assert body_of(text).strip() == "## Context\n\nWhy: because."


@pytest.mark.parametrize(
    "fact", ["| Status | accepted |\n| Sponsor | The crown |\n", "| Status | accepted |\n| Cost | 3 |\n"]
)
def test_a_table_that_says_more_stays_whole(fact: str) -> None:
    text = f"# Use X\n\n| What | Value |\n|---|---|\n{fact}\n## Context\n\nWhy.\n"
    assert fact in body_of(text)


def test_links_to_what_is_left_out_lead_to_the_head() -> None:
    (record,) = log_of({"0001-x.md": nygard(1, "Use X")}).records
    assert body(record.reading).above == {"1-use-x", "status"}


def test_an_empty_place_for_questions_is_left_out_and_an_empty_context_is_not() -> None:
    text = "# Use X\n\n## Context\n\n<!-- why -->\n\n## Open questions\n\n<!-- - [ ] who? -->\n"
    assert "## Context" in body_of(text)
    assert "questions" not in body_of(text)
