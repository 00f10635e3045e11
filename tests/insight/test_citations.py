"""Every way in which people mention a record is found, and means the record that they mean; nothing else is."""

from __future__ import annotations

import dataclasses
import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.insight.citations import (
    Address,
    Book,
    Form,
    Mention,
    Past,
    Scanner,
    Side,
    State,
    Trouble,
    broad,
    pattern,
    review,
    settle,
)
from adr_kit.record.folders import LogFolder
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.source import Source

ADDRESS = Address("https://github.com/team/project", "https://team.example/adr")


def record(number: int, title: str, status: str = "Accepted", extra: str = "") -> str:
    return f"# {number}. {title}\n\n{extra}## Status\n\n{status}\n\n## Context\n\nBecause.\n\n## Decision\n\nWe do.\n"


FILES = {
    "docs/adr/0001-use-git.md": record(1, "Use Git"),
    "docs/adr/0012-use-kafka.md": record(12, "Use Kafka"),
    "docs/adr/0013-use-redis.md": record(13, "Use Redis", extra="Formerly: 7\n\n"),
    "docs/adr/0020-use-cloud.md": record(20, "Use Cloud", "Superseded by [21. Use Metal](0021-use-metal.md)"),
    "docs/adr/0021-use-metal.md": record(21, "Use Metal", "Accepted\n\nSupersedes [20. Use Cloud](0020-use-cloud.md)"),
}
TWINS = {**FILES, "docs/adr/0012-use-rabbits.md": record(12, "Use Rabbits")}


def log_of(files: dict[str, str], *folders: LogFolder) -> Log:
    readings = [read(PurePosixPath(name), text.encode(), DEFAULT) for name, text in files.items()]
    return Log.of(readings, folders[0].folder if folders else PurePosixPath("docs/adr"), folders=folders)


def book_of(files: dict[str, str], *folders: LogFolder) -> Book:
    places = folders or (LogFolder(PurePosixPath("docs/adr")),)
    return Book(log_of(files, *folders).everything, places, ADDRESS, frozenset({*files, "docs/guide/0099-x.md"}))


def found(text: str, file: str = "src/main.py", files: dict[str, str] = FILES) -> list[Mention]:
    return list(Scanner(book_of(files)).scan(PurePosixPath(file), Source(text)))


def means(text: str, file: str = "src/main.py", files: dict[str, str] = FILES) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.target) for mention in found(text, file, files)]


