"""``adr where``: what is found in real repositories, what was not looked at, and what ``--fix`` puts right."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import Adr, Repo


@pytest.fixture
def log(repo: Repo, adr: Adr) -> Adr:
    """Two records, the second of which was renumbered and is superseded by a third, and a few files."""
    adr("init").ok()
    adr("new", "Use Cloud", "--status", "accepted").ok()
    adr("new", "Use Metal", "--status", "accepted", "--supersedes", "2").ok()
    repo.write("src/a.py", "# ADR-0002 says so\n# see docs/adr/0001-record-architecture-decisions.md\n")
    return adr


def test_every_mention_comes_with_its_place_its_record_and_its_line(repo: Repo, log: Adr) -> None:
    line = "Read [ADR-1](adr/0001-record-architecture-decisions.md) first."
    repo.write("docs/guide.md", f"{line}\n")
    ran = log("where", "1").ok()
    record, name = "0001-record-architecture-decisions", "adr/0001-record-architecture-decisions.md"
    assert [tuple(row.split("\t")) for row in ran.lines] == [
        ("docs/guide.md:1:7", "", record, "ADR-1", "", line),
        ("docs/guide.md:1:14", "", record, name, "", line),
        ("src/a.py:2:7", "", record, f"docs/{name}", "", f"# see docs/{name}"),
    ]
    assert ran.stderr == "3 mentions of 1 in 2 of 6 files\n"
    assert log("where", "3").ok().stdout.count("0002-use-cloud.md:2:") == 2  # the record that it replaced


def test_check_tells_what_is_wrong_and_nothing_else(repo: Repo, log: Adr) -> None:
    repo.write("b.txt", "ADR-0099\nADR-0002 was superseded, it was\n")
    ran = log("where", "--all", "--check").ends_with(1)
    assert [line.split("\t")[:3] for line in ran.lines] == [
        ["b.txt:1:1", "unknown", ""],
        ["src/a.py:1:3", "superseded", "0002-use-cloud"],
    ]
    data = cast("dict[str, list[dict[str, object]]]", _json(log, "where", "--all", "--check", "--json"))
    assert data["mentions"][1]["instead"] == "0003-use-metal"
    repo.write("b.txt", "")
    repo.write("src/a.py", "")
    log("where", "--all", "--check").ok()


def _json(adr: Adr, *words: str) -> object:
    import json

    return json.loads(adr(*words).ends_with(1).stdout)


def test_a_number_that_is_on_another_branch_is_told_from_one_that_never_was(repo: Repo, log: Adr) -> None:
    repo.commit()
    repo.git("switch", "--quiet", "--create", "queue")
    log("new", "Use Queues").ok()
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.write("b.txt", "ADR-4 ADR-5\n")
    mentions = cast("dict[str, list[dict[str, str]]]", log("where", "--all", "--json").json())["mentions"]
    said = [mention["message"] for mention in mentions if mention["trouble"] == "unknown"]
    assert said == [
        "no record of this log has the number 4: 0004 is on queue",
        "no record of this log has the number 5",
    ]


def test_fix_puts_right_what_is_certain_and_says_what_is_left(repo: Repo, log: Adr) -> None:
    log("renumber", "1", "9").ok()
    old = "0001-record-architecture-decisions.md"
    repo.write("b.md", f"[ADR-1](docs/adr/{old}) `adr/{old}` ADR-99 ADR-0002\n")
    repo.write("docs/c.md", f"[x](../adr/{old}#why), ADR-0001 (formerly ADR-0001)\n")
    new = old.replace("0001", "0009")
    preview = log("where", "--all", "--fix", "--dry-run").ok()
    assert preview.stdout.count("\n+") == 4
    ran = log("where", "--all", "--fix", "--check").ends_with(1)
    assert repo.read("b.md") == f"[ADR-9](docs/adr/{new}) `adr/{new}` ADR-99 ADR-0002\n"
    assert repo.read("docs/c.md") == f"[x](adr/{new}#why), ADR-0009 (formerly ADR-0001)\n"
    assert ran.lines == ["b.md", "docs/c.md"]
    assert "left: b.md:1:" in ran.stderr
    assert "no record of this log has the number 99" in ran.stderr
    assert log("where", "--all", "--fix").ok().stderr.startswith("nothing that could be put right for certain\n")


def test_fix_puts_records_right_too(repo: Repo, log: Adr) -> None:
    log("renumber", "1", "9").ok()
    old = (
        "---\namends: 1  # what we know\nstatus: accepted\n---\n# 10. Use Ten\r\n\n- Relates to: ADR-0001\n\n"
        "## Context\n\n[One](../adr/0001-record-architecture-decisions.md) says, and ADR-1. 1 of 2.\n\n"
        "## Decision\n\nWe do.\n"
    )
    repo.write("docs/adr/0010-use-ten.md", old)
    new = old.replace("amends: 1", "amends: 9").replace("ADR-0001", "ADR-0009").replace("ADR-1.", "ADR-9.")
    assert log("where", "--all", "--fix").ok().lines == ["docs/adr/0010-use-ten.md"]
    assert repo.read("docs/adr/0010-use-ten.md") == new.replace("../adr/0001", "0009")
    assert log("where", "--all", "--fix").ok().lines == []


def test_a_template_gives_examples(repo: Repo, log: Adr) -> None:
    repo.write("docs/adr/template.md", "Superseded by [ADR-0001](0001-example.md), [ADR-0099](0099-example.md)\n")
    repo.write("src/a.py", "")
    log("where", "--all", "--check").ok()


def test_git_tells_which_record_a_name_was_that_is_no_more(repo: Repo, log: Adr) -> None:
    links = "[one](docs/adr/0003-use-metal.md#status) docs/adr/0002-use-cloud.md docs/adr/0009-never-was.md\n"
    repo.write("README.md", links)
    repo.commit()
    repo.git("mv", "docs/adr/0003-use-metal.md", "docs/adr/0003-buy-servers.md")
    repo.git("mv", "docs/adr/0002-use-cloud.md", "docs/adr/0005-use-cloud-somewhere.md")
    text = repo.read("docs/adr/0005-use-cloud-somewhere.md")
    repo.write("docs/adr/0005-use-cloud-somewhere.md", text.replace("0003-use-metal", "0003-buy-servers"))
    repo.commit()
    log("where", "--all", "--fix").ok()
    now = links.replace("0003-use-metal", "0003-buy-servers").replace("0002-use-cloud", "0005-use-cloud-somewhere")
    assert repo.read("README.md") == now
    assert repo.git("status", "--porcelain").count("README.md") == 1


def test_what_is_not_looked_at_is_said_and_never_changed(repo: Repo, log: Adr, tmp_path: Path) -> None:
    repo.write("node_modules/x/a.js", "// ADR-0001\n")
    repo.write("big.txt", "ADR-0001\n" + "x" * (5 << 20))
    repo.write("picture.png", b"\x89PNG\x00 ADR-0001")
    repo.write(".gitignore", "ignored.txt\n")
    repo.write("ignored.txt", "ADR-0001\n")
    if os.name != "nt":
        (tmp_path / "outside.txt").write_text("ADR-0001\n", encoding="utf-8")
        (repo.path / "link.txt").symlink_to(tmp_path / "outside.txt")
    ran = log("where", "1").ok()
    assert [line.split(":")[0] for line in ran.lines] == ["src/a.py"]
    assert "1 file was left out: vendored" in ran.stderr
    assert "1 file was left out: bigger than 4 MiB" in ran.stderr


def test_of_a_long_line_only_what_is_near_is_shown(repo: Repo, log: Adr) -> None:
    repo.write("all.min.js", "x" * 9_000 + " ADR-1 " + "y" * 9_000)
    (row,) = (line for line in log("where", "1").ok().lines if line.startswith("all.min.js:1:9002\t"))
    assert "x ADR-1 y" in row
    assert len(row) < 1_000


def test_what_could_not_be_seen_is_said(repo: Repo, log: Adr) -> None:
    repo.commit()
    repo.write("part/.git/HEAD", "ref: refs/heads/main\n")
    repo.git("init", "--quiet", "part")
    repo.git("-C", "part", "commit", "--quiet", "--allow-empty", "--message", "Begin")
    repo.write(".gitmodules", '[submodule "part"]\n\tpath = part\n\turl = ./part\n')
    assert "1 repository of its own was not looked into: part" in log("where", "1").ok().stderr
    repo.git("add", "--all")
    data = cast("dict[str, object]", log("where", "--all", "--json").json())
    assert data["notes"] == ["1 repository of its own was not looked into: part"]
    assert (data["files"], data["records"]) == (7, 3)


def test_without_git_every_text_file_is_read(tmp_path: Path, adr: Adr) -> None:
    place = tmp_path / "plain"
    (place / "docs/adr").mkdir(parents=True)
    here = adr.at(place)
    here("new", "Use Cloud").ok()
    (place / "a.txt").write_text("ADR-1\n", encoding="utf-8")
    assert here("where", "1").ok().lines == ["a.txt:1:1\t\t0001-use-cloud\tADR-1\t\tADR-1"]


def test_what_git_cannot_say_is_read_from_the_files_and_said(log: Adr, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = log.given(PATH=str(empty))("where", "1").ok()
    assert len(ran.lines) == 1
    assert "git grep could not look (git is not installed): every file was read" in ran.stderr


def test_a_repositorys_own_settings_run_nothing_and_hide_nothing(repo: Repo, log: Adr, tmp_path: Path) -> None:
    repo.commit()
    for name, value in (
        ("submodule.recurse", "true"),
        ("core.fsmonitor", f"touch {tmp_path}/ran"),
        ("diff.x.textconv", f"touch {tmp_path}/ran"),
        ("filter.x.clean", f"touch {tmp_path}/ran"),
        ("grep.patternType", "fixed"),
        ("core.quotePath", "true"),
    ):
        repo.git("config", name, value)
    repo.write(".gitattributes", "*.py diff=x filter=x\n")
    repo.write("src/é ü.py", "# ADR-1\n")
    assert [line.split("\t")[0] for line in log("where", "1").ok().lines] == ["src/a.py:2:7", "src/é ü.py:1:3"]
    log("check", "--numbers").ok()
    assert not (tmp_path / "ran").exists()


def test_a_sparse_checkout_says_what_it_did_not_look_at(repo: Repo, log: Adr) -> None:
    repo.write("far/b.py", "# ADR-1\n")
    repo.commit()
    repo.git("sparse-checkout", "set", "docs")
    ran = log("where", "1").ok()
    assert ran.stdout == ""
    assert "sparse checkout: files that are not checked out were not looked at" in ran.stderr


def test_names_and_lines_of_others_cannot_drive_a_terminal_or_become_options(repo: Repo, log: Adr) -> None:
    repo.write("--output=x", "ADR-1 \x1b[31m\u202e\n")
    repo.commit()
    ran = log("where", "1").ok()
    assert "\x1b" not in ran.stdout
    assert "\u202e" not in ran.stdout
    assert not (repo.path / "x").exists()


def test_what_cited_a_record_then_is_asked_of_any_revision_and_in_a_bare_repository(
    repo: Repo, log: Adr, tmp_path: Path
) -> None:
    repo.write("vendor/x.py", "# ADR-1\n")
    repo.commit()
    repo.git("tag", "v1")
    repo.write("src/a.py", "# ADR-0001\n# ADR-0099\n")
    repo.git("mv", "docs/adr/0003-use-metal.md", "docs/adr/0003-buy-servers.md")
    repo.commit()
    repo.write("src/a.py", "")
    then = log("where", "1", "--at", "v1").ok()
    assert [line.split("\t")[0] for line in then.lines] == ["src/a.py:2:7"]
    assert "1 file was left out: vendored" in then.stderr
    assert log("where", "1").ok().stdout == ""
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    bare = log.at(tmp_path / "bare.git")
    ran = bare("where", "--all", "--check").ends_with(1)
    assert [line.split("\t")[1] for line in ran.lines] == ["stale", "unknown"]
    assert "puts" not in ran.stderr
    assert "--fix changes the work tree" in log("where", "--all", "--fix", "--at", "v1").ends_with(2).stderr


def test_one_record_or_all_of_them(log: Adr) -> None:
    log("where").ends_with(2)
    log("where", "1", "--all").ends_with(2)


def test_files_that_hold_examples_are_left_out_where_the_settings_say_so(repo: Repo, log: Adr) -> None:
    for name in ("tests/a.py", "tests/deep/b.py", "tests/real.py", "docs/guide.md", "docs/more/guide.md"):
        repo.write(name, "ADR-0077\n")
    settings = 'log = "docs/adr"\n[where]\nexclude = ["tests/**", "!tests/real.py", "docs/**", "src/"]\n'
    repo.write("adr.toml", settings)
    repo.write("docs/adr/0001-record-architecture-decisions.md", "# Record decisions\n\nSee ADR-0088.\n")
    ran = log("where", "--all", "--check").ends_with(1)
    assert [line.split("\t")[0] for line in ran.lines] == [
        "docs/adr/0001-record-architecture-decisions.md:3:5",  # a record is never left out
        "tests/real.py:1:1",
    ]
    assert "5 files were left out: [where] exclude in the settings" in ran.stderr
    repo.write("tests/real.py", "")
    repo.write("docs/adr/0001-record-architecture-decisions.md", "# Record decisions\n")
    log("where", "--all", "--check").ok()
    before = (repo.path / "src/a.py").read_bytes()
    log("where", "--all", "--fix").ok()
    assert (repo.path / "src/a.py").read_bytes() == before
    # A record's new number is for every file: an example that names the record by its file would lead nowhere.
    repo.write("docs/guide.md", "[one](adr/0001-record-architecture-decisions.md)\n")
    log("renumber", "1", "40").ok()
    assert "0040-record-architecture-decisions.md" in (repo.path / "docs/guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('exclude = "tests"', "adr.toml:2:11: where.exclude must be a list of texts"),
        ('exclude = ["tests/", "!"]', "adr.toml:2:11: where.exclude must be a list of globs"),
        ('exlude = ["tests/"]', "adr.toml:2:1: there is no setting 'where.exlude'"),
    ],
)
def test_a_wrong_exclusion_is_refused_with_its_line(repo: Repo, adr: Adr, setting: str, said: str) -> None:
    adr("init").ok()
    repo.write("adr.toml", f"[where]\n{setting}\n")
    assert said in adr("where", "--all").ends_with(2).stderr


def test_an_unknown_number_is_looked_for_in_the_logs_and_not_beside_them(repo: Repo, adr: Adr) -> None:
    repo.write("adr.toml", '[logs]\na = "a/adr"\nb = "b/adr"\n')
    repo.write("a/adr/0001-x.md", "# 1. X\n\n## Status\n\nAccepted\n")
    gone = repo.write("b/adr/0050-y.md", "# 50. Y\n\n## Status\n\nAccepted\n")
    repo.write("other/0040-notes.md", "Notes\n")
    repo.write("app.py", "# see ADR-0040, ADR-0050\n")
    repo.commit("Begin")
    gone.unlink()
    repo.commit("Without it")
    said = adr("where", "--all").ok().stdout
    assert "no record of this log has the number 40\t" in said
    assert "no record of this log has the number 50: 0050 was deleted (main, " in said
