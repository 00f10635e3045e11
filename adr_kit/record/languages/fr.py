"""French."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="fr",
    statuses={
        StatusKind.ACCEPTED: split(
            "accepté | acceptée | approuvé | approuvée | validé | validée | adopté | adoptée | décidé | "
            "résolu | résolue | actif | en vigueur | implémenté"
        ),
        StatusKind.PROPOSED: split(
            "proposé | proposée | en discussion | en attente | proposition | en cours | à discuter | en revue"
        ),
        StatusKind.DRAFT: split("brouillon | ébauche"),
        StatusKind.REJECTED: split("rejeté | rejetée | refusé | refusée | abandonné | abandonnée | retiré"),
        StatusKind.DEPRECATED: split("déprécié | dépréciée | obsolète | caduc | caduque"),
        StatusKind.SUPERSEDED: split("remplacé | remplacée | remplacé par | remplacée par | supplanté | supplanté par"),
    },
    fields={
        Field.STATUS: split("statut | état"),
        Field.DATE: split("date | date de décision | décidé le | créé le | date de création"),
        Field.OTHER_DATE: split("mis à jour | dernière mise à jour | date de mise à jour"),
        Field.DECIDERS: split("décideurs | décideur | décisionnaires | décisionnaire | décidé par | approuvé par"),
        Field.AUTHORS: split(
            "auteur | auteurs | auteure | autrice | rédigé par | proposé par | responsable | auteur(s)"
        ),
        Field.CONSULTED: split("consultés | consulté | consultées | relecteurs | personnes consultées"),
        Field.INFORMED: split("informés | informé | informées | personnes informées"),
        Field.TAGS: split("étiquettes | mots-clés | thèmes"),
        Field.REVIEW_BY: split("à revoir le | à revoir | date de révision"),
        Field.COMPONENT: split("composant"),
        Field.TITLE: split("titre"),
        Field.NUMBER: split("numéro"),
        Field.REASON: split("raison | motif"),
    },
    sections={
        Role.CONTEXT: split(
            "contexte | problème | problématique | contexte et problème | contexte et énoncé du problème | "
            "contexte et problématique | motivation"
        ),
        Role.DRIVERS: split("facteurs de décision | moteurs de décision | exigences | contraintes | critères"),
        Role.OPTIONS: split(
            "options | alternatives | options envisagées | options considérées | alternatives considérées | "
            "solutions envisagées | alternatives envisagées"
        ),
        Role.DECISION: split(
            "décision | résultat | solution | décisions | résultat de la décision | solution retenue | décision retenue"
        ),
        Role.CONSEQUENCES: split("conséquences | impacts | implications | conséquence"),
        Role.GAINS: split("conséquences positives | avantages | positif | bénéfices"),
        Role.COSTS: split("conséquences négatives | inconvénients | négatif | risques"),
        Role.PROS_AND_CONS: split("avantages et inconvénients | avantages et inconvénients des options"),
        Role.CONFIRMATION: split("confirmation | validation"),
        Role.STATUS: split("statut | état"),
        Role.LINKS: split(
            "liens | références | voir aussi | documents liés | décisions liées | plus d'informations | pour "
            "en savoir plus"
        ),
        Role.QUESTIONS: split("questions ouvertes | questions en suspens"),
        Role.CHANGELOG: split("historique | journal des modifications"),
        Role.SUMMARY: split("résumé"),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "remplacé par | remplacée par | supplanté par | supplantée par | rendu obsolète par"
        ),
        Relation.SUPERSEDES: split("remplace | supplante | rend obsolète"),
        Relation.AMENDED_BY: split(
            "amendé par | modifié par | complété par | modifiée par | amendée par | complétée par | mis à jour par | mise à jour par"
        ),
        Relation.AMENDS: split("amende | modifie | complète | met à jour"),
        Relation.DEPENDS_ON: split(
            "dépend de | basé sur | repose sur | s'appuie sur | découle de | fondé sur | nécessite"
        ),
        Relation.REQUIRED_BY: split("requis par | permet | nécessaire à"),
        Relation.REFINES: split("précise | affine | étend | détaille"),
        Relation.REFINED_BY: split("précisé par | affiné par | étendu par | détaillé par"),
        Relation.CONFLICTS_WITH: split("en conflit avec | contredit"),
        Relation.RELATES_TO: split(
            "voir | voir aussi | lié à | en lien avec | relatif à | liée à | lié | liés | décisions liées | adr liés | adr liées"
        ),
    },
    partly=split("partiellement | en partie"),
    itself=split("cette décision | cet adr | cette adr | ce document"),
    nothing=split("aucun | aucune | néant | rien | sans objet"),
    records=split("décision d'architecture | registre de décision d'architecture | décision"),
)
