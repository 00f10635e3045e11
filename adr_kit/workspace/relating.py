"""The words of a relation as an author types them: known ones, a team's own, and typing errors."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from adr_kit.change.plan import Words
from adr_kit.errors import AdrError
from adr_kit.record.model import Relation

if TYPE_CHECKING:
    from adr_kit.workspace.session import Session

_NAMES = tuple(relation.value for relation in Relation if relation is not Relation.OTHER)


def words_for(session: Session, relation: str, reverse: str | None = None) -> Words:
    """The words of both halves of a link.

    Args:
        session: whose log and vocabulary know words.
        relation: what the author typed: a relation's name, other words for it, or words of their own.
        reverse: the other half's words; needed where the words are not known, else taken from the vocabulary.

    Raises:
        AdrError: the relation looks like a misspelt one, or the words are not known and the other half is missing.
    """
    relation, reverse = _tidy(relation), None if reverse is None else _tidy(reverse)
    known = session.vocabulary.relation(relation)
    if known is None and not _used(session, relation):
        _refuse_typing_errors(relation, needs_reverse=reverse is None)
    if reverse is None and known is not None:
        reverse = known.inverse.value if known is not Relation.OTHER else None
    first = known.value if known and relation.casefold() == known.value else _sentence(session, relation)
    return Words(first, _sentence(session, reverse) if reverse else None)


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _sentence(session: Session, words: str) -> str:
    """A team's own words begin with a capital letter: they begin a line."""
    return words if session.vocabulary.relation(words) else words[:1].upper() + words[1:]


def _used(session: Session, words: str) -> bool:
    """Whether this log says so already somewhere."""
    return any(link.text.casefold() == words.casefold() for record in session.log.records for link in record.links)


def _refuse_typing_errors(relation: str, *, needs_reverse: bool) -> None:
    if not relation:
        raise AdrError("a link needs words that say how the records stand to each other", _known())
    close = difflib.get_close_matches(relation.casefold().replace(" ", "-"), _NAMES, n=1, cutoff=0.75)
    if close:
        raise AdrError(f"there is no relation {relation!r}", f"did you mean {close[0]}?")
    if needs_reverse:
        hint = f"{_known()}; for words of your own, give the other half too: adr link SRC {relation!r} DST 'REVERSE'"
        raise AdrError(f"there is no relation {relation!r}", hint)


def _known() -> str:
    return f"relations: {', '.join(_NAMES)}"
