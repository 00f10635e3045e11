"""Git reads what a hostile repository holds, and nothing of it runs; what is in the way is said."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from adr_kit.errors import AdrError
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.workspace.chronicle import chronicle_of
from adr_kit.workspace.git.branch import branch_adds
from adr_kit.workspace.git.identity import remote_url, user
from adr_kit.workspace.git.numbers import used_numbers
from adr_kit.workspace.git.process import act, ask, ask_lines
from adr_kit.workspace.git.repository import Repository, find_repository
from adr_kit.workspace.git.staged import staged_paths

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr, Repo

LOG = PurePosixPath("adr")
HOSTILE = """\
[core]
\trepositoryformatversion = 0
\tbare = false
\tfsmonitor = {evil}
\thooksPath = {hooks}
\tpager = {evil}
\tsshCommand = {evil}
\taskPass = {evil}
\teditor = {evil}
\tworktree = /
\talternateRefsCommand = {evil}
[diff]
\texternal = {evil}
\torderFile = /nowhere
\trelative = true
[diff "evil"]
\tcommand = {evil}
\ttextconv = {evil}
[filter "evil"]
\tclean = {evil}
\tsmudge = {evil}
\tprocess = {evil}
[log]
\tshowSignature = true
\tshowRoot = false
[gpg]
\tprogram = {evil}
[credential]
\thelper = !{evil}
[alias]
\tlog = !{evil}
\tls-files = !{evil}
[pager]
\tlog = {evil}
[color]
\tui = always
[gc]
\tauto = 1
[remote "origin"]
\turl = ssh://mallory.invalid/r
\tfetch = +refs/heads/*:refs/remotes/origin/*
\tpromisor = true
\tpartialclonefilter = blob:none
\tuploadpack = {evil}
[extensions]
\tpartialClone = origin
[user]
\tname = Mallory
"""


def found(repo: Repo) -> Repository:
    repository = find_repository(repo.path)
    assert repository is not None
    return repository


@pytest.fixture
def evidence(repo: Repo, tmp_path: Path) -> Path:
    """A repository whose every setting that could run a program does; the file that such a program would make."""
    repo.write("adr/0001-x.md", "# One\n")
    repo.write(".gitattributes", "*.md diff=evil filter=evil\n")
    repo.commit()
    evidence = tmp_path / "it-ran"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for script in (tmp_path / "evil", *(hooks / name for name in ("post-index-change", "reference-transaction"))):
        script.write_text(f"#!/bin/sh\ntouch {evidence}\n", encoding="utf-8")
        script.chmod(0o755)
    repo.write(".git/config", HOSTILE.format(evil=tmp_path / "evil", hooks=hooks))
    repo.write("adr/0002-y.md", "# Two\n")
    repo.write("adr/0001-x.md", "# Changed\n")
    repo.git("-c", f"core.worktree={repo.path}", "-c", f"diff.orderFile={os.devnull}", "status", "--short")
    evidence.unlink()  # it is hostile indeed: without our care it ran
    return evidence


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as the hostile program")
def test_a_hostile_repository_runs_nothing_and_is_read_all_the_same(repo: Repo, evidence: Path) -> None:
    repository = found(repo)
    used = used_numbers(repository, repo.path, LOG, (), lambda path: int(path.name[:4]))
    assert used.numbers == {1, 2}
    assert [str(path) for path in branch_adds(repository, LOG)] == ["adr/0002-y.md"]
    chronicle = chronicle_of(repository, [LOG], DEFAULT)
    assert [life.path for life in chronicle.lives(chronicle.lineages)[0]] == [LOG / "0001-x.md"]
    assert user(repository) is not None
    assert remote_url(repository) is not None
    assert ask(repository, "log", "-p", "--no-ext-diff", "--no-textconv", "--no-color").ok
    assert not evidence.exists()


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as the hostile program")
def test_every_answer_about_the_past_runs_nothing_of_a_hostile_repository(adr: Adr, evidence: Path) -> None:
    for command in (
        *(
            ("history",),
            ("history", "1"),
            ("digest",),
            ("digest", "HEAD..HEAD"),
            ("diff", "HEAD"),
            ("diff", "HEAD..HEAD"),
        ),
        *(
            ("list", "--at", "HEAD"),
            ("show", "1", "--at", "HEAD"),
            ("graph", "--at", "HEAD"),
            ("list", "--json", "--history"),
        ),
    ):
        assert adr(*command).ok().out, command
        assert not evidence.exists(), command


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as the hostile program")
def test_renaming_a_file_in_the_index_runs_nothing_of_a_hostile_repository(
    repo: Repo, adr: Adr, evidence: Path
) -> None:
    adr("renumber", "1", "7").ok()
    adr("rename", "2", "Three").ok()
    assert not evidence.exists()
    assert staged_paths(found(repo), LOG) == (LOG / "0007-x.md",)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as the hostile program")
def test_an_object_that_a_partial_clone_lacks_is_not_fetched(repo: Repo, evidence: Path) -> None:
    blob = repo.git("rev-parse", "HEAD:adr/0001-x.md")
    (repo.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    answer = ask(found(repo), "cat-file", "-p", blob)
    assert not answer.ok
    assert not evidence.exists()
    with pytest.raises(AssertionError):
        repo.git("cat-file", "-p", blob)
    assert evidence.exists()  # without our care it was fetched, by the program that the repository names


def test_a_folder_in_the_path_that_cannot_be_looked_at_hides_no_git(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = f"/{'x' * 300}"  # as with a folder of somebody else's, asking for a file in it is an error
    monkeypatch.setenv("PATH", os.pathsep.join([nowhere, os.environ["PATH"]]))
    assert ask(found(repo), "version").ok


def test_variables_of_another_repository_do_not_lead_astray(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = repo.commit()
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    for run in (ask, act):
        assert run(found(repo), "rev-parse", "HEAD").out.decode().strip() == head


def test_without_git_the_answer_says_so(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("adr/0004-x.md", "x")
    repository = found(repo)
    monkeypatch.setenv("PATH", "")
    assert ask(repository, "log").why == act(repository, "log").why == "git is not installed"
    with pytest.raises(AdrError, match="not installed"):
        list(ask_lines(repository, "log"))
    used = used_numbers(repository, repo.path, LOG, (), lambda path: int(path.name[:4]))
    assert used.numbers == {4}
    assert used.notes == ("branches could not be looked at: git is not installed",)
    with pytest.raises(AdrError, match="not installed"):
        chronicle_of(repository, [LOG], DEFAULT)
    assert user(repository) is None


def test_a_program_called_git_in_the_current_directory_is_not_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("git", "#!/bin/sh\necho planted\n").chmod(0o755)
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert ask(found(repo), "--version").out.startswith(b"git version")


def test_a_repository_of_somebody_else_is_named(
    repo: Repo, somebody_elses: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit()
    monkeypatch.setenv("PATH", somebody_elses)
    answer = ask(found(repo), "rev-parse", "HEAD")
    assert "belongs to another user" in answer.why
    assert "safe.directory" in answer.why
    used = used_numbers(found(repo), repo.path, LOG, (), lambda _: None)
    assert "belongs to another user" in used.notes[0]


def test_a_broken_repository_gives_gits_own_reason(repo: Repo) -> None:
    repo.commit()
    repo.write(".git/config", "[core\n")
    answer = ask(found(repo), "rev-parse", "HEAD")
    assert "bad config" in answer.why


def test_a_long_answer_comes_in_parts_and_may_be_left(repo: Repo) -> None:
    for name in range(200):
        repo.write(f"file-{name:03d}-{'x' * 150}", "")
    repo.commit()
    parts = list(ask_lines(found(repo), "ls-files", "-z"))
    assert len(parts) == 200
    assert parts[7].startswith(b"file-007-")
    some = ask_lines(found(repo), "ls-files", "-z")
    assert next(some).startswith(b"file-000-")
    some.close()
    with pytest.raises(AdrError, match="nowhere"):
        list(ask_lines(found(repo), "log", "--end-of-options", "nowhere"))


def test_a_name_that_looks_like_an_option_is_none(repo: Repo) -> None:
    repo.commit()
    answer = ask(found(repo), "rev-parse", "--verify", "--end-of-options", "--git-dir")
    assert not answer.ok


def test_git_climbs_no_higher_than_the_repository_that_was_found(repo: Repo) -> None:
    repo.commit()
    inner = repo.path / "inner"
    repo.git("init", "--quiet", inner)
    repository = find_repository(inner)
    assert repository is not None
    (inner / ".git" / "HEAD").unlink()
    assert not ask(repository, "rev-parse", "--git-dir").ok
