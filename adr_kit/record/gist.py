"""A record's decision in one sentence: a whole one that states the choice, or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.record.languages import Role
from adr_kit.record.model import Gist
from adr_kit.record.sections import is_filler, loose_ends, questions
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.text.markdown.blocks import plain, without_comments
from adr_kit.text.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.record.model import Reading, Record
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.markdown.blocks import Block
    from adr_kit.text.outline import Outline, Section

_LONGEST = 320  # characters: a longer sentence is no gist
_FEWEST_WORDS = 3
_MOST_ITEMS = 5
# The full stop of `the "3. Tags" option` numbers an option and ends nothing. What must stand before a stop is asked
# behind it: so the characters in between are skipped, ten times as fast.
_STOP = re.compile(
    r"[.!?。！？](?:(?<=[。！？])|"
    r"(?<=[^\s.][^\s.].)(?<![\"“‘'«(]\d.)(?<![\"“‘'«(]\d\d.)[\"”'’)]?(?=\s+[^\sa-z]|\s*$))"
)
_WHOLE = re.compile(r"(?:[.!。！][\"”'’)»]?|[\"”'’)»][.!。！]?)$")
_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)\n]*\)|\[[^\]]*\])")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]+)\]\([^()\s]*\)")
_ADDRESS_AT_END = re.compile(r"\s*[:(]?\s*https?://\S+$")
_CHOSEN = re.compile(r"^(?:Chosen option|Gewählte Option|Option retenue)s?\s*:\s*", re.IGNORECASE)
_NAMED = re.compile(
    r"^[\"“„'](?:(?:Option|Alternative)\s+\w{1,3}\s*[:.)-]\s*)?"
    r"(?P<name>(?:[^\"”“]|(?<=\s)\"[^\"]*\")+?)[\"”“']\.?$"
)
_REASON = re.compile(r"(?:(?:,|\s[-–—])?\s+(?:because|since|as it is|weil|da|parce que))+(?:\s*:.*|\s*)$", re.DOTALL)
# What ends so is half a sentence: a reason is announced and does not come.
_UNFINISHED = re.compile(r"(?::|\b(?:because|since|as it is|weil|parce que)\W*)$", re.IGNORECASE)
# A lead of which nothing is left without what it leads to.
_LEADING = re.compile(
    r"\b(?:follow(?:ing|s)|below|these|folgend\w*|suivant\w*|siguientes?|seguint\w*)\b|"
    r"\b(?:a|an|and|are|as|at|be|by|for|from|in|include[sd]?|is|it|like|of|on|or|should|that|the|to|was|we|were|will|"
    r"with|would)$",
    re.IGNORECASE,
)
_POINTING = re.compile(r"\b(?:as follows|the following|below|wie folgt|comme suit|como sigue)[.:]?$", re.IGNORECASE)
# What was thought about is not yet what was decided.
_WEIGHED = re.compile(
    r"\b(?:we|team)(?: have| had|'ve)? (?:also )?(?:considered|discussed|evaluated|examined|explored|looked at|tested|"
    r"outlined|investigated|reviewed)\b|\b(?:options|alternatives|possibilities)\b.*:$|"
    r"\b(?:discounted|ruled out|decided against|rejected)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHOICE = re.compile(
    r"\b(?:we|I)(?:'ll|’ll|'re going to|’re going to)\b|\b(?:ve chosen|was chosen|is chosen|was decided)\b|"
    r"\b(?:we|team) (?:will|are going to|should|use|adopt|agreed|chose|decided|have decided|have chosen|selected|"
    r"picked|propose)\b",
    re.IGNORECASE,
)
# Sentences about the record itself, and those with which templates ask for a decision.
_ABOUT = re.compile(
    r"^This (?:document|ADR|RFC|(?:decision )?record|section|proposal)\b|"
    r"^(?:The change that we're proposing|What is the change that we're proposing|在这里补充)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|don['’]t|won['’]t|cannot|can['’]t|no longer)\b", re.IGNORECASE)
_Y_STATEMENT = re.compile(
    r"\bwe (?:decided (?:for|to|on)|chose)\s+(?P<decision>.+?)(?:,?\s+and (?:against|neglected)|,\s+to achieve|\.\s|$)",
    re.DOTALL,
)


def gist(reading: Reading, vocabulary: Vocabulary = DEFAULT) -> Gist:
    """A record in short; looked for only where that was not done when its file was read."""
    return reading.gist or Gist(
        _decision(reading, vocabulary),
        sum(not question.done for question in questions(reading)),
        len(loose_ends(reading)),
    )


def decision_sentence(record: Record, vocabulary: Vocabulary = DEFAULT) -> str:
    """The decision in one whole sentence of plain text; "" where no sentence of the record states it.

    An option that was turned down, a lead-in without what it leads to, a picture and a piece of a list are no such
    sentence, and a long one is never cut.
    """
    known = record.reading.gist
    return known.decision if known else _decision(record.reading, vocabulary)


def _decision(reading: Reading, vocabulary: Vocabulary) -> str:
    outline = reading.outline
    for role in (Role.DECISION, Role.SUMMARY):
        for section in outline.sections:
            sentence = _chosen(outline, section) if vocabulary.role(section.name) is role else ""
            if sentence:
                return sentence
    text = without_comments(reading.source.text)
    # To make all of a text plain takes as long as all the rest, and few decisions are stated so.
    match = _Y_STATEMENT.search(plain(text)) if "we" in text and ("decided" in text or "chose" in text) else None
    return _fitting(match["decision"]) if match else ""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A paragraph or item in plain words; ``items`` are those of the list behind it, where it leads to one."""

    words: str
    items: tuple[str, ...] = ()
    listed: bool = False
    alone: bool = True