@pytest.mark.parametrize(
    "text",
    [
        *("ADR-0012", "ADR-12", "ADR 12", "ADR12", "adr-12", "adr 0012", "adr0012", "ADR#12", "ADR #12", "ADR_12"),
        *("adr/12", "adr/0012", "ADR no. 12", "(ADR-12)", "_ADR-12_", "see:ADR-12.", "ADR-12, and", "#ADR-12"),
        *("ADR\N{NO-BREAK SPACE}12", "ADR-12-based", "ADR-12's", "ADR-12/ADR-12"),
        *("0012-use-kafka.md", "adr/0012-use-kafka.md", "docs/adr/0012-use-kafka.md", "../docs/adr/0012-use-kafka.md"),
        *("/docs/adr/0012-use-kafka.md", "0012-use-kafka", "`0012-use-kafka`", '"0012-use-kafka.md#status"'),
        *("0012-use-kafka.html", "docs/adr/0012-use-kafka", "see 0012-use-kafka.", "**0012-use-kafka**"),
        *("ADR\N{NON-BREAKING HYPHEN}0012", "ADR\N{EN DASH}0012", "ADR&nbsp;12", "ADR: 0012"),
        "\u76f8\u5173ADR-0012\u548c",
        *(r"x\nADR-12", r"\tADR 12\r\n", r"\u2014ADR-12", "__ADR-12__", "@adr 0012"),
        *(r"\n0012-use-kafka.md", r"\r\ndocs/adr/0012-use-kafka.md", r"docs\adr\0012-use-kafka.md"),
        *("**docs/adr/0012-use-kafka.md**", "_docs/adr/0012-use-kafka.md_", "xref:docs/adr/0012-use-kafka.md[x]"),
        *("see:docs/adr/0012-use-kafka.md", "file://docs/adr/0012-use-kafka.md", "$ROOT/docs/adr/0012-use-kafka.md"),
        *("docs/adr/0012", "docs/adr/0012.", "[ADR-12](https://github.com/team/project/issues/12)"),
        "https://github.com/team/project/blob/main/docs/adr/0012-use-kafka.md",
        "https://raw.githubusercontent.com/team/project/main/docs/adr/0012-use-kafka.md",
        "https://team.example/adr/records/0012-use-kafka.html",
    ],
)
def test_every_spelling_means_the_record(text: str) -> None:
    mentions = found(text)
    assert mentions
    assert {(mention.target, mention.state) for mention in mentions} == {("0012-use-kafka", State.SURE)}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "12",
            "see 12",
            "adr12",
            "ADR1",
            "LADR-12",
            "my-ADR-12",
            "ADR-12.5",
            "ADR-12-05",
            "ADR 2021-05-06",
            "ADR-012x",
        ),
        *("test_adr_0012()", "ADR_12_TIMEOUT", "adr/12-monkeys.txt", "api/adr/12/", "quadr 12", "formerly ADR-12"),
        *("ADR 2023 edition", "ADR2023 ADR 12%", "ADR 12:30:45", "ADR 12/5/2024"),
        *("adr/0012.png", "adr: 12", "ADR: 0x12"),
        "[ADR-12](https://github.com/other/project/blob/main/docs/adr/0012-use-kafka.md)",
        "[the ADR 12 of theirs](https://other.example/adr/12)",
        *("https://other.example/adr-12", "https://other.example/docs/adr/0012-use-kafka.md", "0012", "use-kafka"),
        *("https://github.com/other/project/blob/main/docs/adr/0012-use-kafka.md", "x0012-use-kafka.md"),
        *("docs/guide/0099-x.md", "other/adr/0012-use-kafka-or-not.md", "2012-use-kafka.md"),
    ],
)
def test_what_is_none_is_none(text: str) -> None:
    assert means(text) == []


def test_lists_of_numbers_mean_each_of_them() -> None:
    assert means("ADRs 1, 12 and 13; 20 of them") == [
        ("ADRs 1", "0001-use-git"),
        ("12", "0012-use-kafka"),
        ("13", "0013-use-redis"),
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ADRs 1-13", [1, 13]),
        ("ADRs 0001\u20130012 hold", [1, 12]),
        ("docs/adr/0001-0013", [1, 13]),
        ("ADR-0001 to 0012", [1, 12]),
        ("ADR-0001, 0012 (why) and 0013; 0020", [1, 12, 13]),
        ("ADR-0001/0012", [1, 12]),
        ("ADRs 0001, 0012,\n  and 0013", [1, 12, 13]),
        ("ADR 1, 12 and 13", [1]),
        ("ADR-0012, 2024", [12]),
        ("ADR 112\u2013115", [112, 115]),
        ("ADR 112-900", []),
        ("ADR 112, 115", [112]),
        ("ADR-0012, 0013-use-redis.md", [12, 13]),
        ("ADR-0012-05, ADR-0012-0001-02", []),
    ],
)
def test_what_follows_a_number_may_be_one_too(text: str, numbers: list[int]) -> None:
    assert [mention.number for mention in found(text)] == numbers


def test_a_number_far_above_all_others_of_its_kind_is_of_another_list() -> None:
    files = {**FILES, "docs/adr/RFC-030-use-more.md": record(30, "Use More")}
    text = "RFC-030 RFC-031 RFC 7159 RFC-7159 ADR-7159 [RFC12]"
    assert [mention.text for mention in found(text, files=files)] == ["RFC-030", "RFC-031", "ADR-7159", "RFC12"]
    (remark,) = review(log_of(files), found("RFC12", files=files), Source("RFC12"))
    assert remark.message == "no record is called RFC12: it is that of 0012-use-kafka"


