"""What is a record, and what is an index, a README, a template or a neighbour, by content as well as by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record.languages import Field, Role
from adr_kit.text.markdown.blocks import plain, without_comments

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.record.metadata import Metadata
    from adr_kit.record.naming import NameFacts
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Outline

_INDEX_NAMES = frozenset(
    (
        "readme",
        "index",
        "_index",
        "home",
        "toc",
        "summary",
        "contributing",
        "changelog",
        "license",
        "sidebar",
        "_sidebar",
    )
)
_INDEX_WORDS = re.compile(
    r"^(?:adrs?|decisions?|decision[-_ ]records?|decision[-_ ]log|adr[-_ ]log|records?|[\w-]*decision_records)$",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"(?<![a-z])(?:templates?|plantillas?|vorlage|modele|modèle|szablon|шаблон|テンプレート|模板|템플릿|sjabloon)(?![a-z])",
    re.IGNORECASE,
)
_CALLED_TEMPLATE = re.compile(
    r"[._]?(?:\d+[-_.]?)?(?:(?:adr|madr|nygard|decision|record|short|long|bare|full|minimal)[-_.]?)*template(?:[-_.]\w+)*"
    r"|template.*",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\{[^{}\n]{3,}\}"
    r"|\[[^\[\]\n]{0,99}(?:short title|title of|your|describe|list of|option \d|name of|number|date|insert)"
    r"[^\[\]\n]{0,99}\](?!\()"
    r"|<[a-z][\w ]{2,}>|\bYYYY-MM-DD\b|\bTODO\b|\bX{3,}\b|\bNNNN?\b|lorem ipsum",
    re.IGNORECASE,
)
_HOLE_ONLY = re.compile(r"\[[^\[\]]+\]|\{[^{}]+\}|<[^<>]+>")
_LOG_FOLDER = re.compile(r"adrs?|decisions?|(?:architect\w*[-_]?)?decision[-_]?(?:records?|log)|adls?", re.IGNORECASE)
_CORE_ROLES = (Role.CONTEXT, Role.DECISION, Role.CONSEQUENCES, Role.OPTIONS, Role.GAINS, Role.COSTS, Role.DRIVERS)
_RECORD_LINK = re.compile(r"\]\((?!https?:)[^()\s]{1,300}\.mdx?(?:[#?\s][^()\n]{0,300})?\)")


def why_not(
    file: PurePosixPath, name: NameFacts, outline: Outline, metadata: Metadata, vocabulary: Vocabulary
) -> str | None:
    """Why a file is not a decision record; None for one that is."""
    stem = file.stem.casefold()
    if not outline.source.text.strip():
        return "an empty file"
    roles = {vocabulary.role(section.name) for section in outline.sections} & set(_CORE_ROLES)
    if stem in _INDEX_NAMES or _INDEX_WORDS.match(stem):
        return None if _is_directory_record(file, name, roles) else "an index or README"
    if _is_template(file, name, outline):
        return "a template"
    if len(_RECORD_LINK.findall(outline.source.text)) > 6 and not roles and metadata.first(Field.STATUS) is None:  # noqa: PLR2004 -- a list of records
        return "an index: it lists other records"
    if _says_a_decision(file, name, metadata, roles):
        return None
    return "no decision in it: no number, status or decision section"


def _is_directory_record(file: PurePosixPath, name: NameFacts, roles: set[Role | None]) -> bool:
    """``2022-06-02-ids-serializer/README.md``: the directory's name is the record's."""
    own = name.number is not None or name.date is not None
    return own and len(file.parts) > 1 and bool(roles)


def _says_a_decision(file: PurePosixPath, name: NameFacts, metadata: Metadata, roles: set[Role | None]) -> bool:
    numbered = name.number is not None or name.date is not None
    status = metadata.first(Field.STATUS) is not None
    at_home = any(_LOG_FOLDER.fullmatch(part) for part in file.parts[:-1])
    return numbered or len(roles) >= (1 if status or at_home else 2)


def _is_template(file: PurePosixPath, name: NameFacts, outline: Outline) -> bool:
    in_folder = any(_TEMPLATE.search(part) for part in file.parts[-2:-1])
    unnamed = outline.sections and _HOLE_ONLY.fullmatch(outline.sections[0].name.rpartition(": ")[2])
    if unnamed and name.number in (None, 0) and _holes(outline) >= 2:  # noqa: PLR2004 -- its title is one, and there is more
        return True
    if not _TEMPLATE.search(file.stem) and not in_folder and not _is_sample_name(file.stem):
        return name.number in (None, 0) and name.date is None and _holes(outline) >= 6  # noqa: PLR2004 -- a form nobody filled in
    called = _CALLED_TEMPLATE.fullmatch(file.stem) is not None
    if name.number is None and (called or in_folder):
        return True
    if name.number in (None, 0) or in_folder:
        return _holes(outline) >= 2  # noqa: PLR2004 -- one may be an example
    return _holes(outline) >= 4 or (called and _blank(outline))  # noqa: PLR2004 -- a record about templates may show a few


def _is_sample_name(stem: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?:x{3,}|n{3,}|0000|yyyy\w*)[-_].*|.*[-_](?:sample|example|skeleton|boilerplate)", stem, re.IGNORECASE
        )
    )


def _holes(outline: Outline) -> int:
    """How many places are still to be filled in."""
    text = outline.source.text
    prose = [text[b.span.start : b.span.end] for b in outline.blocks if b.kind in ("paragraph", "heading", "row")]
    front = text[: outline.body_start]
    return sum(len(_PLACEHOLDER.findall(piece)) for piece in (front, *prose))


def _blank(outline: Outline) -> bool:
    """Whether the sections hold nothing but comments."""
    bodies = [plain(without_comments(outline.source.slice(section.own))) for section in outline.sections[1:]]
    return bool(bodies) and sum(bool(body) for body in bodies) * 4 < len(bodies)
