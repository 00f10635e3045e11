"""A plan is written whole or not at all, and a file keeps what it is besides its bytes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from adr_kit.change.model import Change, Plan
from adr_kit.errors import AdrError
from adr_kit.workspace.files import file_names
from adr_kit.workspace.writing import transaction, write

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes and symlinks")


def change(path: str, before: bytes | None, after: bytes | None, moved_from: str | None = None) -> Change:
    return Change(PurePosixPath(path), before, after, PurePosixPath(moved_from) if moved_from else None)


def carry_out(root: Path, *changes: Change) -> list[str]:
    with transaction(root) as repaired:
        assert not repaired
        return [str(path) for path in write(root, Plan(changes))]


def tree(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(root.rglob("*")) if file.is_file()}


def fill(root: Path, **files: bytes) -> None:
    for name, data in files.items():
        (root / f"{name}.md").write_bytes(data)


def test_files_are_made_changed_renamed_and_removed(tmp_path: Path) -> None:
    fill(tmp_path, a=b"a", b=b"b", c=b"c", same=b"same")
    changed = carry_out(
        tmp_path,
        change("new/deep/n.md", None, b"n"),
        change("a.md", b"a", b"A"),
        change("b2.md", b"b", b"B", "b.md"),
        change("c.md", b"c", None),
        change("same.md", b"same", b"same"),
    )
    assert tree(tmp_path) == {"a.md": b"A", "b2.md": b"B", "new/deep/n.md": b"n", "same.md": b"same"}
    assert changed == ["new/deep/n.md", "a.md", "b.md", "b2.md", "c.md"]


def test_names_can_be_moved_along_and_swapped(tmp_path: Path) -> None:
    fill(tmp_path, a=b"1", b=b"2", c=b"3")
    carry_out(
        tmp_path,
        change("b.md", b"1", b"one", "a.md"),
        change("c.md", b"2", b"2", "b.md"),
        change("a.md", b"3", b"3", "c.md"),
    )
    assert tree(tmp_path) == {"a.md": b"3", "b.md": b"one", "c.md": b"2"}


def test_a_plan_that_changes_nothing_touches_nothing(tmp_path: Path) -> None:
    fill(tmp_path, a=b"a")
    before = (tmp_path / "a.md").stat()
    assert carry_out(tmp_path, change("a.md", b"a", b"a")) == []
    assert carry_out(tmp_path) == []
    assert (tmp_path / "a.md").stat() == before


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (change("b.md", b"other", b"B"), r"b\.md changed while this command ran"),
        (change("b.md", None, b"new"), r"b\.md exists already"),
        (change("b.md", b"a", b"a", "a.md"), r"exists already"),
        (change("gone.md", b"x", b"y"), r"gone\.md changed"),
        (change("../x.md", None, b"x"), r"leads out"),
        (change(".git/hooks/post-commit", None, b"x"), r"git's own"),
        (change("b.md/c.md", None, b"x"), r"cannot write"),
    ],
)
def test_one_change_that_cannot_be_done_stops_all(tmp_path: Path, bad: Change, message: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    fill(root, a=b"a", b=b"b")
    with pytest.raises(AdrError, match=message):
        carry_out(root, change("a.md", b"a", b"A"), change("made/n.md", None, b"n"), bad)
    assert tree(tmp_path) == {"root/a.md": b"a", "root/b.md": b"b"}
    assert sorted(path.name for path in root.iterdir()) == ["a.md", "b.md"]


@posix
def test_the_mode_is_kept_and_a_new_file_has_the_usual_one(tmp_path: Path) -> None:
    fill(tmp_path, a=b"a", b=b"b")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "b.md").chmod(0o755)
    carry_out(tmp_path, change("a.md", b"a", b"A"), change("b2.md", b"b", b"B", "b.md"), change("n.md", None, b"n"))
    mask = os.umask(0)
    os.umask(mask)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == {"a.md": 0o640, "b2.md": 0o755, "n.md": 0o666 & ~mask}


@posix
def test_a_symlink_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_bytes(b"a")
    for name in ("a.md", "b.md"):
        (tmp_path / name).symlink_to("real/a.md")
    carry_out(tmp_path, change("a.md", b"a", b"A"))
    carry_out(tmp_path, change("c.md", b"A", b"AA", "a.md"), change("b.md", b"A", None))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.md", "real"]
    assert (tmp_path / "c.md").readlink() == Path("real/a.md")
    assert (tmp_path / "real" / "a.md").read_bytes() == b"AA"


@posix
def test_a_symlink_that_leads_out_is_never_written_through(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.md").write_bytes(b"secret")
    (root / "a.md").symlink_to("../secret.md")
    (root / "out").symlink_to("..", target_is_directory=True)
    with pytest.raises(AdrError, match="out of the repository"):
        carry_out(root, change("a.md", b"secret", b"S"))
    with pytest.raises(AdrError, match="leads out"):
        carry_out(root, change("out/n.md", None, b"n"))
    assert tree(tmp_path)["secret.md"] == b"secret"


@posix
def test_two_names_of_one_file_cannot_both_be_changed(tmp_path: Path) -> None:
    fill(tmp_path, a=b"a")
    (tmp_path / "b.md").symlink_to("a.md")
    with pytest.raises(AdrError, match="for one file"):
        carry_out(tmp_path, change("a.md", b"a", b"A"), change("b.md", b"a", b"B"))
    assert (tmp_path / "a.md").read_bytes() == b"a"


def test_a_read_only_file_stops_all_with_one_clear_error(tmp_path: Path) -> None:
    fill(tmp_path, a=b"a")
    file = tmp_path / "src" / "b.md"
    file.parent.mkdir()
    file.write_bytes(b"b")
    file.chmod(0o444)
    with pytest.raises(AdrError, match=r"cannot write src/b\.md: the file is read-only; nothing was changed"):
        carry_out(tmp_path, change("a.md", b"a", b"A"), change("src/b.md", b"b", b"B"))
    assert tree(tmp_path) == {"a.md": b"a", "src/b.md": b"b"}
    file.chmod(0o644)


FULL = """
import resource, signal, sys
from pathlib import Path, PurePosixPath
from adr_kit.change.model import Change, Plan
from adr_kit.errors import AdrError
from adr_kit.workspace.writing import transaction, write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
root = Path(sys.argv[1])
small = Change(PurePosixPath("a.md"), b"a", b"A")
big = Change(PurePosixPath("b.md"), b"b", b"B" * 9000)
try:
    with transaction(root):
        write(root, Plan((small, big)))
