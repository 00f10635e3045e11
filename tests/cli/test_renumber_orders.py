"""``adr renumber --auto`` however the two records came together: who stays, and which citations go with who moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from command_line import Adr, Repo

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    class Branches(Protocol):
        """Makes a branch, from where ``main`` begins, with a record 2; without a name, the record comes to ``main``."""

        def __call__(self, title: str, branch: str = "", *, day: int = 5) -> None: ...


Git = tuple[str, ...]
FEAT, MAIN = ("switch", "-q", "feat"), ("switch", "-q", "main")
MERGE, MERGE_MAIN = ("merge", "-q", "--no-edit", "feat"), ("merge", "-q", "--no-edit", "main")
TOGETHER = {
    "the branch takes main up": (FEAT, MERGE_MAIN),
    "main takes the branch up": (MAIN, MERGE),
    "the branch is squashed": (MAIN, ("merge", "-q", "--squash", "feat"), ("commit", "-qm", "All of it")),
    "the branch is squashed, and not committed": (MAIN, ("merge", "-q", "--squash", "feat")),
    "the branch is rebased": (FEAT, ("rebase", "-q", "main")),
    "the branch is rebased and main follows": (FEAT, ("rebase", "-q", "main"), MAIN, ("merge", "-q", "feat")),
    "main follows a branch that had taken it up": (FEAT, MERGE_MAIN, MAIN, ("merge", "-q", "--ff-only", "feat")),
    "main follows a branch that took it up by a forge's button": (
        *(FEAT, ("merge", "-q", "-m", "Merged main into feat", "main"), MAIN),
        ("merge", "-q", "--ff-only", "feat"),
    ),
    "a merge into the branch goes on": (FEAT, ("merge", "-q", "--no-commit", "main")),
    "a merge into main goes on": (MAIN, ("merge", "-q", "--no-commit", "feat")),
    "without a branch": (("switch", "-q", "--detach", "feat"), MERGE_MAIN),
    "main is ahead of its remote": (("update-ref", "refs/remotes/origin/main", "main~1"), MAIN, MERGE),
    "the remote's branch alone is main": (
        *(("update-ref", "refs/remotes/upstream/main", "main"), FEAT, MERGE_MAIN),
        ("branch", "-qD", "main"),
    ),
    "the remote says which branch is the default one": (
        *(("update-ref", "refs/remotes/origin/next", "main"), ("branch", "-qm", "main", "old"), FEAT),
        *(("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/next"), ("branch", "main", "feat")),
        ("merge", "-q", "--no-edit", "old"),
    ),
    "the log's folder is renamed afterwards": (
        *(MAIN, MERGE, ("mv", "docs/adr", "docs/decisions"), ("rm", "-q", "adr.toml")),
        ("commit", "-qm", "Another folder"),
    ),
}


def record(repo: Repo, title: str, folder: str = "docs/adr") -> None:
    """A record 2 made by hand, with citations that its own name does not decide."""
    word = title.split()[1].lower()
    text = f"# 2. {title}\n\n## Status\n\nAccepted\n\n## Context\n\nIt is ADR-0002.\n"
    repo.write(f"{folder}/0002-use-{word}.md", text)
    repo.write(f"src/{word}.py", f"# see ADR-0002\n{word} = 1  # ADR 2\n")


@pytest.fixture
def branches(repo: Repo, adr: Adr) -> Branches:
    """A repository with one record, in which branches are made."""
    adr("init").ok()
    repo.write("src/shared.py", "one\ntwo\n")
    repo.commit("Begin", "2026-01-01T00:00:00Z")
    start = repo.git("rev-parse", "HEAD")

    def make(title: str, branch: str = "", *, day: int = 5) -> None:
        repo.git("switch", "-q", *(["--create", branch, start] if branch else ["main"]))
        record(repo, title)
        repo.commit(title, f"2026-01-{day:02d}T00:00:00Z")

    return make


@pytest.mark.parametrize("steps", TOGETHER.values(), ids=TOGETHER)
def test_the_one_that_was_on_the_default_branch_stays(
    branches: Branches, repo: Repo, adr: Adr, steps: tuple[Git, ...]
) -> None:
    branches("Use Redis", "feat", day=3)  # committed first, and published last
    repo.write("src/redis.c", "/* 0002-use-redis.md, ADR 2 */\n")
    repo.commit("More", "2026-01-04T00:00:00Z")
    branches("Use Kafka")
    for step in steps:
        repo.git(*step)
    told = adr("check", "--numbers").ends_with(1).stdout.split("\t")
    assert [path.rpartition("/")[2] for path in told[1:3]] == ["0002-use-redis.md", "0002-use-kafka.md"]
    done = adr("renumber", "--auto").ok()
    assert "0002-use-kafka.md keeps 2, for it was first on the default branch\n" in done.stderr
    assert repo.read("src/kafka.py") == "# see ADR-0002\nkafka = 1  # ADR 2\n"
    assert repo.read("src/redis.py") == "# see ADR-0003\nredis = 1  # ADR 3\n"
    assert repo.read("src/redis.c") == "/* 0003-use-redis.md, ADR 3 */\n"
    adr("check", "--numbers").ok()


@pytest.mark.parametrize("octopus", [True, False], ids=["in one merge", "in two merges"])
def test_two_that_come_to_main_at_once_are_told_apart_by_the_branches_that_brought_them(
    branches: Branches,
    repo: Repo,
    adr: Adr,
    octopus: bool,  # noqa: FBT001 -- a parameter of pytest's
) -> None:
    branches("Use Kafka", "kafka")
    branches("Use Redis", "redis")
    repo.write("src/more.py", "# ADR-2\n")
    repo.commit("More")
    repo.git("switch", "-q", "--create", "both", "main")
    repo.write("src/shared.py", "one\n")
    repo.commit("Shared")
    for names in (["kafka", "redis"],) if octopus else (["kafka"], ["redis"]):
        repo.git("merge", "-q", "--no-edit", *names)
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "both")
    told = adr("check", "--numbers").ends_with(1)
    assert told.stdout == "2\tdocs/adr/0002-use-kafka.md\tdocs/adr/0002-use-redis.md\t\n"  # as --auto does it
    assert "docs/adr/0002-use-redis.md keeps 2, for 3 citations mean it\n" in adr("renumber", "--auto").ok().stderr
    assert repo.read("src/kafka.py") == "# see ADR-0003\nkafka = 1  # ADR 3\n"
    assert repo.read("src/redis.py") == "# see ADR-0002\nredis = 1  # ADR 2\n"


def test_what_is_not_committed_comes_last_and_two_of_one_commit_are_not_told_apart(
    branches: Branches, repo: Repo, adr: Adr
) -> None:
    branches("Use Kafka")
    record(repo, "Use Redis")
    adr("renumber", "--auto").ok()
    assert repo.read("src/redis.py") == "# see ADR-0003\nredis = 1  # ADR 3\n"
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.git("clean", "-qfd")
    record(repo, "Use Kafka")
    record(repo, "Use Redis")
    repo.commit("Both")
    told = adr("renumber", "--auto").ends_with(1)
    assert "keeps 2, for they came to the default branch at once, and nothing cites them\n" in told.stderr
    assert "left: src/redis.py:1:7: ADR-0002 may mean 0002-use-kafka or 0002-use-redis\n" in told.stderr
    assert repo.read("src/redis.py") == "# see ADR-0002\nredis = 1  # ADR 2\n"


def test_what_the_remote_has_comes_before_what_only_ours_has(branches: Branches, repo: Repo, adr: Adr) -> None:
    branches("Use Arango", "arango")
    branches("Use Redis", "feat")
    branches("Use Kafka")
    repo.git("switch", "-q", "feat")
    repo.git("merge", "-q", "--no-edit", "main")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--ff-only", "feat")
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    repo.git("merge", "-q", "--no-edit", "arango")
    done = adr("renumber", "--auto").ok().stderr
    assert "0002-use-kafka.md keeps 2" in done
    assert "0002-use-redis.md gets 3" in done
    assert "0002-use-arango.md gets 4" in done


def test_without_a_main_branch_citations_decide_and_it_says_why(branches: Branches, repo: Repo, adr: Adr) -> None:
    branches("Use Kafka")
    branches("Use Redis", "feat")
    repo.git("merge", "-q", "--no-edit", "main")
    repo.git("branch", "-qm", "main", "develop")
    repo.write("more.py", "# 0002-use-redis\n")
    done = adr("renumber", "--auto").ok()
    assert "docs/adr/0002-use-redis.md keeps 2, for 3 citations mean it\n" in done.stderr
    assert "there is no main branch that could say which record was first, so that citations decide\n" in done.stderr


def test_the_diff_of_a_renumbering_is_one_that_git_takes(branches: Branches, repo: Repo, adr: Adr) -> None:
    branches("Use Redis", "feat")
    branches("Use Kafka")
    repo.git("merge", "-q", "--no-edit", "feat")
    diff = adr("renumber", "--auto", "--dry-run").ok().stdout
    adr("renumber", "--auto").ok()
    repo.commit("By the command")
    repo.git("switch", "-q", "--create", "by-diff", "main~1")
    repo.git("apply", "--index", repo.write("../one.diff", diff))
    repo.git("commit", "-qm", "By its diff")
    assert repo.git("diff", "main", "by-diff") == ""


def test_three_get_their_numbers_as_they_came(branches: Branches, repo: Repo, adr: Adr) -> None:
    branches("Use Arango", "arango")
    branches("Use Redis", "redis")
    branches("Use Kafka")
    for name in ("redis", "arango"):
        repo.git("merge", "-q", "--no-edit", name)
    adr("renumber", "--auto").ok()
    assert repo.read("src/redis.py") == "# see ADR-0003\nredis = 1  # ADR 3\n"
    assert repo.read("src/arango.py") == "# see ADR-0004\narango = 1  # ADR 4\n"


def test_what_the_default_branch_has_twice_already_is_left_to_it(branches: Branches, repo: Repo, adr: Adr) -> None:
    branches("Use Kafka")
    branches("Use Redis")  # main has 2 twice, since long
    repo.git("switch", "-q", "--create", "side")
    repo.write("docs/adr/0003-use-tea.md", "# 3. Use Tea\n\n## Status\n\nAccepted\n")
    repo.commit("Tea")
    told = adr("renumber", "--auto").ends_with(2)
    assert "no two records share a number but those that the default branch has already: 2\n" in told.stderr
    repo.git("switch", "-q", "main")
    repo.write("docs/adr/0003-use-gin.md", "# 3. Use Gin\n\n## Status\n\nAccepted\n")
    repo.commit("Gin")
    repo.git("switch", "-q", "side")
    repo.git("merge", "-q", "--no-edit", "main")
    told = adr("renumber", "--auto").ok()
    assert told.stdout == "docs/adr/0004-use-tea.md\n"
    assert "left, for the default branch has them twice already: 2 (adr renumber FILE gives one of them " in told.stderr
    repo.commit("Renumber")
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "side")
    repo.write("adr.toml", "strict-from = 3\n")
    adr("check", "--numbers").ok()
    adr("renumber", "--auto").ends_with(2)
    repo.write("adr.toml", "")
    adr("renumber", "--auto").ends_with(0)
    assert repo.read("src/redis.py") == "# see ADR-0005\nredis = 1  # ADR 5\n"
    adr("check", "--numbers").ok()


def test_a_partial_clone_decides_nothing_by_a_text_that_it_lacks(
    branches: Branches, repo: Repo, adr: Adr, tmp_path: Path
) -> None:
    repo.write("src/shared.py", "# ADR-0002\ntwo\n")  # before there was any record 2
    repo.commit("Plan")
    branches("Use Kafka")
    repo.git("switch", "-q", "--create", "feat", "main~1")
    record(repo, "Use Redis")
    repo.write("src/shared.py", "# ADR-0002\ntwo\nthree\n")
    repo.commit("Redis")
    repo.git("merge", "-q", "--no-edit", "main")
    repo.git("switch", "-q", "main")
    repo.git("config", "uploadpack.allowFilter", "true")
    path = tmp_path / "partial"
    repo.git("clone", "-q", "--filter=blob:none", "--branch=feat", repo.path.as_uri(), path)
    told = adr.at(path)("renumber", "--auto").ends_with(1)
    assert "left: src/shared.py:1:3: ADR-0002 may mean 0002-use-kafka or 0002-use-redis\n" in told.stderr
    here = Repo(path, repo.environment)
    assert here.read("src/shared.py") == "# ADR-0002\ntwo\nthree\n"
    assert here.read("src/redis.py") == "# see ADR-0003\nredis = 1  # ADR 3\n"