def test_the_ends_of_a_range_have_no_new_form() -> None:
    log, source = log_of(FILES), Source("ADRs 0007-0012, 0013")
    mentions = Scanner(book_of(FILES)).scan(PurePosixPath("a.py"), source)
    assert [mention.ranged for mention in mentions] == [True, True, False]
    assert [remark.certain for remark in review(log, mentions, source)] == [False, False, False]


def test_a_definition_of_a_link_leads_from_the_file() -> None:
    text = "Read [the record][r].\n\n[r]: docs/adr/0012-use-kafka.md\n"
    for file, state in (("README.md", State.SURE), ("src/README.md", State.STALE)):
        (mention,) = found(text, file)
        assert (mention.target, mention.state, mention.link) == ("0012-use-kafka", state, True)


def test_a_pinned_address_is_known_but_left_alone() -> None:
    sha = "0123456789abcdef0123456789abcdef01234567"
    (mention,) = found(f"https://github.com/team/project/blob/{sha}/docs/adr/0012-use-kafka.md")
    assert (mention.form, mention.state, mention.target) == (Form.ADDRESS, State.PINNED, "0012-use-kafka")


def test_where_it_is_not_known_where_we_are_an_address_means_what_its_end_says() -> None:
    book = Book(log_of(FILES).everything, (LogFolder(PurePosixPath("docs/adr")),))
    text = "https://x.example/a/b/blob/main/docs/adr/0012-use-kafka.md https://x.example/0012-use-kafka.md"
    (mention,) = Scanner(book).scan(PurePosixPath("a.py"), Source(text))
    assert (mention.state, mention.target) == (State.SURE, "0012-use-kafka")
    pinned = text.replace("main", "0123456789abcdef" * 2 + "01234567")
    (mention,) = Scanner(book).scan(PurePosixPath("a.py"), Source(pinned))
    assert mention.state is State.PINNED


def test_a_wrong_number_in_a_heading_is_no_citation() -> None:
    files = {**FILES, "docs/adr/0030-use-more.md": record(12, "Use More")}
    assert means(files["docs/adr/0030-use-more.md"], "docs/adr/0030-use-more.md", files) == []
    headed = files["docs/adr/0030-use-more.md"].replace("# 12.", "# ADR-12:")
    assert means(headed, "docs/adr/0030-use-more.md", {**files, "docs/adr/0030-use-more.md": headed}) == []


def test_labels_and_cells_go_with_their_link() -> None:
    text = "| 12 | [12. Use Kafka](0012-use-kafka.md) | 12 |\n| 12 | 13 |\n"
    assert [(m.text, m.form) for m in found(text, "docs/adr/README.md")] == [
        ("12", Form.LABEL),
        ("12", Form.LABEL),
        ("0012-use-kafka.md", Form.NAME),
        ("12", Form.LABEL),
    ]


def test_statements_of_records_with_bare_numbers_are_mentions() -> None:
    files = {**FILES, "docs/adr/0030-use-more.md": "---\namends: 12\n---\n" + record(30, "Use More")}
    stated = means(files["docs/adr/0030-use-more.md"], "docs/adr/0030-use-more.md", files)
    assert ("12", "0012-use-kafka") in stated


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("ADR-12", None),
        ("ADR-12 (0012-use-rabbits)", "0012-use-rabbits"),
        ("[ADR-12](docs/adr/0012-use-kafka.md), 0012-use-rabbits", "0012-use-kafka"),
        ("ADR-12 0012-use-kafka 0012-use-rabbits", None),
        ("[ADR-12] it is\n\n[ADR-12]: docs/adr/0012-use-rabbits.md", "0012-use-rabbits"),
        ("0012-use-rabbits\nADR-12", None),
    ],
)
def test_between_namesakes_a_number_follows_the_name_on_its_line(text: str, target: str | None) -> None:
    numbers = [mention for mention in found(text, "README.md", TWINS) if mention.form is Form.NUMBER]
    assert {mention.target for mention in numbers} == {target}


