"""A log's folder as it lies on disk: what is read, what is left out, and what a file can do to its reader."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from adr_kit.errors import AdrError
from adr_kit.workspace import files
from adr_kit.workspace.files import file_names, on_disk, read_file, read_folder

LOG = PurePosixPath("docs/adr")
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file names and symlinks")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    top = tmp_path / "root"
    (top / LOG).mkdir(parents=True)
    return top


def put(root: Path, name: str, data: bytes = b"# One\n") -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def names(root: Path, folder: PurePosixPath = LOG) -> list[str]:
    contents = read_folder(root, folder)
    assert not contents.problems
    return [str(path.relative_to(folder)) for path, _ in contents.files]


def test_markdown_files_are_read_recursively_in_the_order_of_their_paths(root: Path) -> None:
    for name in ("b.md", "a/0002-x.MD", "a/0001-y.markdown", "a-b.mdx", "templates/t.md", "note.txt", "image.md.png"):
        put(root, f"docs/adr/{name}", name.encode())
    contents = read_folder(root, LOG)
    assert [(str(path), data) for path, data in contents.files] == [
        (f"docs/adr/{name}", name.encode())
        for name in ("a/0001-y.markdown", "a/0002-x.MD", "a-b.mdx", "b.md", "templates/t.md")
    ]


def test_hidden_and_vendor_folders_and_hidden_files_are_left_out(root: Path) -> None:
    for name in (
        ".git/x.md",
        ".obsidian/x.md",
        "node_modules/p/x.md",
        "Vendor/x.md",
        "_site/x.md",
        ".x.md",
        "kept/y.md",
    ):
        put(root, f"docs/adr/{name}")
    assert names(root) == ["kept/y.md"]


def test_a_log_in_a_hidden_or_vendor_folder_is_read_where_it_is_named(root: Path) -> None:
    put(root, ".decisions/build/x.md")
    put(root, ".decisions/y.md")
    assert names(root, PurePosixPath(".decisions")) == ["y.md"]
    assert names(root, PurePosixPath(".decisions/build")) == ["x.md"]


def test_the_root_itself_can_be_the_log(root: Path) -> None:
    put(root, "0001-x.md")
    assert [str(path) for path in file_names(root, PurePosixPath())] == ["0001-x.md"]
    assert names(root, PurePosixPath()) == ["0001-x.md"]


@posix
def test_a_symlinked_file_is_read_where_it_stays_inside(root: Path, tmp_path: Path) -> None:
    put(root, "elsewhere/0001-x.md", b"inside")
    put(tmp_path, "secret.md", b"outside")
    (root / LOG / "0001-x.md").symlink_to("../../elsewhere/0001-x.md")
    (root / LOG / "0002-y.md").symlink_to(tmp_path / "secret.md")
    (root / LOG / "0003-gone.md").symlink_to("nowhere.md")
    (root / LOG / "0004-loop.md").symlink_to("0004-loop.md")
    contents = read_folder(root, LOG)
    assert [(path.name, data) for path, data in contents.files] == [("0001-x.md", b"inside")]
    assert [problem.file.name for problem in contents.problems] == ["0002-y.md", "0003-gone.md", "0004-loop.md"]
    assert "out of the repository" in contents.problems[0].message


@posix
def test_symlinked_folders_are_not_followed_so_that_no_loop_has_an_end(root: Path) -> None:
    put(root, "docs/adr/a/0001-x.md")
    (root / LOG / "a" / "again").symlink_to("..", target_is_directory=True)
    (root / LOG / "folder.md").symlink_to("a", target_is_directory=True)
    assert names(root) == ["a/0001-x.md"]


@posix
def test_the_log_folder_may_be_a_symlink_that_stays_inside(root: Path, tmp_path: Path) -> None:
    put(root, "shared/0001-x.md")
    (root / "adr").symlink_to("shared", target_is_directory=True)
    assert names(root, PurePosixPath("adr")) == ["0001-x.md"]
    put(tmp_path, "other/0001-x.md")
    (root / "out").symlink_to(tmp_path / "other", target_is_directory=True)
    with pytest.raises(AdrError, match="symlink"):
        read_folder(root, PurePosixPath("out"))
    assert file_names(root, PurePosixPath("out")) == ()


@posix
def test_a_pipe_and_a_folder_that_are_called_markdown_stop_nobody(root: Path) -> None:
    os.mkfifo(root / LOG / "0001-pipe.md")
    put(root, "docs/adr/0002-folder.md/0003-x.md")
    contents = read_folder(root, LOG)
    assert [path.name for path, _ in contents.files] == ["0003-x.md"]
    assert [problem.message for problem in contents.problems] == ["is not a regular file"]


def test_a_file_that_is_too_big_is_a_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT", 10)
    put(root, "docs/adr/big.md", b"x" * 11)
    put(root, "docs/adr/fits.md", b"x" * 10)
    contents = read_folder(root, LOG)
    assert [path.name for path, _ in contents.files] == ["fits.md"]
    assert [problem.file.name for problem in contents.problems] == ["big.md"]


def test_what_may_not_be_read_is_a_problem_and_hides_nothing_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "b.md", "closed/c.md", "open/d.md"):
        put(root, f"docs/adr/{name}")
    really_open, really_scan = os.open, os.scandir

    def forbid(path: Path) -> Path:  # root may read everything, so a mode would not do
        if path.name in ("a.md", "closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return path

    monkeypatch.setattr(os, "open", lambda path, flags: really_open(forbid(path), flags))
    monkeypatch.setattr(os, "scandir", lambda path: really_scan(forbid(path)))
    contents = read_folder(root, LOG)
    assert [path.name for path, _ in contents.files] == ["b.md", "d.md"]
    assert [(problem.file.name, problem.message) for problem in contents.problems] == [
        ("a.md", "cannot be read: Permission denied"),
        ("closed", "cannot be listed: Permission denied"),
    ]


@posix
def test_a_name_that_is_not_utf8_survives(root: Path) -> None:
    name = os.fsdecode(b"0001-caf\xe9.md")
    try:
        put(root, f"docs/adr/{name}")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert names(root) == [name]


def test_a_folder_that_is_not_there_says_what_to_do(root: Path) -> None:
    with pytest.raises(AdrError) as caught:
        read_folder(root, PurePosixPath("nowhere"))
    assert caught.value.hint is not None
    assert file_names(root, PurePosixPath("nowhere")) == ()


@pytest.mark.parametrize("name", ["../x.md", "/etc/passwd", "a/../../x.md", ".git/hooks/x.md", "a/.GIT/x"])
def test_a_path_out_of_the_root_or_into_git_is_refused(root: Path, name: str) -> None:
    with pytest.raises(AdrError):
        on_disk(root, PurePosixPath(name))


def test_one_file_is_read_or_named(root: Path) -> None:
    put(root, "docs/adr/x.md", b"text")
    assert read_file(root, LOG / "x.md") == b"text"
    with pytest.raises(AdrError, match=r"y\.md cannot be read"):
        read_file(root, LOG / "y.md")
