"""Where decisions are mentioned, in code and prose, and which record each mention means."""

from adr_kit.insight.citations.book import Address, Book, handle
from adr_kit.insight.citations.model import Form, Mention, State
from adr_kit.insight.citations.review import Remark, Trouble, near, review
from adr_kit.insight.citations.scan import Cited, Scanner
from adr_kit.insight.citations.sides import Side, settle
from adr_kit.insight.citations.sieve import broad, pattern

__all__ = [
    "Address",
    "Book",
    "Cited",
    "Form",
    "Mention",
    "Remark",
    "Scanner",
    "Side",
    "State",
    "Trouble",
    "broad",
    "handle",
    "near",
    "pattern",
    "review",
    "settle",
]
