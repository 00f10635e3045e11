"""What a page or file depends on, in short: one that depends on the same as before need not be made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING

from adr_kit.site.index_page import has_list_of_its_own
from adr_kit.site.past import SHOWN
from adr_kit.site.timeline_page import has_timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adr_kit.insight.timeline.lives import Life
    from adr_kit.record.model import Record
    from adr_kit.record.vocabulary import Vocabulary
    from adr_kit.site.links import Places
    from adr_kit.site.relations import Relations


@dataclass(frozen=True)
class Fingerprints:
    """The fingerprints of one log's site.

    They may differ where nothing that is shown does, and never the other way round.
    """

    places: Places
    relations: Relations

    @cached_property
    def whole(self) -> str:
        """All that a page may depend on that is about the log as such."""
        log, lives = self.places.log, self.places.setting.lives or {}
        gone = (repr(life) for path, life in lives.items() if str(path) not in self.places.by_file)
        about = repr((log.folder, log.name, log.folders, log.view, log.skipped, log.problems))
        each = (self._alone[record.id] + self._told[record.id] for record in log.records)
        return digest((self._setting, about, repr(list(lives)), *each, *gone))

    def site(self, mentioned: tuple[str, ...] = ()) -> str:  # noqa: ARG002 -- asked as a record's is
        """What a page or file about the whole log depends on."""
        return self.whole

    def record(self, record: Record, around: Iterable[str | None], mentioned: Iterable[str]) -> str:
        """What a record's page depends on.

        Args:
            record: the record.
            around: the identities of the previous and the next record.
            mentioned: those of the records to which its text links.
        """
        near = (neighbour.id for neighbour in self.relations.around(record.id))
        others = (*around, *self.relations.current[record.id], *mentioned)
        return digest((
            self._setting,
            self._near[record.id],
            self._told[record.id],
            *(self._near[one] for one in near),
            *(self._alone.get(one, "") if one else "" for one in others),
        ))  # fmt: skip

    @cached_property
    def _near(self) -> Mapping[str, str]:
        """What is said of each record, and of those to which it is related."""
        near = {one: (neighbour.id for neighbour in self.relations.around(one)) for one in self._alone}
        return {
            one: digest((alone, *(self._alone[other] for other in near[one]))) for one, alone in self._alone.items()
        }

    @cached_property
    def _setting(self) -> str:
        setting, places = self.places.setting, self.places
        return digest((
            repr(setting),
            repr((setting.styles is not None, setting.mermaid is not None, setting.base and setting.base.name)),
            _words(setting.vocabulary),
            repr((bool(places.tags), bool(places.components), setting.lives is None)),
            repr((has_list_of_its_own(places), has_timeline(places))),
            *(repr((one.id, one.file, one.title)) for one in places.log.others),
        ))  # fmt: skip

    @cached_property
    def _alone(self) -> Mapping[str, str]:
        """What is said of each record where it is named, wherever that is."""
        return {record.id: self._of(record) for record in self.places.log.records}

    def _of(self, record: Record) -> str:
        places, relations = self.places, self.relations
        said = (record.id, record.path, record.number, record.title, record.status, record.date, record.links)
        topics = (*(places.tags[tag.casefold()] for tag in record.tags), record.component and
                  places.components[record.component.casefold()])  # fmt: skip
        stand = (relations.state(record.id), relations.current[record.id], relations.successors.get(record.id))
        where = (record.file, places.page(record.id), record.component, record.log, topics)
        return digest((record.source.encode(), repr((said, where, stand, relations.edges(record.id)))))

    @cached_property
    def _told(self) -> Mapping[str, str]:
        """What git tells of each record."""
        lives = self.places.setting.lives or {}
        return {
            record.id: digest((repr(life), repr(self._versions(life)))) if (life := lives.get(record.file)) else ""
            for record in self.places.log.records
        }

    def _versions(self, life: Life) -> list[bool]:
        names = (name for one in life.changes[-SHOWN:] for name in (one.change.before, one.change.after))
        return [name in self.places.setting.texts for name in names]


def digest(parts: Iterable[str | bytes]) -> str:
    """Some texts in short; where one of them ends and the next begins tells, too."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


def _words(vocabulary: Vocabulary) -> str:
    """A set's order is another in each process."""
    values = (getattr(vocabulary, field.name) for field in fields(vocabulary))
    return repr([sorted(value, key=repr) if isinstance(value, frozenset) else value for value in values])
