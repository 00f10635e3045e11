"""Italian."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="it",
    statuses={
        StatusKind.ACCEPTED: split(
            "accettato | accettata | approvato | approvata | adottato | deciso | decisa | in vigore | "
            "implementato | implementata | adottata | attivo | attiva"
        ),
        StatusKind.PROPOSED: split(
            "proposto | proposta | in discussione | in attesa | in revisione | in corso | aperto"
        ),
        StatusKind.DRAFT: split("bozza"),
        StatusKind.REJECTED: split("rifiutato | rifiutata | respinto | respinta | scartato | ritirato | abbandonato"),
        StatusKind.DEPRECATED: split("deprecato | deprecata | obsoleto | obsoleta"),
        StatusKind.SUPERSEDED: split(
            "sostituito | sostituita | superato | superata | sostituito da | sostituita da | superato da"
        ),
    },
    fields={
        Field.STATUS: split("stato"),
        Field.DATE: split("data | data della decisione | deciso il | creato il"),
        Field.OTHER_DATE: split("aggiornato | ultimo aggiornamento | ultima modifica"),
        Field.DECIDERS: split(
            "decisori | deciso da | decisa da | approvato da | approvata da | responsabili | decisore"
        ),
        Field.AUTHORS: split("autore | autori | autrice | scritto da | proposto da"),
        Field.CONSULTED: split("consultati | consultato | revisori"),
        Field.INFORMED: split("informati | informato"),
        Field.TAGS: split("etichette | argomenti | parole chiave"),
        Field.REVIEW_BY: split("rivedere entro | data di revisione"),
        Field.COMPONENT: split("componente"),
        Field.TITLE: split("titolo"),
        Field.NUMBER: split("numero"),
        Field.REASON: split("motivo | ragione"),
    },
    sections={
        Role.CONTEXT: split(
            "contesto | problema | contesto e problema | contesto e descrizione del problema | motivazione"
        ),
        Role.DRIVERS: split("fattori di decisione | fattori decisionali | requisiti | criteri | vincoli"),
        Role.OPTIONS: split("opzioni | alternative | opzioni considerate | alternative considerate | opzioni valutate"),
        Role.DECISION: split("decisione | risultato | soluzione | esito | esito della decisione | decisioni"),
        Role.CONSEQUENCES: split("conseguenze | implicazioni | impatto"),
        Role.GAINS: split("conseguenze positive | vantaggi | positive | benefici"),
        Role.COSTS: split("conseguenze negative | svantaggi | negative | rischi"),
        Role.PROS_AND_CONS: split("pro e contro | vantaggi e svantaggi | pro e contro delle opzioni"),
        Role.CONFIRMATION: split("conferma | validazione | verifica"),
        Role.STATUS: split("stato"),
        Role.LINKS: split(
            "link | collegamenti | riferimenti | vedi anche | documenti correlati | ulteriori informazioni | "
            "decisioni correlate"
        ),
        Role.QUESTIONS: split("domande aperte | questioni aperte"),
        Role.CHANGELOG: split("cronologia | registro delle modifiche"),
        Role.SUMMARY: split("sommario | riepilogo"),
    },
    relations={
        Relation.SUPERSEDED_BY: split("sostituito da | sostituita da | superato da | superata da | rimpiazzato da"),
        Relation.SUPERSEDES: split("sostituisce | supera | rimpiazza"),
        Relation.AMENDED_BY: split("modificato da | emendato da | integrato da | modificata da"),
        Relation.AMENDS: split("modifica | emenda | integra"),
        Relation.DEPENDS_ON: split("dipende da | basato su | si basa su | richiede | deriva da | basata su"),
        Relation.REQUIRED_BY: split("richiesto da | abilita | permette"),
        Relation.REFINES: split("raffina | estende | dettaglia | precisa"),
        Relation.REFINED_BY: split("raffinato da | esteso da | dettagliato da"),
        Relation.CONFLICTS_WITH: split("in conflitto con | contraddice"),
        Relation.RELATES_TO: split(
            "correlato | correlati | correlate | correlato a | vedi | vedi anche | collegato a | correlata a | decisioni correlate | adr correlati | adr correlate"
        ),
    },
    partly=split("parzialmente | in parte"),
    itself=split("questa decisione | questo adr | questa adr | questo documento"),
    nothing=split("nessuno | nessuna | niente | non applicabile"),
    records=split("decisione architetturale | decisione di architettura | decisione"),
)
