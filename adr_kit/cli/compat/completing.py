"""``_adr_autocomplete`` of adr-tools, which shells' completion scripts call; here ``adr _adr_autocomplete WORDS…``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from adr_kit.cli.compat.generating import REPORTS

if TYPE_CHECKING:
    from adr_kit.cli.context import Context

COMMANDS = ("config", "generate", "help", "init", "link", "list", "new", "upgrade-repository")
_COMMAND, _REPORT = 2, 3  # how many words there are when the last of them is that


def run(_context: Context, words: list[str]) -> int:
    """Prints what the last word can become; the first word is ``adr`` itself."""
    typed = words[1] if len(words) >= _COMMAND else ""
    if len(words) <= _COMMAND:
        found = [name for name in COMMANDS if name.startswith(typed)]
        if not typed or found[:1] != [typed]:
            sys.stdout.write(" ".join(found) + "\n")
            return 0
    if typed == "generate" and len(words) <= _REPORT:
        begun = words[2] if len(words) == _REPORT else ""
        sys.stdout.write(" ".join(name for name in REPORTS if name.startswith(begun)) + "\n")
    return 0
