"""``adr config`` of adr-tools: where the program and its templates are, for a shell to evaluate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adr_kit.cli.context import Context


def run(_context: Context, _words: list[str]) -> int:
    """Prints two lines; ``adr config --json`` shows our settings."""
    from adr_kit.workspace.templates.shipped import shipped

    program = Path(sys.argv[0]).resolve().parent
    sys.stdout.write(f'adr_bin_dir="{program.as_posix()}"\n')
    sys.stdout.write(f'adr_template_dir="{shipped("records").resolve().as_posix()}"\n')
    return 0
