"""What edits make of forms that people write: the diffs that a careful person would have typed."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Adr, Repo

ONE, TWO = "docs/adr/0001-one.md", "docs/adr/0002-two.md"
PLAIN = "# 2. Two\n\n## Status\n\nAccepted\n\n## Context\n\nWords.\n"


@dataclass(frozen=True)
class Edited:
    """A record, a command, and the lines that are then other than before: ``-`` gone, ``+`` new."""

    about: str
    text: str
    command: tuple[str, ...]
    lines: tuple[str, ...]
    other: str = PLAIN


def nygard(status: str, heading: str = "## Status\n\n") -> str:
    return f"# 1. One\n\n{heading}{status}\n\n## Context\n\nWords.\n"


def head(lines: str) -> str:
    return f"# One\n\n{lines}\n\n## Context\n\n* Words.\n"


BY_TWO = "[2. Two](0002-two.md)"
TABLE = "| Name   | Value       |\n|--------|-------------|\n| Status | Accepted    |\n| Author | ada         |"
SUPERSEDE = ("supersede", "1", "--by", "2")
UNLINK = ("unlink", "1", "2")
EDITS = (
    Edited("a status", nygard("Accepted"), SUPERSEDE, ("- Accepted", f"+ Superseded by {BY_TWO}")),
    Edited("a quoted status", nygard("> Accepted"), SUPERSEDE, ("- > Accepted", f"+ > Superseded by {BY_TWO}")),
    Edited("a bold status", nygard("**Accepted**"), SUPERSEDE, ("- **Accepted**", f"+ **Superseded by {BY_TWO}**")),
    Edited("a status with a dot", nygard("Accepted."), SUPERSEDE, ("- Accepted.", f"+ Superseded by {BY_TWO}.")),
    Edited("no blank", nygard("Accepted", "## Status\n"), SUPERSEDE, ("- Accepted", f"+ Superseded by {BY_TWO}")),
    Edited(
        "what a status says beside its word stays",
        nygard("Accepted by all.\n\nDone."),
        SUPERSEDE,
        (f"+ Superseded by {BY_TWO}",),
    ),
    Edited(
        "one of two that took its place",
        nygard("Superseded by [2](0002-two.md) and [3](0003-x.md)"),
        UNLINK,
        ("- Superseded by [2](0002-two.md) and [3](0003-x.md)", "+ Superseded by [3](0003-x.md)"),
    ),
    Edited(
        "a second sentence that says what took its place",
        nygard(f"Implemented. Superseded by {BY_TWO}."),
        ("deprecate", "1"),
        (f"- Implemented. Superseded by {BY_TWO}.", "+ Deprecated."),
    ),
    Edited(
        "two statuses on one line, the first one in bold",
        head("> **Status: Deprecated.** Superseded by\n> [ADR-2](0002-two.md)."),
        ("propose", "1"),
        ("+ > **Status: Proposed.**", "- > **Status: Deprecated.** Superseded by", "- > [ADR-2](0002-two.md)."),
    ),
    Edited(
        "the last of two",
        nygard("Superseded by [3](0003-x.md) and [2](0002-two.md)."),
        UNLINK,
        ("- Superseded by [3](0003-x.md) and [2](0002-two.md).", "+ Superseded by [3](0003-x.md)."),
    ),
    Edited(
        "one of two in front matter",
        '---\nstatus: "superseded by ADR-0002, ADR-0003"\n---\n\n# One\n\n## Context\n\nWords.\n',
        UNLINK,
        ('- status: "superseded by ADR-0002, ADR-0003"', '+ status: "superseded by ADR-0003"'),
    ),
    Edited(
        "one of two amended on a line",
        nygard("Accepted\n\nAmends [2](0002-two.md), [3](0003-x.md)"),
        UNLINK,
        ("- Amends [2](0002-two.md), [3](0003-x.md)", "+ Amends [3](0003-x.md)"),
    ),
    Edited(
        "a status comes back where it stood, whatever stands below",
        nygard("Superseded by [2](0002-two.md)\n\nAmends [3](0003-x.md)\n\nNot implemented yet."),
        UNLINK,
        ("- Superseded by [2](0002-two.md)", "+ Accepted"),
    ),
    Edited(
        "the reason for another status, and what it refers to",
        "---\nstatus: deprecated\nstatus-reason: See ADR-0002\n---\n\n# One\n\n## Context\n\nWords.\n",
        ("propose", "1"),
        ("+ status: proposed", "- status: deprecated", "- status-reason: See ADR-0002"),
    ),
    Edited(
        "a sentence behind the status",
        nygard("Accepted. Supersedes [2](0002-two.md)."),
        UNLINK,
        ("- Accepted. Supersedes [2](0002-two.md).", "+ Accepted."),
    ),
    Edited(
        "an item of a list with a remark",
        nygard("Accepted\n\n## Links\n\n- [2](0002-two.md) — how it began\n- [3](0003-x.md)"),
        UNLINK,
        ("- - [2](0002-two.md) — how it began",),
    ),
    Edited(
        "a remark is no status",
        nygard(r"Tracked in: [\#81](https://example.org/81)"),
        ("reject", "1"),
        ("+ Date: 2026-01-02", "+ Rejected"),
    ),
    Edited(
        "prose under a heading named like a field",
        "# 1. One\n\n## Status\n\nAccepted\n\n## Data\n\nMany words on data.\n",
        ("set", "1", "date=2024-05-31"),
        ("+ Date: 2024-05-31",),
    ),
    Edited(
        "people who stay keep their links",
        head("- Status: accepted\n- Deciders: [Ada](https://example.org/a), Bob"),
        ("set", "1", "deciders=Ada,Bob,Cy"),
        (
            "- - Deciders: [Ada](https://example.org/a), Bob",
            "+ - Deciders: [Ada](https://example.org/a), Bob, Cy",
        ),
    ),
    Edited(
        "people in a nested list",
        head("- Status: accepted\n- Deciders:\n  - Team one\n    - Ada and Bob\n  - Cy"),
        ("set", "1", "deciders=Team one,Ada,Bob,Cy,Dee"),
        ("+   - Dee",),
    ),
    Edited(
        "a list that is a phrase stays one",
        "---\nstatus: accepted\ndeciders: ada, bob\n---\n\n# One\n\n## Context\n\nWords.\n",
        ("set", "1", "deciders=ada,bob,cy"),
        ("- deciders: ada, bob", "+ deciders: ada, bob, cy"),
    ),
    Edited(
        "a column stays as wide",
        head(TABLE),
        ("reject", "1"),
        ("- | Status | Accepted    |", "+ | Status | Rejected    |", "+ | Date   | 2026-01-02  |"),
    ),
    Edited(
        "a row looks like its neighbour",
        head("|Name|Value|\n|---|---|\n|Author|ada|\n|Status|Accepted|"),
        ("set", "1", "tags=a"),
        ("+ |Tags|a|",),
    ),
    Edited(
        "names in the record's language",
        "# 1. Eins\n\n**Status:** Accepted\n**Datum:** 2026-01-02\n**Entscheider:** Ada\n\n## Kontext\n\nWörter.\n",
        ("reject", "1", "--reason", "zu langsam"),
        ("- **Status:** Accepted", "+ **Status:** Rejected", "+ **Begründung:** zu langsam"),
    ),
    Edited(
        "a hard line break goes on",
        head("**Status:** Accepted  \n**Date:** 2026-01-02  "),
        ("set", "1", "tags=a"),
        ("+ **Tags:** a  ",),
    ),
    Edited(
        "what a line opens in front of its name is closed behind the value",
        head("> **Status: Proposed.** We wait\n> for Ada."),
        ("accept", "1", "--decider", "Ada"),
        (
            "- > **Status: Proposed.** We wait",
            "+ > **Status: Accepted.** We wait",
            "+ > **Date: 2026-01-02**",
            "+ > **Deciders: Ada**",
        ),
    ),
    Edited(
        "an item that is emphasised as a whole",
        head("* *Status: Accepted*\n* *Date: 2026-01-01*"),
        ("set", "1", "tags=a"),
        ("+ * *Tags: a*",),
    ),
    Edited(
        "a name that is emphasised alone",
        head("* __Status__: Accepted\n* __Date__: 2026-01-01"),
        ("set", "1", "tags=a"),
        ("+ * __Tags__: a",),
    ),
    Edited(
        "a remark behind the emphasis stays, and the emphasis ends",
        head("- **Status: Accepted** (since May)\n- **Deciders:** Ada"),
        ("reject", "1"),
        (
            "- - **Status: Accepted** (since May)",
            "+ - **Status: Rejected** (since May)",
            "+ - **Date:** 2026-01-02",
        ),
    ),
    Edited(
        "a record that says nothing yet is written as its log is",
        "# One\n\n## Context\n\n* Words.\n",
        ("accept", "1", "--decider", "Ada"),
        ("+ * Status: accepted", "+ * Date: 2026-01-02", "+ * Deciders: Ada"),
        head("* Status: proposed"),
    ),
    Edited(
        "what became of other decisions is no word for this one",
        nygard("Proposed"),
        ("accept", "1", "--decider", "Ada"),
        ("+ Date: 2026-01-02", "+ Deciders: Ada", "- Proposed", "+ Accepted"),
        "# 2. Two\n\n## Status\n\nImplemented\n\n## Context\n\nWords.\n",
    ),
)


def changed(before: str, after: str) -> tuple[str, ...]:
    """The lines that differ, but for blank ones."""
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return tuple(line for line in lines if line[0] in "-+" and line[1:].strip())


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.about)
def test_an_edit_is_what_a_careful_person_types(adr: Adr, repo: Repo, edit: Edited) -> None:
    repo.write(ONE, edit.text)
    repo.write(TWO, edit.other)
    repo.write("docs/adr/0003-x.md", edit.other.replace("Two", "X").replace("2.", "3."))
    adr(*edit.command, "--today", "2026-01-02").ok()
    assert changed(edit.text, repo.read(ONE)) == edit.lines


def test_a_sentence_that_says_more_than_a_link_is_refused(adr: Adr, repo: Repo) -> None:
    text = nygard("Accepted\n\n## More Information\n\nSee [2](0002-two.md) for what it costs.")
    repo.write(ONE, text)
    repo.write(TWO, PLAIN)
    refused = adr(*UNLINK).ends_with(2)
    assert refused.stderr == (
        f"error: {ONE}:9: the line says more than this link\nhint: take it out by hand: adr edit 0001-one\n"
    )
    assert repo.read(ONE) == text


def test_front_matter_that_held_one_key_goes_with_it(adr: Adr, repo: Repo) -> None:
    repo.write(ONE, "# One\n\n## Context\n\nWords.\n")
    repo.write(TWO, "---\nstatus: accepted\n---\n\n# Two\n\n## Context\n\nWords.\n")
    adr("set", "1", "tags=a").ok()
    assert repo.read(ONE) == "---\ntags: [a]\n---\n\n# One\n\n## Context\n\nWords.\n"
    adr("set", "1", "tags=").ok()
    assert repo.read(ONE) == "# One\n\n## Context\n\nWords.\n"


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "  \n", "\u2028\n"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_link_that_is_taken_away_again_leaves_the_first_bytes(adr: Adr, repo: Repo, end: str, ending: str) -> None:
    texts = {
        ONE: f"---\nstatus: accepted\n---\n\n# One\n\n## Context\n\nWords.{end}".replace("\n", ending),
        TWO: f"\ufeff# 2. Two\n\nWords.\n\n## Status\n\nAccepted{end}".replace("\n", ending),
    }
    for file, text in texts.items():
        repo.write(file, text)
    for words in (("link", "1", "depends-on", "2"), SUPERSEDE):
        adr(*words).ok()
        assert {file: repo.read(file) for file in texts} != texts
        adr(*UNLINK).ok()
        assert {file: repo.read(file) for file in texts} == texts
