"""Which commands there are, where each lives, and what each does in one line."""

from __future__ import annotations

from dataclasses import dataclass

EVERYDAY = "Every day"
DECIDE = "Decide"
CONNECT = "Change and connect"
ANSWER = "Look and publish"
SET_UP = "Set up"


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: ``module`` is imported only when the command runs; its ``attribute`` is a click command.

    ``past`` commands answer about the log, and so also about the log as it was (``--at``).
    ``everyday`` commands are what ``adr --help`` shows; ``adr help --all`` shows every section.
    """

    name: str
    module: str
    help: str
    section: str
    attribute: str = "command"
    everyday: bool = False
    past: bool = False


COMMANDS: tuple[Entry, ...] = (
    Entry("new", "adr_kit.cli.new", "Record a decision.", DECIDE, everyday=True),
    Entry("list", "adr_kit.cli.list", "List the records.", ANSWER, everyday=True, past=True),
    Entry("show", "adr_kit.cli.show", "Show one record.", ANSWER, everyday=True, past=True),
    Entry("accept", "adr_kit.cli.accept", "Accept what was proposed.", DECIDE, everyday=True),
    Entry("supersede", "adr_kit.cli.supersede", "Replace a decision by a new one.", DECIDE, everyday=True),
    Entry("why", "adr_kit.cli.why", "Say which decisions stand behind a path or a line.", ANSWER, everyday=True),
    Entry("graph", "adr_kit.cli.graph", "What to read first, what rests on what.", ANSWER, everyday=True, past=True),
    Entry("site", "adr_kit.cli.site", "Publish the log as a web page.", ANSWER, everyday=True, past=True),
    Entry("reject", "adr_kit.cli.status", "Reject a proposal.", DECIDE, attribute="reject"),
    Entry("deprecate", "adr_kit.cli.status", "Say that a decision no longer holds.", DECIDE, attribute="deprecate"),
    Entry("propose", "adr_kit.cli.status", "Put a decision up for discussion again.", DECIDE, attribute="propose"),
    Entry("amend", "adr_kit.cli.amend", "Change a part of a decision by a new one.", DECIDE),
    Entry("edit", "adr_kit.cli.edit", "Open a record in your editor.", CONNECT),
    Entry("set", "adr_kit.cli.set", "Set a record's date, tags, deciders and other fields.", CONNECT),
    Entry("rename", "adr_kit.cli.rename", "Retitle a record: heading, file name, links.", CONNECT),
    Entry("link", "adr_kit.cli.link", "Link two records, from both ends.", CONNECT),
    Entry("unlink", "adr_kit.cli.unlink", "Take a link between two records away.", CONNECT),
    Entry("convert", "adr_kit.cli.convert", "Write records in another form: Nygard's, MADR.", CONNECT),
    Entry("renumber", "adr_kit.cli.renumber", "Give a record another number; citations follow.", CONNECT),
    Entry("where", "adr_kit.cli.where", "Find the places that mention a record.", ANSWER, past=True),
    Entry("check", "adr_kit.cli.check", "Test what a branch adds before it is merged.", ANSWER),
    Entry("search", "adr_kit.cli.search", "Find records by words.", ANSWER, past=True),
    Entry("history", "adr_kit.cli.history", "How statuses changed, and the life of one record.", ANSWER, past=True),
    Entry("diff", "adr_kit.cli.diff", "Which decisions differ between two revisions.", ANSWER),
    Entry("digest", "adr_kit.cli.digest", "What was decided lately, and what waits.", ANSWER, past=True),
    Entry("export", "adr_kit.cli.export", "Export the log: JSON, CSV, one document.", ANSWER, past=True),
    Entry("generate", "adr_kit.cli.generate", "Write a table of contents or a graph.", ANSWER),
    Entry("init", "adr_kit.cli.init", "Start a log, or adopt the one that is there.", SET_UP),
    Entry("import", "adr_kit.cli.import_", "Bring in the records of another log.", SET_UP),
    Entry("config", "adr_kit.cli.config", "Show each setting and where it comes from.", SET_UP),
    Entry("completion", "adr_kit.cli.completion", "Print the completion script for your shell.", SET_UP),
    Entry("upgrade-repository", "adr_kit.cli.upgrade_repository", "Turn old adr-tools dates into ISO dates.", SET_UP),
    Entry("repair", "adr_kit.cli.repair", "Finish a write that was interrupted.", SET_UP),
    Entry("help", "adr_kit.cli.help", "Explain a command.", SET_UP),
)

SECTIONS = (DECIDE, CONNECT, ANSWER, SET_UP)
OVERVIEW = Entry("overview", "adr_kit.cli.overview", "What this branch adds and what waits.", EVERYDAY)
