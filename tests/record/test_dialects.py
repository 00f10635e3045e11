"""What people really write: a folder a dialect or trap, and beside its records what a careful person reads in them."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.record.log import Log
from adr_kit.record.model import Relation, StatusKind
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import Vocabulary

if TYPE_CHECKING:
    from adr_kit.record.model import Link, Person, Record

DIALECTS = Path(__file__).parents[1] / "fixtures" / "dialects"
HERE = PurePosixPath("docs/adr")
WORDS = ("status-words", "relation-words")
NOTHING: dict[str, object] = {
    **dict.fromkeys(("number", "title", "status", "date", "component")),
    **{name: [] for name in ("deciders", "authors", "consulted", "informed", "tags", "links")},
}


def facts(record: Record) -> dict[str, object]:
    """A record in the terms of an ``expected.toml``."""
    people = record.people
    return {
        "number": record.number,
        "title": record.title,
        "status": record.status.value if record.status else None,
        "date": record.date.isoformat() if record.date else None,
        "component": record.component,
        "deciders": names(people.deciders),
        "authors": names(people.authors),
        "consulted": names(people.consulted),
        "informed": names(people.informed),
        "tags": list(record.tags),
        "links": [link(stated) for stated in record.links],
    }


def names(people: tuple[Person, ...]) -> list[str]:
    return [person.name for person in people]


def link(stated: Link) -> str:
    target = stated.target_id or f"? {stated.target}"
    return f"{stated.relation.value} {target}{' in part' if stated.partial else ''}"


def log(folder: Path, vocabulary: Vocabulary) -> Log:
    files = (path for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".mdx"))
    names = ((path, HERE / path.relative_to(folder).as_posix()) for path in files)
    return Log.of([read(name, path.read_bytes(), vocabulary) for path, name in names], HERE)


@pytest.mark.parametrize("folder", sorted(DIALECTS.iterdir()), ids=lambda folder: folder.name)
def test_a_dialect_is_read_as_a_careful_person_reads_it(folder: Path) -> None:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    vocabulary = Vocabulary.of(
        status_words={word: StatusKind(kind) for word, kind in expected.get("status-words", {}).items()},
        relation_words={word: Relation(name) for word, name in expected.get("relation-words", {}).items()},
    )
    wanted = {name: value for name, value in expected.items() if isinstance(value, dict) and name not in WORDS}
    found = log(folder, vocabulary)
    read_as = {record.path.as_posix(): facts(record) for record in found.records}
    skipped = {entry.path.as_posix(): {"skipped": entry.reason} for entry in found.skipped}
    without = {name: {key: what for key, what in value.items() if key != "problems"} for name, value in wanted.items()}
    complete = {name: value if "skipped" in value else NOTHING | value for name, value in without.items()}
    assert read_as | skipped == complete, expected["why"]
    for name, value in wanted.items():
        messages = [problem.message for problem in found.problems if problem.file == HERE / name]
        parts = value.get("problems", [])
        assert len(messages) == len(parts), (name, messages)
        assert all(part in message for part, message in zip(parts, messages, strict=True)), (name, messages)
