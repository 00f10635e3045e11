"""A package's source tree as values: its modules, and every import in them wherever it stands."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Functions that import what their first argument names.
_IMPORTERS = frozenset({"import_module", "__import__", "find_spec"})


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: ``target`` is dotted and absolute, as far as the statement tells (``pathlib.Path``)."""

    target: str
    line: int


@dataclass(frozen=True)
class Module:
    """One file of a package.

    Attributes:
        package: the package's name ("adr_kit").
        file: the path from the package's folder, with ``/`` ("record/reader.py").
    """

    package: str
    file: str
    text: str

    @property
    def name(self) -> str:
        """The dotted name inside the package: "record.reader"; a folder's ``__init__`` has the folder's."""
        stem = self.file.removesuffix(".py").removesuffix("__init__").rstrip("/")
        return stem.replace("/", ".")

    @property
    def room(self) -> str:
        """The first part of the name: "record"; "" for what stands in the package's own ``__init__``."""
        return self.name.partition(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, self.file)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import: at the top, in functions, under ``if TYPE_CHECKING``, and ``import_module("…")``."""
        return tuple(found for node in ast.walk(self.tree) for found in self._imported(node))

    def place(self, line: int) -> str:
        """Where a line of it is, for a message."""
        return f"{self.package}/{self.file}:{line}"

    def _imported(self, node: ast.AST) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = self._absolute(node)
            yield from (Import(f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in _IMPORTERS and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Import(first.value, node.lineno)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        parts = [self.package, *self.file.split("/")[:-1]]
        parts = parts[: len(parts) - node.level + 1]
        return ".".join([*parts, node.module] if node.module else parts)


@dataclass(frozen=True)
class House:
    """A package: its modules by dotted name inside the package."""

    package: str
    modules: dict[str, Module]

    @classmethod
    def read(cls, folder: Path) -> House:
        """The package in a folder of the same name."""
        files = sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)
        return cls.of(
            {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}, folder.name
        )

    @classmethod
    def of(cls, files: dict[str, str], package: str = "adr_kit") -> House:
        """The package of these texts by path: what tests of the rules build."""
        modules = [Module(package, file, text) for file, text in files.items()]
        return cls(package, {module.name: module for module in modules})

    def own(self, target: str) -> str | None:
        """The module of this package that an imported name lies in ("" is the package itself), or None."""
        top, _, name = target.partition(".")
        if top != self.package:
            return None
        while name and name not in self.modules:
            name = name.rpartition(".")[0]
        return name


def called(node: ast.Call) -> str:
    """The last part of what is called: ``open``, ``date.today`` -> "today"."""
    return dotted(node.func).rpartition(".")[2]


def dotted(node: ast.expr) -> str:
    """A name or attribute chain as text; what is not one gives a leading dot or nothing."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
