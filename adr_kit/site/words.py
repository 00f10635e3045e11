"""The words of the interface, as data."""

from __future__ import annotations

from adr_kit.record.model import Relation, StatusKind

STATUS = {
    StatusKind.PROPOSED: "Proposed",
    StatusKind.ACCEPTED: "Accepted",
    StatusKind.REJECTED: "Rejected",
    StatusKind.DEPRECATED: "Deprecated",
    StatusKind.SUPERSEDED: "Superseded",
    StatusKind.DRAFT: "Draft",
}
NO_STATUS = "No status"
UNTITLED = "Untitled"

RELATION = {
    Relation.SUPERSEDES: "Supersedes",
    Relation.SUPERSEDED_BY: "Superseded by",
    Relation.AMENDS: "Amends",
    Relation.AMENDED_BY: "Amended by",
    Relation.DEPENDS_ON: "Depends on",
    Relation.REQUIRED_BY: "Required by",
    Relation.REFINES: "Refines",
    Relation.REFINED_BY: "Refined by",
    Relation.CONFLICTS_WITH: "Conflicts with",
    Relation.RELATES_TO: "Related to",
}
LINKED_FROM = "Linked from"
LINKS_TO = "Links to"
PARTLY = {
    Relation.SUPERSEDES: "Supersedes in part",
    Relation.SUPERSEDED_BY: "Superseded in part by",
    Relation.AMENDS: "Amends in part",
    Relation.AMENDED_BY: "Amended in part by",
}
MENTIONS = "Mentions"
