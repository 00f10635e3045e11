"""The search of the site: what its index holds, and that it finds what the best kept library finds."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adr_kit.insight.document import Document
from adr_kit.insight.words import words
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site.search import INDEX, Entry, search_files
from command_line import needs
from sites import log_of, nygard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adr_kit.record.model import Record

HERE = Path(__file__).parent
ENGINE = HERE.parents[1] / "templates" / "site" / "search.js"
# Fifty things that people look for, with beginnings of words and typing errors among them.
QUERIES = """
postgres|kafka|database migration|use typescript|error handling|logging|authentication tokens|api versioning
|graphql|docker images|kubernetes|terraform|feature flags|react components|state management|light client|fee market
|storybook|test framework|continuous integration|deploy pipeline|monitoring alerts|cache redis|search lunr|message queue
|event sourcing|dependency injection|code review|markdown records|semantic versioning|release process|rust bindings
|swift package|kotlin|elasticsearch index|cassandra tables|jmap mailbox|s3 blob store|validators|typescipt|authentcation
|kuberntes|migratoin|perfomance|mod arch|java 17|spring webflux|adr template|open source licence|secret rotation"""
FUZZY = ("kuberntes", "authentcation", "perfomance tests", "migratoin databse", "typescipt compnents")


def entry(record: Record) -> Entry:
    status = (record.status or "none", record.status_text or "")
    return Entry(f"records/{record.id}.html", status, record.in_force or record.status is None)


def node(script: str, *arguments: str, stdin: str = "") -> object:
    done = subprocess.run(
        ["node", script, *arguments], input=stdin, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    parsed: object = json.loads(done.stdout)
    return parsed


def published(folder: Path, records: Sequence[Record]) -> None:
    (folder / "search.js").write_bytes(ENGINE.read_bytes())
    (folder / "search-index.js").write_bytes(index_of(records))


def index_of(records: Sequence[Record]) -> bytes:
    return next(file.data() for file in search_files(records, entry) if file.path == INDEX)


def found(folder: Path, queries: Iterable[str]) -> list[list[int]]:
    """The places in the log of what each query finds, best first."""
    asked = "queries.map((query) => index.search(query).map((result) => result.id))"
    answer = in_node(folder, list(queries), f"const index = new adrSearch.Index(adrSearchIndex); print({asked});")
    assert isinstance(answer, list)
    return answer


def in_node(folder: Path, queries: list[str], script: str) -> object:
    file = folder / "ask.cjs"
    file.write_text(
        "const print = (value) => console.log(JSON.stringify(value));\n"
        f"const queries = {json.dumps(queries)};\n"
        + ENGINE.read_text(encoding="utf-8")
        + (folder / "search-index.js").read_text(encoding="utf-8")
        + script,
        encoding="utf-8",
    )
    return node(str(file))


LOG = log_of(
    {
        "0001-postgres.md": nygard(1, "Use PostgreSQL", "Superseded by [2. Two](0002-two.md)", more="We keep queues."),
        "0002-two.md": nygard(2, "Use PostgreSQL everywhere", more="Café déjà vu: Straße, C++ and naïve İstanbul."),
        "0003-db.md": nygard(3, "データベースを選ぶ", more="我们使用数据库。 데이터베이스를 고른다."),
        "0004-queue.md": nygard(4, "Queue jobs in Redis"),
    }
)


@needs("node")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("postgresql", [2, 1]),  # the decision in force first
        ("postgre", [2, 1]),  # the beginning of a word
        ("postgersql", [2, 1]),  # letters that changed places
        ("queues", [4, 1]),  # a title before a text; one or many
        ("2", [2]),
        ("0004", [4]),
        ("cafe deja", [2]),
        ("strasse", [2]),
        ("c++", [2]),
        ("データ", [3]),
        ("数据库", [3]),
        ("데이터", [3]),
        ("nothing of the kind", []),
        ("", []),
    ],
)
def test_what_a_query_finds(tmp_path: Path, query: str, ids: list[int]) -> None:
    published(tmp_path, LOG.records)
    (places,) = found(tmp_path, [query])
    assert [LOG.records[place].number for place in places[: len(ids) or None]] == ids


PROPOSALS = log_of(
    {
        "0001-buffer.md": nygard(1, "Size buffers", "Proposed", more="A queue before a queue is a queue."),
        "0002-pg.md": nygard(2, "Use PostgreSQL", more="A table is a queue for our jobs."),
        "0003-log.md": nygard(3, "Log to the standard output", "Proposed", more="Logs are streams."),
        "0004-log.md": "# 4. Rotate logs\n\nLogs are files.\n",  # states no status: it is what people do
        "0005-ui.md": nygard(5, "Draw with React", "Proposed", more="React, React and React."),
        "0006-api.md": nygard(6, "Answer in JSON", more="Which React reads."),
    }
)


@needs("node")
@pytest.mark.parametrize(("query", "ids"), [("queue", [2, 1]), ("logs", [4, 3]), ("react", [5, 6])])
def test_what_holds_comes_before_a_proposal_that_matches_about_as_well(
    tmp_path: Path, query: str, ids: list[int]
) -> None:
    published(tmp_path, PROPOSALS.records)
    (places,) = found(tmp_path, [query])
    assert [PROPOSALS.records[place].number for place in places] == ids


SCRIPTS = "aAbZéÉßİıſŉǅςΣ 12_+#-./ñЁё한글データ数据ไทย" + "\u0301\u0308\uff76\uff9e\U00020000ﬁ①"


@needs("node")
def test_a_word_is_the_same_in_the_browser_and_here(tmp_path: Path) -> None:
    published(tmp_path, LOG.records)
    asked: list[str] = ["classes buses boxes wishes analysis", "x" * 300]

    @settings(max_examples=400, database=None)
    @given(st.text(alphabet=SCRIPTS) | st.text(alphabet=st.characters(max_codepoint=0x24F)))
    def collect(text: str) -> None:
        asked.append(text)

    collect()
    assert in_node(tmp_path, asked, "print(queries.map(adrSearch.words));") == [list(words(text)) for text in asked]


def test_the_index_is_the_same_every_time_and_holds_no_markup() -> None:
    assert index_of(LOG.records) == index_of(LOG.records)
    assert index_of(()).startswith(b"globalThis.adrSearchIndex={")
    texts = b"".join(file.data() for file in search_files(LOG.records, entry) if file.path != INDEX)
    assert b"#" not in texts.replace(b"C++", b"")
    assert "我们使用数据库".encode() in texts


def corpus(corpora: Path) -> tuple[Record, ...]:
    files = sorted(file for file in corpora.rglob("*.md") if file.parent != corpora)
    return Log.of(
        read(PurePosixPath(file.relative_to(corpora).as_posix()), file.read_bytes(), DEFAULT) for file in files
    ).records


@pytest.mark.corpora
@needs("node")
def test_it_finds_what_minisearch_finds_in_less_time_and_space(
    tmp_path: Path, corpora: Path, node_modules: Path
) -> None:
    records = corpus(corpora)
    published(tmp_path, records)
    documents = []
    for place, record in enumerate(records):
        names = " ".join([record.id.partition("-")[0], *(one.name for one in record.people.deciders)])
        shown = {"page": entry(record).page, "kind": record.status, "status": record.status_text, "date": ""}
        text = {"title": record.title, "name": names, "tags": " ".join(record.tags), "body": Document(record).body}
        documents.append({"id": place, "inForce": record.in_force, "gist": "", **shown, **text})
    queries = QUERIES.replace("\n", "").split("|")
    assert len(queries) == 50
    asked = json.dumps({"documents": documents, "queries": queries, "fuzzy": FUZZY})
    answer = node(str(HERE / "search_peer.cjs"), str(tmp_path), str(node_modules), stdin=asked)
    assert isinstance(answer, dict)
    agreed = [
        len(set(ours) & set(theirs)) / len(theirs)
        for ours, theirs in zip(answer["ours"], answer["theirs"], strict=True)
    ]
    assert sum(agreed) / len(agreed) >= 0.8
    assert answer["size"]["ours"] <= 0.6 * answer["size"]["theirs"]
