"""The log for somebody new to it: what to read first and why, then the rest by topic; or one record's neighbours."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from adr_kit.drawing.characters import clean, shorten, width_of, wrap
from adr_kit.drawing.picture import heading, status_word
from adr_kit.drawing.topics import by_topic
from adr_kit.drawing.tree import tree
from adr_kit.insight.graph import in_force, name_of, reading_order
from adr_kit.insight.graph.succession import predecessors
from adr_kit.record.gist import decision_sentence
from adr_kit.record.model import StatusKind
from adr_kit.text.amount import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import ReadingOrder, Step
    from adr_kit.record.model import Record

Thing = TypeVar("Thing")
_FIRST = 10
_SHOWN = 8  # decisions of one topic, before "and 14 more"
_LISTED = 40  # decisions in all, where there are few topics
_TOPICS = 12
_WAITING = (StatusKind.PROPOSED, StatusKind.DRAFT)
_NARROWEST = 40


def draw(picture: Picture) -> str:
    """The picture as lines of text, no wider than the picture says."""
    lines = tree(picture) if picture.focus else _overview(picture)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _overview(picture: Picture) -> Iterator[str]:
    graph = picture.graph
    order = reading_order(picture.whole, _FIRST, among=frozenset(graph.by_id))
    if not graph.records:
        yield "There are no records to draw."
        return
    yield from _first(picture, order)
    read = {step.record for step in order.steps}
    now = in_force(picture.whole)
    if picture.everything or not any(one.id in now or one.status in _WAITING for one in graph.records):
        yield from _everything(picture, read)
        return
    yield from _by_topic(picture, [one for one in graph.records if one.id in now and one.id not in read], read)
    yield from _waiting(picture, [one for one in graph.records if one.status in _WAITING and one.id not in now])
    yield from _left_out(picture, now)


def _first(picture: Picture, order: ReadingOrder) -> Iterator[str]:
    if not order.in_force:
        yield from _paragraph(picture, f"{count(len(picture.graph.records), 'record')}, none of them in force.")
        return
    shown = len(order.steps)
    if not shown:
        yield from _paragraph(picture, f"{count(order.in_force, 'decision')} in force. {' '.join(order.basis)}")
        return
    some = f"{shown} of {order.in_force} decisions" if order.in_force > shown else count(shown, "decision")
    yield from _paragraph(picture, f"Read first: {some} in force")
    for place, step in enumerate(order.steps, 1):
        yield ""
        yield from _step(picture, place, step)
    yield ""
    yield from _paragraph(picture, " ".join(order.basis))


def _step(picture: Picture, place: int, step: Step) -> Iterator[str]:
    record = picture.whole.by_id[step.record]
    width = max(picture.width, _NARROWEST)
    yield shorten(f"{place:>2}. {heading(record)}", width)
    yield from _sentence(picture, record)
    for line in wrap(clean(step.why), width - 6):
        yield f"    > {line}"


def _sentence(picture: Picture, record: Record) -> Iterator[str]:
    sentence = clean(decision_sentence(record, picture.vocabulary))
    for line in wrap(sentence, max(picture.width, _NARROWEST) - 4):
        yield f"    {line}"


def _paragraph(picture: Picture, text: str) -> Iterator[str]:
    yield from wrap(text, max(picture.width, _NARROWEST))


def _topic(picture: Picture, name: str, records: list[Record]) -> str:
    count = f" ({len(records)})"
    return shorten(name, max(picture.width, _NARROWEST) - len(count)) + count


def _by_topic(picture: Picture, records: list[Record], read: set[str]) -> Iterator[str]:
    topics = by_topic(picture.whole.records, records)
    if not topics:
        return
    before = predecessors(picture.whole)
    limit = max(_SHOWN, _LISTED // len(topics))
    if len(topics) == 1 or read:
        yield ""
        yield f"{'The rest' if read else 'In the order of the log'}{', by topic' if len(topics) > 1 else ''}"
    few = not read and len(records) <= _FIRST
    shown = _few(topics, _TOPICS)
    for name, found in shown:
        yield from (["", _topic(picture, name, found)] if len(topics) > 1 else [])
        some = _few(found, limit)
        for record in some:
            yield _folded(picture, record, before.get(record.id, ()))
            yield from _sentence(picture, record) if few else ()
        yield from _more(found, some)
    hidden = topics[len(shown) :]
    if hidden:
        yield ""
        more = sum(len(found) for _, found in hidden)
        yield from _paragraph(picture, f"… and {more} more in {count(len(hidden), 'smaller topic')}")


def _few(things: Sequence[Thing], limit: int) -> Sequence[Thing]:
    """The first of many; one more, where the line that says that there is one more would be as long."""
    return things if len(things) <= limit + 1 else things[:limit]


def _more(found: Sequence[Record], some: Sequence[Record]) -> Iterator[str]:
    if len(found) > len(some):
        yield f"  … and {len(found) - len(some)} more"


def _folded(picture: Picture, record: Record, replaced: tuple[str, ...]) -> str:
    """One line a decision; the chain of what it replaced is folded into it."""
    chain = ", ".join(clean(name_of(picture.whole.by_id[one])) for one in replaced)
    width = max(picture.width, _NARROWEST) - 2
    note = shorten(f"  (replaced {chain})", width // 2) if chain else ""
    return f"  {shorten(heading(record), width - width_of(note))}{note}"


def _waiting(picture: Picture, records: list[Record]) -> Iterator[str]:
    if not records:
        return
    yield ""
    yield f"Waiting for a decision ({len(records)})"
    some = _few(records, _SHOWN)
    for record in some:
        yield shorten(f"  {heading(record)}", max(picture.width, _NARROWEST))
    yield from _more(records, some)


def _left_out(picture: Picture, now: frozenset[str]) -> Iterator[str]:
    gone = [one for one in picture.graph.records if one.id not in now and one.status not in _WAITING]
    counted = Counter(_gone_word(record) for record in gone)
    parts = [f"{number} {word}" for word, number in sorted(counted.items())]
    lost = len(picture.graph.unresolved)
    if parts:
        yield ""
        yield from _paragraph(picture, f"Not in force: {', '.join(parts)}. `adr graph --all` lists every record.")
    if lost:
        yield from ([] if parts else [""])
        yield from _paragraph(picture, f"{count(lost, 'link leads', 'links lead')} to no record of this log.")


def _gone_word(record: Record) -> str:
    known = (StatusKind.SUPERSEDED, StatusKind.REJECTED, StatusKind.DEPRECATED)
    return record.status.value if record.status in known else "replaced"


def _everything(picture: Picture, read: set[str]) -> Iterator[str]:
    """Every record by topic, with its status; those to read first are marked."""
    width = max(picture.width, _NARROWEST)
    yield ""
    marks = " (* read first)" if read else ""
    every = "All " if len(picture.graph.records) > 1 else ""
    yield from _paragraph(picture, f"{every}{count(len(picture.graph.records), 'record')}, by topic{marks}")
    for name, found in by_topic(picture.whole.records, picture.graph.records):
        yield ""
        yield _topic(picture, name, found)
        for record in found:
            word = shorten(status_word(record) or "no status", width // 2 - 4)
            mark = "*" if record.id in read else " "
            yield f"{mark} {shorten(heading(record), width - 4 - width_of(word))}  {word}"
