"""A whole text in a record's place for it."""

from __future__ import annotations

from adr_kit.change.body import title_of, with_body
from adr_kit.record.vocabulary import DEFAULT

NYGARD = "# 2. Queues\n\nDate: 2026-01-01\n\n## Status\n\nProposed\n\n## Context\n\n<!-- x -->\n\n## Decision\n"
MADR = "---\nstatus: proposed\n---\n\n# Queues\n\n## Context\n\n## Decision\n"


def test_title_and_metadata_stay() -> None:
    body = "Intro.\n\n## Problem\n\nSlow.\n"
    assert with_body(NYGARD, body, DEFAULT) == (
        "# 2. Queues\n\nDate: 2026-01-01\n\n## Status\n\nProposed\n\nIntro.\n\n## Problem\n\nSlow.\n"
    )
    assert with_body(MADR, body, DEFAULT) == "---\nstatus: proposed\n---\n\n# Queues\n\nIntro.\n\n## Problem\n\nSlow.\n"


def test_a_title_on_the_first_line_goes() -> None:
    assert with_body(MADR, "\n# Other\n\n## Problem\n\nSlow.", DEFAULT).endswith("# Queues\n\n## Problem\n\nSlow.\n")
    assert title_of("# Other\n\ntext", DEFAULT) == "Other"
    assert not title_of("## Problem\n\ntext", DEFAULT)


def test_a_whole_record_is_taken_as_it_is() -> None:
    whole = "---\nstatus: accepted\n---\n\n# Other\n\n## Context\n\nx"
    assert with_body(NYGARD, whole, DEFAULT) == whole + "\n"
    nygard = "# Other\n\n## Status\n\nAccepted\n\n## Context\n\nx\n"
    assert with_body(MADR, nygard, DEFAULT) == nygard
