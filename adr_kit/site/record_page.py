"""The page of one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.drawing.picture import Picture
from adr_kit.drawing.svg import Frame, figure
from adr_kit.record.body import body
from adr_kit.record.model import Relation, StatusKind
from adr_kit.record.sections import questions
from adr_kit.record.summary import Summary, summary
from adr_kit.record.vocabulary import DEFAULT
from adr_kit.site import names, words
from adr_kit.site.diagrams import framed
from adr_kit.site.language import language_of
from adr_kit.site.links import Resolver
from adr_kit.site.past import past_of
from adr_kit.site.views import Cards, Group, Notice, RecordView, Source, age_of
from adr_kit.text.markdown.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adr_kit.record.model import Record
    from adr_kit.site.links import Places
    from adr_kit.site.relations import Neighbour, Relations
    from adr_kit.text.markdown.sheet import Broken

_NOTED = (StatusKind.DEPRECATED, StatusKind.REJECTED, StatusKind.PROPOSED, StatusKind.DRAFT)
_WAITING = (StatusKind.PROPOSED, StatusKind.DRAFT)
_MOST_AROUND = 13  # records: more are no small map
_LONG_READ = 250  # words; from here on a summary saves time
_DEEPEST_IN_CONTENTS = 3
_FEWEST_IN_CONTENTS = 2


def record_view(
    places: Places, relations: Relations, record: Record, neighbours: tuple[str | None, str | None]
) -> tuple[RecordView, Resolver, tuple[Broken, ...]]:
    """What a record's page says; with it, what its links lead to, and which lead nowhere.

    Args:
        places: where things are.
        relations: how the log's records stand to one another.
        record: the record.
        neighbours: the identities of the previous and the next record.
    """
    page = places.page(record.id)
    cards = Cards(places, page)
    resolver = Resolver(places, record.file, page)
    text = body(record.reading)
    rendered = render(text.text, resolve=resolver, above=text.above)
    html = framed(places, page, rendered.html)
    contents = tuple(heading for heading in rendered.headings if heading.level <= _DEEPEST_IN_CONTENTS)
    previous, following = (cards.card(one) if one is not None else None for one in neighbours)
    review_by = record.reading.review_by
    view = RecordView(
        card=cards.card(record.id),
        language=language_of(record, places.setting.language),
        html=html,
        framed=html != rendered.html,
        people=tuple(people_of(record)) or (() if record.status in _WAITING else (("Deciders", ()),)),
        tags=tuple((tag, names.href(page, places.tags[tag.casefold()])) for tag in record.tags),
        component=_component(places, record),
        affects=record.affects,
        review_by=review_by.value if review_by else None,
        formerly=record.reading.formerly,
        notices=tuple(_notices(cards, relations, record)),
        contents=contents if len(contents) >= _FEWEST_IN_CONTENTS else (),
        groups=_groups(cards, relations.around(record.id), _mentions(resolver, relations, record)),
        unresolved=tuple(_unresolved(record)),
        questions=tuple(question for question in questions(record.reading) if not question.done),
        source=_source(places, record),
        summary=_summary(places, record),
        past=past_of(places, (places.setting.lives or {}).get(record.file)),
        neighbourhood=_neighbourhood(places, relations, record),
        age=age_of(record.date, places.setting.as_of),
        previous=previous,
        next=following,
    )
    return view, resolver, rendered.broken


def people_of(record: Record) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Who had a part in a record, by what they were."""
    people = record.people
    for name, persons in (
        ("Deciders", people.deciders),
        ("Authors", people.authors),
        ("Consulted", people.consulted),
        ("Informed", people.informed),
    ):
        if persons:
            yield name, tuple(person.name for person in persons)


def _component(places: Places, record: Record) -> tuple[str, str] | None:
    if not record.component:
        return None
    return record.component, names.href(places.page(record.id), places.components[record.component.casefold()])


def _neighbourhood(places: Places, relations: Relations, record: Record) -> str:
    """The record among those that it is related to, as a drawing; "" where there are none, or a crowd."""
    graph = relations.near(record.id)
    if not 1 < len(graph.records) <= _MOST_AROUND:
        return ""
    page = places.page(record.id)
    # Whether a neighbour is in force, its own neighbours tell.
    picture = Picture(graph, relations.near(record.id, 2), record.id, vocabulary=places.setting.vocabulary)
    title = places.setting.say("neighbourhood of", title=record.title or words.UNTITLED)
    return figure(picture, Frame("site.around", title, lambda one: names.href(page, places.page(one))))


