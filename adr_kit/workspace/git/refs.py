"""Branches and tags: what there is, and which of them HEAD is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.process import act, ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adr_kit.workspace.git.repository import Repository

_HEADS = "refs/heads/"


def all_refs(repository: Repository) -> tuple[Mapping[str, str], str]:
    """Every branch, remote-tracking branch, tag and the stash, from one process.

    Returns:
        Full name to the object's name, with ``HEAD`` where it is detached, here or in another work tree; and why
        nothing could be seen ("" where it could).
    """
    spaces = ("refs/heads", "refs/remotes", "refs/tags", "refs/stash")
    answer = ask(repository, "for-each-ref", "--format=%(objectname) %(refname)", *spaces)
    refs: dict[str, str] = {}
    for line in answer.out.decode("utf-8", "surrogateescape").split("\n"):
        name, _, ref = line.partition(" ")
        if ref:
            refs[ref] = name
    if answer.ok:
        refs |= _detached(repository)
    return refs, answer.why


def fetch(repository: Repository | None) -> None:
    """Ask every remote for its branches, with the user's own settings: the one thing here that uses the network.

    Raises:
        AdrError: there is no repository, or git could not reach a remote; with what it said.
    """
    if repository is None:
        raise AdrError("there is no git repository to fetch into", "leave --fetch out")
    done = act(repository, "fetch", "--all", "--quiet", "--no-recurse-submodules")
    if not done.ok:
        hint = "without --fetch, numbers count as they were when it last worked"
        raise AdrError(f"git fetch did not work: {done.said or done.why}", hint)


def short_name(ref: str) -> str:
    """A reference as people say it: ``main``, ``origin/queue``, ``tag v1``."""
    for space, said in ((_HEADS, ""), ("refs/remotes/", ""), ("refs/tags/", "tag "), ("refs/", "")):
        if ref.startswith(space):
            return said + ref.removeprefix(space)
    return ref


def current_branch(repository: Repository) -> str | None:
    """The branch that HEAD is on, also before its first commit; None where it is detached."""
    head = repository.head
    if head == f"{_HEADS}.invalid":  # what the reftable format leaves there for those who read files
        head = ask(repository, "symbolic-ref", "--quiet", "HEAD").out.decode("utf-8", "surrogateescape").strip()
    return head.removeprefix(_HEADS) if head.startswith(_HEADS) else None


def _detached(repository: Repository) -> dict[str, str]:
    """The commits that a work tree is on without a branch; git's own files say it."""
    found: dict[str, str] = {}
    try:
        others = sorted((repository.common_dir / "worktrees").iterdir())
    except OSError:
        others = []
    for place, name in ((repository.git_dir, "HEAD"), *((other, f"HEAD of {other.name}") for other in others)):
        try:
            text = (place / "HEAD").read_text(encoding="utf-8", errors="surrogateescape").strip()
        except OSError:
            continue
        if len(text) in (40, 64) and all(c in "0123456789abcdef" for c in text):
            found[name] = text
    return found
