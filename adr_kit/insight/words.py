"""Text as words that can be compared: any script, without case, accents and most plurals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Scripts written without blanks between words: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\\W_])+(?:(?:\\+\\+|#)(?![^\\W_]))?")
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]")
_ACCENT = re.compile("[\u0300-\u036f]")
_PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=[^s])s|(?<=ss|sh|ch)es|(?<=x)es)$")

# Words that say nothing about what a decision is about, in the languages whose records are read; without accents.
_EMPTY_LINES = (
    "a about after all an and any are as at be been but by can do does for from had has have how if in instead into is",
    "it its may more must no nor not of off on one only onto or our out over per should so some such than that the",
    "their them then there these they this those through to under up upon use used using via vs was we were what when",
    "where which while who why will with within without would you your us every everything everywhere",
    "accept add adopt adr allow apply approach architectural architecture avoid based build change choice choose",
    "create decide decision define enable ensure handle implement introduce keep let make manage migrate move new",
    "prefer propose provide record remove replace select set store support switch",
    "aber al als am auf aus bei das dem den der des die durch ein eine einen einer ist mit nach nicht oder statt uber",
    "fur um und unsere verwenden von vor wie wir zu zum zur",
    "au aux avec ce comme dans de du en et la le leur nos notre nous ou par pas pour que qui sans ses son sur un une",
    "utiliser el como con del entre es esta lo nuestra o para por se sin su una usar utilizar y",
    "ao com da do e em na no nossa os sem uma che dei della di gli il nel nella usare",
    "een het met niet om op te van voor wij bez dla i nie od po przez w z ze",
    "в для и из к на не о от по с у что",
)


def words(text: str) -> tuple[str, ...]:
    """The words of a text, in order; scripts without blanks give overlapping pairs of characters.

    Each word is a part of the folded text.
    """
    return tuple(_words(fold(text)))


def counted(text: str) -> Counter[str]:
    """How often each of the words stands in a text; each different one is looked at once."""
    found: Counter[str] = Counter()
    for run, times in Counter(_RUN.findall(fold(text))).items():
        for word in _of_run(run):
            found[word] += times
    return found


def telling_words(text: str) -> tuple[str, ...]:
    """The words that say what a text is about: without articles, prepositions and "use", "adopt", "decision"."""
    return tuple(word for word in words(text) if word not in _EMPTY and (len(word) > 1 or not word.isascii()))


def fold(text: str) -> str:
    """The text without differences of case, width and accents; its length may differ."""
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _ACCENT.sub("", folded))


def _words(folded: str) -> Iterator[str]:
    for run in _RUN.findall(folded):
        yield from _of_run(run)


@lru_cache(maxsize=1 << 16)  # a log has some ten thousand words, each in many records
def _of_run(run: str) -> tuple[str, ...]:
    if _UNSPACED_RUN.match(run):
        return tuple(run[at : at + 2] for at in range(max(len(run) - 1, 1)))
    return (_PLURAL.sub("", run),)


_EMPTY = frozenset(word for line in _EMPTY_LINES for word in words(line))
