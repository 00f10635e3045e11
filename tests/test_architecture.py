"""The house keeps its rules: what docs/architecture.md says, as a test that fails and says what to do."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import house_rules as rules
from house import House
from house_plan import on_the_plan, plan_of

ROOT = Path(__file__).parents[1]
HOUSE = House.read(ROOT / "adr_kit")
PLAN = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def report(complaints: list[str]) -> str:
    return "\n" + "\n".join(complaints)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: str(getattr(rule, "__name__", rule)))
def test_the_house_keeps_every_rule(rule: rules.Rule) -> None:
    complaints = list(rule(HOUSE))
    assert not complaints, report(complaints)


def test_the_plan_and_the_house_agree() -> None:
    complaints = list(on_the_plan(HOUSE, plan_of(PLAN, "adr_kit")))
    assert not complaints, report(complaints)


def test_every_dependency_is_used_in_its_room() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = frozenset(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in project["dependencies"])
    complaints = list(rules.used_libraries(HOUSE, names))
    assert not complaints, report(complaints)


def test_the_plan_shows_the_table_that_is_checked() -> None:
    rows = {
        row[0].strip(" `"): frozenset(re.findall(r"`([\w/]+)`", row[1]))
        for row in re.findall(r"^\| (`\w+`) \| (.*) \|$", PLAN, re.MULTILINE)
    }
    everybody = {"errors"}
    checked = {
        room: frozenset(name.replace(".", "/") for name in row if name not in everybody)
        for room, row in rules.MAY_IMPORT.items()
        if room not in ("", "__main__")
    }
    assert rows == checked


def test_tests_mirror_the_house() -> None:
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.glob("**/test_*.py"))}
    rooms = {module.room for module in HOUSE.modules.values()}
    strangers = folders - rooms - {"cases"}
    assert not strangers, f"tests/{{{','.join(strangers)}}} mirror no room; put the tests where their room's are"


# The rules themselves: one that cannot fail keeps nothing.

DOCSTRING = '"""What it is for."""\n'


def complaints(rule: rules.Rule, **files: str) -> list[str]:
    """What a rule says about a house of these files: ``record__reader`` is record/reader.py."""
    return list(rule(House.of({f"{name.replace('__', '/')}.py": text for name, text in files.items()})))


@pytest.mark.parametrize(
    "statement",
    [
        "from adr_kit.workspace import config",
        "import adr_kit.workspace.config",
        "from adr_kit.workspace.config import Config",
        "from ..workspace.config import Config",
        "def f():\n    from adr_kit.workspace import config",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from adr_kit.workspace.config import Config",
        "import importlib\nimportlib.import_module('adr_kit.workspace.config')",
    ],
)
def test_a_room_may_not_look_up_however_it_imports(statement: str) -> None:
    (said,) = complaints(rules.layers, record__reader=statement, workspace__config="")
    assert "adr_kit/record/reader.py:" in said
    assert "record may not know workspace.config" in said


def test_a_room_may_know_itself_its_row_and_errors() -> None:
    assert not complaints(
        rules.layers,
        record__reader="from adr_kit.record.model import A\nfrom adr_kit.text.source import B\nimport re, yaml",
        record__model="from adr_kit.errors import AdrError\nfrom adr_kit import __version__",
        text__source="",
        errors="",
    )


def test_change_knows_citations_and_nothing_else_of_insight() -> None:
    files = {"insight__citations": "", "insight__graph": "", "insight__citations_index": ""}
    assert not complaints(rules.layers, change__renumber="from adr_kit.insight.citations import find", **files)
    assert complaints(rules.layers, change__renumber="from adr_kit.insight.graph import build", **files)
    assert complaints(rules.layers, change__renumber="from adr_kit.insight.citations_index import x", **files)


def test_a_new_folder_needs_a_row() -> None:
    (said,) = complaints(rules.layers, cellar__wine="")
    assert "no room 'cellar'" in said


@pytest.mark.parametrize("where", ["{}", "def f():\n    {}", "if True:\n    {}"])
def test_a_cycle_inside_a_folder_is_found_wherever_the_import_stands(where: str) -> None:
    (said,) = complaints(
        rules.cycles,
        record__a="from adr_kit.record import b",
        record__b="from adr_kit.record.c import x",
        record__c=where.format("import adr_kit.record.a"),
    )
    assert "record.a imports record.b imports record.c imports record.a" in said or "record.b imports" in said


def test_a_tree_of_imports_is_no_cycle() -> None:
    assert not complaints(
        rules.cycles,
        record__a="from adr_kit.record import b, c",
        record__b="from adr_kit.record import c",
        record__c="from adr_kit.text import a",
        text__a="",
    )


def test_a_library_is_spoken_in_one_room() -> None:
    assert not complaints(
        rules.libraries, insight__graph="import networkx.readwrite", insight__graph_order="import networkx"
    )
    assert not complaints(rules.libraries, text__markdown__render="def f():\n    from pygments.lexers import get_lexer")
    assert "spoken only in insight.graph" in complaints(rules.libraries, drawing__dot="import networkx")[0]
    assert "spoken only in insight.graph" in complaints(rules.libraries, insight__graphics="import networkx")[0]
    assert "requests has no room" in complaints(rules.libraries, workspace__fetch="import requests.api")[0]


def test_a_dependency_must_be_used_and_a_used_one_declared() -> None:
    house = House.of({"cli/main.py": "import click"})
    declared = frozenset(distribution for distribution, _ in rules.ROOM_OF.values())
    said = list(rules.used_libraries(house, declared | {"requests"}))
    assert not [line for line in said if "click" in line]
    assert [line for line in said if "take jinja2 out" in line]
    assert [line for line in said if "requests has no room" in line]
    assert [line for line in rules.used_libraries(house, declared - {"click"}) if "click" in line]


@pytest.mark.parametrize(
    "statement",
    [
        "import os",
        "import os.path",
        "from os import environ",
        "import pathlib",
        "from pathlib import Path",
        "from pathlib import PurePosixPath, Path",
        "def f():\n    import subprocess",
        "import time",
        "from urllib.request import urlopen",
        "import datetime as dt\ndt.datetime.now(dt.UTC)",
        "from datetime import date\ndate.today()",
        "open('x')",
        "print('x')",
    ],
)
def test_the_core_sees_nothing_of_the_world(statement: str) -> None:
    assert len(complaints(rules.pure_core, insight__timeline=statement)) == 1
    assert not complaints(rules.pure_core, workspace__files=statement)


def test_the_core_may_use_what_is_pure() -> None:
    assert not complaints(
        rules.pure_core,
        text__a="from pathlib import PurePosixPath\nfrom urllib.parse import quote\nimport re\nimport datetime as dt\n"
        "re.compile('x')\ndt.date.fromisoformat('2024-01-02')\ngate.open()",
    )


def test_sizes_are_counted_without_docstrings() -> None:
    body = "    x = 1\n" * (rules.FUNCTION_LINES - 1)
    long_docstring = '    """One.\n' + "    more\n" * 50 + '    """\n'
    assert not complaints(rules.sizes, text__a=f"def f():\n{body}")
    assert not complaints(rules.sizes, text__a=f"def f():\n{long_docstring}{body}")
    assert "f has 41 lines" in complaints(rules.sizes, text__a=f"def f():\n{body}    x = 2\n")[0]
    assert not complaints(rules.sizes, text__a="x = 1\n" * rules.MODULE_LINES)
    assert "301 lines" in complaints(rules.sizes, text__a="x = 1\n" * (rules.MODULE_LINES + 1))[0]


@pytest.mark.parametrize(
    "handler",
    [
        "except: pass",
        "except Exception: pass",
        "except (ValueError, BaseException) as e: pass",
        "except Exception: raise X",
    ],
)
def test_nothing_catches_everything(handler: str) -> None:
    code = f"try:\n    f()\n{handler}\n"
    assert "catches everything" in complaints(rules.narrow_excepts, text__a=code)[0]
    assert not complaints(rules.narrow_excepts, cli__main=code)
    assert len(complaints(rules.narrow_excepts, cli__main=code * 2)) == 1


def test_a_narrow_except_and_one_that_raises_again_are_fine() -> None:
    assert not complaints(
        rules.narrow_excepts,
        text__a="try:\n    f()\nexcept ValueError: pass\ntry:\n    f()\nexcept BaseException:\n    tidy()\n    raise\n",
    )
    suppressing = "import contextlib\nwith contextlib.suppress({}): f()"
    assert not complaints(rules.narrow_excepts, text__a=suppressing.format("OSError"))
    assert complaints(rules.narrow_excepts, text__a=suppressing.format("Exception"))


@pytest.mark.parametrize("decorator", ["@dataclass", "@dataclasses.dataclass(slots=True)", "@dataclass(frozen=False)"])
def test_values_are_frozen(decorator: str) -> None:
    (said,) = complaints(rules.frozen_values, record__model=f"{decorator}\nclass A: ...")
    assert "A is not frozen" in said
    assert not complaints(rules.frozen_values, record__model="@dataclass(frozen=True)\nclass A: ...\nclass B: ...")
    assert not complaints(rules.frozen_values, record__model=f"{decorator}\nclass _Walker: ...")
    assert not complaints(rules.frozen_values, record__model=f"{decorator}\nclass A:\n    'Mutable: it collects.'")
    assert not complaints(rules.frozen_values, cli__options=f"{decorator}\nclass A: ...")


def test_names_tell_and_modules_say_what_they_are_for() -> None:
    assert complaints(rules.telling_names, text__utils="")
    assert not complaints(rules.telling_names, text__outline="")
    assert complaints(rules.described, text__a="")
    assert complaints(rules.described, text__a='"""No full stop"""')
    assert not complaints(rules.described, text__a=DOCSTRING)


def test_the_plan_is_compared_both_ways() -> None:
    document = """\
Text.
```text
adr_kit/
  errors.py  what a user can put right
  text/  a file as text
    source.py
    gone.py  x
  cli/  commands
```
"""
    files = ("__init__.py", "errors.py", "text/__init__.py", "text/source.py", "text/new.py", "cli/__init__.py")
    assert list(on_the_plan(House.of(dict.fromkeys(files, "")), plan_of(document, "adr_kit"))) == [
        "adr_kit/text/new.py is not on the plan; give it a line in docs/architecture.md",
        "docs/architecture.md: there is no adr_kit/text/gone.py; take its line out, or write it",
        "docs/architecture.md: say in a line what adr_kit/text/source.py is for",
    ]
