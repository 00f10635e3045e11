"""A site that is built anew after edits is the one that a first build makes, byte for byte."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from adr_kit.site.model import Setting
from adr_kit.workspace.publish import publish
from adr_kit.workspace.templates.pages import PageWriter
from effort import at_most
from sites import nygard, site_of

if TYPE_CHECKING:
    from command_line import Adr, Repo

Edit: TypeAlias = "tuple[str, str | None] | Setting"
NAMES = (
    "0001-a.md",
    "0002-b.md",
    "0003-c.md",
    "0004-d.md",
    "0005-e.md",
    "0006-f.md",
    "0007-g.md",
    "0008-h.md",
    "README.md",
)
WRITER = PageWriter()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


SAID = (
    "Accepted",
    "Proposed",
    "Rejected",
    "Superseded",
    "Partly superseded",
    "Superseded by [x]({})",
    "Accepted\n\nAmends [x]({})",
    "Accepted\n\nSupersedes [x]({})",
    "Accepted\n\nSupersedes in part [x]({})",
    "Accepted\n\nDepends on [x]({})",
)
MORE = ("", "See [it]({}).", "See [it](../adr/{}) and ADR-3.", "![p]({})", "- [ ] Who?")
OTHERS = st.sampled_from((*NAMES * 2, "gone.md", "notes.txt", "", "."))
TREES = st.sets(st.sampled_from(("docs/adr/notes.txt", "docs/adr/gone.md", "src/a.py"))).map(frozenset)
SETTINGS = st.builds(
    Setting,
    as_of=st.sampled_from((None, dt.date(2021, 1, 1), dt.date(2021, 1, 9))),
    tree=st.none() | TREES,
    url=st.sampled_from(("", "https://x.example")),
)


@st.composite
def texts(draw: st.DrawFn, name: str) -> str:
    """A record, in which everything that it may say of another occurs."""
    title = draw(st.sampled_from(("Tea", "Use café < tea", "変更")))
    text = nygard(
        draw(st.integers(1, 9)) if name == "README.md" else int(name[:4]),
        title,
        draw(st.sampled_from(SAID)).format(draw(OTHERS)),
        date=f"2020-0{draw(st.integers(1, 3))}-01",
        more=f"\n{draw(st.sampled_from(MORE))}\n".format(draw(OTHERS)),
    )
    return f"---\ntags: [{draw(st.sampled_from('abB'))}]\n---\n{text}" if draw(st.booleans()) else text


LOGS = st.fixed_dictionaries({name: texts(name) for name in NAMES})
EDITS = st.one_of(
    st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), st.none() | texts(name))),
    SETTINGS,
)


@settings(max_examples=20, deadline=None)
@given(LOGS, st.lists(EDITS, min_size=3, max_size=6))
def test_a_build_after_any_edits_is_a_first_build(log: dict[str, str], edits: list[Edit]) -> None:
    setting = Setting()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        publish(root / "again", site_of({**log}, setting), WRITER, root, jobs=1)
        for edit in edits:
            if isinstance(edit, Setting):
                setting = edit
            else:
                log = {**log, **({} if edit[1] is None else {edit[0]: edit[1]})}
                log = {one: text for one, text in log.items() if (one, None) != edit}
            again = publish(root / "again", site_of({**log}, setting), WRITER, root, jobs=1)
            first = publish(root / "first", site_of({**log}, setting), WRITER, root, jobs=1)
            assert tree(root / "again") == tree(root / "first")
            assert (again.problems, again.troubles) == (first.problems, first.troubles)
            shutil.rmtree(root / "first")


def test_only_what_an_edit_touches_is_made_again(tmp_path: Path) -> None:
    log: dict[str, str | bytes] = {f"{n:04d}-x.md": nygard(n, f"Use {n}") for n in range(1, 9)}
    publish(tmp_path, site_of(log), WRITER, tmp_path, jobs=1)
    same = publish(tmp_path, site_of(log), WRITER, tmp_path, jobs=1)
    assert (same.made, same.written) == (0, ())
    done = publish(tmp_path, site_of({**log, "0003-x.md": nygard(3, "Use three")}), WRITER, tmp_path, jobs=1)
    pages = {path for path in done.written if path.parts[0] == "records" and path.suffix == ".html"}
    assert pages == {PurePosixPath(f"records/000{n}-x.html") for n in (2, 3, 4)}


def test_the_page_of_a_topic_takes_as_much_work_as_it_has_records() -> None:
    many = 400
    log: dict[str, str | bytes] = {f"{n:04d}-x.md": f"---\ntags: [a]\n---\n{nygard(n, 'X')}" for n in range(many)}
    (page,) = (page for page in site_of(log).pages if page.path == PurePosixPath("tags/a.html"))
    said = page.content().context
    with at_most(many * 400):  # to look at all of them for each is two million calls
        assert WRITER.write(page.template, said).count(b"<li data-state") == many


def test_history_is_shown_as_it_is_now(repo: Repo, adr: Adr) -> None:
    for n in range(1, 5):
        repo.write(f"docs/adr/000{n}-x.md", nygard(n, f"Use {n}"))
    repo.commit("All")
    for name, text in (
        ("docs/adr/0002-x.md", nygard(2, "Use 2", "Superseded by [3](0003-x.md)")),
        ("docs/adr/0003-x.md", nygard(3, "Use tea", "Accepted\n\nSupersedes [2](0002-x.md)")),
        ("docs/adr/0005-y.md", nygard(5, "New", "Proposed")),
        ("README.md", "# A project\n"),
        (".mailmap", "Somebody Else <else@example.org> <ada@example.org>\n"),
    ):
        repo.write(name, text)
        for commit in (False, True):
            if commit:
                repo.commit(f"Change {name}")
            adr("site", "build", "--out", "again").ok()
            adr("site", "build", "--out", "first").ok()
            assert tree(repo.path / "again") == tree(repo.path / "first")
            shutil.rmtree(repo.path / "first")
