"""A real browser that looks at pages: what it complains of, what it asks for, and what axe-core finds."""

from __future__ import annotations

import functools
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

# No sandbox, since CI runs as root; and nothing of the browser's own goes out.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Without preload: axe would fetch the style sheet once more, which no page of ours may.
_AXE = """
async () => (await axe.run(document, {preload: false, resultTypes: ["violations"]})).violations.flatMap(
  violation => violation.nodes.map(node => `${violation.id}: ${node.target.join(" ")}: ${node.html.slice(0, 200)}`))
"""


@dataclass
class Visit:
    """One page in the browser.

    Attributes:
        page: it, to do things with.
        complaints: what stands on the console as an error (a breach of the page's policy is one), and exceptions.
        foreign: what it asked for elsewhere than where the site lies.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def overflow(self) -> int:
        """By how many pixels the page can be scrolled sideways."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def barriers(self, node_modules: Path) -> list[str]:
        """What axe-core finds: every rule that it has, one line a place."""
        self.page.evaluate((node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        found = self.page.evaluate(_AXE)
        assert isinstance(found, list)
        return [str(one) for one in found]

    @property
    def shown(self) -> str:
        """The text that can be seen."""
        return self.page.inner_text("body")


@contextmanager
def visit(
    browser: Browser, address: str, *, dark: bool = False, width: int = 1280, scripts: bool = True
) -> Iterator[Visit]:
    """A page at an address, until the block ends.

    Args:
        browser: the ``browser`` fixture.
        address: ``file:///…``, or one that ``serving`` gave.
        dark: whether the reader's system is dark.
        width: of the window, in pixels.
        scripts: whether the reader lets scripts run.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        page.set_default_timeout(10_000)
        seen = Visit(page)
        page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        own = ("data:", "blob:", "file://") if address.startswith("file:") else (_origin(address), "data:", "blob:")
        page.on("request", lambda asked: None if asked.url.startswith(own) else seen.foreign.append(asked.url))
        page.goto(address)
        yield seen
    finally:
        context.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served on loopback, without a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is http.server's
        """Says nothing."""


def _origin(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"
