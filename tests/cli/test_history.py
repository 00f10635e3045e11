"""``adr history``, ``adr diff``, ``adr digest`` and ``--at``: through the command line, on real repositories."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from command_line import Adr, Ran, Repo

QUESTION = "- [ ] Who runs it? (@ada, @ops-team)"


def record(title: str, status: str, decision: str = "We do this. And more.", more: str = "") -> str:
    return f"# {title}\n\n## Status\n\n{status}\n\n## Context\n\nIt was slow.\n\n## Decision\n\n{decision}\n{more}"


def day(number: int) -> str:
    return f"2026-03-{number:02d}T12:00:00+00:00"


@pytest.fixture
def story(repo: Repo) -> Repo:
    """Four weeks of a team: a record that was replaced, one that was renumbered and edited, one that waits."""
    repo.write("docs/adr/0001-use-redis.md", record("1. Use Redis", "Proposed", "We queue jobs in Redis."))
    repo.commit("Propose Redis", date=day(1))
    repo.write("docs/adr/0001-use-redis.md", record("1. Use Redis", "Accepted", "We queue jobs in Redis."))
    repo.commit("Accept Redis", date=day(2))
    repo.git("tag", "v1")
    repo.git("checkout", "--quiet", "-b", "side")
    text = record("2. Use a table", "Accepted\n\nSupersedes [1. Use Redis](0001-use-redis.md)", "We use a table.")
    repo.write("docs/adr/0002-use-a-table.md", text)
    old = record("1. Use Redis", "Superseded by [2. Use a table](0002-use-a-table.md)", "We queue jobs in Redis.")
    repo.write("docs/adr/0001-use-redis.md", old)
    repo.commit("Take a table", date=day(20))
    repo.git("checkout", "--quiet", "main")
    env = {"GIT_AUTHOR_DATE": day(22), "GIT_COMMITTER_DATE": day(22), "GIT_AUTHOR_NAME": "Grace Hopper"}
    repo.git("merge", "--quiet", "--no-ff", "--message", "Merge side", "side", env=env)
    repo.git("mv", "docs/adr/0002-use-a-table.md", "docs/adr/0003-use-a-table.md")
    repo.write(
        "docs/adr/0003-use-a-table.md", text.replace("# 2.", "# 3.").replace("a table.", "a table in PostgreSQL.")
    )
    repo.write("docs/adr/0001-use-redis.md", old.replace("2. Use a table](0002", "3. Use a table](0003"))
    repo.commit("Renumber", date=day(23))
    repo.write(
        "docs/adr/0004-cache.md",
        record("4. Cache", "Proposed", more=f"\n## Open questions\n\n{QUESTION}\n- [x] Why?\n"),
    )
    repo.commit("Propose a cache", date=day(24))
    return repo


def rows(ran: Ran) -> list[list[str]]:
    return [line.split("\t") for line in ran.ok().lines]


@pytest.mark.usefixtures("story")
def test_transitions_are_told_newest_first_with_who_and_when(adr: Adr) -> None:
    told = [(row[0], row[1], row[2], row[3], row[7]) for row in rows(adr("history"))]
    assert told == [
        ("2026-03-24", "", "proposed", "4", "Ada Lovelace"),
        ("2026-03-22", "accepted", "superseded", "1", "Ada Lovelace"),
        ("2026-03-22", "", "accepted", "2", "Ada Lovelace"),
        ("2026-03-02", "proposed", "accepted", "1", "Ada Lovelace"),
        ("2026-03-01", "", "proposed", "1", "Ada Lovelace"),
    ]
    assert [row[2] for row in rows(adr("history", "--since", "1w", "--today", "2026-03-28"))] == [
        "proposed",
        "superseded",
        "accepted",
    ]
    assert [row[3] for row in rows(adr("history", "v1..HEAD~1"))] == ["1", "2"]
    assert [row[3] for row in rows(adr("history", "--at", "v1"))] == ["1", "1"]
    assert len(rows(adr("history", "--limit", "2"))) == 2
    nothing = adr("history", "--since", "2026-03-25").ok()
    assert not nothing.out
    assert "no status changed since 2026-03-25" in nothing.stderr


def test_transitions_as_json_name_author_committer_and_merge(story: Repo, adr: Adr) -> None:
    told = adr("history", "--json").json()
    assert isinstance(told, dict)
    superseded = told["transitions"][1]
    assert (superseded["from"], superseded["to"], superseded["to_text"]) == (
        "accepted",
        "superseded",
        "Superseded by 2. Use a table",
    )
    assert superseded["commit"]["author"] == {
        "name": "Ada Lovelace",
        "email": "ada@example.org",
        "date": "2026-03-20T12:00:00+00:00",
    }
    assert superseded["merge"]["subject"] == "Merge side"
    assert superseded["merge"]["author"]["name"] == "Grace Hopper"
    assert told["transitions"][0]["merge"] is None
    assert told["tip"] == story.git("rev-parse", "HEAD")
    assert told["notes"] == []


@pytest.mark.usefixtures("story")
def test_a_life_is_shown_with_what_changed_word_by_word(adr: Adr) -> None:
    said = adr("history", "3").ok().stdout
    assert "accepted   2026-03-20. Commit" in said
    assert "by Ada Lovelace, merged by Grace Hopper." in said
    assert "decided    2026-03-20 (git says so, the record has no date)" in said
    assert "formerly docs/adr/0002-use-a-table.md" in said
    assert "renamed from docs/adr/0002-use-a-table.md" in said
    assert "We use a table{+ in PostgreSQL+}." in said
    assert "new: accepted" in said
    assert "approve" not in said
    assert "[-" not in adr("history", "3", "--no-diff").ok().stdout
    inside = adr.at(adr.cwd / "docs")
    assert "Use a table" in inside("history", "../docs/adr/0003-use-a-table.md").ok().lines[0]  # a path, no range
    assert adr("history", "3", "--limit", "1").ok().stdout.count("Commit") == 2


def test_a_life_as_json_keeps_created_proposed_and_decided_apart(story: Repo, adr: Adr) -> None:
    path = story.path / "docs/adr/0001-use-redis.md"
    text = path.read_bytes().replace(b"## Status", b"Date: 2026-02-27\n\n## Status")
    path.write_bytes(text)
    told = adr("history", "1", "--json").json()
    assert isinstance(told, dict)
    known = told["history"]
    assert known["created"]["subject"] == "Propose Redis"
    assert known["proposed"]["commit"]["subject"] == "Propose Redis"
    assert known["accepted"]["commit"]["subject"] == "Accept Redis"
    assert known["decided"] == {"date": "2026-02-27", "source": "record"}
    assert [one["to"] for one in known["transitions"]] == ["proposed", "accepted", "superseded"]
    assert told["changes"][0]["diff"] == [
        [
            {"op": "same", "text": "Superseded by ["},
            {"op": "removed", "text": "2"},
            {"op": "added", "text": "3"},
            {"op": "same", "text": ". Use a table]("},
            {"op": "removed", "text": "0002"},
            {"op": "added", "text": "0003"},
            {"op": "same", "text": "-use-a-table.md)"},
        ]
    ]


def test_a_record_and_its_commits_that_disagree_are_reported(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", record("1. X", "Proposed"))
    repo.commit("Propose", date=day(1))
    repo.write("docs/adr/0001-x.md", record("1. X\n\nDate: 2026-03-09", "Accepted"))
    repo.commit("Accept", date=day(20))
    assert (
        "! the record says 2026-03-09, its commits say that it was accepted on 2026-03-20"
        in adr("history", "1").ok().stdout
    )
    repo.write("docs/adr/0001-x.md", record("1. X", "Rejected"))
    assert "! the work tree says Rejected, the last commit Accepted" in adr("history", "1").ok().stdout


def test_a_record_that_is_gone_still_has_a_history(story: Repo, adr: Adr) -> None:
    story.git("rm", "--quiet", "docs/adr/0004-cache.md")
    story.commit("Drop the cache", date=day(25))
    said = adr("history", "4").ok().stdout
    assert "removed" in said.splitlines()[0]
    assert "proposed → removed" in said
    told = adr("history", "cache", "--json").json()
    assert isinstance(told, dict)
    assert told["record"] is None
    assert "no record '9'" in adr("history", "9").ends_with(2).stderr


def test_a_sparse_checkout_hides_nothing(story: Repo, adr: Adr) -> None:
    story.write("src/x", "x")
    story.commit("Work", date=day(26))
    before = adr("history").ok().stdout
    story.git("sparse-checkout", "set", "--no-cone", "/*", "!/docs/adr/0004-cache.md")
    assert not (story.path / "docs/adr/0004-cache.md").exists()
    assert adr("history").ok().stdout == before
    assert "not in the work tree" in adr("history", "4").ok().lines[0]
    assert "Not seen: docs/adr/0004-cache.md is not checked out (a sparse checkout)." in adr("digest").ok().stdout
    story.git("sparse-checkout", "disable")
    (story.path / "docs/adr/0004-cache.md").unlink()
    assert "Not seen: 1 of the last commit's files are not in the work tree" in adr("digest").ok().stdout
    assert "### Waiting" in adr("digest", "--at", "HEAD").ok().stdout
    assert len(rows(adr("list", "--at", "HEAD"))) == 3


def test_a_difference_says_what_is_new_replaced_renumbered_and_edited(story: Repo, adr: Adr) -> None:
    said = adr("diff", "v1", "HEAD").ok().stdout
    assert said == (
        "Decisions, v1 to HEAD\n\nNew\n  3 Use a table\n      accepted. We use a table in PostgreSQL.\n"
        "  4 Cache\n      proposed. We do this.\n\n"
        "Superseded\n  1 Use Redis\n      accepted → superseded, by 3 Use a table.\n"
    )
    told = adr("diff", "HEAD~2..HEAD", "--json").json()
    assert isinstance(told, dict)
    found = {(one["after"] or one["before"])["id"]: one for one in told["changes"]}
    assert found["0003-use-a-table"]["changes"] == ["renumbered", "edited after acceptance"]
    assert found["0003-use-a-table"]["sections"] == ["Decision"]
    assert found["0003-use-a-table"]["before"]["number"] == 2
    assert found["0004-cache"]["changes"] == ["new"]
    assert "0001-use-redis" not in found  # a link that follows its target changes no decision
    back = adr("diff", "HEAD", "HEAD~1", "--format", "markdown").ok().stdout
    assert back == "## Decisions, HEAD to HEAD\\~1\n\n### Removed\n\n- **4 Cache**\n"
    assert adr("diff", "HEAD").ok().stdout == "Decisions, HEAD to the work tree\nNo decision differs.\n"
    story.write("docs/adr/0004-cache.md", record("4. Cache it", "Rejected"))
    assert "proposed → rejected" in adr("diff", "HEAD").ok().stdout


def of_the_template(title: str, says: str) -> str:
    """A record as a template makes it: more of the template than of what it says."""
    known = (
        "## Considered options\n\n{what else was possible}\n\n## Links\n\n{if there are any}\n\n## Notes\n\n{more}\n"
    )
    return record(title, "Proposed", says, f"\n{known}")


def test_a_record_in_the_place_of_another_is_not_that_one_under_another_name(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-use-redis.md", of_the_template("1. Use Redis", "We queue in Redis."))
    repo.write("docs/adr/0002-use-mysql.md", of_the_template("2. Use MySQL", "We keep orders in MySQL."))
    repo.commit("Begin", date=day(1))
    repo.git("rm", "--quiet", "docs/adr/0002-use-mysql.md")
    repo.write("docs/adr/0003-talk-by-queues.md", of_the_template("3. Talk by queues", "Services do not wait."))
    repo.commit("Think again", date=day(2))
    assert [row[1:4] for row in rows(adr("history"))] == [
        ["proposed", "removed", "2"],
        ["", "proposed", "3"],
        ["", "proposed", "1"],
        ["", "proposed", "2"],
    ]
    assert "formerly" not in adr("history", "3").ok().stdout
    assert adr("diff", "HEAD~1", "HEAD").ok().stdout == (
        "Decisions, HEAD~1 to HEAD\n\nNew\n  3 Talk by queues\n      proposed. Services do not wait.\n\n"
        "Removed\n  2 Use MySQL\n"
    )
    digest = adr("digest", "HEAD~1..HEAD").ok().stdout
    assert "### Removed\n\n- **2 Use MySQL**: Think again. Commit " in digest
    assert "Renumbered" not in digest


def test_two_branches_that_each_add_a_record_differ_by_both(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-use-redis.md", of_the_template("1. Use Redis", "We queue in Redis."))
    repo.commit()
    for branch, title in (("one", "Use MySQL"), ("other", "Talk by queues")):
        repo.git("switch", "--quiet", "--create", branch, "main")
        name = title.lower().replace(" ", "-")
        repo.write(f"docs/adr/0002-{name}.md", of_the_template(f"2. {title}", f"To {name} is decided here."))
        repo.commit()
    said = adr("diff", "one", "other").ok().stdout
    assert [line for line in said.splitlines() if not line.startswith("   ")] == [
        *("Decisions, one to other", "", "New", "  2 Talk by queues", "", "Removed", "  2 Use MySQL"),
    ]
    repo.git("switch", "--quiet", "one")
    repo.git("mv", "docs/adr/0002-use-mysql.md", "docs/adr/0007-keep-orders-in-mysql.md")
    text = of_the_template("7. Keep orders in MySQL", "To use-mysql is decided here.")
    repo.write("docs/adr/0007-keep-orders-in-mysql.md", text.replace("It was slow.", "It was slow, and lost some."))
    repo.commit()
    renamed = adr("diff", "one~1", "one").ok().stdout
    assert "Renumbered\n  7 Keep orders in MySQL\n      was 2.\n" in renamed
    assert "was “Use MySQL”" in renamed


def test_a_digest_says_what_was_decided_and_what_waits_and_for_whom(story: Repo, adr: Adr) -> None:
    text = story.read("docs/adr/0003-use-a-table.md")
    story.write("docs/adr/0003-use-a-table.md", f"---\nreview-by: 2026-03-27\n---\n{text}")
    story.commit("Look again", date=day(25))
    take, renumber = (
        story.git("log", "-1", "--format=%H", f"--grep={subject}")[:9] for subject in ("Take a table", "Renumber")
    )
    who = f"Commit {take} by Ada Lovelace, merged by Grace Hopper."
    said = adr("digest", "--today", "2026-03-28").ok().stdout
    assert (
        said
        == f"""\
