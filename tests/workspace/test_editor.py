"""Whose editor is opened, and what comes of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.workspace.editor import EditorError, find_editor, open_editor, require_editor

if TYPE_CHECKING:
    from command_line import Adr, Repo

APPEND = "import sys, pathlib; p = pathlib.Path(sys.argv[-1]); p.write_bytes(p.read_bytes() + b'more')"


def editor(code: str) -> str:
    """An editor command that runs some Python with the file as last argument."""
    program = Path(sys.executable).as_posix()
    return f'"{program}" -c "{code}"'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a record.md"
    path.write_bytes(b"text")
    return path


def test_the_environment_comes_first_and_empty_is_unset() -> None:
    env = {"GIT_EDITOR": "g", "VISUAL": "v", "EDITOR": "e"}
    assert find_editor(env) == "g"
    assert find_editor({**env, "GIT_EDITOR": " "}) == "v"
    assert find_editor({"EDITOR": "e"}) == "e"


def test_then_the_users_git_configuration_never_the_repositorys(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", repo.environment["GIT_CONFIG_GLOBAL"])
    repo.git("config", "core.editor", "evil")
    assert find_editor({}) is None
    with pytest.raises(AdrError, match="no editor is set"):
        require_editor({})
    repo.git("config", "--global", "core.editor", "emacs -nw")
    assert require_editor({}) == "emacs -nw"


def test_it_says_whether_the_file_changed(file: Path) -> None:
    assert not open_editor(editor("pass"), file)
    assert open_editor(editor(APPEND), file)
    assert file.read_bytes() == b"textmore"


def test_the_path_is_handed_over_as_people_write_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    record = "import sys, pathlib; pathlib.Path('seen').write_text(sys.argv[-1], encoding='utf-8')"
    open_editor(editor(record), file, file.name)
    assert Path("seen").read_text(encoding="utf-8") == file.name
    open_editor(editor(record), file, "-x.md")
    assert Path("seen").read_text(encoding="utf-8") == "./-x.md"


def test_what_the_editor_prints_is_not_the_result(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    open_editor(editor("print(1)"), file)
    captured = capfd.readouterr()
    assert (captured.out, captured.err.strip()) == ("", "1")
    open_editor(editor("print(1)"), file, share_stdout=True)
    assert capfd.readouterr().out.strip() == "1"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("/nowhere/editor", "the editor '/nowhere/editor' cannot be started: No such file"),
        ("vim 'unbalanced", "is not quoted as a shell command"),
        ("''", "the editor '' cannot be started"),
        ("#", "cannot be started"),
    ],
)
def test_an_editor_that_cannot_be_started(file: Path, command: str, message: str) -> None:
    with pytest.raises(AdrError) as caught:
        open_editor(command, file)
    assert message in caught.value.message


def test_an_editor_that_fails_says_its_status(file: Path) -> None:
    with pytest.raises(EditorError) as caught:
        open_editor(editor("raise SystemExit(7)"), file)
    assert caught.value.status == 7


@pytest.mark.skipif(os.name == "nt", reason="HOME is POSIX")
def test_a_tilde_is_the_users_home(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    script = tmp_path / "ed"
    script.write_text('#!/bin/sh\necho >> "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    assert open_editor("~/ed", file)


RECORD = "# 1. Use it\n\n## Status\n\nAccepted\n\n## Context\n\nNeeded.\n"


def test_adr_edit_opens_the_record_and_prints_its_path(adr: Adr, repo: Repo) -> None:
    path = repo.write("docs/adr/0001-use-it.md", RECORD)
    ran = adr("edit", "1", "--edit", env={"EDITOR": editor(APPEND)}).ok()
    assert ran.stdout == "docs/adr/0001-use-it.md\n"
    assert path.read_bytes() == RECORD.encode() + b"more"


def test_adr_edit_says_that_nothing_changed(adr: Adr, repo: Repo) -> None:
    repo.write("docs/adr/0001-use-it.md", RECORD)
    ran = adr("edit", "use-it", "--edit", env={"EDITOR": editor("pass")}).ok()
    assert ran.stderr == "docs/adr/0001-use-it.md: unchanged\n"


def test_adr_edit_opens_nothing_without_a_terminal(adr: Adr, repo: Repo) -> None:
    path = repo.write("docs/adr/0001-use-it.md", RECORD)
    ran = adr("edit", "1", env={"EDITOR": editor(APPEND)}).ends_with(2)
    assert ran.stderr == "error: an editor needs a terminal\nhint: adr edit 1 --edit opens it all the same\n"
    assert path.read_text(encoding="utf-8") == RECORD
