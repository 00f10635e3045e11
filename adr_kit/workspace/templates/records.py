"""The text of a new record: which template, and what it makes of a draft."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.draft import tidy
from adr_kit.text.frontedits import quote
from adr_kit.text.markdown.escape import heading
from adr_kit.workspace.templates.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.draft import Draft

_JINJA = re.compile(r"\{\{|\{%|\{#")
_ADR_TOOLS = re.compile(r"TITLE|NUMBER")
_WORDS = re.compile(r"NUMBER|TITLE|DATE|STATUS")
# Words that have a capital letter only where a sentence begins; a name ("Redis") keeps its own.
_SMALL_WORDS = frozenset(
    "A All An Any Each Every Everybody If In It Nobody No One Our Some Somebody The There They This To We When".split()  # noqa: SIM905 -- easier to read
)
_CAPTURED = ("because", "decision", "over", "costs", "gains", "questions")


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template that was found.

    Attributes:
        name: what people call it.
        file: where it lies.
        shown: its path as messages show it.
        text: what it says.
        words: whether it is one of adr-tools' (NUMBER, TITLE, DATE and STATUS) and nothing else is interpreted.
    """

    name: str
    file: Path
    shown: str
    text: str
    words: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A new record's text, and which of ``because``, ``decision``, ``over``… the template has a place for."""

    text: str
    used: frozenset[str] = frozenset()


def available(log_dir: Path | None) -> tuple[str, ...]:
    """The names of the templates that a log may use: its own, and ours."""
    own = _names(log_dir / "templates") if log_dir else ()
    return tuple(sorted({*own, *_names(shipped("records"))}))


def find_template(name_or_path: str, log_dir: Path | None, root: Path, *, words: bool = False) -> TemplateSource:
    """The template of a name (the log's own before ours), or at a path.

    Args:
        name_or_path: a name, or a path from the root, ending in ``.md`` or with a folder in it.
        log_dir: the log's directory, whose ``templates`` folder is looked into.
        root: the workspace's root, out of which no relative path and no symlink may lead.
        words: whether it is to be read as adr-tools reads it, whatever it looks like.

    Raises:
        AdrError: there is none; with those that there are.
    """
    for file in _candidates(name_or_path, log_dir, root):
        if file.is_file() and _inside(file, name_or_path, log_dir, root):
            return _source(file, root, words=words)
    known = available(log_dir)
    close = difflib.get_close_matches(name_or_path.casefold().removesuffix(".md"), known, 1, 0.5)
    hint = f"there are {', '.join(known)}; a path to a file is taken, too"
    raise AdrError(f"no template {name_or_path!r}", f"did you mean {close[0]!r}? {hint}" if close else hint)


def render_record(source: TemplateSource, draft: Draft) -> Rendered:
    """The text that a template makes of a draft.

    Raises:
        AdrError: the template is wrong, or asks for something unknown; with the line where.
    """
    if source.words:
        return Rendered(substitute(source.text, tidy(draft)))
    from adr_kit.workspace.templates.engine import FolderLoader, Sandbox, render

    used: set[str] = set()
    folder = source.shown.removesuffix(source.file.name)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    sandbox = Sandbox(FolderLoader(source.file.parent, folder), newline, used)
    sandbox.filters |= {"yaml": yaml, "heading": heading, "clause": clause}
    text = render(sandbox, source.file.name, variables(tidy(draft)))
    return Rendered(text, frozenset(used.intersection(_CAPTURED)))


def variables(draft: Draft) -> dict[str, object]:
    """What a template knows: see docs/templates.md."""
    told = draft.capture
    return {
        "number": draft.number,
        "number_padded": draft.number_padded or (None if draft.number is None else f"{draft.number:04d}"),
        "title": draft.title,
        "status": draft.status,
        "date": draft.date,
        "deciders": draft.deciders,
        "authors": draft.authors,
        "tags": draft.tags,
        "affects": draft.affects,
        "review_by": draft.review_by,
        "supersedes": draft.supersedes,
        "because": told.because,
        "decision": told.decision,
        "over": tuple({"option": other.option, "why_not": other.why_not} for other in told.over),
        "costs": told.costs,
        "gains": told.gains,
        "questions": told.questions,
    }


def substitute(text: str, draft: Draft) -> str:
    """The text as adr-tools fills it in: on each line the first NUMBER, TITLE, DATE and STATUS.

    What was filled in is not looked at again (in adr-tools, the title "UPDATE the STATUS" becomes something else).
    """
    number = "" if draft.number is None else str(draft.number)
    values = {"NUMBER": number, "TITLE": draft.title, "DATE": draft.date, "STATUS": draft.status}
    return "\n".join(_filled(line, values) for line in text.split("\n"))


def _filled(line: str, values: dict[str, str]) -> str:
    done: set[str] = set()

    def value(match: re.Match[str]) -> str:
        if match[0] in done:
            return match[0]
        done.add(match[0])
        return values[match[0]]

    return _WORDS.sub(value, line)


def yaml(value: str | Iterable[str]) -> str:
    """A text or a list of texts as YAML, in quotes where it needs them."""
    if isinstance(value, str):
        return quote(value)
    return "[" + ", ".join(quote(item, flow=True) for item in value) + "]"


def clause(text: str) -> str:
    """A text as a part of a sentence: on one line, no capital letter at its beginning, no full stop at its end."""
    words = " ".join(text.split()).rstrip(".;, ")
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first in _SMALL_WORDS else words


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(file.stem for file in folder.glob("*.md") if not file.name.startswith(("_", ".")) and file.is_file())


def _candidates(name: str, log_dir: Path | None, root: Path) -> Iterable[Path]:
    if "/" not in name and "\\" not in name and name not in ("", ".", ".."):
        stem = name.removesuffix(".md")
        for folder in (log_dir / "templates" if log_dir else None, shipped("records")):
            if folder is not None and not stem.startswith("_"):
                yield folder / f"{stem}.md"
    if "/" in name or "\\" in name or name.endswith(".md"):
        yield root / name


def _inside(file: Path, name: str, log_dir: Path | None, root: Path) -> bool:
    """Whether a file is where it seems to be: a repository must not make us copy other files into a record."""
    if Path(name).is_absolute():
        return True
    homes = (root, shipped("records"), *((log_dir,) if log_dir else ()))
    return any(file.resolve().is_relative_to(home.resolve()) for home in homes)


def _source(file: Path, root: Path, *, words: bool) -> TemplateSource:
    from adr_kit.workspace.templates.engine import read

    text = read(file)
    inside = file.is_relative_to(root)
    shown = file.relative_to(root).as_posix() if inside else file.name
    like_adr_tools = not _JINJA.search(text) and bool(_ADR_TOOLS.search(text))
    return TemplateSource(file.stem, file, shown, text, words or like_adr_tools)
