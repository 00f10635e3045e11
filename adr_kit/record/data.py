"""A record and a log as JSON: the one schema that list, export, site and others build on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

from adr_kit.record.folders import LogFolder, home_of, inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.log import Log
    from adr_kit.record.model import Link, Person, Problem, Record, Skipped

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
SCHEMA_VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def written(data: Json, *, indent: int | None = 2) -> str:
    """JSON as it is written to a file; a lone surrogate (an undecodable byte) becomes U+FFFD, as parsers demand."""
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text) + "\n"


def log_data(log: Log, records: Iterable[Record] | None = None) -> dict[str, Json]:
    """A log as ``adr list --json`` prints it; with ``records``, only these of it."""
    chosen = log.records if records is None else tuple(records)
    return {
        "schema_version": SCHEMA_VERSION,
        "records": [record_data(record) for record in chosen],
        "skipped": [_skipped_data(skip) for skip in log.skipped],
        "problems": [problem_data(log, problem) for problem in log.problems],
    }


def record_data(record: Record) -> dict[str, Json]:
    """A record as JSON; ``path`` from the log's directory, dates in ISO 8601, null for what is not stated."""
    reading, people = record.reading, record.people
    return {
        "id": record.id,
        "number": record.number,
        "path": record.path.as_posix(),
        "title": record.title,
        "status": record.status.value if record.status else None,
        "status_text": record.status_text,
        "date": record.date.isoformat() if record.date else None,
        "deciders": _names(people.deciders),
        "authors": _names(people.authors),
        "consulted": _names(people.consulted),
        "informed": _names(people.informed),
        "tags": list(record.tags),
        "affects": list(record.affects),
        "review_by": reading.review_by.value.isoformat() if reading.review_by and reading.review_by.value else None,
        "component": record.component,
        "log": record.log or None,
        "formerly": list(reading.formerly),
        "links": [link_data(link) for link in record.links],
        "dialect": reading.dialect,
    }


def link_data(link: Link) -> dict[str, Json]:
    """A relation as JSON."""
    data: dict[str, Json] = {
        "relation": link.relation.value,
        "text": link.text,
        "target": link.target,
        "target_id": link.target_id,
    }
    return {**data, "partial": True} if link.partial else data


def problem_data(log: Log, problem: Problem) -> dict[str, Json]:
    """A problem as JSON, with line and column from 1 where it stands somewhere."""
    home = home_of(problem.file, log.folders) or LogFolder(log.folder, log.name)
    path = inside(problem.file, home.folder)
    record = log.by_file.get(problem.file)
    place = record.source.position(problem.span.start) if record and problem.span else (None, None)
    data: dict[str, Json] = {
        "path": path.as_posix(),
        "line": place[0],
        "column": place[1],
        "code": problem.code,
        "message": problem.message,
    }
    return {**data, "log": home.name} if home.name else data


def _skipped_data(skip: Skipped) -> Json:
    data: dict[str, Json] = {"path": skip.path.as_posix(), "reason": skip.reason}
    return {**data, "log": skip.log} if skip.log else data


def _names(people: tuple[Person, ...]) -> list[Json]:
    return [person.name for person in people]
