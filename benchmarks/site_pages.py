"""How good the pages of sites are: barriers, breaches of the policy, foreign requests, errors of HTML, broken links.

Run it as ``PYTHONPATH=tests python benchmarks/site_pages.py [REPOSITORY…]``; without a name it looks at this project's
own log. Each argument is a folder whose log is built into a site in a temporary directory, with a page of what its last
commit changed where there are two. Pages of each kind are opened from disk in Chromium, light and dark, 1280 and 320
pixels wide, and searched by axe-core; every page goes through html5lib, and each of its links is followed. Needs what
``make test`` installs. Ends with 1 where anything is found.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import html5lib
from playwright.sync_api import sync_playwright

from browser import ARGUMENTS, visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser

_OWN = Path(__file__).parents[1]
_AXE = _OWN / "tests" / "node_modules"
_OF_A_KIND = 6  # pages of one kind that are opened in the browser: the longest ones
_COLUMNS = ("pages", "visits", "axe", "policy", "foreign", "sideways", "html", "broken")


class _Links(HTMLParser):
    """The addresses and the identifiers in a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value and tag != "base":
                self.to.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def kind_of(page: Path) -> str:
    """What sort of page it is: that of a folder, or one of its own."""
    return page.name if len(page.parts) == 1 else f"{page.parts[0]}/*.html"


def broken(out: Path, pages: Iterable[Path]) -> Counter[str]:
    """How many links of ours lead nowhere, by the kind of their page."""
    found = {page: _Links(out / page) for page in pages}
    counts: Counter[str] = Counter()
    for page, links in found.items():
        for address in links.to:
            target = urlsplit(address)
            if target.scheme or target.netloc:
                continue
            there = (out / page.parent / unquote(target.path)).resolve() if target.path else out / page
            known = found.get(there.relative_to(out)) if there.is_relative_to(out) else None
            lost = known is not None and target.fragment and unquote(target.fragment) not in known.ids
            if not there.exists() or lost:
                counts[kind_of(page)] += 1
                print(f"broken: {page}: {address}", file=sys.stderr)
    return counts


def looked_at(browser: Browser, out: Path, page: Path) -> Counter[str]:
    """What a reader of one page runs into, on each kind of screen."""
    counts: Counter[str] = Counter()
    for dark, width in product((False, True), (1280, 320)):
        with visit(browser, (out / page).as_uri(), dark=dark, width=width) as seen:
            barriers = seen.barriers(_AXE)
            for said in (*barriers, *seen.complaints, *seen.foreign):
                print(f"{page}: {said}", file=sys.stderr)
            counts += Counter(
                visits=1,
                axe=len(barriers),
                policy=len(seen.complaints),
                foreign=len(seen.foreign),
                sideways=int(seen.overflow() > 0),
            )
    return counts


def counted(browser: Browser, out: Path) -> dict[str, Counter[str]]:
    """The row of each kind of page."""
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    pages = sorted((page.relative_to(out) for page in out.rglob("*.html")), key=str)
    for kind, number in broken(out, pages).items():
        rows[kind]["broken"] = number
    for kind in sorted({kind_of(page) for page in pages}):
        alike = [page for page in pages if kind_of(page) == kind]
        for page in alike:
            parser = html5lib.HTMLParser(strict=False)
            parser.parse((out / page).read_text(encoding="utf-8"))
            rows[kind]["html"] += len(parser.errors)
        rows[kind]["pages"] = len(alike)
        for page in sorted(alike, key=lambda page: (out / page).stat().st_size)[-_OF_A_KIND:]:
            rows[kind] += looked_at(browser, out, page)
    return dict(rows)


def main(repositories: list[str]) -> int:
    """Builds and looks; what is wrong goes to stderr, the table to stdout."""
    total: Counter[str] = Counter()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for place, repository in enumerate(repositories or [str(_OWN)]):
            out = (Path(name) / str(place)).resolve()
            command = [sys.executable, "-m", "adr_kit", "-C", repository, "site", "build", "--quiet", "--out", str(out)]
            before = ["git", "-C", repository, "rev-parse", "--quiet", "--verify", "HEAD~1"]
            if subprocess.run(before, check=False, stdout=subprocess.DEVNULL).returncode == 0:
                command += ["--base", "HEAD~1"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(f"\n{Path(repository).resolve().name[:23]:<24}" + "".join(f"{one:>9}" for one in _COLUMNS))
            for kind, row in counted(browser, out).items():
                print(f"{kind:<24}" + "".join(f"{row[one]:>9}" for one in _COLUMNS), flush=True)
                total += row
        browser.close()
    print(f"\n{'all':<24}" + "".join(f"{total[one]:>9}" for one in _COLUMNS))
    return int(any(total[one] for one in _COLUMNS[2:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
