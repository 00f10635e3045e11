"""The site while somebody writes: what is served, to whom, and how soon a change is seen."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from sites import nygard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from command_line import Adr, Repo


@pytest.fixture
def port(repo: Repo) -> Iterator[int]:
    """A running preview of two records; it must end well."""
    repo.write("docs/adr/0001-first.md", nygard(1, "First", more="![pic](pic.png)"))
    repo.write("docs/adr/pic.png", b"picture")
    repo.write("secret.txt", "secret")
    with served(repo, {}) as number:
        yield number


@contextmanager
def served(repo: Repo, env: dict[str, str]) -> Iterator[int]:
    """The port of a preview that runs; it must end well."""
    process = subprocess.Popen(
        [sys.executable, "-m", "adr_kit", "site", "serve"],
        cwd=repo.path,
        env={**repo.environment, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        match = re.fullmatch(rb"http://127\.0\.0\.1:(\d+)/\r?\n", process.stdout.readline())
        assert match
        yield int(match[1])
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0
        assert b"Traceback" not in err
    finally:
        process.kill()
        process.communicate()


def ask(port: int, path: str, method: str = "GET", host: str | None = None) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{port}")
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, data, answer.headers.get("Content-Type", "")


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C of one process is POSIX")


def test_it_serves_the_site_to_this_machine_and_nothing_else(port: int) -> None:
    status, page, kind = ask(port, "/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert b"First" in page
    assert b'<script src="/-/reload.js" defer></script></head>' in page
    assert b"script-src 'self'; connect-src 'self';" in page
    assert ask(port, "/index.html?q=1")[1] == page
    assert ask(port, "/", method="HEAD")[:2] == (200, b"")
    assert b"media/" in ask(port, "/records/0001-first.html")[1]
    picture = re.search(rb'src="\.\./(media/[^"]+)"', ask(port, "/records/0001-first.html")[1])
    assert picture
    assert ask(port, f"/{picture[1].decode()}")[1:] == (b"picture", "image/png")
    nowhere = ("/nothing", "/../secret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/docs/adr/0001-first.md", "/%00")
    assert {ask(port, path)[0] for path in nowhere} == {404}
    for host in ("evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", "127.0.0.1", "x"):
        assert ask(port, "/", host=host)[0] == 403
    assert ask(port, "/", host=f"LOCALHOST:{port}")[0] == 200
    assert ask(port, "/", method="POST")[0] == 501


def told(answer: http.client.HTTPResponse) -> int:
    """The number of the next change; what keeps the line open in between says nothing."""
    while not (line := answer.readline()).startswith(b"data: "):
        assert line in (b"\n", b": still here\n")
    return int(line.removeprefix(b"data: "))


def until(answer: http.client.HTTPResponse, port: int, path: str, words: bytes) -> None:
    """Waits for changes to be told until a page says some words: a file may be seen while it is half written."""
    numbers = [told(answer)]
    while words not in ask(port, path)[1]:
        numbers.append(told(answer))
    assert numbers == sorted(set(numbers))
    assert numbers[0] > 1


def test_a_change_is_told_and_shown(repo: Repo, port: int) -> None:
    events = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    events.request("GET", "/-/changes")
    answer = events.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    repo.write("docs/adr/0002-second.md", nygard(2, "Second"))
    until(answer, port, "/", b"Second")
    repo.write("adr.toml", '[site]\ntitle = "Ours"\n')
    until(answer, port, "/", b"Ours")
    repo.write("adr.toml", "[site\n")  # half a thought: the last site stays
    repo.write("docs/adr/0002-second.md", nygard(2, "Other"))
    assert b"Ours" in ask(port, "/")[1]
    repo.write("adr.toml", "")
    until(answer, port, "/records/0002-second.html", b"Other")
    events.close()


def test_a_commit_and_another_branch_are_shown(repo: Repo, port: int) -> None:
    events = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    events.request("GET", "/-/changes")
    answer = events.getresponse()
    assert b"Write it down" not in ask(port, "/records/0001-first.html")[1]
    repo.commit("Write it down")
    until(answer, port, "/records/0001-first.html", b"Write it down")
    repo.git("commit", "--quiet", "--amend", "--message", "Say it better")
    until(answer, port, "/records/0001-first.html", b"Say it better")
    repo.git("checkout", "--quiet", "--orphan", "other")
    repo.commit("Begin again")
    until(answer, port, "/records/0001-first.html", b"Begin again")
    events.close()


def test_what_the_settings_name_is_watched_too(repo: Repo) -> None:
    repo.write("docs/adr/0001-first.md", nygard(1, "First"))
    repo.write("docs/adr/templates/site/index.html", "Our own page")
    with served(repo, {}) as port:
        events = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        events.request("GET", "/-/changes")
        answer = events.getresponse()
        assert ask(port, "/")[1] == b"Our own page"
        repo.write("docs/adr/templates/site/index.html", "Our other page")
        until(answer, port, "/", b"Our other page")
        repo.write("docs/adr/templates/site/index.html", "{{ nothing }}")
        until(answer, port, "/", b"templates/site/index.html:1: &#x27;nothing&#x27; is undefined</pre>")
        assert b'src="/-/reload.js"' in ask(port, "/")[1]
        assert ask(port, "/records/0001-first.html")[0] == 200
        repo.write("look.css", "a { color: red }")
        repo.write("else/0007-else.md", nygard(7, "Elsewhere"))
        repo.write("adr.toml", 'log = "else"\n[site]\ncss = "look.css"\n')
        until(answer, port, "/records/0007-else.html", b"Elsewhere")
        repo.write("look.css", "a { color: blue }")
        until(answer, port, "/extra.css", b"blue")
        repo.write("else/0007-else.md", nygard(7, "Nowhere"))
        until(answer, port, "/records/0007-else.html", b"Nowhere")
        events.close()


def test_another_word_for_a_status_is_understood_at_once(repo: Repo, port: int) -> None:
    events = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    events.request("GET", "/-/changes")
    answer = events.getresponse()
    repo.write("docs/adr/0001-first.md", nygard(1, "First", "Shipped"))
    until(answer, port, "/records/0001-first.html", b'"badge other"')
    repo.write("adr.toml", '[status-words]\nshipped = "accepted"\n')
    until(answer, port, "/records/0001-first.html", b'"badge accepted"')
    events.close()


def test_a_change_in_the_work_tree_does_not_ask_git_for_the_history_again(
    repo: Repo, tmp_path: Path, before_git: Callable[[str], str]
) -> None:
    started = tmp_path / "started"
    repo.write("docs/adr/0001-first.md", nygard(1, "First"))
    repo.commit("Propose it first")
    history = re.compile(r" (log|rev-list|cat-file|diff-tree) ")
    with served(repo, {"PATH": before_git(f'echo "$@" >> "{started}"')}) as port:
        assert history.search(started.read_text(encoding="utf-8"))
        events = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        events.request("GET", "/-/changes")
        answer = events.getresponse()
        started.write_text("", encoding="utf-8")
        repo.write("docs/adr/0001-first.md", nygard(1, "First", "Rejected"))
        assert answer.readline() == b"data: 2\n"
        page = ask(port, "/records/0001-first.html")[1]
        assert b'"badge rejected"' in page
        assert b"Propose it first" in page
        assert started.read_text(encoding="utf-8")
        assert not history.search(started.read_text(encoding="utf-8"))
        answer.readline()
        repo.commit("Reject it")
        repo.write("docs/adr/0002-second.md", nygard(2, "Second"))
        assert answer.readline() == b"data: 3\n"
        assert b"Reject it" in ask(port, "/records/0001-first.html")[1]
        assert history.search(started.read_text(encoding="utf-8"))
        events.close()


def test_a_port_that_is_taken_and_a_log_that_is_not_there(repo: Repo, adr: Adr) -> None:
    assert "no decision log here" in adr("site", "serve").ends_with(2).stderr
    repo.write("docs/adr/0001-first.md", nygard(1, "First"))
    taken = socket.create_server(("127.0.0.1", 0))
    with taken:
        ran = adr("site", "serve", "--port", str(taken.getsockname()[1])).ends_with(2)
    assert "cannot be used" in ran.stderr