def _summary(places: Places, record: Record) -> Summary:
    """The decision in short, where it is shorter than the text that says so."""
    found = summary(record, places.setting.vocabulary)
    words_in_all = len(record.source.text.split())
    if not (found.rejected or found.considered or found.costs) and words_in_all < _LONG_READ:
        return Summary()
    return found


def _notices(cards: Cards, relations: Relations, record: Record) -> Iterable[Notice]:
    successors = relations.successors.get(record.id, ())
    if successors or record.status is StatusKind.SUPERSEDED:
        current = tuple(one for one in relations.current[record.id] if one not in successors and one != record.id)
        yield Notice("superseded", cards.cards(successors), cards.cards(current))
    elif record.status in _NOTED:
        yield Notice("proposed" if record.status is StatusKind.DRAFT else str(record.status))
    changed = dict.fromkeys(neighbour.id for neighbour in relations.changed_by(record.id))
    if changed:
        yield Notice("changed", cards.cards(changed))
    elif _partly(record) and not relations.proposing(record.id):
        yield Notice("partly", cards.cards(relations.mentioned_by(record.id)))
    yield from _proposals(cards, relations, record)
    replaced = relations.replaced_by(record.id)
    if replaced:
        yield Notice("replaces", cards.cards(replaced))
    loose_ends = cards.places.in_short[record.id].loose_ends
    if loose_ends and relations.state(record.id) != "past":
        yield Notice("unfinished", loose_ends=loose_ends)


def _proposals(cards: Cards, relations: Relations, record: Record) -> Iterable[Notice]:
    found: dict[str, list[str]] = {}
    for neighbour in relations.proposing(record.id):
        amends = neighbour.relation is Relation.AMENDED_BY
        partly = "is replaced part" if _partly(record) else "would replace part"
        said = "would amend" if amends else partly if neighbour.partial else "would replace"
        found.setdefault(said, []).append(neighbour.id)
    for said, ids in found.items():
        yield Notice("proposal", cards.cards(dict.fromkeys(ids)), words=said)


def _partly(record: Record) -> bool:
    """Whether its own status says that a part of it no longer holds."""
    status = record.reading.status
    return status is not None and record.status is not StatusKind.SUPERSEDED and DEFAULT.is_partial(status.text)


def _mentions(resolver: Resolver, relations: Relations, record: Record) -> tuple[str, ...]:
    known = {neighbour.id for neighbour in relations.around(record.id)} | {record.id}
    return tuple(identity for identity in resolver.mentioned if identity not in known)


def _groups(cards: Cards, neighbours: Iterable[Neighbour], mentions: tuple[str, ...]) -> tuple[Group, ...]:
    found: dict[str, dict[str, None]] = {}
    for neighbour in sorted(neighbours, key=lambda one: list(Relation).index(one.relation)):
        found.setdefault(_group_name(neighbour), {})[neighbour.id] = None
    if mentions:
        found.setdefault(words.MENTIONS, {}).update(dict.fromkeys(mentions))
    return tuple(Group(name, cards.cards(ids)) for name, ids in found.items())


def _group_name(neighbour: Neighbour) -> str:
    if neighbour.relation is Relation.OTHER:
        return words.LINKED_FROM if neighbour.incoming else neighbour.text or words.LINKS_TO
    partly = words.PARTLY.get(neighbour.relation) if neighbour.partial else None
    return partly or words.RELATION[neighbour.relation]


def _unresolved(record: Record) -> Iterable[tuple[str, str]]:
    for link in record.links:
        if link.target_id is None:
            yield words.RELATION.get(link.relation, link.text), link.label or link.target


def _source(places: Places, record: Record) -> Source:
    forge = places.setting.forge
    markdown = names.href(places.page(record.id), places.source(record.id))
    if forge is None:
        return Source(markdown, str(record.file))
    return Source(
        markdown=markdown,
        file=str(record.file),
        forge=forge.file(record.file),
        forge_name=forge.kind,
        edit=forge.edit(record.file),
        history=forge.history(record.file),
        blame=forge.blame(record.file),
    )