def test_between_namesakes_a_record_means_itself() -> None:
    own = "docs/adr/0012-use-rabbits.md"
    files = {**TWINS, own: record(12, "Use Rabbits") + "\nADR-12 says so.\n"}
    assert ("ADR-12", "0012-use-rabbits") in means(files[own], own, files)


def test_a_live_number_wins_over_an_old_one() -> None:
    (old,) = found("ADR-7")
    assert (old.state, old.target) == (State.FORMER, "0013-use-redis")
    files = {**FILES, "docs/adr/0007-use-tea.md": record(7, "Use Tea")}
    (live,) = found("ADR-7", files=files)
    assert (live.state, live.target) == (State.SURE, "0007-use-tea")
    linked = log_of({**files, "docs/adr/0030-use-more.md": "---\namends: 7\n---\n" + record(30, "Use More")})
    assert [link.target_id for link in linked.find("30").links] == ["0007-use-tea"]


def test_a_number_means_a_record_of_the_log_around_it() -> None:
    pay, bill = (LogFolder(PurePosixPath(f"services/{name}/docs/adr"), name) for name in ("pay", "bill"))
    files = {
        **FILES,
        "services/pay/docs/adr/0012-use-queues.md": record(12, "Use Queues"),
        "services/pay/docs/adr/0040-use-ledgers.md": record(40, "Use Ledgers"),
        "services/bill/docs/adr/0013-use-paper.md": record(13, "Use Paper"),
    }
    book = book_of(files, LogFolder(PurePosixPath("docs/adr")), pay, bill)
    scan = Scanner(book).scan
    for file, text, target in (
        ("services/pay/src/a.py", "ADR-12", "pay/0012-use-queues"),
        ("src/a.py", "ADR-12", "0012-use-kafka"),
        ("src/a.py", "pay/12", "pay/0012-use-queues"),
        ("src/a.py", "pay/ADR-12", "pay/0012-use-queues"),
        ("src/a.py", "pay/0012-use-queues", "pay/0012-use-queues"),
        ("src/a.py", "services/pay/docs/adr/0012", "pay/0012-use-queues"),
        ("services/pay/src/a.py", "ADR-13", "0013-use-redis"),  # what holds for all, though billing has one, too
        ("services/bill/src/a.py", "ADR-40", None),  # another service's
        ("src/a.py", "ADR-40", None),
    ):
        assert [mention.target for mention in scan(PurePosixPath(file), Source(text))] == [target]
    assert scan(PurePosixPath("src/a.py"), Source("api/pay/12 pay/12-things")) == ()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("`docs/decisions/0012`", "0012-use-kafka"),
        ("../docs/decisions/12.", "0012-use-kafka"),
        ("decisions/0012", "0012-use-kafka"),
        ("pay/docs/decisions/0040", "pay/0040-use-ledgers"),
        ("decisions/12", None),
        ("api/decisions/0012", None),
        ("docs/decisions/0012-x.png", None),
        ("decisions 0012", None),
        ("docs/decisions/0012.png", None),
    ],
)
def test_a_path_into_the_log_may_end_with_a_number(text: str, target: str | None) -> None:
    files = {"docs/decisions/0012-use-kafka.md": record(12, "Use Kafka")}
    files["pay/docs/decisions/0040-use-ledgers.md"] = record(40, "Use Ledgers")
    folders = LogFolder(PurePosixPath("docs/decisions")), LogFolder(PurePosixPath("pay/docs/decisions"), "pay")
    book = book_of(files, *folders)
    mentions = Scanner(book).scan(PurePosixPath("src/a.py"), Source(text))
    assert [mention.target for mention in mentions] == ([target] if target else [])
    assert not mentions or re.search(pattern(book), text, re.IGNORECASE)
    assert not mentions or re.search(pattern(book, (book.by_id[target or ""],)), text, re.IGNORECASE)


