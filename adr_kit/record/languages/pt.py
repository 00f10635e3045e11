"""Portuguese."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="pt",
    statuses={
        StatusKind.ACCEPTED: split(
            "aceito | aceita | aceite | aprovado | aprovada | adotado | decidido | decidida | vigente | "
            "implementado | implementada | ativo"
        ),
        StatusKind.PROPOSED: split(
            "proposto | proposta | em discussão | pendente | em revisão | em andamento | aberto"
        ),
        StatusKind.DRAFT: split("rascunho"),
        StatusKind.REJECTED: split("rejeitado | rejeitada | recusado | recusada | descartado | cancelado"),
        StatusKind.DEPRECATED: split("obsoleto | obsoleta | depreciado | depreciada | descontinuado | descontinuada"),
        StatusKind.SUPERSEDED: split(
            "substituído | substituída | substituído por | substituída por | superado por | substituido | "
            "substituido por"
        ),
    },
    fields={
        Field.STATUS: split("estado | situação | status"),
        Field.DATE: split("data | data da decisão | decidido em | criado em"),
        Field.OTHER_DATE: split("atualizado | última atualização | atualizado em"),
        Field.DECIDERS: split(
            "decisores | decidido por | aprovado por | tomadores de decisão | responsáveis | decisor"
        ),
        Field.AUTHORS: split("autor | autores | autora | escrito por | proposto por | autor(es)"),
        Field.CONSULTED: split("consultados | consultado | revisores"),
        Field.INFORMED: split("informados | informado"),
        Field.TAGS: split("etiquetas | palavras-chave | temas"),
        Field.REVIEW_BY: split("rever até | revisar até"),
        Field.COMPONENT: split("componente"),
        Field.TITLE: split("título"),
        Field.NUMBER: split("número"),
        Field.REASON: split("motivo | razão"),
    },
    sections={
        Role.CONTEXT: split(
            "contexto | problema | contexto e problema | contexto e declaração do problema | motivação | "
            "contextualização | contexto e enunciado do problema"
        ),
        Role.DRIVERS: split("fatores de decisão | direcionadores de decisão | requisitos | critérios | restrições"),
        Role.OPTIONS: split("opções | alternativas | opções consideradas | alternativas consideradas"),
        Role.DECISION: split("decisão | resultado | solução | resultado da decisão | decisões"),
        Role.CONSEQUENCES: split("consequências | implicações | impactos | impacto"),
        Role.GAINS: split("consequências positivas | vantagens | positivas | benefícios | prós"),
        Role.COSTS: split("consequências negativas | desvantagens | negativas | riscos | contras"),
        Role.PROS_AND_CONS: split("prós e contras | vantagens e desvantagens | prós e contras das opções"),
        Role.CONFIRMATION: split("confirmação | validação"),
        Role.STATUS: split("estado | situação | status"),
        Role.LINKS: split(
            "links | referências | ver também | relacionado | documentos relacionados | mais informações | "
            "ligações | decisões relacionadas"
        ),
        Role.QUESTIONS: split("perguntas em aberto | questões em aberto"),
        Role.CHANGELOG: split("histórico | histórico de alterações"),
        Role.SUMMARY: split("resumo"),
    },
    relations={
        Relation.SUPERSEDED_BY: split("substituído por | substituída por | superado por | substituido por"),
        Relation.SUPERSEDES: split("substitui | supera"),
        Relation.AMENDED_BY: split("alterado por | emendado por | complementado por | alterada por"),
        Relation.AMENDS: split("altera | emenda | complementa"),
        Relation.DEPENDS_ON: split("depende de | baseado em | baseia-se em | requer | decorre de"),
        Relation.REQUIRED_BY: split("habilita | exigido por | permite"),
        Relation.REFINES: split("refina | detalha | estende | concretiza"),
        Relation.REFINED_BY: split("refinado por | detalhado por | estendido por"),
        Relation.CONFLICTS_WITH: split("em conflito com | contradiz"),
        Relation.RELATES_TO: split(
            "relacionado | relacionados | relacionado a | relacionado com | ver | ver também | veja | adrs relacionadas | adrs relacionados | adr relacionada | decisões relacionadas"
        ),
    },
    partly=split("parcialmente | em parte"),
    itself=split("esta decisão | este adr | esta adr | este documento"),
    nothing=split("nenhum | nenhuma | nada | não se aplica"),
    records=split(
        "registro de decisão de arquitetura | registro de decisão arquitetural | decisão de arquitetura | decisão"
    ),
)