## Decisions since 2026-03-21

### Decided

- **3 Use a table**: We use a table in PostgreSQL. Decided on 2026-03-20. {who} Replaces 1 Use Redis.

### Superseded

- **1 Use Redis**: by 3 Use a table.

### Renumbered

- **3 Use a table**: was 2. Commit {renumber} by Ada Lovelace.

### Edited after acceptance

- **3 Use a table**
  - Renumber (Commit {renumber} by Ada Lovelace)

### Waiting for a decision

- **4 Cache**: for 4 days, since 2026-03-24. Waits for ada, ops-team.
  - open: Who runs it? (@ada, @ops-team)

### Due for review

- **3 Use a table**: since 2026-03-27.
"""
    )
    told = adr("digest", "v1..HEAD", "--json", "--today", "2026-03-28").json()
    assert isinstance(told, dict)
    assert [one["id"] for one in told["accepted"]] == ["0003-use-a-table"]
    assert told["waiting"][0]["waits_for"] == ["ada", "ops-team"]
    assert told["waiting"][0]["days"] == 4
    assert [(one["id"], one["from"], one["to"]) for one in told["renumbered"]] == [("0003-use-a-table", 2, 3)]
    assert told["superseded"][0]["by"][0]["number"] == 3
    quiet = adr("digest", "--since", "2026-06-01", "--today", "2026-03-01").ok().stdout
    assert "### Decided" not in quiet


def test_a_digest_names_changes_that_came_without_a_decision_on_purpose(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", record("1. X", "Accepted"))
    repo.commit("Decide", date=day(1))
    said = (
        "Rename the pool\n\nIt was called a queue.\n\nADR: none, only a name changes",
        "Update click\n\nSigned-off-by: Ada <ada@example.org>\nadr: None (a patch release\n of a library)",
        "Add a helper\n\nADR: no",
        "Use the table\n\nADR: 1",  # its decision
        "Say\n\nADR: none, it is no trailer\n\nas prose goes on",
        "Nothing to see",
    )
    commits = []
    for number, message in enumerate(said):
        repo.write("src/pool.py", f"x = {number}\n")
        commits.append(repo.commit(message, date=day(2 + number)))
    (where,) = (repo.git("log", "--format=%h", "--abbrev=9", "--grep=Rename the pool"),)
    found = adr("digest", "--since", "2026-03-01", "--today", "2026-03-20").ok().stdout
    assert "### Without a decision, on purpose\n" in found
    assert f"- **Rename the pool**: only a name changes. Commit {where.strip()} by Ada Lovelace.\n" in found
    assert "- **Update click**: a patch release of a library. " in found
    assert "- **Add a helper**: No reason is given. " in found
    assert "Use the table" not in found
    assert "no trailer" not in found
    told = adr("digest", "HEAD~5..HEAD", "--json").json()
    assert isinstance(told, dict)
    assert [(one["subject"], one["reason"]) for one in told["exempted"]] == [
        ("Add a helper", None),
        ("Update click", "a patch release of a library"),
    ]
    assert "on purpose" not in adr("digest", "--since", "2026-03-10", "--today", "2026-03-20").ok().stdout


def test_a_digest_of_names_and_titles_that_look_like_markup_is_text(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", record("1. Use *stars* | <b>", "Accepted", "We [link](http://x) it."))
    repo.commit("`Evil` <script>")
    said = adr("digest").ok().stdout
    assert "\\<b\\>" in said or "stars" in said
    assert "<script>" not in said
    assert "](http" not in said


def test_without_git_a_digest_says_what_the_records_say_and_what_it_could_not_see(tmp_path: Path, adr: Adr) -> None:
    log = tmp_path / "plain" / "docs" / "adr"
    log.mkdir(parents=True)
    (log / "0001-x.md").write_text(record("1. X\n\nDate: 2026-03-27", "Accepted"), encoding="utf-8")
    run = adr.at(tmp_path / "plain")
    said = run("digest", "--today", "2026-03-28").ok().stdout
    assert "- **1 X**: We do this. Decided on 2026-03-27." in said
    assert "*Not seen: changes of status (this is no git repository" in said
    for command in (("history",), ("history", "1"), ("diff", "HEAD"), ("list", "--at", "HEAD"), ("digest", "a..b")):
        assert "no git repository" in run(*command).ends_with(2).stderr


def test_a_list_tells_the_history_of_each_record_where_it_is_asked_for(story: Repo, adr: Adr, tmp_path: Path) -> None:
    story.write("docs/adr/0009-new.md", record("9. New", "Proposed"))
    told = adr("list", "--json", "--history").json()
    assert isinstance(told, dict)
    known = {one["number"]: one["history"] for one in told["records"]}
    assert known[9] is None
    assert known[1]["accepted"]["commit"]["subject"] == "Accept Redis"
    assert known[3]["paths"] == ["docs/adr/0002-use-a-table.md", "docs/adr/0003-use-a-table.md"]
    assert known[4]["decided"] is None
    assert known[3]["edited_after_acceptance"][0]["commit"]["subject"] == "Renumber"
    assert told["notes"] == []
    assert "history" not in str(adr("list", "--json").json())
    assert "goes with --json" in adr("list", "--history").ends_with(2).stderr
    shutil.copytree(story.path / "docs", tmp_path / "plain" / "docs")
    plain = adr.at(tmp_path / "plain")("list", "--json", "--history").json()
    assert isinstance(plain, dict)
    assert [one["history"] for one in plain["records"]] == [None] * 4
    assert "no git repository" in plain["notes"][0]


def test_every_reading_command_reads_the_log_as_it_was(story: Repo, adr: Adr) -> None:
    head = story.git("rev-parse", "HEAD")
    story.write("docs/adr/0009-new.md", record("9. New", "Accepted"))
    status = story.git("status", "--porcelain")
    assert [row[:2] for row in rows(adr("list", "--at", "v1"))] == [["1", "accepted"]]
    assert [row[0] for row in rows(adr("list", "--at", "HEAD"))] == ["1", "3", "4"]
    assert [row[0] for row in rows(adr("--at", "HEAD~2", "list"))] == ["1", "2"]
    assert adr("show", "1", "--at", "v1").ok().stdout == record("1. Use Redis", "Accepted", "We queue jobs in Redis.")
    assert "Use a table" not in adr("graph", "--at", "v1").ok().stdout
    assert not adr("search", "table", "--at", "v1").ok().out
    told = adr("show", "2", "--at", "side", "--json").json()
    assert isinstance(told, dict)
    assert told["record"]["links"][0]["target_id"] == "0001-use-redis"
    adr("site", "build", "--at", "v1", "--out", str(story.path.parent / "site")).ok()
    assert (story.path.parent / "site" / "records" / "0001-use-redis.html").exists()
    assert not (story.path.parent / "site" / "records" / "0003-use-a-table.html").exists()
    assert (story.git("rev-parse", "HEAD"), story.git("status", "--porcelain")) == (head, status)


def test_what_was_is_not_written(story: Repo, adr: Adr) -> None:
    assert "adr new cannot work on the log as it was" in adr("--at", "v1", "new", "X").ends_with(2).stderr
    assert "No such option" in adr("accept", "1", "--at", "v1").ends_with(2).stderr
    assert not story.git("status", "--porcelain")


@pytest.mark.usefixtures("story")
def test_a_revision_that_is_none_is_an_error_and_never_an_option(adr: Adr) -> None:
    for given in ("nowhere", "-x", "--all", "--git-dir", "HEAD:docs", "v1^{tree}"):
        ran = adr("list", f"--at={given}").ends_with(2)
        assert any(word in ran.stderr for word in ("revision", "commit", "No such option"))
    assert "no range" in adr("digest", "v1").ends_with(2).stderr
    assert "is no time" in adr("history", "--since", "soon").ends_with(2).stderr
    assert "leave one of them out" in adr("history", "v1..HEAD", "--since", "1w").ends_with(2).stderr
    assert "adr history 1" in adr("history", "1", "--since", "1w").ends_with(2).stderr


def test_the_log_is_found_where_it_was(repo: Repo, adr: Adr) -> None:
    """In today's folder; else where the settings of that time say; in a usual one; or where records came from."""
    texts = {f"000{n}-x{n}.md": record(f"{n}. X{n}", "Accepted", f"We do {n}.") for n in range(1, 5)}
    places = ("settings/said/so", "doc/adr", "anywhere", "docs/decisions", "docs/adr")
    before = None
    for place in places:
        if before:
            repo.git("rm", "-r", "--quiet", before)
        for name, text in texts.items():
            repo.write(f"{place}/{name}", text)
        settings = repo.path / "adr.toml"
        if place == "settings/said/so":
            repo.write("adr.toml", f'log = "{place}"\n')
        elif settings.exists():
            settings.unlink()
        repo.commit(place)
        before = place
    for age, place in enumerate(reversed(places)):
        found = [row[4] for row in rows(adr("list", "--at", f"HEAD~{age}"))]
        assert found == [f"{place}/{name}" for name in texts], place
        assert rows(adr("history", "--at", f"HEAD~{age}"))[-1][5].startswith(f"{places[0]}/"), place
        assert f"{place}/0001-x1.md" in adr("history", "1", "--at", f"HEAD~{age}").ok().stdout
        told = adr("digest", "--since", "2001-01-01", "--at", f"HEAD~{age}", "--json").json()
        assert isinstance(told, dict)
        assert all(one["transition"] for one in told["accepted"]), place
    repo.git("checkout", "--quiet", "--orphan", "other")
    repo.git("rm", "-r", "--quiet", "--cached", ".")
    repo.git("commit", "--quiet", "--allow-empty", "--message", "Nothing")
    assert "no decision log in HEAD" in adr("list", "--at", "HEAD").ends_with(2).stderr