def _chosen(outline: Outline, section: Section) -> str:
    """The first sentence of a section that states the choice."""
    denied = ""
    weighed = False  # from here on, only what says that it is the choice
    for passage in _passages(outline, section):
        if _ABOUT.search(passage.words):
            continue
        if _WEIGHED.search(_first(passage.words)) or passage.words.endswith("?"):
            weighed = True
            continue
        for sentence in _sentences(passage, only_first=not weighed and not denied):
            if not sentence or _WEIGHED.search(sentence):
                weighed = True
            elif _NOT.search(sentence) and not denied:
                denied = sentence
            elif (not weighed and not denied) or (_CHOICE.search(sentence) and not _NOT.search(sentence)):
                return sentence
    return "" if weighed and denied and not _CHOICE.search(denied) else denied


def _sentences(passage: _Passage, *, only_first: bool) -> Iterator[str]:
    """The whole sentences of a passage; "" for one that is none."""
    words = _CHOSEN.sub("", passage.words)
    if words != passage.words:
        yield _option(words)
        return
    if words.endswith((":", "：")) or _REASON.search(_first(words)):
        yield _led(words, passage.items)
        return
    found = [stop.end() for stop in _STOP.finditer(words)]
    pieces = [words[start:end].strip() for start, end in zip([0, *found], [*found, len(words)], strict=True)]
    pieces = [piece for piece in pieces if piece]
    for piece in pieces[:1] if only_first else pieces:
        part_of_list = passage.listed and not passage.alone and not _WHOLE.search(piece)
        yield "" if part_of_list or not _says_something(piece) else _fitting(piece)


def _option(words: str) -> str:
    """The option that was chosen, with its reason where that is given in the same sentence."""
    words = _REASON.sub("", _first(words)).strip().rstrip(": ")
    match = _NAMED.fullmatch(words)
    return _fitting(match["name"].strip() if match else words)


def _led(words: str, items: tuple[str, ...]) -> str:
    """A lead-in with what it leads to, or by itself where that says enough."""
    before = _REASON.sub("", _first(words)).rstrip(": ")
    if before != _first(words).rstrip(": "):
        return _fitting(before) if _says_something(before) else ""
    stops = list(_STOP.finditer(words))
    if stops:  # the lead is the passage's last sentence
        return _fitting(words[: stops[0].end()])
    whole = f"{words} {'; '.join(_first(item).rstrip('.;,') for item in items)}"
    finished = not any(_UNFINISHED.search(_first(item)) for item in items)
    if items and len(items) <= _MOST_ITEMS and len(whole) <= _LONGEST and finished:
        return whole
    lead = words.rstrip(":： ").strip()
    return lead if not _LEADING.search(lead) and len(lead.split()) > _FEWEST_WORDS else ""


def _first(words: str) -> str:
    stop = _STOP.search(words)
    return words[: stop.end()] if stop else words


def _says_something(sentence: str) -> bool:
    return len(sentence.split()) >= _FEWEST_WORDS or not sentence.isascii()


def _fitting(sentence: str) -> str:
    """A sentence that is short enough; without its reason where only that makes it too long."""
    sentence = _ADDRESS_AT_END.sub("", sentence.strip())
    if _POINTING.search(sentence):
        return ""
    if len(sentence) <= _LONGEST:
        return sentence
    shorter = re.split(r",? (?:because|since|so that|in order to) |; ", sentence, maxsplit=1)[0]
    return shorter if len(shorter) <= _LONGEST else ""


def _passages(outline: Outline, section: Section) -> Iterator[_Passage]:
    blocks = [block for block in section.blocks if block.kind in ("paragraph", "fence", "code", "row", "heading")]
    count = {block.item: 0 for block in blocks}
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        words = _words(outline, block) if block.kind == "paragraph" else ""
        if not words or is_filler(words):
            continue
        inside = _list_behind(blocks, place, block)
        is_heading = bool(inside) and block.item >= 0 and not words.endswith((":", "：")) and not _STOP.search(words)
        if is_heading:
            continue
        items: tuple[str, ...] = ()
        if inside and words.endswith((":", "：")) | bool(_REASON.search(_first(words))):
            items = tuple(text for one in inside if (text := _words(outline, one)))
            place += len(inside)
        siblings = sum(1 for item in count if item >= 0)
        yield _Passage(words, items, block.item >= 0, siblings <= 1)


def _list_behind(blocks: list[Block], place: int, lead: Block) -> list[Block]:
    """The paragraphs of the list that begins right behind a paragraph."""
    found: list[Block] = []
    for block in blocks[place:]:
        if block.kind != "paragraph" or block.depth <= lead.depth or block.item == lead.item:
            break
        found.append(block)
    return found


def _words(outline: Outline, block: Block) -> str:
    if not block.lines:
        return ""
    raw = outline.source.slice(Span(block.lines[0].start, block.lines[-1].end))
    text = _PICTURE.sub("", re.sub(r"(?m)^[ \t]*>[ \t]?", "", without_comments(raw)))
    return plain(_LINK.sub(r"\1", text))
