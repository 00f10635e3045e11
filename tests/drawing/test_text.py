"""The log for somebody new to it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.drawing.characters import UNSAFE, width_of, wrap
from adr_kit.drawing.picture import Picture
from adr_kit.drawing.text import draw
from adr_kit.insight.graph import build
from adr_kit.record.model import StatusKind
from decisions import record
from graphs import SAMPLE, Spec, logs, picture

DECIDED = "# 1. A\n\n## Status\n\nAccepted\n\n## Decision\n\nWe keep {} in one place. And more.\n"


def _log(count: int = 20) -> Picture:
    records = [
        record("0001-base", title="The base", text=DECIDED.format("all"), date=dt.date(2024, 1, 2)),
        record("0002-old", title="Old way", status=StatusKind.SUPERSEDED),
        record("0003-new", "supersedes 0002-old", "depends-on 0001-base", title="New way", tags=("ways",)),
    ]
    others = [
        record(f"{number:04d}-x", title=f"Decision {number}", tags=("ways" if number % 2 else "means",))
        for number in range(4, count + 1)
    ]
    return Picture.of(build([*records, *others]))


def test_a_newcomer_reads_sentence_reason_and_what_was_replaced() -> None:
    assert draw(_log()).startswith(
        "Read first: 2 of 19 decisions in force\n"
        "\n"
        " 1. 0001 The base\n"
        "    We keep all in one place.\n"
        "    > 1 decision rests on it directly\n"
        "\n"
        " 2. 0003 New way\n"
        "    > replaced 0002 Old way\n"
    )


def test_it_says_what_its_order_rests_on_and_what_is_left_out() -> None:
    text = draw(_log())
    assert "\n1 of 20 records states what it rests on.\n" in text
    assert text.endswith("\nNot in force: 1 superseded. `adr graph --all` lists every record.\n")


def test_the_rest_stands_under_topics() -> None:
    text = draw(_log())
    assert "\nThe rest, by topic\n\nmeans (9)\n  0004 Decision 4\n" in text
    assert "\nways (8)\n" in text


def test_what_is_left_out_is_more_than_the_line_that_says_so() -> None:
    def told(topics: int, waiting: int) -> str:
        tags = [(f"t{number:02d}",) for number in range(topics)]
        found = [record(f"{number:04d}-x", tags=tag) for number, tag in enumerate(tags, 1)]
        open_ones = (record(f"{number:04d}-p", status=StatusKind.PROPOSED) for number in range(100, 100 + waiting))
        return draw(Picture.of(build([*found, *open_ones])))

    for text in (told(12, 8), told(13, 9)):
        assert "more" not in text
    text = told(14, 10)
    assert "\n… and 2 more in 2 smaller topics\n" in text
    assert "\n  … and 2 more\n" in text


def test_where_nothing_says_what_matters_a_small_log_is_told_in_its_own_order() -> None:
    text = draw(Picture.of(build([record("0001-a", text=DECIDED.format("all")), record("0002-b")])))
    assert text == (
        "2 decisions in force. None of 2 records states what it rests on.\n\nIn the order of the log\n"
        "  0001 A\n    We keep all in one place.\n  0002 B\n"
    )


def test_what_a_decision_replaced_is_folded_into_its_line() -> None:
    log = [record("0001-a"), *(record(f"{number:04d}-f", "relates-to 0001-a") for number in range(30, 45))]
    chain = [
        record("0012-b", title="First", status=StatusKind.SUPERSEDED),
        record("0013-c", "supersedes 0012-b", title="Second", status=StatusKind.SUPERSEDED),
        record("0014-d", "supersedes 0013-c", title="Third"),
    ]
    linked = [record(f"{number:04d}-g", "depends-on 0001-a", "depends-on 0030-f") for number in range(50, 60)]
    rested = [record(f"{number:04d}-h", f"depends-on {number - 10:04d}-g") for number in range(60, 70)]
    text = draw(Picture.of(build([*log, *chain, *linked, *rested])))
    assert "\n  0014 Third  (replaced 0013, 0012)\n" in text
    assert "First" not in text


def test_long_topics_are_cut_and_say_so() -> None:
    text = draw(_log(200))
    assert "\n  … and " in text
    assert len(text.split("\n")) < 120


def test_all_lists_every_record_with_its_status() -> None:
    log = _log(200)
    text = draw(Picture(log.graph, log.whole, everything=True))
    assert all(f"{number:04d} " in text for number in range(1, 201))
    assert "* 0001 The base  accepted\n" in text
    assert "  0002 Old way  superseded\n" in text


def test_proposals_wait_and_lost_links_are_counted() -> None:
    text = draw(SAMPLE)
    assert "\nWaiting for a decision (2)\n  0004 D\n  0009 I\n" in text
    assert text.endswith("\n1 link leads to no record of this log.\n")


def test_a_selection_without_a_decision_in_force_says_so_and_lists_what_was_selected() -> None:
    log = _log()
    text = draw(Picture(log.graph.select(["0002-old"]), log.whole))
    assert text.startswith("1 record, none of them in force.\n\n1 record, by topic\n\n")
    assert text.endswith("\n  0002 Old way  superseded\n")
    assert draw(Picture(log.graph.select([]), log.whole)) == "There are no records to draw.\n"


def test_a_status_that_is_used_as_a_tag_is_no_topic() -> None:
    log = [record(f"{number:04d}-a", tags=("Accepted", "real")) for number in range(1, 14)]
    log += [record(f"{number:04d}-b") for number in range(20, 24)]
    text = draw(Picture.of(build(log)))
    assert "real (13)" in text
    assert "Accepted (" not in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_width_is_honoured(width: int) -> None:
    for drawn in (SAMPLE, _log()):
        for focus in (None, "0001-a" if drawn is SAMPLE else "0001-base"):
            for everything in (False, True):
                text = draw(Picture(drawn.graph, drawn.whole, focus, width, everything))
                assert max(map(width_of, text.split("\n"))) <= width


@given(logs(), st.integers(1, 120), st.booleans())
def test_any_log_is_drawn_safely(log: list[Spec], width: int, everything: bool) -> None:  # noqa: FBT001 -- hypothesis' own
    drawn = picture(log)
    for focus in (None, *(one.id for one in drawn.graph.records[:2])):
        text = draw(Picture(drawn.graph, drawn.whole, focus, width, everything))
        assert text.endswith("\n")
        assert not UNSAFE.search(text.replace("\n", "").replace("\u200d", ""))
        assert all(width_of(line) <= max(width, 40) for line in text.split("\n"))


@given(st.text(), st.integers(2, 30))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)
