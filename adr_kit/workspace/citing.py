"""Where a repository mentions records, in the work tree or at a revision, and what is to be said of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.insight.citations import Address, Book, Cited, Past, State, broad, handle_of, pattern, review
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site.forge import forge_of
from adr_kit.text.amount import count
from adr_kit.text.source import Source
from adr_kit.workspace.files import with_real_names
from adr_kit.workspace.git.identity import remote_url
from adr_kit.workspace.manifest import MANIFEST
from adr_kit.workspace.session import used
from adr_kit.workspace.texts import UNREADABLE, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.citations import Mention, Remark
    from adr_kit.record.log import Log
    from adr_kit.record.model import Record
    from adr_kit.workspace.config import Config
    from adr_kit.workspace.git.repository import Repository
    from adr_kit.workspace.past import Snapshot

_EXCLUDED = "[where] exclude in the settings"
_EXAMPLES = (State.UNKNOWN, State.STALE, State.AMBIGUOUS)
_SITE = "adr site build makes them anew"


def cited(
    config: Config,
    repository: Repository | None,
    log: Log,
    wanted: Iterable[Record] = (),
    exclude: tuple[str, ...] = (),
    then: Snapshot | None = None,
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
        then: the revision whose files are looked at; None for the work tree.

    Returns:
        The mentions; and what was not looked at, a sentence each.
    """
    texts = Texts(config.root, repository, then)
    book = Book(log.everything, config.folders, _address(config, repository), texts.files)
    found = texts.matching(pattern(book, tuple(wanted)), lambda: broad(book))
    sources = {record.file: record.source for record in log.everything}
    sites = tuple(name.removesuffix(str(MANIFEST)) for name in texts.files if name.endswith(f"/{MANIFEST}"))
    names = [name for name in found.names if PurePosixPath(name) not in sources]
    examples = {name for name in names if _excluded(exclude, name)}
    made = {name for name in names if name not in examples and name.startswith(sites)}
    left_out = Counter({UNREADABLE: found.unreadable, _EXCLUDED: len(examples), _SITE: len(made)})
    for path, why, data in texts.read(name for name in names if name not in examples | made):
        if why:
            left_out[why] += 1
        elif data is not None:
            sources[path] = Source.decode(data)
    counts = ((why, count(number, "file was", "files were")) for why, number in sorted(left_out.items()) if number)
    notes = (*found.notes, *texts.others(), *(f"{counted} left out: {why}" for why, counted in counts))
    return Cited.of(book, dict(sorted(sources.items()))), notes


def _excluded(globs: tuple[str, ...], name: str) -> bool:
    if not globs:
        return False
    from adr_kit.insight.scope import among

    return among(globs, name)


def _address(config: Config, repository: Repository | None) -> Address:
    forge = forge_of(config.repository or (remote_url(repository) if repository else None) or "")
    return Address(forge.url if forge else config.repository or "", config.site_url or "")


def remarks_on(
    config: Config,
    repository: Repository | None,
    log: Log,
    found: Cited,
    record: Record | None = None,
    revision: str = "HEAD",
) -> tuple[Remark, ...]:
    """What is to be said of each mention: of one record, or of those that are looked at and of unknown numbers.

    Args:
        config: where the workspace is.
        repository: the repository.
        log: the log.
        found: the mentions.
        record: the one record; None for all that are looked at.
        revision: up to which commit git is asked for former names.
    """
    seen = {other.id for other in ((record,) if record else log.records)}
    kept = {
        file: tuple(
            mention
            for mention in mentions
            if (seen & set(mention.means) or not (record or mention.means or _is_of_another(log, found.book, mention)))
            and not (mention.state in _EXAMPLES and _is_template(file))
        )
        for file, mentions in found.mentions.items()
    }
    states = {mention.state for mentions in kept.values() for mention in mentions}
    elsewhere = _elsewhere(config, repository, log) if State.UNKNOWN in states else {}
    names = _former_names(config, repository, log, revision) if repository and State.STALE in states else {}
    past = Past(elsewhere, names)
    return tuple(
        remark
        for file, mentions in kept.items()
        if mentions
        for remark in review(log, mentions, found.texts[file], past)
    )


def _elsewhere(config: Config, repository: Repository | None, log: Log) -> Mapping[int, str]:
    """Where each number is, or was, that a record of the logs that are looked at ever had."""
    sightings = (one for folder in config.places for one in used(config, repository, log, folder).sightings)
    return {sighting.number: str(sighting) for sighting in sightings}


def _is_of_another(log: Log, book: Book, mention: Mention) -> bool:
    """Whether a mention that means no record would mean one of a log that is not looked at."""
    if log.view is None:
        return False
    return book.around(mention.file) != log.view and not mention.text.startswith(f"{log.view}/")


def _former_names(config: Config, repository: Repository, log: Log, revision: str) -> Mapping[str, frozenset[str]]:
    """The records whose files had another name before, by that name, as far as git remembers."""
    from adr_kit.workspace.chronicle import chronicle_of

    try:
        known = chronicle_of(repository, with_real_names(config.root, config.places), DEFAULT, revision).lineages
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
