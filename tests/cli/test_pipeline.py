"""The pipelines that publish a log's site: valid, pinned, and with no more rights than they need."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from command_line import Adr, Repo

ROOT = Path(__file__).parents[2]
GITHUB, GITLAB, BESIDE = ".github/workflows/decisions.yml", ".gitlab-ci.yml", ".gitlab/decisions.yml"


def actions(text: str) -> list[str]:
    return re.findall(r"uses: (\S+)", text)


def test_github_gets_a_workflow_with_the_least_rights(repo: Repo, adr: Adr) -> None:
    ran = adr("init", "--ci", "github").ok()
    assert ran.lines == ["adr.toml", "docs/adr/0001-record-architecture-decisions.md", GITHUB]
    assert "Pages, Source" in ran.stderr
    text = repo.read(GITHUB)
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "permissions" not in workflow["jobs"]["site"]
    assert workflow[True]["pull_request"]["paths"] == ["docs/adr/**", "adr.toml"]  # YAML 1.1 reads "on" as true
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) for action in actions(text))
    assert re.search(r"adr-toolkit==\d+\.\d+", text)
    assert "fetch-depth: 0" in text
    assert "--base HEAD^1" in text


def test_the_pins_are_those_that_this_project_runs() -> None:
    ours = set(actions((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")))
    for file in ("templates/ci/github.yml", "action.yml"):
        assert set(actions((ROOT / file).read_text(encoding="utf-8"))) <= ours


def test_gitlab_gets_a_pipeline_or_a_part_of_one(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    assert adr("init", "--ci", "gitlab").ok().lines == [GITLAB]
    pipeline = yaml.safe_load(repo.read(GITLAB))
    assert pipeline["pages"]["artifacts"]["paths"] == ["public"]
    repo.write(GITLAB, "stages: [test]\n")
    ran = adr("init", "--ci", "gitlab").ok()
    assert ran.lines == [BESIDE]
    assert f"include: {{ local: {BESIDE} }}" in ran.stderr
    assert repo.read(GITLAB) == "stages: [test]\n"
    assert "was not changed" in adr("init", "--ci", "gitlab").ok().stderr


def test_every_log_of_a_repository_is_watched(repo: Repo, adr: Adr) -> None:
    repo.write("adr.toml", 'log = "docs/adr"\n[logs]\npay = "services/pay/adr"\n')
    adr("init", "--ci", "github").ok()
    workflow = yaml.safe_load(repo.read(GITHUB))
    assert workflow[True]["push"]["paths"] == ["docs/adr/**", "services/pay/adr/**", "adr.toml"]


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_a_dry_run_shows_it(repo: Repo, adr: Adr, forge: str) -> None:
    assert "+++ b/.git" in adr("init", "--ci", forge, "--dry-run").ok().stdout
    assert repo.git("status", "--porcelain", "--untracked-files=all") == ""


def test_the_action_is_whole() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "uses" in step or step["shell"] == "bash"
        assert "${{ inputs." not in step.get("run", ""), "an input is data: it comes through the environment"
