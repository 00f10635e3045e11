"""What a log's records are about: their tags, else their components."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from adr_kit.drawing.characters import clean
from adr_kit.record.model import StatusKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.model import Record

OTHER = "other"
_STATUSES = frozenset(kind.value for kind in StatusKind) - {OTHER}  # some tag a record with its status: no topic


def by_topic(whole: Iterable[Record], records: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """The records by that tag of theirs that most records have, else their component.

    The largest topic comes first, and the nameless last.

    Args:
        whole: the log, in which tags are counted.
        records: those to sort, in the order of the log.
    """
    common = Counter(tag for record in whole for tag in set(_tags(record)))
    topics: dict[str, list[Record]] = {}
    for record in records:
        tags = _tags(record)
        topic = max(tags, key=lambda tag: common[tag]) if tags else clean(record.component or "") or OTHER
        topics.setdefault(topic, []).append(record)
    return sorted(topics.items(), key=lambda topic: (topic[0] == OTHER, -len(topic[1]), topic[0]))


def _tags(record: Record) -> list[str]:
    return [tag for tag in map(clean, record.tags) if tag and tag.casefold() not in _STATUSES]
