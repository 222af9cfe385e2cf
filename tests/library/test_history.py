"""Dates out of git's history, in real repositories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Folder, commit, git

from xuncha_site.library.history import history
from xuncha_site.problems import Code

Make = Callable[..., Folder]
FOLDERS = ("data", "content")


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_each_file_has_its_first_and_last_day(tmp_path: Path) -> None:
    for day, name in (("2023-01-02", "data/a.yml"), ("2023-05-06", "data/b.yml"),
                      ("2024-03-04", "data/a.yml"), ("2024-04-01", "README.md")):  # fmt: skip
        write(tmp_path, name, day)
        commit(tmp_path, day=day)
    past = history(tmp_path, FOLDERS)
    assert {name: (r.first, r.last) for name, r in past.files.items()} == {
        "data/a.yml": ("2023-01-02", "2024-03-04"),
        "data/b.yml": ("2023-05-06", "2023-05-06"),
    }
    assert past.newest == date(2024, 3, 4)
    assert past.reason == ""


@pytest.mark.parametrize("name", ["data/案例/食堂 二.yml", "data/a'\"b.yml", "data/a\tb.yml"])
def test_any_file_name_is_found_again(name: str, tmp_path: Path) -> None:
    write(tmp_path, name, "a")
    commit(tmp_path)
    assert list(history(tmp_path, FOLDERS).files) == [name]


def test_a_library_in_a_sub_folder_has_names_relative_to_it(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    write(root, "data/a.yml", "a")
    write(tmp_path, "data/other.yml", "a")
    commit(tmp_path)
    assert list(history(root, FOLDERS).files) == ["data/a.yml"]


def test_one_commit_of_many_files_dates_them_all(tmp_path: Path) -> None:
    for name in ("data/a.yml", "data/b.yml", "content/c.md"):
        write(tmp_path, name, name)
    commit(tmp_path, day="2024-02-03")
    files = history(tmp_path, FOLDERS).files
    assert {(r.first, r.last) for r in files.values()} == {("2024-02-03", "2024-02-03")}
    assert sorted(files) == ["content/c.md", "data/a.yml", "data/b.yml"]


def test_the_day_is_that_of_the_author_in_the_commits_own_time_zone(tmp_path: Path) -> None:
    write(tmp_path, "data/a.yml", "a")
    commit(tmp_path, day="2024-02-03")  # noon at +08:00; the tests run in UTC
    git(tmp_path, "commit", "--amend", "--quiet", "--no-edit", "--date=2024-02-04T01:00:00+08:00")
    assert history(tmp_path, FOLDERS).files["data/a.yml"].last == "2024-02-04"


def test_a_file_that_is_not_committed_has_no_dates(library_folder: Make) -> None:
    folder = library_folder().commit()
    text = folder.read("data/cases/shitang-2024.yml")
    library = folder.write({"data/cases/xin-2024.yml": text}).open().library
    assert library
    assert library.entries["cases/xin-2024"].revisions is None
    known = library.entries["cases/shitang-2024"].revisions
    assert known
    assert known.last == "2024-05-01"


@pytest.mark.parametrize("initialised", [False, True])
def test_no_repository_or_no_commit_is_said_once(initialised: bool, library_folder: Make) -> None:
    folder = library_folder()
    if initialised:
        git(folder.path, "init", "--quiet")
    opened = folder.open()
    assert [p.code for p in opened.problems] == [Code.NO_HISTORY]
    assert opened.library
    assert all(entry.revisions is None for entry in opened.library.entries.values())


def test_a_shallow_clone_tells_no_dates(library_folder: Make, tmp_path: Path) -> None:
    folder = library_folder().commit().write({"data/note.txt": "a"}).commit()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{folder.path}", str(clone))
    past = history(clone, FOLDERS)
    assert (past.files, past.reason) == ({}, "仓库只有浅克隆")
    full = tmp_path / "full"
    git(tmp_path, "clone", "--quiet", f"file://{folder.path}", str(full))
    assert history(full, FOLDERS).reason == ""


def test_without_git_there_are_no_dates_and_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert history(tmp_path, FOLDERS).reason == "没有装 git"
