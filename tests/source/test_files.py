"""Files as they come from editors: encodings, ends of lines, links, litter."""

from __future__ import annotations

from pathlib import Path

import pytest

from source.kit import parsed, scalar
from xuncha_site.problems import Code, Problem
from xuncha_site.source import (
    MAX_BYTES,
    Source,
    read,
    walk,
)


def write(tmp_path: Path, raw: bytes) -> tuple[Source | None, list[Problem]]:
    path = tmp_path / "data" / "a.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw)
    return read(tmp_path, path)


def test_a_byte_order_mark_and_crlf_are_read_over(tmp_path: Path) -> None:
    source, problems = write(tmp_path, "\ufeff标题: 甲\r\n摘要: 乙\r\n".encode())
    assert not problems
    assert source == Source("data/a.yml", "标题: 甲\n摘要: 乙\n")


def test_a_lone_carriage_return_is_a_line_end(tmp_path: Path) -> None:
    source, _ = write(tmp_path, "标题: 甲\r摘要: 乙\r".encode())
    assert source
    assert scalar(parsed(source.text), "摘要").line == 2


def test_the_largest_file_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    start = "标题: 甲\n".encode()
    assert write(tmp_path, start + b"#" * (MAX_BYTES - len(start)))[1] == []
    source, problems = write(tmp_path, start + b"#" * (MAX_BYTES - len(start) + 1))
    assert source is None
    assert [p.code for p in problems] == [Code.FILE_LIMIT]


@pytest.mark.parametrize(
    ("raw", "words", "line", "column"),
    [
        ("标题: 甲\n摘要: 结余没有入账\n".encode("gb18030"), "GBK", 1, 1),
        ("# a\nb: 食堂的第二本账\n".encode("gb18030"), "GBK", 1, 1),
        ("标题: 甲".encode("utf-16"), "UTF-16", 1, 1),
        ("标题: 结余".encode() + b"\xe9\n", "不是 UTF-8 的字节", 1, 7),
        ("\ufeff标题: 结余".encode() + b"\xe9\n", "不是 UTF-8 的字节", 1, 7),
        # Chinese in UTF-8 is valid GBK often enough: one stray byte must not make it GBK.
        ("标题: 结余\n摘要: 甲乙".encode() + b"\xa3\xac\n", "不是 UTF-8 的字节", 2, 7),
    ],
)
def test_bytes_that_are_not_utf8_are_named_and_located(
    raw: bytes, words: str, line: int, column: int, tmp_path: Path
) -> None:
    source, problems = write(tmp_path, raw)
    assert source is None
    assert [(p.code, p.where.line, p.where.column) for p in problems] == [
        (Code.NOT_UTF8, line, column)
    ]
    assert words in problems[0].fault


def test_each_control_character_is_told_and_the_rest_still_read(tmp_path: Path) -> None:
    source, problems = write(tmp_path, b"a: 1\x08\nb: \x00\nc: 3\n")
    assert [(p.code, p.where.line, p.where.column) for p in problems] == [
        (Code.CONTROL_CHARACTER, 1, 5),
        (Code.CONTROL_CHARACTER, 2, 4),
    ]
    assert source
    assert scalar(parsed(source.text), "c").text == "3"


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, b"a: 1\n")
    link = tmp_path / "data" / "b.yml"
    link.symlink_to("a.yml")
    assert read(tmp_path, link) == (Source("data/b.yml", "a: 1\n"), [])


@pytest.mark.parametrize("target", ["../secret.yml", "/etc/hostname", "../data2/a.yml"])
def test_a_link_out_of_the_folder_is_refused(target: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("a: 1\n")
    (tmp_path / "data2").mkdir()
    (tmp_path / "data2" / "a.yml").write_text("a: 1\n")
    (tmp_path / "data").mkdir()
    link = tmp_path / "data" / "a.yml"
    link.symlink_to(target)
    source, problems = read(tmp_path, link)
    assert source is None
    assert [p.code for p in problems] == [Code.SYMLINK_OUTSIDE]


def test_a_circle_of_links_and_a_folder_are_told_not_raised(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "folder.yml").mkdir(parents=True)
    (data / "a.yml").symlink_to("b.yml")
    (data / "b.yml").symlink_to("a.yml")
    for name in ("a.yml", "folder.yml"):
        source, problems = read(tmp_path, data / name)
        assert source is None
        assert [p.code for p in problems] == [Code.UNREADABLE_FILE]


def test_walk_is_sorted_and_passes_over_what_office_software_leaves(tmp_path: Path) -> None:
    names = ["b.yml", "a.yml", "~$a.docx", ".~lock.a.ods#", "Thumbs.db", ".DS_Store", "desktop.ini"]
    for folder in ("data", "data/x", "data/.git"):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path, "data")]
    assert found == ["data/a.yml", "data/b.yml", "data/x/a.yml", "data/x/b.yml"]


def test_walk_does_not_enter_a_linked_folder_but_names_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.yml").touch()
    (tmp_path / "data" / "x").symlink_to("../outside")
    assert list(walk(tmp_path, "data")) == [tmp_path / "data" / "x"]
