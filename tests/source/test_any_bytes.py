"""Whatever bytes a file holds, its faults are told, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BASE, Folder
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_file, near_files

from xuncha_site.library import open_library
from xuncha_site.problems import Problem


def assert_located(problems: list[Problem], file: Path, name: str) -> None:
    raw = file.read_bytes()
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for problem in problems:
        if problem.where.file == name:
            assert 1 <= problem.where.line <= len(lines) + 1, problem
            line = lines[min(problem.where.line, len(lines)) - 1]
            assert 1 <= problem.where.column <= len(line) + 2, problem
        assert problem.fault
        assert "\n" not in problem.fault


@pytest.fixture
def changed(library_folder: Callable[..., Folder]) -> Callable[[str, bytes], list[Problem]]:
    """Open the base library with one file replaced; return what is told."""
    folder = library_folder()

    def change(name: str, raw: bytes) -> list[Problem]:
        folder.write({name: raw})
        opened = open_library(folder.path)
        assert opened.stops or opened.library is not None
        assert_located(opened.problems, folder.path / name, name)
        return opened.problems

    return change


@given(raw=any_file)
def test_any_bytes_as_a_record_give_records_or_located_faults(
    raw: bytes, changed: Callable[[str, bytes], list[Problem]]
) -> None:
    # Nothing that random pieces make up has all the keys of a case.
    assert any(problem.stops for problem in changed("data/cases/shitang-2024.yml", raw))


@given(raw=any_file)
@example(raw=b"\xef\xbb\xbf\x00\x80")
def test_any_bytes_as_settings_give_located_faults(
    raw: bytes, changed: Callable[[str, bytes], list[Problem]]
) -> None:
    assert any(problem.stops for problem in changed("data/site.yml", raw))


@given(raw=any_file, whole=st.booleans())
def test_any_bytes_as_a_page_give_a_page_or_located_faults(
    raw: bytes, whole: bool, changed: Callable[[str, bytes], list[Problem]]
) -> None:
    head = "---\n标题: 甲\n---\n".encode() if whole else b""
    changed("content/guidance/ducu.md", head + raw)


@given(raw=any_file)
def test_any_bytes_as_the_ledger_of_addresses_give_located_faults(
    raw: bytes, changed: Callable[[str, bytes], list[Problem]]
) -> None:
    changed("addresses.txt", raw)


@given(raw=near_files, at=st.integers(0, 600))
def test_a_good_record_with_something_put_into_it_never_breaks_the_reading(
    raw: bytes, at: int, changed: Callable[[str, bytes], list[Problem]]
) -> None:
    good = (BASE / "data/cases/shitang-2024.yml").read_bytes()
    changed("data/cases/shitang-2024.yml", good[:at] + raw + good[at:])
