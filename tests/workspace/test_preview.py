"""The site while somebody writes: no change is missed, whenever it comes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from adr_kit.site.model import Site
from adr_kit.workspace.preview import Preview
from adr_kit.workspace.templates.pages import PageWriter

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_while_the_log_is_read_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "0001-x.md"
    file.write_text("old", encoding="utf-8")
    read: list[str] = []

    def site() -> Site:
        read.append(file.read_text(encoding="utf-8"))
        if len(read) == 1:
            file.write_text("written meanwhile", encoding="utf-8")
        return Site(())

    preview = Preview(site, lambda: [file], PageWriter(), tmp_path, print)
    preview.refresh()
    watching = threading.Thread(target=preview.watch)
    watching.start()
    assert preview.wait(1) == 2
    preview.end()
    watching.join()
    assert read == ["old", "written meanwhile"]
