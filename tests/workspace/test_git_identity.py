"""Who the user is and where the repository came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace.git.identity import Identity, remote_url, user
from adr_kit.workspace.git.repository import Repository, find_repository

if TYPE_CHECKING:
    from command_line import Repo


def found(repo: Repo) -> Repository:
    repository = find_repository(repo.path)
    assert repository is not None
    return repository


def test_the_user_is_who_git_was_told(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    assert user(found(repo)) == user(None) == Identity("Ada Lovelace", "ada@example.org")
    repo.git("config", "user.name", "Ada at work")
    assert user(found(repo)) == Identity("Ada at work", "ada@example.org")
    assert user(None) == Identity("Ada Lovelace", "ada@example.org")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Émile")
    assert user(found(repo)) == Identity("Émile", "ada@example.org")


def test_nobody_is_guessed_from_the_account(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(repo.path / "none"))
    assert user(found(repo)) is None
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    assert user(None) == Identity("Ada", "")


@pytest.mark.parametrize(
    ("configured", "said"),
    [
        ("https://github.com/o/r.git", "https://github.com/o/r.git"),
        ("https://ada:secret@github.com/o/r", "https://github.com/o/r"),
        ("https://token@example.org:8443/o/r", "https://example.org:8443/o/r"),
        ("git@github.com:o/r.git", "git@github.com:o/r.git"),
        ("ssh://git@example.org/o/r", "ssh://git@example.org/o/r"),
        ("../r", "../r"),
    ],
)
def test_the_remote_is_named_without_its_password(repo: Repo, configured: str, said: str) -> None:
    repo.git("remote", "add", "upstream", configured)
    assert remote_url(found(repo)) == said


def test_origin_comes_first_and_among_strangers_none(repo: Repo) -> None:
    assert remote_url(found(repo)) is None
    repo.git("remote", "add", "a", "https://a.example")
    repo.git("remote", "add", "b", "https://b.example")
    assert remote_url(found(repo)) is None
    repo.git("remote", "add", "origin", "https://origin.example")
    assert remote_url(found(repo)) == "https://origin.example"
