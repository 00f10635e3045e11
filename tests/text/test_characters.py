"""Which characters may stand in a page."""

from __future__ import annotations

from adr_kit.text.characters import printable


def forbidden(code: int) -> bool:
    """As the HTML standard says it (13.2.3.5), and what reorders the text around it (Unicode, UAX 9)."""
    control = code < 0x20 or 0x7F <= code < 0xA0
    surrogate = 0xD800 <= code < 0xE000
    noncharacter = 0xFDD0 <= code < 0xFDF0 or code & 0xFFFE == 0xFFFE
    return (control and chr(code) not in "\t\n\r") or surrogate or noncharacter or 0x202A <= code < 0x202F


def test_exactly_what_a_page_must_not_hold_is_replaced() -> None:
    wrong = [code for code in range(0x110000) if (printable(chr(code)) != chr(code)) != forbidden(code)]
    assert wrong == []
    assert printable("a\nb\x00c\u202ed") == "a\nb\ufffdc\ufffdd"
