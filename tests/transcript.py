"""Whole commands as transcripts: what was typed and what came out, in text files that are a specification.

A case begins with ``== its name``. A line beginning with ``$ `` is typed; then come the lines of stdout, those of
stderr behind ``! ``, and ``=> N`` where the status is not 0. ``…`` alone is any number of lines, within a line any
text. Typed can be: ``adr`` (with variables in front), ``git``, ``export NAME=VALUE``, ``cd``, ``mkdir``, ``link TO
NAME``, ``write FILE`` (its lines follow behind ``| ``), ``bytes FILE 'escapes'``, ``ls DIR``, and ``cat FILE`` (a CR is
shown as ``␍``, a missing last line end as ``␄``). ``{cwd}`` is where it begins, ``{python}`` this Python.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from command_line import Adr

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)


@dataclass
class Step:
    """One typed line and what must come of it; filled line by line."""

    typed: str
    line: int
    content: list[str] = field(default_factory=list)
    stdout: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    status: int = 0


@dataclass(frozen=True)
class Case:
    """Steps in one empty directory."""

    name: str
    file: Path
    steps: tuple[Step, ...]


def cases(file: Path) -> list[Case]:
    """The cases in a transcript."""
    found: list[tuple[str, list[Step]]] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("== "):
            found.append((line[3:], []))
        elif line.startswith("$ "):
            found[-1][1].append(Step(line[2:], number))
        elif found and found[-1][1]:
            _expect(found[-1][1][-1], line)
    return [Case(name, file, tuple(map(_trimmed, steps))) for name, steps in found]


def _expect(step: Step, line: str) -> None:
    if line.startswith("=> "):
        step.status = int(line[3:])
    elif step.typed.startswith("write ") and line.startswith("|"):
        step.content.append(line[2:])
    elif line.startswith("! "):
        step.stderr.append(line[2:])
    else:
        step.stdout.append(line)


def _trimmed(step: Step) -> Step:
    """Blank lines in front of the next case are layout."""
    while step.stdout and not step.stdout[-1]:
        step.stdout.pop()
    return step


@dataclass
class Stage:
    """Where a case is played."""

    cwd: Path
    env: dict[str, str]

    def play(self, case: Case) -> None:
        """Run a case, which must go as it is written."""
        top = str(self.cwd)
        for step in case.steps:
            step.typed = step.typed.replace("{cwd}", shlex.quote(top))
            step.stdout = [line.replace("{cwd}", top) for line in step.stdout]
            status, out, err = self._do(step)
            got = "\n".join([f"$ {step.typed}", *_lines(out), *(f"! {x}" for x in _lines(err)), f"=> {status}"])
            where = f"{case.file.name}:{step.line}: [{case.name}]"
            while out == "\n" or out.endswith("\n\n"):  # a transcript cannot say how many blank lines come last
                out = out[:-1]
            assert status == step.status, f"{where} status\n{got}"
            assert _matches(step.stdout, _lines(out)), f"{where} stdout\n{got}\n-- wanted\n" + "\n".join(step.stdout)
            assert _matches(step.stderr, _lines(err)), f"{where} stderr\n{got}\n-- wanted\n" + "\n".join(step.stderr)

    def _do(self, step: Step) -> tuple[int, str, str]:
        words = shlex.split(step.typed.replace("{python}", shlex.quote(sys.executable)))
        given = {}
        while match := _ASSIGNMENT.fullmatch(words[0]):
            given[match[1]] = match[2]
            words = words[1:]
        name, *args = words
        if name == "adr":
            ran = Adr(self.cwd, self.env)(*args, env=given)
            assert "Traceback" not in ran.stderr, str(ran)
            return ran.code, ran.stdout, ran.stderr
        if name == "git":
            subprocess.run(["git", *args], cwd=self.cwd, env=self.env, check=True, capture_output=True)
            return 0, "", ""
        return 0, self._small(name, args, step), ""

    def _small(self, name: str, args: list[str], step: Step) -> str:
        place = self.cwd / args[0].partition("=")[0]
        if name == "cat":
            return _visible((self.cwd / args[0]).read_bytes().decode("utf-8", "surrogateescape"))
        if name == "ls":
            return "".join(f"{entry.name}\n" for entry in sorted(place.iterdir()))
        self._prepare(name, args, step, place)
        return ""

    def _prepare(self, name: str, args: list[str], step: Step, place: Path) -> None:
        match name:
            case "export":
                key, _, value = args[0].partition("=")
                self.env[key] = value
            case "cd":
                self.cwd = place.resolve()
            case "mkdir":
                place.mkdir(parents=True)
            case "link":
                (self.cwd / args[1]).symlink_to(args[0])
            case "write":
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes("".join(f"{line}\n" for line in step.content).encode())
            case "bytes":
                place.write_bytes(args[1].encode("latin-1").decode("unicode_escape").encode("latin-1"))
            case _:
                raise AssertionError(f"line {step.line}: what is {name!r}?")


def _visible(text: str) -> str:
    return text.replace("\r", "␍") + ("" if text.endswith("\n") else "\n␄\n")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _matches(wanted: list[str], got: list[str]) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in wanted
    )
    text = "".join(f"{line}\n" for line in got)
    return re.fullmatch(pattern, text) is not None


def stage(tmp_path: Path, environment: Mapping[str, str]) -> Stage:
    """An empty directory that is no git repository."""
    cwd = tmp_path / "stage"
    cwd.mkdir()
    return Stage(cwd.resolve(), dict(environment))
