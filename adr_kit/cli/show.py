"""``adr show``: one record, for reading on a terminal, as its own bytes, or as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.list import label, status_cell
from adr_kit.cli.options import REF
from adr_kit.record.data import SCHEMA_VERSION, record_data
from adr_kit.record.gist import decision_sentence
from adr_kit.record.sections import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.cli.context import Context
    from adr_kit.cli.output import Output
    from adr_kit.record.data import Json
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.text.markdown.blocks import Block

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


@click.command()
@click.argument("ref", type=REF)
@click.option("--raw", is_flag=True, help="The file as it is; so it is also through a pipe.")
@pass_context
def command(context: Context, ref: str, *, raw: bool) -> None:
    """Show one record.

    REF is a number, a file name, or a part of the title.
    """
    log = context.read_log()
    record = log.find(ref)
    if context.json:
        context.out.json({"schema_version": SCHEMA_VERSION, "record": full_data(context, record)})
    elif raw or not context.out.terminal:
        context.out.bytes(record.source.encode())
    else:
        for line in rendered(context, log, record):
            context.out.styled(line)


def full_data(context: Context, record: Record) -> dict[str, Json]:
    """A record as JSON with what it says: its sections (each without those inside it), decision and questions."""
    outline = record.reading.outline
    sections: list[Json] = []
    for section in outline.sections:
        role = context.vocabulary.role(section.name)
        text = record.source.slice(section.own).strip()
        sections.append(
            {"name": section.name, "level": section.level, "role": role.value if role else None, "text": text}
        )
    asked: list[Json] = [{"text": question.text, "done": question.done} for question in questions(record.reading)]
    decision = decision_sentence(record, context.vocabulary)
    return {**record_data(record), "decision": decision or None, "questions": asked, "sections": sections}


def rendered(context: Context, log: Log, record: Record) -> Iterator[str]:
    """The lines of a record for a terminal: who, when and how it stands; then its text without what was said."""
    out = context.out
    status = status_cell(record)
    yield f"{out.style(label(record), bold=True)}  {out.style(record.title, bold=True)}"
    facts = [out.style(status.text, status.colour)]
    facts += [out.style(record.date.isoformat())] if record.date else []
    facts += [out.style(", ".join(person.name for person in record.people.deciders))] if record.people.deciders else []
    yield "  ·  ".join(facts)
    for link in record.links:
        target = log.by_id.get(link.target_id or "")
        named = f"{label(target)} {target.title}" if target else link.label or link.target
        words = link.text or link.relation.replace("-", " ")
        yield out.style(f"{words[:1].upper()}{words[1:]}: {named}", "cyan")
    if record.tags:
        yield out.style(f"tags: {', '.join(record.tags)}", dim=True)
    yield out.style(context.shown(record.file), dim=True)
    yield ""
    yield from _body(out, record)


def _body(out: Output, record: Record) -> Iterator[str]:
    """The text after the front matter and the title, headings bold, comments left out."""
    source, outline = record.source, record.reading.outline
    first = next((section for section in outline.sections), None)
    begin = first.heading.end if first and first.level == 1 else (outline.blocks[0].span.start if outline.blocks else 0)
    empty = True
    for block in outline.blocks:
        if block.span.start < begin:
            continue
        gap = source.text[begin : block.span.start]
        for line in (*_lines(gap), *_block(out, block, source.slice(block.span))):
            if line or not empty:
                yield line
            empty = not line
        begin = block.span.end


def _block(out: Output, block: Block, text: str) -> Iterator[str]:
    if block.kind == "heading":
        name = _lines(text)[0].strip("# \t")
        yield out.style(name, bold=True) if block.level > 1 else out.style(name.upper(), bold=True)
    elif block.kind in ("fence", "code"):
        yield from (out.style(line, "blue") for line in _lines(text))
    else:
        shown = _COMMENT.sub("", text)
        if shown.strip() or not text.strip():
            yield from (_strong(out, line) for line in _lines(shown))


def _strong(out: Output, line: str) -> str:
    if not out.colour:
        return out.style(line)
    plain, pieces = 0, []
    for strong in _STRONG.finditer(line):
        pieces += [out.style(line[plain : strong.start()]), out.style(strong[2], bold=True)]
        plain = strong.end()
    return "".join([*pieces, out.style(line[plain:])])


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text.rstrip(" \t"))[: -1 if re.search(r"[\r\n]\s*\Z", text) else None]
