"""Whatever a log's folder was called, and on which branch: each number that it ever had is seen, and no other."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adr_kit.workspace.git.numbers import used_numbers
from adr_kit.workspace.git.repository import find_repository
from command_line import Repo, scrubbed_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = ("docs/adr", "doc/adr", "notes/log", "docs")
BESIDE = tuple(map(PurePosixPath, FOLDERS[:2]))
STEPS = st.lists(
    st.sampled_from(["add", "add", "delete", "branch", "branch that renames"]) | st.integers(0, len(FOLDERS) - 1),
    min_size=3,
    max_size=9,
)


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


def number_of(path: PurePosixPath) -> int | None:
    match = re.match(r"\d+", path.name)
    return int(match.group()) if match else None


class Story:
    """A log to which things happen; it knows what every branch has, and which numbers there ever were."""

    def __init__(self, repo: Repo) -> None:
        self.repo = repo
        self.ever = [1]
        self.folder, self.files = "docs/adr", [1]
        repo.git("init", "--quiet")
        repo.write("docs/adr/0001-x.md", "x")
        repo.commit()

    def add(self) -> None:
        number = len(self.ever) + 1
        self.ever.append(number)
        self.files.append(number)
        self.repo.write(f"{self.folder}/{number:04d}-x.md", "x")
        self.repo.commit()

    def delete(self) -> None:
        if len(self.files) > 1:
            (self.repo.path / self.folder / f"{self.files.pop():04d}-x.md").unlink()
            self.repo.commit()

    def branch(self, *, renamed: bool) -> None:
        """A branch that adds a record, and deletes it again; perhaps in another folder than main knows."""
        folder = self.folder
        self.repo.git("switch", "--quiet", "--create", f"branch{len(self.ever)}-{self.repo.git('rev-parse', 'HEAD')}")
        if renamed:
            self.move(FOLDERS[len(self.ever) % len(FOLDERS)])
        self.add()
        self.delete()
        self.folder = folder
        self.repo.git("switch", "--quiet", "main")
        self.repo.git("reset", "--quiet", "--hard")
        self.files = sorted(int(file.name[:4]) for file in (self.repo.path / self.folder).glob("*.md"))

    def move(self, to: str) -> None:
        if to == self.folder:
            return
        for number in self.files:
            file = f"{number:04d}-x.md"
            (self.repo.path / to).mkdir(parents=True, exist_ok=True)
            (self.repo.path / self.folder / file).rename(self.repo.path / to / file)
        self.repo.commit()
        self.folder = to


@given(STEPS, st.integers(0, 9))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_number_that_the_log_ever_had_is_seen(steps: list[str | int], asked: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "repo")
        path.mkdir()
        story = Story(Repo(path, scrubbed_environment(Path(place, "home"))))
        for count, step in enumerate(steps):
            match step:
                case int():
                    story.move(FOLDERS[step])
                case "add":
                    story.add()
                case "delete":
                    story.delete()
                case _:
                    story.branch(renamed=step != "branch")
            if count in (asked, len(steps) - 1):  # also what is remembered from the middle of the story
                used = used_numbers(find_repository(path), path, PurePosixPath(story.folder), BESIDE, number_of)
                assert used.numbers == set(story.ever)
                assert used.notes == ()