@pytest.mark.parametrize(
    ("revision", "said", "hint"),
    [
        ("v1:docs", "v1:docs is a folder, no commit", "name the commit alone: v1"),
        ("v1:docs/adr/0001-use-redis.md", "is a file, no commit", "name the commit alone: v1"),
        ("main^{tree}", "main^{tree} is a folder, no commit", "name the commit alone: main"),
        ("of-a-file", "of-a-file is a file, no commit", "git log --oneline --all"),
        ("v1:nope", "there is no revision 'v1:nope'", "git log --oneline v1 "),
        ("main~999", "there is no revision 'main~999'", "git log --oneline main "),
        ("mian", "there is no revision 'mian'", "did you mean main?"),
        ("Mian~2", "there is no revision 'Mian~2'", "did you mean main~2?"),
        ("mian:docs", "there is no revision 'mian:docs'", "did you mean main?"),
        ("queue", "there is no revision 'queue'", "did you mean origin/queue?"),
        ("zzzzzzzz", "there is no revision 'zzzzzzzz'", "git branch -a and git tag"),
        ("0" * 39 + "1", "there is no revision '000", "git fetch --all"),
        ("v1@{99}", "there is no revision 'v1@{99}'", "git"),
    ],
)
def test_a_revision_that_is_no_commit_is_no_broken_repository(
    story: Repo, adr: Adr, revision: str, said: str, hint: str
) -> None:
    story.git("tag", "--annotate", "--message=A file", "of-a-file", "main:docs/adr/0001-use-redis.md")
    story.git("update-ref", "refs/remotes/origin/queue", "main")
    for command in (("list", f"--at={revision}"), ("history", f"--at={revision}"), ("diff", "--", "v1", revision)):
        refused = adr(*command).ends_with(2).stderr
        assert said in refused
        assert hint in refused.partition("hint: ")[2]
        assert "fsck" not in refused


