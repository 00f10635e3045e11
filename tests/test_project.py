"""The project around the package: what is built, what is tracked, and that skips and pins are what they claim."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

in_a_checkout = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a git checkout, not an sdist")


def run(*words: str | Path, cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """What a program printed; it must end with 0. Warnings of programs that are not ours are their own."""
    lenient = {name: value for name, value in os.environ.items() if not name.startswith("PYTHONWARN")}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=lenient | (env or {}), capture_output=True, check=False
    )
    output = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, output + done.stderr.decode("utf-8", "replace")
    return output


def tracked() -> list[Path]:
    """Every tracked file that is still in the work tree."""
    return [path for name in run("git", "ls-files", "-z").split("\0") if name and (path := ROOT / name).is_file()]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the sdist, and the wheel that was built from it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out)
    return out


def shipped(folder: str) -> set[str]:
    """The files of a folder of this project, from that folder."""
    return {path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_the_distribution_is_adr_toolkit_with_both_commands() -> None:
    assert PROJECT["name"] == "adr-toolkit"
    assert PROJECT["scripts"] == {"adr": "adr_kit.cli.main:run", "adr-kit": "adr_kit.cli.main:run"}


def test_the_wheel_holds_the_package_and_the_templates(packages: Path) -> None:
    (wheel,) = packages.glob("adr_toolkit-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert shipped("templates")
    assert {f"adr_kit/_templates/{name}" for name in shipped("templates")} <= names
    assert {"adr_kit/py.typed", "adr_kit/cli/main.py"} <= names
    top = {name.partition("/")[0] for name in names}
    assert top == {"adr_kit", f"adr_toolkit-{PROJECT['version']}.dist-info"}


def test_the_sdist_holds_what_it_takes_to_build_and_test(packages: Path) -> None:
    (sdist,) = packages.glob("adr_toolkit-*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"templates/{name}" for name in shipped("templates")} <= names
    assert {"tests/conftest.py", "Makefile", "LICENSE", "CHANGELOG.md", "README.md", "pyproject.toml"} <= names
    assert not [name for name in names if name.startswith((".venv", "_site", ".hypothesis"))]


def test_the_wheel_finds_its_templates_when_it_is_installed(
    packages: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    (wheel,) = packages.glob("*.whl")
    installed = tmp_path / "installed"
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", installed, wheel)
    empty = tmp_path / "empty"
    empty.mkdir()
    env = environment | {"PYTHONPATH": str(installed)}
    adr = (sys.executable, "-m", "adr_kit")
    where = run(sys.executable, "-c", "import adr_kit; print(adr_kit.__file__)", cwd=empty, env=env)
    assert Path(where.strip()).is_relative_to(installed)
    run("git", "init", "--quiet", cwd=empty, env=env)
    run(*adr, "init", cwd=empty, env=env)
    path = run(*adr, "new", "Ship templates in the wheel", cwd=empty, env=env).strip()
    assert "Ship templates in the wheel" in (empty / path).read_text(encoding="utf-8")
    index = run(*adr, "site", "build", cwd=empty, env=env).strip()
    assert "Ship templates in the wheel" in (empty / index).read_text(encoding="utf-8")


@in_a_checkout
def test_no_tracked_file_names_the_place_where_it_was_written() -> None:
    # Written so that this file does not name it either.
    places = re.compile(rb"(?<![\w.~-])[/]work/|[.][.]/shared")
    found = {path.relative_to(ROOT).as_posix() for path in tracked() if places.search(path.read_bytes())}
    assert found <= {".ci/run"}


@in_a_checkout
def test_no_tracked_file_has_stray_white_space_or_conflict_marks() -> None:
    # Cases that need such white space say so in .gitattributes (-whitespace).
    empty_tree = run("git", "hash-object", "-t", "tree", os.devnull).strip()
    run("git", "diff", "--check", empty_tree, "--", ".")


@in_a_checkout
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no executable bit")
def test_what_ci_runs_is_executable_and_is_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    run("bash", "-n", script)
    assert "make test" in script.read_text(encoding="utf-8")


@in_a_checkout
def test_workflows_pin_actions_to_commits_and_ask_for_no_more_than_they_need() -> None:
    workflows = list((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    for workflow in workflows:
        text = workflow.read_text(encoding="utf-8")
        uses = re.findall(r"uses: (.*)", text)
        assert uses
        assert not [use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", use)]
        assert "\npermissions:\n  contents: read\n" in text
        assert not re.search(r"contents: write|write-all|pull_request_target|secrets\.", text)


@in_a_checkout
def test_pre_commit_can_read_its_configuration() -> None:
    run(sys.executable, "-m", "pre_commit", "validate-config")


def test_the_changelog_has_a_place_for_the_next_change_or_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert PROJECT["version"] in headings or len(headings) == 1


SKIPPING = """
import pytest

@pytest.mark.skip(reason="no such program")
def test_skipped(): ...

@pytest.mark.xfail(reason="known", strict=True)
def test_expected_to_fail(): assert False

@pytest.mark.corpora
def test_real_logs(corpora): assert corpora.is_dir()

def test_fine(): ...
"""
SKIPPING_ITSELF = 'import pytest\npytest.skip("not here", allow_module_level=True)\n'


def outcome(folder: Path, **env: str) -> tuple[int, str]:
    """Exit code and last line of pytest, with this project's conftest, on tests that skip."""
    (folder / "test_skipping.py").write_text(SKIPPING, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = corpora\n", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name not in ("ADR_FORBID_SKIPS", "ADR_CORPORA")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "conftest", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=folder,
        env=clean | {"PYTHONPATH": str(TESTS)} | env,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout.decode().splitlines()[-1]


def test_a_skip_is_counted_and_no_failure_by_itself(tmp_path: Path) -> None:
    code, last = outcome(tmp_path)
    assert code == 0
    assert "1 passed, 1 skipped, 1 deselected, 1 xfailed" in last


def test_a_skip_is_a_failure_where_skips_are_forbidden(tmp_path: Path) -> None:
    code, last = outcome(tmp_path, ADR_FORBID_SKIPS="1")
    assert code != 0
    assert "1 passed, 1 deselected, 1 xfailed, 1 error" in last


def test_a_module_that_skips_itself_is_a_failure_where_skips_are_forbidden(tmp_path: Path) -> None:
    (tmp_path / "test_itself.py").write_text(SKIPPING_ITSELF, encoding="utf-8")
    assert "2 skipped" in outcome(tmp_path)[1]
    code, last = outcome(tmp_path, ADR_FORBID_SKIPS="1")
    assert code != 0
    assert "error" in last


def test_tests_of_real_logs_run_where_there_are_some(tmp_path: Path) -> None:
    assert "2 passed" in outcome(tmp_path, ADR_CORPORA=str(tmp_path))[1]
