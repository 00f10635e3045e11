"""Dutch."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="nl",
    statuses={
        StatusKind.ACCEPTED: split(
            "geaccepteerd | goedgekeurd | aangenomen | besloten | aanvaard | geïmplementeerd | actief | van kracht"
        ),
        StatusKind.PROPOSED: split(
            "voorgesteld | voorstel | in discussie | in behandeling | open | ter bespreking | in review"
        ),
        StatusKind.DRAFT: split("concept | ontwerp"),
        StatusKind.REJECTED: split("afgewezen | verworpen | geweigerd | ingetrokken"),
        StatusKind.DEPRECATED: split("verouderd | vervallen | achterhaald | uitgefaseerd"),
        StatusKind.SUPERSEDED: split("vervangen | vervangen door | opgevolgd door | opgevolgd"),
    },
    fields={
        Field.STATUS: split("status"),
        Field.DATE: split("datum | besloten op | datum besluit | aangemaakt"),
        Field.OTHER_DATE: split("bijgewerkt | laatst bijgewerkt | laatst gewijzigd"),
        Field.DECIDERS: split("beslissers | besluitvormers | besloten door | goedgekeurd door | beslisser"),
        Field.AUTHORS: split("auteur | auteurs | geschreven door | voorgesteld door | eigenaar | opsteller"),
        Field.CONSULTED: split("geraadpleegd | reviewers"),
        Field.INFORMED: split("geïnformeerd"),
        Field.TAGS: split("labels | trefwoorden | onderwerpen"),
        Field.REVIEW_BY: split("herzien voor | herzien op"),
        Field.COMPONENT: split("component"),
        Field.TITLE: split("titel"),
        Field.NUMBER: split("nummer"),
        Field.REASON: split("reden"),
    },
    sections={
        Role.CONTEXT: split(
            "context | probleem | achtergrond | context en probleemstelling | probleemstelling | aanleiding | motivatie"
        ),
        Role.DRIVERS: split("beslissingsfactoren | eisen | criteria | randvoorwaarden | uitgangspunten"),
        Role.OPTIONS: split("opties | alternatieven | overwogen opties | overwogen alternatieven"),
        Role.DECISION: split("besluit | beslissing | oplossing | uitkomst | resultaat | uitkomst van het besluit"),
        Role.CONSEQUENCES: split("gevolgen | consequenties | impact | implicaties"),
        Role.GAINS: split("positieve gevolgen | voordelen | positief"),
        Role.COSTS: split("negatieve gevolgen | nadelen | negatief | risico's"),
        Role.PROS_AND_CONS: split("voor- en nadelen | voor- en nadelen van de opties"),
        Role.CONFIRMATION: split("bevestiging | validatie"),
        Role.STATUS: split("status"),
        Role.LINKS: split(
            "links | verwijzingen | referenties | zie ook | gerelateerde documenten | meer informatie | "
            "gerelateerde besluiten"
        ),
        Role.QUESTIONS: split("open vragen | openstaande vragen | open punten"),
        Role.CHANGELOG: split("wijzigingen | geschiedenis | wijzigingsgeschiedenis"),
        Role.SUMMARY: split("samenvatting"),
    },
    relations={
        Relation.SUPERSEDED_BY: split("vervangen door | opgevolgd door | wordt vervangen door | door … vervangen"),
        Relation.SUPERSEDES: split("vervangt | volgt op"),
        Relation.AMENDED_BY: split("aangepast door | gewijzigd door | aangevuld door"),
        Relation.AMENDS: split("wijzigt | vult aan | past aan"),
        Relation.DEPENDS_ON: split("gebaseerd op | hangt af van | bouwt voort op | vereist | volgt uit"),
        Relation.REQUIRED_BY: split("vereist door | maakt mogelijk | nodig voor"),
        Relation.REFINES: split("verfijnt | breidt uit | verduidelijkt | concretiseert"),
        Relation.REFINED_BY: split("verfijnd door | uitgebreid door | verduidelijkt door"),
        Relation.CONFLICTS_WITH: split("in strijd met | conflicteert met"),
        Relation.RELATES_TO: split(
            "zie | zie ook | gerelateerd aan | verwant aan | gerelateerd | gerelateerde besluiten | gerelateerde adrs"
        ),
    },
    partly=split("gedeeltelijk | deels | ten dele"),
    itself=split("dit besluit | deze beslissing | deze adr | dit adr | dit document"),
    nothing=split("geen | niets | n.v.t."),
    records=split("architectuurbesluit | architectuurbeslissing | besluit"),
)