def test_without_a_log_for_the_whole_a_number_outside_may_be_any_logs() -> None:
    pay = LogFolder(PurePosixPath("services/pay/docs/adr"), "pay")
    bill = LogFolder(PurePosixPath("services/bill/docs/adr"), "bill")
    files = {"services/pay/docs/adr/0012-use-queues.md": record(12, "Use Queues")}
    book = book_of(files, pay, bill)
    for file, target in (("README.md", "pay/0012-use-queues"), ("services/bill/a.py", None)):
        assert [mention.target for mention in Scanner(book).scan(PurePosixPath(file), Source("ADR-12"))] == [target]
    text = Source("ADR-12")
    (remark,) = review(log_of(files, pay, bill), Scanner(book).scan(PurePosixPath("services/bill/a.py"), text), text)
    assert remark.message.endswith("it is that of pay/0012-use-queues")


@pytest.mark.parametrize(
    ("text", "trouble", "instead", "certain"),
    [
        ("ADR-12", None, None, False),
        ("ADR-99", Trouble.UNKNOWN, None, False),
        ("ADR-7", Trouble.RENUMBERED, "0013-use-redis", True),
        ("docs/adr/0007-use-redis.md", Trouble.STALE, "0013-use-redis", True),
        ("docs/adr/0012-use-kafka-streams.md", Trouble.STALE, "0012-use-kafka", False),
        ("docs/adr/0098-use-nothing.md", Trouble.STALE, None, False),
        ("[x](docs/decisions/0012-use-kafka.md)", Trouble.STALE, "0012-use-kafka", True),
        ("ADR-20", Trouble.SUPERSEDED, "0021-use-metal", False),
        ("ADR-20, superseded by ADR-21", None, None, False),
        ("ADR-20, see ADR-21", None, None, False),
        ("the former ADR-20", None, None, False),
        ("ADR-20 was replaced", None, None, False),
        ("replaces [ADR-20](docs/adr/0020-use-cloud.md)", None, None, False),
        ('s.replace("a", "b")  # ADR-20', Trouble.SUPERSEDED, "0021-use-metal", False),
        ("Postgres instead of MySQL (ADR-20)", Trouble.SUPERSEDED, "0021-use-metal", False),
        ("it was moved until further notice: ADR-20", Trouble.SUPERSEDED, "0021-use-metal", False),
    ],
)
def test_what_is_wrong_is_said(text: str, trouble: Trouble | None, instead: str | None, certain: bool) -> None:  # noqa: FBT001 -- a table
    remarks = review(log_of(FILES), found(text, "README.md"), Source(text))
    first = remarks[0]
    assert (first.trouble, first.instead.id if first.instead else None, first.certain) == (trouble, instead, certain)


def test_a_name_that_was_one_records_is_certain_and_one_that_was_twos_is_not() -> None:
    text = "docs/adr/0012-use-queues.md"
    (mention,) = mentions = found(text, "README.md")
    assert mention.state is State.STALE
    for names, certain in (("0012-use-kafka", True), ("0012-use-kafka 0013-use-redis", False), ("gone", False)):
        past = Past(names={"0012-use-queues": frozenset(names.split())})
        (remark,) = review(log_of(FILES), mentions, Source(text), past)
        assert (remark.instead.id if remark.instead else None, remark.certain) == ("0012-use-kafka", certain)


@pytest.mark.parametrize(
    ("text", "target", "state"),
    [
        ("20240102-use-tea", "20240102-use-tea", State.SURE),
        ("docs/adr/2024-03-04-use-milk.md", "2024-03-04-use-milk", State.SURE),
        ("docs/adr/20240103-use-tea.md", "20240102-use-tea", State.STALE),
        ("docs/adr/caching", "caching", State.SURE),
        ("docs/adr/cashing.md", None, State.STALE),
        ("caching cashing.md 20240102 docs/cashing.md docs/adr/images.png", None, None),
    ],
)
def test_records_are_known_by_dates_and_by_words(text: str, target: str | None, state: State | None) -> None:
    names = ("20240102-use-tea", "2024-03-04-use-milk", "caching")
    files = {f"docs/adr/{name}.md": record(1, "X").replace("1. X", name) for name in names}
    assert re.search(pattern(book_of(files)), text)
    seen = found(text, "src/a.py", files)
    assert [(mention.target, mention.state) for mention in seen] == ([(target, state)] if state else [])


