"""English."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="en",
    statuses={
        StatusKind.ACCEPTED: split(
            "accepted | approved | decided | agreed | adopted | implemented | final | living | active | done "
            "| accept | resolved | ratified | in force | effective | complete | completed | partially "
            "implemented | partly implemented | implementable | decision made | signed off | confirmed | in "
            "effect | merged"
        ),
        StatusKind.PROPOSED: split(
            "proposed | proposal | pending | in review | review | under review | in discussion | under "
            "discussion | open | rfc | request for comments | pending review | last call | awaiting review | "
            "suggested | for review | ready for review | in progress | discussion | to be decided | undecided "
            "| in consideration | under consideration | pending approval | propose | new"
        ),
        StatusKind.DRAFT: split(
            "draft | wip | work in progress | placeholder | incomplete | drafted | idea | in draft"
        ),
        StatusKind.REJECTED: split(
            "rejected | declined | withdrawn | not accepted | abandoned | cancelled | canceled | dropped | "
            "denied | refused | will not do | wontfix | reject | not adopted | not implemented"
        ),
        StatusKind.DEPRECATED: split(
            "deprecated | obsolete | retired | no longer relevant | expired | outdated | reverted | archived "
            "| discontinued | no longer applicable | removed | revoked | discarded | inactive"
        ),
        StatusKind.SUPERSEDED: split(
            "superseded | superceded | superceeded | superseeded | replaced | supplanted | supersceded | "
            "superseeded by | superseded by | superceded by | replaced by | obsoleted by | deprecated by | "
            "obsoleted | superseeds by"
        ),
        StatusKind.OTHER: split(
            "stagnant | on hold | paused | postponed | deferred | parked | blocked | experimental | trial"
        ),
    },
    fields={
        Field.STATUS: split("status | state | adr status | decision status | record status"),
        Field.DATE: split(
            "date | start date | decided on | decision date | accepted on | date accepted | decided | date decided | "
            "created | created at | date created | date documented | log date | introduced | date proposed | "
            "proposed on | creation date | on | date of decision | approved on | date approved | accepted "
            "date | when | created on | decision made on | adr date"
        ),
        Field.OTHER_DATE: split(
            "updated | last revised | last updated | last modified | modified | last edited | update | stabilized at | "
            "deprecated at | last reviewed | updated on | revised | last update | last change | date updated "
            "| status date"
        ),
        Field.DECIDERS: split(
            "deciders | decider | decision makers | decision maker | decision-makers | decided by | approvers "
            "| approver | approved by | accepted by | people attending | decision owner | decision owners | "
            "signed off by | agreed by | decisions makers"
        ),
        Field.AUTHORS: split(
            "authors | author | proposed by | written by | owner | owners | proposer | created by | author(s) "
            "| champion | contributors | proposers | author/proposer | submitter | submitted by | "
            "driver"
        ),
        Field.CONSULTED: split(
            "consulted | participants | stakeholders | reviewers | reviewer | reviewed by | subject matter experts | consulted people"
        ),
        Field.INFORMED: split("informed | informed people | notified"),
        Field.TAGS: split("tags | tag | topics | topic | keywords | labels | label"),
        Field.AFFECTS: split("affects | affected paths | governs | paths | applies-to-paths | scope paths"),
        Field.REVIEW_BY: split("review by | review-by | review date | revisit by | next review | expires"),
        Field.FORMERLY: split("formerly | previous number | previously"),
        Field.COMPONENT: split("component | components | module | service"),
        Field.TITLE: split("title | name"),
        Field.NUMBER: split("number | adr | id | adr number | adr id"),
        Field.REASON: split("reason | status reason | status-reason | deprecated reason | rationale for status"),
        Field.REVIEWED_IN: split(
            "reviewed in | reviewed-in | discussion | pull request | pr | review | issue | rfc | ticket"
        ),
        Field.OTHER: split(
            "version | contact | revision | type | category | scope | technical story | story | epic | jira | impact | "
            "area | team | audience | domain | deliverable | project | layout | slug | summary | description "
            "| people | priority | track"
        ),
    },
    sections={
        Role.CONTEXT: split(
            "context | context and problem statement | problem | problem statement | background | motivation "
            "| issue | introduction | context and motivation | the problem | why | overview | context & "
            "problem statement | question | need | problem context | problem description | context / problem "
            "| background and problem statement | story | context and problem | forces | situation | current "
            "state | status quo | rationale and context | problems"
        ),
        Role.DRIVERS: split(
            "decision drivers | drivers | requirements | goals | constraints | assumptions | evaluation "
            "criteria | criteria | quality attributes | decision criteria | non-goals | goals and non-goals"
        ),
        Role.OPTIONS: split(
            "considered options | options | alternatives | alternatives considered | considered alternatives "
            "| options considered | alternative approaches | rejected options | rejected alternatives | other "
            "options | possible solutions | solutions | possible options | alternative solutions | proposals "
            "| approaches | neglected options | positions | other options considered"
        ),
        Role.DECISION: split(
            "decision | decision outcome | outcome | decisions | resolution | solution | proposed solution | "
            "proposal | chosen option | the decision | our decision | approach | decision and rationale | "
            "chosen solution | conclusion | proposed decision | solution outline | final decision | "
            "recommendation | design | detailed design | specification | proposed design | implementation "
            "decision | decision statement | proposed approach | results | result"
        ),
        Role.CONSEQUENCES: split(
            "consequences | implications | impact | outcomes | effects | trade-offs | tradeoffs | results and "
            "consequences | expected consequences | drawbacks | risks | risks and mitigations | implications "
            "and consequences | consequence | decision consequences | ramifications | side effects | pros and "
            "cons | benefits and drawbacks"
        ),
        Role.GAINS: split(
            "positive consequences | positive | benefits | advantages | pros | upsides | good | positive "
            "impacts | gains | positives"
        ),
        Role.COSTS: split(
            "negative consequences | negative | disadvantages | cons | downsides | bad | negative impacts | "
            "costs | negatives | neutral | risks and downsides | limitations"
        ),
        Role.PROS_AND_CONS: split(
            "pros and cons of the options | pros and cons of options | analysis | comparison | evaluation | "
            "argument | arguments"
        ),
        Role.CONFIRMATION: split(
            "confirmation | validation | verification | compliance | fitness function | how we will know"
        ),
        Role.STATUS: split("status | state | adr status | decision status | status and date | current status"),
        Role.LINKS: split(
            "links | related | related decisions | related adrs | related records | references | more "
            "information | see also | related documents | relations | further reading | related resources | "
            "related information | notes and links | additional information | related architecture decision "
            "records | related decision records | dependencies | resources | notes"
        ),
        Role.QUESTIONS: split(
            "open questions | questions | unresolved questions | open issues | open points | outstanding questions"
        ),
        Role.CHANGELOG: split(
            "changelog | change log | history | revision history | revisions | status history | document "
            "history | updates | changes"
        ),
        Role.SUMMARY: split(
            "summary | abstract | tl;dr | tldr | executive summary | in short | summary in the context"
        ),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "superseded by | superceded by | superceeded by | superseeded by | replaced by | obsoleted by | "
            "deprecated by | supplanted by | is superseded by | is replaced by | replaced with | superseded "
            "with | superseded | superceded | deprecated in favor of | deprecate in favor of | deprecated in "
            "favour of | deprecate in favour of | superseded in favor of | superseded by adr | made obsolete "
            "by | is deprecated by | was superseded by | been superseded by | superseded in | were superseded "
            "by | revoked by | overridden by | overruled by | superseeded | … supersedes this | … replaces this | … superseded this | … obsoletes this"
        ),
        Relation.SUPERSEDES: split(
            "supersedes | supercedes | superceeds | superseeds | supersede | replaces | obsoletes | "
            "deprecates | supplants | supersceeds | supercede | superseedes | successor of | successor to | "
            "overrides | revokes | replacement for"
        ),
        Relation.AMENDED_BY: split(
            "amended by | modified by | updated by | changed by | amended in | supplemented by | is amended "
            "by | corrected by | revised by | adjusted by"
        ),
        Relation.AMENDS: split(
            "amends | amend | modifies | updates | changes | supplements | is an amendment to | revises | "
            "amendment to | corrects | adjusts | alters"
        ),
        Relation.DEPENDS_ON: split(
            "depends on | based on | requires | builds on | builds upon | built on | is based on | depends "
            "upon | relies on | follows from | consequence of | caused by | driven by | is a consequence of | "
            "rests on | dependency | needs | enabled by | follows | builds on top of | blocked by | derived "
            "from | is caused by | inspired by | constrained by | builds"
        ),
        Relation.REQUIRED_BY: split(
            "required by | enables | is required by | depended on by | causes | drives | used by | needed by "
            "| leads to | blocks | is depended on by | constrains | foundation for"
        ),
        Relation.REFINES: split(
            "refines | extends | elaborates | clarifies | enhances | details | specializes | concretizes | "
            "refinement of | implements | specialises"
        ),
        Relation.REFINED_BY: split(
            "refined by | extended by | clarified by | elaborated by | enhanced by | detailed by | elaborated "
            "in | refined in | implemented by | detailed in"
        ),
        Relation.CONFLICTS_WITH: split(
            "conflicts with | contradicts | conflict with | in conflict with | incompatible with | is in conflict with"
        ),
        Relation.RELATES_TO: split(
            "relates to | related to | related | see also | see | cf | compare | is related to | related adr "
            "| related adrs | refers to | references | complements | an alternative is proposed in | "
            "alternative to | rejected in favour of | rejected in favor of | in favor of | in favour of | "
            "this relates to decision | linked to | links | links to | link | relates | refer to | associated "
            "with | connected to | rejected see | was previously | similar to | related decisions | related "
            "decision | is linked to | discussed in | mentioned in"
        ),
    },
    partly=split(
        "partly | partially | in part | parts of | part of | partial | portion of | portions of | some parts | with "
        "respect to | clause only | clauses only | part only | parts only | section only | portion only | scope only"
    ),
    itself=split("this adr | this decision | this record | this document | this rfc"),
    nothing=split("none | nothing | n/a | na | nil | no one | nobody | not applicable"),
    records=split(
        "architecture decision record | architectural decision record | architecture decision | architectural decision "
        "| decision record | adr | decision"
    ),
)
