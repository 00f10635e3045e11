"""Sites that tests of pages look at, built by the real command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command_line import Adr, Repo, scrubbed_environment
from rich_log import LOG
from sites import nygard

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

QUEUE = "docs/adr/0004-queue-jobs-in-it.md"


def rich(root: Path) -> Path:
    """The site of a log with something of everything, two folders below ``root/www``."""
    return _built(root, LOG, root / "www" / "under" / "tea", "--base", "HEAD~1")


def long(root: Path) -> Path:
    """The site of a log whose list has a page of its own."""
    files = {f"docs/adr/{n:04d}-r.md": nygard(n, f"Record {n}", date=f"20{n % 20:02d}-01-02") for n in range(1, 102)}
    return _built(root, files, root / "site")


def own_look(root: Path) -> Path:
    """The site of a team that has a logo, a colour, links, a style sheet and a template of its own."""
    files: dict[str, str | bytes] = {
        **LOG,
        "adr.toml": (
            '[site]\ntitle = "Tea & Co"\ndescription = "What we decided <here>."\naccent = "#f06292"\n'
            'logo = "docs/adr/store.png"\ncss = "team.css"\nmermaid = "mermaid.js"\n\n[site.links]\nHandbook = "https://example.org/h"\n'
        ),
        # Stands in for mermaid: draws a box, and tries what a drawing must not be able to do.
        "mermaid.js": (
            "globalThis.mermaid = { initialize() {}, async run({ nodes: [pre] }) {"
            "let reached = 'nothing';"
            "try { reached = parent.document.title } catch {} try { localStorage.x = 1; reached = 'storage' } catch {}"
            "reached += '<!-- </script>'.length;"
            'pre.innerHTML = `<svg width="90" height="77"><title>${pre.textContent.length} ${reached}</title></svg>`;'
            "}};\n"
        ),
        "team.css": "h1 { font-family: serif; }\n",
        "docs/adr/templates/site/topics.html": (
            '{% extends "base.html" %}\n{% block content %}<h1>Ours: {{ say("tags") }}</h1>\n'
            "<ul>{% for topic in view.topics %}<li>{{ topic.name }}</li>{% endfor %}</ul>{% endblock %}\n"
        ),
    }
    return _built(root, files, root / "site")


def drawn(root: Path, library: Path) -> Path:
    """The site of a team that has a real mermaid, with diagrams of several kinds and one that cannot be drawn."""
    sources = (
        "sequenceDiagram\n  Shop->>Queue: a job\n  Queue-->>Shop: done",
        "stateDiagram-v2\n  [*] --> proposed\n  proposed --> accepted",
        'graph TD\n  a["<script>alert(1)</script> & <b>bold</b>"] --> b',
        "graph TD\n  a --> b{broken",
    )
    record = nygard(1, "Draw it") + "".join(f"\n```mermaid\n{source}\n```\n" for source in sources)
    files: dict[str, str | bytes] = {
        "adr.toml": '[site]\nmermaid = "mermaid.js"\n',
        "mermaid.js": library.read_bytes().replace(b"\n", b"\r\n"),
        "docs/adr/0001-draw-it.md": record,
    }
    return _built(root, files, root / "site")


def _built(root: Path, files: Mapping[str, str | bytes], out: Path, *words: str) -> Path:
    repo = Repo(root / "repo", scrubbed_environment(root / "home"))
    repo.path.mkdir()
    repo.git("init", "--quiet")
    repo.git("remote", "add", "origin", "https://github.com/o/tea.git")
    for name, data in files.items():
        repo.write(name, data)
    queue = files.get(QUEUE, "")
    if isinstance(queue, str) and queue:
        repo.write(QUEUE, queue.replace("status: accepted", "status: proposed").replace("everybody", "nobody"))
    repo.commit("Propose to queue jobs", "2024-05-06T07:08:09Z")
    for name, data in files.items():
        repo.write(name, data)
    repo.commit("Accept <the queue>", "2024-06-07T08:09:10Z")
    Adr(repo.path, repo.environment)("site", "build", "--out", out, *words).ok()
    return out