def test_decisions_that_held_in_between_are_named() -> None:
    status = "Superseded by [21. Use Metal](0021-use-metal.md)\n\nSupersedes [2](0002-use-paper.md)"
    files = {**FILES, "docs/adr/0002-use-paper.md": record(2, "Use Paper", "Superseded by [20](0020-use-cloud.md)")}
    files["docs/adr/0020-use-cloud.md"] = record(20, "Use Cloud", status)
    (remark,) = review(log_of(files), found("ADR-2", files=files), Source("ADR-2"))
    assert remark.message == "0002-use-paper is superseded by 0021-use-metal, by way of 0020-use-cloud"
    assert remark.instead is not None
    assert remark.instead.id == "0021-use-metal"


@pytest.mark.parametrize(
    ("fragment", "there"),
    [
        *(("context", True), ("12-use-kafka", True), ("L12", True), ("l3-L9", True), ("decision-1", True)),
        *(("why-not-r--d", True), ("why-not-r-d", True), ("by-hand", True), ("named", True), ("Context.", True)),
        *(("contexts", False), ("hand", False), ("12-use-rabbits", False)),
    ],
)
def test_a_heading_that_a_record_has_no_more_is_a_dead_link(fragment: str, there: bool) -> None:  # noqa: FBT001 -- a table
    more = '\n## Why not R & D?\n\n<a id="by-hand"></a>\n\n## Words {#named}\n'
    files = {**FILES, "docs/adr/0012-use-kafka.md": FILES["docs/adr/0012-use-kafka.md"] + more}
    text = f"[x](docs/adr/0012-use-kafka.md#{fragment})"
    (remark,) = review(log_of(files), found(text, "README.md", files), Source(text))
    assert remark.trouble is (None if there else Trouble.STALE)
    assert not remark.certain
    assert there or remark.message == f"0012-use-kafka has no heading #{fragment}"


def test_records_and_chronicles_may_speak_of_the_past() -> None:
    for file in ("CHANGELOG.md", "docs/adr/README.md", "docs/history.md"):
        (remark,) = review(log_of(FILES), found("ADR-20", file), Source("ADR-20"))
        assert remark.trouble is None


SIDES = (
    Side("0012-use-kafka", {PurePosixPath("a.py"): "# ADR-12\nx = 1\nold ADR-12\n"}, (), "kafka's side"),
    Side("0012-use-rabbits", {PurePosixPath("a.py"): "y = 2\nold ADR-12\n# ADR-12!\n"}, (), "rabbits' side"),
)


def test_a_line_that_only_one_side_had_means_that_sides_record() -> None:
    text = "# ADR-12\nx = 1\ny = 2\nold ADR-12\n# ADR-12!\nnew ADR-12\n"
    source = Source(text)
    settled = settle(found(text, "a.py", TWINS), source, SIDES)
    assert [mention.target for mention in settled] == ["0012-use-kafka", None, "0012-use-rabbits", None]
    assert settled[0].why == "its line came with kafka's side"


def test_what_one_side_inherited_from_the_other_is_the_others() -> None:
    rebased = Side("0012-use-rabbits", {PurePosixPath("a.py"): "# ADR-12\n# ADR-12!\n"}, ("0012-use-kafka",), "")
    text = "# ADR-12\n# ADR-12!\n"
    settled = settle(found(text, "a.py", TWINS), Source(text), (SIDES[0], rebased))
    assert [mention.target for mention in settled] == ["0012-use-kafka", "0012-use-rabbits"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ('<a href="docs/adr/0012-use-kafka.md">12</a> 12', ["12"]),
        ("<a href='docs/adr/0012-use-kafka.md' class=x>0012: Kafka</a>", ["0012"]),
        ("link:docs/adr/0012-use-kafka.md[12. Kafka] xref:docs/adr/0012-use-kafka.md[Twelve, 12]", ["12"]),
        ('<a href="docs/adr/0012-use-kafka.md">13</a> f("docs/adr/0012-use-kafka.md") -> 12', []),
    ],
)
def test_the_label_of_a_link_in_html_and_asciidoc_is_the_records_number(text: str, labels: list[str]) -> None:
    assert [mention.text for mention in found(text) if mention.form is Form.LABEL] == labels


