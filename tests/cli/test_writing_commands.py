"""Writing commands: what is committed, what is imported, what a script can rely on, what messages hold."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adr_kit.cli.creating import creates
from adr_kit.cli.set import parse
from adr_kit.cli.writing import listed
from adr_kit.errors import AdrError

if TYPE_CHECKING:
    from command_line import Adr, Repo

HEAVY = ("networkx", "git", "pygments", "nh3")


def modules(repo: Repo, *args: str) -> frozenset[str]:
    """The top-level modules that a command line imports; it must work."""
    code = (
        "import sys; from adr_kit.cli import main\n"
        f"assert main.main({list(args)!r}) == 0\n"
        "print('MODULES', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=repo.path,
        env=dict(repo.environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return frozenset(done.stdout.rpartition("MODULES")[2].split())


def test_writing_loads_nothing_heavy(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    lines: tuple[tuple[str, ...], ...] = (("new", "One"), ("accept", "2"), ("link", "2", "depends-on", "1"), ())
    for args in lines:
        assert not modules(repo, *args).intersection(HEAVY), args
    lines = (("accept", "2"), ("set", "2", "tags=a"), ("rename", "2", "Two"))
    for args in lines:
        assert "jinja2" not in modules(repo, *args), args


def test_commit_takes_exactly_its_own_files(adr: Adr, repo: Repo) -> None:
    adr("init", "--commit").ok()
    repo.write("other.txt", "x")
    repo.write("loose.txt", "x")
    repo.git("add", "other.txt")
    adr("new", "One", "--status", "accepted", "--commit").ok()
    assert repo.git("show", "--name-only", "--format=%s", "HEAD") == "Record: One\n\ndocs/adr/0002-one.md"
    adr("supersede", "2", "Two", "--status", "accepted", "--commit").ok()
    assert repo.git("show", "--name-only", "--format=%s", "HEAD").split("\n") == [
        "Supersede: Two",
        "",
        "docs/adr/0002-one.md",
        "docs/adr/0003-two.md",
    ]
    adr("rename", "3", "Three", "--commit").ok()
    assert repo.git("status", "--short") == "A  other.txt\n?? loose.txt"


@pytest.mark.parametrize(("compat", "code"), [({}, 2), ({"ADR_COMPAT": "adr-tools"}, 1)], ids=["ours", "adr-tools"])
def test_a_commit_that_cannot_be_is_refused_before_anything_is_written(
    adr: Adr, repo: Repo, compat: dict[str, str], code: int
) -> None:
    adr("init").ok()
    repo.write("README.md", "a\n")
    repo.commit()
    repo.git("switch", "-q", "--create", "side")
    repo.commit()
    repo.git("switch", "-q", "main")
    repo.write("README.md", "b\n")
    repo.commit()
    repo.git("merge", "-q", "--no-commit", "side")
    here = adr.given(**compat)
    told = here("new", "--commit", "One").ends_with(code)
    assert told.stderr == "error: a merge is in progress, which git commits as a whole\nhint: leave --commit out\n"
    for command in (("rename", "1", "Two"), ("supersede", "1", "Two"), ("init", "docs/more")):
        assert "a merge is in progress" in adr(*command, "--commit").ends_with(2).stderr
    assert repo.git("status", "--short") == ""
    shutil.rmtree(repo.path / ".git")
    assert "there is no git work tree to commit in" in here("new", "--commit", "One").ends_with(code).stderr
    adr("rename", "1", "Two", "--commit", "--dry-run").ok()
    assert len(list((repo.path / "docs/adr").iterdir())) == 1


def test_the_path_is_for_programs(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    (repo.path / "docs" / "deep").mkdir()
    ran = adr.at(repo.path / "docs" / "deep")("new", "日本 語").ok()
    assert ran.stdout == "../adr/0002-日本-語.md\n"
    assert (repo.path / "docs" / "deep" / ran.lines[0]).resolve().is_file()


@pytest.mark.skipif(os.name == "nt", reason="a shell script is the editor")
def test_an_editor_that_writes_is_believed(adr: Adr, repo: Repo) -> None:
    adr("init", "--template", "nygard").ok()
    editor = repo.write("../ed.sh", '#!/bin/sh\nsed -i.bak "s/^<!--.*/Filled./" "$1" && rm "$1.bak"\necho noise\n')
    editor.chmod(0o755)
    ran = adr.given(EDITOR=str(editor))("new", "One", "--edit", "--commit").ok()
    assert ran.stdout == "docs/adr/0002-one.md\n"
    assert "still empty" not in ran.stderr
    assert "unchanged" not in ran.stderr
    assert "Filled." in repo.git("show", "HEAD:docs/adr/0002-one.md")


@pytest.mark.skipif(sys.platform != "linux", reason="each desktop has its own way; a shell script is Linux's here")
def test_the_desktop_opens_it_and_nobody_waits_for_that(adr: Adr, repo: Repo, tmp_path: Path) -> None:
    adr("init").ok()
    desktop = tmp_path / "bin" / "xdg-open"
    seen, end = tmp_path / "seen", tmp_path / "end"
    wait = f"until [ -e '{end}' ]; do sleep 0.05; done"
    repo.write(
        str(desktop), f"#!/bin/sh\necho noise; printf %s \"$1\" >'{seen}.new'; mv '{seen}.new' '{seen}'; {wait}\n"
    )
    desktop.chmod(0o755)
    path = f"{desktop.parent}{os.pathsep}{repo.environment['PATH']}"
    ran = adr.as_processes().given(PATH=path)("new", "One", "--open").ok()  # ends while the desktop's program runs
    assert ran.stdout == "docs/adr/0002-one.md\n"
    while not seen.exists():
        time.sleep(0.01)
    end.touch()
    assert Path(seen.read_text(encoding="utf-8")).samefile(repo.path / "docs/adr/0002-one.md")
    seen.unlink()
    adr.given(PATH=path)("new", "Two", "--open", "--dry-run").ok()
    git = Path(shutil.which("git") or "git").parent
    if not (git / "xdg-open").exists():
        ran = adr.given(PATH=str(git))("new", "Two", "--open").ok()
        assert "warning: nothing can open it" in ran.stderr
    assert not seen.exists()


def test_a_body_from_standard_input(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    ran = adr("new", "Use queues", "-F", "-", stdin="\ufeff# Other\r\n\r\n## Context\r\n\r\nSlow.\r\n").ok()
    assert repo.read(ran.lines[0]).endswith("# Use queues\n\n## Context\n\nSlow.\n")
    assert "no title" in adr("new", "-F", "-", stdin="just text").ends_with(2).stderr
    assert "standard input:2: not UTF-8" in adr("new", "X", "-F", "-", stdin=b"a\n\xff").ends_with(2).stderr


@pytest.mark.parametrize(
    ("decision", "options"), [("Décision", "Options"), ("决策", "备选方案"), ("Entscheidung", "Optionen")]
)
def test_a_section_that_the_neighbours_lack_is_called_in_their_language(
    repo: Repo, adr: Adr, decision: str, options: str
) -> None:
    repo.write("docs/adr/0001-a.md", f"# 1. A\n\n## Status\n\nAccepted\n\n## {decision}\n\nA.\n")
    path = adr("new", "B", "--decision", "We take B.", "--over", "C: slow").ok().stdout.strip()
    assert f"\n## {options}\n\n- C — slow\n\n## {decision}\n\nWe take B.\n" in repo.read(path)


def test_a_template_from_where_one_is(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    repo.write("docs/mine.md", "# {{ title }}\n\n## Status\n\n{{ status }}\n\n## Why\n\n{{ because }}\n\n## Decision\n")
    ran = adr.at(repo.path / "docs")("new", "One", "--template", "./mine.md", "--because", "We must").ok()
    assert "## Why\n\nWe must\n" in repo.read("docs/adr/" + Path(ran.lines[0]).name)


def test_nothing_drives_the_terminal(adr: Adr, repo: Repo) -> None:
    adr("init").ok()
    repo.write("docs/adr/0002-x.md", "# 2. \x1b[31mRed\n\n## Status\n\nProposed\n\n## Context\n\n\x1b]0;x\x07\n")
    for args in (("new", "Red thing"), ("accept", "2"), ()):
        ran = adr(*args)
        assert "\x1b" not in ran.stderr
        assert "\x1b" not in ran.stdout


def test_every_option_of_new_is_one_of_supersede_and_amend(adr: Adr) -> None:
    assert callable(creates)
    options = {word for word in adr("new", "--help").ok().stdout.split() if word.startswith("--")}
    for name in ("supersede", "amend"):
        assert options <= set(adr(name, "--help").ok().stdout.split())


def test_a_successor_that_falls_says_whom_it_leaves_superseded(adr: Adr) -> None:
    adr("init").ok()
    for title in ("Kafka", "NATS", "Pulsar"):
        adr("new", title, "--status", "accepted", "--no-edit").ok()
    adr("supersede", "2", "--by", "3").ok()
    left = "0002-kafka stays superseded, and nothing in force replaces it: adr accept 2\n"
    assert left in adr("reject", "3").ok().stderr
    assert left not in adr("reject", "3").ok().stderr  # it was rejected already
    adr("accept", "3").ok()
    assert left in adr("propose", "3", "--dry-run").ok().stderr
    adr("supersede", "2", "--by", "4").ok()
    assert left not in adr("reject", "3").ok().stderr


def test_lists() -> None:
    assert listed(("a, b", "c", "a")) == ("a", "b", "c")
    assert listed(("src/{a,b}/**, docs/**",)) == ("src/{a,b}/**", "docs/**")
    assert listed(("", " , ")) == ()
    assert parse(("tags=a,b", "tags=c", "date=2026-01-01", "reason=one, two")) == {
        "tags": ("a", "b", "c"),
        "date": ("2026-01-01",),
        "reason": ("one, two",),
    }
    with pytest.raises(AdrError, match="not FIELD=VALUE"):
        parse(("tags",))


@pytest.mark.parametrize("sign", ["+=", "-=", ":=", " += "])
def test_a_sign_that_set_does_not_know_loses_no_values(adr: Adr, repo: Repo, sign: str) -> None:
    """``tags+=c`` was understood as ``tags=c``, and the other tags were gone."""
    repo.write("docs/adr/0001-one.md", "---\ntags: [a, b]\n---\n\n# One\n\n## Decision\n\nx\n")
    refused = adr("set", "1", f"tags{sign}c").ends_with(2)
    assert "set gives a field all of its values\nhint: adr set REF tags=OLD,NEW\n" in refused.stderr
    assert "tags: [a, b]" in repo.read("docs/adr/0001-one.md")


def test_the_overview_as_json(adr: Adr, repo: Repo) -> None:
    assert adr("--json").json() == {"schema_version": 1, "log": None, "next": "adr init"}
    adr("init", "--commit").ok()
    repo.git("checkout", "-q", "-b", "idea")
    adr("new", "One", "--decision", "Yes").ok()
    said = adr("--json", "--today", "2026-12-24").json()
    assert isinstance(said, dict)
    assert (said["branch"], said["records"], said["in_force"], said["next"]) == ("idea", 2, 1, "adr edit 2")
    (added,) = said["added"]
    assert added["id"] == "0002-one"
    assert added["needs"][0].startswith("still empty: Context and Problem Statement")
    repo.git("stash", "--include-untracked")
    repo.git("checkout", "-q", "main")
    repo.git("stash", "pop")
    repo.commit()
    repo.git("checkout", "-q", "-b", "later")
    assert "Waiting for a decision:\n  0002  One  proposed since" in adr("--today", "2027-12-24").ok().stdout
