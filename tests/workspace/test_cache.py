"""Derived data can be lost at any time, and is never an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from adr_kit.workspace import cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "adr-kit"


def test_what_was_stored_is_loaded_and_is_gone_when_it_is_deleted(place: Path) -> None:
    cache.store("kind", "key\udce9", {"a": [1, "\udce9"]})
    assert cache.load("kind", "key\udce9") == {"a": [1, "\udce9"]}
    assert cache.load("kind", "other") is None
    (file,) = (place / "kind").iterdir()
    if os.name != "nt":
        assert (place / "kind").stat().st_mode & 0o077 == 0
    file.write_bytes(b"[" * 100_000)
    assert cache.load("kind", "key\udce9") is None
    file.unlink()
    assert cache.load("kind", "key\udce9") is None


def test_only_so_much_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_LIMIT", 3)
    for number in range(5):
        cache.store("kind", str(number), number)
    assert len(list((place / "kind").iterdir())) == 3


def test_a_place_that_cannot_be_written_is_no_error(place: Path) -> None:
    place.write_bytes(b"a file where the directory should be")
    cache.store("kind", "key", 1)
    assert cache.load("kind", "key") is None


def test_a_relative_place_is_ignored_and_home_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    place = cache.directory()
    assert place is None or place.is_absolute()
