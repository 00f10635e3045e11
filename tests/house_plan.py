"""The plan of the house, read from its document and compared with the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house import House


def plan_of(document: str, package: str) -> dict[str, str]:
    """The tree in a document's first fenced block that begins with the package: path -> what it says about it.

    Two spaces a level; a folder ends with ``/``; what follows two or more spaces after the name is its line.
    """
    block = next(part for part in document.split("```")[1::2] if part.partition("\n")[2].startswith(f"{package}/"))
    plan: dict[str, str] = {}
    folders: list[str] = []
    for line in block.splitlines()[2:]:
        depth = (len(line) - len(line.lstrip())) // 2
        name, _, says = line.strip().partition("  ")
        if not name or depth == 0:
            break
        folders = folders[: depth - 1]
        plan["".join([*folders, name])] = says.strip()
        if name.endswith("/"):
            folders.append(name)
    return plan


def on_the_plan(house: House, plan: dict[str, str]) -> Iterator[str]:
    """Every module and folder is on the plan with a line, and nothing else is."""
    files = {m.file for m in house.modules.values()}
    rooms = {file for file in files if not file.endswith("__init__.py")}
    rooms |= {file.removesuffix("__init__.py") for file in files if file.endswith("/__init__.py")}
    for path in sorted(rooms - plan.keys()):
        yield f"{house.package}/{path} is not on the plan; give it a line in docs/architecture.md"
    for path in sorted(plan.keys() - rooms):
        yield f"docs/architecture.md: there is no {house.package}/{path}; take its line out, or write it"
    for path in sorted(path for path, says in plan.items() if not says):
        yield f"docs/architecture.md: say in a line what {house.package}/{path} is for"