def test_a_name_for_a_commit_that_is_gone_is_a_broken_repository(story: Repo, adr: Adr) -> None:
    (story.path / ".git" / "refs" / "heads" / "lost").write_text("1" * 40 + "\n", encoding="utf-8")
    refused = adr("list", "--at", "lost").ends_with(2).stderr
    assert "lost is 111111111, which is no commit that git can read" in refused
    assert "git fsck" in refused


def test_a_log_in_a_submodule_is_asked_for_there(story: Repo, adr: Adr, tmp_path: Path) -> None:
    outer = replace(story, path=tmp_path / "outer")
    outer.path.mkdir()
    outer.git("init", "--quiet")
    take = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", story.path.as_uri(), "my sub")
    outer.git(*take)
    outer.write("adr.toml", 'log = "my sub/docs/adr"\n')
    outer.commit("Take in")
    run = adr.at(outer.path)
    assert len(rows(run("list"))) == 3
    for words in (["history"], ["history", "3"], ["list", "--at", "HEAD"], ["diff", "HEAD"]):
        refused = run(*words).ends_with(2).stderr
        assert "my sub/docs/adr lies in the submodule my sub" in refused
        assert "hint: adr -C 'my sub' history" in refused
    assert "changes of status (my sub/docs/adr lies in the submodule my sub" in run("digest").ok().stdout
    assert len(rows(run("-C", "my sub", "history"))) == 5
    outer.write("adr.toml", '[logs]\nours = "docs/adr"\ntheirs = "my sub/docs/adr"\n')
    outer.write("docs/adr/0001-x.md", record("1. X", "Proposed"))
    outer.commit("Begin")
    assert [row[4] for row in rows(run("history"))] == ["X"]
    assert "lies in the submodule my sub" in run("history", "theirs/3").ends_with(2).stderr


