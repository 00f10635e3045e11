"""The house rules, each a function from a house to complaints that say what to do."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

from house import House, called, dotted

Rule = Callable[[House], Iterator[str]]

ABOVE_WORKSPACE = ("text", "record", "change", "insight", "drawing", "exchange", "lint", "site")
CORE = ("errors", *ABOVE_WORKSPACE)
_WORLD = ("workspace", *CORE)

# Who may know whom: what a room may import besides itself. Everybody may raise an AdrError.
MAY_IMPORT = {
    "errors": (),
    "text": ("errors",),
    "record": ("errors", "text"),
    "change": ("errors", "record", "text", "insight.citations"),
    "insight": ("errors", "record", "text"),
    "drawing": ("errors", "insight", "record", "text"),
    "exchange": ("errors", "change", "record", "text"),
    "lint": ("errors", "insight", "change", "record", "text"),
    "site": ("errors", "drawing", "insight", "record", "text"),
    "workspace": CORE,
    "cli": _WORLD,
    "__main__": ("cli",),
    "": (),
}

# Each third-party library has one room: the import name, the distribution, and where it may be said.
ROOM_OF = {
    "click": ("click", "cli"),
    "jinja2": ("jinja2", "workspace.templates"),
    "git": ("GitPython", "workspace.git.history"),
    "markdown_it": ("markdown-it-py", "text.markdown"),
    "mdit_py_plugins": ("mdit-py-plugins", "text.markdown"),
    "networkx": ("networkx", "insight.graph"),
    "yaml": ("PyYAML", "text.frontmatter"),
    "nh3": ("nh3", "text.markdown"),
    "pygments": ("Pygments", "text.markdown"),
    "pathspec": ("pathspec", "insight.scope"),
}

# The world outside, which the core never sees.
_OUTSIDE = frozenset(
    [
        "asyncio",
        "concurrent",
        "ctypes",
        "fcntl",
        "getpass",
        "glob",
        "http",
        "locale",
        "logging",
        "mmap",
        "msvcrt",
        "multiprocessing",
        "os",
        "platform",
        "pty",
        "random",
        "secrets",
        "select",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "subprocess",
        "sys",
        "tempfile",
        "termios",
        "threading",
        "time",
        "urllib",
        "uuid",
        "webbrowser",
    ]
)
_INSIDE_AFTER_ALL = frozenset({"urllib.parse"})  # text in, text out
_PURE_PATHS = frozenset({"pathlib.PurePath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath"})
_CLOCKS = frozenset({"date.today", "datetime.today", "datetime.now", "datetime.utcnow"})
_WORLDLY_CALLS = frozenset({"open", "input", "print", "breakpoint", "exec", "eval", "compile"})

MODULE_LINES = 300
FUNCTION_LINES = 40
_SAY_NOTHING = frozenset(["utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "tools"])
LAST_RESORT = "cli.main"  # the one place that turns a bug into exit code 3


def lies_in(name: str, room: str) -> bool:
    """Whether a module is the room, or stands inside it."""
    return name == room or name.startswith(f"{room}.")


def layers(house: House) -> Iterator[str]:
    """A room imports from itself and from the rooms in its row."""
    for module in house.modules.values():
        row = MAY_IMPORT.get(module.room)
        if row is None:
            yield f"{module.place(1)}: there is no room {module.room!r}; give it a row in MAY_IMPORT and in the plan"
            continue
        for imported in module.imports:
            target = house.own(imported.target)
            if target in (None, ""):
                continue
            if not any(lies_in(str(target), room) for room in (module.room, *row)):
                yield (
                    f"{module.place(imported.line)}: {module.room or house.package} may not know {target} (it "
                    f"may know {', '.join(row) or 'nothing'}); pass what it needs in as a value, or move the function"
                )


def cycles(house: House) -> Iterator[str]:
    """Inside a folder no module imports, through others, itself; function-level imports count."""
    for room in {module.room for module in house.modules.values()} - {""}:
        graph = {
            module.name: {own for imported in module.imports if (own := house.own(imported.target)) is not None}
            - {module.name}
            for module in house.modules.values()
            if module.room == room
        }
        try:
            TopologicalSorter({name: targets & graph.keys() for name, targets in graph.items()}).prepare()
        except CycleError as error:
            ring = " imports ".join(reversed(error.args[1]))
            yield f"{house.package}/{room}: {ring}; move what both need into a third module"


def libraries(house: House) -> Iterator[str]:
    """A third-party library is imported in its one room only."""
    for module in house.modules.values():
        for imported in module.imports:
            top = imported.target.partition(".")[0]
            if top in sys.stdlib_module_names or top in (house.package, "_typeshed"):
                continue
            if top not in ROOM_OF:
                yield (
                    f"{module.place(imported.line)}: {top} has no room; a new library needs a record in docs/adr that "
                    "says why, then a row in ROOM_OF"
                )
            elif not _in_library_room(module.name, ROOM_OF[top][1]):
                yield (
                    f"{module.place(imported.line)}: {top} is spoken only in {ROOM_OF[top][1]}; "
                    "add there what you need, as a function of plain values"
                )


def _in_library_room(name: str, room: str) -> bool:
    """As ``lies_in``; a module that had to be split (graph.py, graph_layout.py) is still one room."""
    return lies_in(name, room) or name.startswith(f"{room}_")


def used_libraries(house: House, dependencies: frozenset[str]) -> Iterator[str]:
    """Every runtime dependency is used in its room, and every room's library is a dependency."""
    for top, (distribution, room) in ROOM_OF.items():
        if distribution not in dependencies:
            yield f"pyproject.toml: {distribution} has a room ({room}) but is no dependency"
            continue
        importers = [m for m in house.modules.values() if _in_library_room(m.name, room)]
        if not any(i.target.partition(".")[0] == top for m in importers for i in m.imports):
            yield f"pyproject.toml: nothing in {room} imports {top}; take {distribution} out of the dependencies"
    for name in sorted(dependencies - {distribution for distribution, _ in ROOM_OF.values()}):
        yield f"pyproject.toml: {name} has no room; a new library needs a record in docs/adr, then a row in ROOM_OF"


