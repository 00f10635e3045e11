"""The site while somebody writes: served to this machine only, made page by page, shown anew when a record changes."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from socketserver import TCPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from adr_kit.errors import AdrError
from adr_kit.site.names import media_path
from adr_kit.workspace.files import read_file
from adr_kit.workspace.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from adr_kit.site.model import DataFile, Page, Site
    from adr_kit.workspace.templates.pages import PageWriter

HOST = "127.0.0.1"
EVENTS = "/-/changes"
SCRIPT = "/-/reload.js"
_INDEX = PurePosixPath("index.html")
_POLL = 0.15  # seconds between two looks at the files
_BEAT = 15.0  # seconds after which a browser is told that nobody has gone
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".bmp": "image/bmp",
}
_RELOAD = f"""\
(() => {{
  "use strict";
  const place = "adr-preview-scroll";
  const kept = sessionStorage.getItem(place);
  if (kept) scrollTo(0, Number(kept));
  sessionStorage.removeItem(place);
  new EventSource("{EVENTS}").onmessage = () => {{
    sessionStorage.setItem(place, String(scrollY));
    location.reload();
  }};
}})();
""".encode()

_WRONG = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Not a page</title></head><pre>{}</pre></html>'
)


@dataclass
class Preview:
    """The site as it is now; mutable: it is read again when a file that it is made of changes.

    Attributes:
        read: reads the log and says what its site is.
        watched: the files that the site is made of.
        writer: makes pages.
        root: the workspace's root, in which the pictures lie.
        told: called with what went wrong.
    """

    read: Callable[[], Site]
    watched: Callable[[], Iterable[Path]]
    writer: PageWriter
    root: Path
    told: Callable[[str], None]
    changed: threading.Condition = field(default_factory=threading.Condition)
    version: int = 0
    ended: bool = False
    _seen: tuple[tuple[str, int, int], ...] = ()
    _pages: dict[PurePosixPath, Page] = field(default_factory=dict)
    _files: dict[PurePosixPath, DataFile] = field(default_factory=dict)
    _pictures: dict[PurePosixPath, PurePosixPath] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> None:
        """Read the log again, and tell everybody who looks; what cannot be read is said, and the last site stays."""
        self._seen = self._fingerprint()  # before it is read: what is written meanwhile is a change
        try:
            site = self.read()
        except AdrError as error:
            self.told(error.message)
            return
        with self._making:
            self._pages = {page.path: page for page in site.pages}
            self._files = {file.path: file for file in site.files}
            self._pictures |= {media_path(file): file for file in site.pictures}
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def watch(self) -> None:
        """Refresh whenever a watched file is another than when it was read; returns when the preview has ended."""
        while not self.ended:
            with self.changed:
                self.changed.wait(_POLL)
            if self._fingerprint() != self._seen:
                self.refresh()

    def end(self) -> None:
        """Let everybody go who waits for a change."""
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def wait(self, seen: int) -> int:
        """The version of the site, once it is another than the one seen, or a while has gone by."""
        with self.changed:
            self.changed.wait_for(lambda: self.ended or self.version != seen, _BEAT)
            return self.version

    def file(self, path: PurePosixPath) -> bytes | None:
        """A file of the site; None where it has none of that name.

        Raises:
            AdrError: a template of the team's is wrong.
        """
        with self._making:
            if path in self._pages:
                page = self._pages[path]
                content = page.content()
                self._pictures |= {media_path(file): file for file in content.pictures}
                return self.writer.write(page.template, content.context)
            if path in self._files:
                return self._files[path].data()
        try:
            return picture(partial(read_file, self.root), self._pictures[path]) if path in self._pictures else None
        except AdrError:
            return None

    def _fingerprint(self) -> tuple[tuple[str, int, int], ...]:
        found = []
        for file in self.watched():
            try:
                state = os.stat(file)  # noqa: PTH116 -- a thousand files, ten times a second
            except OSError:
                continue
            found.append((str(file), state.st_mtime_ns, state.st_size))
        return tuple(found)


class Server(ThreadingHTTPServer):
    """Serves a preview on this machine's own address.

    Args:
        preview: the site.
        port: where; 0 for any that is free.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, preview: Preview, port: int) -> None:
        self.preview = preview
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """As a plain server does: http.server would ask for this machine's name, which may take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    @property
    def names(self) -> frozenset[str]:
        """What a browser of this machine may call it; any other name is somebody else's page that asks."""
        return frozenset(f"{host}:{self.server_port}" for host in (HOST, "localhost"))


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """A file of the site, or the wait for a change."""
        if self.headers.get("Host", "").casefold() not in self.server.names:
            self._answer(HTTPStatus.FORBIDDEN, b"Only this machine's own address is served.\n", ".txt")
            return
        asked = unquote(urlsplit(self.path).path, errors="surrogateescape")
        if asked == EVENTS:
            self._changes()
        elif asked == SCRIPT:
            self._answer(HTTPStatus.OK, _RELOAD, ".js")
        else:
            self._file(PurePosixPath(asked.lstrip("/") or _INDEX))

    do_HEAD = do_GET  # noqa: N815 -- the name is http.server's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is http.server's
        """Nothing: a request is no news."""

    def _file(self, path: PurePosixPath) -> None:
        try:
            data = None if ".." in path.parts else self.server.preview.file(path)
        except AdrError as error:  # a team's own template is wrong: the page comes back once it is right
            self.server.preview.told(error.message)
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, _WRONG.format(escape(error.message)).encode(), ".html")
            return
        if data is None:
            data = self.server.preview.file(PurePosixPath("404.html"))
            self._answer(HTTPStatus.NOT_FOUND, data or b"There is no such page.\n", ".html" if data else ".txt")
            return
        self._answer(HTTPStatus.OK, data, path.suffix.lower())

    def _answer(self, status: HTTPStatus, data: bytes, suffix: str) -> None:
        if suffix == ".html":
            data = _watching(data)
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _changes(self) -> None:
        """Server-sent events (HTML, 9.2): one for each change, and a comment now and then, to notice a dead line."""
        preview = self.server.preview
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        seen = preview.version
        try:
            while not preview.ended:
                now = preview.wait(seen)
                self.wfile.write(b": still here\n\n" if now == seen else f"data: {now}\n\n".encode())
                self.wfile.flush()
                seen = now
        except OSError:  # the browser has gone
            return


def _watching(html: bytes) -> bytes:
    """A page that also looks for changes; the page's own policy has to allow that much."""
    script = f'<script src="{SCRIPT}" defer></script></head>'.encode()
    allowed = html.replace(b"script-src 'self';", b"script-src 'self'; connect-src 'self';", 1)
    return allowed.replace(b"</head>", script, 1)