def test_a_bare_repository_answers_about_the_past(story: Repo, adr: Adr, tmp_path: Path) -> None:
    story.git("clone", "--quiet", "--bare", story.path, tmp_path / "bare.git")
    run = adr.at(tmp_path / "bare.git")
    assert [row[0] for row in rows(run("list", "--at", "HEAD"))] == ["1", "3", "4"]
    assert len(rows(run("history"))) == 5
    assert "We use a table{+ in PostgreSQL+}." in run("history", "3", "--at", "main").ok().stdout
    assert "waits_for" in run("digest", "--at", "HEAD", "--json").ok().stdout
    for place in (run, adr.at(tmp_path / "bare.git" / "refs")):
        refused = place("list").ends_with(2)
        assert "bare repository" in refused.stderr
        assert "--at HEAD" in refused.stderr
    for words in (["digest", "v1.."], ["digest", "v1..HEAD"], ["history", "3"], ["diff", "v1"]):
        assert "Use a table" in run(*words).ok().stdout, words
    assert "4 Cache" in run("digest").ok().stdout
    assert run("digest").stdout == run("digest", "--at", "HEAD").ok().stdout
    assert run("diff", "v1", "--json").json() == run("diff", "v1", "HEAD", "--json").json()
    assert run("diff", "v1").ok().stdout == run("diff", "v1", "HEAD").ok().stdout
    assert "not in the work tree" not in run("history", "3").ok().stdout
    assert "3 Use a table" in run("diff", "v1", "main").ok().stdout
    assert "3 Use a table" in run("digest", "v1..main").ok().stdout


