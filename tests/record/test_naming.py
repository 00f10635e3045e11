"""File names in the forms that teams use, and the names of new records."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.record.naming import NameFacts, file_name, parse
from adr_kit.record.slug import slug


def facts(path: str) -> tuple[int | None, str, str | None, str]:
    found = parse(PurePosixPath(path))
    return found.number, found.prefix, found.date.isoformat() if found.date else None, found.slug


@pytest.mark.parametrize(
    ("path", "number", "prefix", "slug_"),
    [
        ("doc/adr/0012-x.md", 12, "", "x"),
        ("0000-record.md", 0, "", "record"),
        ("10000-x.md", 10000, "", "x"),
        ("0002.md", 2, "", ""),
        ("5_x.md", 5, "", "x"),
        ("0003图形生成.md", 3, "", "图形生成"),
        ("0004-[Superseded]use-java-17.md", 4, "", "[Superseded]use-java-17"),
        ("0005-12-factor-app.md", 5, "", "12-factor-app"),
        ("ADR-12-x.md", 12, "ADR", "x"),
        ("ADR012-x", 12, "ADR", "x"),
        ("ADR-6.md", 6, "ADR", ""),
        ("adr-001-abci++-adoption.md", 1, "adr", "abci++-adoption"),
        ("DR009-who.md", 9, "DR", "who"),
        ("API-001-x.md", 1, "API", "x"),
        ("PAY-ADR-12-x.md", 12, "PAY-ADR", "x"),
        ("012adr-x.md", 12, "adr", "x"),
        ("017pdr-temporal.md", 17, "pdr", "temporal"),
        ("ccc-jb-004-x.md", 4, "ccc-jb", "x"),
        ("scs-0100-v3-flavors.md", 100, "scs", "v3-flavors"),
        ("nr.-001-x.md", 1, "nr", "x"),
        ("0012-title/README.md", 12, "", "title"),
        ("adr/0012/index.md", 12, "", ""),
    ],
)
def test_a_number_is_read(path: str, number: int, prefix: str, slug_: str) -> None:
    assert facts(path) == (number, prefix, None, slug_)


@pytest.mark.parametrize(
    ("path", "number", "date", "slug_", "form"),
    [
        ("20200925-x.md", None, "2020-09-25", "x", "%Y%m%d"),
        ("2021-06-05_001-x.md", 1, "2021-06-05", "x", "%Y-%m-%d"),
        ("2023-10-16_028_offline.md", 28, "2023-10-16", "offline", "%Y-%m-%d"),
        ("2020_04_06_x.md", None, "2020-04-06", "x", "%Y_%m_%d"),
        ("2021-09-20.scale.notify.md", None, "2021-09-20", "scale.notify", "%Y-%m-%d"),
        ("2021-09-20-12-factor-app.md", None, "2021-09-20", "12-factor-app", "%Y-%m-%d"),
        ("2022-06-02-ids/README.md", None, "2022-06-02", "ids", "%Y-%m-%d"),
        ("7-august-2023-x.md", None, "2023-08-07", "x", "%Y-%m-%d"),
        ("7-août-2023-x.md", None, "2023-08-07", "x", "%Y-%m-%d"),
    ],
)
def test_a_date_is_no_number(path: str, number: int | None, date: str, slug_: str, form: str) -> None:
    assert facts(path) == (number, "", date, slug_)
    assert parse(PurePosixPath(path)).date_format == form


@pytest.mark.parametrize(
    "stem",
    [
        "README",
        "index",
        "use-http2",
        "SHA-256-for-passwords",
        "3scale",
        "migrate-to-java-17",
        "2fa",
        "9999999999-x",
        "",
    ],
)
def test_no_number_where_none_is(stem: str) -> None:
    assert parse(PurePosixPath(stem)) == NameFacts(slug=stem)


def test_a_month_is_no_number() -> None:
    assert facts("2023-05-roadmap.md") == (None, "", None, "roadmap")


def test_an_index_of_a_year_is_no_record() -> None:
    assert parse(PurePosixPath("2023/README.md")).number is None


@pytest.mark.parametrize(
    ("path", "pattern", "width"),
    [
        ("0012-x.md", "{number}-{slug}", 4),
        ("ADR-12-x.md", "ADR-{number}-{slug}", 2),
        ("ADR012-x.md", "ADR{number}-{slug}", 3),
        ("012adr-x.md", "{number}adr-{slug}", 3),
        ("ADR-6.md", "ADR-{number}", 1),
        ("2021-06-05_001-x.md", "{date}_{number}-{slug}", 3),
        ("20200925-x.md", "{date}-{slug}", 0),
        ("naming.md", "{slug}", 0),
    ],
)
def test_how_a_name_is_made_is_kept(path: str, pattern: str, width: int) -> None:
    found = parse(PurePosixPath(path))
    assert (found.pattern, found.width) == (pattern, width)


@given(st.text(), st.integers(0, 99999), st.sampled_from(["{number}-{slug}.md", "ADR-{number}-{slug}.md"]))
def test_a_name_that_was_made_is_read_again(title: str, number: int, pattern: str) -> None:
    name = file_name(pattern, slug(title), "2026-11-23", number)
    found = parse(PurePosixPath(name))
    assert found.number == number
    assert found.slug == slug(title)
    assert f"{found.pattern}.md" == pattern


@given(st.text(), st.dates(dt.date(1990, 1, 1), dt.date(2089, 12, 31)))
def test_a_dated_name_is_read_again(title: str, date: dt.date) -> None:
    found = parse(PurePosixPath(file_name("{date}-{slug}.md", slug(title), date.isoformat())))
    assert found.date == date


@given(st.text())
def test_any_name_is_read(name: str) -> None:
    found = parse(PurePosixPath(name))
    assert found.number is None or found.number >= 0


def test_a_name_fits_the_file_system() -> None:
    name = file_name("ADR-{number}-{slug}.md", "語" * 120, "", 3)
    assert len(name.encode()) <= 255
    assert name.endswith(".md")


@pytest.mark.parametrize("word", ["con", "nul", "com1", "readme", "index", "template"])
def test_a_name_that_means_something_else_is_not_given_alone(word: str) -> None:
    assert file_name("{slug}.md", word, "") == f"{word}-decision.md"
    assert file_name("{number}-{slug}.md", word, "", 7) == f"0007-{word}.md"


def test_a_date_of_any_form_may_stand_in_a_name() -> None:
    assert file_name("{date}-{slug}.md", "x", "12/01/1992") == "12-01-1992-x.md"
