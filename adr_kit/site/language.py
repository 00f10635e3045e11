"""Which language a record is written in, as far as its script or its headings tell."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from adr_kit.record.languages import LANGUAGES

if TYPE_CHECKING:
    from adr_kit.record.model import Record

_KANA, _HANGUL, _HAN = (re.compile(f"[{run}]") for run in ("\u3040-\u30ff", "\uac00-\ud7a3", "\u4e00-\u9fff"))
_ENOUGH = 0.05  # of a text's characters: a name in another script does not change its language


def language_of(record: Record, usual: str) -> str:
    """The code of the record's language; the usual one where nothing tells."""
    text = record.source.text
    if not text.isascii():
        for code, script in (("ja", _KANA), ("ko", _HANGUL), ("zh", _HAN)):
            if len(script.findall(text)) > _ENOUGH * len(text):
                return code
    names = {section.name.casefold().strip(" :") for section in record.reading.outline.sections}
    count = Counter(code for name in names for code in _headings().get(name, ()))
    best = max(count.values(), default=0)
    return usual if count[usual] == best else min(code for code in count if count[code] == best)


@cache
def _headings() -> dict[str, tuple[str, ...]]:
    """The languages in which a heading means something."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for words in language.sections.values():
            for word in words:
                found.setdefault(word, set()).add(language.code)
    return {word: tuple(sorted(codes)) for word, codes in found.items()}
