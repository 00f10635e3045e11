"""The file that has a forge's CI publish the log's site."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.change.model import Change, Plan
from adr_kit.workspace.files import on_disk
from adr_kit.workspace.templates.shipped import shipped

if TYPE_CHECKING:
    from adr_kit.workspace.config import Config

PLACES = {
    "github": PurePosixPath(".github/workflows/decisions.yml"),
    "gitlab": PurePosixPath(".gitlab-ci.yml"),
}
# GitLab reads one file; where a team has it, ours stands beside it and is included.
_BESIDE = PurePosixPath(".gitlab/decisions.yml")
_NEXT = {
    "github": "once, in the repository's settings: Pages, Source: GitHub Actions",
    "gitlab": "the site appears under Deploy, Pages after the next pipeline of the default branch",
}


def pipeline(config: Config, forge: str) -> Plan:
    """The plan of a pipeline that builds the site for every proposal and publishes it from the default branch.

    Args:
        config: where the log is.
        forge: one of ``PLACES``.
    """
    place, note = PLACES[forge], _NEXT[forge]
    text = (shipped("ci") / f"{forge}.yml").read_text(encoding="utf-8")
    if forge == "gitlab" and on_disk(config.root, place).exists():
        place, note = _BESIDE, f"add to {place}: include: {{ local: {_BESIDE} }}"
    if on_disk(config.root, place).exists():
        return Plan(notes=(f"{place} is there already; it was not changed",))
    folders = sorted({one.folder.as_posix() for one in config.folders})
    written = "\n".join(_for_each(line, folders) for line in text.split("\n")).replace(
        "VERSION", version("adr-toolkit")
    )
    return Plan((Change(place, None, written.encode()),), (note,))


def _for_each(line: str, folders: list[str]) -> str:
    """A line whose list names the log, with every log in its place."""
    before, mark, rest = line.partition('"LOG/')
    if not mark:
        return line
    pattern, _, after = rest.partition('"')
    names = (f'"{pattern}"' if folder == "." else f'"{folder}/{pattern}"' for folder in folders)
    return before + ", ".join(names) + after