def test_what_a_partial_clone_lacks_is_said_and_never_fetched(story: Repo, adr: Adr, tmp_path: Path) -> None:
    story.git("config", "uploadpack.allowFilter", "true")
    story.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", story.path.as_uri(), tmp_path / "partial")
    run = adr.at(tmp_path / "partial")
    for words in (["list"], ["search", "redis"], ["graph"], ["digest"]):
        assert run(*words, "--at", "HEAD").stderr.count("is not in this clone (a partial one)") == 3
    told = run("list", "--at", "HEAD", "--json").json()
    assert isinstance(told, dict)
    assert len(told["problems"]) == 3


def test_a_symlink_is_followed_inside_the_revision_and_nowhere_else(repo: Repo, adr: Adr, tmp_path: Path) -> None:
    repo.write("elsewhere/x.md", record("X", "Accepted"))
    (tmp_path / "secret.md").write_text(record("Secret", "Accepted"), encoding="utf-8")
    repo.write("docs/adr/0003-y.md", record("3. Y", "Accepted"))
    links = {"0001-x.md": "../../elsewhere/x.md", "0002-s.md": str(tmp_path / "secret.md"), "0004-l.md": "0004-l.md"}
    for name, target in links.items():
        (repo.path / "docs/adr" / name).symlink_to(target)
    repo.commit()
    shutil.rmtree(repo.path / "elsewhere")
    told = adr("list", "--at", "HEAD", "--json").json()
    assert isinstance(told, dict)
    assert [one["title"] for one in told["records"]] == ["X", "Y"]
    assert {one["path"] for one in told["problems"]} == {"0002-s.md", "0004-l.md"}


