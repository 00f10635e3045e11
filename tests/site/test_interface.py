"""The words of the interface are data: templates ask for each by its key, and none is left over."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from adr_kit.site.interface import ENGLISH
from adr_kit.workspace.templates.shipped import shipped

OURS = """base.html index.html list.html decisions.html record.html topics.html topic.html timeline.html month.html
changes.html parts.html search.html"""
TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in shipped("site").rglob("*.html")}
# Keys that are put together where they are asked for.
MADE = {
    *("in-force", "waiting", "past"),
    *("today", "days", "weeks", "months", "years"),
    *("Deciders", "Authors", "Consulted", "Informed"),
    *("would replace", "would replace part", "is replaced part", "would amend"),
    *("graph before", "graph after"),
    *("diagram", "diagram source", "neighbourhood of"),
}


NO_WORDS = "adr new What we decide records graph json frame src self"  # commands, files, a policy


def asked() -> set[str]:
    found = set(MADE)
    for text in TEMPLATES.values():
        for call in re.findall(r"\bsay\((.*?)\)", text):
            found |= set(re.findall(r'"([^"]+)"', call))
        for listing in re.findall(r"for (?:key|name)\b[^%]*? in (\[.*?\])", text):
            found |= set(re.findall(r'\("([^"]+)"', listing))
    return found


def test_every_text_is_asked_for_and_every_key_has_one() -> None:
    kinds = ("tag", "component", "log")
    pieces = {"every ", "by ", "filter ", "s", "#", "##", "", *kinds}
    made = {f"{piece}{kind}" for kind in kinds for piece in ("every ", "by ", "filter ")}
    made |= {f"{kind}s" for kind in kinds}
    known = set(ENGLISH.texts)
    assert asked() - known - pieces == set()
    assert known - asked() - made == set()


@given(st.sampled_from(sorted(ENGLISH.texts)), st.integers(0, 10**6))
def test_every_text_can_be_said_of_any_number(key: str, count: int) -> None:
    values = re.findall(r"{(\w+)}", str(ENGLISH.texts[key]))
    said = ENGLISH(key, count, **{name: "X" for name in values if name != "n"})
    assert said
    assert "{" not in said
    if isinstance(ENGLISH.texts[key], tuple):
        assert (str(count) in said) or count == 1 or "{n}" not in ENGLISH.texts[key][1]


def test_no_template_holds_words_of_its_own_where_there_is_a_key() -> None:
    for name in (
        "base.html",
        "index.html",
        "record.html",
        "topics.html",
        "topic.html",
        "timeline.html",
        "month.html",
        "changes.html",
        "map.html",
        "map_body.html",
        "single.html",
    ):
        text = re.sub(r"<style>.*?</style>|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", " ", TEMPLATES[name], flags=re.DOTALL)
        words = set(re.findall(r"[A-Za-z]{2,}", text)) - set(NO_WORDS.split())
        assert words == set(), name
