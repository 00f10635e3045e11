"""Several logs in one repository: which are looked at, how their records are called, and links across them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from command_line import Adr, Repo

SETTINGS = '[logs]\nservices = "services/*/docs/adr"\nplatform = "platform/decisions"\n'
KAFKA, RUST, NATS = (
    "services/payments/docs/adr/0001-use-kafka.md",
    "services/billing/docs/adr/0001-use-rust.md",
    "platform/decisions/0007-use-nats.md",
)


def text(title: str, status: str = "Accepted", more: str = "", date: str = "") -> str:
    dated = f"Date: {date}\n\n" if date else ""
    return (
        f"# {title}\n\n{dated}## Status\n\n{status}\n\n{more}\n\n## Context\n\nWe need it.\n\n## Decision\n\nWe do.\n"
    )


@pytest.fixture
def mono(repo: Repo) -> Repo:
    repo.write("adr.toml", SETTINGS)
    repo.write(KAFKA, text("1. Use Kafka"))
    repo.write(
        RUST, text("1. Use Rust", more="Depends on [1. Use Kafka](../../../payments/docs/adr/0001-use-kafka.md)")
    )
    repo.write(NATS, "---\nsupersedes: payments/1\n---\n" + text("7. Use NATS"))
    repo.write("platform/decisions/README.md", "# Our decisions\n")
    repo.commit()
    return repo


def data(adr: Adr, *args: str) -> dict[str, dict[str, object]]:
    listed = adr("list", "--json", *args).json()
    assert isinstance(listed, dict)
    return {record["id"]: record for record in listed["records"]}


def numbers(adr: Adr, *args: str) -> list[str]:
    return [line.partition("\t")[0] for line in adr(*args, "list").ok().lines]


def test_at_the_root_all_logs_are_listed_with_their_names(mono: Repo, adr: Adr) -> None:
    assert numbers(adr) == ["billing/1", "payments/1", "platform/7"]
    found = data(adr)
    assert set(found) == {"billing/0001-use-rust", "payments/0001-use-kafka", "platform/0007-use-nats"}
    kafka = found["payments/0001-use-kafka"]
    assert (kafka["log"], kafka["path"], kafka["number"]) == ("payments", "0001-use-kafka.md", 1)
    assert mono.read("adr.toml") == SETTINGS


def test_links_lead_from_one_log_to_another(mono: Repo, adr: Adr) -> None:
    found = data(adr)
    rust, nats = found["billing/0001-use-rust"]["links"], found["platform/0007-use-nats"]["links"]
    assert json.dumps(rust).count('"target_id": "payments/0001-use-kafka"') == 1
    assert json.dumps(nats).count('"target_id": "payments/0001-use-kafka"') == 1
    mono.write(RUST, "---\nsupersedes: 7\n---\n" + text("1. Use Rust"))
    assert data(adr)["billing/0001-use-rust"]["links"] == [
        {"relation": "supersedes", "text": "supersedes", "target": "7", "target_id": None}
    ], "a bare number means a record of its own log"


def test_inside_of_a_service_its_own_log_is_meant(mono: Repo, adr: Adr) -> None:
    for place in ("services/billing", "services/billing/docs/adr"):
        assert numbers(adr.at(mono.path / place)) == ["billing/1"]
        assert adr.at(mono.path / place)("show", "1").ok().stdout.startswith("# 1. Use Rust")
        assert adr.at(mono.path / place)("show", "payments/1").ok().stdout.startswith("# 1. Use Kafka")
        assert numbers(adr.at(mono.path / place), "--log", "all") == ["billing/1", "payments/1", "platform/7"]
    assert numbers(adr.at(mono.path / "services")) == ["billing/1", "payments/1", "platform/7"]
    assert numbers(adr, "--dir", "platform/decisions") == ["platform/7"]
    assert numbers(adr, "--log", "payments") == ["payments/1"]


def test_a_reference_that_fits_several_logs_lists_them(mono: Repo, adr: Adr) -> None:
    ran = adr("show", "1").ends_with(2)
    assert ran.stderr == "error: '1' is ambiguous\nhint: name one of them by its log: billing/1, payments/1\n"
    assert "# 7. Use NATS" in adr("show", "7").ok().stdout
    assert adr("show", "payments/kafka").ok().stdout.startswith("# 1. Use Kafka")
    assert "no record '9' in the log payments" in adr("show", "payments/9").ends_with(2).stderr
    mono.write("adr.toml", 'log = "platform/decisions"\n' + SETTINGS.replace("platform =", "# platform ="))
    mono.write("platform/decisions/0001-use-git.md", text("1. Use Git"))
    assert adr("show", "1").ok().stdout.startswith("# 1. Use Git"), "the log without a name comes first"


def test_each_log_counts_its_own_numbers_and_keeps_its_own_look(mono: Repo, adr: Adr) -> None:
    assert adr("--log", "billing", "new", "Use Go").ok().lines == ["services/billing/docs/adr/0002-use-go.md"]
    assert adr.at(mono.path / "platform")("new", "Use Nomad").ok().lines == ["decisions/0008-use-nomad.md"]
    assert mono.read("platform/decisions/0008-use-nomad.md").startswith("# 8. Use Nomad\n")
    mono.write("services/search/docs/adr/.keep", "")
    assert adr("--log", "search", "init").ok().lines[-1] == (
        "services/search/docs/adr/0001-record-architecture-decisions.md"
    )


def test_a_new_record_asks_which_log_where_nobody_says(mono: Repo, adr: Adr) -> None:
    ran = adr("new", "Use Go").ends_with(2)
    assert "which log? adr.toml:1:2 names billing, payments, platform" in ran.stderr
    assert "hint: --log billing" in ran.stderr
    assert mono.git("status", "--porcelain") == ""
    assert "one of: billing, payments, platform, all" in adr("--log", "payment", "list").ends_with(2).stderr


def test_both_ends_are_written_whichever_logs_they_are_in(mono: Repo, adr: Adr) -> None:
    ran = adr("--log", "platform", "new", "Use Pulsar", "--status", "accepted", "-s", "payments/1").ok()
    assert ran.lines == ["platform/decisions/0008-use-pulsar.md"]
    assert "Superseded by [8. Use Pulsar](../../../../platform/decisions/0008-use-pulsar.md)" in mono.read(KAFKA)
    assert "Supersedes [1. Use Kafka](../../services/payments/docs/adr/0001-use-kafka.md)" in mono.read(
        "platform/decisions/0008-use-pulsar.md"
    )
    kafka = data(adr)["payments/0001-use-kafka"]
    assert kafka["status"] == "superseded"
    assert adr("link", "billing/1", "amends", "platform/7").ok().lines == [NATS, RUST]
    assert adr("unlink", "billing/1", "platform/7").ok().lines == [NATS, RUST]


def test_dates_are_settled_for_each_log_by_itself(mono: Repo, adr: Adr) -> None:
    mono.write("services/billing/docs/adr/0002-a.md", text("2. A", date="13/02/2020"))
    mono.write("services/billing/docs/adr/0003-b.md", text("3. B", date="03/02/2020"))
    mono.write("services/payments/docs/adr/0002-a.md", text("2. A", date="02/13/2020"))
    mono.write("services/payments/docs/adr/0003-b.md", text("3. B", date="03/02/2020"))
    found = data(adr)
    assert found["billing/0003-b"]["date"] == "2020-02-03"
    assert found["payments/0003-b"]["date"] == "2020-03-02"


def test_what_is_said_of_one_log_is_not_said_of_another(mono: Repo, adr: Adr) -> None:
    mono.write("services/billing/docs/adr/0002-a.md", text("2. A", more="Amends [9](0009-gone.md)"))
    whole, payments = adr("list", "--json").json(), adr("--log", "payments", "list", "--json").json()
    assert isinstance(whole, dict)
    assert isinstance(payments, dict)
    assert [(one["log"], one["path"], one["line"]) for one in whole["problems"]] == [("billing", "0002-a.md", 7)]
    assert whole["skipped"] == [{"path": "README.md", "reason": "an index or README", "log": "platform"}]
    assert payments["problems"] == payments["skipped"] == []


def test_wrong_citations_of_other_logs_are_not_this_logs(mono: Repo, adr: Adr) -> None:
    mono.write("services/billing/a.py", "# ADR-1 ADR-7 ADR-99\n")
    mono.write("services/payments/a.py", "# ADR-1 ADR-98\n")
    mono.write("README.md", "ADR-97 billing/96 platform/0007-use-nats\n")
    wrong = [line.split("\t") for line in adr("where", "--all", "--check").ends_with(1).lines]
    assert [row[3] for row in wrong] == ["ADR-97", "billing/96", "ADR-7", "ADR-99", "ADR-98"]
    assert wrong[2][4] == "no record of this log has the number 7: it is that of platform/0007-use-nats"
    here = adr.at(mono.path / "services/billing")
    assert [line.split("\t")[3] for line in here("where", "--all", "--check").ends_with(1).lines] == [
        "billing/96",
        "ADR-7",
        "ADR-99",
    ]
    assert [line.split("\t")[0] for line in here("where", "1").ok().lines] == ["a.py:1:3"]
    adr("--log", "platform", "where", "--all", "--check").ok()


def test_pages_tables_and_graphs_hold_all_logs(mono: Repo, adr: Adr) -> None:
    graph = adr("graph", "--format", "json").json()
    assert isinstance(graph, dict)
    edges = {(edge["source"], edge["target"]) for edge in graph["edges"]}
    assert edges == {
        ("billing/0001-use-rust", "payments/0001-use-kafka"),
        ("platform/0007-use-nats", "payments/0001-use-kafka"),
    }
    assert "platform/7" in adr("graph").ok().stdout
    adr("site", "build", "--out", "_site").ok()
    page = mono.read("_site/index.html")
    assert all(name in page for name in ("billing/1", "payments/1", "platform/7"))
    adr("generate", "toc", "--write", "docs/README.md").ok()
    assert "| platform/7 | [Use NATS](../platform/decisions/0007-use-nats.md) | accepted |  |" in mono.read(
        "docs/README.md"
    )
    assert "3 records in 3 logs, 3 in force" in adr().ok().stdout


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('[logs]\nx = "no/*/adr"\n', "adr.toml:2:5: no folder matches 'no/*/adr'"),
        ('[logs]\nall = "a"\n', "adr.toml:2:7: 'all' cannot be the name of a log"),
        ('[logs]\n7 = "a"\n', "adr.toml:2:5: '7' cannot be the name of a log"),
        ('[logs]\nx = "../a"\n', "adr.toml:2:5: the log's folder lies outside of the repository"),
        ('[logs]\nx = "../*/a"\n', "adr.toml:2:5: '../*/a' cannot be a pattern"),
        ("[logs]\nx = 3\n", "adr.toml:2:5: logs.x must be a folder"),
        ('[logs]\nx = "platform"\ny = "platform"\n', "platform has two names: x, y"),
        ('[logs]\nbilling = "platform"\ny = "services/*/docs/adr"\n', "two logs are called 'billing'"),
    ],
)
def test_settings_that_cannot_be(mono: Repo, adr: Adr, settings: str, said: str) -> None:
    mono.write("adr.toml", settings)
    assert said in adr("list").ends_with(2).stderr


def test_settings_say_which_logs_there_are(mono: Repo, adr: Adr) -> None:
    assert "logs.payments\tservices/payments/docs/adr\tadr.toml:1:2" in adr("config").ok().lines
    assert "logs.platform\tplatform/decisions\tadr.toml:3:12" in adr("config").ok().lines
    mono.write("adr.toml", 'log = "platform/decisions"\n')
    assert "the settings name no logs" in adr("--log", "x", "list").ends_with(2).stderr
