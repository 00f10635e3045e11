"""The words that people use in decision records, one file of data a language."""

from adr_kit.record.languages import de, en, es, fr, it, ja, ko, nl, pl, pt, ru, zh
from adr_kit.record.languages.model import Field, Language, Role

LANGUAGES: tuple[Language, ...] = (
    en.WORDS, de.WORDS, fr.WORDS, es.WORDS, pt.WORDS, it.WORDS, nl.WORDS, pl.WORDS, ru.WORDS, ja.WORDS, zh.WORDS, ko.WORDS,
)  # fmt: skip

__all__ = ["LANGUAGES", "Field", "Language", "Role"]
