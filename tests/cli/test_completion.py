"""What a shell is told when somebody presses Tab."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Adr, Repo, needs


def told(adr: Adr, *words: str) -> list[str]:
    """What bash is told for a command line whose last word is being typed."""
    env = {"_ADR_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(("adr", *words)), "COMP_CWORD": str(len(words))}
    return [line.partition(",")[2] for line in adr(env=env).ok().lines]


@pytest.fixture
def log(repo: Repo) -> Repo:
    for name in ("0001-use-it", "0012-leave-it"):
        repo.write(f"docs/adr/{name}.md", "# 1. Use it\n\n## Status\n\nAccepted\n")
    return repo


def test_commands_and_options_are_completed(adr: Adr) -> None:
    assert told(adr, "com") == ["completion"]
    assert "list" in told(adr, "")
    assert told(adr, "list", "--rev") == ["--reverse"]
    assert told(adr, "completion", "f") == ["fish"]
    assert told(adr, "--ver") == ["--version"]


def test_references_are_completed_by_file_names(adr: Adr, log: Repo) -> None:
    assert told(adr, "show", "0") == ["0001-use-it", "0012-leave-it"]
    assert told(adr, "show", "12") == ["0012-leave-it"]
    assert told(adr.at(log.path.parent), "-C", "repo", "show", "1") == ["0001-use-it", "0012-leave-it"]
    log.write("elsewhere/0007-x.md", "# 7. X\n")
    assert told(adr, "--dir", "elsewhere", "edit", "") == ["0007-x"]


def test_a_name_that_a_shell_could_run_is_not_told(adr: Adr, log: Repo) -> None:
    for name in ("0002-$(touch pwned)", "0003-`id`", "0004-a b", "0005-*", "-0006-x", "0007-a;b"):
        log.write(f"docs/adr/{name}.md", "# X\n")
    assert told(adr, "show", "") == ["0001-use-it", "0012-leave-it"]


def test_without_a_log_or_with_broken_settings_nothing_is_said(adr: Adr, repo: Repo) -> None:
    assert told(adr, "show", "") == [""]
    repo.write("adr.toml", "nonsense = 1")
    assert told(adr, "show", "") == [""]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_serves_both_names(adr: Adr, shell: str) -> None:
    script = adr("completion", shell).ok().stdout
    assert "_ADR_COMPLETE" in script
    assert "adr-kit" in script
    if shutil.which(shell):
        done = subprocess.run(
            [shell, "-n"], input=script, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


@needs("bash")
def test_bash_itself_completes(adr: Adr, log: Repo, tmp_path: Path) -> None:
    program = tmp_path / "bin/adr-kit"
    program.parent.mkdir()
    here = Path(__file__).parents[2].as_posix()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={here} exec "{sys.executable}" -m adr_kit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = tmp_path / "completion.bash"
    script.write_bytes(adr("completion", "bash").ok().out)
    code = (
        f'source "{script}"; complete -p adr adr-kit >&2; COMP_WORDS=(adr-kit show 00); COMP_CWORD=2; '
        '_adr_completion adr-kit; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{program.parent}:{log.environment['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", code],
        cwd=log.path,
        env={**log.environment, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["0001-use-it", "0012-leave-it"], done.stderr
    assert done.stderr.count("_adr_completion") == 2
