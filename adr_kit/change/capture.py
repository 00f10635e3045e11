"""What was told on the command line, put where a record of this template has its place for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from adr_kit.record import sections
from adr_kit.record.dialects.style import cased
from adr_kit.record.languages import LANGUAGES, Role, en
from adr_kit.text.markdown.blocks import plain, without_comments
from adr_kit.text.markdown.escape import item, paragraphs
from adr_kit.text.outline import Outline
from adr_kit.text.source import Edit, Source, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from adr_kit.record.draft import Capture, Draft
    from adr_kit.record.languages import Language
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.text.outline import Section

# The English heading of a section that the template does not have.
_HEADINGS = {
    Role.CONTEXT: "Context",
    Role.OPTIONS: "Considered options",
    Role.DECISION: "Decision",
    Role.CONSEQUENCES: "Consequences",
    Role.QUESTIONS: "Open questions",
}


def fill(text: str, draft: Draft, vocabulary: Vocabulary, used: Collection[str] = ()) -> str:
    """A rendered template with all that was told in it.

    Args:
        text: the rendered template.
        draft: what was told.
        vocabulary: the words by which sections are found, in any language.
        used: what the template itself has a place for: names of ``Capture``'s fields.

    Returns:
        The text with each of the others in the section that is about it, in the place of the comment or placeholder
        that stands there; behind what else stands there; or in a section of its own at the end.
    """
    source = Source(text)
    outlined = Outline(source)
    edits: dict[Span, str] = {}
    for role, told in _told(outlined, draft.capture, vocabulary, frozenset(used)):
        section = sections.find(outlined, role, vocabulary)
        if section is not None:
            span, new = _filled(source, section, told, vocabulary)
        else:
            span, new = _added(source, outlined, role, vocabulary), f"## {_heading(outlined, role)}\n\n{told}\n\n"
        edits[span] = edits.get(span, "") + new
    filled = source.apply(Edit(span, new) for span, new in edits.items()).text
    filled = re.sub(r"\n{2,}\Z", "\n", filled)
    return re.sub(r"\r\n|\n", source.newline, filled) if source.newline != "\n" else filled


def _heading(outlined: Outline, role: Role) -> str:
    """The heading of a section that is not there, in the language of those that are."""
    names = {section.name.casefold() for section in outlined.sections} - {"status"}  # the same in several languages

    def known(language: Language) -> int:
        return sum(any(word in names for word in words) for words in language.sections.values())

    language = max(LANGUAGES, key=known)  # English where several are as good
    own = language.sections.get(role, ())
    return cased(own[0], "A") if own and language is not en.WORDS else _HEADINGS[role]


def _told(outlined: Outline, told: Capture, vocabulary: Vocabulary, used: frozenset[str]) -> Iterator[tuple[Role, str]]:
    """What goes into the section of each role."""
    if told.because and "because" not in used:
        yield Role.CONTEXT, paragraphs(told.because)
    over = [] if "over" in used else [_option(other.option, other.why_not) for other in told.over]
    if over:
        yield Role.OPTIONS, "\n".join(over)
    if told.decision and "decision" not in used:
        yield Role.DECISION, paragraphs(told.decision)
    yield from _consequences(outlined, told, vocabulary, used)
    if told.questions and "questions" not in used:
        yield Role.QUESTIONS, "\n".join(f"- [ ] {item(question)}" for question in told.questions)


def _consequences(
    outlined: Outline, told: Capture, vocabulary: Vocabulary, used: frozenset[str]
) -> Iterator[tuple[Role, str]]:
    """Gains and costs in sections of their own where the template has them, else together under the consequences."""
    gains = () if "gains" in used else told.gains
    costs = () if "costs" in used else told.costs
    together: list[str] = []
    good, bad = _signs(outlined, vocabulary)
    for role, texts, sign in ((Role.GAINS, gains, good), (Role.COSTS, costs, bad)):
        if texts and sections.find(outlined, role, vocabulary) is not None:
            yield role, "\n".join(f"- {item(text)}" for text in texts)
        else:
            together += [f"- {item(_continued(text, sign))}" for text in texts]
    if together:
        yield Role.CONSEQUENCES, "\n".join(together)


def _signs(outlined: Outline, vocabulary: Vocabulary) -> tuple[str, str]:
    """MADR's words in front of a gain and a cost; plain signs where the record is not in English."""
    section = sections.find(outlined, Role.CONSEQUENCES, vocabulary)
    english = {word for words in en.WORDS.sections.values() for word in words}
    if section is None or section.name.casefold() in english:
        return "Good, because ", "Bad, because "
    return "(+) ", "(−) "


def _continued(text: str, sign: str) -> str:
    """A gain or a cost behind its sign, where "because" goes on with a small letter.

    "A logout takes …" becomes "Good, because a logout takes …"; where the first word may be a name ("Redis is fast"),
    a colon lets it keep its capital.
    """
    first, _, rest = text.partition(" ")
    if not sign.endswith("because ") or not re.fullmatch(r"[^\W\d_a-z][^\W\d_A-Z]*", first):
        return f"{sign}{text}"
    return f"{sign}{first.lower()} {rest}" if rest and first in _SMALL else f"{sign.partition(',')[0]}: {text}"


_SMALL = frozenset(("A", "All", "An", "Any", "Each", "Every", "It", "No", "Our", "Some", "The", "There", "They", "We"))


def _option(option: str, why_not: str) -> str:
    return f"- {item(option)} — {item(why_not)}" if why_not else f"- {item(option)}"


def _filled(source: Source, section: Section, told: str, vocabulary: Vocabulary) -> tuple[Span, str]:
    """Instead of a comment or a placeholder, behind anything else; a blank line on either side."""
    before = source.slice(section.own)
    kept = before.strip("\r\n") if _says_something(before, vocabulary) else ""
    return section.own, f"\n{kept}\n\n{told}\n\n" if kept else f"\n{told}\n\n"


def _added(source: Source, outlined: Outline, role: Role, vocabulary: Vocabulary) -> Span:
    """Where a section that the template does not have goes: before the first that usually comes later."""
    order = list(_HEADINGS)
    later = (sections.find(outlined, other, vocabulary) for other in order[order.index(role) + 1 :])
    starts = [section.heading.start for section in later if section is not None]
    at = min(starts, default=len(source.text))
    return Span(at, at)


def _says_something(body: str, vocabulary: Vocabulary) -> bool:
    """Whether more than comments, empty items and placeholders stands in a section."""
    lines = (plain(line.lstrip(" \t*+-")) for line in without_comments(body).splitlines())
    return any(line and not sections.is_filler(line) and vocabulary.status(line) is None for line in lines)
