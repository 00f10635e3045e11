"""Settings as a team writes them in TOML: known keys only, of the right type, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from adr_kit.errors import AdrError
from adr_kit.record.model import Relation, StatusKind
from adr_kit.text import toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORDS = ("status-words", "relation-words")
WHERE_KEYS = ("exclude",)
SITE_KEYS = ("title", "description", "url", "logo", "links", "accent", "css", "mermaid")
KEYS = (
    "log",
    "logs",
    "template",
    "dialect",
    "default-status",
    "number",
    "number-width",
    "file-name",
    "strict-from",
    "deciders",
    "compat",
    "spelling",
    "repository",
    *WORDS,
    "where",
    "site",
)
TABLES = {"where": WHERE_KEYS, "site": SITE_KEYS}  # those that hold settings, not a team's own names
WIDEST_NUMBER = 12
_ADDRESS = "https://example.org/team/project"
_CALLED_LOG = frozenset({"dir", "directory", "folder", "path", "adr-dir", "adr-directory", "log-dir", "adrs", "adr"})

Meaning = TypeVar("Meaning", bound=StrEnum)


@dataclass(frozen=True)
class Settings:
    """One settings file, or none: values by dotted key, checked when they are asked for.

    Attributes:
        file: how messages call the file; "" where there is none.
        prefix: the table in which the settings stand ("tool.adr." in pyproject.toml).
    """

    file: str = ""
    prefix: str = ""
    text: str = field(default="", repr=False)
    values: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def parse(cls, data: bytes, file: str, *, pyproject: bool = False) -> Settings:
        """The settings in a file.

        Raises:
            AdrError: it is no TOML, or has a key that is not known.
        """
        text, values = _toml(data, file)
        settings = cls(file, "tool.adr." if pyproject else "", text)
        table: object = values
        for name in ("tool", "adr") if pyproject else ():
            table = table.get(name) if isinstance(table, dict) else None
        if not isinstance(table, dict):
            raise AdrError(f"{file}: [tool.adr] is not a table")
        known = {str(key): value for key, value in table.items()}
        settings = cls(settings.file, settings.prefix, text, known)
        settings.check(known, KEYS, "")
        for name, keys in TABLES.items():
            settings.check(settings.table(name), keys, f"{name}.")
        return settings

    def check(self, table: Iterable[str], known: tuple[str, ...], prefix: str) -> None:
        """Refuses keys that mean nothing: a misspelt setting would be ignored for years."""
        for key in table:
            if key not in known:
                meant = _meant(key, known)
                hint = f"did you mean {prefix}{meant}?" if meant else f"known: {', '.join(known)}"
                if prefix + key == "tool" and not self.prefix:
                    hint = f"[tool.adr] is for pyproject.toml; in {self.file} settings stand at the top"
                place = self._places.get(self.prefix + prefix + key)
                raise AdrError(
                    f"{self._at(place.key) if place else self.file}: there is no setting {prefix + key!r}", hint
                )

    def where(self, key: str) -> str:
        """``file:line:col`` of the value of a dotted key, or of its table's header."""
        place = self._places.get(self.prefix + key)
        return self._at(place.value) if place else self.file

    def string(self, key: str, allowed: tuple[str, ...] = (), like: str = "…") -> str | None:
        """A text; None where the key is not set."""
        value = self._get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, f'must be a text, like {self._tail(key)} = "{allowed[0] if allowed else like}"')
        if allowed and value not in allowed:
            raise self.unknown(key, value, allowed)
        return value

    def strings(self, key: str, like: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is not set."""
        value = self._get(key)
        if value is None:
            return ()
        found = tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
        if not isinstance(value, list) or len(found) < len(value) or not all(item.strip() for item in found):
            raise self.wrong(key, f'must be a list of texts, like {self._tail(key)} = ["{like}"]')
        return found

    def integer(self, key: str, lowest: int, highest: int) -> int | None:
        """A whole number; None where the key is not set."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.wrong(key, f"must be a whole number from {lowest} to {highest}")
        return value

    def url(self, key: str) -> str | None:
        """A web address; None where the key is not set."""
        value = self.string(key, like=_ADDRESS)
        try:
            good = value is None or (urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc))
        except ValueError:
            good = False
        if not good:
            raise self.wrong(key, f"must be a web address, like {_ADDRESS}")
        return value.rstrip("/") if value else None

    def table(self, key: str) -> Mapping[str, object]:
        """A table; empty where the key is not set."""
        value = self._get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table: [{self.prefix}{key}]")
        if not all(str(name).strip() for name in value):
            raise self.wrong(key, "has a line without a name")
        return {str(name): item for name, item in value.items()}

    def words(self, key: str, meanings: type[Meaning]) -> tuple[tuple[str, Meaning], ...]:
        """A table from a team's own words to what they mean."""
        names = tuple(str(meaning) for meaning in meanings)
        found = []
        for word, meaning in self.table(key).items():
            if not isinstance(meaning, str) or meaning not in names:
                raise self.unknown(f"{key}.{word}", str(meaning), names)
            found.append((word, meanings(meaning)))
        return tuple(found)

    def folders(self, key: str) -> dict[str, str]:
        """A table from names to folders; empty where the key is not set."""
        found = {}
        for name, value in self.table(key).items():
            if not isinstance(value, str) or not value.strip():
                raise self.wrong(f"{key}.{name}", 'must be a folder, like "services/payments/docs/adr"')
            found[name] = value
        return found

    def status_words(self) -> tuple[tuple[str, StatusKind], ...]:
        """The team's own words for statuses."""
        return self.words("status-words", StatusKind)

    def relation_words(self) -> tuple[tuple[str, Relation], ...]:
        """The team's own words for relations."""
        return self.words("relation-words", Relation)

    def wrong(self, key: str, must: str) -> AdrError:
        """The error for a value that cannot be."""
        return AdrError(f"{self.where(key)}: {key} {must}")

    def unknown(self, key: str, value: str, allowed: tuple[str, ...], more: str = "") -> AdrError:
        """The error for a word that is none of those that are allowed, and ``more`` that would be."""
        meant, known = _meant(value, allowed), f"one of: {', '.join(allowed)}{more}"
        hint = f"did you mean {meant!r}? {known}" if meant else known
        return AdrError(f"{self.where(key)}: {key} cannot be {value!r}", hint)

    @cached_property
    def _places(self) -> dict[str, toml.Place]:
        return toml.places(self.text)

    def _at(self, offset: int) -> str:
        return ":".join((self.file, *map(str, toml.line_and_column(self.text, offset))))

    def _get(self, key: str) -> object:
        value: object = self.values
        for name in key.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return value

    @staticmethod
    def _tail(key: str) -> str:
        return key.rpartition(".")[2]


def _meant(word: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    name = word.replace("_", "-")
    if name.casefold() in _CALLED_LOG and "log" in known:  # other tools, and our own --dir, call the folder so
        return "log"
    return next(iter(get_close_matches(name, known, n=1, cutoff=0.5)), None)


def _toml(data: bytes, file: str) -> tuple[str, Mapping[str, object]]:
    import tomllib

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AdrError(f"{file}: not UTF-8 at byte {error.start}") from error
    try:
        return text, tomllib.loads(text)
    except RecursionError as error:
        raise AdrError(f"{file}: nested too deeply") from error
    except ValueError as error:
        message, found = str(error), re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f"{file}:{found[1]}:{found[2]}" if found else file
        if "end of document" in message:
            where = f"{file}:{text.rstrip().count(chr(10)) + 1}"
        raise AdrError(f"{where}: not TOML: {message.partition(' (at ')[0]}") from error
