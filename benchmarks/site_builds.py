"""How much time, work and memory a site takes: ours beside Hugo and Material for MkDocs, on the same records.

Run it as ``MKDOCS=/path/to/mkdocs python benchmarks/site_builds.py [RECORDS…]`` (100, 1,000 and 10,000 where none are
named). Hugo is taken from the path, mkdocs from ``MKDOCS`` or the path, in an environment that has mkdocs-material; a
program that is not there is left out, and said so.

Each builds the same records, three times: into an empty folder, after one record has changed, and once more with
nothing changed. MkDocs is then asked for its ``--dirty`` build, which leaves a page as it is where its own file has not
changed, whatever it says of others; Hugo builds all of them each time. Hugo brings neither a theme nor a search: each
page goes through a layout of two lines. Each cell has the seconds that passed, those in which processors worked (which
other programs on the machine change little), and the memory of the largest process at its peak.

MkDocs' usual navigation names every page on every page, which would be 37 GB for 10,000 records: it is asked for that
up to 1,000, and at every size for pages without navigation. A build is stopped after 150 seconds.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reading_logs import make

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZES = (100, 1_000, 10_000)
_LONGEST = 150  # seconds of one build
_WIDE = 27  # characters of a cell
_MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[3:], stdout=-3, timeout=float(sys.argv[2])); "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); work = used.ru_utime + used.ru_stime; "
    "open(sys.argv[1], 'w').write(f'{work} {used.ru_maxrss}'); sys.exit(code)"
)
_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024  # getrusage(2): bytes on macOS, KiB on Linux


@dataclass(frozen=True, slots=True)
class Builder:
    """A program that makes a site out of ``docs/adr`` in the folder where it runs.

    Attributes:
        name: what the table calls it.
        full: the command line of a first build, for an output folder.
        again: that of a later one.
        prepare: makes in a folder what it needs beside the records.
        most: of how many records it is asked to make a site.
    """

    name: str
    full: tuple[str, ...]
    again: tuple[str, ...]
    prepare: Callable[[Path], None]
    most: float = math.inf


def builders() -> tuple[Builder, ...]:
    """Ours, and those of the others that are installed."""
    ours = (sys.executable, "-m", "adr_kit", "site", "build", "--out", "out")
    found = [Builder("adr-kit", ours, ours, _commit)]
    if hugo := shutil.which("hugo"):
        found.append(Builder("Hugo", (hugo, "-d", "out"), (hugo, "-d", "out"), _configure_hugo))
    if mkdocs := os.environ.get("MKDOCS") or shutil.which("mkdocs"):
        full = (mkdocs, "build", "-q", "--site-dir", "out")
        again = (*full, "--dirty")
        found.append(Builder("MkDocs Material", full, again, _configure_mkdocs, 1_000))
        found.append(Builder("  without its nav", full, again, _configure_mkdocs_without_navigation))
    for name, there in (("Hugo", hugo), ("MkDocs", mkdocs)):
        if not there:
            print(f"{name} is not installed, and left out")
    return tuple(found)


def _commit(folder: Path) -> None:
    author = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for words in (("add", "-A"), (*author, "commit", "-qm", "All records")):
        subprocess.run(["git", *words], cwd=folder, check=True)


def _configure_hugo(folder: Path) -> None:
    (folder / "config.toml").write_text('title = "D"\ncontentDir = "docs"\ndisableKinds = ["RSS"]\n', encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    page = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>"
    pages = "{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .File.BaseFileName }}</a>{{ end }}"
    (layouts / "single.html").write_text(page, encoding="utf-8")
    (layouts / "list.html").write_text(f"<!doctype html>{pages}", encoding="utf-8")


def _configure_mkdocs(folder: Path) -> None:
    settings = "site_name: D\ntheme: {name: material}\nplugins: [search]\nmarkdown_extensions: [tables, fenced_code]\n"
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _configure_mkdocs_without_navigation(folder: Path) -> None:
    _configure_mkdocs(folder)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("nav: [adr/0001-decision.md]\n")


def measured(command: tuple[str, ...], folder: Path) -> str:
    """One run as a cell of the table: the seconds that passed, those of processors, the peak of memory."""
    used = folder / "used"
    environment = {**os.environ, "ADR_CACHE_DIR": str(folder / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    began = time.perf_counter()
    run = (sys.executable, "-c", _MEASURED, str(used), str(_LONGEST), *command)
    done = subprocess.run(run, cwd=folder, env=environment, check=False, stderr=subprocess.PIPE, text=True)
    if "TimeoutExpired" in done.stderr:
        return f"{f'over {_LONGEST} s':>{_WIDE}}"
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    took = time.perf_counter() - began
    work, peak = used.read_text(encoding="utf-8").split()
    return f"{took:6.1f} s {float(work):6.1f} s {int(peak) / _PER_MIB:5,.0f} MiB"


def compare(count: int) -> None:
    """One size: every builder, each in a folder of its own with the same records."""
    columns = (f"{name:>{_WIDE}}" for name in ("everything", "one record changed", "nothing changed"))
    print(f"\n{f'{count:,} records':<18}{'   '.join(columns)}")
    for builder in (one for one in builders() if count <= one.most):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            make(folder, count)
            builder.prepare(folder)
            first = measured(builder.full, folder)
            with (folder / "docs" / "adr" / f"{count // 2:04d}-decision.md").open("a", encoding="utf-8") as file:
                file.write("\nOne more line.\n")
            cells = [first, measured(builder.again, folder), measured(builder.again, folder)]
            pages = sum(1 for _ in (folder / "out").rglob("*.html"))
            print(f"{builder.name:<18}{'   '.join(cells)}   {pages:,} pages", flush=True)


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or _SIZES:
        compare(size)
