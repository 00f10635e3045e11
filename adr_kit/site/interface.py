"""What the pages say in a language: texts by key, with their plurals; templates hold none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Interface:
    """The words of one language.

    Attributes:
        language: its code.
        texts: each text by its key; two of them, for one and for many, where it counts something.
    """

    language: str
    texts: Mapping[str, str | tuple[str, str]]

    def __call__(self, key: str, count: int = 1, **values: str) -> str:
        """A text, with its number and its values in it."""
        text = self.texts[key]
        if isinstance(text, tuple):
            text = text[0] if count == 1 else text[1]
        return text.format(n=count, **values)


ENGLISH = Interface(
    "en",
    {
        # every page
        "skip": "Skip to the content",
        "site": "Site",
        "all": "All decisions",
        "map": "Map",
        "timeline": "Timeline",
        "timeline intro": "Decisions and changes of status, the newest first.",
        "undated": ("{n} record has no date.", "{n} records have no date."),
        "decided in": "Decisions in {month}",
        "earlier": "Earlier",
        "later": "Later",
        "other months": "Earlier and later months",
        "tags": "Tags",
        "components": "Components",
        "search": "Search",
        "search label": "Search the decisions",
        "found": "Decisions found",
        "found none": "No decision found",
        "found one": "1 decision found",
        "found many": "# decisions found",
        "theme": "Colours: light, dark, or as your system has them",
        "as of": "As of {date}, the newest commit.",
        "data": "Data",
        "made": "Made with adr-kit.",
        "decision": "Decision",
        "not recorded": "not recorded",
        "lost": "There is no such page",
        "lost_why": "The decision may have another number or name now, or it never was here.",
        "moved": "This decision is here now:",
        "separator": ", ",
        "last separator": " and ",
        # the first page
        "records": ("{n} architecture decision", "{n} architecture decisions"),
        "lead": "What was decided, why, and what it costs.",
        "empty": "There is no decision here yet.",
        "empty hint": "writes the first.",
        "in-force": "In force",
        "waiting": "Open for review",
        "past": "Not in force",
        "start": "Start here",
        "start intro": "What others rest on or refer to, in the order in which to read it.",
        "recent": "Recently decided",
        "nothing waits": "Nothing waits for a decision.",
        "left open": "Left open in decisions in force",
        "by tag": "In force by topic",
        "by component": "In force by component",
        "more": ("{n} more", "{n} more"),
        "others": ("{n} not in force", "{n} not in force"),
        "every tag": ("The tag", "All {n} tags"),
        "every component": ("The component", "All {n} components"),
        "every record": ("The decision", "All {n} decisions, with filters"),
        "questions": ("{n} open question", "{n} open questions"),
        "loose ends": ("{n} place to be done", "{n} places to be done"),
        "now": "now",
        "no record": ("{n} file of the log is no decision record", "{n} files of the log are no decision records"),
        # ages
        "today": "today",
        "days": ("for {n} day", "for {n} days"),
        "weeks": ("for {n} week", "for {n} weeks"),
        "months": ("for {n} month", "for {n} months"),
        "years": ("for {n} year", "for {n} years"),
        # the list
        "filter": "Filter",
        "filter text": "Words in title or decision",
        "filter state": "State",
        "filter status": "Status",
        "filter tag": "Tag",
        "filter component": "Component",
        "filter log": "Log",
        "filter since": "From",
        "filter until": "To",
        "any": "any",
        "clear": "Show all",
        "shown": "{shown} of {all}",
        "none shown": "No decision fits.",
        # tags and components
        "tag": "Tag",
        "component": "Component",
        # the map
        "map count": ("{n} decision", "{n} decisions"),
        "map relations": ("{n} relation among them.", "{n} relations among them."),
        "map order": "What rests on a decision, changes or replaces it stands below it.",
        "map order, one sheet": "What rests on a decision, changes or replaces it stands below it; decisions without a "
        "relation stand last.",
        "map scrolls": "{topic}, scrolls in every direction",
        "map choices": "What the map shows",
        "any of them": "All",
        "map current": "Only in force",
        "map size": "Size",
        "map smaller": "Smaller",
        "map larger": "Larger",
        "map whole": "Whole map",
        "map shown": ("# of {n} decision shown.", "# of {n} decisions shown."),
        "map help": "Choose a decision to see its chain and what rests on it. Arrow keys lead to its neighbours, + and "
        "− change the size, 0 shows the whole map.",
        "map legend": "Legend",
        "map topics": "Topics",
        "map in force": ("{n} in force", "{n} in force"),
        "map ties": "most tied to",
        # changes
        "changes": "Changes",
        "compared with": ("{n} record differs from {base}.", "{n} records differ from {base}."),
        "then": "then",
        "graph before": "Before",
        "graph after": "After",
        # a record
        "status": "Status",
        "date": "Date",
        "Deciders": "Deciders",
        "Authors": "Authors",
        "Consulted": "Consulted",
        "Informed": "Informed",
        "review by": "Review by",
        "formerly": "Formerly",
        "log": "Log",
        "in the file": "in the file: {text}",
        "contents": "On this page",
        "about": "About this decision",
        "no longer": "No longer in force.",
        "superseded": "Superseded by",
        "superseded on": "on {date}",
        "in force now": "In force now:",
        "by nobody": "The record does not say which decision replaced it.",
        "replaces": "Replaces",
        "which said": "There it said:",
        "changed": "Changed in part.",
        "read with": "Read it together with",
        "partly": "Partly superseded.",
        "partly by nobody": "The record does not say which decision replaced a part of it.",
        "may be": "Look at those that mention it:",
        "deprecated": "Deprecated.",
        "deprecated more": "No new work should follow it.",
        "rejected": "Rejected.",
        "rejected more": "This was considered and decided against.",
        "proposed": "Not decided yet.",
        "proposed more": "This is a proposal",
        "would replace": "May be replaced.",
        "would replace part": "May be replaced in part.",
        "is replaced part": "Replaced in part, by what is still a proposal.",
        "would amend": "May be amended.",
        "proposal": "Not decided yet:",
        "open in": "Unfinished.",
        "loose ends more": ("The text has {n} place still to be done", "The text has {n} places still to be done"),
        "digest": "In short",
        "choice": "Choice",
        "proposed choice": "Proposal",
        "rejected options": "Not chosen",
        "considered": "Considered",
        "cost": "Cost",
        "neighbourhood": "What it stands on and what stands on it",
        "neighbourhood of": "{title} among the decisions that it is related to",
        "not found": "Not found",
        "no such record": "no record of this log",
        "what changed": "what changed",
        "renamed from": "renamed from {name}",
        "more lines": ("{n} line more", "{n} lines more"),
        "older": ("{n} older commit", "{n} older commits"),
        "diagram": "Diagram",
        "diagram source": "Source of the diagram",
        "governs": "Governs these paths",
        "source": "This text",
        "markdown": "Markdown",
        "at forge": "At {forge}",
        "edit": "Edit",
        "history": "History",
        "blame": "Blame",
        "previous": "Previous",
        "next": "Next",
        "neighbours": "Previous and next decision",
    },
)
