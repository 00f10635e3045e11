"""``adr site serve``: the site while it is written, on this machine only."""

from __future__ import annotations

import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from adr_kit.cli.context import pass_context
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path, PurePosixPath

    from adr_kit.cli.context import Context
    from adr_kit.cli.showing import Memory
    from adr_kit.record.model import Reading
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.site.model import Site
    from adr_kit.workspace.git.repository import Repository
    from adr_kit.workspace.preview import Preview


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="0 for any that is free.")
@click.option("--open", "launch", is_flag=True, help="Open it in the browser.")
@pass_context
def serve(context: Context, port: int, *, launch: bool) -> None:
    """Serve the site to this machine while you write; pages show a change as soon as a record is saved.

    Nothing is written. Its address is printed; Ctrl-C ends it.
    """
    from adr_kit.cli.showing import own_templates
    from adr_kit.workspace.preview import Preview, Server
    from adr_kit.workspace.templates.pages import PageWriter

    if context.at is not None:
        raise AdrError("what is served is what you write", f"adr site build --at {context.at} builds the log as it was")
    context.config.require_log()
    now = [context]
    writer = PageWriter(own_templates(context))
    preview = Preview(_reading(now), lambda: _watched(now[0]), writer, context.root, context.out.warn)
    try:
        server = Server(preview, port)
    except OSError as error:
        message = f"port {port} cannot be used: {error.strerror}"
        raise AdrError(message, "adr site serve takes any that is free") from error
    with server:
        preview.refresh()
        address = f"http://{server.server_name}:{server.server_port}/"
        _run(context, preview, server.serve_forever, address, launch=launch)


def _run(context: Context, preview: Preview, serve_forever: Callable[[], None], address: str, *, launch: bool) -> None:
    threading.Thread(target=preview.watch, daemon=True).start()
    context.out.line(address)
    sys.stdout.flush()  # whoever started this through a pipe waits for the address
    context.out.note("Ctrl-C ends it")
    if launch:
        click.launch(address)
    try:
        serve_forever()
    except KeyboardInterrupt:
        context.out.note("")
    finally:
        preview.end()


def _reading(now: list[Context]) -> Callable[[], Site]:
    """Reads the log as it is now; a file is parsed again only where it, or the words that are understood, changed.

    Args:
        now: holds the run with the settings as they were when they were read last.
    """
    from adr_kit.cli.showing import setting_of
    from adr_kit.site.build import build
    from adr_kit.workspace.reading import read_all, read_log

    known: dict[tuple[PurePosixPath, bytes], Reading] = {}
    words: list[Vocabulary] = []
    memory = _kept_memory()

    def read_changed(files: Mapping[PurePosixPath, bytes], vocabulary: Vocabulary) -> list[Reading]:
        kept = known if words == [vocabulary] else {}
        fresh = {path: data for path, data in files.items() if (path, data) not in kept}
        readings = {**kept, **dict(zip(fresh.items(), read_all(fresh, vocabulary, jobs=1), strict=True))}
        words[:] = [vocabulary]
        known.clear()
        known.update((file, readings[file]) for file in files.items())
        return list(known.values())

    def site() -> Site:
        context = replace(now[0])  # the settings may be others now
        log = read_log(context.config, context.vocabulary, read_changed)
        now[:] = [context]
        return build(log, setting_of(context, memory=memory))

    return site


def _kept_memory() -> Callable[[Context, Repository, str], Memory]:
    """What git remembers, asked for anew only after a commit, or where the folders, words or names are others."""
    from adr_kit.cli.showing import memory_of
    from adr_kit.workspace.git.revisions import commit_of
    from adr_kit.workspace.moments import key

    kept: list[tuple[tuple[str, Vocabulary], Memory]] = []

    def memory(context: Context, repository: Repository, revision: str) -> Memory:
        try:
            tip = commit_of(repository, revision)
        except AdrError:  # no commits yet
            return memory_of(context, repository, revision)
        depends = ("\0".join([key(repository, context.config.places, revision, tip), tip]), context.vocabulary)
        found = next((one for known, one in kept if known == depends), None)
        if found is None:
            found = memory_of(context, repository, revision)
            kept[:] = [(depends, found)] if found.lives is not None else []
        return found

    return memory


def _watched(context: Context) -> Iterator[Path]:
    """The records, the settings and the files that those name, a team's own pages, and what says where HEAD is."""
    from adr_kit.cli.showing import own_templates
    from adr_kit.workspace.files import file_names
    from adr_kit.workspace.git.repository import find_repository

    look = context.config.look
    yield from (context.root / name for name in ("adr.toml", "pyproject.toml", look.css, look.mermaid) if name)
    yield from sorted(own_templates(context).glob("*.html"))
    repository = find_repository(context.root)
    yield from repository.signs if repository else ()
    for one in context.config.folders:
        yield from (context.root / path for path in file_names(context.root, one.folder))