def test_a_line_is_the_same_with_a_bom_before_it_and_characters_that_end_lines_elsewhere() -> None:
    kafka, rabbits = "# ADR-12\u2028\f, kafka", "# ADR-12\x85 rabbits"
    sides = [
        dataclasses.replace(side, texts={PurePosixPath("a.py"): f"\ufeff{line}\n"})
        for side, line in zip(SIDES, (kafka, rabbits), strict=True)
    ]
    text = f"{kafka}\n{rabbits}\n"
    settled = settle(found(text, "a.py", TWINS), Source(text), sides)
    assert [mention.target for mention in settled] == ["0012-use-kafka", "0012-use-rabbits"]


@given(st.text(alphabet=st.sampled_from("ADRadr-_ /#0123456789.[]()|\n\té\udc80%:usekafm"), max_size=80))
def test_any_text_is_read_and_spans_say_what_stands_there(text: str) -> None:
    for mention in found(text, "a.md", TWINS):
        assert text[mention.span.start : mention.span.end] == mention.text
        if mention.digits is not None:
            assert int(text[mention.digits.start : mention.digits.end]) == mention.number


SPELLINGS = (
    "ADR No. 12",
    "ADRs 1, 12",
    "0012-use-kafka",
    "docs/adr/0099-x.md",
    "adr/0012",
    "ADR\u00a0\u211612",
    "pay/ADR-7",
    r"\nADR-12",
    r"\u2014ADR 12",
    "ADR: 0012",
    "ADRs 0001,\n0012",
    "ADR\u20110012",
    "ADR&nbsp;12",
)
FLAGS = re.IGNORECASE | re.MULTILINE  # git looks at each line
ODD = {**TWINS, "docs/adr/0030-use-[\u00fc].md": record(30, "Use \u00dc"), "docs/adr/0031 or so.md": record(31, "So")}
ODD_BOOK = book_of(ODD, LogFolder(PurePosixPath("docs/adr")), LogFolder(PurePosixPath("pay/adr"), "pay"))


@given(
    st.lists(
        st.sampled_from(
            ("ADR", "s", " no. ", "12", "0030-use-[\u00dc]", "0031%20or%20so", ".md", "pay/", "docs/adr/", " ")
        )
        | st.sampled_from((*SPELLINGS, *"-_0179\u00e9(]#x"))
    )
)
def test_whatever_is_a_mention_passes_the_sieve(parts: list[str]) -> None:
    text = "".join(parts)
    line = text.encode()
    for mention in Scanner(ODD_BOOK).scan(PurePosixPath("a.md"), Source(text)):
        assert re.search(pattern(ODD_BOOK).encode(), line, FLAGS), mention
        assert re.search(broad(ODD_BOOK).encode(), line, FLAGS), mention
        wanted = tuple(ODD_BOOK.by_id[name] for name in mention.means)
        assert re.search(pattern(ODD_BOOK, wanted).encode(), line, FLAGS), mention


@pytest.mark.parametrize("count", [300, 3_000])
def test_the_sieve_stays_small_enough_to_be_compiled(count: int) -> None:
    files = {f"docs/adr/{number:04d}-use-{number * 7919 % 9973:x}-and-others.md": "# x" for number in range(count)}
    sieve = pattern(book_of(files))
    assert len(sieve) < 25_000
    for name in files:
        assert re.search(sieve, PurePosixPath(name).stem, re.IGNORECASE)
    assert not re.search(sieve, "0012-factor 3.14 a-4-b", re.IGNORECASE)


def test_a_text_without_blanks_takes_linear_time() -> None:
    assert found("a-0012-" * 100_000 + "[" * 50_000 + "](" * 20_000) == []
