"""What a log's records have in common, on logs of the forms that people really use."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.recognise import Habits, Shape, closest, recognise, shape_of
from adr_kit.record.vocabulary import DEFAULT

NYGARD = (
    "# {n}. {t}\n\nDate: 2020-01-0{n}\n\n## Status\n\n{s}\n\n"
    "## Context\n\nx\n\n## Decision\n\ny\n\n## Consequences\n\nz\n"
)
MADR = (
    "---\nstatus: {s}\ndate: 2020-01-0{n}\n---\n\n# {t}\n\n"
    "## Context and Problem Statement\n\nx\n\n## Decision Outcome\n\ny\n"
)


def log(names: list[str], form: str = NYGARD, *, status: str = "Accepted") -> Log:
    texts = {name: form.format(n=at, t=f"Thing {at}", s=status) for at, name in enumerate(names, 1)}
    folder = PurePosixPath("docs/adr")
    return Log.of([read(folder / name, text.encode(), DEFAULT) for name, text in texts.items()], folder)


@pytest.mark.parametrize(
    ("names", "pattern", "width", "separator"),
    [
        (["0001-a-b.md", "0002-c-d.md"], "{number}-{slug}.md", 4, "-"),
        (["1-a-b.md", "12-c-d.md"], "{number}-{slug}.md", 1, "-"),
        (["ADR-001_a_b.md", "ADR-002_c_d.md"], "ADR-{number}_{slug}.md", 3, "_"),
        (["001-a/README.md", "002-b/README.md"], "{number}-{slug}/README.md", 3, "-"),
        (["ADR-7.md", "ADR-8.md"], "ADR-{number}.md", 1, "-"),
        (["one-thing.md", "another-thing.md"], "{slug}.md", 4, "-"),
        (["9999-a-b.md", "10000-c-d.md"], "{number}-{slug}.md", 4, "-"),
    ],
)
def test_file_names(names: list[str], pattern: str, width: int, separator: str) -> None:
    naming = recognise(log(names)).naming
    assert (naming.pattern, naming.width, naming.separator) == (pattern, width, separator)
    assert naming.numbered == ("{number}" in pattern)


@pytest.mark.parametrize(("name", "form"), [("20200102-a-b.md", "%Y%m%d"), ("2020-01-02_a.md", "%Y-%m-%d")])
def test_dates_in_file_names(name: str, form: str) -> None:
    naming = recognise(log([name])).naming
    assert naming.date_format == form
    assert "{date}" in naming.pattern


def test_what_the_newest_do_counts() -> None:
    old = [f"{number}-x.md" for number in range(1, 9)]
    new = [f"{number:04d}-x.md" for number in range(9, 30)]
    assert recognise(log([*old, *new], status="Accepted")).dialect == "nygard"


def test_a_log_of_accepted_records_keeps_their_word() -> None:
    assert recognise(log(["0001-a.md", "0002-b.md"], status="Approved")).status == "Approved"
    assert recognise(log(["0001-a.md", "0002-b.md"], status="Proposed")).status is None
    mixed = log(["0001-a.md", "0002-b.md", "0003-c.md"])
    proposed = read(PurePosixPath("docs/adr/0004-d.md"), NYGARD.format(n=4, t="D", s="Proposed").encode(), DEFAULT)
    assert recognise(Log.of([*(r.reading for r in mixed.records), proposed], mixed.folder)).status is None


def test_spelling() -> None:
    said = "Superceded by [2. Thing 2](0002-b.md)"
    assert recognise(log(["0001-a.md", "0002-b.md"], status=said)).spelling == "superceded"
    assert recognise(log(["0001-a.md", "0002-b.md"])).spelling is None


def test_an_empty_log_has_the_usual_habits() -> None:
    assert recognise(Log(())) == Habits()


TEMPLATES = {
    "nygard": shape_of("# {{ number }}. {{ title }}\n\n## Status\n\n## Context\n\n## Decision\n\n## Consequences\n"),
    "madr": shape_of(
        "---\n---\n# {{ title }}\n\n## Context and Problem Statement\n\n## Options\n\n## Decision Outcome\n"
    ),
}


def test_shapes() -> None:
    assert TEMPLATES["nygard"] == Shape("nygard", frozenset({"status", "context", "decision", "consequences"}), True)  # noqa: FBT003 -- numbered_heading
    assert TEMPLATES["madr"].dialect == "madr"


def test_the_closest_template_has_all_that_the_records_have() -> None:
    assert closest(recognise(log(["0001-a.md"])), TEMPLATES) == "nygard"
    assert closest(recognise(log(["0001-a.md"], MADR)), TEMPLATES) == "madr"
    assert closest(recognise(log(["0001-a.md"], NYGARD + "\n## Alternatives\n\nx\n")), TEMPLATES) is None
    assert closest(recognise(log(["0001-a.md"], NYGARD.replace("# {n}. ", "# "))), TEMPLATES) is None
    assert closest(Habits(), TEMPLATES) is None


def test_the_example_has_the_usual_headings() -> None:
    odd = NYGARD.format(n=9, t="Odd", s="Accepted").partition("## Decision")[0]
    usual = log(["0001-a.md", "0002-b.md", "0003-c.md"])
    last = read(PurePosixPath("docs/adr/0009-odd.md"), odd.encode(), DEFAULT)
    habits = recognise(Log.of([*(record.reading for record in usual.records), last], usual.folder))
    assert habits.example is not None
    assert habits.example.number == 3
