"""History as JSON: commits, changes of status, and what git knows of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.insight.timeline.lives import decided, disagreements
from adr_kit.record.data import SCHEMA_VERSION
from adr_kit.record.gist import decision_sentence

if TYPE_CHECKING:
    import datetime as dt

    from adr_kit.insight.timeline.digest import Decided, Digest, Renumbered, Waiting
    from adr_kit.insight.timeline.lives import Edit, Life, Transition
    from adr_kit.insight.timeline.model import Commit, Said, Signature
    from adr_kit.record.data import Json
    from adr_kit.record.model import Record
    from adr_kit.record.vocabulary import Vocabulary


def commit_data(commit: Commit) -> dict[str, Json]:
    """A commit, with its author and its committer as what they are."""
    return {
        "id": commit.id,
        "subject": commit.subject,
        "co_authors": list(commit.co_authors),
        "author": _signature_data(commit.author),
        "committer": _signature_data(commit.committer),
    }


def _signature_data(signature: Signature) -> dict[str, Json]:
    return {"name": signature.name, "email": signature.email, "date": signature.when.isoformat()}


def transition_data(one: Transition) -> dict[str, Json]:
    """A change of status; ``from`` is null where the record came, ``to`` where it was removed."""
    return {
        "path": one.path.as_posix(),
        "number": _number(one),
        "title": _title(one),
        "from": _status(one.before),
        "to": _status(one.after),
        "from_text": one.before.status_text if one.before else None,
        "to_text": one.after.status_text if one.after else None,
        **edit_data(one),
    }


def edit_data(one: Edit | Transition) -> dict[str, Json]:
    """The commit of a change, and the merge that brought it, where one did."""
    return {"commit": commit_data(one.commit), "merge": commit_data(one.merged) if one.merged else None}


def _status(said: Said | None) -> Json:
    return said.status.value if said and said.status else None


def _number(one: Transition) -> int | None:
    said = one.after or one.before
    return said.number if said else None


def _title(one: Transition) -> str:
    said = one.after or one.before
    return said.title if said else ""


def life_data(record: Record | None, life: Life) -> dict[str, Json]:
    """What git knows of a record: when it came, was proposed, accepted and changed, apart from what the record says.

    Args:
        record: the record; None where it is gone.
        life: what git remembers.
    """
    day = decided(record, life) if record else None
    by_record = record is not None and record.date is not None
    told: list[Json] = list(disagreements(record, life)) if record else []
    return {
        "created": commit_data(life.created) if life.created else None,
        "proposed": transition_data(life.proposed) if life.proposed else None,
        "accepted": transition_data(life.accepted) if life.accepted else None,
        "decided": {"date": day.isoformat(), "source": "record" if by_record else "git"} if day else None,
        "changed": commit_data(life.changed),
        "contributors": [{"name": name, "email": email} for name, email in life.contributors],
        "paths": [path.as_posix() for path in life.names],
        "transitions": [transition_data(one) for one in life.transitions],
        "edited_after_acceptance": [edit_data(one) for one in life.edits],
        "disagreements": told,
    }


def digest_data(found: Digest, vocabulary: Vocabulary) -> dict[str, Json]:
    """A digest as JSON; records are named by their ``id``, with what is to be said of each."""
    return {
        "schema_version": SCHEMA_VERSION,
        "since": found.period.since.isoformat() if found.period.since else None,
        "range": found.period.told if found.period.commits is not None else None,
        "today": found.today.isoformat(),
        "records": found.records,
        "accepted": [_decided_data(one, vocabulary) for one in found.accepted],
        "rejected": [_decided_data(one, vocabulary) for one in found.rejected],
        "deprecated": [_decided_data(one, vocabulary) for one in found.deprecated],
        "superseded": [{**_named(one.record), "by": [_named(new) for new in one.by]} for one in found.superseded],
        "renumbered": [_renumbered_data(one) for one in found.renumbered],
        "removed": [transition_data(one) for one in found.removed],
        "edited_after_acceptance": [
            {**_named(one.record), "edits": [edit_data(edit) for edit in one.edits]} for one in found.edited
        ],
        "waiting": [_waiting_data(one, found.today) for one in found.waiting],
        "exempted": [{**commit_data(one.commit), "reason": one.reason or None} for one in found.exempted],
        "due_for_review": [{**_named(one.record), "review_by": one.day.isoformat()} for one in found.due],
        "notes": list(found.notes),
    }


def _named(record: Record) -> dict[str, Json]:
    return {"id": record.id, "number": record.number, "title": record.title, "path": record.path.as_posix()}


def _decided_data(one: Decided, vocabulary: Vocabulary) -> dict[str, Json]:
    return {
        **_named(one.record),
        "decision": decision_sentence(one.record, vocabulary) or None,
        "date": one.day.isoformat() if one.day else None,
        "deciders": [person.name for person in one.record.people.deciders],
        "replaces": [_named(old) for old in one.replaces],
        "transition": transition_data(one.transition) if one.transition else None,
    }


def _renumbered_data(one: Renumbered) -> dict[str, Json]:
    made = one.changes[-1].made
    return {**_named(one.record), "from": one.changes[0].before, "to": one.changes[-1].after, **edit_data(made)}


def _waiting_data(one: Waiting, today: dt.date) -> dict[str, Json]:
    return {
        **_named(one.record),
        "since": one.since.isoformat() if one.since else None,
        "days": (today - one.since).days if one.since else None,
        "questions": list(one.questions),
        "waits_for": list(one.whom),
    }
