"""The JSON Schema (draft 2020-12) of what ``--json`` answers; ``docs/json.md`` tells the same to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.data import SCHEMA_VERSION
from adr_kit.record.languages import Role
from adr_kit.record.model import Relation, StatusKind

if TYPE_CHECKING:
    from adr_kit.record.data import Json

_TEXT: Json = {"type": "string"}
_TEXTS: Json = {"type": "array", "items": _TEXT}
_LINE: Json = {"type": ["integer", "null"], "minimum": 1}
_DATE: Json = {"anyOf": [{"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}, {"type": "null"}]}
_MAYBE: Json = {"type": ["string", "null"]}


def schema() -> dict[str, Json]:
    """The schema of a log (``adr list --json``, ``adr export json``, a site's ``records.json``).

    Its ``$defs`` describe the other answers: ``shown`` is that of ``adr show --json``, ``found`` that of
    ``adr search --json``, ``changed`` of all that write. A line of ``adr export jsonl`` is a ``record``.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:adr-kit:log:{SCHEMA_VERSION}",
        "title": "A decision log",
        **_object(
            {
                "schema_version": {"const": SCHEMA_VERSION},
                "records": _list("record"),
                "skipped": _list("skipped"),
                "problems": _list("problem"),
            }
        ),
        "$defs": {
            "record": _object(_record(), described="One decision record."),
            "link": _link(),
            "skipped": _object({"path": _TEXT, "reason": _TEXT, "log": _TEXT}, optional=("log",)),
            "problem": _object(
                {"path": _TEXT, "line": _LINE, "column": _LINE, "code": _TEXT, "message": _TEXT, "log": _TEXT},
                optional=("log",),
            ),
            "question": _object({"text": _TEXT, "done": {"type": "boolean"}}),
            "section": _object(
                {
                    "name": _TEXT,
                    "level": {"type": "integer", "minimum": 1, "maximum": 6},
                    "role": {"enum": [*(role.value for role in Role), None]},
                    "text": _TEXT,
                }
            ),
            "shown": _object({"schema_version": {"const": SCHEMA_VERSION}, "record": _shown()}),
            "found": _found(),
            "changed": _object(
                {"schema_version": {"const": SCHEMA_VERSION}, "changed": _TEXTS, "notes": _TEXTS, "diff": _TEXT},
                optional=("diff",),
            ),
        },
    }


def _record() -> dict[str, Json]:
    return {
        "id": _said("Its identity: the file's name without its ending."),
        "number": {"type": ["integer", "null"], "minimum": 0},
        "path": _said("From the log's directory, with / between."),
        "title": _said("Without its number."),
        "status": {"enum": [*(kind.value for kind in StatusKind), None]},
        "status_text": {**_nullable(), "description": "As it is written."},
        "date": _DATE,
        "deciders": _TEXTS,
        "authors": _TEXTS,
        "consulted": _TEXTS,
        "informed": _TEXTS,
        "tags": _TEXTS,
        "affects": _TEXTS,
        "review_by": _DATE,
        "component": _MAYBE,
        "log": _MAYBE,
        "formerly": {"type": "array", "items": {"type": "integer", "minimum": 0}},
        "links": _list("link"),
        "dialect": _TEXT,
    }


def _link() -> dict[str, Json]:
    return _object(
        {
            "relation": {"enum": [relation.value for relation in Relation]},
            "text": _TEXT,
            "target": _said("As it is written."),
            "target_id": {**_nullable(), "description": "The id of the record that is meant."},
            "partial": {"const": True},
        },
        optional=("partial",),
    )


def _shown() -> dict[str, Json]:
    told: dict[str, Json] = {"decision": _MAYBE, "questions": _list("question"), "sections": _list("section")}
    return _object({**_record(), **told})


def _found() -> dict[str, Json]:
    hit = _object({"record": {"$ref": "#/$defs/record"}, "line": _LINE, "text": _TEXT, "where": _TEXT})
    return _object(
        {
            "schema_version": {"const": SCHEMA_VERSION},
            "searched": {"type": "integer", "minimum": 0},
            "results": {"type": "array", "items": hit},
        }
    )


def _object(properties: dict[str, Json], optional: tuple[str, ...] = (), described: str = "") -> dict[str, Json]:
    """An object of these keys; further ones may come without a new version of the schema."""
    needed: list[Json] = [name for name in properties if name not in optional]
    description: dict[str, Json] = {"description": described} if described else {}
    return {"type": "object", **description, "properties": properties, "required": needed}


def _list(name: str) -> Json:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _said(description: str) -> Json:
    return {"type": "string", "description": description}


def _nullable() -> dict[str, Json]:
    return {"type": ["string", "null"]}
