"""What a team has settled about new records: each value checked when the settings are read, not when it is needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record.model import StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from adr_kit.workspace.settings import Settings

NAMED_BY = {"sequence": "{number}-{slug}.md", "date": "{date}-{slug}.md", "none": "{slug}.md"}


def template_of(settings: Settings, logs: Iterable[Path]) -> str | None:
    """The template of new records: one of ours, one of a log's own, or a path.

    A path is looked at when a record is made: a checkout may leave files out.

    Args:
        settings: the settings.
        logs: the folders of the logs, absolute.

    Raises:
        AdrError: no template has this name.
    """
    name = settings.string("template", like="madr")
    there = [log for log in logs if log.is_dir()]
    if name is None or not there or "/" in name or "\\" in name or name.endswith(".md"):
        return name
    from adr_kit.workspace.templates.records import available

    known = tuple(dict.fromkeys(template for log in there for template in available(log)))
    if name not in known:
        raise settings.unknown("template", name, known, ", or a path to a file")
    return name


def dialect_of(settings: Settings) -> str | None:
    """How metadata is written.

    Raises:
        AdrError: there is no such dialect.
    """
    if "dialect" not in settings.values:
        return None
    from adr_kit.record.dialects import DIALECTS

    return settings.string("dialect", tuple(dialect.name for dialect in DIALECTS))


def status_of(settings: Settings) -> str | None:
    """The status of a new record, in words that are known or the team's own.

    Raises:
        AdrError: nobody knows what it means.
    """
    said, own = settings.string("default-status", like=StatusKind.PROPOSED), dict(settings.status_words())
    if said is None:
        return None
    from adr_kit.record.vocabulary import Vocabulary

    if Vocabulary.of(status_words=own).status(said) is None:
        kinds = (str(kind) for kind in StatusKind if kind is not StatusKind.OTHER)
        raise settings.unknown("default-status", said, (*kinds, *own), ", or a word that [status-words] explains")
    return said


def file_name_of(settings: Settings) -> str | None:
    """How files are named: a pattern of Markdown files in the log's own folder, different for different records.

    Raises:
        AdrError: it is no such pattern, or does not go with what ``number`` says.
    """
    pattern, kind = settings.string("file-name", like=NAMED_BY["sequence"]), number_of(settings)
    if pattern is None:
        return NAMED_BY[kind] if kind else None
    unknown = [name for name in re.findall(r"\{(.*?)\}", pattern) if name not in ("number", "slug", "date")]
    if unknown:
        raise settings.wrong("file-name", f"knows {{number}}, {{slug}} and {{date}}, not {{{unknown[0]}}}")
    if not pattern.endswith(".md") or re.search(r"[/\\\x00-\x1f]", pattern) or "{" not in pattern:
        raise settings.wrong("file-name", 'must be a pattern like "{number}-{slug}.md", without a folder')
    if kind and (("{number}" in pattern) is not (kind == "sequence") or (kind == "date" and "{date}" not in pattern)):
        raise settings.wrong("file-name", f'does not go with number = "{kind}", which makes {NAMED_BY[kind]}')
    return pattern


def number_of(settings: Settings) -> str | None:
    """What tells new records apart.

    Raises:
        AdrError: it is none of those that there are.
    """
    return settings.string("number", tuple(NAMED_BY))
