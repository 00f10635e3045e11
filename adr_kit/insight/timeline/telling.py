"""What is said of a digest, and of what differs between two states of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.insight.timeline.difference import Aspect
from adr_kit.insight.timeline.paper import Entry, Group, Paper
from adr_kit.record.gist import decision_sentence
from adr_kit.text.amount import count

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from adr_kit.insight.timeline.difference import Changed
    from adr_kit.insight.timeline.digest import Decided, Digest, Edited, Renumbered, Waiting
    from adr_kit.insight.timeline.exemptions import Exemption
    from adr_kit.insight.timeline.lives import Edit, Transition
    from adr_kit.record.model import Record
    from adr_kit.record.vocabulary import Vocabulary

_GROUPS = {
    Aspect.NEW: "New",
    Aspect.REMOVED: "Removed",
    Aspect.STATUS: "Another status",
    Aspect.SUPERSEDED: "Superseded",
    Aspect.RENUMBERED: "Renumbered",
    Aspect.RETITLED: "Another title",
    Aspect.MOVED: "Moved",
    Aspect.EDITED_AFTER_ACCEPTANCE: "Edited after acceptance",
    Aspect.EDITED: "Edited",
}


def tell_digest(found: Digest, vocabulary: Vocabulary) -> Paper:
    """The note to everybody: what was decided, what waits and for whom, what is due.

    Args:
        found: the digest.
        vocabulary: the words that are understood.
    """
    return Paper(
        title=f"Decisions {found.period.told}".rstrip(),
        groups=(
            Group("Decided", tuple(_decided(one, vocabulary) for one in found.accepted)),
            Group("Rejected", tuple(_decided(one, vocabulary) for one in found.rejected)),
            Group("No longer in force", tuple(_decided(one, vocabulary) for one in found.deprecated)),
            Group("Superseded", tuple(Entry(name(one.record), _by(one.by)) for one in found.superseded)),
            Group("Renumbered", tuple(_renumbered(one) for one in found.renumbered)),
            Group("Removed", tuple(map(_removed, found.removed))),
            Group("Edited after acceptance", tuple(_edited(one) for one in found.edited)),
            Group("Without a decision, on purpose", tuple(_exempted(one) for one in found.exempted)),
            Group("Waiting for a decision", tuple(_waiting(one, found.today) for one in found.waiting)),
            Group("Due for review", tuple(Entry(name(one.record), f"since {one.day}.") for one in found.due)),
        ),
        nothing=f"Nothing was decided, and nothing waits ({count(found.records, 'record')} looked at).",
        notes=tuple(f"Not seen: {note}." for note in found.notes),
    )


def tell_difference(found: Iterable[Changed], title: str, vocabulary: Vocabulary, unseen: Iterable[str] = ()) -> Paper:
    """What differs, a group for each way in which records can differ; a record stands in each that it belongs to.

    Args:
        found: what differs.
        title: which states are compared.
        vocabulary: the words that are understood.
        unseen: what could not be read.
    """
    changed = tuple(found)
    groups = (
        Group(title, tuple(_differing(one, aspect, vocabulary) for one in changed if aspect in one.aspects))
        for aspect, title in _GROUPS.items()
    )
    return Paper(title, tuple(groups), "No decision differs.", tuple(f"Not seen: {note}." for note in unseen))


def name(record: Record) -> str:
    """A record as people call it: its number and its title."""
    return f"{record.reference} {record.title}" if record.number is not None else record.title or record.id


def _decided(one: Decided, vocabulary: Vocabulary) -> Entry:
    deciders = ", ".join(person.name for person in one.record.people.deciders)
    parts = [decision_sentence(one.record, vocabulary)]
    when = f" on {one.day}" if one.day else ""
    if deciders:
        parts.append(f"Decided{when} by {deciders}, as the record says.")
    elif one.day:
        parts.append(f"Decided{when}.")
    if one.transition is not None:
        parts.append(who(one.transition))
    if one.replaces:
        parts.append(f"Replaces {', '.join(map(name, one.replaces))}.")
    return Entry(name(one.record), " ".join(_sentence(part) for part in parts if part))


def who(change: Transition | Edit) -> str:
    """Who had a hand in a change, each named as what they are: git knows authors and committers, and no approvers."""
    commit = change.commit
    authors = dict.fromkeys((commit.author.name, *commit.co_authors))
    said = f"Commit {commit.id[:9]} by {' and '.join(authors)}"
    if commit.committer.name not in ("", commit.author.name, "GitHub"):
        said += f", committed by {commit.committer.name}"
    if change.merged is not None:
        said += f", merged by {change.merged.author.name}"
    return said + "."


def way(change: Transition) -> str:
    """What became of a status: ``proposed → accepted``, ``new: proposed``."""
    now = (change.after.standing or "no status") if change.after else "removed"
    return f"{change.before.standing or 'no status'} → {now}" if change.before else f"new: {now}"


def _by(successors: tuple[Record, ...]) -> str:
    return f"by {', '.join(map(name, successors))}." if successors else "by a record that is not in this log."


def _removed(one: Transition) -> Entry:
    said = one.before
    title = said.title if said and said.title else one.path.stem
    called = f"{said.number} {title}" if said and said.number is not None else title
    return Entry(called, f"{_sentence(one.commit.subject)} {who(one)}")


def _renumbered(one: Renumbered) -> Entry:
    return Entry(name(one.record), f"was {one.changes[0].before}. {who(one.changes[-1].made)}")


def _edited(one: Edited) -> Entry:
    return Entry(name(one.record), lines=tuple(f"{edit.commit.subject} ({who(edit)[:-1]})" for edit in one.edits))


def _exempted(one: Exemption) -> Entry:
    commit = one.commit
    why = _sentence(one.reason) if one.reason else "No reason is given."
    return Entry(commit.subject, f"{why} Commit {commit.id[:9]} by {commit.author.name}.")


def _waiting(one: Waiting, today: dt.date) -> Entry:
    parts = []
    if one.since is not None:
        days = (today - one.since).days
        parts.append(f"for {count(days, 'day')}, since {one.since}.")
    people = [person.name for person in (*one.record.people.authors, *one.record.people.deciders)]
    if people:
        parts.append(f"Named in it: {', '.join(dict.fromkeys(people))}.")
    if one.whom:
        parts.append(f"Waits for {', '.join(one.whom)}.")
    return Entry(name(one.record), " ".join(parts), tuple(f"open: {question}" for question in one.questions))


def _differing(one: Changed, aspect: Aspect, vocabulary: Vocabulary) -> Entry:
    return Entry(name(one.record), " ".join(_words(one, aspect, vocabulary)))


def _words(one: Changed, aspect: Aspect, vocabulary: Vocabulary) -> Iterator[str]:
    if one.before is not None and one.after is not None:
        yield from _between(one, one.before, one.after, aspect)
    elif one.after is not None:
        yield _sentence(f"{standing(one.after)}. {decision_sentence(one.after, vocabulary)}".rstrip())


def _between(one: Changed, before: Record, after: Record, aspect: Aspect) -> Iterator[str]:
    match aspect:
        case Aspect.STATUS:
            yield f"{standing(before)} → {standing(after)}."
        case Aspect.SUPERSEDED:
            change = f"{standing(before)} → {standing(after)}, " if standing(before) != standing(after) else ""
            yield change + _by(one.successors)
        case Aspect.RENUMBERED:
            yield f"was {before.reference}."
        case Aspect.RETITLED:
            yield f"was “{before.title}”."
        case Aspect.MOVED:
            yield f"was in {before.file.parent}."
        case Aspect.EDITED | Aspect.EDITED_AFTER_ACCEPTANCE if one.sections:
            yield f"{', '.join(one.sections)}."
        case _:
            return


def standing(record: Record) -> str:
    """A record's status in a word; as it is written where this tool knows no such word."""
    return record.status_text or "no status" if record.status in (None, "other") else str(record.status)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "。")) else f"{text}."
