"""One record's neighbourhood as a tree of text: each branch says how it stands to the one above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.drawing.characters import clean, shorten, width_of, wrap
from adr_kit.drawing.picture import heading, relation_words, status_word
from adr_kit.insight.graph import carried, current, name_of, resting
from adr_kit.record.gist import decision_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adr_kit.drawing.picture import Picture
    from adr_kit.insight.graph import Edge
    from adr_kit.record.model import Record

_NARROWEST = 40


def tree(picture: Picture) -> Iterator[str]:
    """The lines of the tree around ``picture.focus``; every record of the picture's graph appears in it once."""
    record = picture.whole.by_id[picture.focus or ""]
    width = max(picture.width, _NARROWEST)
    yield from wrap(f"{heading(record)}{_remarks(record)}", width)
    for line in wrap(clean(decision_sentence(record, picture.vocabulary)), width - 2):
        yield f"  {line}"
    yield from _standing(picture, record)
    branches = list(_Branches(picture).lines(record.id))
    if branches:
        yield ""
        yield from branches


def _remarks(record: Record) -> str:
    remarks = [status_word(record), record.date.isoformat() if record.date else ""]
    found = ", ".join(remark for remark in remarks if remark)
    return f" ({found})" if found else ""


def _standing(picture: Picture, record: Record) -> Iterator[str]:
    """What holds in its place, and how much rests on it."""
    width = max(picture.width, _NARROWEST) - 2
    now = current(picture.whole, record.id)
    if now and now != (record.id,):
        names = ", ".join(heading(picture.whole.by_id[one]) for one in now)
        yield from (f"  {line}" for line in wrap(f"Now in force: {names}", width))
    found = resting(picture.whole, {record.id}, carried(picture.whole))
    for what, near in (("Rests on it", True), ("Rests on it through those", False)):
        some = [clean(name_of(picture.whole.by_id[one.record])) for one in found if (one.distance == 1) is near]
        yield from (f"  {line}" for line in wrap(f"{what}: {', '.join(some)}", width) if some)


class _Branches:
    """Draws breadth-first distances as depth: a record hangs where the shortest way to it ends."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.width = max(picture.width, _NARROWEST)
        self.edges: dict[str, list[Edge]] = {record.id: [] for record in picture.graph.records}
        for edge in picture.graph.edges:
            self.edges[edge.source].append(edge)
            if edge.target != edge.source:
                self.edges[edge.target].append(edge)

    def lines(self, root: str) -> Iterator[str]:
        children = self._children(root)
        yield from self._below(root, children, "")

    def _children(self, root: str) -> dict[str, dict[str, list[str]]]:
        """For each record the records that hang below it, each with the relations that connect the two."""
        children: dict[str, dict[str, list[str]]] = {root: {}}
        queue = [root]
        for above in queue:
            for edge in self.edges[above]:
                backward = edge.target == above != edge.source
                other = edge.source if backward else edge.target
                if other not in children:
                    children[other] = {}
                    queue.append(other)
                    children[above][other] = []
                if other in children[above]:
                    children[above][other].append(relation_words(edge, backward=backward))
        return children

    def _below(self, above: str, children: dict[str, dict[str, list[str]]], indent: str) -> Iterator[str]:
        # A stack, not recursion: a chain of supersessions may be longer than Python's.
        stack = [(above, indent, iter(list(children[above].items())))]
        left = {above: len(children[above])}
        while stack:
            parent, prefix, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                continue
            left[parent] -= 1
            child, relations = following
            last = left[parent] == 0
            yield self._line(prefix + ("└─ " if last else "├─ "), child, relations)
            left[child] = len(children[child])
            deeper = prefix + ("   " if last else "│  ")
            stack.append((child, deeper, iter(list(children[child].items()))))

    def _line(self, prefix: str, identity: str, relations: list[str]) -> str:
        record = self.picture.graph.by_id[identity]
        word = status_word(record)
        tail = f" ({shorten(word, self.width // 2 - 3)})" if word else ""
        prefix = prefix if len(prefix) < self.width // 2 else f"…{prefix[-self.width // 2 :]}"
        text = f"{prefix}{', '.join(relations)} {heading(record)}"
        return shorten(text, self.width - width_of(tail)) + tail
