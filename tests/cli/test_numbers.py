"""Two branches take the same number: how that is prevented, told before the merge, and repaired after it."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, cast

import pytest

from command_line import Adr, Repo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BY_HAND = """\
# {number}. {title}

Date: 2026-11-20

## Status

Accepted

## Context

This is ADR-{number:04d}, and it rests on [ADR-0001](0001-record-architecture-decisions.md).

## Decision

We do.
"""


def by_hand(repo: Repo, number: int, title: str, folder: str = "docs/adr") -> str:
    """A record as somebody writes it without any tool."""
    name = f"{folder}/{number:04d}-{title.lower().replace(' ', '-')}.md"
    repo.write(name, BY_HAND.format(number=number, title=title))
    return name


@pytest.fixture
def clone(repo: Repo, adr: Adr, tmp_path: Path) -> Callable[[str], tuple[Repo, Adr]]:
    """Clones of a repository that has one record on ``main``; each on a branch of its name."""
    adr("init").ok()
    repo.commit("Begin")
    repo.git("switch", "--quiet", "--detach")  # so that main can be pushed to

    def make(name: str) -> tuple[Repo, Adr]:
        path = tmp_path / name
        repo.git("clone", "--quiet", repo.path, path)
        here = Repo(path, repo.environment)
        here.git("switch", "--quiet", "main")
        here.git("switch", "--quiet", "--create", name)
        return here, Adr(path, repo.environment)

    return make


@pytest.fixture
def collided(clone: Callable[[str], tuple[Repo, Adr]]) -> tuple[Repo, Adr]:
    """A branch with a record 2 by hand; its origin has another one meanwhile, and code on both sides cites its own."""
    kafka, _ = clone("kafka")
    by_hand(kafka, 2, "Use Kafka")
    kafka.write("src/kafka.py", "# see ADR-0002\nqueue = 1\n")
    kafka.commit("Queue")
    kafka.git("push", "--quiet", "origin", "kafka:main")
    redis, adr = clone("redis")
    redis.git("reset", "--quiet", "--hard", "main~1")
    redis.git("branch", "--force", "main", "main~1")
    by_hand(redis, 2, "Use Redis")
    redis.write("src/redis.py", "cache = 2  # ADR-0002 says how\n")
    redis.write("src/old.c", "/* adr/0002-use-redis.md, ADR 2 */\n")
    redis.write("README.md", "- [ADR-2](docs/adr/0002-use-redis.md)\n- [2](docs/adr/0002-use-redis.md#2-use-redis)\n")
    redis.commit("Cache")
    return redis, adr


def merge(repo: Repo) -> None:
    repo.git("merge", "--quiet", "--no-edit", "origin/main")


def test_two_clones_that_add_a_record_each_do_not_collide(clone: Callable[[str], tuple[Repo, Adr]]) -> None:
    kafka, kafka_adr = clone("kafka")
    redis, redis_adr = clone("redis")
    first = kafka_adr("new", "Use Kafka").ok().stdout
    kafka.commit("Queue")
    kafka.git("push", "--quiet", "origin", "kafka")
    second = redis_adr("new", "--fetch", "Use Redis").ok()
    assert first == "docs/adr/0002-use-kafka.md\n"
    assert second.stdout == "docs/adr/0003-use-redis.md\n"
    assert "number 3: 0002 is on origin/kafka, fetched today" in second.stderr
    redis.commit("Cache")
    redis.git("merge", "--quiet", "--no-edit", "origin/kafka")
    assert redis_adr("check", "--numbers", "--all-branches").ok().stdout == ""


def test_check_names_the_collision_before_the_merge(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    before = repo.git("count-objects", "--verbose")
    told = adr("check", "--numbers").ends_with(1)
    assert told.stdout == "2\tdocs/adr/0002-use-redis.md\tdocs/adr/0002-use-kafka.md\torigin/main\n"
    assert "next: adr renumber docs/adr/0002-use-redis.md" in told.stderr
    assert repo.git("count-objects", "--verbose") == before


def test_the_record_moves_before_the_merge_and_nothing_collides(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    adr("renumber", "docs/adr/0002-use-redis.md").ok()
    assert "RM docs/adr/0002-use-redis.md -> docs/adr/0003-use-redis.md" in repo.git("status", "--porcelain")
    adr("check", "--numbers").ok()  # also before anything is committed
    repo.commit("Renumber")
    adr("check", "--numbers").ok()
    merge(repo)
    assert adr("list").ok().stdout.count("\n") == 3
    assert repo.read("src/redis.py") == "cache = 2  # ADR-0003 says how\n"
    assert repo.read("src/kafka.py") == "# see ADR-0002\nqueue = 1\n"


def test_auto_repairs_the_collision_and_every_citation_after_the_merge(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    merge(repo)
    assert (
        adr("check", "--numbers").ends_with(1).stdout == "2\tdocs/adr/0002-use-redis.md\tdocs/adr/0002-use-kafka.md\t\n"
    )
    preview = adr("renumber", "--auto", "--dry-run").ok()
    assert "rename to docs/adr/0003-use-redis.md" in preview.stdout
    assert repo.git("status", "--porcelain") == ""
    done = adr("renumber", "--auto").ok()
    assert "docs/adr/0002-use-kafka.md keeps 2, for it was first on the default branch\n" in done.stderr
    assert "docs/adr/0002-use-redis.md gets 3\n" in done.stderr
    assert repo.read("src/kafka.py") == "# see ADR-0002\nqueue = 1\n"
    assert repo.read("src/redis.py") == "cache = 2  # ADR-0003 says how\n"
    assert repo.read("src/old.c") == "/* adr/0003-use-redis.md, ADR 3 */\n"
    assert repo.read("README.md") == (
        "- [ADR-3](docs/adr/0003-use-redis.md)\n- [3](docs/adr/0003-use-redis.md#3-use-redis)\n"
    )
    moved = repo.read("docs/adr/0003-use-redis.md")
    assert moved.startswith("# 3. Use Redis\n")
    assert "This is ADR-0003" in moved
    assert "Formerly: 2" in moved
    assert "This is ADR-0002" in repo.read("docs/adr/0002-use-kafka.md")
    adr("check", "--numbers").ok()
    assert adr("renumber", "--auto").ends_with(2).stderr.startswith("error: no two records share a number\n")


def test_an_index_that_cannot_be_written_is_said_to_be_as_it_was(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.commit()
    repo.write(".git/index.lock", "")
    done = adr("renumber", "1").ok()
    assert "git's index is as it was, so that git add has to name both files: Unable to create" in done.stderr
    (repo.path / ".git/index.lock").unlink()
    assert repo.git("status", "--short") == (
        " D docs/adr/0001-record-architecture-decisions.md\n?? docs/adr/0002-record-architecture-decisions.md"
    )


def test_what_somebody_likes_their_git_to_print_changes_nothing(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    always = ("color.grep", "color.diff", "color.ui", "color.branch")
    for name, value in (*((name, "always") for name in always), ("log.diffMerges", "off"), ("grep.lineNumber", "true")):
        repo.git("config", name, value)
    merge(repo)
    assert "\x1b" not in adr("history", "1").ok().stdout
    adr("renumber", "--auto").ok()
    assert repo.read("src/kafka.py") == "# see ADR-0002\nqueue = 1\n"
    assert repo.read("src/redis.py") == "cache = 2  # ADR-0003 says how\n"


def test_a_collision_is_repaired_in_the_middle_of_a_merge(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    repo.git("merge", "--quiet", "--no-commit", "origin/main")
    adr("renumber", "--auto").ok()
    assert repo.read("src/kafka.py") == "# see ADR-0002\nqueue = 1\n"
    assert repo.read("src/redis.py") == "cache = 2  # ADR-0003 says how\n"


def test_a_rebased_branch_moves_with_all_that_it_cites(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    repo.git("rebase", "--quiet", "origin/main")
    repo.write("src/late.py", "# ADR-0002\n")
    adr("renumber", "--auto").ok()
    assert repo.read("src/late.py") == "# ADR-0003\n"
    assert repo.read("src/kafka.py") == "# see ADR-0002\nqueue = 1\n"


def test_a_number_that_is_taken_elsewhere_is_said(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    merge(repo)
    repo.git("switch", "--quiet", "--create", "far")
    by_hand(repo, 7, "Use Tea")
    repo.commit()
    repo.git("switch", "--quiet", "redis")
    done = adr("renumber", "--auto").ok()
    assert "number 8: 0007 is on far\n" in done.stderr
    assert "docs/adr/0002-use-redis.md gets 8\n" in done.stderr


def test_what_stays_undecided_is_listed_and_left(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    merge(repo)
    repo.write("late.txt", "ADR-0002 or\nADR-0002 of 0002-use-redis\n")
    said = json.loads(adr("renumber", "--auto", "--json", "--dry-run").ends_with(1).stdout)
    was, now = "docs/adr/0002-use-redis.md", "docs/adr/0003-use-redis.md"
    assert said["moves"] == [{"from": 2, "to": 3, "was": was, "path": now}]
    undecided = {"text": "ADR-0002", "means": ["0002-use-kafka", "0002-use-redis"]}
    assert said["left"] == [{"file": "late.txt", "line": 1, "column": 1, **undecided}]
    left = adr("renumber", "--auto").ends_with(1)
    assert left.stderr.endswith(
        "left: late.txt:1:1: ADR-0002 may mean 0002-use-kafka or 0002-use-redis\n"
        "what was left means the record that keeps the number: change by hand what means another\n"
    )
    assert repo.read("late.txt") == "ADR-0002 or\nADR-0003 of 0003-use-redis\n"


def test_the_end_of_a_range_is_listed_and_left(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Use Kafka")
    repo.write("a.py", 'x = "see\\nADR-0002"  # ADRs 0001-0002, ADR-0001/0002\n')
    left = adr("renumber", "2", "9").ends_with(1)
    assert repo.read("a.py") == 'x = "see\\nADR-0009"  # ADRs 0001-0002, ADR-0001/0009\n'
    assert left.stderr.endswith("left: a.py:1:34: 0002 is the end of a range, and means 0002-use-kafka\n")


def test_a_link_that_led_nowhere_before_stops_no_move(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Use Kafka")
    repo.write("src/a.md", "[ADR-2](docs/adr/0002-use-kafka.md) is one level up\n")
    adr("renumber", "2", "9").ok()
    assert repo.read("src/a.md") == "[ADR-9](docs/adr/0002-use-kafka.md) is one level up\n"
    adr("where", "--all", "--fix").ok()
    assert repo.read("src/a.md") == "[ADR-9](../docs/adr/0009-use-kafka.md) is one level up\n"


@pytest.mark.skipif(os.name == "nt", reason="a name cannot have two lines there")
def test_what_is_left_takes_one_line_whatever_its_file_is_called(collided: tuple[Repo, Adr]) -> None:
    repo, adr = collided
    merge(repo)
    repo.write("two\nlines.txt", "ADR-0002\n")
    assert "\nleft: two\\x0alines.txt:1:1: ADR-0002 may" in adr("renumber", "--auto").ends_with(1).stderr


def test_citations_decide_where_neither_is_on_the_default_branch(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.commit()
    repo.git("switch", "--quiet", "--create", "both")
    by_hand(repo, 2, "Use Kafka")
    by_hand(repo, 2, "Use Redis")
    repo.write("a.py", "# 0002-use-redis\n")
    repo.commit()
    assert "docs/adr/0002-use-redis.md keeps 2, for 1 citation means it" in adr("renumber", "--auto").ok().stderr
    assert (repo.path / "docs/adr/0003-use-kafka.md").is_file()


def test_who_moves_is_told_for_two_branches_that_are_not_merged_yet(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.commit("Begin", "2026-01-01T00:00:00Z")
    for day, title in enumerate(("Use Kafka", "Use Redis"), 2):
        repo.git("switch", "--quiet", "--create", title.split()[1].lower(), "main")
        by_hand(repo, 2, title)
        repo.commit(title, f"2026-01-{day:02d}T00:00:00Z")
    adr("check", "--numbers").ok()
    told = adr("check", "--numbers", "--all-branches").ends_with(1)
    assert told.stdout == "2\tdocs/adr/0002-use-redis.md\tdocs/adr/0002-use-kafka.md\tkafka\n"
    repo.git("switch", "--quiet", "kafka")
    told = adr("check", "--numbers", "--all-branches", "--json").ends_with(1)
    assert '"next": "adr renumber docs/adr/0002-use-redis.md, on redis"' in told.stdout
    repo.git("switch", "--quiet", "main")
    adr("check", "--numbers", "--all-branches").ok()  # main has no record 2: it is theirs to settle


def test_a_collision_is_seen_where_one_of_the_branches_renamed_the_folder(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Two")
    repo.commit()
    repo.git("switch", "--quiet", "--create", "feature")
    by_hand(repo, 3, "Mine")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.git("mv", "docs/adr", "docs/decisions")
    repo.write("adr.toml", 'log = "docs/decisions"\n')
    repo.commit()
    by_hand(repo, 3, "Theirs", "docs/decisions")
    repo.commit()
    told = adr("check", "--numbers", "--all-branches").ends_with(1)
    assert told.stdout == "3\tdocs/decisions/0003-mine.md\tdocs/decisions/0003-theirs.md\tfeature\n"
    repo.git("switch", "--quiet", "feature")
    told = adr("check", "--numbers").ends_with(1)
    assert told.stdout == "3\tdocs/adr/0003-mine.md\tdocs/decisions/0003-theirs.md\tmain\n"
    assert "1 collision: 1 new record here, against main" in told.stderr
    assert "next: adr renumber docs/adr/0003-mine.md" in told.stderr
    assert adr("new", "Next").ok().lines == ["docs/adr/0004-next.md"]


def test_what_the_default_branch_has_stays_also_where_a_branch_renamed_the_folder(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Theirs")
    repo.commit()
    repo.git("switch", "--quiet", "--create", "feature")
    repo.git("mv", "docs/adr", "docs/decisions")
    repo.write("adr.toml", 'log = "docs/decisions"\n')
    repo.commit()
    by_hand(repo, 2, "Mine", "docs/decisions")
    repo.write("code.py", "# docs/decisions/0002-mine.md\n")
    repo.commit()
    assert adr("renumber", "--auto").ok().lines == ["docs/decisions/0003-mine.md", "code.py"]


def test_a_merge_with_conflicts_is_looked_at_all_the_same(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.write("README.md", "a\n")
    repo.commit()
    repo.git("switch", "--quiet", "--create", "side")
    by_hand(repo, 2, "Use Redis")
    repo.write("README.md", "b\n")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    by_hand(repo, 2, "Use Kafka")
    repo.write("README.md", "c\n")
    repo.commit()
    repo.git("switch", "--quiet", "side")
    assert adr("check", "--numbers").ends_with(1).stdout.startswith("2\tdocs/adr/0002-use-redis.md\t")


def test_what_is_twice_on_the_base_already_is_a_remark_but_on_the_base_itself_a_finding(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Use Kafka")
    repo.commit("Kafka", "2026-01-01T00:00:00Z")
    by_hand(repo, 2, "Use Redis")
    repo.commit("Redis", "2026-01-02T00:00:00Z")
    told = adr("check").ends_with(1)
    assert told.stdout == "2\tdocs/adr/0002-use-redis.md\tdocs/adr/0002-use-kafka.md\t\n"
    assert "already" not in told.stderr
    repo.git("switch", "--quiet", "--create", "side")
    by_hand(repo, 3, "Use Lists")
    assert "used twice on main already: 2" in adr("check").ok().stderr
    repo.git("switch", "--quiet", "main")
    (repo.path / "docs/adr/0003-use-lists.md").unlink()
    repo.write("adr.toml", "strict-from = 3\n")
    adr("check").ok()


def test_where_there_is_nothing_to_compare_it_says_so(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    assert "there are no commits yet" in adr("check", "--numbers").ends_with(2).stderr
    repo.commit()
    repo.git("branch", "--move", "other")
    assert "there is no main branch to compare with" in adr("check", "--numbers").ends_with(2).stderr
    assert "there is no such commit here" in adr("check", "--base", "nowhere").ends_with(2).stderr


def test_a_repository_of_somebody_else_says_so(repo: Repo, adr: Adr, somebody_elses: str) -> None:
    adr("init").ok()
    repo.commit()
    theirs = adr.given(PATH=somebody_elses)
    assert "belongs to another user" in theirs("check", "--numbers").ends_with(2).stderr
    assert "belongs to another user" in theirs("where", "1").ok().stderr
    assert "belongs to another user" in theirs("new", "Use Kafka", "--dry-run").ok().stderr


def test_a_new_record_costs_two_processes_for_its_number_one_for_its_author_and_two_for_a_commit(
    repo: Repo, adr: Adr, tmp_path: Path, before_git: Callable[[str], str]
) -> None:
    adr("init").ok()
    repo.commit("Begin")
    repo.git("worktree", "add", "--quiet", tmp_path / "other")
    started = tmp_path / "started"
    run = adr.given(PATH=before_git(f'echo "$@" >> "{started}"'))

    def asked(*words: str, at: Path = repo.path) -> list[str]:
        """What git was asked to do, in order."""
        started.write_text("", encoding="utf-8")
        run(*words, cwd=at).ok()
        lines = started.read_text(encoding="utf-8").splitlines()
        return [next(word for word in line.split() if re.fullmatch("[a-z][a-z-]+", word)) for line in lines]

    numbering, author = ["for-each-ref", "log"], ["config"]
    assert asked("new", "Use Kafka") == [*numbering, *author]
    assert asked("new", "Use Redis") == ["for-each-ref", *author]  # what was ever used is remembered
    assert asked("new", "Use etcd", "--commit") == ["for-each-ref", *author, "add", "commit"]
    assert asked("new", "Use S3", "--dry-run") == [*numbering, *author]  # there is a new commit
    other = tmp_path / "other"  # which knows what the first work tree found
    assert asked("new", "Use Git", at=other) == ["for-each-ref", *author]
    assert asked("supersede", "1", "Use SQLite", "--commit", at=other) == ["for-each-ref", *author, "add", "commit"]
    assert asked("list") == []


def test_a_repair_asks_git_each_thing_once(
    repo: Repo, adr: Adr, tmp_path: Path, before_git: Callable[[str], str]
) -> None:
    adr("init").ok()
    repo.commit("Begin")
    repo.git("switch", "--quiet", "--create", "side")
    by_hand(repo, 2, "Use Redis")
    repo.commit("Redis")
    repo.git("switch", "--quiet", "main")
    by_hand(repo, 2, "Use Kafka")
    repo.write("app.py", "# see ADR-0002\n")
    repo.commit("Kafka")
    repo.git("merge", "--quiet", "side", "--message", "Merge branch 'side'")
    started = tmp_path / "started"
    adr.given(PATH=before_git(f'echo "$@" >> "{started}"'))("renumber", "--auto", "--dry-run").ok()
    lines = started.read_text(encoding="utf-8").splitlines()
    assert sum("--first-parent" in line for line in lines) == 2, lines  # how the records came to main, and to HEAD
    assert sum("%(symref)" in line for line in lines) == 1, lines  # which branch is the default one


def test_what_was_staged_in_an_index_that_is_split_no_more_counts_no_longer(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.commit("Begin")
    name = by_hand(repo, 9, "Use Redis")
    repo.git("add", ".")
    repo.git("update-index", "--split-index")
    assert "docs/adr/0010-" in adr("new", "Use Kafka", "--dry-run").ok().stdout
    repo.git("rm", "--quiet", "--force", name)
    repo.git("update-index", "--no-split-index")
    assert list((repo.path / ".git").glob("sharedindex.*"))
    assert "docs/adr/0002-" in adr("new", "Use Kafka", "--dry-run").ok().stdout


def test_a_jump_past_a_deleted_record_says_so_and_how_to_ask_for_another_number(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    name = by_hand(repo, 50, "Use Redis")
    repo.commit("Begin")
    repo.git("rm", "--quiet", name)
    repo.commit("Without it")
    told = "numbers jump from 1 to 51, for docs/adr/0050-use-redis.md was deleted on main; if that is a mistake, "
    assert f"{told}--number 2 is free here" in adr("new", "Use Kafka", "--dry-run").ok().stderr
    assert f"{told}adr renumber FILE 2 is free here" in adr("renumber", "1", "--dry-run").ok().stderr
    adr("renumber", "0001-record-architecture-decisions.md", "2", "--dry-run").ok()


def test_several_logs_are_repaired_in_the_same_order_in_each_run(repo: Repo, adr: Adr) -> None:
    logs = ("a", "b", "c")
    repo.write("adr.toml", "[logs]\n" + "".join(f'{name} = "{name}/adr"\n' for name in logs))
    for name in logs:
        by_hand(repo, 2, "Use Redis", f"{name}/adr")
        by_hand(repo, 2, "Use Kafka", f"{name}/adr")
    repo.commit("Begin")
    repo.git("branch", "--move", "topic")
    apart = adr.as_processes()
    runs = [apart.given(PYTHONHASHSEED=str(n))("--log", "all", "renumber", "--auto", "--dry-run") for n in range(3)]
    told = {run.stderr for run in runs}
    assert len(told) == 1, told
    assert told.pop().index("a/adr") < runs[0].stderr.index("b/adr") < runs[0].stderr.index("c/adr")


def test_a_shallow_clone_without_a_common_commit_is_no_green_light(repo: Repo, adr: Adr, tmp_path: Path) -> None:
    adr("init").ok()
    repo.commit()
    repo.git("switch", "--quiet", "--create", "side")
    by_hand(repo, 2, "Use Redis")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.commit()
    path = tmp_path / "shallow"
    repo.git("clone", "--quiet", "--depth=1", "--no-single-branch", repo.path.as_uri(), path)
    Repo(path, repo.environment).git("switch", "--quiet", "side")
    told = adr.at(path)("check", "--numbers").ends_with(2)
    assert "have no commit in common here" in told.stderr
    assert "fetch-depth: 0" in told.stderr


def test_a_merge_driver_of_the_repository_is_not_run(collided: tuple[Repo, Adr], tmp_path: Path) -> None:
    repo, adr = collided
    proof = tmp_path / "proof"
    repo.git("config", "merge.evil.driver", f"touch {proof}")
    repo.write(".git/info/attributes", "* merge=evil\n")
    repo.write("src/kafka.py", "other = 1\n")
    repo.commit()
    adr("check", "--numbers").ends_with(1)
    assert not proof.exists()
    adr("check", "--numbers", "--base=--output=proof").ends_with(2)


def test_renumber_takes_a_free_number_and_no_used_one(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    adr("new", "Use Kafka").ok()
    adr("new", "Use Redis", "--link", "2:depends-on").ok()
    adr("renumber", "2", "3").ends_with(2)
    assert adr("renumber", "2", "12").ok().lines == ["docs/adr/0003-use-redis.md", "docs/adr/0012-use-kafka.md"]
    assert "0012-use-kafka.md" in repo.read("docs/adr/0003-use-redis.md")
    for reference in ("12", "ADR-2", "2"):  # the old number still leads there
        assert "Use Kafka" in adr("show", reference).ok().stdout
    data = cast("dict[str, list[dict[str, object]]]", adr("list", "--json").json())
    assert [record["formerly"] for record in data["records"] if record["number"] == 12] == [[2]]
    assert adr("new", "Another").ok().stdout == "docs/adr/0013-another.md\n"


def test_a_record_may_have_its_own_old_number_again(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    path = repo.path / by_hand(repo, 2, "Use Kafka")
    before = path.read_bytes()
    repo.commit()
    for number in ("12", "14"):
        adr("renumber", "2", number).ok()
        repo.commit()
    assert "number 12 was used before" in adr("renumber", "1", "12").ends_with(2).stderr
    adr("renumber", "2", "12").ok()
    assert "Formerly: 2, 14\n" in repo.read("docs/adr/0012-use-kafka.md")
    adr("renumber", "14", "2").ok()
    assert path.read_bytes() == before.replace(b"\n\n## Status", b"\n\nFormerly: 14, 12\n\n## Status", 1)
    assert "number 2 is taken by" in adr("renumber", "1", "2").ends_with(2).stderr


def test_a_site_in_the_repository_does_not_move_with_a_record(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Use Kafka")
    adr("site", "build").ok()
    page = repo.read("_site/records/0002-use-kafka.html")
    told = adr("renumber", "2").ok()
    assert told.lines == ["docs/adr/0003-use-kafka.md"]
    assert "files were left out: adr site build makes them anew\n" in told.stderr
    assert repo.read("_site/records/0002-use-kafka.html") == page
    adr("site", "build").ok()
    assert "url=0003-use-kafka.html" in repo.read("_site/records/0002-use-kafka.html")


def test_a_folder_of_pictures_beside_a_record_keeps_its_name(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Use Kafka")
    repo.write("docs/adr/0002-use-kafka/load.png", b"\x89PNG\x00")
    cited = "![load](0002-use-kafka/load.png) and docs/adr/0002-use-kafka/load.png, see [it](0002-use-kafka/)\n"
    repo.write("docs/adr/notes.md", cited)
    adr("renumber", "2").ok()
    assert repo.read("docs/adr/notes.md") == cited.replace("0002-use-kafka/)", "0003-use-kafka/)")
    assert (repo.path / "docs/adr/0002-use-kafka/load.png").is_file()


def test_a_link_to_a_copy_of_a_record_is_none_of_the_record(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    by_hand(repo, 2, "Use Kafka")
    repo.write("export/0002-use-kafka.html", "<p>ADR-0002</p>\n")
    repo.write("export/index.html", '<a href="0002-use-kafka.html">Kafka</a>, ADR-2\n')
    adr("renumber", "2").ok()
    assert repo.read("export/index.html") == '<a href="0002-use-kafka.html">Kafka</a>, ADR-3\n'


def test_the_site_of_several_logs_leads_from_old_numbers_to_new_ones(repo: Repo, adr: Adr) -> None:
    pay = "services/pay/docs/adr"
    repo.write("adr.toml", f'log = "docs/adr"\n[logs]\npay = "{pay}"\n')
    by_hand(repo, 1, "Use Git")
    by_hand(repo, 2, "Use Queues", pay)
    repo.write("docs/adr/0005-use-tea/README.md", BY_HAND.format(number=5, title="Use Tea"))
    adr("site", "build").ok()
    pages = {place.name for place in (repo.path / "_site/records").glob("*.html")}
    for reference in ("pay/2", "5", "1"):
        adr("renumber", reference).ok()
    adr("site", "build").ok()
    leads = {name: repo.read(f"_site/records/{name}").partition("0; url=")[2].partition('"')[0] for name in pages}
    assert sorted(target.partition("-use-")[0] for target in leads.values()) == ["0006", "0007", "pay-0003"]


def test_a_record_that_is_a_folder_moves_with_everything_in_it(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.write("docs/adr/0002-use-kafka/README.md", BY_HAND.format(number=2, title="Use Kafka"))
    repo.write("docs/adr/0002-use-kafka/picture.png", b"\x89PNG\x00")
    repo.write("notes.md", "[the picture](docs/adr/0002-use-kafka/picture.png), docs/adr/0002-use-kafka/\n")
    repo.commit()
    adr("renumber", "2").ok()
    assert (repo.path / "docs/adr/0003-use-kafka/picture.png").read_bytes() == b"\x89PNG\x00"
    assert repo.read("docs/adr/0003-use-kafka/README.md").startswith("# 3. Use Kafka\n")
    assert not (repo.path / "docs/adr/0002-use-kafka/README.md").exists()


def test_a_jump_names_the_record_and_the_branch_that_cause_it(repo: Repo, adr: Adr) -> None:
    adr("init").ok()
    repo.commit()
    repo.git("switch", "--quiet", "--create", "typo")
    by_hand(repo, 2026, "Use Years")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    told = adr("new", "Use Kafka").ok()
    assert told.stdout == "docs/adr/2027-use-kafka.md\n"
    assert "numbers jump from 1 to 2027, for docs/adr/2026-use-years.md is on typo" in told.stderr
    assert adr("new", "Use Redis", "--number", "2").ok().stdout == "docs/adr/0002-use-redis.md\n"


def test_a_fetch_that_does_not_work_makes_no_record(repo: Repo, adr: Adr, tmp_path: Path) -> None:
    adr("init").ok()
    repo.git("remote", "add", "origin", tmp_path / "nowhere")
    before = repo.git("status", "--porcelain", "--untracked-files=all")
    assert "git fetch did not work" in adr("new", "--fetch", "Use Kafka").ends_with(2).stderr
    assert repo.git("status", "--porcelain", "--untracked-files=all") == before


@pytest.mark.parametrize(
    ("kind", "name"), [("date", "20261123-use-kafka.md"), ("none", "use-kafka.md"), ("sequence", "0002-use-kafka.md")]
)
def test_a_log_may_do_without_numbers(repo: Repo, adr: Adr, kind: str, name: str) -> None:
    adr("init").ok()
    settings = repo.read("adr.toml") if (repo.path / "adr.toml").is_file() else ""
    repo.write("adr.toml", f'number = "{kind}"\n{settings}')
    assert adr("--today", "2026-11-23", "new", "Use Kafka").ok().stdout == f"docs/adr/{name}\n"
    assert "Use Kafka" in adr("show", name).ok().stdout
    if kind != "sequence":
        again = adr("--today", "2026-11-23", "new", "Use Kafka").ends_with(2).stderr
        assert again.endswith(f"exists already\nhint: adr edit {name[:-3]} opens it, or choose another title\n")
    repo.write("adr.toml", 'number = "none"\nfile-name = "{number}-{slug}.md"\n')
    assert "does not go with" in adr("list").ends_with(2).stderr


def test_each_log_of_a_repository_counts_and_moves_its_own(repo: Repo, adr: Adr) -> None:
    pay = "services/pay/docs/adr"
    repo.write("adr.toml", f'log = "docs/adr"\n[logs]\npay = "{pay}"\n')
    by_hand(repo, 1, "Use Git")
    by_hand(repo, 2, "Use Tea")
    by_hand(repo, 2, "Use Queues", pay)
    repo.commit("Begin", "2026-01-01T00:00:00Z")
    adr("check", "--numbers").ok()
    repo.git("switch", "--quiet", "--create", "side")
    by_hand(repo, 2, "Use Tables", pay)
    repo.write("services/pay/a.py", "# 0002-use-tables is ADR-2, pay/2 and 0002-use-queues\n# pay/2\n")
    repo.write("a.py", "# ADR-2; pay/2 is 0002-use-tables\n")
    repo.commit("Tables", "2026-01-02T00:00:00Z")
    told = adr("check", "--numbers").ends_with(1)
    assert told.stdout == f"2\t{pay}/0002-use-tables.md\t{pay}/0002-use-queues.md\t\n"
    adr("renumber", "--auto").ok()
    assert (repo.path / pay / "0003-use-tables.md").is_file()
    assert repo.read("services/pay/a.py") == "# 0003-use-tables is ADR-3, pay/3 and 0002-use-queues\n# pay/3\n"
    assert repo.read("a.py") == "# ADR-2; pay/3 is 0003-use-tables\n"
    adr("check", "--numbers").ok()
    assert adr("renumber", "pay/2").ok().lines[0] == f"{pay}/0004-use-queues.md"
    assert (repo.path / "docs/adr/0002-use-tea.md").is_file()