except AdrError as error:
    print(error.message)
"""


@posix
def test_a_disk_without_room_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path, a=b"a", b=b"b")
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stdout == "cannot write b.md: File too large; nothing was changed\n"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"a", "b.md": b"b"}


def test_a_rename_that_fails_half_way_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, a=b"a", b=b"b", c=b"c")
    replace = os.replace

    def fails_at_c(source: Path, target: Path) -> None:
        if target.name == "c.md":
            raise PermissionError(1, "Operation not permitted", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fails_at_c)
    plan = (change("n.md", None, b"n"), change("a.md", b"a", b"A"), change("b2.md", b"b", b"b", "b.md"))
    with pytest.raises(AdrError, match=r"cannot write c\.md: Operation not permitted; nothing was changed"):
        carry_out(tmp_path, *plan, change("c.md", b"c", b"C"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.md": b"a", "b.md": b"b", "c.md": b"c"}


MANY = """
import sys
from pathlib import Path, PurePosixPath
from adr_kit.change.model import Change, Plan
from adr_kit.workspace.files import file_names
from adr_kit.workspace.writing import transaction, write
root, log = Path(sys.argv[1]), PurePosixPath("adr")
with transaction(root, log, who=f"adr new {sys.argv[2]}"):
    number = 1 + max((int(path.name[:4]) for path in file_names(root, log)), default=0)
    write(root, Plan((Change(log / f"{number:04d}-x.md", None, sys.argv[2].encode()),)))
"""


def test_fifty_processes_at_once_take_fifty_numbers(tmp_path: Path) -> None:
    (tmp_path / "adr").mkdir()
    running = [subprocess.Popen([sys.executable, "-c", MANY, str(tmp_path), str(n)]) for n in range(50)]
    assert [process.wait() for process in running] == [0] * 50
    names = [path.name for path in file_names(tmp_path, PurePosixPath("adr"))]
    assert names == [f"{number:04d}-x.md" for number in range(1, 51)]
    assert sorted(int((tmp_path / "adr" / name).read_bytes()) for name in names) == list(range(50))
