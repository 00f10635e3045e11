"""A decision in one sentence: whole, and the choice; where no sentence of the record is that, there is none."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adr_kit.record.gist import decision_sentence
from adr_kit.record.log import Log
from adr_kit.record.reader import read
from adr_kit.record.vocabulary import DEFAULT

FENCE = "```\nx = 1\n```"
STATED = {
    "We use PostgreSQL. It is there.": "We use PostgreSQL.",
    "> We use\n> PostgreSQL.": "We use PostgreSQL.",
    "We use e.g. PostgreSQL 9.6 and i.e. more. Next.": "We use e.g. PostgreSQL 9.6 and i.e. more.",
    'We will go with the "3. Tags on top" option. Next.': 'We will go with the "3. Tags on top" option.',
    "We go with it (12. Tags on top). Next.": "We go with it (12. Tags on top).",
    "We will use Architecture Decision Records": "We will use Architecture Decision Records",
    "Use [`data-migrate`](https://example.org/d) for it.": "Use data-migrate for it.",
    "We record them as told in this article: https://example.org/x": "We record them as told in this article",
    # What an option is called is the choice; a reason that stands elsewhere is none.
    'Chosen option: "MADR 2.1.2", because\n\n- it is short': "MADR 2.1.2",
    'Chosen option: "Option 2: Lunr.js".': "Lunr.js",
    'Chosen option: "Markdown" because we parse it "smartly".': '"Markdown" because we parse it "smartly".',
    'Chosen option: "we add a "resolver" to it".': 'we add a "resolver" to it',
    # A lead-in says nothing without what it leads to, unless it does.
    "We will:\n\n- buy it\n- run it": "We will: buy it; run it",
    "We will have three queues: \n\n1. fast;\n2. slow;\n3. idle.": "We will have three queues: fast; slow; idle",
    "We have three folders:\n\n" + "".join(f"- {'long ' * 30}{n}\n" for n in range(3)): "We have three folders",
    "It will now be:\n\n" + FENCE + "\n\nWhere\n\nWe will keep it there.": "We will keep it there.",
    "It will get the following addresses:\n\n" + FENCE + "\n\nThat is all of it there.": "",
    "The second - all at once - was decided because: a) It is atomic. b) It is fast.": (
        "The second - all at once - was decided"
    ),
    # What was weighed was not chosen.
    "We discussed three options:\n\n1. keep them\n2. sell them\n\nThe first is simple.\n\n"
    "Option 2 was discounted.\n\nThe last, and the one we've chosen, is to rent them.": (
        "The last, and the one we've chosen, is to rent them."
    ),
    "We considered Redis. It is fast.": "",
    "Which one? Nobody knows.": "",
    # Nor does what stays as it was come first.
    "We will not change the cloud.\n\nHere we will remove the balancers.": "Here we will remove the balancers.",
    "We will use it, because because": "We will use it",
    "We will use it : because": "We will use it",
    "We We because because": "",
    "We will use two caches:\n\n- Redis, because\n- none": "We will use two caches",
    "We will:\n\n- buy it because": "",
    "From now on, we won't use numbers anymore.": "From now on, we won't use numbers anymore.",
    # No pictures, no headings of lists, no pieces of lists, no placeholders.
    '![DNS](./dns.jpg?raw=true "DNS")\n\nEach stack has a domain.': "Each stack has a domain.",
    "1. Preserving\n   - We will keep it in the cloud.\n2. Checking\n   - Daily.": "We will keep it in the cloud.",
    "- fast queue for it\n- slow queue for it": "",
    "The change that we're proposing or have agreed to implement.": "",
    "This document describes the protocol. We will use it.": "",
    "The simplest way is as follows.\n\nWe will use it.": "We will use it.",
    "TBD": "",
    "<!-- what -->": "",
    # Long sentences are not cut: they lose their reason, or stay away.
    f"We use it, because {'of this and that and ' * 30}more.": "We use it",
    f"We use {'this and that and ' * 30}more.": "",
    "我们用中文。因为我们都会。": "我们用中文。",
}


def gist(decision: str) -> str:
    text = f"# 1. A title\n\n## Status\n\nAccepted\n\n## Decision\n\n{decision}\n\n## Consequences\n\nMany.\n"
    folder = PurePosixPath("docs/adr")
    return decision_sentence(Log.of([read(folder / "0001-a.md", text.encode(), DEFAULT)], folder).records[0])


@pytest.mark.parametrize(("decision", "sentence"), STATED.items())
def test_a_gist_is_a_whole_sentence_that_states_the_choice_or_nothing(decision: str, sentence: str) -> None:
    assert gist(decision) == sentence


WORDS = st.sampled_from(
    [
        "We",
        "will",
        "use",
        "it",
        "because",
        "that",
        "not",
        "options",
        ":",
        ".",
        "?",
        "\n\n",
        "\n- ",
        "`x`",
        '"',
        "[a](b)",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_whatever_is_written_a_gist_is_short_and_ends_as_a_sentence_can(decision: str) -> None:
    sentence = gist(decision)
    assert len(sentence) <= 320
    assert "\n" not in sentence
    assert not sentence.endswith((":", "because"))
