"""The text files that may mention records: which they are, from one git process, and what they say."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.insight.citations import Address, Book, Cited, Past, State, broad, handle_of, pattern, review
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site.forge import forge_of
from adr_kit.text.amount import count
from adr_kit.text.source import Source
from adr_kit.workspace.files import with_real_names
from adr_kit.workspace.git.identity import remote_url
from adr_kit.workspace.git.process import ask
from adr_kit.workspace.manifest import MANIFEST
from adr_kit.workspace.session import used
from adr_kit.workspace.tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.citations import Remark
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.process import Answer
    from adr_kit.workspace.git.repository import Repository

_BIGGEST = 4 * 1024 * 1024  # bytes: what is bigger was not written by hand
_EXCLUDED = "[where] exclude in the settings"
_FEW = 5  # names of repositories that are said
_MODULES = ".gitmodules"
_EXAMPLES = (State.UNKNOWN, State.STALE, State.AMBIGUOUS)
_FOREIGN = frozenset({"node_modules", "bower_components", "vendor", "third_party", "third-party"})
_HEAD = 8192  # bytes in which git looks for a NUL
_SITE = "adr site build makes them anew"
_UNREADABLE = "unreadable"
_NOTHING = "git ended with status 1"  # what git grep says by that: nothing was found
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def cited(
    config: Config,
    repository: Repository | None,
    log: Log,
    wanted: Iterable[Record] = (),
    exclude: tuple[str, ...] = (),
) -> tuple[Cited, tuple[str, ...]]:
    """Where the records of a log are mentioned, its own files included.

    Tracked files are looked at, and new ones that are not ignored; no binary, huge or
    vendored ones, no sites of ours, and no symlinks.

    Args:
        config: where the workspace is, and how it is published.
        repository: the repository; without one, all files are read.
        log: the log.
        wanted: the records that are looked for; none means all.
        exclude: globs of files, as in a .gitignore, that are left out; never the records themselves.

    Returns:
        The mentions; and what was not looked at, a sentence each.
    """
    files = tree_of(config.root, repository) or frozenset()
    book = Book(log.everything, config.folders, _address(config, repository), files)
    names, notes, unreadable = _candidates(config.root, repository, book, tuple(wanted))
    texts = {record.file: record.source for record in log.everything}
    sites = tuple(name.removesuffix(str(MANIFEST)) for name in files if name.endswith(f"/{MANIFEST}"))
    examples = {name for name in names if PurePosixPath(name) not in texts and _excluded(exclude, name)}
    left_out = Counter({_UNREADABLE: unreadable, _EXCLUDED: len(examples)})
    for name in names:
        path = PurePosixPath(name)
        if path in texts or name in examples:
            continue
        why, data = (_SITE, None) if name.startswith(sites) else _read(config.root, path)
        if why:
            left_out[why] += 1
        elif data is not None and b"\0" not in data[:_HEAD]:
            texts[path] = Source.decode(data)
    counts = ((why, count(number, "file was", "files were")) for why, number in sorted(left_out.items()) if number)
    notes = (*notes, *_others(config.root, files), *(f"{counted} left out: {why}" for why, counted in counts))
    return Cited.of(book, dict(sorted(texts.items()))), notes


def _excluded(globs: tuple[str, ...], name: str) -> bool:
    if not globs:
        return False
    from adr_kit.insight.scope import among

    return among(globs, name)


def _address(config: Config, repository: Repository | None) -> Address:
    forge = forge_of(config.repository or (remote_url(repository) if repository else None) or "")
    return Address(forge.url if forge else config.repository or "", config.site_url or "")


def _candidates(
    root: Path, repository: Repository | None, book: Book, wanted: tuple[Record, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """The files in which a record may be mentioned, what could not be looked at, and how many git could not read."""
    everything = tuple(sorted(book.files))
    if repository is None or repository.worktree is None or repository.worktree.resolve() != root.resolve():
        return everything, () if everything else ("there are too many files here to look into them all",), 0
    # A git without Perl's regular expressions (Apple's) knows POSIX' alone.
    answer = _grep(repository, "-P", pattern(book, wanted))
    if not (answer.ok or answer.why == _NOTHING):
        answer = _grep(repository, "-E", broad(book))
    if answer.ok or answer.why == _NOTHING:
        refused = {line for line in answer.said.splitlines() if line.startswith("error:")}
        return tuple(os.fsdecode(name) for name in answer.fields), _sparse(repository), len(refused)
    return everything, (f"git grep could not look ({answer.why}): every file was read",), 0


def _grep(repository: Repository, dialect: str, wanted: str) -> Answer:
    options = ("-z", "-l", "-I", "-i", "--untracked", "--no-recurse-submodules", "--no-textconv", "--full-name")
    return ask(repository, "grep", *options, dialect, "-f", "-", stdin=os.fsencode(wanted))


def _sparse(repository: Repository) -> tuple[str, ...]:
    """A sparse checkout leaves files out, and what they say with them."""
    for file in (repository.git_dir / "config.worktree", repository.common_dir / "config"):
        try:
            text = file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if re.search(r"(?im)^\s*sparsecheckout\s*=\s*(?:true|yes|on|1)\b", text):
            return ("sparse checkout: files that are not checked out were not looked at",)
    return ()


def _others(root: Path, files: frozenset[str]) -> tuple[str, ...]:
    """Repositories of their own among the files, submodules and others: what they say is theirs to look at."""
    found = {name.rstrip("/") for name in files if name.endswith("/")}
    if _MODULES in files:
        why, data = _read(root, PurePosixPath(_MODULES))
        text = (data or b"").decode("utf-8", "surrogateescape") if not why else ""
        found |= {name for name in re.findall(r"(?m)^\s*path\s*=\s*(.+?)\s*$", text) if name in files}
    if not found:
        return ()
    some = ", ".join(sorted(found)[:_FEW]) + (", …" if len(found) > _FEW else "")
    said = count(len(found), "repository of its own was", "repositories of their own were")
    return (f"{said} not looked into: {some}",)


def _read(root: Path, path: PurePosixPath) -> tuple[str, bytes | None]:
    """Why a file is left out, or its bytes; None for a symlink, a pipe, or what is there no more."""
    if _FOREIGN & {part.casefold() for part in path.parts[:-1]}:
        return "vendored", None
    place = root / path
    try:
        if place.is_symlink() or not place.is_file():
            return "", None
        with os.fdopen(os.open(place, _OPEN_FLAGS), "rb") as file:
            data = file.read(_BIGGEST + 1)
    except OSError:
        return _UNREADABLE, None
    return (f"bigger than {_BIGGEST >> 20} MiB", None) if len(data) > _BIGGEST else ("", data)


def remarks_on(
    config: Config, repository: Repository | None, log: Log, found: Cited, record: Record | None = None
) -> tuple[Remark, ...]:
    """What is to be said of each mention: of one record, or of those that are looked at and of unknown numbers."""
    seen = {other.id for other in ((record,) if record else log.records)}
    kept = {
        file: tuple(
            mention
            for mention in mentions
            if (seen & set(mention.means) or not (record or mention.means))
            and not (mention.state in _EXAMPLES and _is_template(file))
        )
        for file, mentions in found.mentions.items()
    }
    states = {mention.state for mentions in kept.values() for mention in mentions}
    elsewhere: dict[int, str] = {}
    if State.UNKNOWN in states:
        elsewhere = {sighting.number: str(sighting) for sighting in used(config, repository, log).sightings}
    names = _former_names(config, repository, log) if repository and State.STALE in states else {}
    past = Past(elsewhere, names)
    return tuple(
        remark
        for file, mentions in kept.items()
        if mentions
        for remark in review(log, mentions, found.texts[file], past)
    )


def _former_names(config: Config, repository: Repository, log: Log) -> Mapping[str, frozenset[str]]:
    """The records whose files had another name before, by that name, as far as git remembers."""
    from adr_kit.workspace.chronicle import chronicle_of

    try:
        known = chronicle_of(repository, with_real_names(config.root, config.places), DEFAULT).lineages
    except AdrError:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for lineage in known:
        record = None if lineage.gone else log.by_file.get(lineage.path)
        if record is None:
            continue
        for path in {path for step in lineage.steps for path in (step.change.path, step.change.old_path)}:
            found[handle_of(path).name.casefold()].add(record.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _is_template(file: PurePosixPath) -> bool:
    """Templates give examples (``superseded by ADR-NNNN``), which mean no record."""
    return any("template" in part.casefold() for part in file.parts)
