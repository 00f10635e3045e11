"""Renders a template of somebody else's: jinja2's sandbox with a budget, and files from one folder only."""

from __future__ import annotations

import difflib
import re
from functools import partial
from types import BuiltinMethodType
from typing import TYPE_CHECKING, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.filters import FILTERS
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from adr_kit.errors import AdrError
from adr_kit.workspace.templates.budget import Budget, single, singles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MAX_TEMPLATE = 256 * 1024
MAX_OUTPUT = 1024 * 1024

# What a template may call on a text, a list or a mapping; everything that can make much out of little is left out.
_METHODS = """
    capitalize casefold count endswith find get index isdigit items keys lower lstrip removeprefix removesuffix rstrip
    split splitlines startswith strip title upper values
"""
_TEXT_FILTERS = "capitalize float int lower round string title trim truncate upper urlencode"
_LIST_FILTERS = """
    abs count d default dictsort first groupby items last length list map max min reject rejectattr reverse select
    selectattr sort unique
"""
_UNKNOWN = re.compile(
    r"^'(?P<variable>\w+)' is undefined|no attribute '(?P<attribute>\w+)'|No filter named '(?P<filter>\w+)'"
)
# What an expression of a template can raise besides jinja2's own: {{ 1 / 0 }}, {{ title + 1 }}, endless macros.
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


