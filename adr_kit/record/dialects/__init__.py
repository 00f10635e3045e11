"""How a team would write a new status, link or field: one module a dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.record.dialects import fields, madr, nygard, table

if TYPE_CHECKING:
    from adr_kit.record.dialects.page import Dialect

DIALECTS: tuple[Dialect, ...] = (nygard.Nygard(), madr.Madr(), fields.Fields(), table.Table())


def named(name: str) -> Dialect:
    """The dialect with a name, as ``Reading.dialect`` has it; Nygard's for a name that is not known."""
    return next((dialect for dialect in DIALECTS if dialect.name == name), DIALECTS[0])
