"""``adr link`` of adr-tools: four words, each of them needed."""

from __future__ import annotations

import sys
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adr_kit.cli.context import Context

_NAMES = ("SOURCE", "LINK", "TARGET", "REVERSE-LINK")


def run(context: Context, words: list[str]) -> int:
    """Links two records from both ends; silent."""
    given = words[: len(_NAMES)]
    for number, (name, word) in enumerate(zip_longest(_NAMES, given), 1):
        if not word:
            sys.stderr.write(f"adr link: {number}: {name}\n")
            return 1
    source, label, target, reverse = given
    from adr_kit.change import plan
    from adr_kit.cli.compat.composing import ended
    from adr_kit.workspace.session import begin

    with begin(context.config, context.vocabulary, who="adr link") as session:
        log = session.log
        said = plan.Words(label, reverse, literal=True)
        linked = plan.link(log, session.style, log.find(source), said, log.find(target))
        session.write(ended(linked))
    return 0