class FolderLoader(BaseLoader):
    """Templates beside each other; a symlink that leads out of their folder is as good as not there."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown

    def get_source(self, environment: object, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:  # noqa: ARG002 -- jinja2's signature
        """The text of a template, the path that messages show, and what tells whether the file is still the same."""
        file = self.folder.joinpath(*split_template_path(template))
        try:
            inside = file.is_file() and file.resolve().is_relative_to(self.folder.resolve())
        except OSError:  # a name that is too long, or goes round in symlinks
            inside = False
        if not inside:
            raise TemplateNotFound(template)
        return read(file), f"{self.shown}{template}", partial(_is_from, file, file.stat().st_mtime_ns)


def _is_from(file: Path, time: int) -> bool:
    return file.is_file() and file.stat().st_mtime_ns == time


def read(file: Path) -> str:
    """A template's text, without byte order mark, its line endings kept.

    Raises:
        AdrError: it is no UTF-8, or much too long.
    """
    with file.open("rb") as stream:
        data = stream.read(MAX_TEMPLATE + 1)
    if len(data) > MAX_TEMPLATE:
        raise AdrError(f"{file.name} is longer than a template may be ({MAX_TEMPLATE // 1024} KB)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise AdrError(f"{file.name}:{line}: not UTF-8", "save the template as UTF-8") from error


class _Metered(NodeTransformer):
    """Routes what can grow through the budget: loops and ``~``."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 -- the visitor finds it by its name
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_each")
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 -- the visitor finds it by its name
        self.generic_visit(node)
        return _filtered(node, "_sized")

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 -- the visitor finds it by its name
        self.generic_visit(node)
        return _filtered(node, "_sized") if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 -- the visitor finds it by its name
        self.generic_visit(node)
        return _filtered(node, "_sized")

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 -- the visitor finds it by its name
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "_join")


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one rendering."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, loader: BaseLoader, newline: str = "\n", used: set[str] | None = None) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
            newline_sequence="\r\n" if newline == "\r\n" else "\n",
            optimized=False,  # nothing runs before there is a budget
            finalize=lambda value: "" if value is None else single(value),
        )
        self.budget = Budget()
        self.used = set() if used is None else used
        self.context_class = _WatchedContext
        self.globals = {"range": self.budget.range, "namespace": self.globals["namespace"]}
        self.filters = {name: FILTERS[name] for name in _LIST_FILTERS.split()}
        self.filters |= {name: singles(FILTERS[name]) for name in _TEXT_FILTERS.split()}
        self.filters |= {
            "_each": self.budget.each,
            "_join": self.budget.join,
            "_sized": self.budget.sized,
            "join": self.budget.join,
            "replace": self.budget.replace,
            "indent": self.budget.indent,
        }

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Metered().visit(tree)
        return tree

    def concat(self, pieces: Iterable[str]) -> str:
        """The text of a block, a macro or a {% set %}; compiled templates call it."""
        return self.budget.join(pieces)

    def is_safe_callable(self, obj: object) -> bool:
        """Whether a template may call it: a harmless method, a macro, one of our functions."""
        if isinstance(obj, BuiltinMethodType) or isinstance(getattr(obj, "__self__", None), str):
            return getattr(obj, "__name__", "") in _METHODS.split()
        return super().is_safe_callable(obj)

    def wrap_str_format(self, value: object) -> None:
        """Not our way of making a text: a width in it can be a thousand million."""

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """Call something, for a step of the budget."""
        self.budget.step()
        if not self.is_safe_callable(obj):
            raise SecurityError(f"calling {getattr(obj, '__name__', type(obj).__name__)}")
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Add and multiply what stays small."""
        if operator in ("**", "%") and not (isinstance(left, int) and operator == "%"):
            raise SecurityError(f"the operator {operator}")
        if operator == "*" and not all(
            isinstance(value, int | float) and abs(value) < MAX_OUTPUT for value in (left, right)
        ):
            raise SecurityError("multiplying anything but small numbers")
        self.budget.step()
        self.budget.make(sum(len(value) for value in (left, right) if isinstance(value, str | list | tuple)))
        result = super().call_binop(context, operator, left, right)
        return self.budget.sized(result) if isinstance(result, list | tuple) else result


class _WatchedContext(Context):
    """Remembers which variables a template asked for."""

    def resolve_or_missing(self, key: str) -> object:
        """The value of a variable."""
        if isinstance(self.environment, Sandbox):
            self.environment.used.add(key)
        return super().resolve_or_missing(key)


def render(sandbox: Sandbox, name: str, values: Mapping[str, object], *, longest: int = MAX_OUTPUT) -> str:
    """The text that a template of the sandbox's folder makes of some values, at most so many characters.

    Raises:
        AdrError: the template is wrong, asks for something unknown, or does too much; with the line where.
    """
    pieces: list[str] = []
    size = 0
    try:
        for piece in sandbox.get_template(name).generate(dict(values)):
            size += len(piece)
            if size > longest:
                raise SecurityError(f"a text of more than {longest // 1024} KB")
            pieces.append(piece)
    except _FAULTS as error:
        _explain(error, sandbox, name, values)
    return "".join(pieces)


def _explain(error: Exception, sandbox: Sandbox, name: str, values: Mapping[str, object]) -> NoReturn:
    shown = sandbox.loader.shown if isinstance(sandbox.loader, FolderLoader) else ""
    message = error.message if isinstance(error, TemplateError) and error.message else str(error)
    where = _place(error) or shown + name
    hint: str | None = _HELP
    if isinstance(error, TemplateSyntaxError):
        where, hint = f"{error.filename or shown + name}:{error.lineno}", _near(message, sandbox, values)
    elif isinstance(error, UndefinedError):
        hint = _near(message, sandbox, values)
    elif isinstance(error, TemplateNotFound):
        message, hint = f"there is no template {error.name!r} beside it", None
    elif isinstance(error, SecurityError):
        message = f"not allowed in a template: {message}"
    elif isinstance(error, RecursionError):
        message = "goes round in circles, or is nested too deep"
    raise AdrError(f"{where}: {message}", hint) from error


_HELP = "docs/templates.md says what a template may use"


def _place(error: Exception) -> str | None:
    """The innermost line of a template in an error's traceback, which jinja2 has put in terms of templates."""
    found = None
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found = f"{code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _near(message: str, sandbox: Sandbox, values: Mapping[str, object]) -> str:
    """What a template may have meant by a name that nobody knows."""
    match = _UNKNOWN.search(message)
    if match is None:
        return _HELP
    known = {
        "variable": sorted(values),
        "attribute": ["option", "why_not"],
        "filter": sorted(name for name in sandbox.filters if not name.startswith("_")),
    }[str(match.lastgroup)]
    close = difflib.get_close_matches(match[str(match.lastgroup)], known, 1, 0.5)
    listing = f"a template knows {', '.join(known)}"
    return f"did you mean {close[0]!r}? {listing}" if close else listing
