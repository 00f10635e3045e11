"""Ranked search, and records that resemble a new title."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.insight.search import search, similar
from adr_kit.record.model import StatusKind
from decisions import record
from effort import at_most

LOG = (
    record(
        "0001-use-postgresql",
        title="Use PostgreSQL",
        text="# 1. Use PostgreSQL\n\n## Options\n\n* MongoDB: no transactions\n* MySQL\n",
        tags=("storage",),
    ),
    record("0002-queues", title="Queues with RabbitMQ", text="# Queues with RabbitMQ\n\nJobs wait in queues.\r\n"),
    record("0003-cache", title="Cache sessions", text="# Cache sessions\n\nIn PostgreSQL, not in Redis.\n"),
    record("0004-db", title="データベースの選択", text="# データベースの選択\n\nPostgreSQLを使う。\n"),
    record("0005-old", title="Use PostgreSQL", status=StatusKind.REJECTED, text="# Use PostgreSQL\n"),
    record("0006-template", title="Template", text="# Template\n<!-- what it\ncosts to use Kafka -->\n"),
)


def _found(query: str | tuple[str, ...]) -> list[str]:
    return [hit.record.id[:4] for hit in search(LOG, query)]


def test_titles_come_before_texts_and_what_holds_before_what_does_not() -> None:
    found = _found("postgresql")
    assert set(found[:2]) == {"0001", "0005"}
    assert set(found[2:]) == {"0003", "0004"}


def test_the_best_line_is_said_with_its_number() -> None:
    (hit,) = search(LOG, "mongodb transactions")
    assert (hit.record.id, hit.line, hit.text, hit.where) == (
        "0001-use-postgresql",
        5,
        "* MongoDB: no transactions",
        "body",
    )
    (title, *_) = search(LOG, "queue")
    assert (title.line, title.text, title.where) == (1, "Queues with RabbitMQ", "title")


def test_a_tag_is_found_and_said_to_be_one() -> None:
    (hit,) = search(LOG, "storage")
    assert (hit.where, hit.text) == ("tag", "storage")


def test_all_words_are_wanted_and_most_are_taken_where_none_has_all() -> None:
    assert _found("postgresql redis") == ["0003"]
    assert _found("rabbitmq redis") == ["0002", "0003"]
    assert _found(("postgresql", "redis")) == ["0003"]


def test_a_word_finds_longer_words_and_plurals() -> None:
    assert _found("rabbit") == ["0002"]
    assert _found("sessions") == _found("session") == ["0003"]


def test_scripts_without_blanks_are_found_by_their_parts() -> None:
    assert _found("データ") == ["0004"]
    assert _found("選択") == ["0004"]


def test_comments_of_templates_are_not_found() -> None:
    assert _found("kafka") == []


def test_nothing_is_found_by_nothing() -> None:
    assert _found("") == _found("?!") == []
    assert search([], "x") == ()


def test_front_matter_is_not_text_but_lines_still_count_from_its_start() -> None:
    one = record("0001-a", title="A", text="---\nstatus: zebra\n---\n# A\n\nlions\n")
    assert search([one], "zebra") == ()
    assert search([one], "lions")[0].line == 6


def _alike(title: str, text: str = "") -> list[str]:
    return [hit.record.id[:4] for hit in similar(LOG, title, text)]


def test_titles_about_the_same_are_similar() -> None:
    assert set(_alike("Adopt PostgreSQL for everything")[:2]) == {"0001", "0005"}
    assert _alike("Caching of session data") == []
    assert _alike("Cache the sessions elsewhere") == ["0003"]


def test_an_option_that_was_turned_down_is_found_with_its_line() -> None:
    (hit,) = similar(LOG, "Use MongoDB")
    assert (hit.record.id, hit.line, hit.text) == ("0001-use-postgresql", 5, "* MongoDB: no transactions")


def test_unrelated_titles_are_met_with_silence() -> None:
    for title in ("Use gRPC between services", "Deploy with Kubernetes", "Use it", "", "We will not use that"):
        assert _alike(title) == []


def test_a_small_log_about_one_thing_is_still_about_that_thing() -> None:
    titles = (
        "Keep records",
        "Queue jobs in PostgreSQL",
        "Queue jobs in Redis",
        "Queue mails in Redis",
        "Queue jobs twice",
    )
    log = [record(f"{number:04d}-x", title=title) for number, title in enumerate(titles)]
    assert {hit.record.id[:4] for hit in similar(log, "Queue jobs in Kafka")} == {"0001", "0002", "0004"}


def test_words_that_every_record_says_are_no_likeness() -> None:
    log = [record(f"{number:04d}-x", title=f"Service thing{number}", text="# x\nservice\n") for number in range(1, 40)]
    assert similar(log, "Service mesh") == ()


@given(st.lists(st.text(max_size=30), max_size=4), st.text(max_size=12))
def test_any_text_and_any_words_have_the_same_answer_twice(texts: list[str], query: str) -> None:
    log = [record(f"{number:04d}-x", title=text[:9], text=text) for number, text in enumerate(texts)]
    assert search(log, query) == search(log, query)
    assert similar(log, query, query) == similar(log, query, query)
    assert all(1 <= hit.line <= max(len(hit.record.source.lines), 1) for hit in search(log, query))


def test_whether_a_thousand_records_resemble_a_title_is_found_without_a_look_at_each_word() -> None:
    text = "# T\n\n" + "Some words about queues and storage, and more of them.\n" * 60
    log = [record(f"{number:04d}-x", title=f"Decision {number}", text=text) for number in range(1000)]
    with at_most(200_000):  # they hold 600,000 words
        similar(log, "Use PostgreSQL for billing")
