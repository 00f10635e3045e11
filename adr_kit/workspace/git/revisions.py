"""Which commit a revision is; and where it is none, what it is instead, or what was probably meant."""

from __future__ import annotations

import difflib
import re
import shlex
from typing import TYPE_CHECKING

from adr_kit.errors import AdrError
from adr_kit.workspace.git.objects import BROKEN, next_step
from adr_kit.workspace.git.process import NOT_INSTALLED, ask
from adr_kit.workspace.git.refs import all_refs, current_branch, short_name

if TYPE_CHECKING:
    from adr_kit.workspace.git.repository import Repository

_FULL_NAME = re.compile(r"(?:[0-9a-f]{40}|[0-9a-f]{64})\Z")
_NO_SUCH = ("Needed a single revision", "unknown revision", "bad revision", "ambiguous argument")
_NOT_REMEMBERED = ("log for ", "no upstream configured", "upstream branch ")  # v1@{9}, v1@{upstream}
_STEP = re.compile(r"[~^:]|@\{")  # where in main~3, main^2, main:docs and main@{1} the name ends
_KINDS = {"tree": "a folder", "blob": "a file"}


def commit_of(repository: Repository, revision: str) -> str:
    """The full name of the commit that a revision (a branch, a tag, ``HEAD~3``, a date) means.

    Raises:
        AdrError: there is none, or git cannot look.
    """
    name, why = _resolved(repository, f"{revision}^{{commit}}")
    if _FULL_NAME.match(name):
        return name
    named = _resolved(repository, revision)[0]
    if named and not _FULL_NAME.match(revision):
        name = _resolved(repository, f"{named}^{{commit}}")[0]  # `:/words` takes all that follows for words
        if name:
            return name
        raise _no_commit(repository, revision, named)
    if revision == "HEAD" and any(words in why for words in _NO_SUCH):
        raise _no_commits(repository)
    if any(words in why for words in _NO_SUCH):
        raise AdrError(f"there is no revision {revision!r}", _probably(repository, revision))
    if why.startswith(_NOT_REMEMBERED):
        raise AdrError(f"there is no revision {revision!r}: {why}", "git reflog and git branch -avv show what there is")
    raise AdrError(f"{revision}: {why or 'git names no commit'}", _next_step(repository, why))


def commits_between(repository: Repository, old: str, new: str) -> frozenset[str]:
    """The commits that one commit has and another (both by their full names) has not.

    Raises:
        AdrError: git cannot look.
    """
    answer = ask(repository, "rev-list", new, f"^{old}")
    if not answer.ok:
        raise AdrError(f"{old[:9]}..{new[:9]}: {answer.why}", next_step(answer.why))
    return frozenset(answer.out.decode("ascii", "replace").split())


def _resolved(repository: Repository, words: str) -> tuple[str, str]:
    """The object that git takes some words for, and why it takes them for none."""
    answer = ask(repository, "rev-parse", "--verify", "--end-of-options", words)
    return (answer.out.decode("ascii", "replace").strip().rpartition("\n")[2] if answer.ok else ""), answer.why


def _no_commits(repository: Repository) -> AdrError:
    """Why HEAD means nothing: nothing was ever committed, or not on this branch, or its file is damaged."""
    branch = current_branch(repository)
    if branch is not None and (repository.common_dir / "refs" / "heads" / branch).is_file():
        return AdrError(f"the branch {branch} names no commit", BROKEN)
    others = [short_name(ref).removeprefix("tag ") for ref in all_refs(repository)[0]]
    if branch is not None and others:
        return AdrError(f"there are no commits on {branch} yet", f"name a commit, such as {others[0]}, or git commit")
    return AdrError("there are no commits yet", "git commit, then ask again")


def _no_commit(repository: Repository, revision: str, named: str) -> AdrError:
    """What has a name, but is no commit: a file or a folder, else something that is damaged or missing."""
    kind = ask(repository, "cat-file", "-t", f"{named}^{{}}").out.decode("ascii", "replace").strip()
    if kind not in _KINDS:
        return AdrError(f"{revision} is {named[:9]}, which is no commit that git can read", BROKEN)
    base, step = _parted(revision)
    hint = f"name the commit alone: {base}" if base and step else "git log --oneline --all shows the commits"
    return AdrError(f"{revision} is {_KINDS[kind]}, no commit", hint)


def _probably(repository: Repository, revision: str) -> str:
    """What to try in place of a revision that does not exist."""
    if _FULL_NAME.match(revision):
        return "it is not in this clone: git fetch --all, if it was made elsewhere"
    names = list(dict.fromkeys(short_name(ref).removeprefix("tag ") for ref in all_refs(repository)[0]))
    if not names:
        return "there are no commits yet: git commit, then ask again"
    base, step = _parted(revision)
    if base in (*names, "HEAD", "@"):
        return f"git log --oneline {shlex.quote(base)} shows what leads to {base}"
    meant = next((name for name in names if name.endswith(f"/{base}")), None) or _close(base, names)
    listing = "git branch -a and git tag show what there is"
    if repository.shallow:
        listing += "; git fetch --unshallow --tags brings what this shallow clone lacks"
    return f"did you mean {meant}{'' if step.startswith(':') else step}? {listing}" if meant else listing


def _parted(revision: str) -> tuple[str, str]:
    """A revision's name and the steps from there: ``main`` and ``~3``."""
    found = _STEP.search(revision)
    end = found.start() if found else len(revision)
    return revision[:end], revision[end:]


def _close(word: str, names: list[str]) -> str | None:
    folded = {name.casefold(): name for name in reversed(names)}
    return next((folded[one] for one in difflib.get_close_matches(word.casefold(), folded, n=1)), None)


def _next_step(repository: Repository, why: str) -> str:
    if why == NOT_INSTALLED:
        return "install git; what needs no history works without it"
    if "safe.directory" in why:
        return f"git config --global --add safe.directory {shlex.quote(str(repository.top))}"
    return next_step(why)
