"""``adr config``: each setting with its value and where that comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.cli.output import Cell

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from adr_kit.cli.context import Context
    from adr_kit.workspace.config import Config

Value = str | int | bool | list[str] | dict[str, str] | None


@click.command()
@pass_context
def command(context: Context) -> None:
    """Show each setting and where it comes from."""
    config = context.config
    if context.json:
        data = {key: {"value": value, "origin": config.origin(key)} for key, value in values(config)}
        context.out.json({"schema_version": 1, "settings": data})
        return
    rows = [
        (Cell(key, bold=True), Cell(_shown(value)), Cell(config.origin(key), dim=True)) for key, value in values(config)
    ]
    context.out.rows(rows)


def values(config: Config) -> tuple[tuple[str, Value], ...]:
    """Every setting by its key, as TOML would have it; None where the records show the way."""
    return (
        ("log", str(config.log)),
        *((f"logs.{one.name}", str(one.folder)) for one in config.folders if one.name),
        ("template", config.template),
        ("dialect", config.dialect),
        ("default-status", config.default_status),
        ("number", config.number),
        ("number-width", config.number_width),
        ("file-name", config.file_name),
        ("strict-from", config.strict_from),
        ("deciders", list(config.deciders)),
        ("compat", "adr-tools" if config.compat else None),
        ("spelling", config.spelling),
        ("repository", config.repository),
        ("status-words", {word: str(meaning) for word, meaning in config.status_words}),
        ("relation-words", {word: str(meaning) for word, meaning in config.relation_words}),
        ("where.exclude", list(config.where_exclude)),
        ("site.title", config.site_title),
        ("site.description", config.site_description),
        ("site.url", config.site_url),
        ("site.logo", _path(config.look.logo)),
        ("site.links", dict(config.look.links)),
        ("site.accent", config.look.accent),
        ("site.css", _path(config.look.css)),
        ("site.mermaid", _path(config.look.mermaid)),
    )


def _path(file: PurePosixPath | None) -> str | None:
    return None if file is None else str(file)


def _shown(value: Value) -> str:
    match value:
        case None:
            return "-"
        case list():
            return ", ".join(value) or "-"
        case dict():
            return ", ".join(f"{word} = {meaning}" for word, meaning in value.items()) or "-"
        case _:
            return str(value)
