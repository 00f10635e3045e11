"""Runs the commands as ``python -m adr_kit``."""

from __future__ import annotations

from adr_kit.cli.main import run

if __name__ == "__main__":
    run()
