"""``adr generate`` of adr-tools: ``toc`` and ``graph`` with its options, messages and exit statuses."""

from __future__ import annotations

import getopt
import sys
from typing import TYPE_CHECKING

from adr_kit.cli.compat import commandline, folder
from adr_kit.cli.generate import warn_of_shared_numbers

if TYPE_CHECKING:
    from adr_kit.cli.context import Context
    from adr_kit.record.model import Record

REPORTS = ("graph", "toc")
NOT_FOUND = 127


def run(context: Context, words: list[str]) -> int:
    """Prints a report, or which there are."""
    if not words:
        sys.stdout.write("".join(f"{name}\n" for name in REPORTS))
        return 0
    report, *rest = words
    if report == "toc":
        return _toc(context, rest)
    if report == "graph":
        return _graph(context, rest)
    sys.stderr.write(f"adr generate: {report}: there is no such report\nhint: {', '.join(REPORTS)}\n")
    return NOT_FOUND


def _records(context: Context) -> tuple[Record, ...]:
    from adr_kit.exchange.adr_tools import listed

    folder.require(context)
    return listed(context.read_log().records)


def _write(context: Context, text: str) -> None:
    context.out.bytes(text.encode("utf-8", "surrogateescape"))


def _graph(context: Context, words: list[str]) -> int:
    from adr_kit.exchange.adr_tools import graph

    try:
        given, _ = commandline.getopts(words, "pe")
    except commandline.OptionError as error:
        sys.stderr.write(f"adr-generate-graph: {error}\n{commandline.NOT_IMPLEMENTED}\n")
        return 1
    records = _records(context)
    warn_of_shared_numbers(context, records)
    _write(context, graph(records, prefix=given.get("p", ""), extension=given.get("e", ".html")))
    return 0


def _toc(context: Context, words: list[str]) -> int:
    """Options may stand anywhere here, as GNU getopt allows; a file that cannot be read ends the output there."""
    from adr_kit.exchange.adr_tools import table_of_contents

    try:
        pairs, _ = getopt.gnu_getopt(words, "i:o:p:")
    except getopt.GetoptError as error:
        missing = error.msg.endswith("argument")
        said = f"option requires an argument -- '{error.opt}'" if missing else f"invalid option -- '{error.opt}'"
        sys.stderr.write(f"getopt: {said}\n")
        return 1
    given = dict(pairs)
    records, prefix = _records(context), given.get("-p", "")
    try:
        intro = _text(context, given.get("-i"))
    except OSError as error:
        return _cannot(context, table_of_contents(()), given["-i"], error)
    try:
        outro = _text(context, given.get("-o"))
    except OSError as error:
        begun = table_of_contents(records, prefix=prefix, intro=intro, outro="")
        return _cannot(context, begun, given["-o"], error)
    _write(context, table_of_contents(records, prefix=prefix, intro=intro, outro=outro))
    return 0


def _text(context: Context, name: str | None) -> str | None:
    return None if name is None else (context.cwd / name).read_bytes().decode("utf-8", "surrogateescape")


def _cannot(context: Context, begun: str, name: str, error: OSError) -> int:
    _write(context, begun)
    sys.stderr.write(f"cat: {name}: {error.strerror}\n")
    return 1
