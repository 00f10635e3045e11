"""HTML as tests look at it: its elements in order, and whether each is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass(frozen=True, slots=True)
class Element:
    """A start tag: its name, its attributes, and the text directly and indirectly inside it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text with white space run together."""
        return " ".join("".join(self.text).split())


class Markup(HTMLParser):
    """A parsed page or piece of one; fails where an element is not closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice: {attrs}"
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes {self._open[-1].tag}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text.append(data)

    def all(self, tag: str, *classes: str) -> list[Element]:
        """The elements of a name that have all these classes."""
        wanted = set(classes)
        return [e for e in self.elements if e.tag == tag and wanted <= set(e.attributes.get("class", "").split())]

    def values(self, attribute: str) -> list[str]:
        """An attribute's values on every element."""
        return [e.attributes[attribute] for e in self.elements if attribute in e.attributes]
