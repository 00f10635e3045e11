"""Renders a template of somebody else's: jinja2's sandbox with a budget, and files from one folder only."""

from __future__ import annotations

import difflib
import re
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
from adr_kit.workspace.templates.budget import Budget

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
_FILTERS = """
    abs capitalize count d default dictsort e escape first float groupby int items last length list lower map max min
    reject rejectattr reverse round select selectattr sort string title tojson trim truncate unique upper urlencode
"""
_UNKNOWN = re.compile(r"^'(?P<name>\w+)' is undefined|no attribute '(?P<attribute>\w+)'")
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
        """The text of a template and the path that messages show."""
        file = self.folder.joinpath(*split_template_path(template))
        if not file.is_file() or not file.resolve().is_relative_to(self.folder.resolve()):
            raise TemplateNotFound(template)
        return read(file), f"{self.shown}{template}", None


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
            finalize=lambda value: "" if value is None else value,
        )
        self.budget = Budget()
        self.used = set() if used is None else used
        self.context_class = _WatchedContext
        self.globals = {"range": self.budget.range, "namespace": self.globals["namespace"]}
        self.filters = {name: FILTERS[name] for name in _FILTERS.split()} | {
            "_each": self.budget.each,
            "_join": self.budget.join,
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
        if isinstance(obj, BuiltinMethodType):
            return obj.__name__ in _METHODS.split()
        return super().is_safe_callable(obj)

    def call(self, context: Context, obj: object, /, *args: object, **kwargs: object) -> object:
        """Call something, for a step of the budget."""
        self.budget.step()
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
        return super().call_binop(context, operator, left, right)


class _WatchedContext(Context):
    """Remembers which variables a template asked for."""

    def resolve_or_missing(self, key: str) -> object:
        """The value of a variable."""
        if isinstance(self.environment, Sandbox):
            self.environment.used.add(key)
        return super().resolve_or_missing(key)


def render(sandbox: Sandbox, name: str, values: Mapping[str, object]) -> str:
    """The text that a template of the sandbox's folder makes of some values.

    Raises:
        AdrError: the template is wrong, asks for something unknown, or does too much; with the line where.
    """
    pieces: list[str] = []
    size = 0
    try:
        for piece in sandbox.get_template(name).generate(dict(values)):
            size += len(piece)
            if size > MAX_OUTPUT:
                raise SecurityError(f"a text of more than {MAX_OUTPUT // 1024} KB")
            pieces.append(piece)
    except _FAULTS as error:
        _explain(error, sandbox, name, values)
    return "".join(pieces)


def _explain(error: Exception, sandbox: Sandbox, name: str, values: Mapping[str, object]) -> NoReturn:
    shown = sandbox.loader.shown if isinstance(sandbox.loader, FolderLoader) else ""
    if isinstance(error, TemplateSyntaxError):
        raise AdrError(f"{error.filename or shown + name}:{error.lineno}: {error.message}", _HELP) from error
    where = _place(error) or shown + name
    if isinstance(error, UndefinedError):
        raise AdrError(f"{where}: {error.message}", _near(str(error.message), values)) from error
    if isinstance(error, TemplateNotFound):
        raise AdrError(f"{where}: there is no template {error.name!r} beside it") from error
    if isinstance(error, SecurityError):
        raise AdrError(f"{where}: not allowed in a template: {error.message}", _HELP) from error
    if isinstance(error, RecursionError):
        raise AdrError(f"{where}: goes round in circles") from error
    raise AdrError(f"{where}: {error}", _HELP) from error


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


def _near(message: str, values: Mapping[str, object]) -> str:
    match = _UNKNOWN.search(message)
    known = sorted(values) if match and match["name"] else ["option", "why_not"]
    asked = (match["name"] or match["attribute"]) if match else ""
    close = difflib.get_close_matches(asked, known, 1, 0.5)
    listing = f"a template knows {', '.join(known)}"
    return f"did you mean {close[0]!r}? {listing}" if close else listing
