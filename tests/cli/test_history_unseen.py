"""What git cannot tell is not told: clones that begin late or lack contents, and repositories that are damaged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr, Repo

REDIS = "docs/adr/0001-redis.md"


def record(title: str, status: str) -> str:
    return f"# {title}\n\n## Status\n\n{status}\n\n## Context\n\nSlow.\n\n## Decision\n\nWe use {title[3:]}.\n"


def day(number: int) -> str:
    return f"2026-03-{number:02d}T12:00:00+00:00"


@pytest.fixture
def team(repo: Repo) -> Repo:
    """Ada accepted Redis; a week later Bob, who has nothing to do with it, proposes a cache."""
    repo.write(REDIS, record("1. Redis", "Proposed"))
    repo.commit("Propose Redis", date=day(1))
    repo.write(REDIS, record("1. Redis", "Accepted"))
    repo.commit("Accept Redis", date=day(2))
    repo.git("tag", "v1")
    repo.git("config", "user.name", "Bob")
    repo.write("docs/adr/0002-cache.md", record("2. Cache", "Proposed"))
    repo.commit("Propose a cache", date=day(20))
    return repo


def remove_version(repo: Repo, revision: str) -> None:
    """What the revision says of Redis is lost."""
    name = repo.git("rev-parse", f"{revision}:{REDIS}")
    (repo.path / ".git/objects" / name[:2] / name[2:]).unlink()


def test_where_a_shallow_clone_begins_nothing_was_decided(team: Repo, adr: Adr, tmp_path: Path) -> None:
    team.git("clone", "--quiet", "--depth=1", team.path.as_uri(), tmp_path / "shallow")
    run = adr.at(tmp_path / "shallow")
    assert run("history").ok().stdout == ""
    assert "shallow clone" in run("history").stderr
    told = run("digest", "--since=2026-03-15", "--today=2026-03-21").ok().stdout
    assert "Decided" not in told
    assert "Bob" not in told
    assert "Not seen: shallow clone" in told
    gone = run("history", "1").ends_with(2).stderr
    assert f"{REDIS} changed last before this shallow clone begins" in gone
    assert "git fetch --unshallow" in gone
    assert "git fetch --unshallow --tags" in run("diff", "v1").ends_with(2).stderr
    listed = run("list", "--json", "--history").json()
    assert isinstance(listed, dict)
    assert [one["history"] for one in listed["records"]] == [None, None]
    assert "shallow" in listed["notes"][0]


def test_what_happened_after_a_shallow_clone_began_is_told(team: Repo, adr: Adr, tmp_path: Path) -> None:
    team.write("docs/adr/0002-cache.md", record("2. Cache", "Accepted"))
    team.commit("Accept the cache", date=day(21))
    team.git("clone", "--quiet", "--depth=2", team.path.as_uri(), tmp_path / "shallow")
    run = adr.at(tmp_path / "shallow")
    assert [line.split("\t")[1:4] for line in run("history").ok().lines] == [["proposed", "accepted", "2"]]
    assert "created" not in run("history", "2").ok().stdout
    told = run("history", "2", "--json").json()
    assert isinstance(told, dict)
    assert told["history"]["created"] is None
    assert told["history"]["accepted"]["commit"]["subject"] == "Accept the cache"
    replace(team, path=tmp_path / "shallow").git("fetch", "--quiet", "--unshallow")
    assert len(run("history").ok().lines) == 4


def test_a_version_that_a_partial_clone_lacks_is_no_change_of_status(team: Repo, adr: Adr, tmp_path: Path) -> None:
    team.write(REDIS, record("1. Redis", "Accepted") + "\nMore.\n")
    team.commit("Explain Redis", date=day(21))
    team.git("config", "uploadpack.allowFilter", "true")
    team.git("clone", "--quiet", "--filter=blob:none", team.path.as_uri(), tmp_path / "partial")
    run = adr.at(tmp_path / "partial")
    assert [line.split("\t")[3] for line in run("history").ok().lines] == ["2"]
    assert "Explain Redis" not in run("digest", "--since=2026-03-21", "--today=2026-03-21").ok().stdout
    told = run("diff", "v1", "--format=markdown").ok().stdout
    assert "Redis**" not in told  # it may well have been the same
    assert "Not seen: " in told
    found = run("diff", "v1", "--json").json()
    assert isinstance(found, dict)
    assert [one["after"]["number"] for one in found["changes"]] == [2]
    assert "partial" in found["notes"][0]


def test_what_a_damaged_repository_lacks_is_not_called_a_partial_clone(team: Repo, adr: Adr) -> None:
    remove_version(team, "v1~")
    told = adr("history", "1").ok()
    assert "missing or damaged (git fsck" in told.stderr
    assert "partial" not in told.stderr
    said = adr("list", "--at", "v1~").ok().stderr
    assert f"{REDIS} is missing from this repository, or damaged" in said
    assert "is missing from this repository" in adr("digest", "--at", "v1~", "--since=1y").ok().stdout


def test_a_clone_without_trees_is_no_broken_one(team: Repo, adr: Adr, tmp_path: Path) -> None:
    team.git("config", "uploadpack.allowFilter", "true")
    team.git("clone", "--quiet", "--filter=tree:0", team.path.as_uri(), tmp_path / "treeless")
    run = adr.at(tmp_path / "treeless")
    for words in (["history"], ["list", "--at", "v1"], ["diff", "v1"]):
        said = run(*words).ends_with(2).stderr
        assert "this clone is partial and lacks what is asked for, and nothing is fetched" in said
        assert "git fetch --refetch --filter=blob:none" in said
        assert "fsck" not in said
    assert len(run("list").ok().lines) == 2
    replace(team, path=tmp_path / "treeless").git("fetch", "--quiet", "--refetch", "--filter=blob:none")
    assert run("history").ok().lines


def test_a_branch_without_commits_is_told_from_a_repository_without_any(team: Repo, adr: Adr) -> None:
    team.git("checkout", "--quiet", "--orphan", "fresh")
    said = adr("history").ends_with(2).stderr
    assert "there are no commits on fresh yet" in said
    assert "main" in said
    team.git("checkout", "--quiet", "main")
    (team.path / ".git/refs/heads/main").write_text("nothing\n", encoding="utf-8")
    said = adr("history").ends_with(2).stderr
    assert "the branch main names no commit" in said
    assert "git fsck" in said
    assert len(adr("list").ok().lines) == 2


def test_what_a_sparse_checkout_leaves_out_is_named_and_not_called_removed(team: Repo, adr: Adr) -> None:
    team.write("docs/adr/api/0003-routes.md", record("3. Routes", "Accepted"))
    team.write("docs/adr/LICENSE", "Free.\n")
    team.commit("Accept routes", date=day(22))
    team.git("sparse-checkout", "set", "--no-cone", "/*", "!/docs/adr/0002*", "!/docs/adr/api/", "!/docs/adr/LICENSE")
    listed = adr("list").ok()
    assert [line.split("\t")[0] for line in listed.lines] == ["1"]
    assert listed.stderr.count("is not checked out (a sparse checkout)") == 2
    told = adr("diff", "HEAD", "--format=markdown").ok().stdout
    assert "Removed" not in told
    assert "Not seen: docs/adr/0002-cache.md is not checked out (a sparse checkout)." in told
    assert "0002-cache.md is not checked out" in adr("digest").ok().stdout
    assert "of the last commit's files" not in adr("digest").ok().stdout  # said once
    assert "checked out" not in adr("list", "--at", "HEAD").ok().stderr
    team.git("sparse-checkout", "set", "--cone", "--sparse-index", "src")
    for command in (["list"], ["digest"]):
        said = adr(*command).ends_with(2).stderr
        assert "there is no decision log here" in said
        assert "hint: --at HEAD" in said
    team.git("sparse-checkout", "set", "--cone", "--sparse-index", "docs/adr/web")
    assert len(adr("list").ok().lines) == 2
    assert "docs/adr/api is not checked out" in adr("list").stderr
    team.git("sparse-checkout", "disable")
    assert adr("list").ok().stderr == ""
