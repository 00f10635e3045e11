"""Polish."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="pl",
    statuses={
        StatusKind.ACCEPTED: split(
            "zaakceptowany | zaakceptowana | zaakceptowano | zaakceptowane | przyjęty | przyjęta | przyjęte | "
            "zatwierdzony | zatwierdzona | zatwierdzone | obowiązuje | wdrożony | wdrożona"
        ),
        StatusKind.PROPOSED: split(
            "proponowany | proponowana | propozycja | zaproponowany | zaproponowana | zaproponowano | w "
            "dyskusji | oczekujący | oczekująca | w trakcie"
        ),
        StatusKind.DRAFT: split("szkic | wersja robocza | roboczy"),
        StatusKind.REJECTED: split("odrzucony | odrzucona | odrzucono | odrzucone | wycofany | wycofana"),
        StatusKind.DEPRECATED: split("przestarzały | przestarzała | nieaktualny | nieaktualna | wycofane"),
        StatusKind.SUPERSEDED: split(
            "zastąpiony | zastąpiona | zastąpione | zastąpiony przez | zastąpiona przez | zastąpione przez"
        ),
    },
    fields={
        Field.STATUS: split("status | stan"),
        Field.DATE: split("data | data decyzji | data utworzenia | utworzono"),
        Field.OTHER_DATE: split("zaktualizowano | ostatnia aktualizacja | data aktualizacji"),
        Field.DECIDERS: split("decydenci | decydent | podjęli decyzję | zatwierdził | zatwierdzili"),
        Field.AUTHORS: split("autor | autorzy | autorka | zaproponował"),
        Field.CONSULTED: split("konsultowani | konsultanci | recenzenci"),
        Field.INFORMED: split("poinformowani | informowani"),
        Field.TAGS: split("tagi | etykiety | słowa kluczowe"),
        Field.REVIEW_BY: split("przejrzeć do | data przeglądu"),
        Field.COMPONENT: split("komponent"),
        Field.TITLE: split("tytuł"),
        Field.NUMBER: split("numer"),
        Field.REASON: split("powód | uzasadnienie"),
    },
    sections={
        Role.CONTEXT: split("kontekst | problem | tło | kontekst i opis problemu | kontekst i problem | motywacja"),
        Role.DRIVERS: split("czynniki decyzyjne | wymagania | kryteria | ograniczenia"),
        Role.OPTIONS: split("opcje | alternatywy | rozważane opcje | rozważane alternatywy | rozważane rozwiązania"),
        Role.DECISION: split("decyzja | rozwiązanie | wynik | wynik decyzji | decyzje"),
        Role.CONSEQUENCES: split("konsekwencje | skutki | następstwa | wpływ"),
        Role.GAINS: split("pozytywne konsekwencje | zalety | pozytywne | korzyści"),
        Role.COSTS: split("negatywne konsekwencje | wady | negatywne | ryzyka"),
        Role.PROS_AND_CONS: split("zalety i wady | wady i zalety | zalety i wady opcji"),
        Role.CONFIRMATION: split("potwierdzenie | weryfikacja"),
        Role.STATUS: split("status | stan"),
        Role.LINKS: split(
            "linki | odnośniki | powiązane | powiązane dokumenty | zobacz także | więcej informacji | powiązane decyzje"
        ),
        Role.QUESTIONS: split("otwarte pytania | pytania otwarte"),
        Role.CHANGELOG: split("historia | historia zmian"),
        Role.SUMMARY: split("podsumowanie | streszczenie"),
    },
    relations={
        Relation.SUPERSEDED_BY: split("zastąpiony przez | zastąpiona przez | zastąpione przez"),
        Relation.SUPERSEDES: split("zastępuje"),
        Relation.AMENDED_BY: split(
            "zmieniony przez | zmieniona przez | uzupełniony przez | uzupełniona przez | poprawiony przez"
        ),
        Relation.AMENDS: split("zmienia | uzupełnia | poprawia"),
        Relation.DEPENDS_ON: split("zależy od | opiera się na | oparte na | bazuje na | wymaga | wynika z | oparty na"),
        Relation.REQUIRED_BY: split("wymagany przez | wymagana przez | umożliwia"),
        Relation.REFINES: split("doprecyzowuje | rozszerza | uszczegóławia"),
        Relation.REFINED_BY: split("doprecyzowany przez | rozszerzony przez | uszczegółowiony przez"),
        Relation.CONFLICTS_WITH: split("w konflikcie z | sprzeczny z | przeczy"),
        Relation.RELATES_TO: split(
            "zobacz | zobacz także | zobacz też | powiązany z | powiązana z | powiązane | powiązany | powiązana | powiązane adr | dotyczy"
        ),
    },
    itself=split("ta decyzja | ten adr | ten dokument"),
    nothing=split("brak | żadne | nie dotyczy"),
    records=split("decyzja architektoniczna | zapis decyzji architektonicznej | decyzja"),
    partly=split("częściowo | w części"),
)
