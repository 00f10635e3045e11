"""Where decisions are mentioned, in code and prose, and which record each mention means."""

from adr_kit.insight.citations.book import Address, Book, handle, handle_of
from adr_kit.insight.citations.model import Form, Mention, State
from adr_kit.insight.citations.review import Past, Remark, Trouble, near, review
from adr_kit.insight.citations.scan import Cited, Scanner
from adr_kit.insight.citations.sides import Side, settle
from adr_kit.insight.citations.sieve import broad, pattern

__all__ = [
    "Address",
    "Book",
    "Cited",
    "Form",
    "Mention",
    "Past",
    "Remark",
    "Scanner",
    "Side",
    "State",
    "Trouble",
    "broad",
    "handle",
    "handle_of",
    "near",
    "pattern",
    "review",
    "settle",
]
