"""The graph as SVG: parsed by an XML parser, whatever the records hold."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given

from adr_kit.drawing import ink
from adr_kit.drawing.measure import lines_in, width_in
from adr_kit.drawing.picture import Picture
from adr_kit.drawing.svg import Frame, draw, figure, legend_figure
from adr_kit.insight.graph import build, neighbourhood
from adr_kit.record.model import StatusKind
from decisions import record
from graphs import SAMPLE, Spec, logs, picture

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 -- our own


def boxes(svg: ET.Element) -> dict[str, ET.Element]:
    return {one.get("data-id", ""): one for one in svg.iter() if "node" in one.get("class", "").split()}


def words_of(box: ET.Element) -> str:
    return " ".join(" ".join(part.itertext()) for part in box.iter(f"{SVG}text"))


def test_every_record_is_a_box_with_number_status_and_title() -> None:
    svg = parsed(draw(SAMPLE))
    found = boxes(svg)
    assert len(found) == len(SAMPLE.graph.records)
    assert words_of(found["0002-b"]) == "0002 · accepted B"
    assert words_of(found["0005-e"]) == "0005 · On hold E"
    assert words_of(found["0006-f"]) == "0006 · no status F"
    assert found["0002-b"].get("data-tags") == '["storage"]'
    assert found["0002-b"].get("data-component") == "core"
    assert "proposed" in found["0004-d"].get("class", "")


def test_every_relation_is_a_line_with_its_kind_and_its_ends() -> None:
    svg = parsed(draw(SAMPLE))
    names = {box.get("data-node"): identity for identity, box in boxes(svg).items()}
    lines = {
        (names[one.get("data-from")], one.get("class", ""), names[one.get("data-to")])
        for one in svg.iter(f"{SVG}path")
        if one.get("data-from")
    }
    assert lines == {
        ("0003-c", "edge supersedes", "0001-a"),
        ("0002-b", "edge depends-on", "0003-c"),
        ("0004-d", "edge amends", "0002-b"),
        ("0005-e", "edge other-relation", "0004-d"),
        ("0007-g", "edge conflicts-with", "0002-b"),
        ("0008-h", "edge refines", "0002-b"),
    }


def test_a_box_says_in_words_what_its_lines_show() -> None:
    title = boxes(parsed(draw(SAMPLE)))["0002-b"].findtext(f"{SVG}title")
    assert title == (
        '0002 B (accepted): depends on 0003 The "third"; amended in part by 0004 D; conflicts with 0007 G; '
        "refined by 0008 H"
    )


def test_what_stands_in_a_file_of_its_own_has_its_colours_for_light_and_dark() -> None:
    text = draw(SAMPLE)
    assert "@media (prefers-color-scheme: dark)" in text
    assert all(f"--{name}: {value};" in text for values in (ink.LIGHT, ink.DARK) for name, value in values.items())
    assert ink.LIGHT.keys() == ink.DARK.keys()


def test_in_a_page_boxes_are_links_and_nothing_is_styled_inline() -> None:
    text = figure(SAMPLE, Frame("here", "The map", lambda identity: f"records/{identity}.html"))
    svg = parsed(text)
    assert boxes(svg)["0002-b"].tag == f"{SVG}a"
    assert boxes(svg)["0002-b"].get("href") == "records/0002-b.html"
    assert "<style" not in text
    assert " style=" not in text
    ids = [one.get("id") for one in svg.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(one).startswith("here") for one in ids)


def test_a_neighbourhood_marks_the_record_that_it_is_about() -> None:
    near = neighbourhood(SAMPLE.graph, "0002-b")
    found = boxes(parsed(draw(Picture(near, SAMPLE.whole, "0002-b"))))
    assert set(found) == {"0002-b", "0003-c", "0004-d", "0007-g", "0008-h"}
    assert [one for one, box in found.items() if "focus" in box.get("class", "")] == ["0002-b"]


def test_the_legend_explains_what_appears_and_nothing_else() -> None:
    legend = parsed(legend_figure(Picture.of(build([record("0001-a"), record("0002-b", "amends 0001-a")]))))
    assert [" ".join(one.itertext()) for one in legend.iter(f"{SVG}text")] == ["accepted", "amends"]


def test_a_supersession_looks_like_what_it_does() -> None:
    log = [record(f"000{number}-x") for number in range(1, 4)]
    whole = record("0004-x", "supersedes 0001-x")
    part = record("0005-x", "supersedes? 0002-x")
    later = record("0006-x", "supersedes 0003-x", status=StatusKind.PROPOSED)
    shown = Picture.of(build([*log, whole, part, later]))
    kinds = [one.get("class") for one in parsed(draw(shown)).iter() if "edge" in one.get("class", "").split()]
    assert set(kinds) == {"edge supersedes", "edge supersedes partly", "edge supersedes waiting"}
    legend = parsed(legend_figure(shown))
    said = [" ".join(one.itertext()) for one in legend.iter(f"{SVG}text")]
    assert said[-3:] == ["replaces", "replaces a part of", "would replace"]


@given(logs())
def test_any_log_is_well_formed_and_complete(log: list[Spec]) -> None:
    drawn = picture(log)
    svg = parsed(draw(drawn))
    assert len([one for one in svg.iter() if "node" in one.get("class", "").split()]) == len(log)
    lines = [one for one in svg.iter(f"{SVG}path") if one.get("data-from")]
    assert len(lines) == len([edge for edge in drawn.graph.edges if edge.source != edge.target])


def test_a_drawing_is_the_same_every_time() -> None:
    assert draw(SAMPLE) == draw(SAMPLE)


def test_a_title_is_broken_at_blanks_and_cut_where_it_must_be() -> None:
    assert lines_in("Use one database for everything", 13, 200, 2) == ("Use one database for", "everything")
    cut = lines_in("Keep what " + "long" * 30, 13, 120, 2)
    assert cut[-1].endswith("…")
    assert all(width_in(line, 13) <= 120 for line in cut)
    assert lines_in("記録を残す" * 3, 13, 100, 1)[0].endswith("…")
    assert lines_in("", 13, 100, 2) == ()
