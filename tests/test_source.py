"""Text → values with positions: what is read, what is refused, and where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BASE, Folder
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import AWKWARD, any_file, in_double_quotes, near_files, texts

from xuncha_site.library import open_library
from xuncha_site.problems import Code, Problem
from xuncha_site.source import (
    MAX_BYTES,
    MAX_DEPTH,
    Mapping,
    Scalar,
    Sequence,
    Source,
    document,
    parse,
    read,
    walk,
)


def parsed(text: str) -> Mapping:
    mapping, problems = parse(Source("a.yml", text))
    assert not problems, problems
    assert mapping is not None
    return mapping


def told(text: str) -> list[tuple[Code, int, int]]:
    problems = parse(Source("a.yml", text))[1]
    return [(p.code, p.where.line, p.where.column) for p in problems]


def scalar(mapping: Mapping, key: str) -> Scalar:
    node = mapping.values[key]
    assert isinstance(node, Scalar)
    return node


# values


@pytest.mark.parametrize(
    "written",
    ["no", "on", "yes", "off", "1.10", "2024-03", "2024-03-05", "12:30", "0777", "1_000", "0x1F",
     "1e3", ".5", "true", "NULL", "是", "D:\\账"],
)  # fmt: skip
def test_plain_scalars_stay_text(written: str) -> None:
    value = scalar(parsed(f"a: {written}\n"), "a")
    assert value.text == written
    assert not value.absent


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_yaml_words_for_nothing_count_as_absent(written: str) -> None:
    assert scalar(parsed(f"a: {written}\n"), "a").absent


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_in_quotes_the_same_words_are_text(written: str) -> None:
    value = scalar(parsed(f'a: "{written}"\n'), "a")
    assert not value.absent
    assert value.text == written


def test_every_value_and_key_knows_its_place() -> None:
    mapping = parsed("标题: 甲\n问题:\n  - 题: 乙\n    述: 丙\n")
    title = scalar(mapping, "标题")
    assert (title.line, title.column, title.offset) == (1, 5, 4)
    rows = mapping.values["问题"]
    assert isinstance(rows, Sequence)
    row = rows.items[0]
    assert isinstance(row, Mapping)
    assert (row.line, row.column) == (3, 5)
    assert (scalar(row, "述").line, scalar(row, "述").column) == (4, 8)
    assert (row.keys["述"].line, row.keys["述"].column) == (4, 5)


@given(st.lists(texts(), min_size=1, max_size=5))
@example(list(AWKWARD))
def test_any_text_in_double_quotes_comes_back_at_its_line(values: list[str]) -> None:
    text = "".join(f"k{n}: {in_double_quotes(value)}\n" for n, value in enumerate(values))
    mapping = parsed(text)
    for n, value in enumerate(values):
        assert scalar(mapping, f"k{n}").text == value
        assert scalar(mapping, f"k{n}").line == n + 1


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_separators_that_editors_do_not_see_end_no_line(separator: str) -> None:
    mapping = parsed(f"a: 甲{separator}乙: 丙\nb: 丁\n".replace(": 丙", "丙"))
    assert scalar(mapping, "a").text == f"甲{separator}乙丙"
    assert scalar(mapping, "b").line == 2


def test_block_text_keeps_its_lines() -> None:
    assert scalar(parsed("a: |\n  甲\n\n  乙\nb: 丙\n"), "a").text == "甲\n\n乙\n"


# files


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


# faults of the text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\n", [(Code.DUPLICATE_KEY, 2, 1)]),
        ("a: &x 1\nb: *x\n", [(Code.ANCHOR_OR_ALIAS, 1, 4), (Code.ANCHOR_OR_ALIAS, 2, 4)]),
        ("<<: {a: 1}\n", [(Code.ANCHOR_OR_ALIAS, 1, 1)]),
        ("a: !!int 1\n", [(Code.YAML_TAG, 1, 4)]),
        ("a: !x 1\n", [(Code.YAML_TAG, 1, 4)]),
        ("a: 1\n---\na: 2\n", [(Code.SEVERAL_DOCUMENTS, 2, 1)]),
        ("? [a]\n: 1\n", [(Code.BAD_SYNTAX, 1, 3)]),
        ('a: "\\0"\n', [(Code.CONTROL_CHARACTER, 1, 4)]),
        ("a:\n\tb: 1\n", [(Code.TAB_CHARACTER, 2, 1)]),
        ("a: 1\nb：2\nd: 4\n", [(Code.FULL_WIDTH_COLON, 2, 2)]),
        ("a：1\n\nb: 2\n", [(Code.FULL_WIDTH_COLON, 1, 2)]),
        ("a:1\nb: 2\n", [(Code.BAD_SYNTAX, 1, 2)]),
        ("a:\n  - b\n  -c\n", [(Code.BAD_SYNTAX, 3, 3)]),
        ("a: 1\n b: 2\n", [(Code.BAD_INDENTATION, 2, 2)]),
        ("a:\n    b: 1\n  c: 2\n", [(Code.BAD_INDENTATION, 3, 3)]),
        ("a: 'b\nc: d\n", [(Code.BAD_SYNTAX, 1, 4)]),
        ("a: {b: 1\nc: 2\n", [(Code.BAD_SYNTAX, 1, 4)]),
        ("", [(Code.BAD_SYNTAX, 1, 1)]),
        ("~\n", [(Code.BAD_SYNTAX, 1, 1)]),
        ("甲\n", [(Code.WRONG_TYPE, 1, 1)]),
    ],
)  # fmt: skip
def test_faults_of_the_text_are_located(text: str, expected: list[tuple[Code, int, int]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: 第一点：看账\nb: c: d\n",
        "a:\n  - 第一点：看账\n  b: 1\n",
        "a: http://x：1\nb 2\n",
    ],
)
def test_a_colon_is_not_blamed_for_another_fault(text: str) -> None:
    assert Code.FULL_WIDTH_COLON not in [code for code, *_ in told(text)]


def test_faults_behind_a_mended_one_are_told_in_the_same_run() -> None:
    text = "z：0\na：1\nb:\n\tc: 2\n\td：3\ne: 1\nf:2\ne: 2\n"
    assert told(text) == [
        (Code.FULL_WIDTH_COLON, 1, 2),
        (Code.FULL_WIDTH_COLON, 2, 2),
        (Code.TAB_CHARACTER, 4, 1),
        (Code.TAB_CHARACTER, 5, 1),
        (Code.FULL_WIDTH_COLON, 5, 4),
        (Code.BAD_SYNTAX, 7, 2),
        (Code.DUPLICATE_KEY, 8, 1),
    ]


def test_a_conflict_is_told_once_and_its_first_side_is_read() -> None:
    text = "a: 1\n<<<<<<< HEAD\nb: 2\n||||||| old\nb: 0\n=======\nb: 3\n>>>>>>> x\nc: 4\nc: 5\n"
    mapping, problems = parse(Source("a.yml", text))
    assert [(p.code, p.where.line) for p in problems] == [
        (Code.MERGE_CONFLICT, 2),
        (Code.DUPLICATE_KEY, 10),
    ]
    assert mapping
    assert scalar(mapping, "b").text == "2"


def test_the_deepest_nesting_is_read_and_one_more_is_refused() -> None:
    def nested(depth: int) -> str:
        return "a: " + "[" * (depth - 1) + "]" * (depth - 1) + "\n"

    assert told(nested(MAX_DEPTH)) == []
    assert [code for code, *_ in told(nested(MAX_DEPTH + 1))] == [Code.FILE_LIMIT]


@pytest.mark.parametrize("open_sign", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_refused_quickly(open_sign: str) -> None:
    assert Code.FILE_LIMIT in [code for code, *_ in told("a:\n " + open_sign * 100_000)]


def test_full_width_colons_in_every_line_are_each_told() -> None:
    assert told("a：1\nb：2\nc：\n  - 3\n") == [
        (Code.FULL_WIDTH_COLON, line, 2) for line in (1, 2, 3)
    ]


def test_full_width_colons_in_neighbouring_lines_are_each_told() -> None:
    assert told("a: 1\nb：2\nc：3\nd: 4\n") == [
        (Code.FULL_WIDTH_COLON, 2, 2),
        (Code.FULL_WIDTH_COLON, 3, 2),
    ]


def test_more_faults_than_are_mended_still_end() -> None:
    problems = told("".join(f"k{n}：1\n" for n in range(500)))
    assert 0 < len(problems) <= 500


# Markdown


def test_the_body_and_the_front_matter_know_their_lines() -> None:
    text = "---\n标题: 甲\n---\n\n正文 [[a]]\n"
    found, problems = document(Source("a.md", text))
    assert not problems
    assert found
    assert found.head.place(1, 1).line == 2
    assert str(found.body.place_at(found.body.text.index("[["))) == "a.md:5:4"


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_front_matter_may_end_with_dashes_or_dots(end: str) -> None:
    found, problems = document(Source("a.md", f"---\n标题: 甲\n{end}\n正文"))
    assert not problems
    assert found
    assert found.body.text == "正文"


@pytest.mark.parametrize(
    "text", ["", "正文", "---\n标题: 甲\n", "---\n---\n正文", "---\n# x\n---\n"]
)
def test_a_page_without_whole_front_matter_is_refused(text: str) -> None:
    found, problems = document(Source("a.md", text))
    assert found is None
    assert [(p.code, p.where.line) for p in problems] == [(Code.FRONT_MATTER, 1)]


def test_a_rule_in_the_body_ends_nothing() -> None:
    found, _ = document(Source("a.md", "---\n标题: 甲\n---\n上\n\n---\n\n下\n"))
    assert found
    assert found.body.text == "上\n\n---\n\n下\n"


# anything at all


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
