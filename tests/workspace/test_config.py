"""How a log and its settings are found, and what a team reads when a setting is wrong."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.errors import AdrError
from adr_kit.record.model import Relation, StatusKind
from adr_kit.workspace import locate
from adr_kit.workspace.config import DEFAULT
from adr_kit.workspace.load import load
from adr_kit.workspace.settings import KEYS, TABLES, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from adr_kit.workspace.config import Config
    from command_line import Adr, Repo

RECORD = "# 1. Use it\n\n## Status\n\nAccepted\n"
COMPAT = {"ADR_COMPAT": "adr-tools"}


def at(repo: Repo, folder: str = ".", directory: str | None = None) -> Config:
    place = repo.path / folder
    place.mkdir(parents=True, exist_ok=True)
    return load(place, {}, directory)


def error(repo: Repo, toml: str) -> AdrError:
    repo.write("adr.toml", toml)
    with pytest.raises(AdrError) as caught:
        at(repo)
    return caught.value


def test_without_anything_the_log_would_be_docs_adr(repo: Repo) -> None:
    config = at(repo, "src/deep")
    assert (config.root, config.log) == (repo.path, PurePosixPath("docs/adr"))
    assert config.origin("log") == config.origin("template") == DEFAULT
    with pytest.raises(AdrError, match="no decision log here") as caught:
        config.require_log()
    assert "adr init" in (caught.value.hint or "")


@pytest.mark.parametrize("folder", locate.USUAL)
def test_a_usual_folder_is_found_from_anywhere(repo: Repo, folder: str) -> None:
    repo.write(f"{folder}/0001-use-it.md", RECORD)
    for start in (".", "src/deep", folder, f"{folder}/category"):
        config = at(repo, start)
        assert (config.root, config.log, config.origin("log")) == (repo.path, PurePosixPath(folder), "found")
        config.require_log()


def test_the_nearest_usual_folder_wins_and_code_is_no_log(repo: Repo) -> None:
    repo.write("docs/adr/0001-use-it.md", RECORD)
    repo.write("services/payments/doc/adr/0001-use-it.md", RECORD)
    repo.write("services/payments/adr/main.py", "")
    assert at(repo, "services/payments").log == PurePosixPath("services/payments/doc/adr")
    assert at(repo, "services").log == PurePosixPath("docs/adr")


def test_an_empty_usual_folder_counts_where_there_is_no_other(repo: Repo) -> None:
    (repo.path / "doc/adr").mkdir(parents=True)
    assert at(repo).log == PurePosixPath("doc/adr")
    repo.write("docs/decisions/0001-use-it.md", RECORD)
    assert at(repo).log == PurePosixPath("docs/decisions")


def test_inside_a_folder_of_records_with_any_name(repo: Repo) -> None:
    repo.write("thinking/0001-use-it.md", RECORD)
    repo.write("thinking/sub/notes.md", "")
    assert at(repo, "thinking/sub").log == PurePosixPath("thinking")
    assert at(repo).origin("log") == DEFAULT


@pytest.mark.parametrize(
    "folder",
    [
        "src/adr",
        "docs/internals/design/adr",
        "contributing/ADRs",
        "docs/decision_records",
        "doc/dev/decisionrecords",
        "Architecture-Decision-Record",
        "docs/architecture-decision-log",
        "doc/architectural decisions",
    ],
)
def test_a_log_in_an_unusual_place_is_found_by_its_name(repo: Repo, folder: str) -> None:
    repo.write(f"{folder}/use-it.md", RECORD)
    repo.write("node_modules/adr/docs/adr/0001-x.md", RECORD)
    for start in (".", "other"):
        config = at(repo, start)
        assert (config.log, config.origin("log")) == (PurePosixPath(folder), "found")


def test_numbered_files_make_a_log_and_dates_or_chapters_do_not(repo: Repo) -> None:
    for number in range(1, 5):
        repo.write(f"posts/2020-01-0{number}-news.md", "# News\n")
        repo.write(f"book/0{number}-chapter.md", "# Chapter\n")
    assert at(repo).origin("log") == DEFAULT
    for number in range(1, 5):
        repo.write(f"docs/architecture/adr-00{number}-it.md", RECORD)
    assert at(repo).log == PurePosixPath("docs/architecture")


def test_dated_files_that_state_a_status_make_a_log(repo: Repo) -> None:
    for number in range(1, 5):
        repo.write(f"news/2020-01-0{number}-news.md", "# News\n\nThe status of the project is good.\n")
        repo.write(f"records/2020-01-0{number}.scale.use-{number}.md", "# Use it\n\n## Status\n\n**DRAFT.**\n")
    assert at(repo).log == PurePosixPath("records")


def test_of_several_logs_somebody_must_say_which(repo: Repo) -> None:
    repo.write("services/a/adr/0001-x.md", RECORD)
    repo.write("services/b/adr/0001-x.md", RECORD)
    with pytest.raises(AdrError, match="several decision logs: services/a/adr, services/b/adr") as caught:
        at(repo).require_log()
    assert caught.value.hint == (
        '--dir services/a/adr; in adr.toml, log = "services/a/adr" for one, or a line for each under [logs]'
    )
    assert at(repo, "services/b").log == PurePosixPath("services/b/adr")


def test_settings_are_found_above_and_name_the_log(repo: Repo) -> None:
    repo.write("adr.toml", '# ours\nlog = "architecture/log"\ntemplate = "madr"\n')
    repo.write("docs/adr/0001-use-it.md", RECORD)
    config = at(repo, "docs")
    assert config.log == PurePosixPath("architecture/log")
    assert config.origin("log") == "adr.toml:2:7"
    assert (config.template, config.origin("template")) == ("madr", "adr.toml:3:12")
    with pytest.raises(AdrError, match=r"adr\.toml:2:7: the log's folder architecture/log is not there"):
        config.require_log()


def test_settings_without_a_log_leave_it_to_be_found(repo: Repo) -> None:
    repo.write("adr.toml", 'template = "madr"\n')
    repo.write("docs/decisions/0001-use-it.md", RECORD)
    config = at(repo, "docs/decisions")
    assert (config.log, config.template) == (PurePosixPath("docs/decisions"), "madr")


def test_pyproject_counts_where_it_has_our_table(repo: Repo) -> None:
    repo.write("pyproject.toml", '[project]\nname = "x"\n\n[tool.adr]\nlog = "log"\n[tool.adr.site]\ntitle = "T"\n')
    repo.write("sub/pyproject.toml", '[tool.adrift]\nlog = "no"\n')
    config = at(repo, "sub")
    assert (config.log, config.origin("log")) == (PurePosixPath("log"), "pyproject.toml:5:7")
    assert (config.site_title, config.origin("site.title")) == ("T", "pyproject.toml:7:9")


@pytest.mark.parametrize(
    "text",
    [
        'tool.adr.log = "log"\n',
        '[tool]\nadr = { log = "log" }\n',
        '[tool]\n"adr".log = "log"\n',
        '[ "tool".adr ]\nlog = "log"\n',
    ],
)
def test_our_table_counts_however_toml_lets_it_be_written(repo: Repo, text: str) -> None:
    repo.write("pyproject.toml", text)
    config = at(repo)
    assert config.log == PurePosixPath("log")
    assert re.fullmatch(r"pyproject\.toml:\d:\d+", config.origin("log"))
    repo.write("pyproject.toml", '[project.scripts]\nadr = "x:main"\n')
    assert at(repo).origin("log") == DEFAULT


def test_a_pyproject_that_is_not_ours_may_be_broken(repo: Repo) -> None:
    repo.write("pyproject.toml", "[[[ no")
    assert at(repo).origin("log") == DEFAULT


def test_the_nearest_of_settings_and_adr_dir_names_the_log(repo: Repo) -> None:
    repo.write("adr.toml", 'log = "top"\ndeciders = ["Ada"]\n')
    repo.write("sub/.adr-dir", "log\n")
    config = at(repo, "sub/deep")
    assert (config.log, config.origin("log")) == (PurePosixPath("sub/log"), "sub/.adr-dir:1")
    assert config.dialect == "nygard"
    assert config.deciders == ("Ada",)
    repo.write(".adr-dir", "other")
    assert at(repo).log == PurePosixPath("top")


@pytest.mark.parametrize(
    ("text", "log"),
    [("doc/adr\n", "doc/adr"), ("./x/\r\n", "x"), ("a b\n", "a b"), ("one two", "one"), ("", "doc/adr"), (".", ".")],
)
def test_adr_dir_is_read_as_people_write_it(repo: Repo, text: str, log: str) -> None:
    (repo.path / "a b").mkdir()
    repo.write(".adr-dir", text)
    assert at(repo).log == PurePosixPath(log)


def test_the_climb_ends_at_the_repository(repo: Repo) -> None:
    (repo.path.parent / "adr.toml").write_text('log = "outside"\n', encoding="utf-8")
    assert at(repo).origin("log") == DEFAULT


def test_without_git_the_climb_goes_on_and_the_root_holds_the_settings(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "adr.toml").write_text('log = "log"\n', encoding="utf-8")
    config = load(tmp_path / "a/b", {})
    assert (config.root, config.log) == (tmp_path, PurePosixPath("log"))


def test_without_git_or_settings_the_root_is_above_the_log(tmp_path: Path) -> None:
    (tmp_path / "p/docs/adr").mkdir(parents=True)
    (tmp_path / "p/docs/adr/0001-x.md").write_text(RECORD, encoding="utf-8")
    for start, option in (("p", None), ("p/docs/adr", None), (".", "p/docs/adr")):
        config = load(tmp_path / start, {}, option)
        assert (config.root, config.log) == (tmp_path / "p", PurePosixPath("docs/adr"))


def test_dir_reads_any_folder_with_the_settings_above_it(repo: Repo, tmp_path: Path) -> None:
    repo.write("adr.toml", 'log = "top"\ntemplate = "madr"\n')
    config = at(repo, "any/where", ".")
    assert (config.log, config.origin("log"), config.template) == (PurePosixPath("any/where"), "--dir", "madr")
    assert load(tmp_path, {}, "repo").log == PurePosixPath()
    with pytest.raises(AdrError, match="--dir nope: there is no such directory"):
        load(tmp_path, {}, "nope")


@pytest.mark.parametrize("value", ["../log", "/var/log", "a/../../b", "C:/../../x"])
def test_settings_cannot_lead_out_of_the_repository(repo: Repo, value: str) -> None:
    assert "outside of the repository" in error(repo, f'log = "{value}"').message


def test_nor_through_a_symbolic_link(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "out/adr").mkdir(parents=True)
    (tmp_path / "out/adr/0001-x.md").write_text(RECORD, encoding="utf-8")
    (repo.path / "docs").symlink_to(tmp_path / "out")
    assert at(repo).origin("log") == DEFAULT
    assert "adr.toml:1:7: the log's folder lies outside" in error(repo, 'log = "docs/adr"').message


def test_a_link_inside_the_repository_is_followed(repo: Repo) -> None:
    repo.write("real/0001-x.md", RECORD)
    (repo.path / "docs").mkdir()
    (repo.path / "docs/adr").symlink_to("../real")
    assert at(repo).log == PurePosixPath("docs/adr")


@pytest.mark.parametrize(
    ("toml", "message", "hint"),
    [
        ('\ntemplte = "madr"', "adr.toml:2:1: there is no setting 'templte'", "did you mean template?"),
        ("zzz = 1", "adr.toml:1:1: there is no setting 'zzz'", "known: log, logs, template"),
        ("dir = 'docs'", "adr.toml:1:1: there is no setting 'dir'", "did you mean log?"),
        ("directory = 'docs'", "adr.toml:1:1: there is no setting 'directory'", "did you mean log?"),
        ("adr_dir = 'docs'", "adr.toml:1:1: there is no setting 'adr_dir'", "did you mean log?"),
        ("[site]\ndir = 'x'", "adr.toml:2:1: there is no setting 'site.dir'", "known: title"),
        ("[site]\n\ntitel = 'x'", "adr.toml:3:1: there is no setting 'site.titel'", "did you mean site.title?"),
        ("number_width = 4", "adr.toml:1:1: there is no setting 'number_width'", "did you mean number-width?"),
        ("[status-words]\ndone = 'acepted'", "adr.toml:2:8: status-words.done cannot be 'acepted'", "'accepted'?"),
        ("[relation-words]\nx = 1", "adr.toml:2:5: relation-words.x cannot be '1'", "one of: supersedes"),
        ('compat = "adrtools"', "adr.toml:1:10: compat cannot be 'adrtools'", "did you mean 'adr-tools'?"),
        ('spelling = "x"', "adr.toml:1:12: spelling cannot be 'x'", "superceded"),
        ("template = 3", "adr.toml:1:12: template must be a text", None),
        ('template = " "', "adr.toml:1:12: template must be a text", None),
        ("number-width = '4'", "adr.toml:1:16: number-width must be a whole number", None),
        ("number-width = true", "adr.toml:1:16: number-width must be a whole number", None),
        ("number-width = 0", "adr.toml:1:16: number-width must be a whole number from 1 to 12", None),
        ("deciders = 'Ada'", "adr.toml:1:12: deciders must be a list", None),
        ("deciders = ['Ada', 1]", "adr.toml:1:12: deciders must be a list", None),
        ("site = 1", "adr.toml:1:8: site must be a table", None),
        ("repository = 'javascript:alert(1)'", "adr.toml:1:14: repository must be a web address", None),
        ("repository = 'https://[::1'", "adr.toml:1:14: repository must be a web address", None),
        ("file-name = '{nr}.md'", "file-name knows {number}, {slug} and {date}, not {nr}", None),
        ("file-name = '../{slug}.md'", "file-name must be a pattern", None),
        ("file-name = '{slug}'", "file-name must be a pattern", None),
        ("file-name = 'x.md'", "file-name must be a pattern", None),
        (
            'dialect = "nygrad"',
            "adr.toml:1:11: dialect cannot be 'nygrad'",
            "did you mean 'nygard'? one of: nygard, madr",
        ),
        ('default-status = "acepted"', "adr.toml:1:18: default-status cannot be 'acepted'", "did you mean 'accepted'?"),
        (
            'default-status = "zzz"\n[status-words]\ntrial = "draft"',
            "'zzz'",
            "superseded, draft, trial, or a word that",
        ),
        ("deciders = ['']", "adr.toml:1:12: deciders must be a list of texts", None),
        ('[status-words]\n"" = "accepted"', "adr.toml:1:2: status-words has a line without a name", None),
        ('site = {accent = "blu"}', 'adr.toml:1:18: site.accent must be a colour, like "#0b6658"', None),
        ('[tool.adr]\nlog = "x"', "adr.toml:1:2: there is no setting 'tool'", "in adr.toml settings stand at the top"),
        ("a = 1\nb = ]", "adr.toml:2:5: not TOML: Invalid value", None),
        ("a = 1\na = 2", "adr.toml:2:", None),
        ("a = " + "[" * 5000, "adr.toml: nested too deeply", None),
        ("a = " + "9" * 5000, "adr.toml: not TOML", None),
    ],
)
def test_a_wrong_setting_says_where_and_what(repo: Repo, toml: str, message: str, hint: str | None) -> None:
    caught = error(repo, toml)
    assert caught.message.startswith(message) or message in caught.message
    assert hint is None or hint in (caught.hint or "")


ANYWHERE = [*(key for key in KEYS if key not in TABLES), *(f"{name}.{key}" for name in TABLES for key in TABLES[name])]


@pytest.mark.parametrize("key", [*ANYWHERE, *TABLES])
@pytest.mark.parametrize("file", ["adr.toml", "pyproject.toml"])
def test_each_setting_refuses_what_it_cannot_be_whatever_is_asked(adr: Adr, repo: Repo, file: str, key: str) -> None:
    repo.write("docs/adr/0001-use-it.md", RECORD)
    repo.write(file, f"[tool.adr]\n{key} = 1979-05-27\n" if file == "pyproject.toml" else f"\n{key} = 1979-05-27\n")
    place = f"{file}:2:{len(key) + 4}"
    assert adr("list").ends_with(2).stderr.startswith(f"error: {place}: {key} must be a")


def test_a_template_is_one_of_ours_or_of_the_log_or_a_path(repo: Repo) -> None:
    assert at(repo).template is None
    repo.write("adr.toml", 'template = "madrr"\n')
    assert at(repo).template == "madrr"  # a log's own may be in a folder that is not here
    repo.write("docs/adr/0001-use-it.md", RECORD)
    repo.write("docs/adr/templates/ours.md", "# {{ title }}\n")
    caught = error(repo, 'template = "madrr"\n')
    assert caught.message == "adr.toml:1:12: template cannot be 'madrr'"
    assert caught.hint == (
        "did you mean 'madr'? one of: adr-tools, madr, madr-minimal, nygard, ours, y-statement, or a path to a file"
    )
    for name in ("ours", "madr", "tools/not-here.md"):
        repo.write("adr.toml", f'template = "{name}"\n')
        assert at(repo).template == name


@pytest.mark.parametrize(
    ("toml", "words", "said"),
    [
        ('template = "tools/x.md"', ["new", "It is"], "adr.toml:1:12: no template 'tools/x.md'"),
        (
            'log = "docs/adr"\ncompat = "adr-tools"\ntemplate = "tools/x.md"',
            ["new", "It"],
            "adr.toml:3:12: no template 'tools/x.md'",
        ),
        ('[site]\ncss = "x.css"', ["site", "build", "--out", "s"], "adr.toml:2:7: x.css cannot be read"),
    ],
)
def test_a_file_that_a_setting_names_is_looked_at_when_it_is_needed(
    adr: Adr, repo: Repo, toml: str, words: list[str], said: str
) -> None:
    repo.write("docs/adr/0001-use-it.md", RECORD)
    repo.write("adr.toml", f"{toml}\n")
    adr("list").ok()
    ran = adr(*words).ends_with(1 if "compat" in toml else 2)  # 1 is adr-tools' own
    assert ran.stderr.startswith(f"error: {said}")


@pytest.mark.parametrize(
    ("toml", "said", "hint"),
    [
        ('log = "docs/adr/0001-use-it.md"', "1:7: the log's folder docs/adr/0001-use-it.md is a file", "docs/adr"),
        ('[logs]\nall-of-us = "docs/adr"\nb = "adr.toml"', "3:5: the log's folder adr.toml is a file", "."),
        ('[logs]\na = "not/here"\nb = "nor/here"', "2:5: the log's folder not/here is not there", "adr init"),
    ],
)
def test_a_log_that_is_no_folder_is_named_with_its_line(adr: Adr, repo: Repo, toml: str, said: str, hint: str) -> None:
    repo.write("docs/adr/0001-use-it.md", RECORD)
    repo.write("adr.toml", f"{toml}\n")
    ran = adr("list").ends_with(2)
    assert ran.stderr.startswith(f"error: adr.toml:{said}")
    assert f"{hint}" in ran.stderr.splitlines()[1]


def test_an_answer_says_which_of_the_logs_it_could_not_look_into(adr: Adr, repo: Repo) -> None:
    repo.write("a/adr/0001-use-it.md", RECORD)
    repo.write("adr.toml", '[logs]\na = "a/adr"\nb = "b/adr"\n')
    for words in (["list"], ["list", "--log", "b"]):
        assert adr(*words).ok().stderr == "warning: adr.toml:3:5: the log's folder b/adr is not there\n"
    assert adr("list", "--log", "a").ok().stderr == ""
    adr("new", "Begin", "--log", "b").ok()
    assert adr("list").ok().stderr == ""


def test_bytes_that_are_no_text_and_files_that_are_too_long(repo: Repo) -> None:
    repo.write("adr.toml", b"\xff\xfe")
    with pytest.raises(AdrError, match="not UTF-8 at byte 0"):
        at(repo)
    repo.write("adr.toml", b"#" * 300_000)
    with pytest.raises(AdrError, match="larger than 256 KiB"):
        at(repo)


def test_every_setting_arrives(repo: Repo) -> None:
    repo.write(
        "adr.toml",
        '\ufefflog = "log"\ntemplate = "madr"\ndialect = "fields"\ndefault-status = "accepted"\nnumber-width = 3\n'
        'number = "sequence"\nfile-name = "ADR-{number}-{slug}.md"\nstrict-from = 13\ndeciders = ["Ada", "Bob"]\n'
        'compat = "adr-tools"\nspelling = "superceded"\nrepository = "https://github.com/o/r/"\n'
        '[status-words]\nimplemented = "accepted"\n[relation-words]\n"hangs on" = "depends-on"\n'
        '[where]\nexclude = ["tests/**"]\n'
        '[site]\ntitle = "Ours"\ndescription = "All"\nurl = "https://o.example/adr"\n',
    )
    config = at(repo)
    assert (config.template, config.dialect, config.default_status) == ("madr", "fields", "accepted")
    assert (config.number, config.number_width) == ("sequence", 3)
    assert (config.file_name, config.strict_from) == ("ADR-{number}-{slug}.md", 13)
    assert (config.deciders, config.compat, config.spelling) == (("Ada", "Bob"), True, "superceded")
    assert config.repository == "https://github.com/o/r"
    assert config.status_words == (("implemented", StatusKind.ACCEPTED),)
    assert config.relation_words == (("hangs on", Relation.DEPENDS_ON),)
    assert (config.site_title, config.site_description, config.site_url) == ("Ours", "All", "https://o.example/adr")
    assert config.where_exclude == ("tests/**",)
    inside = {"where.exclude", "site.title", "site.description", "site.url"}
    assert set(config.origins) == {key for key in KEYS if key not in ("where", "site", "logs")} | inside
    assert all(re.fullmatch(r"adr\.toml:\d+:\d+", origin) for origin in config.origins.values())
    assert config.origin("relation-words") == "adr.toml:15:2"


@given(st.text())
def test_any_text_is_settings_or_an_error_that_says_where(text: str) -> None:
    said = "adr.toml"
    try:
        Settings.parse(text.encode("utf-8", "surrogatepass"), "adr.toml")
    except AdrError as caught:
        said = caught.message
    assert said.startswith("adr.toml")


class TestCompatibility:
    """adr-tools' own search and its printed form (adr-tools 3.0.0)."""

    @staticmethod
    def shown(start: Path) -> str:
        start.mkdir(parents=True, exist_ok=True)
        config = load(start, COMPAT)
        assert config.compat
        return config.shown(config.log / "0001-x.md", start)

    def test_the_nearest_level_wins_and_paths_keep_the_climb(self, tmp_path: Path) -> None:
        assert self.shown(tmp_path / "a/b") == "doc/adr/0001-x.md"
        (tmp_path / "doc/adr").mkdir(parents=True)
        assert self.shown(tmp_path) == "doc/adr/0001-x.md"
        assert self.shown(tmp_path / "a/b") == "../../doc/adr/0001-x.md"
        assert self.shown(tmp_path / "doc/adr") == "../../doc/adr/0001-x.md"
        (tmp_path / "a/.adr-dir").write_text("log\n", encoding="utf-8")
        assert self.shown(tmp_path / "a/b") == "../log/0001-x.md"
        assert self.shown(tmp_path / "a/log") == "../log/0001-x.md"
        assert self.shown(tmp_path) == "doc/adr/0001-x.md"

    def test_at_one_level_adr_dir_wins(self, tmp_path: Path) -> None:
        (tmp_path / "doc/adr").mkdir(parents=True)
        (tmp_path / ".adr-dir").write_text("not there\n", encoding="utf-8")
        assert self.shown(tmp_path) == "not/0001-x.md"

    @pytest.mark.parametrize(("word", "shown"), [(".", "./0001-x.md"), ("./x", "./x/0001-x.md"), ("x/", "x/0001-x.md")])
    def test_a_word_keeps_its_spelling(self, tmp_path: Path, word: str, shown: str) -> None:
        (tmp_path / ".adr-dir").write_text(word, encoding="utf-8")
        assert self.shown(tmp_path) == shown

    def test_the_search_goes_past_the_repository(self, repo: Repo) -> None:
        (repo.path.parent / "doc/adr").mkdir(parents=True)
        assert self.shown(repo.path / "sub") == "../../doc/adr/0001-x.md"
        (repo.path.parent / ".adr-dir").write_text("../elsewhere", encoding="utf-8")
        assert self.shown(repo.path) == "../../elsewhere/0001-x.md"

    def test_our_settings_name_the_log_there_too(self, repo: Repo) -> None:
        repo.write("adr.toml", 'compat = "adr-tools"\nlog = "log"\n')
        repo.write("doc/adr/0001-x.md", RECORD)
        config = load(repo.path, {})
        assert (config.compat, config.log) == (True, PurePosixPath("log"))
        assert locate.wants_compatibility({}, repo.path)
        assert not locate.wants_compatibility({"ADR_COMPAT": "no"}, repo.path)

    def test_another_value_is_refused(self, repo: Repo) -> None:
        with pytest.raises(AdrError, match="ADR_COMPAT cannot be 'log4brains'"):
            load(repo.path, {"ADR_COMPAT": "log4brains"})


def test_paths_are_shown_from_where_people_are(repo: Repo) -> None:
    repo.write("docs/adr/0001-x.md", RECORD)
    config = at(repo, "docs")
    file = PurePosixPath("docs/adr/0001-x.md")
    assert config.shown(file, repo.path) == "docs/adr/0001-x.md"
    assert config.shown(file, repo.path / "docs") == "adr/0001-x.md"
    assert config.shown(file, repo.path / "src") == "../docs/adr/0001-x.md"
