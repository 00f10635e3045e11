"""Which pages a log's site has, and what each says."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from adr_kit.site.forge import forge_of
from adr_kit.site.listing import Listing
from adr_kit.site.model import Setting
from adr_kit.site.timeline_page import MonthView, TimelineView
from adr_kit.site.topic_pages import TopicView
from adr_kit.site.views import Age, age_of
from sites import index_of, log_of, nygard, page_of, record_of, site_of

if TYPE_CHECKING:
    from adr_kit.site.views import Card

CHAIN = {
    "0001-first.md": nygard(1, "First", "Superseded by [2. Second](0002-second.md)"),
    "0002-second.md": nygard(
        2, "Second", "Superseded by [3. Third](0003-third.md)\n\nSupersedes [1. First](0001-first.md)"
    ),
    "0003-third.md": nygard(3, "Third", "Accepted\n\nSupersedes [2. Second](0002-second.md)"),
    "0004-fourth.md": nygard(
        4, "Fourth", "Proposed\n\nSupersedes [3. Third](0003-third.md)", more="\nSee [one](0001-first.md)."
    ),
}


def ids(cards: tuple[Card, ...]) -> list[str]:
    return [card.id for card in cards]


def test_an_empty_log_has_a_first_page() -> None:
    site = site_of({})
    assert [str(page.path) for page in site.pages] == [
        *("index.html", "map.html", "404.html", "style.css", "icon.svg", "theme.js", "site.js"),
        *("search.js", "search-box.js", "map.js"),
    ]
    assert json.loads(next(f.data() for f in site.files if str(f.path) == "records.json"))["records"] == []


def test_each_record_has_a_page_its_markdown_and_its_data() -> None:
    site = site_of(dict(CHAIN))
    assert [str(page.path) for page in site.pages if str(page.path).startswith("records/")] == [
        f"records/{name.removesuffix('.md')}.html" for name in CHAIN
    ]
    files = {str(file.path): file.data() for file in site.files}
    assert files["records/0001-first.md"] == CHAIN["0001-first.md"].encode()
    assert [record["id"] for record in json.loads(files["records.json"])["records"]] == [n[:-3] for n in CHAIN]
    assert len(json.loads(files["graph.json"])["nodes"]) == 4


def test_the_first_page_tells_what_is_in_force() -> None:
    view = index_of(site_of(dict(CHAIN)))
    assert view.counts == (("in-force", 1), ("waiting", 1), ("past", 2))
    assert ids(view.recent) == ["0003-third"]
    assert ids(view.waiting) == ["0004-fourth"]
    assert view.listing is not None
    assert [card.state for card in view.listing.cards] == ["past", "past", "in-force", "waiting"]
    assert [ids(card.current) for card in view.listing.cards[:2]] == [["0003-third"], ["0003-third"]]
    assert view.recent[0].sentence == "We will do Third."
    assert not view.path  # nobody needs a path through one decision


def test_a_superseded_record_names_the_decision_in_force() -> None:
    site = site_of(dict(CHAIN))
    (notice,) = record_of(site, "0001-first").notices
    assert (notice.kind, ids(notice.cards), ids(notice.current)) == ("superseded", ["0002-second"], ["0003-third"])
    notice, replaces = record_of(site, "0002-second").notices
    assert (ids(notice.cards), notice.current) == (["0003-third"], ())
    assert (replaces.kind, ids(replaces.cards)) == ("replaces", ["0001-first"])


def test_a_proposal_is_announced_and_replaces_nothing_yet() -> None:
    site = site_of(dict(CHAIN))
    notice, replaces = record_of(site, "0003-third").notices
    assert (notice.kind, notice.words, ids(notice.cards)) == ("proposal", "would replace", ["0004-fourth"])
    assert replaces.kind == "replaces"
    assert [notice.kind for notice in record_of(site, "0004-fourth").notices] == ["proposed"]


def test_relations_are_seen_from_both_ends() -> None:
    site = site_of(dict(CHAIN))
    assert [(group.name, ids(group.cards)) for group in record_of(site, "0002-second").groups] == [
        ("Supersedes", ["0001-first"]),
        ("Superseded by", ["0003-third"]),
    ]
    groups = {group.name: ids(group.cards) for group in record_of(site, "0004-fourth").groups}
    assert groups == {"Supersedes": ["0003-third"], "Mentions": ["0001-first"]}


def test_a_part_that_is_superseded_leaves_the_rest_in_force() -> None:
    files = {
        "0001-a.md": nygard(1, "A", "Accepted\n\nPartially superseded by [2. B](0002-b.md)"),
        "0002-b.md": nygard(2, "B"),
        "0003-c.md": nygard(3, "C", "Deprecated"),
        "0004-d.md": nygard(4, "D", "Rejected"),
        "0005-e.md": nygard(5, "E", "Superseded"),
    }
    site = site_of(dict(files))
    assert [(n.kind, ids(n.cards)) for n in record_of(site, "0001-a").notices] == [("changed", ["0002-b"])]
    assert record_of(site, "0001-a").groups[0].name == "Superseded in part by"
    kinds = [[n.kind for n in record_of(site, name).notices] for name in ("0003-c", "0004-d", "0005-e")]
    assert kinds == [["deprecated"], ["rejected"], ["superseded"]]
    assert ids(index_of(site).recent) == ["0002-b", "0001-a"]


def test_odd_records_have_pages_too() -> None:
    files: dict[str, str | bytes] = {
        "0001-a.md": "# 1. A\n\nDate: sometime\n",
        "0001-b.md": nygard(1, "B"),
        "0002-\udce9 #?.md": "# 2. Odd\n\n## Status\n\nBaked\n\n## Context\n\n\x00 \udce9 \u202e\n",
        "0003-empty.md": "# 3.\n\n## Status\n\n## Context\n\n## Decision\n",
    }
    view = index_of(site_of(files))
    assert view.listing is not None
    cards = view.listing.cards
    assert len(cards) == len(log_of(files).records) >= 3
    assert len({card.href for card in cards}) == len(cards)
    by_id = {card.id: card for card in cards}
    assert by_id["0001-a"].status.kind == "none"
    assert by_id["0001-a"].date is None


def test_tags_lead_to_their_pages() -> None:
    files = {
        f"000{n}-{n}.md": f"---\nstatus: {status}\ntags: [{tags}]\n---\n# T{n}\n\n## Context\n\nx\n"
        for n, status, tags in ((1, "accepted", "Storage, api"), (2, "rejected", "storage"), (3, "accepted", "API"))
    }
    site = site_of(dict(files))
    (part,) = index_of(site).topics
    assert (part.kind, part.total, part.href) == ("tag", 2, "tags.html")
    assert [(topic.name, topic.href, ids(topic.cards), topic.others) for topic in part.topics] == [
        ("api", "tags/api.html", ["0001-1", "0003-3"], 0),
        ("Storage", "tags/storage.html", ["0001-1"], 1),
    ]
    assert record_of(site, "0002-2").tags == (("storage", "../tags/storage.html"),)
    assert {"tags.html", "tags/api.html", "tags/storage.html"} <= {str(path) for path in site.paths}
    view = page_of(site, "tags/storage.html")
    assert isinstance(view, TopicView)
    assert [(state, ids(cards)) for state, cards in view.groups] == [("in-force", ["0001-1"]), ("past", ["0002-2"])]


def test_categories_are_components_with_pages() -> None:
    files = {
        "0001-a.md": nygard(1, "A"),
        "shop/0002-b.md": nygard(2, "B"),
        "shop/0003-c.md": nygard(3, "C", "Proposed"),
    }
    site = site_of(dict(files))
    (part,) = index_of(site).topics
    assert (part.kind, [topic.name for topic in part.topics]) == ("component", ["shop"])
    assert record_of(site, "0002-b").component == ("shop", "../components/shop.html")
    view = page_of(site, "components/shop.html")
    assert isinstance(view, TopicView)
    assert [(state, ids(cards)) for state, cards in view.groups] == [
        ("in-force", ["0002-b"]),
        ("waiting", ["0003-c"]),
    ]


def test_a_long_list_has_a_page_of_its_own() -> None:
    site = site_of({f"{n:04d}-r.md": nygard(n, f"R{n}", date=f"20{n % 20:02d}-01-02") for n in range(1, 102)})
    assert index_of(site).listing is None
    view = page_of(site, "decisions.html")
    assert isinstance(view, Listing)
    assert (len(view.cards), view.numbered, view.told) == (101, True, False)
    assert view.years == tuple(range(2000, 2020))


def test_ages_are_counted_to_the_newest_commit_in_the_unit_of_people() -> None:
    day = dt.date(2024, 5, 6)
    told = {0: ("today", 0), 1: ("days", 1), 13: ("days", 13), 14: ("weeks", 2), 60: ("months", 2), 729: ("months", 24)}
    told[730] = ("years", 2)
    for days, (unit, count) in told.items():
        assert age_of(day - dt.timedelta(days), day) == Age(unit, count)
    assert age_of(None, day) is age_of(day, None) is age_of(day, day - dt.timedelta(1)) is None
    site = site_of({"0001-a.md": nygard(1, "A", "Proposed", date="2024-04-06")}, Setting(as_of=day))
    assert index_of(site).waiting[0].age == record_of(site, "0001-a").age == Age("weeks", 4)


def test_what_a_decision_leaves_open_is_told() -> None:
    files = {
        "0001-a.md": nygard(1, "A", more="\nThe port is TBC, the name TODO. `TODO` and\n\n```\nTODO\n```\n"),
        "0002-b.md": nygard(2, "B"),
    }
    site = site_of(dict(files))
    assert [(card.id, card.loose_ends) for card in index_of(site).left_open] == [("0001-a", 2)]
    assert [(one.kind, one.loose_ends) for one in record_of(site, "0001-a").notices] == [("unfinished", 2)]


def test_a_status_that_says_partly_is_explained_as_far_as_the_log_tells() -> None:
    files = {
        "0001-a.md": nygard(1, "A", "Partly superseded"),
        "0002-b.md": nygard(2, "B", "Proposed", more="\nIt replaces a part of [1](0001-a.md).\n"),
    }
    site = site_of(dict(files))
    assert [(one.kind, ids(one.cards)) for one in record_of(site, "0001-a").notices] == [("partly", ["0002-b"])]


def test_a_log_of_some_size_has_a_path_through_it() -> None:
    files = {f"{n:04d}-r.md": nygard(n, f"R{n}", more="\nSee [r](0001-r.md).\n") for n in range(1, 13)}
    assert not index_of(site_of(dict(files))).path  # one decision is no path
    for n in (4, 5):
        files[f"{n:04d}-r.md"] += f"\nAnd [r](000{n - 2}-r.md).\n"
    view = index_of(site_of(dict(files)))
    whys = ["11 other records mention it", "1 other record mentions it", "1 other record mentions it"]
    assert [step.why for step in view.path] == whys
    assert view.path[0].card.id == "0001-r"
    assert view.basis


def test_what_could_not_be_shown_is_told_with_its_place() -> None:
    files = {"0001-a.md": nygard(1, "A", more="\n[gone](gone.md) and https://example.org/\n")}
    site = site_of(dict(files), Setting(tree=frozenset({"docs/adr/0001-a.md"})))
    (problem,) = (problem for page in site.pages for problem in page.content().problems)
    assert "gone.md" in problem.message
    assert problem.span is not None
    assert files["0001-a.md"][problem.span.start : problem.span.end].startswith("gone")


def test_source_links_and_neighbours() -> None:
    setting = Setting(forge=forge_of("git@github.com:o/r.git"), as_of=dt.date(2020, 1, 1))
    view = record_of(site_of(dict(CHAIN), setting), "0002-second")
    assert view.source.markdown == "0002-second.md"
    assert view.source.forge == "https://github.com/o/r/blob/HEAD/docs/adr/0002-second.md"
    assert view.previous is not None
    assert view.next is not None
    assert (view.previous.href, view.next.href) == ("0001-first.html", "0003-third.html")


def test_languages_are_told_by_script_and_headings() -> None:
    files = {
        "0001-zh.md": "# 1. 编写\n\n## 状态\n\n通过\n\n## 背景\n\n在这里补充上下文\n",
        "0002-fr.md": "# 2. Utiliser X\n\n## Statut\n\nAccepté\n\n## Contexte\n\nIl faut.\n\n## Décision\n\nOui.\n",
        "0003-en.md": nygard(3, "English"),
        "0004-ja.md": "# 4. 決定\n\n## Status\n\nAccepted\n\n## Context\n\nこれはテストです。\n",
    }
    site = site_of(dict(files))
    assert [record_of(site, name[:-3]).language for name in files] == ["zh", "fr", "en", "ja"]


def test_questions_that_are_open_are_counted() -> None:
    files = {"0001-a.md": nygard(1, "A", "Proposed", more="\n## Open questions\n\n- [ ] Who? (@ada)\n- [x] When?\n")}
    site = site_of(dict(files))
    assert index_of(site).waiting[0].questions == 1
    assert [question.text for question in record_of(site, "0001-a").questions] == ["Who? (@ada)"]


def test_the_same_log_gives_the_same_site() -> None:
    one, other = site_of(dict(CHAIN)), site_of(dict(CHAIN))
    assert [(page.path, page.content()) for page in one.pages] == [(page.path, page.content()) for page in other.pages]
    assert [(file.path, file.data()) for file in one.files] == [(file.path, file.data()) for file in other.files]


def test_the_timeline_tells_every_day_that_is_known_month_by_month() -> None:
    files = {
        "0001-a.md": nygard(1, "A", date="2024-01-31"),
        "0002-b.md": nygard(2, "B", date="2024-03-01"),
        "0003-c.md": nygard(3, "C", date="2024-01-02"),
        "0004-d.md": nygard(4, "D", date="some day"),
    }
    site = site_of(dict(files))
    view = page_of(site, "timeline.html")
    assert isinstance(view, TimelineView)
    told = [(month.name, month.href, [event.card.id for event in month.events]) for month in view.months]
    assert told == [
        ("2024-03", "months/2024-03.html", ["0002-b"]),
        ("2024-01", "months/2024-01.html", ["0001-a", "0003-c"]),
    ]
    assert view.undated == 1
    month = page_of(site, "months/2024-01.html")
    assert isinstance(month, MonthView)
    assert month.earlier is None
    assert month.later is not None
    assert (month.later.href, month.overview) == ("2024-03.html", "../timeline.html")
    assert "timeline.html" not in {str(path) for path in site_of({"0001-a.md": "# 1. A\n\nWe do.\n"}).paths}


def test_a_long_timeline_tells_its_newest_months_and_names_the_others() -> None:
    files = {f"{n:04d}-r.md": nygard(n, f"R{n}", date=f"{2000 + n // 30:04d}-01-02") for n in range(1, 600)}
    view = page_of(site_of(dict(files)), "timeline.html")
    assert isinstance(view, TimelineView)
    assert sum(len(month.events) for month in view.months) <= 500
    assert sum(month.count for month in (*view.months, *view.earlier)) == 599
    assert [month.name for month in view.earlier] == ["2003-01", "2002-01", "2001-01", "2000-01"]
