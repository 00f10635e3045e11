"""Spanish."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="es",
    statuses={
        StatusKind.ACCEPTED: split(
            "aceptado | aceptada | aprobado | aprobada | adoptado | decidido | decidida | vigente | "
            "implementado | implementada | activo | resuelto"
        ),
        StatusKind.PROPOSED: split(
            "propuesto | propuesta | en discusión | pendiente | en revisión | en curso | abierto"
        ),
        StatusKind.DRAFT: split("borrador"),
        StatusKind.REJECTED: split("rechazado | rechazada | descartado | descartada | retirado | cancelado"),
        StatusKind.DEPRECATED: split("obsoleto | obsoleta | en desuso | deprecado | deprecada"),
        StatusKind.SUPERSEDED: split(
            "reemplazado | reemplazada | sustituido | sustituida | reemplazado por | reemplazada por | "
            "sustituido por | sustituida por | superado por"
        ),
    },
    fields={
        Field.STATUS: split("estado | estatus | situación"),
        Field.DATE: split("fecha | fecha de decisión | decidido el | creado"),
        Field.OTHER_DATE: split("actualizado | última actualización | última modificación"),
        Field.DECIDERS: split(
            "decisores | responsables | decidido por | aprobado por | tomadores de decisiones | decisor"
        ),
        Field.AUTHORS: split("autor | autores | autora | escrito por | propuesto por"),
        Field.CONSULTED: split("consultados | consultado | revisores"),
        Field.INFORMED: split("informados | informado"),
        Field.TAGS: split("etiquetas | temas | palabras clave"),
        Field.REVIEW_BY: split("revisar antes de | fecha de revisión"),
        Field.COMPONENT: split("componente"),
        Field.TITLE: split("título"),
        Field.NUMBER: split("número"),
        Field.REASON: split("motivo | razón"),
    },
    sections={
        Role.CONTEXT: split(
            "contexto | problema | contexto y problema | contexto y planteamiento del problema | motivación | "
            "antecedentes"
        ),
        Role.DRIVERS: split("factores de decisión | requisitos | criterios | restricciones"),
        Role.OPTIONS: split(
            "opciones | alternativas | opciones consideradas | alternativas consideradas | opciones evaluadas"
        ),
        Role.DECISION: split("decisión | resultado | solución | resolución | decisiones | resultado de la decisión"),
        Role.CONSEQUENCES: split("consecuencias | implicaciones | impacto"),
        Role.GAINS: split("consecuencias positivas | ventajas | positivas | beneficios"),
        Role.COSTS: split("consecuencias negativas | desventajas | negativas | riesgos"),
        Role.PROS_AND_CONS: split("pros y contras | ventajas y desventajas | pros y contras de las opciones"),
        Role.CONFIRMATION: split("confirmación | validación"),
        Role.STATUS: split("estado | estatus | situación"),
        Role.LINKS: split(
            "enlaces | referencias | ver también | relacionado | documentos relacionados | más información | "
            "decisiones relacionadas"
        ),
        Role.QUESTIONS: split("preguntas abiertas | cuestiones abiertas"),
        Role.CHANGELOG: split("historial | historial de cambios"),
        Role.SUMMARY: split("resumen"),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "reemplazado por | reemplazada por | sustituido por | sustituida por | superado por"
        ),
        Relation.SUPERSEDES: split("reemplaza | sustituye | reemplaza a | sustituye a | supersede a"),
        Relation.AMENDED_BY: split("modificado por | enmendado por | complementado por | modificada por"),
        Relation.AMENDS: split("modifica | enmienda | complementa | modifica a"),
        Relation.DEPENDS_ON: split("depende de | basado en | se basa en | requiere | deriva de"),
        Relation.REQUIRED_BY: split("habilita | requerido por | permite"),
        Relation.REFINES: split("refina | concreta | amplía | detalla | extiende"),
        Relation.REFINED_BY: split("refinado por | concretado por | ampliado por | concretada por"),
        Relation.CONFLICTS_WITH: split("en conflicto con | contradice"),
        Relation.RELATES_TO: split(
            "relacionado | relacionados | relacionado con | relaciona | se relaciona con | ver | ver también | véase | relacionada con | adr relacionados | adrs relacionados | decisiones relacionadas"
        ),
    },
    partly=split("parcialmente | en parte"),
    itself=split("esta decisión | este adr | esta adr | este documento"),
    nothing=split("ninguno | ninguna | nada | no aplica"),
    records=split(
        "registro de decisión de arquitectura | registro de decisión arquitectónica | decisión de arquitectura | decisión"
    ),
)