def test_before_the_first_commit_in_a_shallow_clone_and_in_a_broken_repository(
    repo: Repo, story: Repo, adr: Adr, tmp_path: Path
) -> None:
    empty = replace(repo, path=tmp_path / "empty")
    empty.path.mkdir()
    empty.git("init", "--quiet")
    empty.write("docs/adr/0001-x.md", record("1. X", "Proposed"))
    assert "no commits yet" in adr.at(empty.path)("history").ends_with(2).stderr
    assert "no commits yet" in adr.at(empty.path)("digest").ok().stdout
    empty.commit()
    empty.write("docs/adr/0002-y.md", record("2. Y", "Proposed"))
    assert "is in no commit yet" in adr.at(empty.path)("history", "2").ends_with(2).stderr

    story.git("clone", "--quiet", "--depth=1", story.path.as_uri(), tmp_path / "shallow")
    shallow = adr.at(tmp_path / "shallow")
    assert "shallow clone" in shallow("history").ok().stderr
    assert "Not seen: shallow clone" in shallow("digest").ok().stdout
    told = shallow("history", "--json").json()
    assert isinstance(told, dict)
    assert "shallow" in told["notes"][0]

    shutil.rmtree(story.path / ".git" / "objects")
    (story.path / ".git" / "objects").mkdir()
    for command in (["history"], ["list", "--at", "HEAD"], ["diff", "v1"]):
        broken = adr(*command).ends_with(2)
        assert "which is no commit that git can read" in broken.stderr
        assert "no commits yet" not in broken.stderr
        assert "git fsck" in broken.stderr
    assert len(rows(adr("list"))) == 3
    assert len(rows(adr("list"))) == 3  # what needs no history still works


@pytest.mark.usefixtures("story")
def test_without_a_git_binary_and_in_somebody_elses_repository(adr: Adr, somebody_elses: str) -> None:
    bare = adr("history", env={"PATH": ""}).ends_with(2).stderr
    assert "git is not installed" in bare
    assert "fsck" not in bare
    assert "git is not installed" in adr("list", "--at", "v1", env={"PATH": ""}).ends_with(2).stderr
    assert len(rows(adr("list", env={"PATH": ""}))) == 3
    theirs = adr.given(PATH=somebody_elses)
    assert "hint: git config --global --add safe.directory" in theirs("history").ends_with(2).stderr
    assert "safe.directory" in theirs("diff", "v1").ends_with(2).stderr


