"""German."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="de",
    statuses={
        StatusKind.ACCEPTED: split(
            "akzeptiert | angenommen | beschlossen | genehmigt | entschieden | umgesetzt | gültig | "
            "freigegeben | bestätigt | verabschiedet"
        ),
        StatusKind.PROPOSED: split(
            "vorgeschlagen | offen | in diskussion | in prüfung | vorschlag | in bearbeitung | zur diskussion "
            "| ausstehend"
        ),
        StatusKind.DRAFT: split("entwurf | in arbeit"),
        StatusKind.REJECTED: split("abgelehnt | verworfen | zurückgewiesen | zurückgezogen"),
        StatusKind.DEPRECATED: split("veraltet | überholt | obsolet | nicht mehr relevant | außer kraft"),
        StatusKind.SUPERSEDED: split("ersetzt | abgelöst | ersetzt durch | abgelöst durch | überholt durch"),
    },
    fields={
        Field.STATUS: split("status | stand"),
        Field.DATE: split("datum | entschieden am | entscheidungsdatum | beschlossen am | erstellt | erstellt am"),
        Field.OTHER_DATE: split("aktualisiert | zuletzt geändert | letzte änderung | geändert am"),
        Field.DECIDERS: split(
            "entscheider | entscheidungsträger | entschieden von | beteiligte | entscheidende | "
            "entscheider:innen | entscheidungsträger:innen"
        ),
        Field.AUTHORS: split(
            "autor | autoren | verfasser | autorin | autor:innen | erstellt von | vorgeschlagen von | verantwortlich"
        ),
        Field.CONSULTED: split("konsultiert | befragt"),
        Field.INFORMED: split("informiert"),
        Field.TAGS: split("schlagworte | schlagwörter | stichworte | themen"),
        Field.REVIEW_BY: split("überprüfen bis | wiedervorlage"),
        Field.COMPONENT: split("komponente"),
        Field.TITLE: split("titel"),
        Field.NUMBER: split("nummer"),
        Field.REASON: split("begründung"),
    },
    sections={
        Role.CONTEXT: split(
            "kontext | hintergrund | problemstellung | problem | ausgangslage | kontext und problemstellung | "
            "motivation | fragestellung"
        ),
        Role.DRIVERS: split(
            "entscheidungstreiber | anforderungen | ziele | rahmenbedingungen | entscheidungskriterien"
        ),
        Role.OPTIONS: split(
            "optionen | alternativen | betrachtete optionen | betrachtete alternativen | erwogene optionen | varianten"
        ),
        Role.DECISION: split("entscheidung | lösung | ergebnis | beschluss | entscheidungsergebnis"),
        Role.CONSEQUENCES: split("konsequenzen | auswirkungen | folgen | konsequenz"),
        Role.GAINS: split("positive konsequenzen | vorteile | positiv | positive auswirkungen"),
        Role.COSTS: split("negative konsequenzen | nachteile | negativ | negative auswirkungen | risiken"),
        Role.PROS_AND_CONS: split("vor- und nachteile | vor- und nachteile der optionen | bewertung"),
        Role.CONFIRMATION: split("bestätigung | überprüfung"),
        Role.STATUS: split("status | stand"),
        Role.LINKS: split(
            "links | verwandte dokumente | verweise | referenzen | weitere informationen | verwandte "
            "entscheidungen | siehe auch"
        ),
        Role.QUESTIONS: split("offene fragen | offene punkte"),
        Role.CHANGELOG: split("änderungshistorie | änderungen | historie | änderungsprotokoll"),
        Role.SUMMARY: split("zusammenfassung"),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "ersetzt durch | abgelöst durch | überholt durch | wird ersetzt durch | ersetzt von | durch … ersetzt | durch … abgelöst | von … abgelöst"
        ),
        Relation.SUPERSEDES: split("ersetzt | löst ab"),
        Relation.AMENDED_BY: split("ergänzt durch | geändert durch | angepasst durch"),
        Relation.AMENDS: split("ergänzt | ändert | passt an"),
        Relation.DEPENDS_ON: split(
            "basiert auf | hängt ab von | baut auf | beruht auf | folgt aus | benötigt | setzt voraus | baut auf auf"
        ),
        Relation.REQUIRED_BY: split("ermöglicht | grundlage für | benötigt von | vorausgesetzt von"),
        Relation.REFINES: split("verfeinert | konkretisiert | erweitert | präzisiert"),
        Relation.REFINED_BY: split("verfeinert durch | konkretisiert durch | erweitert durch"),
        Relation.CONFLICTS_WITH: split("widerspricht | im konflikt mit | steht im konflikt mit"),
        Relation.RELATES_TO: split(
            "siehe | siehe auch | verwandt | verwandt mit | bezieht sich auf | verwandte | verwandte dokumente | verwandte entscheidungen | verwandte adrs | zugehörige adrs | zugehörige entscheidungen"
        ),
    },
    partly=split("teilweise | zum teil | in teilen"),
    itself=split("diese entscheidung | dieses adr | diese adr | dieser adr | dieses dokument"),
    nothing=split("keine | keiner | keines | nichts | entfällt"),
    records=split("architekturentscheidung | architektur-entscheidung | entscheidung"),
)
