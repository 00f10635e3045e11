"""The forms that a record can be written in: where each keeps its metadata, and what it calls its sections."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.record.languages import Field, Role
from adr_kit.record.model import Place

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Form:
    """A way of writing records.

    Attributes:
        name: what people call it; the name of a template where there is one.
        dialect: how it writes a status, a link, a field.
        status: where the status stands.
        fields: where the other metadata stands.
        headings: what it calls the sections that it knows.
        layout: how a field's line stands: on its own, or as an item of a list.
        inside: the sections that stand inside the decision's; None where the form does not say.
        numbered: whether the heading begins with the record's number.
        small: whether a status word begins with a small letter.
    """

    name: str
    dialect: str
    status: Place
    fields: Place
    headings: Mapping[Role, str]
    layout: str = ""
    inside: bool | None = None
    numbered: bool = False
    small: bool = True


_MINIMAL = {
    Role.CONTEXT: "Context and Problem Statement",
    Role.OPTIONS: "Considered Options",
    Role.DECISION: "Decision Outcome",
    Role.CONSEQUENCES: "Consequences",
}
_FULL = {
    **_MINIMAL,
    Role.DRIVERS: "Decision Drivers",
    Role.CONFIRMATION: "Confirmation",
    Role.PROS_AND_CONS: "Pros and Cons of the Options",
}
_NYGARD = {Role.CONTEXT: "Context", Role.DECISION: "Decision", Role.CONSEQUENCES: "Consequences"}

FORMS = (
    Form("nygard", "nygard", Place.SECTION, Place.FIELD, _NYGARD, "line", inside=False, numbered=True, small=False),
    Form(
        "madr", "madr", Place.FRONT_MATTER, Place.FRONT_MATTER, {**_FULL, Role.LINKS: "More Information"}, inside=True
    ),
    Form("madr-minimal", "madr", Place.FRONT_MATTER, Place.FRONT_MATTER, _MINIMAL, inside=True),
    Form("y-statement", "madr", Place.FRONT_MATTER, Place.FRONT_MATTER, {Role.DECISION: "Decision"}),
    Form("fields", "fields", Place.FIELD, Place.FIELD, {**_FULL, Role.LINKS: "Links"}, "item", inside=True),
)
# What the forms call a section, and what else means no more and no less: a heading that says more than that ("Risks",
# "Requirements") is the author's, and stays.
SYNONYMS: Mapping[Role, tuple[str, ...]] = {
    Role.CONTEXT: (
        *("context", "context and problem statement", "problem statement", "context and problem"),
        *("background and problem statement", "problem", "background"),
    ),
    Role.DRIVERS: ("decision drivers", "drivers"),
    Role.OPTIONS: (
        *("considered options", "options", "options considered", "considered alternatives"),
        *("alternatives considered", "alternatives"),
    ),
    Role.DECISION: ("decision", "decision outcome", "the decision", "our decision", "outcome"),
    Role.CONSEQUENCES: ("consequences", "consequence"),
    Role.CONFIRMATION: ("confirmation", "validation"),
    Role.PROS_AND_CONS: ("pros and cons of the options", "pros and cons of options"),
    Role.LINKS: ("links", "more information"),
}
# Everything that has a place of its own in each form; what else stands in a head ("Version: 3") stays there.
MOVED = (
    *(Field.DATE, Field.DECIDERS, Field.CONSULTED, Field.INFORMED, Field.AUTHORS, Field.TAGS, Field.AFFECTS),
    *(Field.REVIEW_BY, Field.COMPONENT, Field.FORMERLY, Field.REASON, Field.REVIEWED_IN),
)


def named(name: str) -> Form:
    """The form with a name.

    Raises:
        AdrError: there is none.
    """
    found = next((form for form in FORMS if form.name == name.casefold()), None)
    if found is None:
        names = [form.name for form in FORMS]
        close = difflib.get_close_matches(name.casefold(), names, n=1)
        hint = f"did you mean {close[0]}?" if close else f"forms: {', '.join(names)}"
        raise AdrError(f"{name!r} is no form that records can be converted to", hint)
    return found