def test_a_terminal_is_driven_by_no_commit(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", record("1. X", "Accepted"))
    repo.git("config", "user.name", "Evil \u202e\x1b[2J")
    repo.commit("Subject \x1b]0;owned\x07")
    for command in (("history",), ("history", "1"), ("digest",)):
        said = adr(*command).ok()
        assert "\x1b" not in said.stdout
        assert "\u202e" not in said.stdout


def test_the_first_answer_costs_five_processes_and_the_next_one(
    story: Repo, adr: Adr, tmp_path: Path, before_git: Callable[[str], str]
) -> None:
    run = replace(adr, apart=True).given(PATH=before_git(f'echo x >> "{tmp_path}/started"'))

    def processes(*command: str) -> int:
        (tmp_path / "started").write_text("", encoding="utf-8")
        run(*command).ok()
        return len((tmp_path / "started").read_text(encoding="utf-8").split())

    assert processes("history") == 5  # which commit, the graph, the log, moves, contents
    assert processes("history") == 1
    assert processes("digest") == 2  # and commits that say that they need no decision
    assert processes("history", "3") == 2  # and the texts to compare
    assert processes("list", "--at", "v1") == 3  # which commit, its files, their contents
    assert processes("diff", "v1") == 3
    assert processes("history", "--at", "v1") == 5  # another branch's memory: which commit, its files, then as above
    assert processes("digest", "--at", "v1") == 4  # which commit, its files, their contents, exemptions
    assert processes("digest", "v1..HEAD") == 4  # both ends, what lies between, exemptions
    story.commit("Nothing about decisions")
    assert processes("history") == 3
    assert processes("list") == 0


@pytest.mark.usefixtures("story")
def test_which_time_is_meant_is_said_once_and_never_as_an_option(adr: Adr) -> None:
    for words in (["list", "--at=--x"], ["list", "--at", "--x"], ["--at=--x", "list"], ["diff", "--", "--x"]):
        assert "there is no revision '--x'" in adr(*words).ends_with(2).stderr
    for command in (["history", "--", "HEAD..--x"], ["digest", "--", "--x..HEAD"], ["graph", "--diff=--x"]):
        assert "there is no revision '--x'" in adr(*command).ends_with(2).stderr
    assert "--dir --output: there is no such directory" in adr("list", "--dir=--output").ends_with(2).stderr
    assert "requires an argument" in adr("list", "--at").ends_with(2).stderr
    for ranged in (["history", "v1..HEAD", "--at", "v1"], ["digest", "v1..HEAD", "--at", "v1"]):
        assert "a range and --at" in adr(*ranged).ends_with(2).stderr
    assert len(rows(adr("list", "--at", ":/Accept Redis"))) == 1  # git's own words for a commit by its subject
    assert "no status changed" in adr("history", "HEAD..v1").ok().stderr + adr("history", "HEAD..v1").stdout


def test_all_of_time_is_a_time(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", record("1. X", "Accepted"))
    repo.commit("Accept X", date=day(1))
    repo.write("x.py", "")
    repo.commit("Tidy\n\nADR: none, only white space", date=day(2))
    for since in ("99999y", "0001-01-01", "1960-01-01", "1970-01-02"):
        told = adr("digest", "--since", since, "--today=2026-03-03").ok().stdout
        assert "**1 X**" in told
        assert "only white space" in told


def test_a_digest_says_how_many_records_state_no_status(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", "# 1. X\n\n## Context\n\nSlow.\n")
    repo.commit("Write X", date=day(1))
    repo.write("docs/adr/0002-y.md", "# 2. Y\n\n## Context\n\nSlow.\n")
    repo.commit("Write Y", date=day(20))
    told = adr("digest", "--since=2026-03-15", "--today=2026-03-21").ok().stdout
    assert "what became of 1 record that came or changed without a status" in told
    assert "what became of 2 records" in adr("digest", "--since=2026-02-15", "--today=2026-03-21").ok().stdout
    assert "what became" not in adr("digest", "--since=2026-03-21", "--today=2026-03-21").ok().stdout


def test_a_replacement_of_what_was_superseded_before_is_told_once(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", record("1. X", "Superseded"))
    repo.commit("Supersede X", date=day(1))
    repo.write("docs/adr/0001-x.md", record("1. X", "Superseded by [2. Y](0002-y.md)"))
    repo.write("docs/adr/0002-y.md", record("2. Y", "Accepted"))
    repo.commit("Say by what", date=day(2))
    assert "- **1 X**: by 2 Y." in adr("diff", "HEAD~1", "HEAD", "--format=markdown").ok().stdout


def test_a_date_that_is_still_to_come_decides_nothing_yet(repo: Repo, adr: Adr) -> None:
    repo.write("docs/adr/0001-x.md", "# 1. X\n\nDate: 2062-03-01\n\n## Status\n\nAccepted\n")
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "--allow-empty-message", "--message", "", env={"GIT_COMMITTER_DATE": day(1)})
    assert "Decided" not in adr("digest", "--since=2026-03-10", "--today=2026-03-12").ok().stdout
    assert "(without a message)" in adr("history", "1").ok().stdout


def test_what_waits_since_a_day_that_is_still_to_come_waits_since_no_day(adr: Adr, repo: Repo) -> None:
    for number, date in ((1, "2062-03-01"), (2, "2026-03-10"), (3, "2062-03-02")):
        repo.write(f"docs/adr/000{number}-x.md", f"# {number}. X\n\nDate: {date}\n\n## Status\n\nProposed\n")
    assert "waiting" in adr("digest", "--today=2026-03-12", "--json").ok().stdout
    told = adr("digest", "--today=2026-03-12").ok().stdout
    assert "- **2 X**: for 2 days, since 2026-03-10." in told
    assert "2062" not in told
