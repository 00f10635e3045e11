"""The two reports of adr-tools, byte for byte."""

from __future__ import annotations

from textwrap import dedent

from adr_kit.exchange.adr_tools import graph, heading_text, listed, shared_numbers, table_of_contents
from decisions import record


def _adr(number: int, name: str, *status: str, title: str | None = None) -> tuple[str, str]:
    lines = "\n\n".join(status)
    heading = title or name.replace("-", " ").capitalize()
    return (
        f"{number:04d}-{name}",
        f"# {number}. {heading}\n\nDate: 1992-01-12\n\n## Status\n\n{lines}\n\n## Context\n\nX\n",
    )


FIRST = _adr(1, "record-architecture-decisions", "Superceded by [2. Another](0002-another.md)")
SECOND = _adr(2, "another", "Accepted", "Supercedes [1. Record architecture decisions](0001-record.md)")
LOG = [record(name, text=text) for name, text in (FIRST, SECOND)]


def test_the_graph_has_exactly_this_layout() -> None:
    assert graph(LOG) == dedent(
        """\
        digraph {
          node [shape=plaintext];
          subgraph {
            _1 [label="1. Record architecture decisions"; URL="0001-record-architecture-decisions.html"];
            _2 [label="2. Another"; URL="0002-another.html"];
            _1 -> _2 [style="dotted", weight=1];
          }
          _2 -> _1 [label="Supercedes", weight=0]
        }
        """
    )


def test_the_graph_takes_prefix_and_extension_as_they_are() -> None:
    assert 'URL="/adr/0002-another.html5"' in graph(LOG, prefix="/adr/", extension=".html5")
    assert 'URL="0002-another"' in graph(LOG, extension="")


def test_an_empty_log_gives_the_skeleton() -> None:
    assert graph([]) == "digraph {\n  node [shape=plaintext];\n  subgraph {\n  }\n}\n"
    assert table_of_contents([]) == "# Architecture Decision Records\n\n"


def test_gaps_are_bridged_from_the_number_before() -> None:
    name, text = _adr(7, "later", "Accepted")
    assert '    _6 -> _7 [style="dotted", weight=1];\n' in graph([record(name, text=text)])


def test_only_forward_links_under_status_are_drawn() -> None:
    name, text = _adr(
        3, "c", "Driven By [1. X](0001-x.md)", "Amended by [2. Y](0002-y.md)", "Uses [x] [a [b]](0010-z.md) c"
    )
    text += "\nClarifies [4. Elsewhere](0004-e.md)\n"
    edges = [line for line in graph([record(name, text=text)]).split("\n") if "weight=0" in line]
    assert edges == ['  _3 -> _1 [label="Driven By", weight=0]', '  _3 -> _10 [label="Uses [x]", weight=0]']


def test_quotes_do_not_break_the_graph() -> None:
    name, text = _adr(1, "q", "Accepted", title='The "best" C:\\ tool')
    assert 'label="1. The \\"best\\" C:\\\\ tool"' in graph([record(name, text=text)])


def test_the_table_of_contents_with_everything() -> None:
    found = table_of_contents(LOG, prefix="doc/adr/", intro="An intro.\n\nMultiple paragraphs.\n", outro="An outro.\n")
    assert found == dedent(
        """\
        # Architecture Decision Records

        An intro.

        Multiple paragraphs.

        * [1. Record architecture decisions](doc/adr/0001-record-architecture-decisions.md)
        * [2. Another](doc/adr/0002-another.md)

        An outro.
        """
    )


def test_an_empty_intro_still_gives_its_blank_line() -> None:
    assert table_of_contents([], intro="", outro="") == "# Architecture Decision Records\n\n\n\n"


def test_a_heading_is_found_behind_front_matter_and_without_its_carriage_return() -> None:
    assert heading_text(record("0001-a", text="---\nstatus: x\n---\n# 1. A  b\n")) == "1. A b"
    assert heading_text(record("0001-a", text="# 1. A\r\n\r\ntext\r\n")) == "1. A"
    assert heading_text(record("0001-a", title="A", text="text\n")) == "1. A"


def test_unpaired_brackets_and_blanks_do_not_break_a_link() -> None:
    log = [
        record("0001-a b", text="# 1. Array[0] (x)\n"),
        record("0002-b", text="# 2. Half ] open [\n"),
    ]
    assert table_of_contents(log).split("\n")[2:4] == [
        "* [1. Array[0] (x)](<0001-a b.md>)",
        r"* [2. Half \] open \[](0002-b.md)",
    ]


def test_only_what_adr_tools_lists_is_listed() -> None:
    log = [record("0001-a"), record("ADR-0002-b"), record("12-c"), record("notes")]
    assert [one.id for one in listed(log)] == ["0001-a", "12-c"]


def test_records_that_share_a_number_are_two_nodes_and_links_find_the_right_one() -> None:
    pairs = (
        _adr(1, "one", "Accepted"),
        _adr(2, "a", "Accepted"),
        _adr(2, "b", "Amends [2. A](0002-a.md)"),
        _adr(3, "c", "Amends [2. B](0002-b.md)", "Uses [2. Gone](0002-gone.md)", "Uses [9. Gone](0009-gone.md)"),
    )
    log = [record(name, text=text) for name, text in pairs]
    assert shared_numbers(log) == ("0002-b.md",)
    drawn = graph(log)
    assert '    _2_2 [label="2. B"; URL="0002-b.html"];\n    _1 -> _2_2 [style="dotted", weight=1];\n' in drawn
    assert [line for line in drawn.splitlines() if line.endswith("weight=0]")] == [
        '  _2_2 -> _2 [label="Amends", weight=0]',
        '  _3 -> _2_2 [label="Amends", weight=0]',
        '  _3 -> _2 [label="Uses", weight=0]',
        '  _3 -> _9 [label="Uses", weight=0]',
    ]