def pure_core(house: House) -> Iterator[str]:
    """The core sees no disk, no clock, no environment, no process and no terminal."""
    advice = "the core gets this as a value from the command; do it in workspace/ or cli/"
    for module in house.modules.values():
        if module.room not in CORE:
            continue
        for imported in module.imports:
            if _worldly_import(imported.target):
                yield f"{module.place(imported.line)}: imports {imported.target}; {advice}"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and _worldly_call(node):
                yield f"{module.place(node.lineno)}: calls {dotted(node.func)}; {advice}"


def _worldly_import(target: str) -> bool:
    if target.partition(".")[0] == "pathlib":
        return target not in _PURE_PATHS
    return target.partition(".")[0] in _OUTSIDE and not any(lies_in(target, pure) for pure in _INSIDE_AFTER_ALL)


def _worldly_call(node: ast.Call) -> bool:
    name = dotted(node.func)
    return name in _WORLDLY_CALLS or ".".join(name.split(".")[-2:]) in _CLOCKS


def sizes(house: House) -> Iterator[str]:
    """A module fits in the head, a function on a screen (its docstring is not counted)."""
    for module in house.modules.values():
        lines = len(module.text.splitlines())
        if lines > MODULE_LINES:
            yield f"{module.place(lines)}: {lines} lines, more than {MODULE_LINES}; which two things does it do?"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                size = _body_lines(node)
                if size > FUNCTION_LINES:
                    yield f"{module.place(node.lineno)}: {node.name} has {size} lines, more than {FUNCTION_LINES}"


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if said else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def narrow_excepts(house: House) -> Iterator[str]:
    """Nothing catches everything and goes on; only the entry point does, once."""
    for module in house.modules.values():
        broad = [node for node in ast.walk(module.tree) if _swallows_everything(node)]
        for node in broad[1:] if module.name == LAST_RESORT else broad:
            line = node.lineno if isinstance(node, ast.ExceptHandler | ast.Call) else 1
            yield f"{module.place(line)}: catches everything; name the errors that can really happen here"


def _swallows_everything(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        # Tidying up and raising again hides nothing.
        again = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        return not again and (node.type is None or _names_everything(node.type))
    return isinstance(node, ast.Call) and called(node) == "suppress" and any(map(_names_everything, node.args))


def _names_everything(node: ast.expr) -> bool:
    names = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(dotted(name).rpartition(".")[2] in {"Exception", "BaseException"} for name in names)


def frozen_values(house: House) -> Iterator[str]:
    """Values do not change: a dataclass of the core is frozen, unless it is private or says that it is mutable."""
    for module in house.modules.values():
        if module.room not in CORE:
            continue
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
                continue
            admitted = "mutable" in (ast.get_docstring(node) or "").lower()
            if any(map(_unfrozen_dataclass, node.decorator_list)) and not admitted:
                yield (
                    f"{module.place(node.lineno)}: {node.name} is not frozen; write @dataclass(frozen=True), or say in "
                    "its docstring why it is mutable"
                )


def _unfrozen_dataclass(decorator: ast.expr) -> bool:
    if not isinstance(decorator, ast.Call):
        return dotted(decorator).rpartition(".")[2] == "dataclass"
    frozen = [k.value for k in decorator.keywords if k.arg == "frozen"]
    return called(decorator) == "dataclass" and not (
        frozen and isinstance(frozen[0], ast.Constant) and frozen[0].value is True
    )


def telling_names(house: House) -> Iterator[str]:
    """A module's name says what it is for."""
    for module in house.modules.values():
        empty = _SAY_NOTHING.intersection(module.name.split("."))
        if empty:
            yield f"{module.place(1)}: {min(empty)!r} says nothing; name the module after what it knows"


def described(house: House) -> Iterator[str]:
    """Every module begins with one sentence on what it is for."""
    for module in house.modules.values():
        said = ast.get_docstring(module.tree)
        if not said or not said.partition("\n")[0].rstrip().endswith((".", ":", "…")):
            yield f"{module.place(1)}: begin with one sentence (on one line, with a full stop) on what the room is for"


RULES: tuple[Rule, ...] = (
    layers,
    cycles,
    libraries,
    pure_core,
    sizes,
    narrow_excepts,
    frozen_values,
    telling_names,
    described,
)
