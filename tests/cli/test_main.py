"""How every command begins and ends: global options, exit codes, streams, messages, what is imported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from adr_kit.cli.group import available
from adr_kit.cli.table import COMMANDS, SECTIONS
from command_line import Adr, Repo

# What law 10 keeps out: of everything, and of the commands of every minute.
HEAVY = frozenset({"jinja2", "networkx", "git", "yaml", "markdown_it", "pygments", "nh3", "pathspec", "tomllib"})
HISTORY = frozenset({"networkx", "git", "pygments", "nh3"})

PRELUDE = "import sys; from adr_kit.cli import main, group; "


def python(code: str, repo: Repo, *, stdin: int = subprocess.DEVNULL) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PRELUDE + code],
        cwd=repo.path,
        env={name: value for name, value in repo.environment.items() if not name.startswith("COV")},
        stdin=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def imported(repo: Repo, *args: str) -> frozenset[str]:
    """The top-level modules that a command line imports."""
    code = f"main.main({list(args)!r}); print('MODULES', *sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = python(code, repo)
    assert "MODULES" in done.stdout, done.stderr
    return frozenset(done.stdout.rpartition("MODULES")[2].split())


def test_help_shows_every_day_and_where_the_rest_is(adr: Adr) -> None:
    said = adr("--help").ok().stdout
    assert [name for name in (e.name for e in COMMANDS if e.everyday) if f"\n  {name} " in said] == [
        entry.name for entry in available() if entry.everyday
    ]
    assert "adr help --all" in said
    assert "upgrade-repository" not in said
    assert adr("-h").ok().stdout == said


def test_the_table_is_whole() -> None:
    assert len({entry.name for entry in COMMANDS}) == len(COMMANDS)
    assert {entry.section for entry in COMMANDS} == set(SECTIONS)
    assert sum(entry.everyday for entry in COMMANDS) == 8


def test_help_all_lists_every_command(adr: Adr) -> None:
    said = adr("help", "--all").ok().stdout
    for entry in available():
        assert f"\n  {entry.name} " in said
        assert entry.help in " ".join(said.split())


@pytest.mark.parametrize("entry", available(), ids=lambda entry: entry.name)
def test_every_command_explains_itself(adr: Adr, entry: object) -> None:
    name = str(getattr(entry, "name", ""))
    said = adr(name, "--help").ok().stdout
    assert said.startswith(f"Usage: adr {name} ")
    assert "\\b" not in said  # click's mark for lines to be kept, where a raw string made two characters of it
    assert adr("help", name).ok().stdout == said


def test_version(adr: Adr) -> None:
    assert adr("--version").ok().stdout.startswith("adr ")


@pytest.mark.parametrize("args", [("--json", "config"), ("config", "--json")])
def test_global_options_work_before_and_after(adr: Adr, repo: Repo, args: tuple[str, ...]) -> None:
    repo.write("other/0001-x.md", "# 1. X\n")
    assert adr(*args).json() == adr(*args[::-1]).json()
    said = [adr("--dir", "other", "config").ok().stdout, adr("config", "--dir", "other").ok().stdout]
    assert said[0] == said[1]
    assert said[0].startswith("log\tother\t--dir\n")


def test_c_changes_directory_first_and_adds_up(adr: Adr, repo: Repo) -> None:
    repo.write("a/b/log/0001-x.md", "# 1. X\n")
    for args in (("-C", "a/b", "--dir", "log", "config"), ("-C", "a", "config", "--dir", "log", "-C", "b")):
        assert adr(*args).ok().stdout.startswith("log\ta/b/log\t--dir\n")
    assert adr("-C", "nope", "config").ends_with(2).stderr == (
        "error: cannot change to directory 'nope': No such file or directory\n"
    )


def test_an_unknown_command_says_what_was_meant(adr: Adr) -> None:
    ran = adr("confg").ends_with(2)
    assert ran.stderr == "error: there is no command 'confg'\nhint: did you mean `adr config`?\n"
    assert not ran.out
    assert adr("zzzzzz").ends_with(2).stderr.endswith("hint: adr help --all\n")
    assert adr("help", "zzzzzz").ends_with(2).stderr.startswith("error: there is no command")


def test_usage_errors_end_with_2_and_the_help_to_read(adr: Adr) -> None:
    ran = adr("completion").ends_with(2)
    assert ran.stderr.startswith("error: Missing argument")
    assert ran.stderr.endswith("hint: adr completion --help\n")
    assert "--today" in adr("--today", "soon", "config").ends_with(2).stderr


def test_a_setting_that_is_wrong_ends_with_2_and_help_works_all_the_same(adr: Adr, repo: Repo) -> None:
    repo.write("adr.toml", 'number-width = "\x1b[31m"')
    assert "Traceback" not in adr("config").ends_with(2).stderr


def test_a_bug_ends_with_3_and_keeps_its_traceback_in_a_file(repo: Repo) -> None:
    done = python("group.build = lambda: {}['\\x1b[31mkey']; main.run()", repo)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    first, second, *_ = done.stderr.splitlines()
    assert first.startswith("error: this is a bug in adr: KeyError")
    file = Path(second.removeprefix("hint: the traceback is in "))
    assert "KeyError" in file.read_text(encoding="utf-8")
    file.unlink()


def test_a_file_that_cannot_be_read_ends_with_2(repo: Repo) -> None:
    done = python("group.build = lambda: open('nope', encoding='utf-8'); main.run()", repo)
    assert (done.returncode, done.stderr) == (2, "error: nope: No such file or directory\n")


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_an_interrupt_ends_with_130(repo: Repo) -> None:
    code = f"import os; group.build = lambda: os.kill(os.getpid(), {int(signal.SIGINT)}); main.run()"
    done = python(code, repo)
    assert (done.returncode, done.stderr) == (130, "\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE, nor this error")
def test_a_reader_that_leaves_is_no_error(repo: Repo) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "adr_kit", "help", "--all"],
        cwd=repo.path,
        env=dict(repo.environment),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("args", [("help", "--all"), ("config",)], ids=" ".join)
def test_a_full_disk_is_said_once(repo: Repo, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "adr_kit", *args],
            cwd=repo.path,
            env=dict(repo.environment),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, b"error: No space left on device\n")


def test_closed_streams_are_no_bug(repo: Repo) -> None:
    done = python("sys.stdout = sys.stderr = None; sys.argv = ['adr', 'config']; main.run()", repo)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_today_is_an_input(repo: Repo) -> None:
    code = (
        "import click; from adr_kit.cli.context import pass_context; "
        "show = click.command('x')(pass_context(lambda context: print(context.today))); "
        "from adr_kit.cli.options import with_global_options; with_global_options(show); "
        "show.main({args!r}, standalone_mode=False)"
    )
    assert python(code.format(args=["--today", "2026-02-03"]), repo).stdout == "2026-02-03\n"
    epoch = {**repo.environment, "SOURCE_DATE_EPOCH": "1000000000"}
    assert python(code.format(args=[]), Repo(repo.path, epoch)).stdout == "2001-09-09\n"
    wrong = {**repo.environment, "SOURCE_DATE_EPOCH": "never"}
    assert "not a number of seconds" in python(code.format(args=[]), Repo(repo.path, wrong)).stderr


def test_help_imports_click_and_nothing_heavy(repo: Repo) -> None:
    assert not imported(repo, "--help") & HEAVY
    assert not imported(repo, "help", "--all") & HEAVY
    assert not imported(repo, "completion", "bash") & HEAVY


@pytest.mark.parametrize(
    "args",
    [
        ("config",),
        ("list",),
        ("list", "--json"),
        ("show", "1"),
        ("new", "Use it", "--no-edit"),
        ("accept", "1"),
        ("search", "it"),
    ],
    ids=" ".join,
)
def test_commands_of_every_minute_need_no_history_and_no_colours(repo: Repo, args: tuple[str, ...]) -> None:
    if args[0] not in {entry.name for entry in available()}:
        return
    repo.write("docs/adr/0001-use-it.md", "# 1. Use it\n\n## Status\n\nProposed\n\n## Context\n\nIt.\n")
    modules = imported(repo, *args)
    assert not modules & HISTORY
    if args[0] != "new":
        assert "jinja2" not in modules
