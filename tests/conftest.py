"""What every test can ask for, and the rule that a skipped test is a failure where ``ADR_FORBID_SKIPS`` is set."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from browser import ARGUMENTS, serving
from command_line import Adr, Repo, scrubbed_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import Browser

# A busy machine is no bug, so no deadline; and what CI finds must be found again by whoever looks.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def _nobodys_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Code that runs inside the test process sees no more of the machine than a scrubbed process does."""
    home = tmp_path_factory.mktemp("nobody")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "ADR_"))]:
            if name not in ("ADR_CORPORA", "ADR_FORBID_SKIPS", "ADR_TEST_PROCESSES"):
                patch.delenv(name)
        for name in ("EDITOR", "VISUAL", "PAGER", "SOURCE_DATE_EPOCH"):
            patch.delenv(name, raising=False)
        for name, value in scrubbed_environment(home / "home").items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A scrubbed environment with a home of this test's own."""
    return scrubbed_environment(tmp_path / "home")


@pytest.fixture
def repo(tmp_path: Path, environment: dict[str, str]) -> Repo:
    """A real, empty git repository on branch ``main``."""
    path = tmp_path / "repo"
    path.mkdir()
    repository = Repo(path, environment)
    repository.git("init", "--quiet")
    return repository


@pytest.fixture
def adr(repo: Repo) -> Adr:
    """The real command line in the test's repository."""
    return Adr(repo.path, repo.environment)


@pytest.fixture
def before_git(tmp_path: Path) -> Callable[[str], str]:
    """Makes a ``PATH`` on which lines of shell run before each git, which then gets what they were given."""
    if os.name == "nt":
        pytest.skip("needs a shell script that stands before git")

    def stand(lines: str) -> str:
        script = tmp_path / "before git" / "git"
        script.parent.mkdir()
        script.write_text(f'#!/bin/sh\n{lines}\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
        return os.pathsep.join([str(script.parent), os.environ["PATH"]])

    return stand


@pytest.fixture
def somebody_elses(before_git: Callable[[str], str]) -> str:
    """A ``PATH`` on which git takes every repository for another user's: only root could give a folder away."""
    return before_git("export GIT_TEST_ASSUME_DIFFERENT_OWNER=1")


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The packages of ``tests/package.json``, which ``make test`` has npm install: axe-core, MiniSearch."""
    folder = Path(__file__).parent / "node_modules"
    if not folder.is_dir():
        pytest.skip("needs npm, with which make test installs tests/node_modules")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which ``make test`` installs; one for all tests. ``browser.visit`` opens a page in it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("needs chromium, which make test installs where it may")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See ``built_sites.rich``."""
    import built_sites

    return built_sites.rich(tmp_path_factory.mktemp("rich"))


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See ``built_sites.long``."""
    import built_sites

    return built_sites.long(tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="session")
def own_look(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """See ``built_sites.own_look``."""
    import built_sites

    return built_sites.own_look(tmp_path_factory.mktemp("look"))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where ``site`` is served: below a path, as forges do it."""
    with serving(site.parents[1]) as origin:
        yield f"{origin}/under/tea"


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The directory of real decision logs that ``ADR_CORPORA`` names; mark the test ``corpora``."""
    return Path(os.environ["ADR_CORPORA"]).resolve()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without real logs at hand, tests of real logs are deselected, which pytest counts in its last line."""
    if os.environ.get("ADR_CORPORA"):
        return
    out = [item for item in items if item.get_closest_marker("corpora")]
    if out:
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)


def _fail_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that says what was skipped, where skips are forbidden."""
    expected = hasattr(report, "wasxfail")  # an expected failure is reported as skipped too
    if report.skipped and not expected and os.environ.get("ADR_FORBID_SKIPS"):
        where = report.longrepr
        reason = where[2] if isinstance(where, tuple) else str(where)
        report.outcome = "failed"
        report.longrepr = f"ADR_FORBID_SKIPS is set and this was skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """See ``_fail_a_skip``."""
    report = yield
    _fail_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """See ``_fail_a_skip``; a module may skip itself while it is collected."""
    report = yield
    _fail_a_skip(report)
    return report
