"""What record 1 says: why this team records its decisions, and how."""

from __future__ import annotations

from adr_kit.record.draft import Alternative, Capture

ADR_TOOLS_TITLE = (
    "Record architecture decisions"  # adr-tools' file name for it is 0001-record-architecture-decisions.md
)
TITLE = ADR_TOOLS_TITLE

CAPTURE = Capture(
    because=(
        "We make decisions that shape this system for years: what it is built from, how its parts talk to each other, "
        "what we promise to others. The code shows what was decided, but not why, nor what we turned down. Whoever "
        "comes later, and that includes us in a year, can then only obey such a decision blindly or undo it blindly."
    ),
    decision=(
        "We keep one short Markdown file in this directory, next to the code, for each decision that would be costly "
        "to change. It says what the problem was, which options we looked at, what we chose, and what that costs us. "
        "It is proposed and discussed in the same pull request as the change that needs it, and its status says "
        "whether it holds. Once accepted it is not rewritten: when we change our mind, a new record supersedes it, and "
        'both say so. `adr new "TITLE"` starts a record, `adr list` shows all of them, `adr graph` says which to read '
        "first."
    ),
    over=(
        Alternative("A page in a wiki", "it drifts away from the code, and nobody reviews it"),
        Alternative("Commit messages and chat", "they hold the reasons, but nobody finds them again"),
        Alternative("One large design document", "it says how things are, not why, and is out of date within months"),
    ),
    gains=(
        "a newcomer reads the reasons in an afternoon instead of asking for them for a year",
        "a discussion that was had is not had again, unless something has changed",
    ),
    costs=("somebody has to write half a page at the moment when it is most tempting to move on",),
)
