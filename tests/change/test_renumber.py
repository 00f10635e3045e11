"""A record gets another number: everything that means it follows, and every other byte stays."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.change.renumber import Move, renumber, undecided
from adr_kit.errors import AdrError
from adr_kit.insight.citations import Book, Cited
from adr_kit.record.dialects.style import learn
from adr_kit.record.folders import LogFolder
from adr_kit.record.log import Log
from adr_kit.record.naming import renumbered
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.source import Source

if TYPE_CHECKING:
    from adr_kit.change.model import Plan

AMENDS = "Amends [12. Use Kafka](0012-use-kafka.md)"
BODY = "\n## Context\n\nBecause.\n\n## Decision\n\nWe do.\n"
# What is written, and what is to be written when 12 becomes 40; the same where it is left alone.
SPELLINGS = (
    ("[0012-use-kafka.md](adr/0012-use-kafka.md)", "[0040-use-kafka.md](adr/0040-use-kafka.md)"),
    ("see ADR-0012.", "see ADR-0040."),
    ("(ADR 12)", "(ADR 40)"),
    ("adr/12", "adr/40"),
    ("`docs/adr/0012-use-kafka.md`", "`docs/adr/0040-use-kafka.md`"),
    ("[12](adr/0012-use-kafka.md#12-use-kafka)", "[40](adr/0040-use-kafka.md#40-use-kafka)"),
    ("[12. Use Kafka](adr/0012-use-kafka.md)", "[40. Use Kafka](adr/0040-use-kafka.md)"),
    ("| 12 | [x](adr/0012-use-kafka.md) |", "| 40 | [x](adr/0040-use-kafka.md) |"),
    ("ADRs 1, 12 and 13", "ADRs 1, 40 and 13"),
    ("0012-use-kafka and ADR-0013", "0040-use-kafka and ADR-0013"),
    *((text, text) for text in ("ADR-0013", "12", "0012", "port = 12", "ADR-12.5", "test_adr_0012", "ADR-112", "")),
    *((text, text) for text in ("caf\udce9 \x00 ADR-1", "\r\n", "formerly ADR-12", "https://other.example/adr-12")),
)


def planned(log_files: dict[str, str], others: dict[str, str], number: int = 40, which: str = "12") -> Plan:
    readings = [read(PurePosixPath(name), text.encode(), DEFAULT) for name, text in log_files.items()]
    log = Log.of(readings, PurePosixPath("docs/adr"))
    book = Book(log.everything, (LogFolder(PurePosixPath("docs/adr")),))
    texts = {record.file: record.source for record in log.records}
    texts |= {PurePosixPath(name): Source(text) for name, text in others.items()}
    cited = Cited.of(book, texts)
    moves = (Move(log.find(which), number),)
    assert undecided(moves, cited) == ()
    return renumber(log, learn(log.records, DEFAULT), moves, cited, {})


def after(plan: Plan, name: str) -> str:
    return next(Source.decode(change.after or b"").text for change in plan.changes if str(change.path) == name)


LOG = {
    "docs/adr/0001-use-git.md": f"# 1. Use Git\n{BODY}",
    "docs/adr/0012-use-kafka.md": f"# 12. Use Kafka\n\n## Status\n\nAccepted\n{BODY}",
    "docs/adr/0013-use-redis.md": f"# 13. Use Redis\n\n## Status\n\nAccepted\n\n{AMENDS}\n{BODY}",
}


@given(st.lists(st.sampled_from(SPELLINGS), max_size=8))
def test_each_citation_follows_and_every_other_byte_stays(pieces: list[tuple[str, str]]) -> None:
    before, wanted = ("\n".join(piece[side] for piece in pieces) for side in (0, 1))
    plan = planned(LOG, {"docs/a.md": before})
    changed = {str(change.path): Source.decode(change.after or b"").text for change in plan.changes}
    assert changed.get("docs/a.md", before) == wanted
    assert "Amends [40. Use Kafka](0040-use-kafka.md)" in changed["docs/adr/0013-use-redis.md"]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("0012-use-kafka.md", "# 12. Use Kafka\n", "# 40. Use Kafka\n"),
        ("0012-use-kafka.md", "# ADR-0012: Use Kafka\n", "# ADR-0040: Use Kafka\n"),
        ("0012-use-kafka.md", "# 0012 - Use Kafka\n", "# 0040 - Use Kafka\n"),
        ("0012-use-kafka.md", "# Use Kafka\n", "# Use Kafka\n"),
        ("0012-use-kafka.md", "0012 - Use Kafka\n===\n", "0040 - Use Kafka\n===\n"),
        ("0012-use-kafka.md", "# 12. Use Kafka 12\n", "# 40. Use Kafka 12\n"),
        (
            "0012-use-kafka.md",
            "---\nid: ADR-0012 # ours\ntitle: 'ADR-0012: Use Kafka'\n---\n# ADR-0012: Use Kafka\n",
            "id: ADR-0040 # ours\ntitle: 'ADR-0040: Use Kafka'\n",
        ),
        ("0012-use-kafka.md", "---\nnumber: 12\ntags: [a12]\n---\n# Use Kafka\n", "number: 40\ntags: [a12]\n"),
        ("ADR-012-use-kafka.md", "# ADR-012: Use Kafka\n", "# ADR-040: Use Kafka\n"),
        ("0012-use-kafka.md", "---\ntitle: |\n  12. Use Kafka\n---\n", "title: |\n  40. Use Kafka\n"),
        ("adr12.md", "# ADR 12: Use Kafka\n", "# ADR 40: Use Kafka\n"),
    ],
)
def test_a_record_gives_its_own_number_in_many_places(name: str, text: str, wanted: str) -> None:
    plan = planned({f"docs/adr/{name}": text + BODY}, {})
    (change,) = plan.changes
    assert str(change.path) == f"docs/adr/{name.replace('12', '40')}"
    assert wanted in (change.after or b"").decode()
    reading = read(change.path, change.after or b"", DEFAULT)
    assert (reading.number, reading.formerly) == (40, (12,))


def test_a_record_that_moves_again_keeps_all_its_numbers_and_old_ones_still_lead_there() -> None:
    once = planned(LOG, {})
    files = {str(change.path): Source.decode(change.after or b"").text for change in once.changes}
    files["docs/adr/0001-use-git.md"] = LOG["docs/adr/0001-use-git.md"]
    twice = planned(files, {"a.py": "# ADR-12, ADR-40\n"}, 50, "40")
    moved = read(
        PurePosixPath("docs/adr/0050-use-kafka.md"), after(twice, "docs/adr/0050-use-kafka.md").encode(), DEFAULT
    )
    assert moved.formerly == (12, 40)
    assert after(twice, "a.py") == "# ADR-12, ADR-50\n"


def test_a_title_that_names_the_record_follows() -> None:
    files = {**LOG, "docs/adr/0014-replace-12.md": f"# 14. Replace ADR-0012\n{BODY}"}
    assert after(planned(files, {}), "docs/adr/0014-replace-12.md").startswith("# 14. Replace ADR-0040\n")


def test_a_record_without_a_number_has_none_to_change() -> None:
    with pytest.raises(AdrError, match="has no number"):
        planned({"docs/adr/use-kafka.md": f"# Use Kafka\n{BODY}"}, {}, which="use-kafka")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("0012-x.md", "0040-x.md"),
        ("12-12-factor.md", "40-12-factor.md"),
        ("ADR-012.md", "ADR-040.md"),
        ("2021-06-05_012-x.md", "2021-06-05_040-x.md"),
        ("2012-12-12_012-x.md", "2012-12-12_040-x.md"),
        ("0012-x/README.md", "0040-x/README.md"),
        ("x.md", "x.md"),
        ("20211212-x.md", "20211212-x.md"),
        ("API-012-x.md", "API-040-x.md"),
        ("0012 x.md", "0040 x.md"),
        ("0012.md", "0040.md"),
    ],
)
def test_a_file_keeps_the_form_of_its_name(name: str, wanted: str) -> None:
    assert renumbered(PurePosixPath("docs/adr") / name, 40) == PurePosixPath("docs/adr") / wanted
